//! Setting pages: a typst compiler that sees templates, fonts and one JSON document in memory and
//! nothing else, and an export that is PDF/UA-1 and PDF/A-2a at once.

mod look;
mod read;
mod world;

use chrono::{DateTime, Datelike, Timelike, Utc};
use serde_json::Value;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::glyphs::Coverage;
use world::{Fonts, PageWorld};

pub use look::{LEAST_FILL, PageLook};

/// How many documents may be printed before a cached layout that none of them used is dropped: what is told in the same
/// words is laid out once while the two of an employer and the three other copies of two plans are printed.
const CACHE_AGE: usize = 10;

/// Which document is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The employer's pack.
    Pack,
    /// The task cards.
    Cards,
    /// The copy of the learner, the family or the job coach.
    Booklet,
    /// A table of evidence.
    Table,
}

/// Why a document could not be set.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The type-setter refused; a fault of ours, since data cannot change the templates.
    #[error("the page could not be set: {0}")]
    Typesetting(String),
    /// The fonts or the standards could not be loaded.
    #[error("the press could not be set up: {0}")]
    Setup(&'static str),
}

/// A finished document, and what a reader of it can see.
#[derive(Clone, Debug)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages.
    pub pages: usize,
    /// How each page looks.
    pub looks: Vec<PageLook>,
    /// How many boxes and cells a page end cuts.
    pub cut: usize,
    /// The text that is on the pages, in reading order, one line a run.
    pub text: String,
    /// Alternative texts of figures and images.
    pub alts: Vec<String>,
    /// Title, author, description and keywords in the file's metadata.
    pub metadata: Vec<String>,
}

/// What a document is called and dated by: given, so that equal input gives equal bytes.
#[derive(Clone, Debug)]
pub struct Stamp {
    /// Identifies the document and its version; only its hash is written.
    pub ident: String,
    /// The creation date written to the file.
    pub at: DateTime<Utc>,
}

/// The press: fonts, library and standards, made once and shared.
pub struct Press {
    fonts: Fonts,
    coverage: Coverage,
}

impl Press {
    /// Loads the fonts.
    ///
    /// # Errors
    /// [`PdfError::Setup`] when an embedded font cannot be read.
    pub fn new() -> Result<Self, PdfError> {
        let files = world::font_files();
        let coverage = Coverage::of(&files).ok_or(PdfError::Setup("a font cannot be read"))?;
        let fonts = Fonts::load(&files).ok_or(PdfError::Setup("a font cannot be loaded"))?;
        Ok(Self { fonts, coverage })
    }

    /// What the fonts can show.
    #[must_use]
    pub fn coverage(&self) -> &Coverage {
        &self.coverage
    }

    /// Sets a document from its data, whose every string is first made showable.
    ///
    /// # Errors
    /// [`PdfError::Typesetting`] when the template fails.
    pub fn set(&self, form: Form, data: &Value) -> Result<Proof, PdfError> {
        let data = serde_json::to_vec(&self.coverage.showable(data))
            .map_err(|_| PdfError::Setup("the data cannot be written"))?;
        let world = PageWorld::new(&self.fonts, form, data);
        let document = typst::compile::<PagedDocument>(&world).output.map_err(|all| refusal(&all))?;
        Ok(Proof { document })
    }
}

/// A set document that has not been written to a file yet, so that its length can be looked at.
pub struct Proof {
    document: PagedDocument,
}

impl Proof {
    /// How many pages it takes.
    #[must_use]
    pub fn pages(&self) -> usize {
        self.document.pages().len()
    }

    /// How each page looks, and how many boxes and cells a page end cuts.
    #[must_use]
    pub fn looks(&self) -> (Vec<PageLook>, usize) {
        look::looks(&self.document)
    }

    /// Writes the file.
    ///
    /// # Errors
    /// [`PdfError`] when the document breaks one of the two standards.
    pub fn print(self, stamp: &Stamp) -> Result<Pdf, PdfError> {
        let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
            .map_err(|_| PdfError::Setup("the standards contradict each other"))?;
        let options = PdfOptions {
            ident: Smart::Custom(stamp.ident.clone()),
            creator: Smart::Custom(Some("Placewell".to_owned())),
            timestamp: timestamp(stamp.at),
            standards,
            ..PdfOptions::default()
        };
        let bytes = typst_pdf::pdf(&self.document, &options).map_err(|all| refusal(&all))?;
        let (text, alts) = read::read(&self.document);
        let metadata = read::metadata(&self.document);
        let (pages, (looks, cut)) = (self.pages(), self.looks());
        drop(self.document);
        typst::comemo::evict(CACHE_AGE);
        Ok(Pdf { bytes, pages, looks, cut, text, alts, metadata })
    }
}

fn timestamp(at: DateTime<Utc>) -> Option<Timestamp> {
    let small = |number: u32| u8::try_from(number).ok();
    let (date, time) = (at.date_naive(), at.time());
    Datetime::from_ymd_hms(
        date.year(),
        small(date.month())?,
        small(date.day())?,
        small(time.hour())?,
        small(time.minute())?,
        small(time.second())?,
    )
    .map(Timestamp::new_utc)
}

/// The type-setter's own messages: they speak of the template, and never quote the data but for a
/// character that no font has, which the coverage filter rules out.
fn refusal(all: &[SourceDiagnostic]) -> PdfError {
    let words: Vec<&str> = all.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
    PdfError::Typesetting(words.join("; "))
}
