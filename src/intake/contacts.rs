//! The contacts that a row names: in columns of their own, or several in one cell.

use std::collections::BTreeMap;

use placewell_sheets::Cell;
use serde_json::json;

use super::field::{CellShape, SheetField};
use super::said::Answered;
use crate::domain::contact::ContactDetails;
use crate::words::intake as words;
use crate::words::intake::work;

/// How many contacts a row can name.
pub(super) const MOST: usize = 5;

/// The fields of a contact, by its number.
const NAMES: [[&str; 4]; MOST] = [
    ["contact_name-0", "contact_role-0", "contact_email-0", "contact_phone-0"],
    ["contact_name-1", "contact_role-1", "contact_email-1", "contact_phone-1"],
    ["contact_name-2", "contact_role-2", "contact_email-2", "contact_phone-2"],
    ["contact_name-3", "contact_role-3", "contact_email-3", "contact_phone-3"],
    ["contact_name-4", "contact_role-4", "contact_email-4", "contact_phone-4"],
];

/// How sheets head the columns of the contacts that they number.
const SPELLINGS: [[&[&str]; 4]; MOST] = [
    [
        &[
            "Contact",
            "Contact name",
            "Main contact",
            "Key contact",
            "Named contact",
            "Contact 1",
            "Contact 1 name",
        ],
        &[
            "Job title",
            "Role",
            "Position",
            "Contact role",
            "Contact job title",
            "Contact 1 role",
            "Contact 1 job title",
        ],
        &["Email", "E-mail", "Email address", "Contact email", "Contact email address", "Contact 1 email"],
        &[
            "Phone",
            "Telephone",
            "Tel",
            "Mobile",
            "Contact phone",
            "Contact telephone",
            "Phone number",
            "Contact 1 phone",
        ],
    ],
    [
        &["Contact 2", "Contact 2 name", "Second contact"],
        &["Contact 2 role", "Contact 2 job title"],
        &["Contact 2 email"],
        &["Contact 2 phone", "Contact 2 telephone"],
    ],
    [
        &["Contact 3", "Contact 3 name", "Third contact"],
        &["Contact 3 role", "Contact 3 job title"],
        &["Contact 3 email"],
        &["Contact 3 phone", "Contact 3 telephone"],
    ],
    [&[]; 4],
    [&[]; 4],
];

const SHAPES: [CellShape; 4] = [CellShape::Line, CellShape::Line, CellShape::Email, CellShape::Phone];

/// The fields of all contacts.
pub(super) fn fields() -> impl Iterator<Item = SheetField> {
    let of_contact = |at: usize| {
        let parts = NAMES.get(at).into_iter().flatten().zip(SPELLINGS.get(at).into_iter().flatten());
        parts
            .zip(work::CONTACT.get(at).into_iter().flatten())
            .zip(SHAPES)
            .map(|(((name, spellings), label), shape)| SheetField::new(name, label, "", shape, spellings))
    };
    (0..MOST).flat_map(of_contact)
}

/// Tells contacts apart that stand in one cell: `Sam Reed; Jo Lane` beside as many addresses. What does not pair is
/// said of the cell, given by its field.
pub(super) fn tell_apart(cells: &mut BTreeMap<&'static str, Cell>) -> Vec<(&'static str, String)> {
    let (mut wrong, mut all) = (Vec::new(), Vec::new());
    for names in NAMES {
        let texts = names.map(|name| match cells.get(name) {
            Some(Cell::Text(text)) => several(text),
            _ => Vec::new(),
        });
        // A job title does not tell how many people there are: “Health and Safety Manager” is one.
        let [name, _, email, phone] = texts.each_ref().map(Vec::len);
        let most = name.max(email).max(phone);
        let any = names.iter().any(|name| cells.get(name).is_some_and(|cell| !cell.is_empty()));
        if most <= 1 {
            let own = names.map(|name| cells.get(name).cloned().unwrap_or_default());
            all.extend(any.then(|| with_name(own)));
            continue;
        }
        let uneven = texts.iter().position(|parts| !parts.is_empty() && parts.len() != most);
        if let Some(name) = uneven.and_then(|at| names.get(at)) {
            wrong.push((*name, work::uneven(most)));
            continue;
        }
        all.extend((0..most).map(|at| {
            let part = |parts: &Vec<String>| parts.get(at).map(|part| Cell::text(part)).unwrap_or_default();
            with_name(texts.each_ref().map(part))
        }));
    }
    if all.len() > MOST {
        wrong.push((NAMES[0][0], work::too_many(MOST)));
    }
    if wrong.is_empty() {
        for (at, names) in NAMES.iter().enumerate() {
            for (part, name) in names.iter().enumerate() {
                let cell = all.get(at).and_then(|contact| contact.get(part)).cloned();
                cells.insert(name, cell.unwrap_or_default());
            }
        }
    }
    wrong
}

/// The parts of a cell: one a line, or separated by semicolons, or by strokes or plus signs between spaces; addresses by
/// commas too.
fn several(text: &str) -> Vec<String> {
    let by_comma = text.matches('@').count() > 1;
    let apart = |c: char| matches!(c, ';' | '\n') || (by_comma && c == ',');
    let spaced =
        [" / ", " + ", " & ", " and "].iter().fold(text.to_owned(), |text, by| text.replace(by, ";"));
    spaced.split(apart).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// `Sam Reed <sam@mill.example>` holds a name as well.
fn with_name([name, role, email, phone]: [Cell; 4]) -> [Cell; 4] {
    let apart = match &email {
        Cell::Text(text) => text.strip_suffix('>').and_then(|text| text.rsplit_once('<')),
        _ => None,
    };
    match apart.map(|(called, address)| (Cell::text(called.trim().trim_matches('"')), Cell::text(address))) {
        Some((called, address)) => [if name.is_empty() { called } else { name }, role, address, phone],
        None => [name, role, email, phone],
    }
}

/// The contacts of a row; for each that lacks something, the field and what to do.
pub fn of(said: &Answered) -> Result<Vec<ContactDetails>, Vec<(&'static str, String)>> {
    let (mut all, mut wrong) = (Vec::new(), Vec::new());
    for (at, names) in NAMES.into_iter().enumerate() {
        if names.iter().all(|name| !said.has(name)) {
            continue;
        }
        let lacking = names.into_iter().take(3).enumerate().filter(|(_, name)| !said.has(name));
        let lacking: Vec<_> = lacking
            .map(|(part, name)| {
                let label = work::CONTACT.get(at).and_then(|labels| labels.get(part)).copied();
                (name, words::enter(label.unwrap_or_default()))
            })
            .collect();
        if !lacking.is_empty() {
            wrong.extend(lacking);
            continue;
        }
        let [name, role, email, phone] = names.map(|name| said.text(name));
        let phone = Some(phone).filter(|phone| !phone.is_empty());
        let document = json!({"name": name, "role": role, "email": email, "phone": phone});
        match serde_json::from_value(document) {
            Ok(details) => all.push(details),
            Err(error) => wrong.push((names[0], error.to_string())),
        }
    }
    if wrong.is_empty() { Ok(all) } else { Err(wrong) }
}

/// Adds the contacts of another row about the same employer.
pub(super) fn join(said: &mut Answered, more: &Answered) -> Result<(), String> {
    let of_slot = |said: &Answered, names: [&str; 4]| names.map(|name| said.text(name));
    for names in NAMES {
        let new = of_slot(more, names);
        let known = NAMES.into_iter().any(|slot| of_slot(said, slot) == new);
        if known || new.iter().all(String::is_empty) {
            continue;
        }
        let free = NAMES.into_iter().find(|slot| slot.iter().all(|name| !said.has(name)));
        let Some(free) = free else { return Err(work::too_many(MOST)) };
        for (name, text) in free.into_iter().zip(new).filter(|(_, text)| !text.is_empty()) {
            said.put(name, text.into());
        }
    }
    Ok(())
}

/// Whether a field is one of a contact.
pub(super) fn is_of_contact(name: &str) -> bool {
    name.starts_with("contact_")
}
