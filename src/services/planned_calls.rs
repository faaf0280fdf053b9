//! Planned contact: when the provider rings whom about a placement. It stands on the page of whoever is rung, in the
//! provider's day, and in the pack or the family's copy.

mod told;
mod view;

use chrono::{Days, NaiveDate};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::briefing::calendar::instant;
use crate::db::planned_calls::{self as rows, CallRow};
use crate::db::{Conn, contacts};
use crate::domain::delivery::Edition;
use crate::domain::ids::{ContactId, PlacementId};
use crate::domain::placement::{Placement, PlacementState};
use crate::domain::reader::{Addressee, Reader};
use crate::domain::time::TimeOfDay;
use crate::words::{conflict, delivery, refused};

use super::{ServiceError, access, briefings, placements};

pub use view::{CallView, Whom, whom};

pub(in crate::services) use told::{called_off_since, to_come, told};

/// The most calls that stand about one placement.
const MOST: usize = 30;

/// A call to be planned.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCall {
    /// A contact in use of the placement's employer. Either this or `reader` is given.
    pub contact: Option<ContactId>,
    /// The learner or somebody of the family.
    pub reader: Option<Reader>,
    /// On which day.
    pub date: NaiveDate,
    /// At what time, by the clocks in London.
    pub at: TimeOfDay,
}

/// Says when somebody is rung. The same call again adds nothing.
///
/// # Errors
/// [`ServiceError::NotFound`] when the placement is not the caller's; [`ServiceError::Invalid`] for a contact of another
/// employer, or a time that has passed; [`ServiceError::Conflict`] when the placement is over, or has calls enough.
pub fn plan(app: &App, caller: &Caller, id: &PlacementId, new: &NewCall) -> Result<CallView, ServiceError> {
    let mut permit = authorise(caller, Action::PlanCall)?;
    let to = match (&new.contact, &new.reader) {
        (Some(contact), None) => Addressee::from(contact),
        (None, Some(reader)) => Addressee::from(reader),
        _ => return Err(ServiceError::invalid("contact", refused::CONTACT_OR_READER)),
    };
    if to.reader().is_some() {
        // How the learner's side is reached is the provider's alone, as for a copy.
        permit = authorise(caller, Action::SendCopy)?;
    }
    let now = app.clock.now();
    let at = instant(new.date, new.at);
    if at <= now {
        return Err(ServiceError::invalid("date", refused::CALL_TO_COME));
    }
    app.write(&permit, |c| {
        let placement = placements::visible(c, app, caller, id)?;
        check(c, app, &placement, &to)?;
        if is_over(placement.state) {
            return Err(ServiceError::from(conflict::NOBODY_EXPECTED));
        }
        let planned = rows::of_placement(c, id)?;
        if let Some(same) = planned.iter().find(|one| one.to == to && one.at == at) {
            return view::view(c, app, caller, &placement, same.clone());
        }
        if planned.len() >= MOST {
            return Err(ServiceError::from(conflict::CALLS_ENOUGH));
        }
        let call = CallRow {
            id: app.ids.next_id(),
            placement: id.clone(),
            to: to.clone(),
            at,
            made_by: caller.user.clone(),
            created_at: now,
        };
        rows::insert(c, &call)?;
        access::note(c, app, caller, Action::PlanCall, "placement", id.as_str())?;
        view::view(c, app, caller, &placement, call)
    })
}

/// Whether nobody is rung about a placement any more. After its last day somebody may be.
#[must_use]
pub fn is_over(state: PlacementState) -> bool {
    state.is_final() && state != PlacementState::Completed
}

/// Lets pass only somebody who may be rung about the placement.
fn check(c: &mut Conn, app: &App, placement: &Placement, to: &Addressee) -> Result<(), ServiceError> {
    match to {
        Addressee::Contact(contact) => {
            let contact = contacts::get(c, &app.keys, contact)?;
            let is_theirs = contact.organisation == placement.employer && contact.archived_at.is_none();
            if is_theirs {
                Ok(())
            } else {
                Err(ServiceError::invalid("contact", refused::CONTACT_OF_EMPLOYER))
            }
        }
        Addressee::Reader(reader) if !matches!(reader.edition(), Edition::Learner | Edition::Family) => {
            Err(ServiceError::invalid("reader", refused::READER_OF_PAGE))
        }
        // Somebody without an address for letters can be rung all the same.
        Addressee::Reader(reader) => match briefings::reader_address(c, app, placement, reader)? {
            Ok(_) | Err("no_address") => Ok(()),
            Err(code) => Err(ServiceError::conflict(code, delivery::advice(code).unwrap_or(code))),
        },
    }
}

/// The calls about a placement that stand, by time.
///
/// # Errors
/// [`ServiceError::NotFound`] when the placement is not the caller's.
pub fn list(app: &App, caller: &Caller, id: &PlacementId) -> Result<Vec<CallView>, ServiceError> {
    let permit = authorise(caller, Action::ListCalls)?;
    let shown = app.read(&permit, |c| {
        let placement = placements::visible(c, app, caller, id)?;
        let calls = rows::of_placement(c, id)?.into_iter();
        calls.map(|call| view::view(c, app, caller, &placement, call)).collect::<Result<_, ServiceError>>()
    })?;
    access::shown(app, caller, Action::ListCalls, "placement", id.as_str())?;
    Ok(shown)
}

/// Calls one off.
///
/// # Errors
/// [`ServiceError::NotFound`] when the placement is not the caller's, or has no such call.
pub fn end(app: &App, caller: &Caller, id: &PlacementId, call: &str) -> Result<(), ServiceError> {
    let permit = authorise(caller, Action::EndCall)?;
    app.write(&permit, |c| {
        placements::visible(c, app, caller, id)?;
        if !rows::of_placement(c, id)?.iter().any(|one| one.id == call) {
            return Err(ServiceError::NotFound);
        }
        rows::end(c, call, app.clock.now())?;
        access::note(c, app, caller, Action::EndCall, "placement", id.as_str())
    })
}

/// The calls of today about the caller's placements that are not over, by time, each with the placement's reference.
///
/// # Errors
/// [`ServiceError::Forbidden`].
pub fn today(app: &App, caller: &Caller) -> Result<Vec<(CallView, String)>, ServiceError> {
    let permit = authorise(caller, Action::ListCalls)?;
    let today = app.clock.today_in_london();
    let tomorrow = today.checked_add_days(Days::new(1)).unwrap_or(today);
    let (from, to) = (instant(today, TimeOfDay::default()), instant(tomorrow, TimeOfDay::default()));
    let found: Vec<(CallView, String)> = app.read(&permit, |c| {
        let mut found = Vec::new();
        for call in rows::between(c, &caller.organisation, from, to)? {
            // A job coach sees those of the placements that are theirs.
            let placement = match placements::visible(c, app, caller, &call.placement) {
                Err(ServiceError::NotFound) => continue,
                placement => placement?,
            };
            if !is_over(placement.state) {
                found.push((view::view(c, app, caller, &placement, call)?, placement.reference.to_string()));
            }
        }
        Ok::<_, ServiceError>(found)
    })?;
    let of = found.iter().map(|(call, _)| call.placement.as_str());
    access::each_shown(app, &permit, caller, Action::ListCalls, "placement", of)?;
    Ok(found)
}
