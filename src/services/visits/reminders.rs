//! Reminders, stopped and wanted again by the link in any of them. A link that is good no longer serves for that, too:
//! whoever wants to be left alone need not ask for a new one.

use std::net::IpAddr;

use super::links::{counted, holder, whose};
use super::note;
use crate::app::App;
use crate::auth::Permit;
use crate::auth::link::{self, Opens};
use crate::auth::visitor::{Visitor, VisitorAct};
use crate::db::{placement_links, placements, reminders};
use crate::services::ServiceError;

/// Whether the contact of a link wants no reminders.
///
/// # Errors
/// [`ServiceError::NotFound`] for a code that is not ours; [`ServiceError::TooMany`].
pub fn reminders_stopped(app: &App, client: IpAddr, code: &str) -> Result<bool, ServiceError> {
    let visitor = whose(app, client, code)?;
    Ok(app.read(&Permit::of_visitor(&visitor), |c| reminders::is_stopped(c, &visitor.contact))?)
}

/// Stops the reminders of the contact of a link, of whatever placement, or has them sent again. A second time changes
/// nothing.
///
/// # Errors
/// As for [`reminders_stopped`].
pub fn stop_reminders(app: &App, client: IpAddr, code: &str, wanted: bool) -> Result<(), ServiceError> {
    stop(app, &whose(app, client, code)?, wanted)
}

/// Stops the reminders of a contact by the address in a letter's header, which opens nothing. Whoever posts gets the same
/// answer whatever is known.
///
/// # Errors
/// [`ServiceError::TooMany`]; those of the store.
pub fn unsubscribe(app: &App, client: IpAddr, code: &str) -> Result<(), ServiceError> {
    let found = counted(app, client, |c| {
        let id = link::read(&app.keys, Opens::Stop, code).ok_or(ServiceError::NotFound)?;
        let link = placement_links::get(c, id)?;
        let placement = placements::get(c, &link.placement)?;
        Ok(holder(&link, &placement))
    });
    let visitor = match found {
        Err(ServiceError::NotFound) => return Ok(()),
        found => found?,
    };
    stop(app, &visitor, true)
}

fn stop(app: &App, visitor: &Visitor, stop: bool) -> Result<(), ServiceError> {
    let act = if stop { VisitorAct::StopReminders } else { VisitorAct::ResumeReminders };
    app.write(&Permit::of_visitor(visitor), |c| {
        let changed = match stop {
            true => reminders::stop(c, &visitor.contact, app.clock.now())?,
            false => reminders::resume(c, &visitor.contact)?,
        };
        if changed { note(c, app, visitor, act) } else { Ok(()) }
    })
}
