//! Rows and cells as they stand in the sheet.

use chrono::NaiveDate;

/// What a cell holds. A cell is never taken for more than its file says of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cell {
    /// Nothing, or spaces only.
    #[default]
    Empty,
    /// Text, trimmed.
    Text(String),
    /// A number of a workbook, in decimal. What was typed with leading zeros has lost them.
    Number(String),
    /// A date of a workbook, without its time.
    Date(NaiveDate),
    /// A yes or no of a workbook.
    Flag(bool),
    /// A formula that came to nothing, such as `#REF!`.
    Broken,
}

impl Cell {
    /// A cell of text.
    #[must_use]
    pub fn text(text: &str) -> Self {
        match text.trim() {
            "" => Self::Empty,
            text => Self::Text(text.to_owned()),
        }
    }

    /// Whether nothing is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::Empty
    }

    /// What it reads as; none when it is empty or broken.
    #[must_use]
    pub fn words(&self) -> Option<String> {
        match self {
            Self::Empty | Self::Broken => None,
            Self::Text(text) | Self::Number(text) => Some(text.clone()),
            Self::Date(date) => Some(date.to_string()),
            Self::Flag(yes) => Some(if *yes { "TRUE" } else { "FALSE" }.to_owned()),
        }
    }
}

/// A row that holds something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its number, as the program that shows the sheet prints it, from 1.
    pub number: u32,
    /// Its cells from column A; those after the last that holds something are left out.
    pub cells: Vec<Cell>,
}

/// Cells joined into one: only the first of them can hold anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The first row, from 1.
    pub first_row: u32,
    /// The last row.
    pub last_row: u32,
    /// The first column, from 1.
    pub column: usize,
}

/// A sheet: the rows that hold something, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The rows.
    pub rows: Vec<Row>,
    /// What is merged.
    pub merged: Vec<Merged>,
}

/// A column as a sheet heads it: `A` for 1, `AA` for 27.
#[must_use]
pub fn letters(column: usize) -> String {
    let mut left = column;
    let mut letters = Vec::new();
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + u8::try_from(left % 26).unwrap_or(0)));
        left /= 26;
    }
    letters.iter().rev().collect()
}
