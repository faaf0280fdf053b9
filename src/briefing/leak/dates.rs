use chrono::{Datelike, NaiveDate};

use super::reading::Reading;
use crate::words::amount::month;

/// Whether the date stands in the text in any of the ways in which people write dates.
pub(super) fn stands(reading: &Reading, date: NaiveDate) -> bool {
    ways(date).iter().any(|way| written(reading, way))
}

fn ways(date: NaiveDate) -> Vec<String> {
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
    ways
}

/// Times such as 14:03:09 are not dates, nor are numbers far apart.
fn written(reading: &Reading, way: &str) -> bool {
    reading.phrase(&Reading::of(way)).into_iter().any(|found| {
        let rest = reading.words.get(found.from + 1..found.to).unwrap_or_default();
        rest.iter().all(|word| !word.gap.contains(':') && word.gap.trim().chars().count() <= 2)
    })
}
