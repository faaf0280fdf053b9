//! For which days the data of one line speak.
//!
//! A feed is put together of many operators' data, which end on different days: one line's are over
//! in December while another's run on to 2099. So each line has its own validity, by weekday, from
//! the days of its own services. A day on which a line's data speak and nothing runs is a day
//! without service; beyond it nothing is known.

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::calendar::Service;

/// Added dates of one weekday that are no further apart belong together: a week may be left out.
const TOGETHER: TimeDelta = TimeDelta::days(14);

/// The shortest period that speaks for more than its own dates, where there is a longer one: a
/// stray added date does not make a timetable.
const SHORTEST: TimeDelta = TimeDelta::days(7);

/// The longest break, the summer holidays, that two periods may enclose: nothing runs in it.
const LONGEST_BREAK: TimeDelta = TimeDelta::days(63);

/// First and last day of a period.
pub type Period = (NaiveDate, NaiveDate);

/// What a line's data say of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaks {
    /// They speak for it.
    Yes,
    /// They ended before it, with the last day of this period.
    Ended(Period),
    /// They begin after it, with the first day of this period.
    NotYet(Period),
}

/// The periods for which one line's data speak, by weekday from Monday; sorted and apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validity {
    by_weekday: [Vec<Period>; 7],
}

impl Validity {
    /// From the services of a line's trips, within what the feed states of itself as a whole, unless
    /// the two have no day in common.
    #[must_use]
    pub fn new(services: &[&Service], stated: Option<Period>) -> Self {
        let mut own = Self::default();
        for (weekday, periods) in (0u32..).zip(&mut own.by_weekday) {
            *periods = within(periods_on(services, weekday), stated);
        }
        own
    }

    /// What is said of a date. A line that never runs on the date's weekday says so for as long as
    /// it says anything.
    #[must_use]
    pub fn at(&self, date: NaiveDate) -> Speaks {
        let weekday = date.weekday().num_days_from_monday() as usize;
        let own = self.by_weekday.get(weekday).filter(|periods| !periods.is_empty());
        let holds = |period: &&Period| period.0 <= date && date <= period.1;
        let Some(periods) = own else {
            let nearest = self
                .extent()
                .map(|extent| if date > extent.1 { Speaks::Ended(extent) } else { Speaks::NotYet(extent) });
            let covered = self.periods().any(|period| holds(&&period)) || nearest.is_none();
            return nearest.filter(|_| !covered).unwrap_or(Speaks::Yes);
        };
        if periods.iter().any(|period| holds(&period)) {
            return Speaks::Yes;
        }
        let before = periods.iter().rev().find(|period| period.1 < date).copied().map(Speaks::Ended);
        before.or_else(|| periods.first().copied().map(Speaks::NotYet)).unwrap_or(Speaks::Yes)
    }

    /// What is said of a date that the data do not speak for, and on whose weekday the line runs
    /// when they do: then it may run on the date, and nobody has said.
    #[must_use]
    pub fn lapses(&self, date: NaiveDate) -> Option<Speaks> {
        let weekday = date.weekday().num_days_from_monday() as usize;
        let runs = self.by_weekday.get(weekday).is_some_and(|periods| !periods.is_empty());
        Some(self.at(date)).filter(|said| runs && *said != Speaks::Yes)
    }

    /// First and last day of all; `None` for a line without service.
    #[must_use]
    pub fn extent(&self) -> Option<Period> {
        let first = self.periods().map(|period| period.0).min()?;
        Some((first, self.periods().map(|period| period.1).max()?))
    }

    fn periods(&self) -> impl Iterator<Item = Period> {
        self.by_weekday.iter().flatten().copied()
    }

    /// The same with every date moved.
    pub(super) fn moved(&mut self, moved: impl Fn(&NaiveDate) -> Option<NaiveDate>) {
        for periods in &mut self.by_weekday {
            *periods = periods.iter().filter_map(|(from, to)| moved(from).zip(moved(to))).collect();
        }
    }
}

fn periods_on(services: &[&Service], weekday: u32) -> Vec<Period> {
    let weekly = services.iter().filter(|service| service.weekdays >> weekday & 1 == 1);
    let mut periods: Vec<Period> =
        weekly.filter_map(|service| service.span).filter(|(from, to)| from <= to).collect();
    let mut dates: Vec<NaiveDate> = services.iter().flat_map(|service| &service.added).copied().collect();
    dates.retain(|date| date.weekday().num_days_from_monday() == weekday);
    dates.sort_unstable();
    periods.extend(joined(dates.into_iter().map(|date| (date, date)), TOGETHER));
    let long = |period: &Period| period.1 - period.0 >= SHORTEST;
    if periods.iter().any(long) {
        periods.retain(long);
    }
    periods.sort_unstable();
    joined(periods.into_iter(), LONGEST_BREAK)
}

/// Joins sorted periods that are no further apart than a gap.
fn joined(periods: impl Iterator<Item = Period>, gap: TimeDelta) -> Vec<Period> {
    let mut joined: Vec<Period> = Vec::new();
    for (from, to) in periods {
        match joined.last_mut() {
            Some(last) if from - last.1 <= gap => last.1 = last.1.max(to),
            _ => joined.push((from, to)),
        }
    }
    joined
}

fn within(periods: Vec<Period>, stated: Option<Period>) -> Vec<Period> {
    let Some((first, last)) = stated else { return periods };
    let cut: Vec<Period> = periods
        .iter()
        .map(|(from, to)| (*from.max(&first), *to.min(&last)))
        .filter(|(from, to)| from <= to)
        .collect();
    if cut.is_empty() { periods } else { cut }
}
