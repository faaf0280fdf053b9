//! Why a file is refused, in words for the person who brings it. They name rows and columns, never what stands there.

use thiserror::Error;

use crate::cell::letters;

/// Why a file was not read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Fault {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// Over the largest size, packed or unpacked.
    #[error("the file must be smaller than 20 MB, and a workbook smaller than 128 MB unpacked")]
    TooLarge,
    /// Over the most rows.
    #[error("the sheet must end by row 100,000")]
    TooManyRows,
    /// Over the most columns.
    #[error("row {row} must end by column 200 ({})", letters(crate::MOST_COLUMNS))]
    TooManyColumns {
        /// In which row.
        row: u32,
    },
    /// An XLS, or a workbook with a password.
    #[error("the file is password protected, or an XLS of before 2007: save it as XLSX without a password")]
    OldOrLocked,
    /// Something else altogether.
    #[error("the file must be a CSV, XLSX or ODS")]
    NotATable,
    /// XML, and no Common Transfer File with pupils.
    #[error("an XML file must be a Common Transfer File with pupils")]
    NotTransferFile,
    /// XML that ends too early, or cannot be read.
    #[error("the XML file is damaged: export it again")]
    DamagedXml,
    /// A workbook that cannot be unpacked or read.
    #[error("the workbook is damaged: open it, save it again, and try that file")]
    Damaged,
    /// Neither UTF-8, UTF-16 nor Windows-1252.
    #[error("row {row} holds characters that cannot be read: save the file as CSV UTF-8")]
    Encoding {
        /// In which row, when no cell before it holds a line break.
        row: u32,
    },
    /// Commas, semicolons or tabs: more than one of them stands in the first row.
    #[error("the first row holds more than one of comma, semicolon and tab: say which separates the columns")]
    WhichSeparator,
    /// Several sheets hold something.
    #[error("the workbook has {sheets} sheets: say which one holds the table")]
    WhichSheet {
        /// How many can be seen.
        sheets: usize,
    },
    /// The sheet that was named is not there.
    #[error("the workbook has no visible sheet of that name")]
    NoSuchSheet,
    /// A quotation mark that opens and does not close.
    #[error("row {row} opens a quotation mark that is never closed")]
    OpenQuote {
        /// In which row.
        row: u32,
    },
    /// No row heads the columns.
    #[error("none of the first 20 rows has two column headings that are known")]
    NoHeader,
    /// Columns that must be there are not.
    #[error("the table must have a column for {}", .0.join(", "))]
    MissingColumns(Vec<&'static str>),
    /// Two columns for one thing.
    #[error("columns {} and {} both read as {name}: remove or rename one", letters(*first), letters(*second))]
    TwoColumns {
        /// The thing.
        name: &'static str,
        /// The one, from 1.
        first: usize,
        /// The other, from 1.
        second: usize,
    },
    /// Merged cells at or below the headings.
    #[error("column {} of row {row} is merged with others: split the cells and fill each", letters(*column))]
    MergedCells {
        /// The first row.
        row: u32,
        /// The first column, from 1.
        column: usize,
    },
    /// Something stands where no column is headed.
    #[error("column {} of row {row} holds something, but has no heading", letters(*column))]
    NoHeading {
        /// The row.
        row: u32,
        /// The column, from 1.
        column: usize,
    },
}
