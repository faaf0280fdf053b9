//! The copies of a plan beside the employer's: composed, printed and read for leaks, approved byte for byte,
//! sent each to its own reader.

mod approve;
mod draft;
mod printed;
mod readers;
mod send;

use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::briefing::booklet::Booklet;
use crate::db::Conn;
use crate::db::briefings::{self, Briefing};
use crate::domain::delivery::Edition;
use crate::domain::ids::{BriefingId, PlacementId};
use crate::domain::placement::Placement;
use crate::services::{ServiceError, access, placements};

use super::{BriefingView, Rendering};

pub use approve::{CopyApproval, approve as approve_copy};
pub use printed::{CopyOfPlan, journeys};
pub use readers::{ReaderView, address as reader_address, readers};
pub use send::{CopyDeliveryView, CopyRecipient, copy_deliveries, send_copy};

pub(in crate::services) use draft::{CopyDraft, StoredCopy};

/// A copy to look at before it is approved.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CopyPreview {
    /// Digest of the copy; approval names it, so that what was seen is what goes.
    pub hash: String,
    /// The mail's subject.
    pub subject: String,
    /// How many pages the document has.
    pub pages: usize,
    /// What keeps it from leaving: a place and a kind, never the thing itself.
    pub leaks: Vec<String>,
    /// For whom it is, and to whom it may be sent.
    pub readers: Vec<ReaderView>,
    /// Whether the employer's pack is approved and tells the same plan; until then no copy can be approved.
    pub agrees_with_pack: bool,
    /// The copy.
    #[schema(value_type = Booklet)]
    pub copy: Booklet,
}

/// A version of a copy with its text.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CopyDetail {
    /// The version.
    #[serde(flatten)]
    pub briefing: BriefingView,
    /// The copy as it was approved.
    #[schema(value_type = Booklet)]
    pub copy: Booklet,
}

/// Composes a copy to look at; nothing is stored and nothing leaves.
///
/// # Errors
/// [`ServiceError::Conflict`] without a programme, or when offer and plan no longer fit.
pub fn preview_copy(
    app: &App,
    caller: &Caller,
    id: &PlacementId,
    edition: Edition,
) -> Result<CopyPreview, ServiceError> {
    let permit = authorise(caller, Action::PreviewCopy)?;
    let draft = CopyDraft::compose(app, &permit, caller, id, edition)?;
    let printed = draft.print(app)?;
    let leaks = draft.leaks(&printed).iter().map(ToString::to_string).collect();
    let (hash, subject, pages) = (printed.copy.hash, printed.copy.subject, printed.copy.pdf.pages);
    let CopyDraft { readers, agrees_with_pack, booklet, .. } = draft;
    Ok(CopyPreview { hash, subject, pages, leaks, readers, agrees_with_pack, copy: booklet })
}

/// One rendering of a copy to look at; a copy has no task cards.
///
/// # Errors
/// As for [`preview_copy`].
pub fn render_copy(
    app: &App,
    caller: &Caller,
    id: &PlacementId,
    edition: Edition,
    wanted: Rendering,
) -> Result<Vec<u8>, ServiceError> {
    let permit = authorise(caller, Action::PreviewCopy)?;
    let printed = CopyDraft::compose(app, &permit, caller, id, edition)?.print(app)?;
    match wanted {
        Rendering::Html => Ok(printed.copy.html.into_bytes()),
        Rendering::Text => Ok(printed.copy.text.into_bytes()),
        Rendering::Pdf => Ok(printed.copy.pdf.bytes),
        Rendering::Calendar => Ok(printed.calendar.into_bytes()),
        Rendering::Cards => Err(ServiceError::NotFound),
    }
}

/// The versions of a placement's copies, oldest first.
///
/// # Errors
/// [`ServiceError::NotFound`] when the placement is not the caller's.
pub fn list_copies(app: &App, caller: &Caller, id: &PlacementId) -> Result<Vec<BriefingView>, ServiceError> {
    let permit = authorise(caller, Action::ReadCopy)?;
    app.read(&permit, |c| {
        placements::visible(c, app, caller, id)?;
        let all = briefings::of_placement(c, id)?.into_iter();
        Ok(all.filter(|one| one.edition != Edition::Employer).map(BriefingView::from).collect())
    })
}

/// One version of a copy with its text.
///
/// # Errors
/// [`ServiceError::NotFound`] when its placement is not the caller's.
pub fn read_copy(app: &App, caller: &Caller, id: &BriefingId) -> Result<CopyDetail, ServiceError> {
    let permit = authorise(caller, Action::ReadCopy)?;
    let detail = app.read(&permit, |c| {
        let (_, briefing) = seen(c, app, caller, id)?;
        let stored: StoredCopy = briefings::artefacts(c, &app.keys, id)?;
        Ok::<_, ServiceError>(CopyDetail { briefing: briefing.into(), copy: stored.booklet })
    })?;
    access::shown(app, caller, Action::ReadCopy, "briefing", id.as_str())?;
    Ok(detail)
}

/// The pages of an approved copy, exactly as they are sent: to print and hand over where nobody reads mail.
///
/// # Errors
/// [`ServiceError::NotFound`] when its placement is not the caller's.
pub fn copy_pages(app: &App, caller: &Caller, id: &BriefingId) -> Result<Vec<u8>, ServiceError> {
    let permit = authorise(caller, Action::ReadCopy)?;
    let pages = app.read(&permit, |c| {
        seen(c, app, caller, id)?;
        let stored: StoredCopy = briefings::artefacts(c, &app.keys, id)?;
        let mut files = stored.letter.attachments.into_iter();
        files.find(|file| file.mime == "application/pdf").ok_or(ServiceError::NotFound)
    })?;
    access::shown(app, caller, Action::ReadCopy, "briefing", id.as_str())?;
    Ok(pages.bytes)
}

/// A copy that the caller may read, with its placement.
fn seen(
    c: &mut Conn,
    app: &App,
    caller: &Caller,
    id: &BriefingId,
) -> Result<(Placement, Briefing), ServiceError> {
    let briefing = briefings::get(c, id)?;
    let placement = placements::visible(c, app, caller, &briefing.placement)?;
    if briefing.edition == Edition::Employer {
        Err(ServiceError::NotFound)
    } else {
        Ok((placement, briefing))
    }
}
