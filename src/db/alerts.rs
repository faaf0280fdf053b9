//! Alerts that a learner is not known to have arrived, and what happened to each.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;

use crate::domain::alert::{AlertCause, AlertEvent, AlertRung};
use crate::domain::code::Code;
use crate::domain::ids::{AlertId, OrganisationId, PlacementId, UserId};

use super::column::{Column, written};
use super::conn::each;
use super::few::few;
use super::schema::{alert_steps, alerts, placements};
use super::{Conn, DbError, Stamp};

/// An alert as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    /// The identifier.
    pub id: AlertId,
    /// Of which placement.
    pub placement: PlacementId,
    /// Of which day.
    pub date: NaiveDate,
    /// Why it was raised.
    pub cause: AlertCause,
    /// When.
    pub raised_at: DateTime<Utc>,
    /// The highest rung of the ladder that was told.
    pub rung: AlertRung,
    /// When the next rung is told.
    pub next_at: Option<DateTime<Utc>>,
    /// Who acknowledged it, and when.
    pub acknowledged: Option<(UserId, DateTime<Utc>)>,
    /// Since when there is nothing more to find out.
    pub settled_at: Option<DateTime<Utc>>,
    /// Rises with each change.
    pub version: i64,
}

impl Alert {
    /// Whether somebody has still to acknowledge it.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.acknowledged.is_none() && self.settled_at.is_none()
    }
}

/// Something that happened to an alert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlertStep {
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub event: AlertEvent,
    /// The rung that was told.
    pub rung: Option<AlertRung>,
    /// Who acknowledged it.
    pub by: Option<UserId>,
}

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = alerts, treat_none_as_null = true)]
struct Row {
    id: String,
    placement_id: String,
    date: NaiveDate,
    cause: String,
    raised_at: Stamp,
    rung: i32,
    next_at: Option<Stamp>,
    acknowledged_by: Option<String>,
    acknowledged_at: Option<Stamp>,
    settled_at: Option<Stamp>,
    version: i64,
}

impl From<&Alert> for Row {
    fn from(alert: &Alert) -> Self {
        Self {
            id: alert.id.to_string(),
            placement_id: alert.placement.to_string(),
            date: alert.date,
            cause: alert.cause.code().to_owned(),
            raised_at: alert.raised_at.into(),
            rung: alert.rung.number(),
            next_at: alert.next_at.map(Into::into),
            acknowledged_by: alert.acknowledged.as_ref().map(|(user, _)| user.to_string()),
            acknowledged_at: alert.acknowledged.as_ref().map(|(_, at)| (*at).into()),
            settled_at: alert.settled_at.map(Into::into),
            version: alert.version,
        }
    }
}

impl Row {
    fn read(self) -> Result<Alert, DbError> {
        let column = |name| Column("alerts", name);
        let by: Option<UserId> = column("acknowledged_by").parse_some(self.acknowledged_by)?;
        Ok(Alert {
            id: column("id").parse(self.id)?,
            placement: column("placement_id").parse(self.placement_id)?,
            date: self.date,
            cause: column("cause").code(&self.cause)?,
            raised_at: self.raised_at.into(),
            rung: AlertRung::at(self.rung).ok_or_else(|| column("rung").corrupt())?,
            next_at: self.next_at.map(Into::into),
            acknowledged: by.zip(self.acknowledged_at.map(Into::into)),
            settled_at: self.settled_at.map(Into::into),
            version: self.version,
        })
    }
}

/// Adds an alert; `false` when the day has one already.
///
/// # Errors
/// [`DbError::ForeignKey`] when the placement is unknown.
pub fn insert(c: &mut Conn, alert: &Alert) -> Result<bool, DbError> {
    let row = Row::from(alert);
    let rows = each!(c, c => {
        diesel::insert_into(alerts::table).values(&row).on_conflict_do_nothing().execute(c)?
    });
    Ok(rows == 1)
}

/// Writes an alert that was read in version `expected`.
///
/// # Errors
/// [`DbError::Stale`] when it is not in that version.
pub fn save(c: &mut Conn, alert: &Alert, expected: i64) -> Result<(), DbError> {
    let current = alerts::table.find(alert.id.as_str()).filter(alerts::version.eq(expected));
    written(diesel::update(current).set(&Row::from(alert)).execute(c)?)
}

/// An alert.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn get(c: &mut Conn, id: &AlertId) -> Result<Alert, DbError> {
    alerts::table.find(id.as_str()).select(Row::as_select()).first(c)?.read()
}

/// The alert of a day.
///
/// # Errors
/// [`DbError`].
pub fn of_day(c: &mut Conn, placement: &PlacementId, date: NaiveDate) -> Result<Option<Alert>, DbError> {
    let row: Option<Row> = alerts::table
        .filter(alerts::placement_id.eq(placement.as_str()))
        .filter(alerts::date.eq(date))
        .select(Row::as_select())
        .first(c)
        .optional()?;
    row.map(Row::read).transpose()
}

/// The alerts of a placement, by day.
///
/// # Errors
/// [`DbError`].
pub fn of_placement(c: &mut Conn, placement: &PlacementId) -> Result<Vec<Alert>, DbError> {
    let rows: Vec<Row> = alerts::table
        .filter(alerts::placement_id.eq(placement.as_str()))
        .order(alerts::date)
        .select(Row::as_select())
        .load(c)?;
    rows.into_iter().map(Row::read).collect()
}

/// The alerts of a provider's placements that nobody has acknowledged, those that have waited longest first.
///
/// # Errors
/// [`DbError`].
pub fn waiting(c: &mut Conn, provider: &OrganisationId, most: i64) -> Result<Vec<Alert>, DbError> {
    let theirs = placements::table.filter(placements::provider_id.eq(provider.as_str()));
    let rows: Vec<Row> = alerts::table
        .filter(alerts::acknowledged_at.is_null())
        .filter(alerts::settled_at.is_null())
        .filter(alerts::placement_id.eq_any(theirs.select(placements::id)))
        .order((alerts::raised_at, alerts::id))
        .limit(most)
        .select(Row::as_select())
        .load(c)?;
    rows.into_iter().map(Row::read).collect()
}

/// How many alerts nobody has acknowledged yet.
///
/// # Errors
/// [`DbError`].
pub fn count_waiting(c: &mut Conn) -> Result<i64, DbError> {
    let waiting =
        alerts::table.filter(alerts::acknowledged_at.is_null()).filter(alerts::settled_at.is_null());
    Ok(waiting.count().get_result(c)?)
}

/// The alerts that are still to be escalated, those due first before the others.
///
/// # Errors
/// [`DbError`].
pub fn to_escalate(c: &mut Conn) -> Result<Vec<Alert>, DbError> {
    let rows: Vec<Row> = alerts::table
        .filter(alerts::next_at.is_not_null())
        .order((alerts::next_at, alerts::id))
        .select(Row::as_select())
        .load(c)?;
    rows.into_iter().map(Row::read).collect()
}

/// Notes what happened to an alert.
///
/// # Errors
/// [`DbError::ForeignKey`] when the alert is unknown.
pub fn add_step(c: &mut Conn, alert: &AlertId, step: &AlertStep) -> Result<(), DbError> {
    let of_alert = alert_steps::table.filter(alert_steps::alert_id.eq(alert.as_str()));
    let last: Option<i32> = of_alert.select(diesel::dsl::max(alert_steps::number)).first(c)?;
    diesel::insert_into(alert_steps::table)
        .values((
            alert_steps::alert_id.eq(alert.as_str()),
            alert_steps::number.eq(last.unwrap_or_default() + 1),
            alert_steps::at.eq(Stamp::from(step.at)),
            alert_steps::step.eq(step.event.code()),
            alert_steps::rung.eq(step.rung.map(AlertRung::number)),
            alert_steps::user_id.eq(step.by.as_ref().map(UserId::as_str)),
        ))
        .execute(c)?;
    Ok(())
}

/// What happened to an alert, in order.
///
/// # Errors
/// [`DbError`].
pub fn steps(c: &mut Conn, alert: &AlertId) -> Result<Vec<AlertStep>, DbError> {
    Ok(steps_among(c, [alert])?.remove(alert).unwrap_or_default())
}

/// What happened to several alerts, each in order.
///
/// # Errors
/// [`DbError`].
pub fn steps_among<'a>(
    c: &mut Conn,
    alerts: impl IntoIterator<Item = &'a AlertId>,
) -> Result<BTreeMap<AlertId, Vec<AlertStep>>, DbError> {
    type Stored = (String, Stamp, String, Option<i32>, Option<String>);
    let rows: Vec<Stored> = few(alerts.into_iter().map(AlertId::as_str), |some| {
        alert_steps::table
            .filter(alert_steps::alert_id.eq_any(some))
            .order((alert_steps::alert_id, alert_steps::number))
            .select((
                alert_steps::alert_id,
                alert_steps::at,
                alert_steps::step,
                alert_steps::rung,
                alert_steps::user_id,
            ))
            .load(c)
    })?;
    let column = |name| Column("alert_steps", name);
    let mut steps: BTreeMap<AlertId, Vec<AlertStep>> = BTreeMap::new();
    for (alert, at, step, rung, by) in rows {
        steps.entry(column("alert_id").parse(alert)?).or_default().push(AlertStep {
            at: at.into(),
            event: column("step").code(&step)?,
            rung: rung.and_then(AlertRung::at),
            by: column("user_id").parse_some(by)?,
        });
    }
    Ok(steps)
}

/// The alerts of several placements on one day.
///
/// # Errors
/// [`DbError`].
pub fn of_day_among<'a>(
    c: &mut Conn,
    placements: impl IntoIterator<Item = &'a PlacementId>,
    date: NaiveDate,
) -> Result<Vec<Alert>, DbError> {
    let rows: Vec<Row> = few(placements.into_iter().map(PlacementId::as_str), |some| {
        alerts::table
            .filter(alerts::placement_id.eq_any(some))
            .filter(alerts::date.eq(date))
            .select(Row::as_select())
            .load(c)
    })?;
    rows.into_iter().map(Row::read).collect()
}
