//! Messages to families as sheets to print: one for each reader on paper, after a list for whoever gives them out. A sheet
//! names its reader and nobody else: a learner's home is not always theirs, so no address stands on it.

use askama::Template;

/// What all sheets of a message share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetOf {
    /// Who writes.
    pub signed: String,
    /// Whom to ring.
    pub phones: Vec<String>,
    /// What can be ticked; nothing where nothing is asked.
    pub answers: Vec<&'static str>,
}

/// One sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FamilySheet {
    /// For whom.
    pub names: String,
    /// Whose family, for whoever gives the sheets out; it stands on the list only.
    pub learners: String,
    /// The language of the text.
    pub language: String,
    /// Its title.
    pub title: String,
    /// What it says.
    pub paragraphs: Vec<String>,
}

#[derive(Template)]
#[template(path = "family_sheets.html", config = "src/briefing/askama.toml")]
struct Sheets<'a> {
    of: &'a SheetOf,
    sheets: &'a [FamilySheet],
}

/// The list and the sheets, as one document.
///
/// # Errors
/// When a template fails, which only lack of memory can cause.
pub fn sheets(of: &SheetOf, sheets: &[FamilySheet]) -> Result<String, askama::Error> {
    Sheets { of, sheets }.render()
}
