//! Times of day and weekdays as people write them in a cell.

use placewell_sheets::Cell;

use super::cell::{CellFault, must, text};
use crate::domain::code::{Code, CodeSet};
use crate::domain::time::{TimeOfDay, Weekday, Weekdays};
use crate::words::intake as words;

/// The minutes of a day, as a workbook counts a time: its part of a day.
const DAY: f64 = 1440.0;

/// What stands between the first and the last of several weekdays.
const UNTIL: [&str; 4] = ["-", "–", "to", "until"];

/// A time: `9:30`, `09.30`, `9am`, `2:15 pm`, or the part of a day that a workbook holds for one.
pub(super) fn time(cell: &Cell) -> Result<TimeOfDay, CellFault> {
    let found = match cell {
        Cell::Number(part) => part.parse().ok().and_then(of_day),
        cell => typed(&text(cell)?),
    };
    found.map_or_else(|| must(words::TIME), Ok)
}

fn of_day(part: f64) -> Option<TimeOfDay> {
    let minutes = (part * DAY).round();
    let holds = (0.0..1.0).contains(&part) && (part * DAY - minutes).abs() < 0.01;
    let known = (0..1440_u16).find(|one| f64::from(*one) >= minutes).filter(|_| holds)?;
    TimeOfDay::from_minutes(known)
}

fn typed(text: &str) -> Option<TimeOfDay> {
    let folded = text.to_ascii_lowercase().replace('.', ":").replace(' ', "");
    let (clock, half) = match (folded.strip_suffix("am"), folded.strip_suffix("pm")) {
        (Some(clock), _) => (clock, Some(0)),
        (_, Some(clock)) => (clock, Some(12)),
        _ => (folded.as_str(), None),
    };
    // `9` alone could be anything; `9am` could not.
    let (hours, minutes) = clock.split_once(':').or(half.map(|_| (clock, "00")))?;
    let figures = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !(1..=2).contains(&hours.len()) || minutes.len() != 2 || !figures(hours) || !figures(minutes) {
        return None;
    }
    let (hours, minutes) = (hours.parse::<u16>().ok()?, minutes.parse::<u16>().ok()?);
    let hours = match half {
        Some(half) if (1..=12).contains(&hours) => hours % 12 + half,
        Some(_) => return None,
        None => hours,
    };
    if hours > 23 || minutes > 59 { None } else { TimeOfDay::from_minutes(hours * 60 + minutes) }
}

/// Weekdays: `Mon, Wed and Fri`, `Monday to Thursday`, `Tue`.
pub(super) fn weekdays(text: &str) -> Result<Weekdays, CellFault> {
    let spaced = text.to_lowercase().replace(['-', '–'], " - ").replace([',', ';', '/', '&', '\n'], " ");
    let mut days: Vec<Weekday> = Vec::new();
    let mut open = false;
    for word in spaced.split_whitespace().filter(|word| *word != "and") {
        if UNTIL.contains(&word) && !open && !days.is_empty() {
            open = true;
            continue;
        }
        let Some(day) = named(word) else { return must(words::WEEKDAYS) };
        if std::mem::take(&mut open) {
            let from = days.last().copied().unwrap_or(day);
            if from >= day {
                return must(words::WEEKDAYS);
            }
            days.extend(Weekday::ALL.iter().filter(|one| from < **one && **one < day));
        }
        days.push(day);
    }
    if open || days.is_empty() { must(words::WEEKDAYS) } else { Ok(days.into_iter().collect::<CodeSet<_>>()) }
}

/// A weekday by its name, or by at least the first three letters of it; with or without an s.
fn named(word: &str) -> Option<Weekday> {
    const NAMES: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let word = word.trim_end_matches('.');
    let begins = |name: &&str, word: &str| word.len() >= 3 && name.starts_with(word);
    let find = |word: &str| NAMES.iter().position(|name| begins(name, word));
    let at = find(word).or_else(|| find(word.strip_suffix('s')?))?;
    Weekday::ALL.get(at).copied()
}
