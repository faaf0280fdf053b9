//! Briefing packs: composed to look at, approved byte for byte, sent, sent again.

mod approve;
mod copies;
mod deliver;
mod draft;
mod gathered;
pub mod offline;
mod sources;
mod told;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::briefing::pack::Pack;
use crate::db::Conn;
use crate::db::briefings::{self, Briefing};
use crate::domain::delivery::{BriefingState, Edition};
use crate::domain::ids::{BriefingId, PlacementId, UserId};
use crate::mail::Artefacts;

use super::{ServiceError, access, placements};

pub use approve::{Approval, approve};
pub use copies::{
    CopyApproval, CopyDeliveryView, CopyDetail, CopyOfPlan, CopyPreview, CopyRecipient, ReaderView,
    approve_copy, copy_deliveries, copy_pages, journeys, list_copies, preview_copy, read_copy,
    reader_address, readers, render_copy, send_copy,
};
pub use deliver::{DeliveryView, Recipient, deliveries, read_delivery, resend, send, why_not};
pub use draft::Draft;
pub use gathered::others;
pub use sources::Sources;
pub use told::{readable, sent_to, told};

/// What is stored of an approved pack: the letter that is sent, and the model behind it.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Stored {
    #[serde(flatten)]
    letter: Artefacts,
    pack: Pack,
}

/// A pack to look at before it is approved.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Preview {
    /// Digest of the pack; approval names it, so that what was seen is what goes.
    pub hash: String,
    /// The mail's subject.
    pub subject: String,
    /// How many pages the main document has.
    pub pages: usize,
    /// What keeps the pack from leaving: a place and a kind, never the thing itself.
    pub leaks: Vec<String>,
    /// The pack.
    #[schema(value_type = Pack)]
    pub pack: Pack,
}

/// A rendering of a pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rendering {
    /// The mail's HTML.
    Html,
    /// The mail's text.
    Text,
    /// The main document.
    Pdf,
    /// The task cards.
    Cards,
    /// The calendar.
    Calendar,
}

/// A version of a placement's briefing.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BriefingView {
    /// Its identifier.
    pub id: BriefingId,
    /// Rises with each change; the ETag.
    pub version: i64,
    /// Of which placement.
    pub placement: PlacementId,
    /// For whom it is written.
    pub edition: Edition,
    /// 1 for the first; a later one supersedes.
    pub number: i32,
    /// Where it stands.
    pub state: BriefingState,
    /// Digest of the pack.
    pub hash: String,
    /// The programme that it tells.
    pub programme_version: i64,
    /// Who approved it.
    pub approved_by: Option<UserId>,
    /// When.
    pub approved_at: Option<DateTime<Utc>>,
}

impl From<Briefing> for BriefingView {
    fn from(briefing: Briefing) -> Self {
        let Briefing { id, version, placement, edition, number, state, hash, .. } = briefing;
        let Briefing { programme_version, approved_by, approved_at, .. } = briefing;
        Self {
            id,
            version,
            placement,
            edition,
            number,
            state,
            hash,
            programme_version,
            approved_by,
            approved_at,
        }
    }
}

/// A version with its pack.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BriefingDetail {
    /// The version.
    #[serde(flatten)]
    pub briefing: BriefingView,
    /// The pack as it was approved.
    #[schema(value_type = Pack)]
    pub pack: Pack,
}

/// Composes a pack to look at; nothing is stored and nothing leaves.
///
/// # Errors
/// [`ServiceError::Conflict`] without a programme, or when offer and plan no longer fit.
pub fn preview(app: &App, caller: &Caller, id: &PlacementId) -> Result<Preview, ServiceError> {
    let permit = authorise(caller, Action::PreviewBriefing)?;
    let draft = Draft::compose(app, &permit, caller, id)?;
    let printed = draft.print(app)?;
    let found = draft.leaks(&printed);
    let leaks = found.iter().map(ToString::to_string).collect();
    let (hash, subject, pages) = (printed.hash, printed.subject, printed.pdf.pages);
    Ok(Preview { hash, subject, pages, leaks, pack: draft.pack })
}

/// One rendering of a pack to look at.
///
/// # Errors
/// As for [`preview`].
pub fn render(
    app: &App,
    caller: &Caller,
    id: &PlacementId,
    wanted: Rendering,
) -> Result<Vec<u8>, ServiceError> {
    let permit = authorise(caller, Action::PreviewBriefing)?;
    let printed = Draft::compose(app, &permit, caller, id)?.print(app)?;
    Ok(match wanted {
        Rendering::Html => printed.html.into_bytes(),
        Rendering::Text => printed.text.into_bytes(),
        Rendering::Pdf => printed.pdf.bytes,
        Rendering::Cards => printed.cards.bytes,
        Rendering::Calendar => printed.calendar.into_bytes(),
    })
}

/// Whether the approved pack of a placement quotes the learner's own statement.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn quotes_statement(c: &mut Conn, app: &App, id: &PlacementId) -> Result<bool, ServiceError> {
    let all = briefings::of_placement(c, id)?;
    let its = |one: &Briefing| one.edition == Edition::Employer && one.state == BriefingState::Approved;
    let Some(approved) = all.into_iter().rfind(its) else { return Ok(false) };
    Ok(stored_pack(c, app, &approved.id)?.visitor.statement.is_some())
}

/// The model of a stored pack.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn stored_pack(c: &mut Conn, app: &App, id: &BriefingId) -> Result<Pack, ServiceError> {
    Ok(briefings::artefacts::<Stored>(c, &app.keys, id)?.pack)
}

/// A stored copy as it was mailed.
///
/// # Errors
/// [`ServiceError`] of the store.
pub(super) fn stored_copy(c: &mut Conn, app: &App, id: &BriefingId) -> Result<Artefacts, ServiceError> {
    Ok(briefings::artefacts::<copies::StoredCopy>(c, &app.keys, id)?.letter)
}

/// A stored pack as it was mailed.
///
/// # Errors
/// [`ServiceError`] of the store.
pub(super) fn stored_letter(c: &mut Conn, app: &App, id: &BriefingId) -> Result<Artefacts, ServiceError> {
    Ok(briefings::artefacts::<Stored>(c, &app.keys, id)?.letter)
}

/// The versions of a placement's briefing, oldest first; for an employer those that it was told.
///
/// # Errors
/// [`ServiceError::NotFound`] when the placement is not the caller's.
pub fn list(app: &App, caller: &Caller, id: &PlacementId) -> Result<Vec<BriefingView>, ServiceError> {
    let permit = authorise(caller, Action::ListBriefings)?;
    app.read(&permit, |c| {
        let placement = placements::visible(c, app, caller, id)?;
        Ok(told(c, app, caller, &placement)?.into_iter().map(BriefingView::from).collect())
    })
}

/// One version with its pack.
///
/// # Errors
/// [`ServiceError::NotFound`] when its placement is not the caller's.
pub fn read(app: &App, caller: &Caller, id: &BriefingId) -> Result<BriefingDetail, ServiceError> {
    let permit = authorise(caller, Action::ReadBriefing)?;
    let detail = app.read(&permit, |c| {
        let briefing = briefings::get(c, id)?;
        readable(c, app, caller, &briefing)?;
        let stored: Stored = briefings::artefacts(c, &app.keys, id)?;
        Ok::<_, ServiceError>(BriefingDetail { briefing: briefing.into(), pack: stored.pack })
    })?;
    access::shown(app, caller, Action::ReadBriefing, "briefing", id.as_str())?;
    Ok(detail)
}
