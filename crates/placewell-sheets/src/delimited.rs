//! CSV: the encoding, the separator, the rows.

use std::borrow::Cow;

use csv::{ReaderBuilder, StringRecord};
use encoding_rs::{Encoding, WINDOWS_1252};

use crate::bounds::holds;
use crate::{Cell, Fault, Row, Sheet};

/// What separates the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// A tab.
    Tab,
}

impl Separator {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Comma, Self::Semicolon, Self::Tab];

    fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
        }
    }
}

/// A row that no file can hold, since a NUL is refused: when it is not read last, a quotation mark was left open.
const END: &str = "\n\0";

pub(crate) fn read(bytes: &[u8], said: Option<Separator>) -> Result<Sheet, Fault> {
    let decoded = decode(bytes)?;
    if decoded.contains('\0') {
        return Err(Fault::NotATable);
    }
    // A line break within a cell must count once for the numbers of the rows to come out right.
    let mut text = decoded.replace("\r\n", "\n").replace('\r', "\n");
    if text.trim().is_empty() {
        return Err(Fault::Empty);
    }
    let declared = declared(&text);
    if declared.is_some() {
        // The program that wrote this line does not count it as a row.
        text.drain(..=text.find('\n').unwrap_or(text.len() - 1));
    }
    let separator = match said.or(declared) {
        Some(separator) => separator,
        None => only_one(&text)?,
    };
    text.push_str(END);
    rows(&text, separator)
}

fn rows(text: &str, separator: Separator) -> Result<Sheet, Fault> {
    let mut reader = ReaderBuilder::new()
        .delimiter(separator.byte())
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let (mut sheet, mut within, mut record) = (Sheet::default(), 0_u64, StringRecord::new());
    while reader.read_record(&mut record).map_err(|_| Fault::NotATable)? {
        if record.get(0) == Some("\0") {
            return Ok(sheet);
        }
        let breaks: usize = record.iter().map(|cell| cell.matches('\n').count()).sum();
        let breaks = u64::try_from(breaks).unwrap_or(u64::MAX);
        // The reader stands in the line after the record; blank lines before it are counted, though not read.
        let number = reader.position().line().saturating_sub(1 + breaks + within);
        let number = u32::try_from(number).map_err(|_| Fault::TooManyRows)?;
        if record.iter().any(|cell| cell.contains('\0')) {
            // It ran to the end of the file, where no line break follows it.
            return Err(Fault::OpenQuote { row: number + 1 });
        }
        within += breaks;
        let mut cells: Vec<Cell> = record.iter().map(Cell::text).collect();
        cells.truncate(cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1));
        if !cells.is_empty() {
            holds(number, cells.len())?;
            sheet.rows.push(Row { number, cells });
        }
    }
    Err(Fault::NotATable)
}

pub(crate) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Fault> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let body = bytes.get(mark..).unwrap_or_default();
        let text = encoding.decode_without_bom_handling_and_without_replacement(body);
        return text.ok_or(Fault::Encoding { row: 1 });
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Cow::Borrowed(text));
    }
    if bytes.contains(&0) {
        return Err(Fault::NotATable);
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    // Windows-1252 leaves five bytes without a meaning; they decode to control characters.
    match text.find(|c| ('\u{80}'..='\u{9f}').contains(&c)) {
        None => Ok(text),
        Some(at) => {
            let before = text.get(..at).unwrap_or_default().matches('\n').count();
            Err(Fault::Encoding { row: u32::try_from(before + 1).unwrap_or(u32::MAX) })
        }
    }
}

/// The separator that a first line such as `sep=;` declares.
fn declared(text: &str) -> Option<Separator> {
    let said = text.lines().next()?.strip_prefix("sep=")?;
    Separator::ALL.into_iter().find(|one| said.as_bytes() == [one.byte()])
}

/// The one separator that stands outside quotation marks in the first row that holds anything.
fn only_one(text: &str) -> Result<Separator, Fault> {
    let (mut quoted, mut found) = (false, Vec::new());
    for byte in text.trim_start_matches(['\n', ' ']).bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if quoted => {}
            _ => {
                let one = Separator::ALL.into_iter().find(|one| one.byte() == byte);
                found.extend(one.filter(|one| !found.contains(one)));
            }
        }
    }
    match found.as_slice() {
        [] => Ok(Separator::Comma),
        [one] => Ok(*one),
        _ => Err(Fault::WhichSeparator),
    }
}
