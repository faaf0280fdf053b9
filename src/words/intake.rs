//! What is said of sheets that are brought: the questions, and what must be written into a cell.

pub mod work;

use super::amount::list;

/// What a learner is called.
pub const KNOWN_AS: &str = "Preferred name";
/// What is written about needs.
pub const NEEDS_TEXT: &str = "Needs in words, of new learners";
/// What is to be asked of it.
pub const NEEDS_MEANT: &str = "Which needs the words mean";
/// The provider's number for a learner.
pub const NUMBER: &str = "Your own number for the learner";
/// A unique pupil number.
pub const UPN: &str = "UPN";
/// A unique learner number.
pub const ULN: &str = "ULN";
/// Whether a row is about somebody who is known.
pub const SAME_AS_KNOWN: &str = "The same learner as the one you have (yes or no)";
/// The first need as schools return it.
pub const SEN_PRIMARY: &str = "Primary SEN type";
/// The second.
pub const SEN_SECONDARY: &str = "Secondary SEN type";
/// A line of the address.
pub const ADDRESS_1: &str = "Address, first line";
/// See [`ADDRESS_1`].
pub const ADDRESS_2: &str = "Address, second line";
/// See [`ADDRESS_1`].
pub const ADDRESS_3: &str = "Address, third line";
/// Somebody to ring.
pub const PERSON_1_NAME: &str = "Person 1: name";
/// See [`PERSON_1_NAME`].
pub const PERSON_1_RELATIONSHIP: &str = "Person 1: relationship to the learner";
/// See [`PERSON_1_NAME`].
pub const PERSON_1_PHONE: &str = "Person 1: telephone";
/// See [`PERSON_1_NAME`].
pub const PERSON_1_EMAIL: &str = "Person 1: email address";
/// Somebody else to ring.
pub const PERSON_2_NAME: &str = "Person 2: name";
/// See [`PERSON_2_NAME`].
pub const PERSON_2_RELATIONSHIP: &str = "Person 2: relationship to the learner";
/// See [`PERSON_2_NAME`].
pub const PERSON_2_PHONE: &str = "Person 2: telephone";
/// See [`PERSON_2_NAME`].
pub const PERSON_2_EMAIL: &str = "Person 2: email address";

/// What a cell must hold, after the label of its question.
pub const TEXT: &str = "must be text";
/// See [`TEXT`].
pub const BROKEN: &str = "is a formula with an error: type the value instead";
/// See [`TEXT`].
pub const POSTCODE: &str = "must be a full postcode, such as NP20 1AA";
/// See [`TEXT`].
pub const AGE: &str = "must make the learner 10 to 26 years old";
/// See [`TEXT`].
pub const DATE: &str = "must be a real date, such as 17 May 2010";
/// See [`TEXT`].
pub const TIME: &str = "must be a time of day, such as 9:30 or 2pm";
/// See [`TEXT`].
pub const WEEKDAYS: &str = "must be days of the week, such as Mon, Wed, Fri or Monday to Thursday";
/// See [`TEXT`].
pub const YES_OR_NO: &str = "must be yes or no";
/// See [`TEXT`].
pub const POUNDS: &str = "must be whole pounds, such as £5,000,000 or 5m";
/// See [`TEXT`].
pub const SIC_SHAPE: &str =
    "must be five figures, such as 47110; if it begins with 0, format the column as text";
/// See [`TEXT`].
pub const EMAIL: &str = "must be an email address, such as name@home.example";
/// See [`TEXT`].
pub const ONE_EMAIL: &str = "must be one address: give each person a column of their own";
/// See [`TEXT`].
pub const PHONE: &str = "must be one telephone number, such as 01632 960001";
/// See [`TEXT`].
pub const PHONE_IS_NUMBER: &str =
    "has lost its first 0, because the cell holds a number: format the column as text and write it again";
/// See [`TEXT`].
pub const NUMBER_AS_TEXT: &str = "must be text: format the column as text and write it again";
/// See [`TEXT`].
pub const UPN_SHAPE: &str = "must be a letter and 12 figures, of which the last may be a letter";
/// See [`TEXT`].
pub const ULN_SHAPE: &str = "must be 10 figures; if it begins with 0, format the column as text";

/// See [`TEXT`].
#[must_use]
pub fn count(least: u16, most: u16) -> String {
    format!("must be a whole number from {least} to {most}")
}

/// See [`TEXT`].
#[must_use]
pub fn one_of(labels: &[&str]) -> String {
    format!("must be one of: {}", labels.join("; "))
}

/// What is wrong with a cell.
#[must_use]
pub fn cell(label: &str, must: &str) -> String {
    format!("{} {must}.", label.trim_end_matches('?'))
}

/// A row without the number that tells it from others.
#[must_use]
pub fn no_number(label: &str) -> String {
    format!("{label} is missing. Without it, this row would be added again next time.")
}

/// A number that another row has.
#[must_use]
pub fn same_number(row: u32) -> String {
    format!(
        "Row {row} has the same number. Give each learner a number of their own, or remove one of the rows."
    )
}

/// A heading that stands in its row for the second time.
#[must_use]
pub fn of_column(heading: &str, letters: &str) -> String {
    format!("{heading} (column {letters})")
}

/// The heading of [`of_column`] as the file has it; none of another heading.
#[must_use]
pub fn without_column(heading: &str) -> Option<&str> {
    let (bare, rest) = heading.rsplit_once(" (column ")?;
    let letters = rest.strip_suffix(')')?;
    (!letters.is_empty() && letters.chars().all(|letter| letter.is_ascii_uppercase())).then_some(bare)
}

/// Two rows about one learner.
pub const SAME_LEARNER: &str = "A row above is about the same learner. Remove one of the rows.";

/// Somebody who may be known under another number.
pub const OTHER_NUMBER: &str = "A learner of the same name and date of birth has another number here. Answer yes if this row is \
     about the same learner, whose number then becomes this one, or no if they are two people.";

/// Somebody who may be known under another UPN or ULN.
pub const OTHER_UPN: &str = "A learner of the same name and date of birth has another UPN or ULN here. Answer yes if this row is \
     about the same learner, whose UPN or ULN has changed, or no if they are two people.";

/// Somebody who has the UPN of somebody else.
pub const UPN_OF_ANOTHER: &str = "Another learner here has this UPN or ULN. Correct it in this row, or in the record of the other learner.";

/// A UPN or ULN that another row has.
#[must_use]
pub fn same_upn(label: &str, row: u32) -> String {
    format!(
        "Row {row} has the same {label}. No two learners have one: correct it, or remove one of the rows."
    )
}

/// A learner who is kept for the record only.
pub const ARCHIVED: &str = "This learner’s record is archived. Remove the row.";

/// What is asked about a file.
pub const WHICH_SEPARATOR: &str = "What separates the columns?";
/// See [`WHICH_SEPARATOR`].
pub const WHICH_SHEET: &str = "Which sheet of the workbook holds the table?";
/// See [`WHICH_SEPARATOR`].
pub const WHICH_NUMBER: &str = "Which column holds the UPN, the ULN or your own number? It tells the rows apart, so that nobody is added twice.";

/// See [`WHICH_SEPARATOR`].
#[must_use]
pub fn which_dates(column: &str, row: u32) -> String {
    format!("Which comes first in the dates? Column {column} of row {row} could be two days.")
}

/// See [`WHICH_SEPARATOR`].
#[must_use]
pub fn two_columns(label: &str, first: &str, second: &str) -> String {
    format!("Columns {} are both read as “{label}”. Which of them is it?", list(&[first, second]))
}

/// See [`WHICH_SEPARATOR`].
#[must_use]
pub fn which_column(labels: &str) -> String {
    format!("Which columns hold these: {labels}?")
}

/// See [`WHICH_SEPARATOR`].
pub const NO_HEADINGS: &str =
    "What does each column hold? None of the first 20 rows has two headings that are known.";

/// A cell that must hold something.
#[must_use]
pub fn enter(label: &str) -> String {
    format!("{label} is missing: enter it in the cell.")
}

/// A number or address without the name of whose it is.
#[must_use]
pub fn whose(person: usize) -> String {
    format!(
        "Person {person} has a telephone number or an email address, but no name: write the name as well."
    )
}

/// The heading of the column with what is wrong, in the file of rows that are handed back.
pub const TO_MEND: &str = "What to change";
