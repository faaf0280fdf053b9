//! The editions: for now the employer's, which is one mail with its attachments.

use chrono::{DateTime, Utc};

use super::calendar::{self, RemovedDay};
use super::fingerprint::content_hash;
use super::fit::{self, FitError};
use super::pack::Pack;
use super::pdf::{Pdf, Press, Stamp};
use super::sheet::Sheet;
use super::{html, text};
use crate::words::briefing as words;

/// Everything that goes to one employer: exactly these bytes are approved, stored and sent.
#[derive(Clone, Debug)]
pub struct Artefacts {
    /// The mail's subject.
    pub subject: String,
    /// The mail's HTML part.
    pub html: String,
    /// The mail's text part.
    pub text: String,
    /// The pack, at most four pages.
    pub pdf: Pdf,
    /// The pack's file name.
    pub pdf_name: String,
    /// The task cards.
    pub cards: Pdf,
    /// The task cards' file name.
    pub cards_name: String,
    /// The calendar.
    pub calendar: String,
    /// The calendar's file name.
    pub calendar_name: String,
    /// The content hash of the pack, 64 hexadecimal characters.
    pub hash: String,
}

/// Why an edition could not be made.
#[derive(Debug, thiserror::Error)]
pub enum EditionError {
    /// The pages could not be set, or are too many.
    #[error(transparent)]
    Pages(#[from] FitError),
    /// A mail part could not be made.
    #[error("the mail could not be written: {0}")]
    Mail(#[from] askama::Error),
    /// The pack cannot be written as JSON.
    #[error("the pack cannot be written as JSON")]
    Json,
}

/// The employer's edition of a pack. Equal input gives equal bytes.
///
/// `removed` are days that the version sent before had and this one has not.
///
/// # Errors
/// [`EditionError`] when a part cannot be made.
pub fn employer(
    press: &Press,
    pack: &Pack,
    removed: &[RemovedDay],
    at: DateTime<Utc>,
) -> Result<Artefacts, EditionError> {
    let hash = content_hash(pack).ok_or(EditionError::Json)?;
    let sheet = Sheet::of(pack);
    let (reference, version) = (pack.reference.as_str(), pack.issue.version);
    let printed = fit::print(press, &sheet, &Stamp { ident: format!("{reference} v{version} {hash}"), at })?;
    Ok(Artefacts {
        subject: words::subject(reference, version, pack.issue.draft),
        html: html::render(&sheet)?,
        text: text::render(&sheet)?,
        pdf: printed.pack,
        pdf_name: words::file_name("placement-briefing", reference, version, "pdf"),
        cards: printed.cards,
        cards_name: words::file_name("task-cards", reference, version, "pdf"),
        calendar: calendar::render(pack, removed, at),
        calendar_name: words::file_name("placement-days", reference, version, "ics"),
        hash,
    })
}
