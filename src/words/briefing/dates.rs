//! Many dates in few words: by weekday and by stretch.

use chrono::{Datelike, NaiveDate};

use super::{short_date, weekday};
use crate::words::amount::list;

/// "Tuesdays and Wednesdays, 17 November to 2 December (6 days)": dates on several weekdays, of which none between the
/// first and the last of a stretch is left out. Weeks that are left out begin a new stretch.
pub(super) fn by_weekday(dates: &[NaiveDate]) -> String {
    let names = weekdays(dates);
    let stretches: Vec<String> = stretches(dates)
        .iter()
        .map(|(first, last)| {
            if first == last {
                short_date(*first)
            } else {
                format!("{} to {}", short_date(*first), short_date(*last))
            }
        })
        .collect();
    let stretches: Vec<&str> = stretches.iter().map(String::as_str).collect();
    format!("{names}, {} ({} days)", list(&stretches), dates.len())
}

fn weekdays(dates: &[NaiveDate]) -> String {
    let mut named: Vec<NaiveDate> = Vec::new();
    for date in dates {
        if named.iter().all(|known| known.weekday() != date.weekday()) {
            named.push(*date);
        }
    }
    named.sort_by_key(|date| date.weekday().num_days_from_monday());
    let names: Vec<String> = named.iter().map(|date| format!("{}s", weekday(*date))).collect();
    list(&names.iter().map(String::as_str).collect::<Vec<_>>())
}

/// The first and the last date of each stretch.
fn stretches(dates: &[NaiveDate]) -> Vec<(NaiveDate, NaiveDate)> {
    let meant = |date: &NaiveDate| dates.iter().any(|one| one.weekday() == date.weekday());
    let mut found: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    for date in dates {
        let follows = |last: NaiveDate| last.iter_days().skip(1).find(meant) == Some(*date);
        match found.last_mut() {
            Some((_, last)) if follows(*last) => *last = *date,
            _ => found.push((*date, *date)),
        }
    }
    found
}
