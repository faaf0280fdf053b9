//! Planned calls as those who are rung are told of them.

use chrono::{DateTime, NaiveDate, Utc};

use super::is_over;
use super::view::here;
use crate::app::App;
use crate::briefing::compose::PlannedCall;
use crate::db::{Conn, contacts, planned_calls};
use crate::domain::delivery::Edition;
use crate::domain::placement::Placement;
use crate::domain::reader::{Addressee, Reader};
use crate::domain::time::TimeOfDay;
use crate::services::{ServiceError, briefings};

/// When somebody is rung from today on: the day and the time.
///
/// # Errors
/// [`ServiceError`] of the store.
pub(in crate::services) fn to_come(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    to: &Addressee,
) -> Result<Vec<(NaiveDate, TimeOfDay)>, ServiceError> {
    if is_over(placement.state) {
        return Ok(Vec::new());
    }
    let today = app.clock.today_in_london();
    let calls = planned_calls::of_placement(c, &placement.id)?.into_iter().filter(|call| call.to == *to);
    Ok(calls.map(|call| here(call.at)).filter(|(date, _)| *date >= today).collect())
}

/// The calls from today on that the pack and the family's copy tell: to contacts in use, and to those of the family to whom
/// the copy may go.
///
/// # Errors
/// [`ServiceError`] of the store.
pub(in crate::services) fn told(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
) -> Result<Vec<PlannedCall>, ServiceError> {
    let today = app.clock.today_in_london();
    let mut told = Vec::new();
    for call in planned_calls::of_placement(c, &placement.id)? {
        let (date, at) = here(call.at);
        if date < today {
            continue;
        }
        match &call.to {
            Addressee::Contact(contact) => {
                let contact = contacts::get(c, &app.keys, contact)?;
                if contact.archived_at.is_none() {
                    told.push(PlannedCall { contact: Some(contact.details.name.to_string()), date, at });
                }
            }
            Addressee::Reader(reader @ Reader::Family(_)) => {
                let address = briefings::reader_address(c, app, placement, reader)?;
                if matches!(address, Ok(_) | Err("no_address")) {
                    told.push(PlannedCall { contact: None, date, at });
                }
            }
            Addressee::Reader(_) => {}
        }
    }
    Ok(told)
}

/// Whether a call that an edition told when it was made, and that is still to come, was called off since.
///
/// # Errors
/// [`ServiceError`] of the store.
pub(in crate::services) fn called_off_since(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    edition: Edition,
    since: DateTime<Utc>,
) -> Result<bool, ServiceError> {
    let ended = planned_calls::ended_since(c, &placement.id, since)?;
    let is_told = |to: &Addressee| match edition {
        Edition::Employer => to.contact().is_some(),
        Edition::Family => matches!(to.reader(), Some(Reader::Family(_))),
        _ => false,
    };
    Ok(ended.iter().any(|call| call.at > app.clock.now() && call.created_at <= since && is_told(&call.to)))
}
