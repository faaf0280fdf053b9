//! The tick of a day: whether a learner came. Of each day there is one, whoever gave it, and the last word stands.

use chrono::NaiveDate;

use super::{ServiceError, alerts, events};
use crate::app::App;
use crate::db::reports::{self, StoredReport};
use crate::db::{Conn, DbError, ToldBy};
use crate::domain::alert::AlertCause;
use crate::domain::ids::ReportId;
use crate::domain::placement::Placement;
use crate::domain::report::{Arrival, Report, Tick};
use crate::domain::webhook::WebhookEvent;

/// The tick of a day as it is stored.
///
/// # Errors
/// [`DbError`].
pub(super) fn of_day(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    date: NaiveDate,
) -> Result<Option<StoredReport>, DbError> {
    let told = reports::of_placement(c, &app.keys, &placement.id)?;
    Ok(told.into_iter().find(|stored| is_of(stored, date)))
}

/// Whether a report is the tick of a day.
pub(super) fn is_of(stored: &StoredReport, date: NaiveDate) -> bool {
    matches!(stored.report, Report::Tick(_)) && stored.date == Some(date)
}

/// Writes the tick of a day in the place of an earlier one. When the learner has not come today, the alert is raised at
/// once; when they have, it is settled.
///
/// # Errors
/// [`ServiceError`] of the store.
pub(super) fn write(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    by: ToldBy,
    (date, tick): (NaiveDate, &Tick),
    earlier: Option<StoredReport>,
) -> Result<(), ServiceError> {
    let (now, today) = (app.clock.now(), app.clock.today_in_london());
    let report = Report::Tick(tick.clone());
    let alert_at = report.is_alert().then_some(now);
    match earlier {
        None => {
            let stored = StoredReport {
                id: ReportId::parse(&app.ids.next_id()).map_err(ServiceError::internal)?,
                placement: placement.id.clone(),
                by,
                date: Some(date),
                alert_at,
                report,
                version: 1,
                created_at: now,
                updated_at: now,
                seen: None,
            };
            reports::insert(c, &app.keys, &stored)?;
        }
        Some(earlier) => {
            let expected = earlier.version;
            let version = expected + 1;
            let stored =
                StoredReport { by, alert_at, report, version, updated_at: now, seen: None, ..earlier };
            reports::save(c, &app.keys, &stored, expected)?;
        }
    }
    match tick.arrival {
        // Of a day that is over nobody is rung: it stands in the provider's list.
        Arrival::NotArrived if date < today => {}
        Arrival::NotArrived => alerts::raise(c, app, placement, date, AlertCause::SaidNotArrived)?,
        Arrival::Arrived => alerts::arrived(c, app, placement, date)?,
    }
    Ok(events::tell(c, app, placement, WebhookEvent::TickGiven, None)?)
}
