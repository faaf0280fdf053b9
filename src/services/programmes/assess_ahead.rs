//! Assessing ahead of a writing transaction: nobody is kept from writing while journeys are found.

use std::iter::repeat_with;

use crate::app::App;
use crate::auth::Permit;
use crate::db::Conn;
use crate::domain::placement::Placement;
use crate::services::ServiceError;
use crate::words::conflict;

use super::{PlanInputs, PlanSnapshot};

/// How often all is done anew, at most, when something changes meanwhile.
pub const ATTEMPTS: usize = 5;

/// The conflict that is answered after that.
pub const CHANGED: &str = conflict::CHANGED_MEANWHILE.code;

/// A placement that was assessed before the transaction that relies on it.
pub struct Ahead<'a, F> {
    /// How it was assessed.
    pub basis: PlanInputs,
    ground: PlanSnapshot,
    app: &'a App,
    find: &'a F,
}

impl<F: Fn(&mut Conn) -> Result<Placement, ServiceError>> Ahead<'_, F> {
    /// The placement as it is now, in the transaction that relies on the assessment.
    ///
    /// # Errors
    /// What finding it returns; [`ServiceError::Conflict`] [`CHANGED`] when what it was assessed from
    /// is no longer what is stored.
    pub fn placement(&self, c: &mut Conn) -> Result<Placement, ServiceError> {
        let placement = (self.find)(c)?;
        let same = PlanSnapshot::read(c, self.app, &placement)? == self.ground;
        if same { Ok(placement) } else { Err(changed()) }
    }
}

/// Assesses a placement, then runs `write`, whose transaction begins with [`Ahead::placement`]. When
/// that finds a change, both are done again. `find` reads the placement and refuses what need not be
/// assessed; it runs before the assessment and again in the transaction.
///
/// Timetables are no part of what is compared: a replica answers by those that it holds.
///
/// # Errors
/// What `find` and `write` return; [`ServiceError::Conflict`] [`CHANGED`] after [`ATTEMPTS`].
pub fn assess_ahead<T, F>(
    app: &App,
    permit: &Permit,
    find: &F,
    write: impl Fn(&Ahead<'_, F>) -> Result<T, ServiceError>,
) -> Result<T, ServiceError>
where
    F: Fn(&mut Conn) -> Result<Placement, ServiceError>,
{
    app.ready_timetables()?;
    let attempt = || {
        let (ground, model) = app.read(permit, |c| {
            let placement = find(c)?;
            PlanSnapshot::with_model(c, app, &placement)
        })?;
        let basis = ground.clone().assessed(model.as_ref());
        write(&Ahead { basis, ground, app, find })
    };
    let stands =
        |done: &Result<T, ServiceError>| !matches!(done, Err(ServiceError::Conflict { code: CHANGED, .. }));
    repeat_with(attempt).take(ATTEMPTS).find(stands).unwrap_or_else(|| Err(changed()))
}

fn changed() -> ServiceError {
    ServiceError::from(conflict::CHANGED_MEANWHILE)
}
