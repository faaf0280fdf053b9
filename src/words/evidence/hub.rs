//! What a hub is told of the learners of all its providers.

pub mod gaps;
pub mod outcomes;
pub mod views;

/// Everybody: whom the first row is about.
pub const EVERYBODY: &str = "Everybody";
/// See [`EVERYBODY`].
pub const ALL_LEARNERS: &str = "All learners";

/// What stands in place of a small count.
pub const FEW: &str = "fewer than 8";
/// What stands in place of a count that would give a small one away.
pub const HELD: &str = "held back";

/// A rounded count.
#[must_use]
pub fn about(count: u32) -> String {
    format!("about {count}")
}

/// What all of these tables say of how their figures were made.
#[must_use]
pub fn released(term: &str) -> [String; 4] {
    [
        format!(
            "These figures were made once, after the end of the {}, and do not change.",
            lower(term)
        ),
        "Counts of learners are rounded to the nearest 5, each by itself: rows may not add up. A count below 8 is not shown."
            .to_owned(),
        "A count is held back where a smaller one could be worked out from it.".to_owned(),
        "New figures are made when the next term has ended, at least 4 weeks after these, and when the records of at least 6 learners have changed."
            .to_owned(),
    ]
}

/// “Summer term 2026” within a sentence.
fn lower(term: &str) -> String {
    let mut letters = term.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
