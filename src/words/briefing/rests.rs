//! Who is near in a break.

/// Somebody stays with the visitor.
#[must_use]
pub fn with(person: &str) -> String {
    format!("With {person}.")
}

/// Lunch with somebody or alone, as the visitor likes.
#[must_use]
pub fn lunch(person: &str, called: &str) -> String {
    format!("With {person}, or alone: {called} says which, and {person} knows where.")
}

/// A rest that may be taken alone.
#[must_use]
pub fn alone(person: &str) -> String {
    format!("Alone is fine; {person} is near.")
}
