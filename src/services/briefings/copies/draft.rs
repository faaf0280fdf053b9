//! A copy before it is approved: composed with the employer's pack of the same plan.

use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::auth::{Action, Caller, Permit};
use crate::briefing::booklet::{Booklet, Material, PrintedBooklet};
use crate::briefing::calendar::{self, RemovedDay};
use crate::briefing::changes;
use crate::briefing::editions;
use crate::briefing::fingerprint::tells_same_plan;
use crate::briefing::leak::{Finding, Secrets};
use crate::briefing::pack::Pack;
use crate::db::Conn;
use crate::db::briefings::{self, Briefing};
use crate::domain::delivery::{BriefingState, Edition};
use crate::domain::ids::PlacementId;
use crate::domain::placement::Placement;
use crate::mail::{Artefacts, Attachment, OnBehalfOf};
use crate::services::briefings::draft::{approved, removed_days};
use crate::services::briefings::gathered::{Gathered, incomplete};
use crate::services::briefings::{CopyOfPlan, Sources};
use crate::services::{ServiceError, access, placements};
use crate::words::briefing as words;
use crate::words::refused;

use super::readers::{ReaderView, readers};

/// What is stored of an approved copy: the letter that is sent, the model behind it, and the employer's
/// pack that it agrees with.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(in crate::services) struct StoredCopy {
    #[serde(flatten)]
    pub letter: Artefacts,
    pub booklet: Booklet,
    pub pack: Pack,
}

/// A composed copy with what is needed to print, check and store it.
pub(in crate::services) struct CopyDraft {
    pub sources: Sources,
    pub booklet: Booklet,
    pub pack: Pack,
    pub number: i32,
    /// The version that its readers have now, if any.
    pub before: Option<(Briefing, StoredCopy)>,
    pub readers: Vec<ReaderView>,
    /// Whether the employer's pack has been approved as this copy says.
    pub agrees_with_pack: bool,
    removed: Vec<RemovedDay>,
    secrets: Secrets,
}

/// A copy in the forms in which it goes.
pub(in crate::services) struct PrintedCopy {
    pub copy: PrintedBooklet,
    pub calendar: String,
    pub calendar_name: String,
}

impl CopyDraft {
    /// Reads and composes.
    ///
    /// # Errors
    /// [`ServiceError::Conflict`] when the placement no longer stands; [`ServiceError::Invalid`] for the
    /// employer's edition, which is the pack.
    pub(in crate::services) fn compose(
        app: &App,
        permit: &Permit,
        caller: &Caller,
        id: &PlacementId,
        edition: Edition,
    ) -> Result<Self, ServiceError> {
        if edition == Edition::Employer {
            let reason = refused::NO_COPY;
            return Err(ServiceError::invalid("edition", reason));
        }
        app.ready_timetables()?;
        let draft = app.read(permit, |c| {
            let placement = placements::visible(c, app, caller, id)?;
            Self::read(c, app, caller, placement, edition)
        })?;
        access::shown(app, caller, Action::PreviewCopy, "placement", id.as_str())?;
        Ok(draft)
    }

    fn read(
        c: &mut Conn,
        app: &App,
        caller: &Caller,
        placement: Placement,
        edition: Edition,
    ) -> Result<Self, ServiceError> {
        let gathered = Gathered::read(c, app, caller, placement)?;
        let placement = &gathered.sources.placement;
        let number = briefings::next_number(c, &placement.id, edition)?;
        let before = newest(c, app, &placement.id, edition)?;
        let readers = readers(c, app, placement, edition)?;
        let inputs = gathered.inputs(number);
        let pack = gathered.pack(&inputs)?;
        let told = approved(c, app, &placement.id)?;
        let agrees_with_pack = told.is_some_and(|told| tells_same_plan(&told, &pack));
        let journeys = gathered.journeys();
        let material = Material::of(&inputs, &pack, &journeys).map_err(incomplete)?;
        let mut booklet = editions::booklet(edition, &material).ok_or(ServiceError::NotFound)?;
        if let Some((earlier, stored)) = &before
            && Some(&earlier.hash) != booklet.content_hash().as_ref()
        {
            booklet.issue.changes = changes::of_booklet(&stored.booklet, &booklet);
        }
        let removed = before.as_ref().map_or_else(Vec::new, |(_, stored)| removed_days(&stored.pack, &pack));
        let secrets = gathered.secrets(edition);
        Ok(Self {
            sources: gathered.sources,
            booklet,
            pack,
            number,
            before,
            readers,
            agrees_with_pack,
            removed,
            secrets,
        })
    }

    /// Prints every part.
    ///
    /// # Errors
    /// [`ServiceError::Conflict`] when it cannot be printed.
    pub(in crate::services) fn print(&self, app: &App) -> Result<PrintedCopy, ServiceError> {
        let press = app.press().map_err(ServiceError::internal)?;
        let now = app.clock.now();
        let copy = self.booklet.print(press, now);
        let copy = copy.map_err(|error| ServiceError::conflict("pack_unprintable", error.to_string()))?;
        let (reference, version) = (self.booklet.reference.as_str(), self.booklet.issue.version);
        Ok(PrintedCopy {
            copy,
            calendar: calendar::render(&self.pack, &self.removed, now),
            calendar_name: words::file_name("placement-days", reference, version, "ics"),
        })
    }

    /// What must not leave and stands somewhere in it.
    pub(in crate::services) fn leaks(&self, printed: &PrintedCopy) -> Vec<Finding> {
        let copy = CopyOfPlan { booklet: self.booklet.clone(), printed: printed.copy.clone() };
        copy.leaks(&self.secrets, Some((&printed.calendar, &printed.calendar_name)))
    }

    /// The letter that carries it.
    pub(in crate::services) fn letter(&self, printed: PrintedCopy) -> Artefacts {
        let PrintedCopy { copy, calendar, calendar_name } = printed;
        let provider = &self.booklet.provider;
        let answered = provider.reply_to.clone();
        Artefacts {
            on_behalf_of: answered.map(|reply_to| OnBehalfOf { name: provider.shown_as.clone(), reply_to }),
            subject: copy.subject,
            text: copy.text,
            html: copy.html,
            attachments: vec![
                Attachment {
                    file_name: copy.pdf_name,
                    mime: "application/pdf".to_owned(),
                    bytes: copy.pdf.bytes,
                },
                Attachment {
                    file_name: calendar_name,
                    mime: "text/calendar".to_owned(),
                    bytes: calendar.clone().into_bytes(),
                },
            ],
            calendar: Some(calendar),
            unsubscribe: None,
        }
    }
}

/// The version of a copy that its readers have now, if any.
fn newest(
    c: &mut Conn,
    app: &App,
    placement: &PlacementId,
    edition: Edition,
) -> Result<Option<(Briefing, StoredCopy)>, ServiceError> {
    let all = briefings::of_placement(c, placement)?;
    let its = |one: &Briefing| one.edition == edition && one.state == BriefingState::Approved;
    let Some(now) = all.into_iter().rfind(its) else { return Ok(None) };
    let stored = briefings::artefacts(c, &app.keys, &now.id)?;
    Ok(Some((now, stored)))
}
