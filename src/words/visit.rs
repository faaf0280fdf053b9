//! What the page of an employer's contact says.

use chrono::NaiveDate;

use super::amount::{clock, date};
use super::label::{Label, labels};
use crate::domain::placement::PlacementState;
use crate::domain::report::{
    Arrival, DayWent, HelpNeeded, HostAgain, Interest, InterestReason, Overall, ReportKind, Tick,
};
use crate::domain::time::TimeOfDay;

/// Who the learner is while nobody may be named.
pub const THE_LEARNER: &str = "the learner";

/// Headings of what is to be decided on.
pub const NEEDED: &str = "What there must be";
/// See [`NEEDED`].
pub const HELPFUL: &str = "What would help";
/// See [`NEEDED`].
pub const KEPT_AWAY: &str = "What must be kept away";
/// See [`NEEDED`].
pub const BETTER_AWAY: &str = "What is better kept away";
/// See [`NEEDED`].
pub const COMMUNICATES: &str = "Communicates by";
/// See [`NEEDED`].
pub const INSTRUCTED: &str = "Is best told by";
/// See [`NEEDED`].
pub const STAMINA: &str = "Works for";
/// See [`NEEDED`].
pub const EVACUATION: &str = "When the alarm sounds";
/// See [`NEEDED`].
pub const SAFETY: &str = "To know for safety";

/// How long somebody works.
#[must_use]
pub fn stamina(stretch: &str, day: &str) -> String {
    format!("{stretch} at a stretch, {day} in a day")
}

/// The answers to whether there is something: it is there, it can be arranged, it is not, nobody knows.
pub const HAVE: [&str; 4] = ["Yes", "Not now, but it can be arranged", "No", "I don’t know"];
/// The answers to whether there is something that is to be avoided.
pub const AVOID: [&str; 4] =
    ["No", "Yes, but the learner can be kept away from it", "Yes, and it cannot be avoided", "I don’t know"];

/// When the provider rings.
#[must_use]
pub fn rings(provider: &str, day: NaiveDate, at: TimeOfDay) -> String {
    format!("{provider} will ring you on {} at {at}.", date(day))
}

/// What came of a form, by its code; `None` for a code that is not one.
#[must_use]
pub fn done(act: &str) -> Option<&'static str> {
    Some(match act {
        "accept" => {
            "You have accepted. The school or college has been told and will be in touch about a visit."
        }
        "decline" => "You have declined. The school or college has been told. Thank you for answering.",
        "answer" => "Your answer is saved.",
        "acknowledge" => "Thank you. It is noted that you have read the pack.",
        "tick" => {
            "Saved. If the learner has not come, ring the school or college now as well: nobody may be reading mail."
        }
        "worry" => "Thank you. Only the safeguarding lead can read it. If somebody is in danger, ring now.",
        "hazard" => {
            "Thank you. The school or college and your colleagues have been told. Make the place safe first."
        }
        "feedback" => "Thank you. Your feedback is saved.",
        "helped" => "Thank you. What you saw is saved.",
        "interest" => "Thank you. The school or college can read it. Nothing is settled by it.",
        "other-time" => {
            "Thank you. The school or college can read it. The dates stay as they are until you hear from them."
        }
        _ => return None,
    })
}

/// How a placement stands, for the employer.
#[must_use]
pub fn status(state: PlacementState, accepted: bool, agreed: bool) -> &'static str {
    match (state, accepted, agreed) {
        (PlacementState::Proposed, false, _) => "Waiting for your answer. Nothing is settled.",
        (PlacementState::Proposed, true, false) => {
            "You have accepted. The learner’s side has still to agree; nothing is settled."
        }
        (PlacementState::Proposed, true, true) => "Both sides have agreed. It is not confirmed yet.",
        (PlacementState::Confirmed, ..) => "Confirmed. A briefing pack follows.",
        (PlacementState::Briefed, ..) => "Confirmed, and you have the briefing pack.",
        (PlacementState::UnderWay, ..) => "Under way.",
        (PlacementState::Completed, ..) => "It has run to its end. Thank you for having had a learner.",
        (PlacementState::Declined, ..) => "It was declined. There is nothing that you need to do.",
        (PlacementState::Withdrawn, ..) => {
            "The learner’s side has withdrawn. There is nothing that you need to do, and it is nobody’s fault."
        }
        (PlacementState::Cancelled, ..) => "It was cancelled. There is nothing that you need to do.",
        (PlacementState::BrokenDown, ..) => "It ended early. There is nothing that you need to do.",
    }
}

/// Why a link opens nothing, and what to do: a heading and a sentence.
pub const EXPIRED: (&str, &str) = ("This link has run out", "You can have a new one sent.");
/// See [`EXPIRED`].
pub const REPLACED: (&str, &str) = (
    "There is a newer link",
    "A later letter to you has the link that works. You can have another one sent.",
);
/// See [`EXPIRED`].
pub const REVOKED: (&str, &str) = (
    "This link was taken back",
    "Ring or write to the school or college that sent it if you still need it; its number is in your letter.",
);
/// See [`EXPIRED`].
pub const PLACEMENT_OVER: (&str, &str) = (
    "This placement is over",
    "The page is closed, and there is nothing that you need to do. Thank you. Please destroy what is left of the briefing pack.",
);
/// What is said whenever a new link was asked for. It does not tell whether there was anything to send.
pub const SENT: (&str, &str) = (
    "Look for a new link in your mail",
    "If you can still have one, it is on its way to the address that the old link went to. It can take a few minutes. \
     If nothing comes, ring or write to the school or college; its number is in your letter.",
);

/// Why a form was not accepted.
pub const CHANGED: &str = "Somebody changed this while you were looking at it. The page shows how it stands now; nothing of yours was saved";
/// See [`CHANGED`].
pub const NOT_NOW: &str =
    "This cannot be done any more as things stand now. The page shows how they stand; nothing was changed";
/// See [`CHANGED`].
pub const REASON: &str = "Enter why you decline, in a few words";
/// See [`CHANGED`].
pub const CHOICE: &str = "Select an answer; “I don’t know” is one";
/// See [`CHANGED`].
pub const WORRY: &str = "Enter what worries you";
/// See [`CHANGED`].
pub const HAZARD: &str = "Enter what is dangerous, and where";
/// See [`CHANGED`].
pub const INTEREST: &str = "Select whether you would have somebody";
/// See [`CHANGED`].
pub const OTHER_FROM: &str = "Enter the first day that would suit you, from today up to two years ahead";
/// See [`CHANGED`].
pub const OVERALL: &str = "Select how it went";
/// See [`CHANGED`].
pub const TOO_LONG: &str = "Enter at most 2,000 characters of plain text";

/// Nobody said whether the learner came.
#[must_use]
pub fn arrival(who: &str) -> String {
    format!("Select whether {who} arrived")
}

/// The time of arrival cannot be read.
#[must_use]
pub fn at(who: &str) -> String {
    format!("Enter the time {who} arrived, like 9:55")
}

labels! {
    Arrival {
        Arrived => "Yes",
        NotArrived => "No, not arrived",
    }
    DayWent {
        Well => "Went well",
        Mixed => "Mixed",
        RingMe => "Ring me",
    }
    Overall {
        Well => "Well",
        Mixed => "Mixed",
        Badly => "Not well",
    }
    HelpNeeded {
        Less => "Less than the pack said",
        AsPlanned => "As the pack said",
        More => "More than the pack said",
        Unknown => "I don’t know",
    }
    HostAgain {
        Yes => "Yes",
        Maybe => "Maybe",
        No => "No",
        Unknown => "I don’t know",
    }
    ReportKind {
        Tick => "the day’s tick",
        Worry => "a worry",
        Hazard => "something dangerous at the site",
        Feedback => "feedback",
        Acknowledgement => "the pack was read",
        Interest => "whether the employer would have somebody",
        OtherTime => "another time that would suit",
        Absence => "the learner cannot come",
        Complaint => "a complaint",
        Reflection => "how it was, as the learner says it",
    }
    Interest {
        Yes => "Yes, in principle",
        Maybe => "Maybe",
        No => "Not this time",
        Full => "We already have somebody",
    }
    InterestReason {
        Time => "It takes too much of our time",
        Tasks => "We cannot think of tasks",
        Supervision => "Nobody has time to look after somebody",
        Dates => "The dates do not suit",
        Place => "The place does not suit, or is not safe enough",
        Unsure => "We would like to know more first",
        Other => "Something else",
    }
}

/// A day of which nothing was said.
pub const NOT_TICKED: &str = "Not ticked";

/// What was ticked, in a line.
#[must_use]
pub fn ticked(tick: &Tick) -> String {
    match (tick.arrival, tick.at) {
        (Arrival::NotArrived, _) => "Not arrived".to_owned(),
        (Arrival::Arrived, at) => {
            let came =
                at.map_or_else(|| "Arrived".to_owned(), |at| format!("Arrived at {}", clock(at.minutes())));
            match tick.went {
                Some(how) => format!("{came}. {}", how.label()),
                None => came,
            }
        }
    }
}
