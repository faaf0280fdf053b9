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
pub const ABOUT: &str = "Newest first. Packs and copies list which fields were shared, not their contents.";

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
    format!("Sent by {name} on {moment}")
}

/// The fields that were told.
#[must_use]
pub fn fields(names: &[String]) -> String {
    let names: Vec<_> = names.iter().map(|name| name.replace(['_', '.'], " ")).collect();
    format!("Shared: {}", names.join(", "))
}

/// What the first word of a code says that somebody did.
const DID: [(&str, &str); 40] = [
    ("accept", "accepted"),
    ("acknowledge", "followed up"),
    ("activate", "activated"),
    ("agree", "agreed"),
    ("answer", "answered"),
    ("approve", "approved"),
    ("archive", "archived"),
    ("begin", "began"),
    ("cancel", "cancelled"),
    ("change", "changed"),
    ("complete", "completed"),
    ("confirm", "confirmed"),
    ("create", "added"),
    ("decide", "decided"),
    ("decline", "declined"),
    ("draft", "drafted"),
    ("end", "ended"),
    ("erase", "erased"),
    ("explain", "looked at"),
    ("export", "exported"),
    ("finish", "finished"),
    ("grant", "granted"),
    ("list", "looked at"),
    ("mark", "noted"),
    ("plan", "planned"),
    ("preview", "looked at"),
    ("propose", "proposed"),
    ("read", "looked at"),
    ("record", "recorded"),
    ("remove", "removed"),
    ("resend", "sent again"),
    ("revoke", "revoked"),
    ("see", "noted"),
    ("send", "sent"),
    ("shorten", "shortened"),
    ("start", "started"),
    ("tell", "told"),
    ("try", "tried out"),
    ("undo", "undid"),
    ("withdraw", "withdrew"),
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
