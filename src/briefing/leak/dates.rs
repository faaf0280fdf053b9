use chrono::{Datelike, NaiveDate};

use super::reading::Reading;
use crate::words::amount::month;

/// Whether a date stands in the text in any of the ways in which it can be written.
pub(super) fn stands(reading: &Reading, ways: &[Reading]) -> bool {
    // Each of the ways has a number in it, and most texts have none.
    let numbered = reading.words.iter().any(|word| word.plain.starts_with(|c: char| c.is_ascii_digit()));
    numbered && ways.iter().any(|way| written(reading, way))
}

/// The ways in which people write a date.
pub(super) fn ways(date: NaiveDate) -> Vec<Reading> {
    let (day, number, year) = (date.day(), date.month(), date.year());
    let name = month(date).to_lowercase();
    let short = name.get(..3).unwrap_or_default().to_owned();
    let mut ways: Vec<String> = vec![date.format("%Y%m%d").to_string(), date.format("%d%m%Y").to_string()];
    for year in [year.to_string(), format!("{:02}", year.rem_euclid(100))] {
        for day in [day.to_string(), format!("{day:02}")] {
            for number in [number.to_string(), format!("{number:02}")] {
                ways.push(format!("{day}/{number}/{year}"));
                ways.push(format!("{number}/{day}/{year}"));
                ways.push(format!("{year}/{number}/{day}"));
            }
            for name in [&name, &short] {
                for ending in ["", "st", "nd", "rd", "th"] {
                    ways.push(format!("{day}{ending} {name} {year}"));
                    ways.push(format!("{day}{ending} of {name} {year}"));
                    ways.push(format!("{name} {day}{ending} {year}"));
                }
            }
        }
    }
    Reading::each(&ways)
}

/// Times such as 14:03:09 are not dates, nor are numbers far apart.
fn written(reading: &Reading, way: &Reading) -> bool {
    reading.phrase(way).into_iter().any(|found| {
        let rest = reading.words.get(found.from + 1..found.to).unwrap_or_default();
        rest.iter().all(|word| !word.gap.contains(':') && word.gap.trim().chars().count() <= 2)
    })
}
