//! What would have to change, who does it, and what it usually costs.

use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::code::vocabulary;
use crate::domain::exposure::Exposure;
use crate::domain::ids::TaskId;
use crate::domain::provision::Provision;
use crate::travel::TrainingLeg;

vocabulary! {
    /// Who does something.
    Party {
        /// The employer.
        Employer = "employer",
        /// The school or college.
        Provider = "provider",
        /// The careers hub.
        Hub = "hub",
        /// The family.
        Family = "family",
    }
}

vocabulary! {
    /// How much work a change is.
    Effort {
        /// A word or a few minutes.
        Little = "little",
        /// An hour or two, once.
        Some = "some",
        /// Days, or somebody's time throughout.
        Much = "much",
    }
}

/// What is to change.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Arrangement {
    /// Arrange a provision.
    Provide {
        /// Which.
        provision: Provision,
    },
    /// Keep the learner away from something at the site.
    KeepAway {
        /// From what.
        exposure: Exposure,
    },
    /// Keep the learner away from something within a task.
    KeepAwayInTask {
        /// Which task.
        task: TaskId,
        /// From what.
        exposure: Exposure,
    },
    /// Start later each day.
    StartLater {
        /// By so many minutes.
        minutes: u16,
    },
    /// Finish earlier each day.
    FinishEarlier {
        /// By so many minutes.
        minutes: u16,
    },
    /// Train the learner for rides of the journey. The rides are the learner's, and no employer
    /// is told of them.
    TrainForRoute {
        /// The rides.
        legs: Vec<TrainingLeg>,
    },
    /// Somebody goes along.
    Escort,
    /// A taxi or the provider's minibus.
    Taxi,
    /// Start later each day, so that a concessionary pass pays for the ride.
    StartLaterForPass {
        /// By so many minutes.
        minutes: u16,
    },
    /// Take out, raise or renew the insurance.
    Insure,
    /// Add work of the learner's kind.
    AddWork,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
pub struct Change {
    /// What is to change.
    pub what: Arrangement,
    /// Who does it.
    pub owner: Party,
    /// What it usually costs, whole pounds; nothing for most.
    pub cost_pounds: u16,
    /// How much work it is.
    pub effort: Effort,
}

/// Five days there and back at our own estimate of a taxi in town.
const TAXI_POUNDS: u16 = 150;

impl Arrangement {
    /// Whether it is about how the learner travels: that is between learner, family and provider,
    /// and stays out of whatever an employer reads.
    #[must_use]
    pub fn is_of_the_journey(&self) -> bool {
        match self {
            Self::TrainForRoute { .. } | Self::Escort | Self::Taxi | Self::StartLaterForPass { .. } => true,
            Self::Provide { .. }
            | Self::KeepAway { .. }
            | Self::KeepAwayInTask { .. }
            | Self::StartLater { .. }
            | Self::FinishEarlier { .. }
            | Self::Insure
            | Self::AddWork => false,
        }
    }
}

impl Change {
    /// A change with its usual owner, cost and effort.
    #[must_use]
    pub fn usual(what: Arrangement) -> Self {
        let (owner, cost_pounds, effort) = match &what {
            Arrangement::Provide { provision } => {
                let (cost, effort) = usual_cost(*provision);
                (owner_of(*provision), cost, effort)
            }
            Arrangement::KeepAway { .. } | Arrangement::KeepAwayInTask { .. } => {
                (Party::Employer, 0, Effort::Little)
            }
            Arrangement::StartLater { .. }
            | Arrangement::FinishEarlier { .. }
            | Arrangement::StartLaterForPass { .. } => (Party::Employer, 0, Effort::Little),
            Arrangement::TrainForRoute { .. } | Arrangement::Escort => (Party::Provider, 0, Effort::Much),
            Arrangement::Taxi => (Party::Provider, TAXI_POUNDS, Effort::Some),
            Arrangement::Insure => (Party::Employer, 150, Effort::Some),
            Arrangement::AddWork => (Party::Employer, 0, Effort::Some),
        };
        Self { what, owner, cost_pounds, effort }
    }
}

/// Who arranges a provision: what travels with the learner is the provider's, the rest the employer's.
#[must_use]
pub fn owner_of(provision: Provision) -> Party {
    match provision {
        Provision::PictureInstructions | Provision::LargePrint | Provision::AdaptedClothing => {
            Party::Provider
        }
        _ => Party::Employer,
    }
}

/// What arranging a provision usually costs in whole pounds, and how much work it is. Estimates of
/// our own for one placement; most cost nothing.
#[must_use]
pub fn usual_cost(provision: Provision) -> (u16, Effort) {
    use Provision as P;
    match provision {
        P::StepFreeEntrance => (200, Effort::Some),
        P::StepFreeThroughout => (0, Effort::Some),
        P::AccessibleToilet | P::ChangingPlace => (0, Effort::Much),
        P::AdjustableWorkstation => (250, Effort::Some),
        P::HearingLoop => (150, Effort::Some),
        P::Bsl => (300, Effort::Much),
        P::VisualAlarm => (80, Effort::Some),
        P::GoodLighting => (30, Effort::Some),
        P::EarDefendersAllowed => (15, Effort::Little),
        P::AdaptedClothing => (25, Effort::Some),
        P::LargePrint => (5, Effort::Little),
        P::OneToOneSupervision | P::TwoAdultsInSight | P::FirstAiderOnShift => (0, Effort::Much),
        P::WrittenInstructions
        | P::PictureInstructions
        | P::NamedBuddy
        | P::FixedRoutine
        | P::ScreenReaderReady
        | P::EvacuationHelp
        | P::SiteVisitBefore
        | P::WelshSpoken => (0, Effort::Some),
        P::AccessibleParking
        | P::DropOffPoint
        | P::SeatingAvailable
        | P::QuietSpace
        | P::QuietStart
        | P::ShownInstructions
        | P::ShortSpokenInstructions
        | P::JobCoachWelcome
        | P::TimeToCommunicate
        | P::AacDeviceAllowed
        | P::ExtraBreaks
        | P::FlexibleBreaks
        | P::ShorterDay
        | P::LaterStart
        | P::EarlierFinish
        | P::NoticeOfChange
        | P::PhoneAllowed
        | P::SensoryBreaks
        | P::EatingPlace
        | P::FridgeForMedicine
        | P::AssistanceDogWelcome
        | P::PrayerSpace => (0, Effort::Little),
    }
}
