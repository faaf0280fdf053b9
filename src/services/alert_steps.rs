//! What happens to alerts, as it is written: each step with its time, told to whoever listens.

use chrono::NaiveDate;

use crate::app::App;
use crate::db::alerts::{self as rows, Alert, AlertStep};
use crate::db::{Conn, DbError};
use crate::domain::alert::AlertEvent;
use crate::domain::ids::UserId;
use crate::domain::placement::Placement;
use crate::domain::webhook::WebhookEvent;

use super::{ServiceError, events};

/// Settles the alert of a day on which the learner cannot come.
///
/// # Errors
/// [`ServiceError`] of the store.
pub(super) fn excused(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    date: NaiveDate,
) -> Result<(), ServiceError> {
    match rows::of_day(c, &placement.id, date)?.filter(Alert::waits) {
        Some(alert) => settle(c, app, alert).map(drop),
        None => Ok(()),
    }
}

/// Writes that an alert is settled.
pub(super) fn settle(c: &mut Conn, app: &App, alert: Alert) -> Result<Alert, ServiceError> {
    let settled = Alert { settled_at: Some(app.clock.now()), next_at: None, ..alert };
    write(c, app, settled, AlertEvent::Settled, None)
}

/// Writes a changed alert, still with the version that was read, and what happened to it.
pub(super) fn write(
    c: &mut Conn,
    app: &App,
    changed: Alert,
    event: AlertEvent,
    by: Option<UserId>,
) -> Result<Alert, ServiceError> {
    let expected = changed.version;
    let saved = Alert { version: expected + 1, ..changed };
    rows::save(c, &saved, expected)?;
    step(c, app, &saved, event, by)?;
    Ok(saved)
}

/// Writes what happened to an alert.
pub(super) fn step(
    c: &mut Conn,
    app: &App,
    alert: &Alert,
    event: AlertEvent,
    by: Option<UserId>,
) -> Result<(), DbError> {
    let tells = matches!(event, AlertEvent::Raised | AlertEvent::Escalated);
    let step = AlertStep { at: app.clock.now(), event, rung: tells.then_some(alert.rung), by };
    rows::add_step(c, &alert.id, &step)?;
    let about = Some(("alert", alert.id.as_str()));
    events::tell_of(c, app, &alert.placement, WebhookEvent::AlertChanged, about)
}
