//! Moving the sample to the present: whole weeks for dates, whole school years for birthdays, so
//! that a Monday stays a Monday and Year 10 stays Year 10.

use chrono::{Datelike, Days, NaiveDate};
use serde_json::Value;

use crate::domain::calendar::{school_year, working_days};
use crate::domain::organisation::Hub;
use crate::domain::time::Weekday;

/// How far a document is moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shift {
    days: i64,
    years: i32,
}

impl Shift {
    /// From the Monday that the sample was written around to another Monday.
    #[must_use]
    pub fn between(anchor: NaiveDate, target: NaiveDate) -> Self {
        Self { days: (target - anchor).num_days(), years: school_year(target) - school_year(anchor) }
    }

    /// Moves every date of a document.
    pub fn apply(self, document: &mut Value) {
        match document {
            Value::Array(items) => items.iter_mut().for_each(|item| self.apply(item)),
            Value::Object(fields) => {
                for (name, value) in fields {
                    match read_date(value) {
                        Some(date) if name == "date_of_birth" => *value = write_date(self.birthday(date)),
                        Some(date) => *value = write_date(self.date(date)),
                        None => self.apply_within(value),
                    }
                }
            }
            _ => {}
        }
    }

    fn apply_within(self, value: &mut Value) {
        match value {
            Value::Array(items) => {
                for item in items {
                    match read_date(item) {
                        Some(date) => *item = write_date(self.date(date)),
                        None => self.apply(item),
                    }
                }
            }
            other => self.apply(other),
        }
    }

    fn date(self, date: NaiveDate) -> NaiveDate {
        date + chrono::Duration::days(self.days)
    }

    fn birthday(self, date: NaiveDate) -> NaiveDate {
        let year = date.year() + self.years;
        NaiveDate::from_ymd_opt(year, date.month(), date.day())
            .or_else(|| NaiveDate::from_ymd_opt(year, 2, 28))
            .unwrap_or(date)
    }
}

/// The Monday around which the demo places its sample, whose first days are a week earlier: the first that leaves them
/// the usual notice.
#[must_use]
pub fn target_monday(today: NaiveDate) -> NaiveDate {
    let earliest = today + Days::new(14);
    let notice = Hub::USUAL_NOTICE;
    let leaves_notice = |date: &NaiveDate| working_days(today, *date - Days::new(7), notice) == notice;
    let mondays = earliest.iter_days().filter(|date| Weekday::of(*date) == Weekday::Mon);
    mondays.take(4).find(leaves_notice).unwrap_or(earliest)
}

/// The Monday of term in the sample's timetable that the demo's own Monday stands for: the timetable
/// speaks for fourteen weeks before it and twenty-four after.
const TIMETABLE_MONDAY: Option<NaiveDate> = NaiveDate::from_ymd_opt(2023, 9, 11);

/// Weeks to move the sample's timetable by.
#[must_use]
pub fn timetable_weeks(monday: NaiveDate) -> i32 {
    let weeks = TIMETABLE_MONDAY.map_or(0, |known| (monday - known).num_weeks());
    i32::try_from(weeks).unwrap_or(0)
}

fn read_date(value: &Value) -> Option<NaiveDate> {
    value.as_str().filter(|text| text.len() == 10).and_then(|text| text.parse().ok())
}

fn write_date(date: NaiveDate) -> Value {
    Value::String(date.to_string())
}
