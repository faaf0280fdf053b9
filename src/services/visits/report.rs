//! What the employer tells: the day's tick, a worry, a hazard, how it was.

use chrono::NaiveDate;

use super::{has_day, note};
use crate::app::App;
use crate::auth::Permit;
use crate::auth::visitor::{Visitor, VisitorAct};
use crate::db::reports::{self, StoredReport};
use crate::db::{Conn, DbError, ToldBy, placements};
use crate::domain::ids::ReportId;
use crate::domain::placement::Placement;
use crate::domain::report::{DayWent, Feedback, Report, Tick};
use crate::domain::text::Paragraph;
use crate::domain::webhook::WebhookEvent;
use crate::services::placements::view::expects;
use crate::services::{ServiceError, events, letters, ticks};
use crate::words::letter::Alarm;
use crate::words::{conflict, refused};

/// A tick of one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTick {
    /// Which day.
    pub date: NaiveDate,
    /// What is so.
    pub tick: Tick,
    /// The version of the tick that was shown; 0 when there was none.
    pub version: i64,
}

/// Words that are told once: `once` names the telling, so that a form that is sent twice tells it once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The identifier of what is told.
    pub once: ReportId,
    /// The words.
    pub words: Paragraph,
}

/// Whether the employer expects, has or had the learner, so that there is something to tell.
#[must_use]
pub(super) fn may_tell(placement: &Placement) -> bool {
    expects(placement) && placement.state.holds_seats()
}

/// Ticks a day that has come. When the learner has not come, or the employer wants to be rung, the provider is told at
/// once.
///
/// # Errors
/// [`ServiceError::PreconditionFailed`] when somebody ticked it since; [`ServiceError::Invalid`] for a day that is none
/// of the placement's or has not come; [`ServiceError::Conflict`] when nobody is expected.
pub fn tick(app: &App, visitor: &Visitor, given: &NewTick) -> Result<(), ServiceError> {
    let permit = Permit::of_visitor(visitor);
    let today = app.clock.today_in_london();
    app.write(&permit, |c| {
        let placement = told_of(c, visitor)?;
        if given.date > today || !has_day(&placement, given.date) {
            return Err(ServiceError::invalid("date", refused::DAY_TO_TICK));
        }
        let earlier = ticks::of_day(c, app, &placement, given.date)?;
        if earlier.as_ref().map_or(0, |stored| stored.version) != given.version {
            return Err(ServiceError::PreconditionFailed);
        }
        if earlier.as_ref().is_some_and(|stored| stored.report == Report::Tick(given.tick.clone())) {
            return Ok(());
        }
        let by = ToldBy::Contact(visitor.contact.clone());
        ticks::write(c, app, &placement, by, (given.date, &given.tick), earlier)?;
        if given.tick.went == Some(DayWent::RingMe) {
            letters::alert(c, app, &placement, Alarm::RingEmployer, &visitor.contact)?;
        }
        note(c, app, visitor, VisitorAct::Tick)
    })?;
    app.wake.ring();
    Ok(())
}

/// Tells the provider's safeguarding lead, and nobody else, of a worry.
///
/// # Errors
/// [`ServiceError::Conflict`] when nobody is expected.
pub fn worry(app: &App, visitor: &Visitor, told: &Told) -> Result<(), ServiceError> {
    let report = Report::Worry { words: told.words.clone() };
    tell(app, visitor, told, report, Alarm::Worry, VisitorAct::Worry)
}

/// Tells the provider and the site's other contacts of a hazard.
///
/// # Errors
/// [`ServiceError::Conflict`] when nobody is expected.
pub fn hazard(app: &App, visitor: &Visitor, told: &Told) -> Result<(), ServiceError> {
    let report = Report::Hazard { words: told.words.clone() };
    tell(app, visitor, told, report, Alarm::Hazard, VisitorAct::Hazard)
}

fn tell(
    app: &App,
    visitor: &Visitor,
    told: &Told,
    report: Report,
    alarm: Alarm,
    act: VisitorAct,
) -> Result<(), ServiceError> {
    let permit = Permit::of_visitor(visitor);
    let sent = app.write(&permit, |c| {
        let placement = told_of(c, visitor)?;
        add(c, app, visitor, told.once.as_str(), report.clone())?;
        letters::alert(c, app, &placement, alarm, &visitor.contact)?;
        note(c, app, visitor, act)
    });
    match sent {
        Err(ServiceError::Conflict { code: "already_taken", .. }) => Ok(()),
        sent => {
            sent?;
            app.wake.ring();
            Ok(())
        }
    }
}

/// Says how the placement was; what was said before is replaced.
///
/// # Errors
/// [`ServiceError::PreconditionFailed`] when somebody said it since; [`ServiceError::Conflict`] before the first day.
pub fn feedback(app: &App, visitor: &Visitor, given: &Feedback, version: i64) -> Result<(), ServiceError> {
    let permit = Permit::of_visitor(visitor);
    app.write(&permit, |c| {
        let placement = told_of(c, visitor)?;
        if placement.days.first().is_none_or(|first| *first > app.clock.today_in_london()) {
            return Err(ServiceError::from(conflict::NOT_BEGUN));
        }
        replace(c, app, visitor, &placement, Report::Feedback(given.clone()), version)?;
        events::tell(c, app, &placement, WebhookEvent::FeedbackGiven, None)?;
        note(c, app, visitor, VisitorAct::Feedback)
    })?;
    app.wake.ring();
    Ok(())
}

fn told_of(c: &mut Conn, visitor: &Visitor) -> Result<Placement, ServiceError> {
    let placement = placements::get(c, &visitor.placement)?;
    if may_tell(&placement) {
        return Ok(placement);
    }
    Err(ServiceError::from(conflict::NOBODY_EXPECTED))
}

/// What was told of a placement.
pub(super) fn of(c: &mut Conn, app: &App, placement: &Placement) -> Result<Vec<StoredReport>, DbError> {
    reports::of_placement(c, &app.keys, &placement.id)
}

/// Writes what is told once of a placement, in the place of what was told before; `false` when that says the same.
pub(super) fn replace(
    c: &mut Conn,
    app: &App,
    visitor: &Visitor,
    placement: &Placement,
    report: Report,
    version: i64,
) -> Result<bool, ServiceError> {
    let mut told = of(c, app, placement)?.into_iter();
    let earlier = told.find(|stored| stored.report.kind() == report.kind());
    if earlier.as_ref().map_or(0, |stored| stored.version) != version {
        return Err(ServiceError::PreconditionFailed);
    }
    let Some(earlier) = earlier else {
        add(c, app, visitor, &app.ids.next_id(), report)?;
        return Ok(true);
    };
    if earlier.report == report {
        return Ok(false);
    }
    let now = app.clock.now();
    let stored = StoredReport {
        by: ToldBy::Contact(visitor.contact.clone()),
        alert_at: report.waits().then_some(now),
        report,
        version: version + 1,
        updated_at: now,
        seen: None,
        ..earlier
    };
    reports::save(c, &app.keys, &stored, version)?;
    Ok(true)
}

/// Adds a report.
pub(super) fn add(
    c: &mut Conn,
    app: &App,
    visitor: &Visitor,
    id: &str,
    report: Report,
) -> Result<(), ServiceError> {
    Ok(reports::insert(c, &app.keys, &fresh(app, visitor, id, report)?)?)
}

fn fresh(app: &App, visitor: &Visitor, id: &str, report: Report) -> Result<StoredReport, ServiceError> {
    let now = app.clock.now();
    Ok(StoredReport {
        id: ReportId::parse(id).map_err(ServiceError::internal)?,
        placement: visitor.placement.clone(),
        by: ToldBy::Contact(visitor.contact.clone()),
        date: None,
        alert_at: report.waits().then_some(now),
        report,
        version: 1,
        created_at: now,
        updated_at: now,
        seen: None,
    })
}
