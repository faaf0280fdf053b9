//! The two weeks by the end of Year 11, learner by learner: a week of activities in Years 7 to 9, a week of placements in
//! Years 10 and 11.
//!
//! Source: careers guidance for England, statutory guidance since 8 May 2025; an expectation, not a duty towards a learner.
//! Wales sets no number, so no gap is told there.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use chrono::NaiveDate;
use chrono_tz::Europe::London;

use super::{DayRecord, EvidenceCell, EvidenceGround, EvidenceSheet, EvidenceTable, Line, made};
use crate::domain::calendar::year_group;
use crate::domain::ids::LearnerId;
use crate::domain::learner::ProgrammeKind;
use crate::domain::nation::Nation;
use crate::domain::placement::Placement;
use crate::words::evidence::two_weeks as own;
use crate::words::label::Label;

/// A learner with every placement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time {
    /// Who.
    pub learner: LearnerId,
    /// The whole name.
    pub name: String,
    /// The date of birth.
    pub born: NaiveDate,
    /// The placements.
    pub placements: Vec<Spent>,
}

/// A placement of a learner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spent {
    /// The placement.
    pub placement: Placement,
    /// The employer's name.
    pub employer: String,
    /// The days that have come.
    pub days: Vec<DayRecord>,
}

const COLUMNS: usize = own::COLUMNS.len();

/// The years of the first week, which may be of any activity.
const EARLY: RangeInclusive<i32> = 7..=9;

/// The years of the second, which is of placements.
const LATE: RangeInclusive<i32> = 10..=11;

/// So many days are a week.
const WEEK: u32 = 5;

/// The ledger.
#[must_use]
pub fn table(ground: EvidenceGround, all: &[Time]) -> EvidenceSheet {
    let today = ground.as_at.with_timezone(&London).date_naive();
    let stands = |one: &&Time| {
        let year = year_group(one.born, today);
        let in_these_years = || [EARLY, LATE].into_iter().any(|years| !half(one, years).is_empty());
        year >= *EARLY.start() && (year <= *LATE.end() || in_these_years())
    };
    let lines = all.iter().filter(stands).map(|one| line(ground.nation, one, today));
    made(EvidenceTable::TwoWeeks, ground, own::notes(ground.nation), &own::COLUMNS, lines)
}

/// The days on which the learner came in some years, each with the kind of programme.
fn half(one: &Time, years: RangeInclusive<i32>) -> Vec<(ProgrammeKind, &DayRecord)> {
    let days = one
        .placements
        .iter()
        .flat_map(|spent| spent.days.iter().map(move |day| (spent.placement.programme, day)));
    let counts =
        |day: &DayRecord| day.came() == Some(true) && years.contains(&year_group(one.born, day.day.date));
    days.filter(|(_, day)| counts(day)).collect()
}

struct Counted {
    days: EvidenceCell,
    visits: EvidenceCell,
    placements: EvidenceCell,
    gap: EvidenceCell,
}

fn counted(
    nation: Nation,
    one: &Time,
    (years, now): (RangeInclusive<i32>, i32),
    counts: fn(ProgrammeKind) -> bool,
) -> Counted {
    use EvidenceCell as Cell;
    let all = |cell: &Cell| Counted {
        days: cell.clone(),
        visits: cell.clone(),
        placements: cell.clone(),
        gap: cell.clone(),
    };
    if now < *years.start() {
        return all(&Cell::DoesNotApply);
    }
    let gap = |days: u32| match (nation, days) {
        (Nation::Wales, _) => Cell::DoesNotApply,
        (Nation::England, 0) => Cell::NotRecorded,
        (Nation::England, days) => Cell::Number(WEEK.saturating_sub(days)),
    };
    let came = half(one, years);
    if came.is_empty() {
        let none = all(&Cell::NotRecorded);
        return if nation == Nation::Wales { Counted { gap: Cell::DoesNotApply, ..none } } else { none };
    }
    let dates: BTreeSet<_> =
        came.iter().filter(|(kind, _)| counts(*kind)).map(|(_, day)| day.day.date).collect();
    let days = u32::try_from(dates.len()).unwrap_or(u32::MAX);
    let minutes = |visit: bool| {
        let those = came.iter().filter(|(kind, _)| (*kind == ProgrammeKind::Visit) == visit);
        let mut those = those.map(|(_, day)| day.minutes()).peekable();
        if those.peek().is_some() { Cell::Minutes(those.sum()) } else { Cell::NotRecorded }
    };
    Counted {
        days: if days == 0 { Cell::NotRecorded } else { Cell::Number(days) },
        visits: minutes(true),
        placements: minutes(false),
        gap: gap(days),
    }
}

fn line(nation: Nation, one: &Time, today: NaiveDate) -> Line<'_, COLUMNS> {
    use EvidenceCell as Cell;
    let now = year_group(one.born, today);
    let early = counted(nation, one, (EARLY, now), |_| true);
    let late = counted(nation, one, (LATE, now), |kind| kind == ProgrammeKind::WorkExperience);
    let records = one.placements.iter().flat_map(|spent| &spent.days);
    let unrecorded = records.filter(|day| day.came().is_none()).count();
    let held = one.placements.iter().filter(|spent| spent.placement.state.holds_seats());
    let to_come = held.flat_map(|spent| &spent.placement.days).filter(|date| **date > today).count();
    let next = next(one, today);
    let cells = [
        Cell::text(&one.name),
        u32::try_from(now).map_or(Cell::NotRecorded, Cell::Number),
        early.days,
        early.visits,
        early.placements,
        early.gap,
        late.days,
        late.placements,
        late.visits,
        late.gap,
        if unrecorded == 0 { Cell::Nothing } else { Cell::count(unrecorded) },
        if to_come == 0 { Cell::Nothing } else { Cell::count(to_come) },
        next.map_or(Cell::Nothing, |(on, _)| Cell::Date(on)),
        next.map_or(Cell::Nothing, |(_, spent)| {
            let placement = &spent.placement;
            Cell::Text(own::next(placement.reference.as_str(), &spent.employer, placement.state.label()))
        }),
    ];
    Line((Some(&one.learner), None), cells)
}

/// The next day after today of a placement that is not over.
fn next(one: &Time, today: NaiveDate) -> Option<(NaiveDate, &Spent)> {
    let open = one.placements.iter().filter(|spent| !spent.placement.state.is_final());
    let days = open.flat_map(|spent| spent.placement.days.iter().map(move |date| (*date, spent)));
    days.filter(|(date, _)| *date > today).min_by_key(|(date, spent)| (*date, &spent.placement.reference))
}
