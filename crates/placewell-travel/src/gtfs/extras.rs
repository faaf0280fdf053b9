//! The small tables: time zone, feed information, headways.

use std::io::{Read, Seek};

use chrono::NaiveDate;
use chrono_tz::Tz;
use zip::ZipArchive;

use super::report::{FeedError, FeedReport, Problem, Table};
use super::routes::TripIndex;
use super::{table, time};

/// A trip that repeats: its calls are read as offsets from its first departure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frequency {
    /// The trip.
    pub trip: u32,
    /// First departure, minute of the day.
    pub from: u16,
    /// No departure from this minute on.
    pub until: u16,
    /// Seconds between departures, never nought.
    pub headway_seconds: u32,
    /// Whether the departures are those of a timetable; else only the headway is promised, and a
    /// vehicle may come at any time within it.
    pub exact: bool,
}

/// What `feed_info.txt` says.
pub(super) struct Info {
    pub(super) version: String,
    pub(super) valid: Option<(NaiveDate, NaiveDate)>,
}

pub(super) fn zone<R: Read + Seek>(
    zip: &mut ZipArchive<R>,
    report: &mut FeedReport,
) -> Result<Tz, FeedError> {
    let Some(mut rows) = table::open(zip, Table::Agency, &["agency_timezone"], 0)? else {
        return Ok(Tz::Europe__London);
    };
    let stated = rows.advance(report).then(|| rows.text(0).parse::<Tz>().ok()).flatten();
    Ok(stated.unwrap_or(Tz::Europe__London))
}

pub(super) fn info<R: Read + Seek>(
    zip: &mut ZipArchive<R>,
    report: &mut FeedReport,
) -> Result<Info, FeedError> {
    let columns = ["feed_version", "feed_start_date", "feed_end_date"];
    let mut info = Info { version: String::new(), valid: None };
    if let Some(mut rows) = table::open(zip, Table::FeedInfo, &columns, 0)?
        && rows.advance(report)
    {
        info.version = rows.text(0);
        info.valid = time::date(rows.get(1)).zip(time::date(rows.get(2))).filter(|(from, to)| from <= to);
    }
    Ok(info)
}

pub(super) fn frequencies<R: Read + Seek>(
    zip: &mut ZipArchive<R>,
    report: &mut FeedReport,
    trips: &TripIndex,
) -> Result<Vec<Frequency>, FeedError> {
    let columns = ["trip_id", "start_time", "end_time", "headway_secs", "exact_times"];
    let mut found = Vec::new();
    let Some(mut rows) = table::open(zip, Table::Frequencies, &columns, 4)? else {
        return Ok(found);
    };
    while rows.advance(report) {
        let Some(trip) = trips.find(rows.get(0), None) else {
            report.note(Table::Frequencies, rows.line(), Problem::UnknownTrip);
            continue;
        };
        let Some(trip) = trips.kept(trip) else { continue };
        let times = time::minutes(rows.get(1)).zip(time::minutes(rows.get(2)));
        let headway = time::number(rows.get(3)).filter(|seconds| *seconds > 0);
        match (times, headway) {
            (Some((from, until)), Some(headway_seconds)) => {
                let exact = rows.get(4) == b"1";
                found.push(Frequency { trip, from, until, headway_seconds, exact });
            }
            (None, _) => report.note(Table::Frequencies, rows.line(), Problem::BadTime),
            (_, None) => report.note(Table::Frequencies, rows.line(), Problem::BadNumber),
        }
    }
    Ok(found)
}
