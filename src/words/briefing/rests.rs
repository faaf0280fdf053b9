//! Who is near in a break.

/// Somebody stays with the visitor.
#[must_use]
pub fn with(person: &str) -> String {
    format!("With {person}.")
}

/// A break without anybody beside the visitor.
#[must_use]
pub fn near(person: &str, called: &str) -> String {
    format!("{person} knows where {called} is.")
}
