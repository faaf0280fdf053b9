//! What an assessment is made from, as it stands in the store at one moment.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::app::App;
use crate::db::{Conn, learners, offers};
use crate::domain::learner::LearnerFacts;
use crate::domain::offer::OfferFacts;
use crate::domain::placement::Placement;
use crate::domain::window::Window;
use crate::services::concessions::pass_hours;
use crate::services::matches::travel_model;
use crate::services::placements::elsewhere::{placed_days, supervised};
use crate::services::{ServiceError, scope, weights};
use crate::suitability::Weights;
use crate::travel::TravelModel;
use crate::travel::concession::PassHours;
use crate::words::conflict;

use super::PlanInputs;

/// All that the assessment of one placement is made from, apart from the timetables. Two that are
/// equal are assessed alike: comparing what was read, and not only versions, forgets no table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanSnapshot {
    /// The learner.
    pub learner: LearnerFacts,
    /// The offer.
    pub offer: OfferFacts,
    /// The window that is taken up.
    pub window: Window,
    /// The attended dates.
    pub days: Vec<NaiveDate>,
    /// What the hub counts for how much.
    pub weights: Weights,
    /// When the learner's pass is free.
    pub pass: PassHours,
}

impl PlanSnapshot {
    /// Reads it.
    ///
    /// # Errors
    /// [`ServiceError::Conflict`] `window_gone` when the offer no longer has the window.
    pub fn read(c: &mut Conn, app: &App, placement: &Placement) -> Result<Self, ServiceError> {
        let mut learner = learners::facts(c, &app.keys, &placement.learner)?;
        learner.placed = placed_days(c, app, &placement.learner, Some(&placement.id))?;
        let mut offer = offers::facts(c, &app.keys, &placement.offer)?;
        offer.supervised = supervised(c, app, &offer, placement, learner.date_of_birth)?;
        let window = offer.offer.window(&placement.window).cloned();
        let window = window.ok_or_else(|| ServiceError::from(conflict::WINDOW_GONE))?;
        let hub = scope::hub_of(c, app, &placement.provider)?;
        let pass = pass_hours(c, &hub, &learner)?;
        let weights = weights::of_hub(c, &hub)?;
        Ok(Self { learner, offer, window, days: placement.days.clone(), weights, pass })
    }

    /// Reads it, and what answers for the journeys: to be assessed when the transaction is over.
    ///
    /// # Errors
    /// As for [`read`](Self::read).
    pub fn with_model(
        c: &mut Conn,
        app: &App,
        placement: &Placement,
    ) -> Result<(Self, Arc<dyn TravelModel>), ServiceError> {
        let ground = Self::read(c, app, placement)?;
        let model = travel_model(c, app, &ground.learner, ground.pass)?;
        Ok((ground, model))
    }

    /// Reads what answers for the journeys, and assesses. Journeys may take long to find: never in a
    /// writing transaction, for which [`super::assess_ahead`] is there.
    ///
    /// # Errors
    /// [`ServiceError`] of the store.
    pub fn assess(self, c: &mut Conn, app: &App) -> Result<PlanInputs, ServiceError> {
        let model = travel_model(c, app, &self.learner, self.pass)?;
        Ok(self.assessed(model.as_ref()))
    }

    /// Finds the journeys and assesses.
    #[must_use]
    pub fn assessed(self, model: &dyn TravelModel) -> PlanInputs {
        let Self { learner, offer, window, days, weights, .. } = self;
        PlanInputs::of(learner, offer, window, days, model, &weights)
    }
}
