//! What an employer's contact does by the link in their letter, without an account.
//!
//! A link is to one placement and for one contact. Opening it changes nothing, because mail scanners open links; what
//! changes something is posted, and says what version it was decided on.

mod answer;
mod links;
mod observe;
mod pack;
mod page;
mod proposal;
mod reminders;
mod reply;
mod report;

use chrono::NaiveDate;

use super::{ServiceError, access};
use crate::app::App;
use crate::auth::visitor::{Visitor, VisitorAct};
use crate::db::{Conn, placements};
use crate::domain::placement::Placement;
use crate::words::refused;

pub use answer::{Answer, Choice, Open, answer};
pub(super) use links::counted;
pub use links::{LinkView, Opened, Over, links_of, open, renew, revoke, send};
pub use observe::observe;
pub use pack::{PackSeen, acknowledge, pack_html, pack_pdf};
pub use page::{Page, TickSeen, page};
pub use proposal::{accept, decline};
pub use reminders::{reminders_stopped, stop_reminders, unsubscribe};
pub use reply::{interest, other_time};
pub use report::{NewTick, Told, feedback, hazard, tick, worry};

/// The placement of a link, in the version on which somebody decided.
///
/// # Errors
/// [`ServiceError::PreconditionFailed`] when it has changed since.
fn decided_on(c: &mut Conn, visitor: &Visitor, version: i64) -> Result<Placement, ServiceError> {
    let placement = placements::get(c, &visitor.placement)?;
    if placement.version == version { Ok(placement) } else { Err(ServiceError::PreconditionFailed) }
}

fn note(c: &mut Conn, app: &App, visitor: &Visitor, act: VisitorAct) -> Result<(), ServiceError> {
    access::visited(c, app, visitor, act)
}

/// A link is wanted for nobody, or for two.
#[must_use]
pub fn neither() -> ServiceError {
    ServiceError::invalid("contact", refused::CONTACT_OR_READER)
}

/// Whether a placement has a day on a date.
fn has_day(placement: &Placement, date: NaiveDate) -> bool {
    placement.days.contains(&date)
}
