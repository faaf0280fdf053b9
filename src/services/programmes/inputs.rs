//! What a plan stands on: the learner's and the offer's facts, the dates, the assessment.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::ids::TaskId;
use crate::domain::learner::LearnerFacts;
use crate::domain::offer::OfferFacts;
use crate::domain::window::Window;
use crate::domain::workload::{HourLimits, LostTime, WorkInput};
use crate::suitability::assess::hour_limits;
use crate::suitability::{Assessment, Journey, Weights, assess};
use crate::travel::TravelModel;

/// The facts of one placement.
pub struct PlanInputs {
    /// The learner.
    pub learner: LearnerFacts,
    /// The offer.
    pub offer: OfferFacts,
    /// The window that is taken up.
    pub window: Window,
    /// The attended dates.
    pub days: Vec<NaiveDate>,
    /// The law's limits on hours.
    pub limits: HourLimits,
    /// How the placement suits.
    pub assessment: Assessment,
    /// The journeys that it was assessed by: the learner's own.
    pub journey: Journey,
}

impl PlanInputs {
    /// Assesses facts that were read elsewhere.
    #[must_use]
    pub fn of(
        learner: LearnerFacts,
        offer: OfferFacts,
        window: Window,
        days: Vec<NaiveDate>,
        model: &dyn TravelModel,
        weights: &Weights,
    ) -> Self {
        let journey = Journey::find(model, &learner, &offer, &window, &days);
        let assessment = assess(&learner, &offer, &window, &days, &journey, weights);
        let first = days.first().copied().unwrap_or(window.dates.from);
        let limits = hour_limits(learner.date_of_birth, first);
        Self { learner, offer, window, days, limits, assessment, journey }
    }

    /// The planner's input.
    #[must_use]
    pub fn work<'a>(
        &'a self,
        carved: &'a BTreeSet<TaskId>,
        starts_later_minutes: u16,
        lost: &'a [LostTime],
    ) -> WorkInput<'a> {
        let Self { learner, offer, window, days, limits, .. } = self;
        WorkInput {
            starts_later_minutes,
            lost,
            ..WorkInput::new(&offer.offer, window, days, carved, &learner.profile, *limits)
        }
    }
}
