//! How a learner gets there and back, as a list tells it.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::offer::OfferFacts;
use crate::suitability::{Change, Journey, JourneyStanding};
use crate::travel::{Basis, Mode, Note};
use crate::words::amount::clock;
use crate::words::label::Label;
use crate::words::suitability as say;

/// What an answer stands on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum BasisView {
    /// Straight line, a table of how much longer streets are, and the learner's speed.
    Estimate,
    /// A timetable.
    Timetable {
        /// The feed's name.
        feed: String,
        /// Names its content.
        version: String,
        /// The day of the timetable that was read: another than the day of travel when the notes
        /// say that it has ended or not begun.
        date: NaiveDate,
    },
    /// A street engine.
    Engine {
        /// Its name.
        name: String,
    },
}

impl From<&Basis> for BasisView {
    fn from(basis: &Basis) -> Self {
        match basis {
            Basis::Estimate => Self::Estimate,
            Basis::Timetable { feed, version, date } => {
                Self::Timetable { feed: feed.clone(), version: version.clone(), date: *date }
            }
            Basis::Engine(name) => Self::Engine { name: name.clone() },
        }
    }
}

/// The journeys of a placement in short: the worst of its days, the longer of both ways.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TravelView {
    /// How they stand.
    pub state: JourneyStanding,
    /// How the learner travels; absent when the profile names no way.
    pub mode: Option<Mode>,
    /// Minutes from door to door; absent when not assessed.
    pub minutes: Option<u16>,
    /// Changes of vehicle; absent where none is ridden by timetable.
    pub changes: Option<u8>,
    /// By how many minutes the day starts later than usual for it to be so.
    pub starts_later_minutes: u16,
    /// That start, HH:MM; absent when the day starts as usual.
    pub starts_at: Option<String>,
    /// What the way there stands on; absent when there was nothing to assess.
    pub basis: Option<BasisView>,
    /// What to know before relying on it.
    pub notes: Vec<Note>,
    /// What would bring it within reach, or have the pass pay for it, each by itself.
    pub unlocks: Vec<Change>,
    /// All of this in sentences.
    pub words: TravelWords,
}

/// The same in sentences.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TravelWords {
    /// How the journeys stand.
    pub state: String,
    /// What they stand on.
    pub basis: Option<String>,
    /// What to know.
    pub notes: Vec<String>,
    /// What would help.
    pub unlocks: Vec<String>,
}

impl TravelView {
    pub(super) fn of(journey: &Journey, facts: &OfferFacts) -> Self {
        let (travel, starts_later_minutes) = journey.chosen();
        let state = journey.standing();
        let starts_at = journey.later.as_ref().map(|later| clock(later.at.minutes()));
        let basis = travel.out.as_ref().map(|out| &out.way.basis);
        let notes = travel.all_notes();
        let unlocks: Vec<Change> = journey.lifts.iter().cloned().map(Change::usual).collect();
        Self {
            state,
            mode: travel.out.as_ref().map(|out| out.way.mode),
            minutes: travel.longest_minutes(),
            changes: travel.ways().filter_map(|regular| regular.changes).max(),
            starts_later_minutes,
            basis: basis.map(BasisView::from),
            words: TravelWords {
                state: match &starts_at {
                    Some(at) => format!("{}, with a start at {at}", state.label()),
                    None => state.label().to_owned(),
                },
                basis: basis.map(say::basis),
                notes: notes.iter().map(say::note).collect(),
                unlocks: unlocks.iter().map(|one| say::change(one, &facts.offer)).collect(),
            },
            starts_at,
            notes,
            unlocks,
        }
    }
}
