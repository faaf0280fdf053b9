//! A match in words: for the people who arrange it, and for families.
//!
//! Families read short sentences, a band and no number, and are told what the placement lacks,
//! never what the learner does.

mod blocker;
mod deduction;
mod journey;
mod parts;
mod why;

use super::label::labels;
use crate::domain::ids::TaskId;
use crate::domain::offer::Offer;
use crate::ranking::Barrier;
use crate::suitability::{Criterion, Effort, FamilyBand, JourneyStanding, Outcome, Party};
use crate::travel::Mode;

pub use blocker::{blocker, carved, carved_and_back};
pub use deduction::deduction;
pub use journey::{basis, leg, leg_of, note, rests_on, training};
pub use parts::{arrangement, change, question, reason};
pub use why::why;

labels! {
    Barrier {
        Dates => "no dates fit",
        AlreadyPlaced => "on another placement then",
        Seats => "every place is taken",
        Age => "takes other ages",
        Programme => "for supported internships only",
        Law => "not allowed by law",
        Support => "something essential is not available",
        Surroundings => "something the learner must avoid is everywhere on the site",
        Evacuation => "no safe way out in an emergency",
        Journey => "the journey is beyond the learner’s limits",
        Work => "not enough of the right work",
    }
    Outcome {
        Suitable => "suits",
        SuitableIfConfirmed => "suits if the questions are answered well",
        SuitableWithChanges => "suits once the changes are made",
        Unsuitable => "does not suit as it stands",
    }
    FamilyBand {
        Strong => "a strong match",
        Good => "a good match",
        Possible => "a possible match",
    }
    Criterion {
        Interest => "interests",
        Stretch => "stretch",
        TaskFit => "fit of the tasks",
        SupportSurplus => "supports",
        Environment => "surroundings",
        Travel => "journey",
        Novelty => "new or familiar",
        OwnVoice => "the learner's own words",
    }
    Party {
        Employer => "employer",
        Provider => "school or college",
        Hub => "careers hub",
        Family => "family",
    }
    Effort {
        Little => "a word or a few minutes",
        Some => "an hour or two, once",
        Much => "days, or somebody's time throughout",
    }
    JourneyStanding {
        Reachable => "reachable",
        AfterTraining => "reachable once the rides are practised",
        IfStartMoved => "reachable if the day begins later",
        Borderline => "borderline: look at a map",
        NoData => "no data for the way by bus or train",
        NotReachable => "not reachable within the limits",
    }
    Mode {
        Walk => "on foot or by wheelchair",
        Cycle => "by bicycle",
        PublicTransport => "by bus or train",
        EscortedWalk => "on foot with somebody",
        EscortedPublicTransport => "by bus or train with somebody",
        FamilyCar => "in the family's car",
        Taxi => "by taxi or minibus",
    }
}

/// Who reads a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Those who arrange placements.
    Professional,
    /// The learner's family.
    Family,
}

/// What a task is called at work.
fn task_name<'a>(offer: &'a Offer, task: &'a TaskId) -> &'a str {
    offer.task(task).map_or(task.as_str(), |task| task.name.as_str())
}
