//! The pages that bring a file of learners in, and those of the drafts that come of one.

/// The page with the file.
pub const BRING: &str = "Import learners from a spreadsheet";
/// See [`BRING`].
pub const SELECT: &str = "Select a CSV, XLSX or ODS file";
/// Reading the file with the answers.
pub const READ_AGAIN: &str = "Read the file again";
/// A column that nothing is taken from.
pub const UNREAD: &str = "Do not use this column";
/// Which comes first in a date.
pub const DATES: &str = "Which comes first in dates such as 05/06/2010?";
/// See [`DATES`].
pub const DAY_FIRST: &str = "The day: 5 June";
/// See [`DATES`].
pub const MONTH_FIRST: &str = "The month: 6 May";
/// What separates the columns.
pub const SEPARATOR: &str = "What separates the columns?";
/// See [`SEPARATOR`].
pub const COMMA: &str = "A comma";
/// See [`SEPARATOR`].
pub const SEMICOLON: &str = "A semicolon";
/// See [`SEPARATOR`].
pub const TAB: &str = "A tab";
/// Which sheet.
pub const SHEET: &str = "Name of the sheet that holds the table";

/// Takes everything in.
pub const TAKE_ALL: &str = "Import these rows";
/// Takes the good rows in.
pub const TAKE_GOOD: &str = "Import only the correct rows";
/// Takes it back.
pub const UNDO: &str = "Undo this import";

/// A draft's page.
pub const FINISH: &str = "Answer the remaining questions";
/// See [`FINISH`].
pub const FINISH_LEAD: &str = "The fields show what the spreadsheet said; nothing else has been filled in. Once every \
     question has an answer, the learner can be matched with placements.";
/// See [`FINISH`].
pub const NEEDS_TEXT: &str = "What the spreadsheet says about needs";
/// See [`FINISH`].
pub const NEEDS_TEXT_HINT: &str =
    "Decide below what it means. Only the needs that you tick go on the record; the text itself is not kept.";
/// See [`FINISH`].
pub const DRAFTS: &str = "Learners with unanswered questions";
/// Takes a draft out.
pub const REMOVE: &str = "Remove this draft";

/// A column of the file.
#[must_use]
pub fn column(letters: &str, heading: &str) -> String {
    format!("Column {letters}: {heading}")
}

/// The button that removes an import with its file.
pub const REMOVE_IMPORT: &str = "Remove this spreadsheet";

/// Where an import stands.
#[must_use]
pub fn state(code: &str) -> &'static str {
    match code {
        "previewed" => "not imported yet",
        "confirmed" => "imported",
        _ => "undone",
    }
}

/// How a question stands that is still to be asked.
#[must_use]
pub fn open(question: &str, learners: usize) -> String {
    let of = if learners == 1 { "1 learner".to_owned() } else { format!("{learners} learners") };
    format!("{question} ({of})")
}

/// The file, before its rows are in.
pub const LOOK: &str = "Check the spreadsheet";
/// Its rows are in.
pub const DONE: &str = "The learners have been imported";
/// They were taken back.
pub const UNDONE: &str = "The import was undone";
/// How many rows come to what.
pub const NEW_DRAFTS: &str = "New learners with questions still to answer";
/// See [`NEW_DRAFTS`].
pub const NEW_WHOLE: &str = "New learners with every question answered";
/// See [`NEW_DRAFTS`].
pub const CHANGED: &str = "Changed";
/// See [`NEW_DRAFTS`].
pub const SAME: &str = "Unchanged";
/// See [`NEW_DRAFTS`].
pub const FAULTY: &str = "To be corrected";
/// See [`NEW_DRAFTS`].
pub const KEPT: &str = "Not undone, because changed or used since";
/// See [`SHEET`].
pub const SHEET_HINT: &str = "Only for a workbook with several sheets";
