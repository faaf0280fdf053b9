//! Which days stand on the wall, where there are more kinds of day than columns.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::briefing::pack::{Block, Day, Week};
use crate::words::briefing::{support, wall as words};

/// So many days stand beside each other.
const COLUMNS: usize = 6;

/// The letter by which each day's sheet is called, where the wall does not show them all.
pub(super) fn letters(week: &Week) -> Vec<Option<char>> {
    let is_long = week.days.len() > COLUMNS;
    let letters = ('A'..='Z').map(Some).chain(std::iter::repeat(None));
    week.days.iter().zip(letters).map(|(_, letter)| letter.filter(|_| is_long)).collect()
}

/// Whether each day stands on the wall: all of them where there is room, otherwise the first, the last, and the
/// commonest of each weekday.
pub(super) fn shown(week: &Week) -> Vec<bool> {
    let mut commonest: BTreeMap<u32, usize> = BTreeMap::new();
    let inner = 1..week.days.len().saturating_sub(1);
    for (at, day) in week.days.iter().enumerate().filter(|(at, _)| inner.contains(at)) {
        let kept = commonest.entry(weekday(day)).or_insert(at);
        if week.days.get(*kept).is_some_and(|other| other.dates.len() < day.dates.len()) {
            *kept = at;
        }
    }
    let mut by_dates: Vec<usize> = commonest.into_values().collect();
    by_dates.sort_by_key(|at| week.days.get(*at).map(|day| std::cmp::Reverse(day.dates.len())));
    by_dates.truncate(COLUMNS - 2);
    let is_all = week.days.len() <= COLUMNS;
    (0..week.days.len()).map(|at| is_all || !inner.contains(&at) || by_dates.contains(&at)).collect()
}

fn weekday(day: &Day) -> u32 {
    day.dates.first().map_or(0, |date| date.weekday().num_days_from_monday())
}

/// What is shown on the last day, and to whom: what everybody who reads the wall can look forward to.
pub(super) fn shown_at_the_end(week: &Week) -> Option<String> {
    let last = week.days.iter().max_by_key(|day| day.dates.last())?;
    let shown = last.blocks.iter().find_map(|block| match block {
        Block::Work(work) => Some(work).filter(|work| work.help.is_none() && support::is_shown(&work.task)),
        Block::Rest(_) => None,
    })?;
    Some(words::at_the_end(*last.dates.last()?, shown.from, &shown.task, &shown.with))
}

/// Which sheet holds on which date, a line a week: "18 January" and "Tue A, Wed B, Thu C".
pub(super) fn calendar(week: &Week) -> Vec<(String, String)> {
    let mut weeks: BTreeMap<NaiveDate, BTreeMap<NaiveDate, char>> = BTreeMap::new();
    for (day, letter) in week.days.iter().zip(letters(week)) {
        let Some(letter) = letter else { return Vec::new() };
        for date in &day.dates {
            weeks.entry(date.week(chrono::Weekday::Mon).first_day()).or_default().insert(*date, letter);
        }
    }
    weeks.into_iter().map(|(monday, days)| (words::week_of(monday), words::sheets(&days))).collect()
}
