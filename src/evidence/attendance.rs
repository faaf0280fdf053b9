//! Attendance: a row for each session that has begun.

use chrono::Timelike;
use chrono_tz::Europe::London;

use super::{DayRecord, EvidenceCell, EvidenceGround, EvidenceSheet, EvidenceTable, Line, Mark, made};
use crate::domain::placement::Placement;
use crate::domain::time::{Span, TimeOfDay};
use crate::words::evidence as words;
use crate::words::evidence::attendance as own;

/// A placement with its days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attended {
    /// The placement.
    pub placement: Placement,
    /// The learner's whole name.
    pub learner: String,
    /// The employer's name.
    pub employer: String,
    /// The days that have come.
    pub days: Vec<DayRecord>,
}

const COLUMNS: usize = own::COLUMNS.len();

const NOON: u16 = 720;
const DAY_ENDS: u16 = 1439;

/// Every session, by date, session and learner.
#[must_use]
pub fn table(ground: EvidenceGround, all: &[Attended]) -> EvidenceSheet {
    let now = ground.as_at.with_timezone(&London);
    let now = (now.date_naive(), now.hour() * 60 + now.minute());
    let mut sessions: Vec<_> = all
        .iter()
        .flat_map(|one| one.days.iter().map(move |record| (one, record)))
        .flat_map(|(one, record)| sessions(record).into_iter().map(move |half| (one, record, half)))
        .filter(|(_, record, (_, span))| (record.day.date, u32::from(span.from.minutes())) <= now)
        .collect();
    sessions.sort_by_key(|(one, record, (afternoon, _))| {
        (record.day.date, *afternoon, &one.learner, &one.placement.reference)
    });
    let lines = sessions.into_iter().map(|(one, record, half)| line(one, record, half));
    made(EvidenceTable::Attendance, ground, &own::NOTES, &own::COLUMNS, lines)
}

/// The sessions of a day, each with its planned part of the day, and whether it is the afternoon.
fn sessions(record: &DayRecord) -> Vec<(bool, Span)> {
    let half = |from, to| {
        let (from, to) = (TimeOfDay::from_minutes(from)?, TimeOfDay::from_minutes(to)?);
        Span::new(from, to).ok()?.intersection(record.day.hours)
    };
    let halves = [(false, half(0, NOON)), (true, half(NOON, DAY_ENDS))];
    halves.into_iter().filter_map(|(afternoon, span)| Some((afternoon, span?))).collect()
}

fn line<'a>(one: &'a Attended, record: &DayRecord, (afternoon, span): (bool, Span)) -> Line<'a, COLUMNS> {
    use EvidenceCell as Cell;
    let by = |by_provider| if by_provider { own::BY_PROVIDER } else { own::BY_EMPLOYER };
    let (said, at, told_by, on) = match &record.mark {
        Mark::Came { at, told_on, by_provider } => {
            let later = at.is_some_and(|at| at >= span.to);
            let said = if later { own::CAME_LATER } else { own::CAME };
            (Cell::text(said), Cell::said(*at), Cell::text(by(*by_provider)), Cell::Date(*told_on))
        }
        Mark::NotArrived { told_on, by_provider } => (
            Cell::text(own::NOT_ARRIVED),
            Cell::DoesNotApply,
            Cell::text(by(*by_provider)),
            Cell::Date(*told_on),
        ),
        Mark::Excused { by_learner } => {
            let by = if *by_learner { own::BY_LEARNER } else { own::BY_FAMILY };
            (Cell::text(own::EXCUSED), Cell::DoesNotApply, Cell::text(by), Cell::DoesNotApply)
        }
        Mark::NotRecorded => (Cell::NotRecorded, Cell::NotRecorded, Cell::NotRecorded, Cell::NotRecorded),
    };
    let hours = match record.came() {
        Some(_) => Cell::Minutes(record.minutes_of(span)),
        None => Cell::NotRecorded,
    };
    let cells = [
        Cell::Date(record.day.date),
        Cell::text(if afternoon { own::AFTERNOON } else { own::MORNING }),
        Cell::text(&one.learner),
        Cell::text(one.placement.reference.to_string()),
        Cell::text(&one.employer),
        Cell::Text(words::span(span)),
        said,
        at,
        hours,
        told_by,
        on,
    ];
    Line((Some(&one.placement.learner), Some(&one.placement.id)), cells)
}
