//! Alerts: a learner is expected today, and nobody has said that they have arrived.

use chrono::TimeDelta;

use super::code::vocabulary;

/// How long a rung of the ladder has to acknowledge an alert before the next one is told.
pub const ESCALATES_AFTER: TimeDelta = TimeDelta::minutes(15);

vocabulary! {
    /// Why an alert was raised.
    AlertCause {
        /// Nobody ticked the day by the minute in the pack.
        NotTicked = "not_ticked",
        /// The employer said that the learner has not arrived.
        SaidNotArrived = "said_not_arrived",
    }
}

vocabulary! {
    /// Who is told of an alert, one rung after the other.
    AlertRung {
        /// The provider's office, where employers' answers go, and the placement's job coaches.
        Office = "office",
        /// The provider's staff who sign in.
        Staff = "staff",
        /// The provider's safeguarding leads who sign in.
        SafeguardingLead = "safeguarding_lead",
    }
}

impl AlertRung {
    /// The rung after this one.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        match self {
            Self::Office => Some(Self::Staff),
            Self::Staff => Some(Self::SafeguardingLead),
            Self::SafeguardingLead => None,
        }
    }

    /// Its place on the ladder, from 1.
    #[must_use]
    pub fn number(self) -> i32 {
        match self {
            Self::Office => 1,
            Self::Staff => 2,
            Self::SafeguardingLead => 3,
        }
    }

    /// The rung at a place on the ladder.
    #[must_use]
    pub fn at(number: i32) -> Option<Self> {
        [Self::Office, Self::Staff, Self::SafeguardingLead].into_iter().find(|rung| rung.number() == number)
    }
}

vocabulary! {
    /// Something that happened to an alert.
    AlertEvent {
        /// It was raised and its first rung told.
        Raised = "raised",
        /// Nobody acknowledged it in time, so the next rung was told.
        Escalated = "escalated",
        /// Somebody acknowledged it.
        Acknowledged = "acknowledged",
        /// The learner was ticked as arrived, or is no longer expected.
        Settled = "settled",
    }
}
