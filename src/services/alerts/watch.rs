//! Who is expected today and not ticked, and which alerts nobody has acknowledged in time.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::{raise, rows, settle, write};
use crate::app::App;
use crate::auth::{Exemption, Permit};
use crate::briefing::calendar::instant;
use crate::db::alerts::Alert;
use crate::db::placements::{self, Filter, PlacementColumn};
use crate::db::{Conn, Order, Run, briefings as packs, reports, side_reports};
use crate::domain::alert::{AlertCause, AlertEvent, ESCALATES_AFTER};
use crate::domain::delivery::{BriefingState, Edition};
use crate::domain::ids::AlertId;
use crate::domain::placement::{Placement, PlacementState};
use crate::domain::report::ReportKind;
use crate::services::placements::view::expects;
use crate::services::{ServiceError, agreements, briefings, letters};

/// The longest wait before the next look: for packs that are approved on the morning itself.
const LOOK_AGAIN: TimeDelta = TimeDelta::minutes(5);

/// When what failed is looked at again.
const AFTER_FAILURE: TimeDelta = TimeDelta::minutes(1);

/// How many placements one look goes through.
const MOST: i64 = 20_000;

/// Raises an alert for every learner who is expected today and whom nobody has ticked by the minute in the pack, and
/// takes alerts that nobody acknowledged to the next rung. Each is a transaction of its own, so that a look that is cut
/// short or made twice does neither too little nor too much; what fails for one holds up no other, and is tried again
/// soon. Gives when to look again.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn watch(app: &App) -> Result<DateTime<Utc>, ServiceError> {
    let permit = Permit::exempt(Exemption::Job);
    let (now, today) = (app.clock.now(), app.clock.today_in_london());
    let mut next = now + LOOK_AGAIN;
    let failed = |about: &str, id: &str, error: ServiceError| {
        tracing::error!(%error, id, "{about} could not be looked at; it is tried again in a minute");
        now + AFTER_FAILURE
    };
    for alert in app.read(&permit, rows::to_escalate)? {
        if alert.next_at.is_some_and(|due| due <= now)
            && let Err(error) = app.write(&permit, |c| escalate(c, app, &alert.id))
        {
            next = next.min(failed("an alert", alert.id.as_str(), error));
        }
    }
    for placement in app.read(&permit, |c| expected(c, today))? {
        match look(app, &permit, &placement, now, today) {
            Ok(Some(minute)) => next = next.min(minute),
            Ok(None) => {}
            Err(error) => next = next.min(failed("a placement", placement.id.as_str(), error)),
        }
    }
    let due = app.read(&permit, rows::to_escalate)?.first().and_then(|alert| alert.next_at);
    Ok(due.filter(|due| *due > now).map_or(next, |due| next.min(due)))
}

/// Raises the alert of one placement if it is time; otherwise gives when it will be.
fn look(
    app: &App,
    permit: &Permit,
    placement: &Placement,
    now: DateTime<Utc>,
    today: NaiveDate,
) -> Result<Option<DateTime<Utc>>, ServiceError> {
    let minute = app.read(permit, |c| unticked_from(c, app, placement, today))?;
    if minute.is_none_or(|minute| minute > now) {
        return Ok(minute);
    }
    app.write(permit, |c| {
        let placement = placements::get(c, &placement.id)?;
        if is_expected(&placement, today) && unticked_from(c, app, &placement, today)?.is_some() {
            raise(c, app, &placement, today, AlertCause::NotTicked)?;
        }
        Ok(None)
    })
}

/// The placements with a day on a date.
fn expected(c: &mut Conn, today: NaiveDate) -> Result<Vec<Placement>, ServiceError> {
    let states = [PlacementState::Briefed, PlacementState::UnderWay].into_iter().collect();
    let filter = Filter { states, from: Some(today), to: Some(today), ..Filter::default() };
    let order = Order { by: PlacementColumn::FirstDay, descending: false };
    let rows = placements::rows(c, filter, &Run { order, after: None, most: MOST })?;
    Ok(rows.into_iter().map(|(_, placement)| placement).filter(|one| is_expected(one, today)).collect())
}

/// Whether a learner is expected at a placement on a day.
pub(in crate::services) fn is_expected(placement: &Placement, today: NaiveDate) -> bool {
    matches!(placement.state, PlacementState::Briefed | PlacementState::UnderWay)
        && expects(placement)
        && placement.days.contains(&today)
}

/// From when a day that nobody has ticked, and of which there is no alert, is one to be alerted of: the minute in the
/// newest pack. There is none without a pack, and while the learner's side does not agree.
fn unticked_from(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    today: NaiveDate,
) -> Result<Option<DateTime<Utc>>, ServiceError> {
    if !agreements::is_agreed(c, app, placement)? {
        return Ok(None);
    }
    let told = reports::of_placement(c, &app.keys, &placement.id)?;
    let ticked = |stored: &reports::StoredReport| {
        stored.date == Some(today) && stored.report.kind() == ReportKind::Tick
    };
    if side_reports::is_excused(c, &placement.id, today)?
        || told.iter().any(ticked)
        || rows::of_day(c, &placement.id, today)?.is_some()
    {
        return Ok(None);
    }
    let newest = packs::of_placement(c, &placement.id)?
        .into_iter()
        .rfind(|briefing| briefing.edition == Edition::Employer && briefing.state == BriefingState::Approved);
    let Some(newest) = newest else { return Ok(None) };
    let late = briefings::stored_pack(c, app, &newest.id)?.late_after(today);
    Ok(late.map(|late| instant(today, late)))
}

fn escalate(c: &mut Conn, app: &App, id: &AlertId) -> Result<(), ServiceError> {
    let (now, today) = (app.clock.now(), app.clock.today_in_london());
    let alert = rows::get(c, id)?;
    if !alert.waits() || alert.next_at.is_none_or(|due| due > now) {
        return Ok(());
    }
    let placement = placements::get(c, &alert.placement)?;
    let expected = is_expected(&placement, today)
        && agreements::is_agreed(c, app, &placement)?
        && !side_reports::is_excused(c, &placement.id, today)?;
    if alert.date == today && !expected {
        return settle(c, app, alert).map(drop);
    }
    // A day that is over waits in the list; nobody is rung about it any more.
    let rung = match alert.date == today {
        true => letters::next_rung(c, app, &placement, alert.rung)?,
        false => None,
    };
    match rung {
        None => {
            let expected = alert.version;
            let last = Alert { next_at: None, version: expected + 1, ..alert };
            Ok(rows::save(c, &last, expected)?)
        }
        Some(rung) => {
            let next_at = letters::next_rung(c, app, &placement, rung)?.map(|_| now + ESCALATES_AFTER);
            let told = write(c, app, Alert { rung, next_at, ..alert }, AlertEvent::Escalated, None)?;
            letters::not_arrived(c, app, &placement, &told)
        }
    }
}
