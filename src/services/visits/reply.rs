//! What an employer says before it decides: whether it would have somebody, and which other time would suit.

use chrono::{Days, NaiveDate};

use super::note;
use super::report::replace;
use crate::app::App;
use crate::auth::Permit;
use crate::auth::visitor::{Visitor, VisitorAct};
use crate::db::placements;
use crate::domain::placement::{Placement, PlacementState};
use crate::domain::report::{InterestGiven, OtherTime, Report};
use crate::services::{ServiceError, letters};
use crate::words::{conflict, refused};

/// How far ahead another time may lie.
const AHEAD: Days = Days::new(731);

/// Whether the employer can still say how it sees a proposal.
#[must_use]
pub(super) fn may_say_interest(placement: &Placement) -> bool {
    placement.state == PlacementState::Proposed && placement.gates.accepted_at.is_none()
}

/// Whether another time can still be proposed: until the first day.
#[must_use]
pub(super) fn may_propose_time(placement: &Placement, today: NaiveDate) -> bool {
    use PlacementState as S;
    let ahead = placement.days.first().is_some_and(|first| *first > today);
    ahead && matches!(placement.state, S::Proposed | S::Confirmed | S::Briefed)
}

/// Says whether the employer would have somebody; what was said before is replaced. It settles nothing.
///
/// # Errors
/// [`ServiceError::PreconditionFailed`] when somebody said it since; [`ServiceError::Conflict`] once the proposal is
/// answered.
pub fn interest(
    app: &App,
    visitor: &Visitor,
    given: &InterestGiven,
    version: i64,
) -> Result<(), ServiceError> {
    let report = Report::Interest(given.clone());
    say(app, visitor, &report, version, VisitorAct::Interest, may_say_interest)
}

/// Proposes another time; what was proposed before is replaced. The dates of the placement stay as they are.
///
/// # Errors
/// As for [`interest`]; [`ServiceError::Invalid`] for a day that is past or further ahead than two years.
pub fn other_time(app: &App, visitor: &Visitor, given: &OtherTime, version: i64) -> Result<(), ServiceError> {
    let today = app.clock.today_in_london();
    if given.from < today || today.checked_add_days(AHEAD).is_none_or(|last| given.from > last) {
        return Err(ServiceError::invalid("from", refused::OTHER_TIME));
    }
    let report = Report::OtherTime(given.clone());
    say(app, visitor, &report, version, VisitorAct::OtherTime, |placement| may_propose_time(placement, today))
}

fn say(
    app: &App,
    visitor: &Visitor,
    report: &Report,
    version: i64,
    act: VisitorAct,
    may: impl Fn(&Placement) -> bool,
) -> Result<(), ServiceError> {
    let permit = Permit::of_visitor(visitor);
    app.write(&permit, |c| {
        let placement = placements::get(c, &visitor.placement)?;
        if !may(&placement) {
            return Err(ServiceError::from(conflict::ANSWERED));
        }
        if replace(c, app, visitor, &placement, report.clone(), version)? {
            letters::replied(c, app, &placement)?;
            note(c, app, visitor, act)?;
        }
        Ok(())
    })?;
    app.wake.ring();
    Ok(())
}
