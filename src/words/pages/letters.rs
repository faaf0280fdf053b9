//! The page of the letters and links of a placement, and the list of its job coaches.

use super::form::sentence;

/// Headings.
pub const HEADING: &str = "Letters and links";
/// See [`HEADING`].
pub const LETTERS: &str = "Other letters";
/// See [`HEADING`].
pub const LINKS: &str = "Links of the employer’s contacts";
/// See [`HEADING`].
pub const COACHES: &str = "Job coaches";
/// See [`HEADING`].
pub const BACK: &str = "Back to the placement";

/// Lists of nothing.
pub const NO_LETTER: &str = "No letter has been written yet.";
/// See [`NO_LETTER`].
pub const NO_LINK: &str = "Nobody at the employer has a link.";
/// See [`NO_LETTER`].
pub const NO_COACH: &str = "No job coach is assigned.";

/// Links.
pub const OPEN: &str = "works";
/// See [`OPEN`].
pub const ENDED: &str = "no longer works";

/// Assigning a job coach.
pub const ASSIGN: &str = "Assign a job coach";
/// See [`ASSIGN`].
pub const COACH: &str = "Job coach";
/// See [`ASSIGN`].
pub const ABOUT_ASSIGNING: &str =
    "They see this placement and its learner from then on, and are told by a letter.";
/// See [`ASSIGN`].
pub const REMOVE: &str = "End the assignment";
/// See [`ASSIGN`].
pub const SELECT: &str = "Select a job coach";
/// See [`ASSIGN`].
pub const YOU: &str = "You";
/// See [`ASSIGN`].
pub const A_COACH: &str = "A job coach";
/// Nobody is left to be assigned.
pub const NOBODY_LEFT: &str = "Nobody else is a job coach. Invite somebody on the page “People who sign in”.";

/// A letter as a heading.
#[must_use]
pub fn letter(kind: &str, recipient: &str) -> String {
    format!("{} to {recipient}", sentence(kind))
}

/// When a letter was queued and taken.
#[must_use]
pub fn sent(queued: &str, taken: Option<&str>) -> String {
    taken.map_or_else(
        || format!("Written on {queued}"),
        |taken| format!("Written on {queued}, taken by the mail server on {taken}"),
    )
}

/// Why a link no longer works, by its code.
#[must_use]
pub fn ended(code: &str) -> &'static str {
    if code == "replaced" { "replaced by a newer one" } else { "revoked" }
}

/// How long a link works.
#[must_use]
pub fn link(made: &str, until: &str) -> String {
    format!("Made on {made}, until {until}")
}

/// A placement as a caption.
#[must_use]
pub fn of_placement(reference: &str) -> String {
    format!("Placement {reference}")
}
