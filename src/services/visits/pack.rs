//! The briefing pack, as it was sent to the contact.

use chrono::{DateTime, Utc};

use super::{note, report};
use crate::app::App;
use crate::auth::Permit;
use crate::auth::visitor::{Visitor, VisitorAct};
use crate::db::{Conn, placements};
use crate::domain::ids::BriefingId;
use crate::domain::placement::Placement;
use crate::domain::report::Report;
use crate::services::briefings::{self, sent_to};
use crate::services::{ServiceError, access};

/// The newest pack that a contact was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackSeen {
    /// Which.
    pub briefing: BriefingId,
    /// Its number.
    pub number: i32,
    /// When somebody at the employer said that they have read it.
    pub acknowledged_at: Option<DateTime<Utc>>,
}

/// The newest pack that went to the contact, while they may hold it.
pub(super) fn newest(
    c: &mut Conn,
    app: &App,
    visitor: &Visitor,
    placement: &Placement,
) -> Result<Option<PackSeen>, ServiceError> {
    let Some(briefing) = sent_to(c, app, placement, &visitor.contact)?.pop() else { return Ok(None) };
    let told = report::of(c, app, placement)?;
    let acknowledged = told.iter().find_map(|stored| match &stored.report {
        Report::Acknowledgement { briefing: read, .. } if *read == briefing.id => Some(stored.created_at),
        _ => None,
    });
    Ok(Some(PackSeen { briefing: briefing.id, number: briefing.number, acknowledged_at: acknowledged }))
}

/// The pack as a page, byte for byte as it was mailed.
///
/// # Errors
/// [`ServiceError::NotFound`] when the contact has none that they may hold.
pub fn pack_html(app: &App, visitor: &Visitor) -> Result<String, ServiceError> {
    Ok(letter(app, visitor)?.html)
}

/// The pack's main document, as it was mailed.
///
/// # Errors
/// As for [`pack_html`].
pub fn pack_pdf(app: &App, visitor: &Visitor) -> Result<Vec<u8>, ServiceError> {
    let pdf = letter(app, visitor)?.attachments.into_iter().find(|file| file.mime == "application/pdf");
    pdf.map(|file| file.bytes).ok_or(ServiceError::NotFound)
}

fn letter(app: &App, visitor: &Visitor) -> Result<crate::mail::Artefacts, ServiceError> {
    let permit = Permit::of_visitor(visitor);
    let letter = app.read(&permit, |c| {
        let placement = placements::get(c, &visitor.placement)?;
        let pack = newest(c, app, visitor, &placement)?.ok_or(ServiceError::NotFound)?;
        briefings::stored_letter(c, app, &pack.briefing)
    })?;
    access::shown_to(app, visitor, VisitorAct::ReadPack)?;
    Ok(letter)
}

/// Notes that the contact has read the pack that was shown. A second time changes nothing.
///
/// # Errors
/// [`ServiceError::PreconditionFailed`] when a newer pack has come since.
pub fn acknowledge(app: &App, visitor: &Visitor, number: i32) -> Result<(), ServiceError> {
    let permit = Permit::of_visitor(visitor);
    app.write(&permit, |c| {
        let placement = placements::get(c, &visitor.placement)?;
        let pack = newest(c, app, visitor, &placement)?.ok_or(ServiceError::NotFound)?;
        if pack.number != number {
            return Err(ServiceError::PreconditionFailed);
        }
        if pack.acknowledged_at.is_some() {
            return Ok(());
        }
        let told = Report::Acknowledgement { briefing: pack.briefing, number };
        report::add(c, app, visitor, &app.ids.next_id(), told)?;
        note(c, app, visitor, VisitorAct::Acknowledge)
    })
}
