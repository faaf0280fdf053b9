//! The editions: the employer's, which is one mail with its attachments, and the copies of the same plan
//! for the learner, the family and the job coach.

use chrono::{DateTime, Utc};

use super::booklet::{Booklet, Material};
use super::calendar::{self, RemovedDay};
use super::fingerprint::content_hash;
use super::fit;
use super::pack::Pack;
use super::pdf::{Pdf, Press, Stamp};
use super::sheet::Sheet;
use super::{coach, family, html, learner, text};
use crate::domain::delivery::Edition;
use crate::words::briefing as words;

pub use super::unprintable::EditionError;

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

/// The copy of a plan for one kind of reader; the employer has the pack instead.
#[must_use]
pub fn booklet(edition: Edition, material: &Material<'_>) -> Option<Booklet> {
    match edition {
        Edition::Employer => None,
        Edition::Learner => Some(learner::compose(material)),
        Edition::Family => Some(family::compose(material)),
        Edition::JobCoach => Some(coach::compose(material)),
    }
}
