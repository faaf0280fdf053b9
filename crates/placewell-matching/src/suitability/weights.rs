//! What each criterion can give at most, and what changes and questions take off. Public, versioned, adjustable by a hub.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

use super::contribution::Criterion;
use super::deduction::Deductions;
use crate::domain::check::{Faults, FieldError};

/// The most that every criterion together can give.
pub const WHOLE: u16 = 1_000;

/// The most points that each criterion can give, together 1000, and what is taken off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = WeightsDocument)]
#[serde(deny_unknown_fields)]
pub struct Points {
    /// What the work is about.
    #[schema(maximum = 1000)]
    pub interest: u16,
    /// Whether it stretches without overwhelming.
    #[schema(maximum = 1000)]
    pub stretch: u16,
    /// Whether its demands fit what the learner can do now.
    #[schema(maximum = 1000)]
    pub task_fit: u16,
    /// Whether the supports are there.
    #[schema(maximum = 1000)]
    pub support_surplus: u16,
    /// Whether the place is free of what the learner must or would rather avoid.
    #[schema(maximum = 1000)]
    pub environment: u16,
    /// The journey.
    #[schema(maximum = 1000)]
    pub travel: u16,
    /// New or familiar, as the learner likes it.
    #[schema(maximum = 1000)]
    pub novelty: u16,
    /// What the learner says in their own words.
    #[schema(maximum = 1000)]
    pub own_voice: u16,
    /// What changes and questions take off; the service's own where absent.
    #[serde(default)]
    pub deductions: Deductions,
}

impl Points {
    /// What must hold across the fields: the criteria add up to [`WHOLE`], and no deduction is above it.
    ///
    /// # Errors
    /// Every fault, with its field.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        let mut faults = Faults::default();
        let sum: u32 = Criterion::EVERY.iter().map(|criterion| u32::from(self.of(*criterion))).sum();
        let reason = format!("the weights must add up to {WHOLE}, these add up to {sum}");
        faults.require(sum == u32::from(WHOLE), "body", reason);
        for name in self.deductions.above(WHOLE) {
            faults.require(false, format!("deductions.{name}"), format!("must be {WHOLE} at most"));
        }
        faults.finish()
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

/// The points of each criterion in one version. Read from a document, they add up to [`WHOLE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weights {
    /// Rises with each change, so that a score can be traced to its weights.
    pub version: u32,
    /// The points.
    #[serde(flatten, deserialize_with = "whole")]
    pub points: Points,
}

fn whole<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Points, D::Error> {
    let points = Points::deserialize(deserializer)?;
    let faults = points.check().err().unwrap_or_default();
    faults.first().map_or(Ok(points), |fault| Err(D::Error::custom(&fault.reason)))
}

impl Default for Weights {
    /// The weights with which the service begins.
    fn default() -> Self {
        let points = Points {
            interest: 200,
            stretch: 120,
            task_fit: 160,
            support_surplus: 120,
            environment: 120,
            travel: 140,
            novelty: 60,
            own_voice: 80,
            deductions: Deductions::default(),
        };
        Self { version: 1, points }
    }
}
