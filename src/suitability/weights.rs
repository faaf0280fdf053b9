//! What each criterion can give at most. Public, versioned, adjustable by a hub.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::contribution::Criterion;

/// The most that every criterion together can give.
pub const WHOLE: u16 = 1_000;

/// The most points of each criterion. They always add up to [`WHOLE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "RawWeights", deny_unknown_fields)]
pub struct Weights {
    /// Rises with each change, so that a score can be traced to its weights.
    pub version: u32,
    /// What the work is about.
    pub interest: u16,
    /// Whether it stretches without overwhelming.
    pub stretch: u16,
    /// Whether its demands fit what the learner can do now.
    pub task_fit: u16,
    /// Whether the supports are there.
    pub support_surplus: u16,
    /// Whether the place is free of what the learner must or would rather avoid.
    pub environment: u16,
    /// The journey.
    pub travel: u16,
    /// New or familiar, as the learner likes it.
    pub novelty: u16,
    /// What the learner says in their own words.
    pub own_voice: u16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawWeights {
    version: u32,
    interest: u16,
    stretch: u16,
    task_fit: u16,
    support_surplus: u16,
    environment: u16,
    travel: u16,
    novelty: u16,
    own_voice: u16,
}

/// Weights that do not add up to the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the weights must add up to 1000, these add up to {0}")]
pub struct NotWhole(pub u32);

impl Weights {
    /// Weights as given.
    ///
    /// # Errors
    /// [`NotWhole`] unless they add up to [`WHOLE`].
    pub fn checked(self) -> Result<Self, NotWhole> {
        let sum = Criterion::EVERY.iter().map(|criterion| u32::from(self.of(*criterion))).sum();
        if sum == u32::from(WHOLE) { Ok(self) } else { Err(NotWhole(sum)) }
    }

    /// The most that one criterion can give.
    #[must_use]
    pub fn of(&self, criterion: Criterion) -> u16 {
        match criterion {
            Criterion::Interest => self.interest,
            Criterion::Stretch => self.stretch,
            Criterion::TaskFit => self.task_fit,
            Criterion::SupportSurplus => self.support_surplus,
            Criterion::Environment => self.environment,
            Criterion::Travel => self.travel,
            Criterion::Novelty => self.novelty,
            Criterion::OwnVoice => self.own_voice,
        }
    }
}

impl TryFrom<RawWeights> for Weights {
    type Error = NotWhole;

    fn try_from(raw: RawWeights) -> Result<Self, NotWhole> {
        let RawWeights { version, interest, stretch, task_fit, .. } = raw;
        let RawWeights { support_surplus, environment, travel, novelty, own_voice, .. } = raw;
        Self {
            version,
            interest,
            stretch,
            task_fit,
            support_surplus,
            environment,
            travel,
            novelty,
            own_voice,
        }
        .checked()
    }
}

impl Default for Weights {
    /// The weights with which the service begins.
    fn default() -> Self {
        Self {
            version: 1,
            interest: 200,
            stretch: 120,
            task_fit: 160,
            support_surplus: 120,
            environment: 120,
            travel: 140,
            novelty: 60,
            own_voice: 80,
        }
    }
}
