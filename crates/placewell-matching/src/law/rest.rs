//! Rest from day to day and from week to week, and days in seven.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use super::band::{AgeBand, Regime};
use super::because::Because;
use super::finding::{Finding, Rule};
use super::hours::{limits_on, week_of};
use super::source::Source;
use super::{Day, Facts};

/// The most days in any seven for a pupil.
const PUPIL_DAYS_IN_SEVEN: u16 = 5;

/// Daily rest, weekly rest, days in seven.
#[must_use]
pub fn assess(facts: &Facts<'_>) -> Vec<Finding> {
    [daily(facts), weekly(facts), days_in_seven(facts)].into_iter().flatten().collect()
}

/// Minutes from the end of one attended day to the start of the next.
fn gap(day: &Day, next: &Day) -> u32 {
    let days = u32::try_from((next.date - day.date).num_days()).unwrap_or_default();
    (days * 1_440 + u32::from(next.hours.from.minutes())).saturating_sub(u32::from(day.hours.to.minutes()))
}

fn daily(facts: &Facts<'_>) -> Option<Finding> {
    let all = facts.all_days();
    let pairs = all.iter().zip(all.iter().skip(1)).filter(|(day, next)| day.1 || next.1);
    let (day, minutes, least) = pairs
        .map(|((day, _), (next, _))| (*day, gap(day, next), limits_on(facts, day.date).daily_rest))
        .min_by_key(|(day, minutes, least)| (i64::from(*minutes) - i64::from(*least), day.date))?;
    let source = Source::WorkingTimeReg10;
    Some(if minutes < least {
        Finding::barred(Rule::DailyRest, Because::RestTooShort { date: day.date, minutes, least }, source)
    } else {
        Finding::clear(Rule::DailyRest, Because::RestFits { minutes, least }, source)
    })
}

/// Each week with a day of the placement must hold the beginning of one long rest; the rest after
/// the last day has no end.
fn weekly(facts: &Facts<'_>) -> Option<Finding> {
    let mut longest: BTreeMap<NaiveDate, (u32, &Day)> = BTreeMap::new();
    let own: BTreeSet<NaiveDate> = facts.days.iter().map(|day| week_of(day.date)).collect();
    let all = facts.all_days();
    let next_days = all.iter().skip(1).map(Some).chain([None]);
    for ((day, _), next) in all.iter().zip(next_days).filter(|((day, _), _)| own.contains(&week_of(day.date)))
    {
        let minutes = next.map_or(u32::MAX, |(next, _)| gap(day, next));
        let week = longest.entry(week_of(day.date)).or_insert((minutes, day));
        if minutes > week.0 {
            *week = (minutes, day);
        }
    }
    let (minutes, least, day) = longest
        .values()
        .map(|(minutes, day)| (*minutes, limits_on(facts, day.date).weekly_rest, *day))
        .min_by_key(|(minutes, least, day)| (i64::from(*minutes) - i64::from(*least), day.date))?;
    let source = Source::WorkingTimeReg11;
    Some(if minutes < least {
        Finding::barred(Rule::WeeklyRest, Because::RestTooShort { date: day.date, minutes, least }, source)
    } else {
        let minutes = minutes.min(7 * 1_440);
        Finding::clear(Rule::WeeklyRest, Because::RestFits { minutes, least }, source)
    })
}

fn days_in_seven(facts: &Facts<'_>) -> Option<Finding> {
    let first = facts.days.first()?;
    if AgeBand::on(facts.date_of_birth, first.date) != AgeBand::Child
        || Regime::on(facts.date_of_birth, first.date, facts.programme) == Regime::Adult
    {
        return None;
    }
    let limit = PUPIL_DAYS_IN_SEVEN;
    let mut dates: BTreeMap<NaiveDate, bool> = BTreeMap::new();
    for (day, own) in facts.all_days() {
        *dates.entry(day.date).or_default() |= own;
    }
    let within = |from: NaiveDate| {
        let to = from.checked_add_days(Days::new(6)).unwrap_or(from);
        let seven = dates.range(from..=to);
        seven.clone().any(|(_, own)| *own).then(|| u16::try_from(seven.count()).unwrap_or(u16::MAX))
    };
    let pupil_days =
        dates.keys().copied().filter(|date| AgeBand::on(facts.date_of_birth, *date) == AgeBand::Child);
    let (days, from) = pupil_days
        .filter_map(|date| Some((within(date)?, date)))
        .max_by_key(|(days, date)| (*days, std::cmp::Reverse(*date)))?;
    let source = Source::PupilPractice;
    Some(if days > limit {
        Finding::barred(Rule::DaysInSeven, Because::TooManyDaysInSeven { from, days, limit }, source)
    } else {
        Finding::clear(Rule::DaysInSeven, Because::DaysInSevenFit { days, limit }, source)
    })
}
