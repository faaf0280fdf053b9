//! The part of the day's form in which staff say who came: a row for each learner, read all at once.

use std::collections::BTreeMap;

use super::name;
use crate::auth::refresh::fingerprint;
use crate::domain::check::FieldError;
use crate::domain::code::Code;
use crate::domain::report::Arrival;
use crate::domain::text::Paragraph;
use crate::domain::time::TimeOfDay;
use crate::services::attendance::{AttendanceRow, MOST_VERSION};
use crate::services::today::Expected;
use crate::web::form::typed as given;
use crate::web::typed::Typed;
use crate::web::visit::{clock, optional};
use crate::words::pages::day as words;

/// What is entered for one learner.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    pub id: String,
    /// The version of the tick as it is now; 0 where there is none.
    pub version: i64,
    /// How the row stood when it was shown, so that a row that nobody touched is not saved.
    pub shown: String,
    /// Whether something can be entered yet to be taken back: nobody has ticked the day.
    pub blank: bool,
    pub arrival: String,
    pub at: String,
    pub note: String,
    /// What is wrong, by the field of the row.
    pub wrong: BTreeMap<&'static str, String>,
}

impl Entry {
    /// The row as it is stored.
    pub(super) fn of(one: &Expected) -> Self {
        let tick = one.tick.as_ref().map(|ticked| &ticked.tick);
        let text = |note: &dyn ToString| note.to_string();
        let entry = Self {
            id: one.placement.id.to_string(),
            version: one.tick.as_ref().map_or(0, |ticked| ticked.version),
            shown: String::new(),
            blank: tick.is_none(),
            arrival: tick.map(|tick| tick.arrival.code().to_owned()).unwrap_or_default(),
            at: tick.and_then(|tick| tick.at).map(|at| at.to_string()).unwrap_or_default(),
            note: tick.and_then(|tick| tick.note.as_ref()).map(|note| text(note)).unwrap_or_default(),
            wrong: BTreeMap::new(),
        };
        Self { shown: entry.print(), ..entry }
    }

    /// The row with what was typed into it; one that nobody touched is shown as it is stored now.
    pub(super) fn typed(self, typed: &Typed) -> Self {
        let get = |part: &str| typed.get(&format!("{part}-{}", self.id)).replace("\r\n", "\n");
        if !typed.has(&format!("version-{}", self.id)) {
            return self;
        }
        let entered = Self { arrival: get("arrival"), at: get("at"), note: get("note"), ..self.clone() };
        let touched = entered.print() != typed.get(&format!("shown-{}", self.id));
        if touched { entered } else { self }
    }

    /// The words of the row, by which a change is seen.
    fn print(&self) -> String {
        fingerprint(&format!("{}\n{}\n{}", self.arrival, self.at.trim(), self.note.trim()))
    }

    /// Whether an arrival is selected.
    pub(super) fn is(&self, arrival: &str) -> bool {
        self.arrival == arrival
    }

    /// What is wrong with a field.
    pub(super) fn error(&self, field: &str) -> Option<&String> {
        self.wrong.get(field)
    }
}

/// What was entered and has to be saved: of each learner the row, or what is wrong with it. Rows that stand as they were
/// shown are left out.
pub(super) fn entered(all: &[Expected], typed: &Typed) -> Result<Vec<AttendanceRow>, Vec<(String, String)>> {
    let (mut rows, mut wrong) = (Vec::new(), Vec::new());
    for one in all {
        let id = &one.placement.id;
        if !typed.has(&format!("version-{id}")) {
            continue;
        }
        let stored = Entry::of(one);
        let entry = stored.clone().typed(typed);
        if entry.print() == stored.shown {
            continue;
        }
        match read(&entry, &name(&one.placement)) {
            Ok((arrival, at, note)) => rows.push(AttendanceRow {
                placement: id.clone(),
                version: typed.get(&format!("version-{id}")).parse().unwrap_or(MOST_VERSION),
                arrival,
                at,
                note,
            }),
            Err(faults) => {
                wrong.extend(faults.into_iter().map(|(field, reason)| (format!("{field}-{id}"), reason)));
            }
        }
    }
    if wrong.is_empty() { Ok(rows) } else { Err(wrong) }
}

type RowSaid = (Arrival, Option<TimeOfDay>, Option<Paragraph>);

fn read(entry: &Entry, who: &str) -> Result<RowSaid, Vec<(&'static str, String)>> {
    let mut wrong = Vec::new();
    let arrival = Arrival::named(&entry.arrival);
    if arrival.is_none() {
        wrong.push(("arrival", words::select_arrival(who)));
    }
    let at = given(&entry.at).map(clock).transpose();
    match (arrival, &at) {
        (_, Err(())) => wrong.push(("at", words::enter_time(who))),
        (Some(Arrival::NotArrived), Ok(Some(_))) => wrong.push(("at", words::time_of_no_arrival(who))),
        _ => {}
    }
    let note = optional("note", &entry.note);
    if note.is_err() {
        wrong.push(("note", words::shorten_note(who)));
    }
    match (arrival, at, note) {
        (Some(arrival), Ok(at), Ok(note)) if wrong.is_empty() => Ok((arrival, at, note)),
        _ => Err(wrong),
    }
}

/// What the service says of rows, by the field of the page.
pub(super) fn refused(
    all: &[Expected],
    rows: &[AttendanceRow],
    errors: &[FieldError],
) -> Vec<(String, String)> {
    let told = |error: &FieldError| {
        let (row, field) = error.field.strip_prefix("rows[")?.split_once("].")?;
        let row = rows.get(row.parse::<usize>().ok()?)?;
        let one = all.iter().find(|one| one.placement.id == row.placement)?;
        let who = name(&one.placement);
        Some(match field {
            "at" => (format!("at-{}", row.placement), words::time_to_come(&who)),
            _ => (format!("arrival-{}", row.placement), words::not_expected(&who)),
        })
    };
    errors.iter().map(|error| told(error).unwrap_or_else(|| (String::new(), error.reason.clone()))).collect()
}

/// Those rows that somebody else has ticked since they were shown, with what they say now.
pub(super) fn overtaken(all: &[Expected], rows: &[AttendanceRow]) -> Vec<(String, String)> {
    let told = |row: &AttendanceRow| {
        let one = all.iter().find(|one| one.placement.id == row.placement);
        let who = one.map_or_else(|| words::A_LEARNER.to_owned(), |one| name(&one.placement));
        let now = one.and_then(|one| one.tick.as_ref());
        if now.map_or(0, |ticked| ticked.version) == row.version {
            return None;
        }
        let said = now.map(|ticked| (crate::words::visit::ticked(&ticked.tick), super::by(ticked)));
        Some((format!("arrival-{}", row.placement), words::overtaken(&who, said)))
    };
    rows.iter().filter_map(told).collect()
}
