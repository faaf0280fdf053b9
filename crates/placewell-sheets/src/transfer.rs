//! Common Transfer Files, the XML in which schools in England and Wales hand pupils over. Six things are read of each pupil
//! (UPN, ULN, surname, forename, date of birth, current kinds of need by rank); everything else is passed over unread.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, Event};

use crate::{Cell, Fault, MOST_ROWS, Row, Sheet};

/// What heads the columns; the last two are needs, primary first.
const HEADINGS: [&str; 7] =
    ["UPN", "ULN", "Surname", "Forename", "DOB", "Primary SEN type", "Secondary SEN type"];

/// Where a pupil stands.
const PUPIL: [&str; 3] = ["CTfile", "CTFpupilData", "Pupil"];

/// Elements of a pupil with the column that they fill.
const ELEMENTS: [(&str, usize); 6] =
    [("UPN", 0), ("UniqueLearnerNumber", 1), ("ULN", 1), ("Surname", 2), ("Forename", 3), ("DOB", 4)];

/// Where a need of a pupil stands.
const NEED: [&str; 2] = ["SENneeds", "SENneed"];

/// No real file nests elements so deeply.
const DEEPEST: usize = 32;

/// The longest text of an element that is read, in bytes: what is longer is no name and no number.
const LONGEST: usize = 2_000;

/// Whether a file is XML.
pub(crate) fn is_xml(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    bytes.starts_with(b"<?xml") || bytes.starts_with(b"<CTfile")
}

/// A need as it is read.
#[derive(Default)]
struct Need {
    rank: Option<u32>,
    kind: String,
    is_over: bool,
}

#[derive(Default)]
struct Pupil {
    cells: [String; 5],
    needs: Vec<Need>,
}

impl Pupil {
    fn row(mut self, number: u32) -> Row {
        self.needs.retain(|need| !need.is_over && !need.kind.is_empty());
        // A need without a rank comes after those with one.
        self.needs.sort_by_key(|need| need.rank.unwrap_or(u32::MAX));
        let mut needs = self.needs.into_iter().map(|need| need.kind);
        let needs = [needs.next().unwrap_or_default(), needs.next().unwrap_or_default()];
        let cells = self.cells.into_iter().chain(needs).map(|text| Cell::text(&text)).collect();
        Row { number, cells }
    }
}

/// Reads the pupils; each is numbered by its place in the file, from 1.
pub(crate) fn read(text: &str) -> Result<Sheet, Fault> {
    let headings = HEADINGS.iter().map(|heading| Cell::text(heading)).collect();
    let mut sheet = Sheet { rows: vec![Row { number: 0, cells: headings }], merged: Vec::new() };
    let mut reader = Reader::from_str(text);
    let mut path: Vec<String> = Vec::new();
    let mut pupil = Pupil::default();
    let mut said = String::new();
    loop {
        match reader.read_event().map_err(|_| Fault::DamagedXml)? {
            Event::Start(element) => {
                path.push(element.local_name().as_ref().to_owned());
                if path.len() > DEEPEST {
                    return Err(Fault::DamagedXml);
                }
                if path.first().is_some_and(|root| root != PUPIL[0]) {
                    return Err(Fault::NotTransferFile);
                }
                said.clear();
                match within(&path).as_deref() {
                    Some([]) => pupil = Pupil::default(),
                    Some([needs, need]) if [*needs, *need] == NEED => pupil.needs.push(Need::default()),
                    _ => {}
                }
            }
            Event::Text(text) => add(&path, &mut said, &text.xml10_content()),
            Event::CData(text) => add(&path, &mut said, &text.xml10_content()),
            Event::GeneralRef(entity) => {
                let text = resolved(&entity)?;
                add(&path, &mut said, &text);
            }
            Event::End(_) => {
                match within(&path).as_deref() {
                    Some([]) => {
                        let number = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX);
                        if number > MOST_ROWS {
                            return Err(Fault::TooManyRows);
                        }
                        sheet.rows.push(std::mem::take(&mut pupil).row(number));
                    }
                    Some(inside) => note(&mut pupil, inside, said.trim()),
                    None => {}
                }
                said.clear();
                path.pop();
            }
            // What a file declares of itself could stand for anything, at any length.
            Event::DocType(_) => return Err(Fault::NotTransferFile),
            Event::Eof => break,
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
    if !path.is_empty() {
        return Err(Fault::DamagedXml);
    }
    if sheet.rows.len() == 1 { Err(Fault::NotTransferFile) } else { Ok(sheet) }
}

/// Where a path leads within a pupil; none outside of one.
fn within(path: &[String]) -> Option<Vec<&str>> {
    let (outside, inside) = path.split_at_checked(PUPIL.len())?;
    let is_pupil = outside.iter().zip(PUPIL).all(|(name, known)| name == known);
    is_pupil.then(|| inside.iter().map(String::as_str).collect())
}

/// Notes the text of an element that is read.
fn add(path: &[String], said: &mut String, text: &str) {
    let is_read = within(path).is_some_and(|inside| match inside.as_slice() {
        [element] => ELEMENTS.iter().any(|(name, _)| name == element),
        [needs, need, _] => [*needs, *need] == NEED,
        _ => false,
    });
    if is_read && said.len() + text.len() <= LONGEST {
        said.push_str(text);
    }
}

fn note(pupil: &mut Pupil, inside: &[&str], said: &str) {
    match inside {
        [element] => {
            let column = ELEMENTS.iter().find(|(name, _)| name == element).map(|(_, column)| *column);
            if let Some(cell) = column.and_then(|column| pupil.cells.get_mut(column)) {
                said.clone_into(cell);
            }
        }
        [needs, need, part] if [*needs, *need] == NEED => {
            let Some(need) = pupil.needs.last_mut() else { return };
            match *part {
                "SENtypeRank" => need.rank = said.parse().ok(),
                "SENtype" => said.clone_into(&mut need.kind),
                "NeedEndDate" => need.is_over = !said.is_empty(),
                _ => {}
            }
        }
        _ => {}
    }
}

fn resolved(entity: &BytesRef<'_>) -> Result<String, Fault> {
    let character = entity.resolve_char_ref().map_err(|_| Fault::DamagedXml)?;
    let named = || resolve_predefined_entity(entity.as_ref()).map(str::to_owned);
    character.map(String::from).or_else(named).ok_or(Fault::DamagedXml)
}
