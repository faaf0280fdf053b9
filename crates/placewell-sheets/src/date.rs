//! Dates that people type. One that could be two days is asked about, never guessed.

use chrono::NaiveDate;
use thiserror::Error;

use crate::Cell;

/// In which order the people who filled the sheet write day and month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// 17/05/2010.
    DayFirst,
    /// 05/17/2010.
    MonthFirst,
}

/// Why a cell is not read as a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DateFault {
    /// It could be two days.
    #[error("could be two dates: say whether the day or the month comes first")]
    Ambiguous,
    /// The year is short.
    #[error("must have a year of four digits")]
    ShortYear,
    /// A number without the format of a date.
    #[error("is a number: give the cell the format of a date")]
    Number,
    /// Anything else.
    #[error("must be a real date, such as 17 May 2010")]
    NotADate,
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Reads a cell as a date; an empty cell is none.
///
/// # Errors
/// [`DateFault`] when it is no date, or might be two.
pub fn read(cell: &Cell, order: Option<DateOrder>) -> Result<Option<NaiveDate>, DateFault> {
    match cell {
        Cell::Empty => Ok(None),
        Cell::Date(date) => Ok(Some(*date)),
        Cell::Text(text) => typed(text, order).map(Some),
        Cell::Number(_) => Err(DateFault::Number),
        Cell::Flag(_) | Cell::Broken => Err(DateFault::NotADate),
    }
}

fn typed(text: &str, order: Option<DateOrder>) -> Result<NaiveDate, DateFault> {
    let parts: Vec<&str> = text.split(['/', '-', '.', ' ', ',']).filter(|part| !part.is_empty()).collect();
    let &[first, second, third] = parts.as_slice() else { return Err(DateFault::NotADate) };
    if first.len() == 4 && number(first).is_ok() {
        return day(first, number(second)?, number(third)?);
    }
    if let Some(month) = month(second) {
        return day(third, month, number(ordinal(first))?);
    }
    if let Some(month) = month(first) {
        return day(third, month, number(ordinal(second))?);
    }
    let (first, second) = (number(first)?, number(second)?);
    let day_first = match order {
        Some(order) => order == DateOrder::DayFirst,
        None if first == second || first > 12 => true,
        None if second > 12 => false,
        None => return Err(DateFault::Ambiguous),
    };
    let (of_month, month) = if day_first { (first, second) } else { (second, first) };
    day(third, month, of_month)
}

fn day(year: &str, month: u32, day: u32) -> Result<NaiveDate, DateFault> {
    let year_number = number(year)?;
    if year.len() != 4 {
        return Err(DateFault::ShortYear);
    }
    let year = i32::try_from(year_number).map_err(|_| DateFault::NotADate)?;
    NaiveDate::from_ymd_opt(year, month, day).ok_or(DateFault::NotADate)
}

fn number(text: &str) -> Result<u32, DateFault> {
    let digits = text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits).ok_or(DateFault::NotADate)
}

fn ordinal(text: &str) -> &str {
    ["st", "nd", "rd", "th"].iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text)
}

/// A month by its name, or at least the first three letters of it.
fn month(text: &str) -> Option<u32> {
    let text = text.to_lowercase();
    let at = MONTHS.iter().position(|name| text.len() >= 3 && name.starts_with(&text))?;
    u32::try_from(at + 1).ok()
}
