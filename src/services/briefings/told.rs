//! What an employer may read of a placement when it is signed in: what was let go to it, while it may hold that.

use chrono::Days;

use crate::app::App;
use crate::auth::Caller;
use crate::briefing::compose::KEEP_DAYS;
use crate::db::Conn;
use crate::db::briefings::{self as rows, Briefing};
use crate::db::deliveries::{self, Delivery};
use crate::domain::delivery::{BriefingState, Edition};
use crate::domain::ids::ContactId;
use crate::domain::placement::Placement;
use crate::domain::role::Role;
use crate::services::placements::{self, view::expects};
use crate::services::{ServiceError, agreements};

/// The versions of a placement's pack that the caller may read, oldest first. An employer reads its own edition, of
/// versions that were let go to one of its contacts, while the placement stands and is agreed to, until the day
/// on which it must have destroyed its copies.
///
/// # Errors
/// As for every use case.
pub fn told(
    c: &mut Conn,
    app: &App,
    caller: &Caller,
    placement: &Placement,
) -> Result<Vec<Briefing>, ServiceError> {
    let all = packs(c, placement)?;
    if caller.role != Role::Employer {
        return Ok(all);
    }
    let_go(c, app, placement, all, |_| true)
}

/// The versions of a placement's pack that were let go to one contact of the employer, oldest first, while the employer
/// may hold them.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn sent_to(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    contact: &ContactId,
) -> Result<Vec<Briefing>, ServiceError> {
    let all = packs(c, placement)?;
    let_go(c, app, placement, all, |sending| sending.to.contact() == Some(contact))
}

/// The versions of the employer's edition: the copies have readers of their own.
fn packs(c: &mut Conn, placement: &Placement) -> Result<Vec<Briefing>, ServiceError> {
    let mut all = rows::of_placement(c, &placement.id)?;
    all.retain(|one| one.edition == Edition::Employer);
    Ok(all)
}

fn let_go(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    all: Vec<Briefing>,
    to: impl Fn(&Delivery) -> bool,
) -> Result<Vec<Briefing>, ServiceError> {
    if !may_hold(c, app, placement)? {
        return Ok(Vec::new());
    }
    let mut told = Vec::new();
    for briefing in all {
        let approved = briefing.state != BriefingState::Draft;
        if approved && deliveries::of_briefing(c, &app.keys, &briefing.id)?.iter().any(&to) {
            told.push(briefing);
        }
    }
    Ok(told)
}

/// Lets pass only a version that the caller may read.
///
/// # Errors
/// [`ServiceError::NotFound`] for any other.
pub fn readable(c: &mut Conn, app: &App, caller: &Caller, briefing: &Briefing) -> Result<(), ServiceError> {
    let placement = placements::visible(c, app, caller, &briefing.placement)?;
    let told = told(c, app, caller, &placement)?;
    if told.iter().any(|one| one.id == briefing.id) { Ok(()) } else { Err(ServiceError::NotFound) }
}

fn may_hold(c: &mut Conn, app: &App, placement: &Placement) -> Result<bool, ServiceError> {
    let until = placement.days.last().and_then(|last| last.checked_add_days(Days::new(KEEP_DAYS)));
    let in_time = until.is_some_and(|until| app.clock.today_in_london() <= until);
    Ok(expects(placement) && in_time && agreements::is_agreed(c, app, placement)?)
}
