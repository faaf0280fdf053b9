//! What the page of the learner and the family says, and the letters about it.

use chrono::NaiveDate;

use super::label::{Label, labels};
use super::letter::Words;
use super::pages::dates;
use crate::domain::agreement::AgreementActor;
use crate::domain::code::CodeSet;
use crate::domain::disclosure::Told;
use crate::domain::placement::PlacementState;
use crate::domain::reader::Reader;
use crate::domain::report::Face;

/// What somebody agrees to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementWords {
    /// What is agreed to, and what comes before the list.
    pub begins: [String; 2],
    /// What the employer is told, each thing by itself.
    pub told: Vec<&'static str>,
    /// What comes after the list.
    pub ends: [String; 2],
}

impl AgreementWords {
    /// As it is kept with the agreement, line by line.
    #[must_use]
    pub fn text(&self) -> String {
        let told = self.told.iter().map(|one| format!("- {one}"));
        let lines: Vec<String> =
            self.begins.iter().cloned().chain(told).chain(self.ends.iter().cloned()).collect();
        lines.join("\n")
    }
}

/// What somebody agrees to. It is kept as it stands, so it says all of it.
#[must_use]
pub fn wording(
    actor: AgreementActor,
    title: &str,
    employer: &str,
    provider: &str,
    days: &[NaiveDate],
    told: CodeSet<Told>,
) -> AgreementWords {
    let (what, whose) = match actor {
        AgreementActor::Learner => ("I agree to my placement", "me"),
        _ => ("I have parental responsibility, and I agree to my child’s placement", "my child"),
    };
    let dates = dates(days.first().copied(), days.last().copied());
    AgreementWords {
        begins: [
            format!("{what}: {title} at {employer}, {dates}."),
            format!(
                "The employer gets a briefing pack. It says only what people at work need to know about {whose}, as far as \
                 {provider} has noted it:"
            ),
        ],
        told: told.iter().map(Label::label).collect(),
        ends: [
            "Nobody there is told a diagnosis.".to_owned(),
            format!("I can take this back at any time by telling {provider}."),
        ],
    }
}

/// The link to the page, for the learner or somebody of the family.
#[must_use]
pub fn page(by: &str) -> Words {
    let paragraphs = vec![
        format!("{by} is sending you a link to your page for the placement below."),
        "There you can read the plan once it has been sent to you, agree, tell us if the learner cannot come today, \
         complain, and say how it went. You need no account, and you can use paper or the telephone instead."
            .to_owned(),
        "The link is for you alone, so please do not pass it on. It replaces any earlier one.".to_owned(),
    ];
    Words { topic: "your page", paragraphs }
}

/// Somebody of the learner's side has agreed.
#[must_use]
pub fn agreed() -> Words {
    let paragraphs = vec![
        "The learner or the family has agreed to this placement on their page.".to_owned(),
        "Sign in to see which agreements it still needs.".to_owned(),
    ];
    Words { topic: "an agreement", paragraphs }
}

/// Somebody of the learner's side has complained.
#[must_use]
pub fn complained() -> Words {
    let paragraphs = vec![
        "The learner or the family has complained about this placement.".to_owned(),
        "Sign in to read it. Within 30 days, mark it as seen: whoever complained is told that you have."
            .to_owned(),
    ];
    Words { topic: "a complaint", paragraphs }
}

/// A complaint was read.
#[must_use]
pub fn complaint_read(by: &str) -> Words {
    let paragraphs = vec![
        format!("{by} has read your complaint about the placement below."),
        "They should tell you what happens next. If you hear nothing, please ring.".to_owned(),
    ];
    Words { topic: "your complaint was read", paragraphs }
}

const NOT_COMING: &str = "not coming today";
const OTHER_DAYS: &str = "The other days stand until you hear otherwise.";

/// For the provider and the job coaches: the learner cannot come on a day. No letter gives a reason.
#[must_use]
pub fn absent(day: &str, by: &Reader) -> Words {
    let (who, next) = match by {
        Reader::Learner => (
            "The learner",
            "Check it, and mark it as seen: until then you are alerted as usual if the learner does not arrive.",
        ),
        Reader::Family(_) | Reader::Coach(_) => (
            "The family",
            "Check it as you would any absence: you are not alerted today if the learner does not arrive.",
        ),
    };
    let paragraphs = vec![
        format!("{who} has said that the learner cannot come today, {day}."),
        format!("{next} {OTHER_DAYS}"),
    ];
    Words { topic: NOT_COMING, paragraphs }
}

/// The same for the workplace.
#[must_use]
pub fn absent_at_work(day: &str) -> Words {
    let paragraphs = vec![
        format!("The learner’s side has said that the learner cannot come today, {day}."),
        format!("You need not ring about it. {OTHER_DAYS}"),
    ];
    Words { topic: NOT_COMING, paragraphs }
}

/// The page of a placement that is long over.
pub const OVER: (&str, &str) = (
    "This placement is over",
    "This page is closed, and there is nothing that you need to do. You can keep your copy of the plan.",
);

/// What came of a form, by its code; `None` for a code that is not one.
#[must_use]
pub fn done(act: &str) -> Option<&'static str> {
    Some(match act {
        "agree" => "Thank you. Your agreement is noted with the words that you see below.",
        "absent" => {
            "Thank you. A message is on its way to the school or college and to the workplace. If the day starts soon, \
             please ring as well."
        }
        "complain" => "Thank you. The school or college can read it, and you will hear when somebody has.",
        "reflect" => "Thank you. It is saved.",
        _ => return None,
    })
}

/// How a placement stands, for the learner's side.
#[must_use]
pub fn status(state: PlacementState) -> &'static str {
    use PlacementState as S;
    match state {
        S::Proposed => "This placement is proposed. Nothing is settled yet.",
        S::Confirmed => "This placement is confirmed.",
        S::Briefed => "This placement is confirmed, and the workplace knows the plan.",
        S::UnderWay => "This placement is under way.",
        S::Completed => "This placement is over.",
        S::Declined | S::Withdrawn | S::Cancelled => {
            "This placement will not happen. The school or college can tell you more."
        }
        S::BrokenDown => "This placement ended early. The school or college can tell you more.",
    }
}

/// Who told something, where it was somebody of the family.
pub const FAMILY: &str = "the family";

/// Why a form was not accepted.
pub const COMPLAINT: &str = "Enter what you want to complain about";
/// See [`COMPLAINT`].
pub const FACE: &str = "Choose how it was";

labels! {
    Face {
        Good => "Good",
        Mixed => "Some of it good, some not",
        Bad => "Not good",
    }
}

/// Headings of the learner's own words on the page of what they did.
pub const LIKED: &str = "What I liked, or did well";
/// See [`LIKED`].
pub const HARD: &str = "What was hard";
/// See [`LIKED`].
pub const NEXT: &str = "What I would like to do next";

/// Who wrote something for the learner, and when.
#[must_use]
pub fn reference_by(role: &str, employer: &str, on: &str) -> String {
    format!("{role}, {employer}, {on}")
}
