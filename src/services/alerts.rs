//! Alerts that a learner is not known to have arrived: raised, escalated up the provider's ladder, acknowledged by a
//! person, settled by a tick. Each step is timed, and its letters are queued in the transaction that takes it.

mod watch;

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::app::App;
use crate::auth::policy::allowed;
use crate::auth::{Action, Caller, authorise};
use crate::db::alerts::{self as rows, Alert};
use crate::db::{Conn, assignments};
use crate::domain::alert::{AlertCause, AlertEvent, AlertRung, ESCALATES_AFTER};
use crate::domain::ids::{AlertId, PlacementId};
use crate::domain::placement::Placement;
use crate::domain::role::Role;

use super::alert_steps::{settle, step, write};
use super::alert_view::{self, view};
use super::{ServiceError, access, ids, letters, placements, reports};

pub use super::alert_view::{AlertStepView, AlertView};
pub(in crate::services) use watch::is_expected;
pub use watch::watch;

/// How many alerts are listed.
const MOST: i64 = 200;

/// The alerts that nobody has acknowledged, those that have waited longest first; at most 200.
///
/// # Errors
/// [`ServiceError::Forbidden`].
pub fn list(app: &App, caller: &Caller) -> Result<Vec<AlertView>, ServiceError> {
    let permit = authorise(caller, Action::ListAlerts)?;
    let shown = app.read(&permit, |c| {
        let mut waiting = rows::waiting(c, &caller.organisation, MOST)?;
        if caller.role == Role::JobCoach {
            let own = assignments::of_coach(c, &caller.user)?;
            waiting.retain(|alert| own.contains(&alert.placement));
        }
        alert_view::views(c, app, waiting)
    })?;
    let of: BTreeSet<&str> = shown.iter().map(|alert| alert.placement.as_str()).collect();
    access::each_shown(app, &permit, caller, Action::ListAlerts, "placement", of)?;
    Ok(shown)
}

/// The alerts of a placement, by day.
///
/// # Errors
/// [`ServiceError::NotFound`] when the placement is not the caller's.
pub fn of_placement(app: &App, caller: &Caller, id: &PlacementId) -> Result<Vec<AlertView>, ServiceError> {
    let permit = authorise(caller, Action::ListAlerts)?;
    let shown = app.read(&permit, |c| {
        placements::visible(c, app, caller, id)?;
        alert_view::of_placement(c, app, id)
    })?;
    access::shown(app, caller, Action::ListAlerts, "placement", id.as_str())?;
    Ok(shown)
}

/// Notes that a person is dealing with an alert, so that nobody else is told. The first one stays noted.
///
/// # Errors
/// [`ServiceError::NotFound`] when it is not the caller's; [`ServiceError::PreconditionFailed`] when it is not in
/// version `expected`.
pub fn acknowledge(
    app: &App,
    caller: &Caller,
    id: &AlertId,
    expected: Option<i64>,
) -> Result<AlertView, ServiceError> {
    let permit = authorise(caller, Action::AcknowledgeAlert)?;
    let now = app.clock.now();
    app.write(&permit, |c| {
        let alert = rows::get(c, id)?;
        placements::visible(c, app, caller, &alert.placement)?;
        if expected.is_some_and(|expected| expected != alert.version) {
            return Err(ServiceError::PreconditionFailed);
        }
        if alert.acknowledged.is_some() {
            return view(c, app, alert);
        }
        let by = caller.user.clone();
        let acknowledged = Alert { acknowledged: Some((by.clone(), now)), next_at: None, ..alert.clone() };
        let saved = write(c, app, acknowledged, AlertEvent::Acknowledged, Some(by))?;
        reports::see_not_arrived(c, app, caller, &saved.placement, saved.date)?;
        access::note(c, app, caller, Action::AcknowledgeAlert, "placement", saved.placement.as_str())?;
        view(c, app, saved)
    })
}

/// The placements of the caller's organisation with an alert that nobody has acknowledged.
///
/// # Errors
/// [`ServiceError`] of the store.
pub(super) fn waiting(c: &mut Conn, caller: &Caller) -> Result<BTreeSet<PlacementId>, ServiceError> {
    if !allowed(caller.role, Action::ListAlerts) {
        return Ok(BTreeSet::new());
    }
    Ok(rows::waiting(c, &caller.organisation, MOST)?.into_iter().map(|alert| alert.placement).collect())
}

/// Raises the alert of a day and tells the first rung. What an employer says raises one again that was only for want
/// of a tick, or that had been settled.
///
/// # Errors
/// [`ServiceError`] of the store.
pub(super) fn raise(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    date: NaiveDate,
    cause: AlertCause,
) -> Result<(), ServiceError> {
    let now = app.clock.now();
    let next = letters::next_rung(c, app, placement, AlertRung::Office)?;
    let fresh = |id, version| Alert {
        id,
        placement: placement.id.clone(),
        date,
        cause,
        raised_at: now,
        rung: AlertRung::Office,
        next_at: next.map(|_| now + ESCALATES_AFTER),
        acknowledged: None,
        settled_at: None,
        version,
    };
    let raised = match rows::of_day(c, &placement.id, date)? {
        None => {
            let alert = fresh(ids::fresh(app)?, 1);
            if !rows::insert(c, &alert)? {
                return Ok(());
            }
            step(c, app, &alert, AlertEvent::Raised, None)?;
            alert
        }
        Some(known) => {
            let news = known.cause == AlertCause::NotTicked || known.settled_at.is_some();
            if cause == AlertCause::NotTicked || !news {
                return Ok(());
            }
            write(c, app, fresh(known.id, known.version), AlertEvent::Raised, None)?
        }
    };
    letters::not_arrived(c, app, placement, &raised)
}

/// Settles the alert of a day: the learner has been ticked as arrived. Whoever was told is told this too.
///
/// # Errors
/// [`ServiceError`] of the store.
pub(super) fn arrived(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    date: NaiveDate,
) -> Result<(), ServiceError> {
    let known = rows::of_day(c, &placement.id, date)?.filter(|alert| alert.settled_at.is_none());
    let Some(alert) = known else { return Ok(()) };
    let settled = settle(c, app, alert)?;
    letters::arrived_after_all(c, app, placement, &settled)
}
