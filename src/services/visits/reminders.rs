//! Reminders, stopped and wanted again by the link in any of them. A link that is good no longer serves for that, too:
//! whoever wants to be left alone need not ask for a new one.

use std::net::IpAddr;

use super::links::whose;
use super::note;
use crate::app::App;
use crate::auth::Permit;
use crate::auth::visitor::VisitorAct;
use crate::db::reminders;
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
pub fn stop_reminders(app: &App, client: IpAddr, code: &str, stop: bool) -> Result<(), ServiceError> {
    let visitor = whose(app, client, code)?;
    let act = if stop { VisitorAct::StopReminders } else { VisitorAct::ResumeReminders };
    app.write(&Permit::of_visitor(&visitor), |c| {
        let changed = match stop {
            true => reminders::stop(c, &visitor.contact, app.clock.now())?,
            false => reminders::resume(c, &visitor.contact)?,
        };
        if changed { note(c, app, &visitor, act) } else { Ok(()) }
    })
}
