//! What stands in the way of an offer, by kind, and what could lift it.

use crate::domain::code::{CodeSet, vocabulary};
use crate::law::Rule;
use crate::suitability::{Arrangement, Blocker, Journey};

vocabulary! {
    /// A kind of constraint that an offer can fail for a learner.
    Barrier {
        /// No dates on which the whole placement fits.
        Dates = "dates",
        /// The learner is on another placement then.
        AlreadyPlaced = "already_placed",
        /// Every seat is taken.
        Seats = "seats",
        /// The employer takes other ages.
        Age = "age",
        /// It is for supported internships only.
        Programme = "programme",
        /// The law bars it.
        Law = "law",
        /// Something essential cannot be had.
        Support = "support",
        /// Something that must be avoided is all over the site.
        Surroundings = "surroundings",
        /// The learner could not be got out of the building safely.
        Evacuation = "evacuation",
        /// The journey is beyond the learner's limits.
        Journey = "journey",
        /// What is left of the work does not fill the days.
        Work = "work",
    }
}

impl Barrier {
    /// The kind of a blocker.
    #[must_use]
    pub fn of(blocker: &Blocker) -> Self {
        match blocker {
            Blocker::NoDates => Self::Dates,
            Blocker::AlreadyPlaced => Self::AlreadyPlaced,
            Blocker::NoSeats => Self::Seats,
            Blocker::Law { .. } => Self::Law,
            Blocker::Age { .. } => Self::Age,
            Blocker::InternsOnly => Self::Programme,
            Blocker::Missing { .. } | Blocker::NoneOf { .. } => Self::Support,
            Blocker::Exposed { .. } => Self::Surroundings,
            Blocker::Evacuation { .. } => Self::Evacuation,
            Blocker::Journey { .. } => Self::Journey,
            Blocker::TooLittleWork { .. } => Self::Work,
        }
    }

    /// The kinds of some blockers.
    #[must_use]
    pub fn among(blockers: &[Blocker]) -> CodeSet<Self> {
        blockers.iter().map(Self::of).collect()
    }
}

/// What somebody could change, each by itself, to lift a blocker; empty when nobody can. A provision that the employer
/// does not have can be asked for again as an adjustment; law, age and safety are never traded.
#[must_use]
pub fn lifts(blocker: &Blocker, journey: Option<&Journey>) -> Vec<Arrangement> {
    match blocker {
        Blocker::Missing { provision } => vec![Arrangement::Provide { provision: *provision }],
        Blocker::NoneOf { provisions } => {
            provisions.iter().map(|provision| Arrangement::Provide { provision: *provision }).collect()
        }
        Blocker::Law { rule: Rule::Insurance, .. } => vec![Arrangement::Insure],
        Blocker::Journey { .. } => journey.map(|journey| journey.lifts.clone()).unwrap_or_default(),
        Blocker::TooLittleWork { .. } => vec![Arrangement::AddWork],
        Blocker::NoDates
        | Blocker::AlreadyPlaced
        | Blocker::NoSeats
        | Blocker::Law { .. }
        | Blocker::Age { .. }
        | Blocker::InternsOnly
        | Blocker::Exposed { .. }
        | Blocker::Evacuation { .. } => Vec::new(),
    }
}
