//! On which days services run: `calendar.txt` and `calendar_dates.txt`, either or both.

use std::io::{Read, Seek};

use chrono::{Datelike, NaiveDate};
use zip::ZipArchive;

use super::report::{FeedError, FeedReport, Problem, Table};
use super::{table, time};
use crate::lookup::Lookup;

/// The days of one service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Service {
    /// Weekdays, bit 0 Monday.
    pub weekdays: u8,
    /// First and last day of the weekly pattern.
    pub span: Option<(NaiveDate, NaiveDate)>,
    /// Dates added, sorted.
    pub added: Vec<NaiveDate>,
    /// Dates removed, sorted.
    pub removed: Vec<NaiveDate>,
}

impl Service {
    /// Whether the service runs on a date.
    #[must_use]
    pub fn runs_on(&self, date: NaiveDate) -> bool {
        if self.removed.binary_search(&date).is_ok() {
            return false;
        }
        let weekly = self.span.is_some_and(|(from, to)| {
            from <= date && date <= to && self.weekdays >> date.weekday().num_days_from_monday() & 1 == 1
        });
        weekly || self.added.binary_search(&date).is_ok()
    }
}

/// Places of identifiers in their list, only ever looked up.
pub(super) type Index = Lookup<Vec<u8>, u32>;

pub(super) fn read<R: Read + Seek>(
    zip: &mut ZipArchive<R>,
    report: &mut FeedReport,
) -> Result<(Vec<Service>, Index), FeedError> {
    let mut services = Vec::new();
    let mut index = Index::new();
    let weekly = read_weekly(zip, report, &mut services, &mut index)?;
    let dated = read_exceptions(zip, report, &mut services, &mut index)?;
    if !weekly && !dated {
        return Err(FeedError::NoTable(Table::Calendar));
    }
    for service in &mut services {
        service.added.sort_unstable();
        service.removed.sort_unstable();
    }
    Ok((services, index))
}

fn service<'a>(services: &'a mut Vec<Service>, index: &mut Index, id: &[u8]) -> Option<&'a mut Service> {
    let place = match index.get(id) {
        Some(place) => *place,
        None => {
            let place = u32::try_from(services.len()).ok()?;
            index.insert(id.to_vec(), place);
            services.push(Service::default());
            place
        }
    };
    services.get_mut(place as usize)
}

fn read_weekly<R: Read + Seek>(
    zip: &mut ZipArchive<R>,
    report: &mut FeedReport,
    services: &mut Vec<Service>,
    index: &mut Index,
) -> Result<bool, FeedError> {
    let columns = [
        "service_id",
        "start_date",
        "end_date",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    let Some(mut rows) = table::open(zip, Table::Calendar, &columns, columns.len())? else {
        return Ok(false);
    };
    while rows.advance(report) {
        let (Some(from), Some(to)) = (time::date(rows.get(1)), time::date(rows.get(2))) else {
            report.note(Table::Calendar, rows.line(), Problem::BadDate);
            continue;
        };
        if index.contains_key(rows.get(0)) {
            report.note(Table::Calendar, rows.line(), Problem::Duplicate);
            continue;
        }
        let weekdays =
            (0..7u8).filter(|day| rows.get(usize::from(*day) + 3) == b"1").map(|day| 1 << day).sum();
        if let Some(service) = service(services, index, rows.get(0)) {
            (service.weekdays, service.span) = (weekdays, Some((from, to)));
        }
    }
    Ok(true)
}

fn read_exceptions<R: Read + Seek>(
    zip: &mut ZipArchive<R>,
    report: &mut FeedReport,
    services: &mut Vec<Service>,
    index: &mut Index,
) -> Result<bool, FeedError> {
    let columns = ["service_id", "date", "exception_type"];
    let Some(mut rows) = table::open(zip, Table::CalendarDates, &columns, 3)? else { return Ok(false) };
    while rows.advance(report) {
        let Some(date) = time::date(rows.get(1)) else {
            report.note(Table::CalendarDates, rows.line(), Problem::BadDate);
            continue;
        };
        let Some(service) = service(services, index, rows.get(0)) else { continue };
        match rows.get(2) {
            b"1" => service.added.push(date),
            b"2" => service.removed.push(date),
            _ => report.note(Table::CalendarDates, rows.line(), Problem::BadNumber),
        }
    }
    Ok(true)
}
