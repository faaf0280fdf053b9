//! Families engaged by plan: what a provider means to tell the families of its learners over a school year. A person looks at
//! each message and at who gets it before it goes; it says nothing of a learner or a placement.

mod approve;
mod audience;
mod clean;
mod link;
mod render;
mod sendings;
mod view;
mod wishes;

use chrono::Datelike;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::db::family_messages::{self as rows, StoredFamilyMessage};
use crate::db::{Conn, family_replies};
use crate::domain::calendar::school_year;
use crate::domain::family_message::{FamilyMessage, FamilyMessageState};
use crate::domain::ids::FamilyMessageId;
use crate::words::{conflict, family as words, refused};

use super::idempotency::{Once, Reply, once};
use super::{ServiceError, access, ids, scope};

pub use approve::{FamilyApproval, approve, recipients};
pub use audience::{FamilyLeftOutView, FamilyRecipient, FamilyRecipients, LanguageCount};
pub use link::{FamilyOpened, FamilyPage, answer, open, page, unsubscribe, wish, wish_of};
pub use render::{letter, sheets};
pub use sendings::{
    FamilyReplyView, FamilySendingView, NewFamilyReply, hand_over, message_of, record_reply, see, sendings,
};
pub use view::{FamilyMessageView, Noted};
pub use wishes::{FamilyContactView, FamilyOf, NewFamilyWish, families, record_wish};

pub(crate) use audience::address;

/// The most messages of a school year.
const MOST: usize = 60;

/// The school years that can be asked for, by the calendar year in which each begins.
const YEARS: std::ops::RangeInclusive<i32> = 2020..=2099;

/// For how long a draft that was due is still called due: one that was forgotten a year ago is nobody's work.
const DUE_DAYS: chrono::Days = chrono::Days::new(60);

/// Which year is planned from the texts that the service offers.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FamilyPlanYear {
    /// The calendar year in which the school year begins.
    #[schema(minimum = 2020, maximum = 2098, example = 2026)]
    pub school_year: i32,
}

/// What is planned for a school year, by the day from which it is due.
///
/// # Errors
/// [`ServiceError::Invalid`] for a year of another century.
pub fn list(app: &App, caller: &Caller, school_year: i32) -> Result<Vec<FamilyMessageView>, ServiceError> {
    let permit = authorise(caller, Action::ListFamilyMessages)?;
    if !YEARS.contains(&school_year) {
        return Err(ServiceError::invalid("school_year", refused::SCHOOL_YEAR));
    }
    app.read(&permit, |c| of_year(c, app, caller, school_year))
}

fn of_year(
    c: &mut Conn,
    app: &App,
    caller: &Caller,
    school_year: i32,
) -> Result<Vec<FamilyMessageView>, ServiceError> {
    let all = rows::of_year(c, &app.keys, &caller.organisation, school_year)?;
    view::views(c, app, all)
}

/// The school year of today, by the calendar year in which it begins.
#[must_use]
pub fn this_year(app: &App) -> i32 {
    school_year(app.clock.today_in_london())
}

/// Plans a message.
///
/// # Errors
/// [`ServiceError::Invalid`] for every fault; [`ServiceError::Conflict`] when the year has messages enough.
pub fn create(
    app: &App,
    caller: &Caller,
    request: Option<&Once>,
    message: &FamilyMessage,
) -> Result<Reply<FamilyMessageView>, ServiceError> {
    let permit = authorise(caller, Action::CreateFamilyMessage)?;
    message.check()?;
    let id = ids::fresh::<FamilyMessageId>(app)?;
    once(app, &permit, caller, request, |c| {
        let stored = planned(app, caller, id.clone(), message.clone());
        add(c, app, &stored)?;
        access::note(c, app, caller, Action::CreateFamilyMessage, "family_message", id.as_str())?;
        view::view(c, app, stored)
    })
}

fn planned(app: &App, caller: &Caller, id: FamilyMessageId, message: FamilyMessage) -> StoredFamilyMessage {
    let (due_on, now) = (message.planned_for.from(), app.clock.now());
    StoredFamilyMessage {
        id,
        provider: caller.organisation.clone(),
        school_year: school_year(due_on),
        due_on,
        state: FamilyMessageState::Draft,
        message,
        approved: None,
        handed: None,
        version: 1,
        created_at: now,
        updated_at: now,
    }
}

fn add(c: &mut Conn, app: &App, stored: &StoredFamilyMessage) -> Result<(), ServiceError> {
    let known = rows::of_year(c, &app.keys, &stored.provider, stored.school_year)?.len();
    if known >= MOST {
        return Err(ServiceError::from(conflict::FAMILY_MESSAGES_ENOUGH));
    }
    Ok(rows::insert(c, &app.keys, stored)?)
}

/// Plans a school year from the texts that the service offers, each in the month in which it usually goes. Texts that the year
/// has already are left as they are, so a second time changes nothing.
///
/// # Errors
/// [`ServiceError::Invalid`] for a year that nobody plans.
pub fn start(
    app: &App,
    caller: &Caller,
    asked: FamilyPlanYear,
) -> Result<Vec<FamilyMessageView>, ServiceError> {
    let permit = authorise(caller, Action::StartFamilyPlan)?;
    let this = this_year(app);
    if !(this - 1..=this + 2).contains(&asked.school_year) {
        return Err(ServiceError::invalid("school_year", refused::PLAN_YEAR));
    }
    app.write(&permit, |c| {
        let nation = scope::provider(c, app, &caller.organisation)?.nation;
        let known = rows::of_year(c, &app.keys, &caller.organisation, asked.school_year)?;
        for template in words::templates_of(nation) {
            if known.iter().any(|one| one.message.template == Some(template)) {
                continue;
            }
            let id = ids::fresh::<FamilyMessageId>(app)?;
            let message = words::template(template, asked.school_year).map_err(ServiceError::internal)?;
            add(c, app, &planned(app, caller, id.clone(), message))?;
            access::note(c, app, caller, Action::StartFamilyPlan, "family_message", id.as_str())?;
        }
        of_year(c, app, caller, asked.school_year)
    })
}

/// A message.
///
/// # Errors
/// [`ServiceError::NotFound`] when it is not the caller's.
pub fn read(app: &App, caller: &Caller, id: &FamilyMessageId) -> Result<FamilyMessageView, ServiceError> {
    let permit = authorise(caller, Action::ReadFamilyMessage)?;
    app.read(&permit, |c| {
        let stored = own(c, app, caller, id)?;
        view::view(c, app, stored)
    })
}

/// A message of the caller's provider.
fn own(
    c: &mut Conn,
    app: &App,
    caller: &Caller,
    id: &FamilyMessageId,
) -> Result<StoredFamilyMessage, ServiceError> {
    let found = rows::get(c, &app.keys, id)?;
    if found.provider == caller.organisation { Ok(found) } else { Err(ServiceError::NotFound) }
}

/// One that can still be changed.
fn draft(
    c: &mut Conn,
    app: &App,
    caller: &Caller,
    id: &FamilyMessageId,
) -> Result<StoredFamilyMessage, ServiceError> {
    let found = own(c, app, caller, id)?;
    match found.state {
        FamilyMessageState::Draft => Ok(found),
        FamilyMessageState::Approved => Err(ServiceError::from(conflict::FAMILY_MESSAGE_APPROVED)),
    }
}

/// Changes a message that has not been approved.
///
/// # Errors
/// [`ServiceError::Invalid`] for every fault; [`ServiceError::Conflict`] once it was approved;
/// [`ServiceError::PreconditionFailed`] when it is not in version `expected`.
pub fn change(
    app: &App,
    caller: &Caller,
    id: &FamilyMessageId,
    expected: i64,
    message: &FamilyMessage,
) -> Result<FamilyMessageView, ServiceError> {
    let permit = authorise(caller, Action::ChangeFamilyMessage)?;
    message.check()?;
    app.write(&permit, |c| {
        let before = draft(c, app, caller, id)?;
        let due_on = message.planned_for.from();
        let changed = StoredFamilyMessage {
            message: message.clone(),
            school_year: school_year(due_on),
            due_on,
            version: expected + 1,
            updated_at: app.clock.now(),
            ..before
        };
        rows::save(c, &app.keys, &changed, expected)?;
        access::note(c, app, caller, Action::ChangeFamilyMessage, "family_message", id.as_str())?;
        view::view(c, app, changed)
    })
}

/// Removes a message that has not been approved.
///
/// # Errors
/// As for [`change`].
pub fn remove(app: &App, caller: &Caller, id: &FamilyMessageId, expected: i64) -> Result<(), ServiceError> {
    let permit = authorise(caller, Action::RemoveFamilyMessage)?;
    app.write(&permit, |c| {
        draft(c, app, caller, id)?;
        rows::remove(c, id, expected)?;
        access::note(c, app, caller, Action::RemoveFamilyMessage, "family_message", id.as_str())
    })
}

/// What waits for the caller: drafts that are due, and answers that somebody must look at. Nothing for other roles.
///
/// # Errors
/// As for every use case.
pub fn waiting(app: &App, caller: &Caller) -> Result<(usize, usize), ServiceError> {
    if !crate::auth::policy::allowed(caller.role, Action::ListFamilyMessages) {
        return Ok((0, 0));
    }
    let permit = authorise(caller, Action::ListFamilyMessages)?;
    let today = app.clock.today_in_london();
    let from = today.checked_sub_days(DUE_DAYS).unwrap_or(today);
    let (due, replies) = app.read(&permit, |c| {
        let due = rows::due(c, &caller.organisation, from, today)?;
        Ok::<_, ServiceError>((due, family_replies::waiting(c, &caller.organisation)?))
    })?;
    let count = |number: i64| usize::try_from(number).unwrap_or_default();
    Ok((count(due), count(replies)))
}

/// The years that can be planned, by the calendar year in which each begins.
pub fn years(app: &App) -> impl Iterator<Item = i32> {
    let this = this_year(app);
    // From spring on the next year is in sight.
    let ahead = i32::from(app.clock.today_in_london().month() >= 3);
    this - 1..=this + ahead
}
