//! The register of schools in England and Wales that is published as `edubasealldata`: six of its columns, found by name since
//! their places drift. Everything else in a row is passed over unread.

use std::borrow::Cow;
use std::io::{self, Read};

use csv::{ByteRecord, ReaderBuilder};
use encoding_rs::WINDOWS_1252;
use thiserror::Error;

use crate::fold;

/// The largest file, in bytes: the real one has some 70 MB.
pub const MOST_REGISTER_BYTES: u64 = 256 << 20;

/// The columns that are read.
const COLUMNS: [&str; 6] = [
    "URN",
    "EstablishmentName",
    "TypeOfEstablishment (name)",
    "PhaseOfEducation (name)",
    "EstablishmentStatus (name)",
    "Postcode",
];

/// A school as the register has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegisteredSchool {
    /// Its unique reference number.
    pub urn: String,
    /// Its name.
    pub name: String,
    /// What kind of establishment it is.
    pub kind: String,
    /// Of which phase.
    pub phase: String,
    /// Whether it is open.
    pub status: String,
    /// Its postcode.
    pub postcode: String,
}

/// Why a file is not read as the register.
#[derive(Debug, Error)]
pub enum RegisterFault {
    /// Columns are missing.
    #[error("must have the columns {}", .0.join(", "))]
    MissingColumns(Vec<&'static str>),
    /// Columns have one name.
    #[error("has two columns of the name {0}")]
    TwoColumns(&'static str),
    /// It cannot be read.
    #[error(transparent)]
    File(#[from] io::Error),
}

/// Reads the register, and hands over each school with the number of its row, that of the headings being 1.
///
/// # Errors
/// [`RegisterFault`]; schools before it have been handed over.
pub fn schools(input: impl Read, mut each: impl FnMut(u64, RegisteredSchool)) -> Result<(), RegisterFault> {
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).from_reader(input.take(MOST_REGISTER_BYTES));
    let mut record = ByteRecord::new();
    if !reader.read_byte_record(&mut record).map_err(io::Error::from)? {
        return Err(RegisterFault::MissingColumns(COLUMNS.to_vec()));
    }
    let places = places(&record)?;
    let mut row = 1;
    while reader.read_byte_record(&mut record).map_err(io::Error::from)? {
        row += 1;
        let [urn, name, kind, phase, status, postcode] =
            places.map(|place| text(record.get(place).unwrap_or_default()).trim().to_owned());
        each(row, RegisteredSchool { urn, name, kind, phase, status, postcode });
    }
    Ok(())
}

/// Where each of the columns stands.
fn places(header: &ByteRecord) -> Result<[usize; 6], RegisterFault> {
    let headings: Vec<String> =
        header.iter().map(|heading| fold(text(heading).trim_start_matches('\u{feff}'))).collect();
    let mut missing = Vec::new();
    let mut found = [0; 6];
    for (column, place) in COLUMNS.into_iter().zip(&mut found) {
        let mut same = headings.iter().enumerate().filter(|(_, heading)| **heading == fold(column));
        match (same.next(), same.next()) {
            (Some((at, _)), None) => *place = at,
            (Some(_), Some(_)) => return Err(RegisterFault::TwoColumns(column)),
            (None, _) => missing.push(column),
        }
    }
    if missing.is_empty() { Ok(found) } else { Err(RegisterFault::MissingColumns(missing)) }
}

/// UTF-8 where it is, else Windows-1252, which has the letters of ISO-8859-1 in their places.
fn text(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}
