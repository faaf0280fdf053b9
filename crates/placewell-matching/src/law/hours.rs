//! Hours of the day and the week, nights and breaks.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};

use super::band::{AgeBand, Limits, Regime};
use super::because::Because;
use super::finding::{Condition, Finding, Rule};
use super::source::Source;
use super::{Day, Facts};
use crate::domain::time::Span;

/// The night that is closed to everybody under 18: before 06:00 and from 22:00 on.
const MORNING: u16 = 360;
const EVENING: u16 = 1_320;

/// Daily and weekly hours, nights, breaks.
#[must_use]
pub fn assess(facts: &Facts<'_>) -> Vec<Finding> {
    [day_length(facts), week_length(facts), night(facts), breaks(facts)].into_iter().flatten().collect()
}

/// The limits that hold for the learner on a date.
#[must_use]
pub fn limits_on(facts: &Facts<'_>, date: NaiveDate) -> Limits {
    Regime::on(facts.date_of_birth, date, facts.programme).limits()
}

fn minor_days<'a>(facts: &'a Facts<'_>) -> impl Iterator<Item = &'a Day> {
    facts.days.iter().filter(|day| AgeBand::on(facts.date_of_birth, day.date) != AgeBand::Adult)
}

fn day_length(facts: &Facts<'_>) -> Option<Finding> {
    let limit = Limits::UNDER_18.day?;
    let longest = minor_days(facts).map(Day::worked).max()?;
    let too_long: Vec<&Day> = minor_days(facts).filter(|day| day.worked() > limit).collect();
    let finding = match too_long.first() {
        Some(first) => Finding::barred(
            Rule::DailyHours,
            Because::DayTooLong {
                date: first.date,
                minutes: first.worked(),
                limit,
                days: u16::try_from(too_long.len()).unwrap_or(u16::MAX),
            },
            Source::WorkingTimeReg5A,
        ),
        None => Finding::clear(
            Rule::DailyHours,
            Because::DayFits { minutes: longest, limit },
            Source::WorkingTimeReg5A,
        ),
    };
    Some(finding)
}

/// The Monday of the week of a date.
#[must_use]
pub fn week_of(date: NaiveDate) -> NaiveDate {
    let back = u64::from(date.weekday().num_days_from_monday());
    date.checked_sub_days(Days::new(back)).unwrap_or(date)
}

fn week_length(facts: &Facts<'_>) -> Option<Finding> {
    let mut weeks: BTreeMap<NaiveDate, (u32, Limits)> = BTreeMap::new();
    for day in &facts.days {
        let limits = limits_on(facts, day.date);
        let week = weeks.entry(week_of(day.date)).or_insert((0, limits));
        week.0 += u32::from(day.worked());
    }
    for day in &facts.elsewhere {
        if let Some(week) = weeks.get_mut(&week_of(day.date)) {
            week.0 += u32::from(day.worked());
        }
    }
    let (week, (minutes, limits)) = weeks
        .iter()
        .max_by_key(|(week, (minutes, limits))| (minutes.saturating_sub(limits.week), *minutes, **week))?;
    let (week, minutes, limit) = (*week, *minutes, limits.week);
    let (rule, source) = if limits.no_night {
        (Rule::WeeklyHours, Source::WorkingTimeReg5A)
    } else {
        (Rule::WeeklyHours, Source::WorkingTimeReg4)
    };
    let too_long = Because::WeekTooLong { week, minutes, limit };
    Some(match (minutes > limit, limits.no_night) {
        (false, _) => Finding::clear(rule, Because::WeekFits { minutes, limit }, source),
        (true, true) => Finding::barred(rule, too_long, source),
        (true, false) => Finding::conditional(rule, vec![Condition::AverageTheHours], too_long, source),
    })
}

fn night(facts: &Facts<'_>) -> Option<Finding> {
    minor_days(facts).next()?;
    let at_night = |day: &&Day| day.hours.from.minutes() < MORNING || day.hours.to.minutes() > EVENING;
    Some(match minor_days(facts).find(at_night) {
        Some(day) => {
            Finding::barred(Rule::Night, Because::NightWork { date: day.date }, Source::WorkingTimeReg6A)
        }
        None => Finding::clear(Rule::Night, Because::NoNightWork, Source::WorkingTimeReg6A),
    })
}

fn breaks(facts: &Facts<'_>) -> Option<Finding> {
    let worked = facts.days.iter().map(Day::worked).max()?;
    let lacks = |day: &&Day| {
        let limits = limits_on(facts, day.date);
        day.hours.minutes() > limits.break_after
            && !day
                .breaks
                .iter()
                .filter_map(|rest| rest.intersection(day.hours))
                .map(Span::minutes)
                .any(|minutes| minutes >= limits.break_minutes)
    };
    Some(match facts.days.iter().find(lacks) {
        Some(day) => {
            let limits = limits_on(facts, day.date);
            let because = Because::BreakMissing {
                date: day.date,
                worked: day.worked(),
                after: limits.break_after,
                least: limits.break_minutes,
            };
            Finding::conditional(Rule::Breaks, vec![Condition::GiveBreak], because, Source::WorkingTimeReg12)
        }
        None => Finding::clear(Rule::Breaks, Because::BreaksFit { worked }, Source::WorkingTimeReg12),
    })
}
