//! Writing a letter out and queueing it.

use chrono::{DateTime, Utc};

use crate::app::App;
use crate::briefing::letter::Letter;
use crate::db::Conn;
use crate::domain::ids::{LetterId, PlacementId};
use crate::domain::letter::{LetterKind, Recipient};
use crate::mail::{Artefacts, Attachment, OnBehalfOf};
use crate::outbox::NewLetter;
use crate::services::ServiceError;

/// A letter that is wanted.
#[derive(Clone, Debug)]
pub struct Draft {
    /// What it is about.
    pub kind: LetterKind,
    /// About which placement; it is erased with it.
    pub placement: Option<PlacementId>,
    /// To whom.
    pub to: Recipient,
    /// For whom it is written; the service itself when absent.
    pub on_behalf_of: Option<OnBehalfOf>,
    /// Its subject: a reference, never a name.
    pub subject: String,
    /// What it says.
    pub letter: Letter,
    /// A calendar, with its file name.
    pub calendar: Option<(String, String)>,
    /// Where a mail program posts that no more such letters are wanted.
    pub unsubscribe: Option<String>,
    /// Not before.
    pub due: DateTime<Utc>,
}

/// Queues a letter in the caller's transaction. The worker finds it within `jobs.poll_seconds`; ring
/// [`App::wake`] after the commit to have it go at once.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn write(c: &mut Conn, app: &App, draft: Draft) -> Result<LetterId, ServiceError> {
    let Draft { kind, placement, to, on_behalf_of, subject, letter, calendar, unsubscribe, due } = draft;
    let written = letter.written().map_err(ServiceError::internal)?;
    let attachments = calendar.iter().map(|(file_name, calendar)| Attachment {
        file_name: file_name.clone(),
        mime: "text/calendar".to_owned(),
        bytes: calendar.clone().into_bytes(),
    });
    let artefacts = Artefacts {
        on_behalf_of,
        subject,
        text: written.text,
        html: written.html,
        attachments: attachments.collect(),
        calendar: calendar.map(|(_, calendar)| calendar),
        unsubscribe,
    };
    Ok(NewLetter { kind, placement, to, artefacts, due }.queue(c, app)?)
}
