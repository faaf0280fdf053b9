//! What the employer's contact saw: which supports helped, and which tasks were done.

use super::note;
use super::report::may_tell;
use crate::app::App;
use crate::auth::Permit;
use crate::auth::visitor::{Visitor, VisitorAct};
use crate::db::{Conn, ToldBy, placements};
use crate::domain::placement::Placement;
use crate::learning::Observation;
use crate::services::ServiceError;
use crate::services::lessons::{self, AskedAbout};
use crate::words::conflict;

/// What a contact is asked once the placement has begun, with what they said last.
pub(super) fn seen(
    c: &mut Conn,
    app: &App,
    visitor: &Visitor,
    placement: &Placement,
) -> Result<Option<(AskedAbout, Observation)>, ServiceError> {
    if !may_tell(placement) || !lessons::has_begun(app, placement) {
        return Ok(None);
    }
    let asked = lessons::asked(c, app, placement)?;
    if asked == AskedAbout::default() {
        return Ok(None);
    }
    let said = lessons::said_last(c, app, &placement.id, &ToldBy::Contact(visitor.contact.clone()))?;
    Ok(Some((asked, said.unwrap_or_default())))
}

/// Says what helped and what was done. What was said before stays on record; the newest counts.
///
/// # Errors
/// [`ServiceError::Conflict`] when nobody is expected, before the first day, and for what is not asked about.
pub fn observe(app: &App, visitor: &Visitor, told: &Observation) -> Result<(), ServiceError> {
    let permit = Permit::of_visitor(visitor);
    app.write(&permit, |c| {
        let placement = placements::get(c, &visitor.placement)?;
        if !may_tell(&placement) {
            return Err(ServiceError::from(conflict::NOBODY_EXPECTED));
        }
        // The level of help is a coach's to see.
        if told.help.is_some() {
            return Err(ServiceError::from(conflict::NOT_ASKED_ABOUT));
        }
        lessons::add(c, app, &placement, ToldBy::Contact(visitor.contact.clone()), told)?;
        note(c, app, visitor, VisitorAct::Observe)
    })
}
