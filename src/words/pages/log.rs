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

/// What the first word of a code says that somebody did.
const DID: [(&str, &str); 18] = [
    ("accept", "accepted"),
    ("acknowledge", "followed up"),
    ("approve", "approved"),
    ("archive", "archived"),
    ("change", "changed"),
    ("confirm", "confirmed"),
    ("create", "added"),
    ("explain", "looked at"),
    ("export", "exported"),
    ("list", "looked at"),
    ("mark", "noted"),
    ("plan", "planned"),
    ("preview", "looked at"),
    ("propose", "proposed"),
    ("record", "recorded"),
    ("send", "sent"),
    ("shorten", "shortened"),
    ("try", "tried out"),
];

/// What somebody did, from its code, and to what where the code does not say it.
#[must_use]
pub fn act(code: &str, object: &str) -> String {
    let (first, rest) = code.split_once('_').unwrap_or((code, ""));
    let did = DID.iter().find(|(known, _)| *known == first).map_or(first, |(_, did)| *did);
    let act = sentence(format!("{did} {}", rest.replace('_', " ")).trim());
    if object == "learner" || code.contains(object) {
        act
    } else {
        format!("{act} ({})", object.replace('_', " "))
    }
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
