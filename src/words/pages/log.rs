//! The page of who has looked at a learner, and who was told what.

use super::form::sentence;

/// Headings.
pub const HEADING: &str = "Who has looked, and who was told";
/// See [`HEADING`].
pub const TOLD: &str = "What was told to others";
/// See [`HEADING`].
pub const LOOKS: &str = "Who has looked at the record";

/// Lists of nothing.
pub const NOTHING_TOLD: &str = "Nothing has been told to anybody yet.";
/// See [`NOTHING_TOLD`].
pub const NO_LOOK: &str = "Nobody has looked yet.";
/// Only some are shown.
pub const SOME: &str = "The newest 200 are shown. The whole log is part of the learner’s export.";
/// What is listed.
pub const ABOUT: &str =
    "Newest first. Packs and copies name the fields that they told, not what stood in them.";

/// Somebody whose name the reader does not see.
pub const SOMEBODY: &str = "somebody";
/// A contact of an employer.
pub const A_CONTACT: &str = "a contact of the employer";
/// The learner or the family.
pub const A_READER: &str = "the learner or the family";

/// A receipt as a heading.
#[must_use]
pub fn told(edition: &str, to: &str) -> String {
    format!("{} to {to}", sentence(edition))
}

/// Who let it go, and when.
#[must_use]
pub fn by(name: &str, moment: &str) -> String {
    format!("Let go by {name} on {moment}")
}

/// The fields that were told.
#[must_use]
pub fn fields(names: &[String]) -> String {
    let names: Vec<_> = names.iter().map(|name| name.replace(['_', '.'], " ")).collect();
    format!("Told: {}", names.join(", "))
}

/// What somebody did, from its code.
#[must_use]
pub fn act(code: &str, object: &str) -> String {
    let act = sentence(&code.replace('_', " "));
    if code.contains(object) { act } else { format!("{act} ({})", object.replace('_', " ")) }
}

/// Who did it.
#[must_use]
pub fn at(who: &str, organisation: &str, moment: &str) -> String {
    if organisation.is_empty() {
        format!("{moment}: {who}")
    } else {
        format!("{moment}: {who}, {organisation}")
    }
}

/// The way back.
pub const BACK: &str = "Back to the record";
