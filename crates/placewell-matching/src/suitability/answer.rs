//! The answer for one learner and one placement.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::carved::Carved;
use super::change::Change;
use super::contribution::{Contribution, Criterion};
use super::deduction::Deduction;
use super::question::Question;
use super::reasons::Reason;
use crate::domain::code::vocabulary;
use crate::domain::exposure::Exposure;
use crate::domain::provision::Provision;
use crate::domain::support::Evacuation;
use crate::domain::workload::GapReason;
use crate::law::{Because, Finding, Rule};
use crate::travel::Note;

vocabulary! {
    /// What an assessment comes to, best first.
    Outcome {
        /// It suits as it stands.
        Suitable = "suitable",
        /// It suits if the questions are answered well.
        SuitableIfConfirmed = "suitable_if_confirmed",
        /// It suits once the changes are made.
        SuitableWithChanges = "suitable_with_changes",
        /// It does not suit as it stands.
        Unsuitable = "unsuitable",
    }
}

vocabulary! {
    /// What a family is told in place of a number.
    FamilyBand {
        /// A strong match.
        Strong = "strong",
        /// A good match.
        Good = "good",
        /// A possible match.
        Possible = "possible",
    }
}

/// Why a placement does not suit. The fault is the offer's or the dates', never the learner's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Blocker {
    /// No dates on which the whole placement fits.
    NoDates,
    /// Every placement that there could be takes a date on which the learner is on another.
    AlreadyPlaced,
    /// No seat is left on any dates on which the whole placement fits.
    NoSeats,
    /// The law bars it.
    Law {
        /// The rule.
        rule: Rule,
        /// Why.
        because: Because,
    },
    /// The employer takes other ages.
    Age {
        /// The learner's age on the first day.
        age: u8,
        /// The youngest taken.
        from: u8,
        /// The oldest taken.
        to: u8,
    },
    /// A department of a supported internship, for interns only.
    InternsOnly,
    /// Something essential cannot be had.
    Missing {
        /// What.
        provision: Provision,
    },
    /// None of these can be had, and one is essential.
    NoneOf {
        /// Which.
        provisions: Vec<Provision>,
    },
    /// Something that must be avoided is all over the site.
    Exposed {
        /// What.
        exposure: Exposure,
    },
    /// The learner could not be got out of the building safely.
    Evacuation {
        /// How the learner leaves a building.
        leaves: Evacuation,
    },
    /// The journey is beyond the learner's limits.
    Journey {
        /// The limits that it breaks.
        notes: Vec<Note>,
    },
    /// What is left of the work does not fill the days.
    TooLittleWork {
        /// How many of the offer's tasks are left.
        tasks_left: u8,
        /// Of how many.
        of: u8,
        /// The first day on which something is missing, if the days could be laid out.
        date: Option<NaiveDate>,
        /// What is missing there.
        reason: Option<GapReason>,
    },
}

/// Everything that is said about one learner at one placement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Assessment {
    /// What it comes to.
    pub outcome: Outcome,
    /// 0 to 1000: the sum of the contributions.
    pub score: u16,
    /// The eight parts of the score.
    pub contributions: Vec<Contribution>,
    /// The score less the deductions: what the match is worth as things stand. It can be below 0.
    pub value: i32,
    /// What is taken off the score for the changes, the unlocks and the questions.
    pub deductions: Vec<Deduction>,
    /// What speaks for it.
    pub reasons: Vec<Reason>,
    /// What to find out, the decisive first.
    pub questions: Vec<Question>,
    /// The smallest set of changes that makes it suit; empty unless the outcome is
    /// `suitable_with_changes`.
    pub changes: Vec<Change>,
    /// Why it does not suit; empty unless it is unsuitable.
    pub blockers: Vec<Blocker>,
    /// Changes that would lift every blocker; empty when some blocker cannot be lifted.
    pub unlocks: Vec<Change>,
    /// Tasks that are left out.
    pub carved: Vec<Carved>,
    /// What the law says.
    pub findings: Vec<Finding>,
    /// By how many minutes the day starts later than usual, when a change says so.
    pub starts_later_minutes: u16,
}

impl Assessment {
    /// The answer for an offer that has no window at all.
    #[must_use]
    pub fn without_dates() -> Self {
        Self {
            outcome: Outcome::Unsuitable,
            score: 0,
            contributions: Vec::new(),
            value: 0,
            deductions: Vec::new(),
            reasons: Vec::new(),
            questions: Vec::new(),
            changes: Vec::new(),
            blockers: vec![Blocker::NoDates],
            unlocks: Vec::new(),
            carved: Vec::new(),
            findings: Vec::new(),
            starts_later_minutes: 0,
        }
    }

    /// What the family is told: a band for the match, nothing for one that does not suit. A match
    /// that hardly stretches is never a strong one, however well the rest fits.
    #[must_use]
    pub fn family_band(&self) -> Option<FamilyBand> {
        let stretch = self.contributions.iter().find(|part| part.criterion == Criterion::Stretch);
        let stretches = stretch.is_some_and(|part| part.points * 3 >= part.max);
        match (self.outcome, self.score) {
            (Outcome::Unsuitable, _) => None,
            (Outcome::Suitable, 600..) if stretches => Some(FamilyBand::Strong),
            (Outcome::Suitable | Outcome::SuitableIfConfirmed, 400..) => Some(FamilyBand::Good),
            _ => Some(FamilyBand::Possible),
        }
    }
}
