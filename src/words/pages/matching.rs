//! Which offers suit, and why.

use crate::ranking::Funnel;

/// Heading of what is noted of the learner's work there.
pub const HERE_BEFORE: &str = "From an earlier placement here";

/// A learner whose name the reader does not see.
pub const A_LEARNER: &str = "a learner";
/// There is no band to tell.
pub const NO_BAND: &str = "not a match as it stands";

/// Headings.
pub const FOR: &str = "Why it suits";
/// See [`FOR`].
pub const TO_ASK: &str = "What to find out";
/// See [`FOR`].
pub const CHANGES: &str = "What it would take";
/// See [`FOR`].
pub const AGAINST: &str = "Why it does not suit as it stands";
/// See [`FOR`].
pub const UNLOCKS: &str = "What would lift that";
/// See [`FOR`].
pub const LEFT_OUT: &str = "Work that is left out";
/// See [`FOR`].
pub const JOURNEY: &str = "The journey";
/// See [`FOR`].
pub const LAW: &str = "What the law says";

/// What became of the other offers, a line for each reason that counts any.
#[must_use]
pub fn funnel(funnel: &Funnel) -> Vec<String> {
    let reasons = [
        (
            funnel.no_dates,
            "has no dates on which the whole placement fits",
            "have no dates on which the whole placement fits",
        ),
        (
            funnel.already_placed,
            "falls on another placement of this learner",
            "fall on another placement of this learner",
        ),
        (funnel.no_seats, "has no seat left", "have no seat left"),
        (
            funnel.not_for_this_learner,
            "is for other ages or another kind of programme",
            "are for other ages or another kind of programme",
        ),
        (funnel.essential_missing, "lacks something essential", "lack something essential"),
        (
            funnel.exposed,
            "has something all over the site that must be kept away",
            "have something all over the site that must be kept away",
        ),
        (
            funnel.no_way_there,
            "cannot be reached within this learner’s limits",
            "cannot be reached within this learner’s limits",
        ),
    ];
    let counted = reasons.into_iter().filter(|(count, ..)| *count > 0);
    counted
        .map(|(count, one, many)| match count {
            1 => format!("1 offer {one}."),
            count => format!("{count} offers {many}."),
        })
        .collect()
}
