//! Bank holidays of England and Wales, computed, and the school year.

use std::sync::LazyLock;

use chrono::{Datelike, Duration, NaiveDate};

use super::time::Weekday;

/// Whether the date is a bank holiday in England and Wales by the standing rules of the Banking
/// and Financial Dealings Act 1971 and custom. One-off holidays by proclamation are not known;
/// a provider or employer states those as closed dates.
#[must_use]
pub fn is_bank_holiday(date: NaiveDate) -> bool {
    let known = usize::try_from(date.year() - FIRST_YEAR).ok().and_then(|at| KNOWN_HOLIDAYS.get(at));
    known.map_or_else(|| bank_holidays(date.year()).contains(&Some(date)), |days| days.contains(&Some(date)))
}

/// The first of the years whose bank holidays are worked out once.
const FIRST_YEAR: i32 = 2000;

static KNOWN_HOLIDAYS: LazyLock<Vec<[Option<NaiveDate>; 8]>> =
    LazyLock::new(|| (FIRST_YEAR..FIRST_YEAR + 100).map(bank_holidays).collect());

/// Whether the date is a working day in England and Wales: from Monday to Friday, and no bank holiday.
#[must_use]
pub fn is_working_day(date: NaiveDate) -> bool {
    !matches!(Weekday::of(date), Weekday::Sat | Weekday::Sun) && !is_bank_holiday(date)
}

/// How many working days there are after one date up to and including another, counted no further than `most`.
#[must_use]
pub fn working_days(after: NaiveDate, until: NaiveDate, most: u8) -> u8 {
    let days = after.iter_days().skip(1).take_while(|date| *date <= until);
    let counted = days.filter(|date| is_working_day(*date)).take(usize::from(most)).count();
    u8::try_from(counted).unwrap_or(most)
}

/// The eight bank holidays of a year, substitute days included.
fn bank_holidays(year: i32) -> [Option<NaiveDate>; 8] {
    let day = |month, day| NaiveDate::from_ymd_opt(year, month, day);
    let easter = easter_sunday(year);
    let christmas = day(12, 25);
    let weekday = christmas.map(Weekday::of);
    let (christmas, boxing) = match weekday {
        Some(Weekday::Fri) => (christmas, day(12, 28)),
        Some(Weekday::Sat) => (day(12, 27), day(12, 28)),
        Some(Weekday::Sun) => (day(12, 27), day(12, 26)),
        _ => (christmas, day(12, 26)),
    };
    [
        day(1, 1).map(next_weekday),
        easter.map(|sunday| sunday - Duration::days(2)),
        easter.map(|sunday| sunday + Duration::days(1)),
        day(5, 1).map(|date| on_or_after(date, Weekday::Mon)),
        day(5, 31).map(|date| on_or_before(date, Weekday::Mon)),
        day(8, 31).map(|date| on_or_before(date, Weekday::Mon)),
        christmas,
        boxing,
    ]
}

/// Whether most schools in England and Wales are closed for one of the three long holidays:
/// Christmas, the weeks either side of Easter Sunday, summer. Half terms differ from place to place
/// and are not known.
#[must_use]
pub fn is_usual_school_holiday(date: NaiveDate) -> bool {
    let summer = matches!((date.month(), date.day()), (7, 22..) | (8, _));
    let christmas = matches!((date.month(), date.day()), (12, 21..) | (1, ..=3));
    let easter = easter_sunday(date.year()).is_some_and(|sunday| (date - sunday).num_days().abs() <= 7);
    summer || christmas || easter
}

fn next_weekday(date: NaiveDate) -> NaiveDate {
    match Weekday::of(date) {
        Weekday::Sat => date + Duration::days(2),
        Weekday::Sun => date + Duration::days(1),
        _ => date,
    }
}

fn on_or_after(date: NaiveDate, weekday: Weekday) -> NaiveDate {
    date.iter_days().find(|day| Weekday::of(*day) == weekday).unwrap_or(date)
}

fn on_or_before(date: NaiveDate, weekday: Weekday) -> NaiveDate {
    on_or_after(date - Duration::days(6), weekday)
}

/// Easter Sunday of the Gregorian calendar (the anonymous Gregorian computus).
fn easter_sunday(year: i32) -> Option<NaiveDate> {
    let (golden, century, rest) = (year % 19, year / 100, year % 100);
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - correction + 15) % 30;
    let lambda = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let shift = (golden + 11 * epact + 22 * lambda) / 451;
    let (month, day) = {
        let days = epact + lambda - 7 * shift + 114;
        (days / 31, days % 31 + 1)
    };
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

/// The school year that holds a date, named by the calendar year in which it starts on 1 September.
#[must_use]
pub fn school_year(date: NaiveDate) -> i32 {
    if date.month() >= 9 { date.year() } else { date.year() - 1 }
}

/// The National Curriculum year group on a date: age at the last 31 August less four; Year 11 is
/// the year in which a pupil turns 16. Below 1 and above 20 the number only tells the age.
#[must_use]
pub fn year_group(date_of_birth: NaiveDate, on: NaiveDate) -> i32 {
    let start = school_year(on);
    let born = school_year(date_of_birth);
    start - born - 5
}

/// The last Friday in June of the school year in which a person turns 16: on that date they stop
/// being of compulsory school age (Education Act 1996 s8 and the School Leaving Date Order 1997).
#[must_use]
pub fn school_leaving_date(date_of_birth: NaiveDate) -> Option<NaiveDate> {
    let june = NaiveDate::from_ymd_opt(school_year(date_of_birth) + 17, 6, 30)?;
    Some(on_or_before(june, Weekday::Fri))
}

/// Age in completed years; a birthday on 29 February counts from 1 March in common years.
#[must_use]
pub fn age_on(date_of_birth: NaiveDate, on: NaiveDate) -> i32 {
    let before_birthday = (on.month(), on.day()) < (date_of_birth.month(), date_of_birth.day());
    on.year() - date_of_birth.year() - i32::from(before_birthday)
}
