//! When passes are free, by authority, as a hub keeps it for its providers.

use serde::Serialize;
use utoipa::ToSchema;

use super::{ServiceError, scope};
use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::db::{Conn, concessions};
use crate::domain::concession::Concessions;
use crate::domain::ids::OrganisationId;
use crate::domain::learner::LearnerFacts;
use crate::travel::concession::{PassHours, PassTable};

/// A hub's table of authorities.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ConcessionsView {
    /// The hub.
    pub id: OrganisationId,
    /// What it knows; this is what a change replaces. An authority that is missing has its nation's
    /// scheme: in England free from 09:30 to 23:00 from Monday to Friday and always on other days
    /// and bank holidays, in Wales always.
    pub document: Concessions,
    /// Rises with each change, from 0 when none was ever set; also the ETag.
    pub version: i64,
}

/// What the hub knows of the hours of passes.
///
/// # Errors
/// [`ServiceError::NotFound`] for another hub than the caller's.
pub fn read(app: &App, caller: &Caller, hub: &OrganisationId) -> Result<ConcessionsView, ServiceError> {
    let permit = authorise(caller, Action::ReadConcessions)?;
    app.read(&permit, |conn| {
        in_view(conn, app, caller, hub)?;
        let (version, document) = concessions::newest(conn, hub)?.unwrap_or_default();
        Ok(ConcessionsView { id: hub.clone(), document, version })
    })
}

/// Replaces what the hub knows of the hours of passes.
///
/// # Errors
/// [`ServiceError::PreconditionFailed`] when it is no longer in version `expected`.
pub fn change(
    app: &App,
    caller: &Caller,
    hub: &OrganisationId,
    expected: i64,
    document: &Concessions,
) -> Result<ConcessionsView, ServiceError> {
    let permit = authorise(caller, Action::ChangeConcessions)?;
    document.check(app.clock.today_in_london())?;
    let now = app.clock.now();
    app.write(&permit, |conn| {
        in_view(conn, app, caller, hub)?;
        let version = concessions::set(conn, hub, expected, document, &caller.user, now)?;
        Ok(ConcessionsView { id: hub.clone(), document: document.clone(), version })
    })
}

/// When a learner's pass is free, as the learner's hub knows it.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn pass_hours(
    conn: &mut Conn,
    hub: &OrganisationId,
    learner: &LearnerFacts,
) -> Result<PassHours, ServiceError> {
    let known: Option<(i64, Concessions)> = concessions::newest(conn, hub)?;
    let table = known.map(|(_, known)| PassTable::from(&known)).unwrap_or_default();
    Ok(table.hours(learner.profile.travel.pass_authority.as_ref(), learner.nation))
}

fn in_view(conn: &mut Conn, app: &App, caller: &Caller, hub: &OrganisationId) -> Result<(), ServiceError> {
    if scope::hub_in_view(conn, app, caller)? == *hub { Ok(()) } else { Err(ServiceError::NotFound) }
}
