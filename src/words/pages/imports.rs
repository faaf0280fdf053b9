//! The pages that bring a file in, and those of the drafts of learners that come of one.

/// The page with the file.
#[must_use]
pub fn bring(kind: &str) -> &'static str {
    match kind {
        "learners" => "Import learners from a spreadsheet",
        "employers" => "Import employers from a spreadsheet",
        _ => "Import offers from a spreadsheet",
    }
}

/// What is said above the file.
#[must_use]
pub fn lead(kind: &str) -> &'static str {
    match kind {
        "learners" => {
            "Give each learner a row of their own, below a row of headings, with a column for the UPN, the ULN or your own \
             number. First name and family name are required; you can add the rest later. You will see what is going to \
             change before any learner is added."
        }
        "employers" => {
            "Give each employer a row of its own, below a row of headings. Only the name is required; a number of your own \
             keeps an employer the same when its name changes. Each contact needs a name, a job title and an email address. \
             Several contacts can have columns of their own, rows of their own, or stand in one cell, separated by \
             semicolons. You will see what is going to change before anything is added."
        }
        _ => {
            "Give each offer a row of its own, below a row of headings: the employer’s name or number, the occupation, and \
             where the work is. Each becomes a draft, which nobody is matched with until its questions are answered and it \
             is opened. You will see what is going to change before anything is added."
        }
    }
}

/// Which files are taken.
#[must_use]
pub fn files(kind: &str) -> &'static str {
    match kind {
        "learners" => "CSV, XLSX, ODS or a Common Transfer File (XML), at most 500 KB",
        _ => "CSV, XLSX or ODS, at most 500 KB",
    }
}

/// Where the page leads back to.
#[must_use]
pub fn back(kind: &str) -> (&'static str, &'static str) {
    match kind {
        "learners" => ("/staff/learners", "Back to the learners"),
        "employers" => ("/staff/organisations", "Back to the organisations"),
        _ => ("/staff/offers", "Back to the offers"),
    }
}

/// Where the work goes on once the rows are in.
#[must_use]
pub fn next(kind: &str) -> (&'static str, &'static str) {
    match kind {
        "learners" => ("/staff/learner-drafts", "Answer the remaining questions"),
        "employers" => ("/staff/organisations?kind=employer", "See the employers"),
        _ => ("/staff/offers?state=draft", "Answer the questions of the drafts"),
    }
}

/// What a file holds.
#[must_use]
pub fn holds(kind: &str) -> &'static str {
    match kind {
        "learners" => "Learners",
        "employers" => "Employers",
        _ => "Offers",
    }
}

/// The rows are in.
#[must_use]
pub fn done(kind: &str) -> &'static str {
    match kind {
        "learners" => "The learners have been imported",
        "employers" => "The employers have been imported",
        _ => "The offers have been imported as drafts",
    }
}

/// How many rows become drafts, and how many are whole; none where there is no such thing.
#[must_use]
pub fn new(kind: &str) -> (Option<&'static str>, Option<&'static str>) {
    match kind {
        "learners" => (
            Some("New learners with questions still to answer"),
            Some("New learners with every question answered"),
        ),
        "employers" => (None, Some("New employers")),
        _ => (Some("New drafts of offers"), None),
    }
}

/// What is still to be asked.
#[must_use]
pub fn open_heading(kind: &str) -> &'static str {
    match kind {
        "learners" | "employers" => "Questions still to answer about the new learners",
        _ => "What the spreadsheet leaves open about the new offers",
    }
}

/// Reading the file with other cells.
pub const READ_CELLS: &str = "Check these cells again";

/// A cell that cannot be read.
#[must_use]
pub fn cell(row: u32, column: Option<&str>, question: &str) -> String {
    match column {
        Some(column) => format!("Row {row}, column {column}: {question}"),
        None => format!("Row {row}: {question}"),
    }
}

/// Whether somebody is the same.
pub const SAME_OR_NOT: [(&str, &str); 2] =
    [("yes", "Yes, the same learner"), ("no", "No, they are two people")];

/// What stands above the occupations of the catalogue.
#[must_use]
pub fn select(found: &str) -> String {
    if found.is_empty() { "Select an occupation".to_owned() } else { format!("{found} (as in the file)") }
}

/// What holds in every row.
pub const EVERY_ROW: &str = "Say what is the same for every row";

/// No file.
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
        "importing" => "imported in part",
        "confirmed" => "imported",
        _ => "undone",
    }
}

/// How a question stands that is still to be asked.
#[must_use]
pub fn open(kind: &str, question: &str, of: usize) -> String {
    let what = match (kind, of) {
        ("learners" | "employers", 1) => "learner",
        ("learners" | "employers", _) => "learners",
        (_, 1) => "offer",
        (_, _) => "offers",
    };
    format!("{question} ({of} {what})")
}

/// The file, before its rows are in.
pub const LOOK: &str = "Check the spreadsheet";
/// Some of its rows are in.
pub const INTERRUPTED: &str = "The import was interrupted: go on, or undo it";
/// They were taken back.
pub const UNDONE: &str = "The import was undone";
/// How many rows come to what.
pub const CHANGED: &str = "Changed";
/// See [`CHANGED`].
pub const SAME: &str = "Unchanged";
/// See [`CHANGED`].
pub const FAULTY: &str = "To be corrected";
/// See [`CHANGED`].
pub const KEPT: &str = "Not undone, because changed or used since";
/// See [`SHEET`].
pub const SHEET_HINT: &str = "Only for a workbook with several sheets";
