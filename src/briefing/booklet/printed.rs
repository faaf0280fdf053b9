use askama::Template;
use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::{Booklet, Item};
use crate::briefing::fit::replace;
use crate::briefing::pdf::{Form, LEAST_FILL, Pdf, PdfError, Press, Proof, Stamp};
use crate::briefing::pictures::{Picture, alt};
use crate::briefing::unprintable::EditionError;
use crate::domain::code::Code;
use crate::domain::delivery::Edition;
use crate::words::briefing as words;
use crate::words::briefing::booklet as say;
use crate::words::briefing::learner::BOARD;

/// Everything that goes to one reader: exactly these bytes are approved, stored and sent.
#[derive(Clone, Debug)]
pub struct PrintedBooklet {
    /// The mail's subject.
    pub subject: String,
    /// The mail's HTML part.
    pub html: String,
    /// The mail's text part.
    pub text: String,
    /// The pages.
    pub pdf: Pdf,
    /// The file's name.
    pub pdf_name: String,
    /// The content hash, 64 hexadecimal characters.
    pub hash: String,
}

/// A booklet made ready to print.
#[derive(Clone, Debug, Serialize)]
struct BookletSheet<'a> {
    booklet: &'a Booklet,
    title: String,
    draft: bool,
    draft_note: &'static str,
    changed: String,
    prepared_on: String,
    fingerprint: String,
    board: [&'static str; 2],
    pixels: u8,
}

#[derive(Template)]
#[template(path = "booklet.html", config = "src/briefing/askama.toml")]
struct Page<'a> {
    sheet: &'a BookletSheet<'a>,
}

#[derive(Template)]
#[template(path = "booklet.txt", config = "src/briefing/askama.toml")]
struct Text<'a> {
    sheet: &'a BookletSheet<'a>,
}

impl Booklet {
    /// Prints every part. Equal input gives equal bytes.
    ///
    /// # Errors
    /// [`EditionError`] when a part cannot be made.
    pub fn print(&self, press: &Press, at: DateTime<Utc>) -> Result<PrintedBooklet, EditionError> {
        let hash = self.content_hash().ok_or(EditionError::Json)?;
        let (edition, reference, issue) = (self.edition, self.reference.as_str(), &self.issue);
        let sheet = BookletSheet {
            booklet: self,
            title: say::title(edition, reference),
            draft: issue.draft,
            draft_note: say::NOT_CONFIRMED,
            changed: say::changed(issue.supersedes, issue.prepared_on),
            prepared_on: words::plain_date(issue.prepared_on),
            fingerprint: hash.get(..12).unwrap_or(&hash).to_owned(),
            board: BOARD,
            pixels: if edition == Edition::Learner { 19 } else { 16 },
        };
        let ident = format!("{reference} {} v{} {hash}", edition.code(), issue.version);
        let pdf = self.set(press, &sheet)?;
        Ok(PrintedBooklet {
            subject: say::subject(edition, reference, issue.version, issue.draft),
            html: Page { sheet: &sheet }.render()?,
            text: Text { sheet: &sheet }.render()?,
            pdf: pdf.print(&Stamp { ident, at }).map_err(in_pages)?,
            pdf_name: words::file_name(say::file_kind(edition), reference, issue.version, "pdf"),
            hash,
        })
    }

    /// The booklet without sentences of the learner's own that no font can show: HTML and text have them.
    fn showable(&self, press: &Press) -> Self {
        let mut booklet = self.clone();
        for item in booklet.chapters.iter_mut().flat_map(|chapter| &mut chapter.items) {
            let Item::Pictures { rows } = item else { continue };
            for row in rows.iter_mut().filter(|row| row.own) {
                for words in &mut row.words {
                    let shown =
                        words.split_inclusive(['.', '!', '?']).filter(|one| press.coverage().shows(one));
                    *words = shown.collect::<String>().trim().to_owned();
                }
                row.words.retain(|words| !words.is_empty());
            }
            rows.retain(|row| !row.words.is_empty());
        }
        booklet
    }

    /// The pages in the largest type, a learner's in the roomiest setting, that leaves none of them nearly empty.
    fn set(&self, press: &Press, sheet: &BookletSheet<'_>) -> Result<Proof, EditionError> {
        let mut data = self.data(press, sheet)?;
        let densities: &[u8] = if self.edition == Edition::Learner { &[0, 1, 2, 3] } else { &[0, 1, 2] };
        let mut roomy = None;
        for density in densities {
            if let Some(fields) = data.as_object_mut() {
                fields.insert("density".to_owned(), json!(density));
            }
            let proof = press.set(Form::Booklet, &data).map_err(in_pages)?;
            if proof.looks().0.iter().all(|look| look.fill >= LEAST_FILL) {
                return Ok(proof);
            }
            roomy.get_or_insert(proof);
        }
        roomy.ok_or(EditionError::Json)
    }

    /// The sheet as the template reads it, with the name in a spelling that the fonts can show.
    fn data(&self, press: &Press, sheet: &BookletSheet<'_>) -> Result<Value, EditionError> {
        let printed = self.showable(press);
        let sheet = BookletSheet { booklet: &printed, ..sheet.clone() };
        let mut value = serde_json::to_value(&sheet).map_err(|_| EditionError::Json)?;
        if !press.coverage().shows(&self.called) {
            replace(&mut value, &self.called, &press.coverage().name(&self.called, self.latin.as_deref()));
        }
        let alts: Map<String, Value> =
            Picture::ALL.iter().map(|one| (one.code().to_owned(), json!(alt(*one)))).collect();
        if let Some(fields) = value.as_object_mut() {
            fields.insert("alts".to_owned(), Value::Object(alts));
        }
        Ok(value)
    }
}

fn in_pages(error: PdfError) -> EditionError {
    EditionError::Pages(error.into())
}
