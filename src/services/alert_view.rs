//! Alerts as they are shown: in lists, on the page of a placement, in a learner's export.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::db::alerts::{self as rows, Alert, AlertStep};
use crate::db::{Conn, users};
use crate::domain::alert::{AlertCause, AlertEvent, AlertRung};
use crate::domain::ids::{AlertId, PlacementId, UserId};

use super::ServiceError;

/// An alert as it is shown. It names no learner.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AlertView {
    /// Its identifier.
    pub id: AlertId,
    /// Rises with each change; the ETag.
    pub version: i64,
    /// Of which placement.
    pub placement: PlacementId,
    /// Of which day.
    pub date: NaiveDate,
    /// Why it was raised.
    pub cause: AlertCause,
    /// When it was raised.
    pub raised_at: DateTime<Utc>,
    /// The highest rung of the ladder that was told.
    pub rung: AlertRung,
    /// When the next rung is told, unless somebody acknowledges the alert first.
    pub next_at: Option<DateTime<Utc>>,
    /// Who acknowledged it.
    pub acknowledged_by: Option<UserId>,
    /// The name of whoever acknowledged it.
    pub acknowledged_by_name: Option<String>,
    /// When it was acknowledged.
    pub acknowledged_at: Option<DateTime<Utc>>,
    /// Since when the learner is ticked as arrived, or is no longer expected.
    pub settled_at: Option<DateTime<Utc>>,
    /// What happened to it, in order.
    pub steps: Vec<AlertStepView>,
}

/// Something that happened to an alert.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AlertStepView {
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub event: AlertEvent,
    /// The rung that was told.
    pub rung: Option<AlertRung>,
    /// Who acknowledged it.
    pub by: Option<UserId>,
    /// The name of whoever acknowledged it.
    pub by_name: Option<String>,
}

/// The alerts of a placement, by day.
///
/// # Errors
/// [`ServiceError`] of the store.
pub(super) fn of_placement(
    c: &mut Conn,
    app: &App,
    id: &PlacementId,
) -> Result<Vec<AlertView>, ServiceError> {
    let alerts = rows::of_placement(c, id)?;
    views(c, app, alerts)
}

/// An alert with what happened to it.
///
/// # Errors
/// [`ServiceError`] of the store.
pub(super) fn view(c: &mut Conn, app: &App, alert: Alert) -> Result<AlertView, ServiceError> {
    views(c, app, vec![alert])?.pop().ok_or(ServiceError::NotFound)
}

/// Alerts with what happened to each.
///
/// # Errors
/// [`ServiceError`] of the store.
pub(super) fn views(c: &mut Conn, app: &App, alerts: Vec<Alert>) -> Result<Vec<AlertView>, ServiceError> {
    let mut taken = rows::steps_among(c, alerts.iter().map(|alert| &alert.id))?;
    let by = taken.values().flatten().filter_map(|step| step.by.as_ref());
    let acknowledged = alerts.iter().filter_map(|alert| alert.acknowledged.as_ref()).map(|(by, _)| by);
    let names = users::names(c, &app.keys, by.chain(acknowledged))?;
    let one = |alert: Alert| {
        let steps = taken.remove(&alert.id).unwrap_or_default();
        one(alert, steps, &names)
    };
    Ok(alerts.into_iter().map(one).collect())
}

fn one(alert: Alert, taken: Vec<AlertStep>, names: &BTreeMap<UserId, String>) -> AlertView {
    let name_of = |user: &Option<UserId>| user.as_ref().and_then(|user| names.get(user).cloned());
    let (acknowledged_by, acknowledged_at) = alert.acknowledged.unzip();
    let acknowledged_by_name = name_of(&acknowledged_by);
    let steps = taken.into_iter().map(|AlertStep { at, event, rung, by }| {
        let by_name = name_of(&by);
        AlertStepView { at, event, rung, by, by_name }
    });
    let steps = steps.collect();
    let Alert { id, version, placement, date, cause, raised_at, rung, next_at, settled_at, .. } = alert;
    AlertView {
        id,
        version,
        placement,
        date,
        cause,
        raised_at,
        rung,
        next_at,
        acknowledged_by,
        acknowledged_by_name,
        acknowledged_at,
        settled_at,
        steps,
    }
}
