//! A cohort's answer as it was kept.

use super::model::{Answer, Inputs, digest};
use super::solve::Unsolved;
use crate::allocation::Allocation;
use crate::app::App;
use crate::auth::Permit;
use crate::db::cohorts::{self, StoredCohort};
use crate::domain::cohort::CohortState;
use crate::domain::ids::{CohortId, LearnerId};
use crate::services::ServiceError;
use crate::words::conflict;

/// What was solved, and the answer.
pub(super) struct Kept {
    pub inputs: Inputs,
    pub answer: Answer,
}

impl Kept {
    /// Reads it.
    ///
    /// # Errors
    /// [`ServiceError::Conflict`] `not_solved` while there is no answer.
    pub(super) fn read(app: &App, permit: &Permit, cohort: &StoredCohort) -> Result<Self, ServiceError> {
        let id: &CohortId = &cohort.id;
        let kept = app.read(permit, |c| {
            let inputs = cohorts::inputs(c, &app.keys, id)?;
            Ok::<_, ServiceError>(inputs.zip(cohorts::answer(c, &app.keys, id)?))
        })?;
        kept.map(|(inputs, answer)| Self { inputs, answer }).ok_or_else(not_solved)
    }

    /// As [`Self::read`], but only once every learner's part is explained.
    ///
    /// # Errors
    /// [`ServiceError::Conflict`] `not_solved` before, and of a cohort that failed.
    pub(super) fn whole(app: &App, permit: &Permit, cohort: &StoredCohort) -> Result<Self, ServiceError> {
        if cohort.state == CohortState::Solved { Self::read(app, permit, cohort) } else { Err(not_solved()) }
    }

    /// The answer, ready to be asked what if.
    ///
    /// # Errors
    /// [`ServiceError::Internal`] when what was kept does not fit together.
    pub(super) fn standing(&self) -> Result<Allocation, ServiceError> {
        self.inputs.standing(&self.answer).map_err(ServiceError::internal)
    }

    /// Solves again from what was kept: whether the same comes out to the last byte, and whether its proof holds.
    ///
    /// # Errors
    /// [`ServiceError::Internal`] when what was kept does not fit together.
    pub(super) fn replay(&self) -> Result<(bool, bool), ServiceError> {
        let again = self.inputs.solve().map(|solved| Answer::of(&self.inputs, solved));
        let again = again.map_err(ServiceError::internal)?;
        Ok((digest(&again)? == digest(&self.answer)?, again.proved))
    }

    /// Where a learner is in the solver's order.
    ///
    /// # Errors
    /// [`ServiceError::Conflict`] `not_in_cohort` for one who is kept where they are, or has left.
    pub(super) fn order(&self, number: i32, learner: &LearnerId) -> Result<u32, ServiceError> {
        let order = u32::try_from(number).ok().and_then(|number| self.inputs.order(number));
        order.ok_or_else(|| ServiceError::conflict("not_in_cohort", conflict::not_in_cohort(learner)))
    }
}

pub(super) fn not_solved() -> ServiceError {
    ServiceError::from(conflict::NOT_SOLVED)
}

impl From<Unsolved> for ServiceError {
    fn from(Unsolved(problem): Unsolved) -> Self {
        Self::conflict(problem, crate::words::cohort::problem(problem))
    }
}
