//! Reminders that fall due: to those at the employer who hold the pack, within waking hours, no more than anybody wants.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use chrono_tz::Europe::London;

use crate::app::App;
use crate::auth::{Exemption, Permit};
use crate::db::placements::{self, Filter, PlacementColumn};
use crate::db::reminders::{self as rows, Reminder};
use crate::db::{Conn, Order, Run, learners, reports, side_reports};
use crate::domain::ids::ContactId;
use crate::domain::learner::LearnerState;
use crate::domain::placement::{Placement, PlacementState};
use crate::domain::reminder::{MOST_A_DAY, MOST_A_WEEK, ReminderOccasion, ReminderOutcome, is_waking_hour};
use crate::domain::report::ReportKind;

use super::placements::view::expects;
use super::{ServiceError, agreements, letters};

/// From one look to the next.
const LOOK_AGAIN: TimeDelta = TimeDelta::minutes(30);

/// When what failed is looked at again.
const AFTER_FAILURE: TimeDelta = TimeDelta::minutes(5);

/// How far before and after its days a placement may have something to remind of.
const AROUND: Days = Days::new(14);

/// How many placements one look goes through.
const MOST: i64 = 20_000;

/// Writes the reminders that fall due today, and gives when to look again. What is missed on its day is not made up
/// for. Each placement is a transaction of its own with its rows, so that a look that is made twice or cut short reminds
/// nobody twice and forgets nobody.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn remind(app: &App) -> Result<DateTime<Utc>, ServiceError> {
    let permit = Permit::exempt(Exemption::Job);
    let now = app.clock.now();
    let here = now.with_timezone(&London);
    let mut next = now + LOOK_AGAIN;
    if !is_waking_hour(here.time()) {
        return Ok(next);
    }
    let today = here.date_naive();
    for placement in app.read(&permit, |c| around(c, today))? {
        let due = app.read(&permit, |c| due(c, app, &placement, today));
        let done = due.and_then(|due| match due {
            Some(_) => app.write(&permit, |c| write(c, app, &placement, today)),
            None => Ok(()),
        });
        if let Err(error) = done {
            let id = placement.id.as_str();
            tracing::error!(%error, id, "reminders could not be written; it is tried again in five minutes");
            next = now + AFTER_FAILURE;
        }
    }
    Ok(next)
}

/// The placements with an occasion today.
fn around(c: &mut Conn, today: NaiveDate) -> Result<Vec<Placement>, ServiceError> {
    use PlacementState as S;
    let states = [S::Briefed, S::UnderWay, S::Completed].into_iter().collect();
    let (from, to) = (today.checked_sub_days(AROUND), today.checked_add_days(AROUND));
    let order = Order { by: PlacementColumn::FirstDay, descending: false };
    let filter = Filter { states, from, to, ..Filter::default() };
    let found = placements::rows(c, filter, &Run { order, after: None, most: MOST })?.into_iter();
    Ok(found
        .map(|(_, placement)| placement)
        .filter(|placement| ReminderOccasion::on(today, &placement.days).is_some())
        .collect())
}

/// What is to be reminded of today, and the contacts of whom nothing has been decided yet.
fn due(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    today: NaiveDate,
) -> Result<Option<(ReminderOccasion, Vec<ContactId>)>, ServiceError> {
    let Some(occasion) = ReminderOccasion::on(today, &placement.days) else { return Ok(None) };
    if !expects(placement) || !agreements::is_agreed(c, app, placement)? {
        return Ok(None);
    }
    if learners::get(c, &app.keys, &placement.learner)?.state == LearnerState::Archived {
        return Ok(None);
    }
    let decided = rows::of_placement(c, &placement.id)?;
    let mut to = letters::contacts_to_remind(c, app, placement)?;
    to.retain(|contact| !decided.iter().any(|one| one.occasion == occasion && one.contact == *contact));
    // A reminder is about the page: whose link was taken back has none.
    let mut kept = Vec::new();
    for contact in to {
        if !letters::links::is_taken_back(c, placement, &contact)? {
            kept.push(contact);
        }
    }
    let to = kept;
    Ok((!to.is_empty()).then_some((occasion, to)))
}

fn write(c: &mut Conn, app: &App, placement: &Placement, today: NaiveDate) -> Result<(), ServiceError> {
    let placement = placements::get(c, &placement.id)?;
    let Some((occasion, to)) = due(c, app, &placement, today)? else { return Ok(()) };
    let needless = is_needless(c, app, &placement, occasion, today)?;
    for contact in to {
        let outcome = if rows::is_stopped(c, &contact)? {
            ReminderOutcome::Stopped
        } else if needless {
            ReminderOutcome::Needless
        } else if has_enough(c, app, &contact)? {
            ReminderOutcome::Capped
        } else {
            letters::reminder(c, app, &placement, &contact, occasion)?;
            ReminderOutcome::Sent
        };
        let at = app.clock.now();
        rows::insert(c, &Reminder { placement: placement.id.clone(), contact, occasion, outcome, at })?;
    }
    Ok(())
}

/// Whether a reminder asks for what has been done, or for nothing on a day on which the learner does not come.
fn is_needless(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    occasion: ReminderOccasion,
    today: NaiveDate,
) -> Result<bool, ServiceError> {
    if side_reports::is_absent(c, &placement.id, today)? {
        return Ok(true);
    }
    let told = reports::of_placement(c, &app.keys, &placement.id)?;
    Ok(told.iter().any(|one| match occasion {
        ReminderOccasion::Before => one.report.kind() == ReportKind::Acknowledgement,
        ReminderOccasion::FirstDay | ReminderOccasion::HalfWay => one.date == Some(today),
        ReminderOccasion::LastDay | ReminderOccasion::After => one.report.kind() == ReportKind::Feedback,
    }))
}

fn has_enough(c: &mut Conn, app: &App, contact: &ContactId) -> Result<bool, ServiceError> {
    let now = app.clock.now();
    let day = rows::sent_since(c, contact, now - TimeDelta::days(1))?;
    let week = rows::sent_since(c, contact, now - TimeDelta::days(7))?;
    Ok(day >= MOST_A_DAY || week >= MOST_A_WEEK)
}
