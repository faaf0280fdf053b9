//! Places of the parts of a day that every placement has.

/// Where the tour goes.
#[must_use]
pub fn tour(first_work: &str) -> String {
    format!("Toilets, somewhere to rest, the way out, {first_work}")
}

/// A place where two people talk apart from others, and are seen.
#[must_use]
pub fn apart(place: &str) -> String {
    format!("{place}, away from the others but in view")
}

/// A place that nobody has named yet.
pub const NOT_SAID: &str = "place to be confirmed";
