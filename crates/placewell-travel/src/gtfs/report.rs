//! What was wrong with a feed: refused whole, or row by row.

use std::collections::BTreeMap;
use std::fmt;

/// A table of the feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is the file of that name")]
pub enum Table {
    Agency,
    Calendar,
    CalendarDates,
    FeedInfo,
    Frequencies,
    Routes,
    StopTimes,
    Stops,
    Transfers,
    Trips,
}

impl Table {
    /// The file's name inside the zip.
    #[must_use]
    pub const fn file(self) -> &'static str {
        match self {
            Self::Agency => "agency.txt",
            Self::Calendar => "calendar.txt",
            Self::CalendarDates => "calendar_dates.txt",
            Self::FeedInfo => "feed_info.txt",
            Self::Frequencies => "frequencies.txt",
            Self::Routes => "routes.txt",
            Self::StopTimes => "stop_times.txt",
            Self::Stops => "stops.txt",
            Self::Transfers => "transfers.txt",
            Self::Trips => "trips.txt",
        }
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.file())
    }
}

/// Why a row, or part of one, was passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum Problem {
    /// The file breaks off or is no longer readable from here on.
    #[error("not readable from here on")]
    Unreadable,
    /// An identifier is missing.
    #[error("the identifier is empty")]
    NoId,
    /// The identifier was used before.
    #[error("the identifier was used before")]
    Duplicate,
    /// Names a stop that the feed does not have.
    #[error("names an unknown stop")]
    UnknownStop,
    /// Names a line that the feed does not have.
    #[error("names an unknown route")]
    UnknownRoute,
    /// Names a service without any calendar: it never runs.
    #[error("names a service that has no calendar")]
    UnknownService,
    /// Names a trip that the feed does not have.
    #[error("names an unknown trip")]
    UnknownTrip,
    /// Latitude or longitude is missing, out of range, or nought and nought.
    #[error("has no usable position")]
    NoPosition,
    /// A date is not YYYYMMDD.
    #[error("a date is not YYYYMMDD")]
    BadDate,
    /// A time is not H:MM:SS.
    #[error("a time is not H:MM:SS")]
    BadTime,
    /// A number is not one.
    #[error("a number is not a number")]
    BadNumber,
    /// The trip's times run backwards, so the trip is left out.
    #[error("the times of the trip run backwards")]
    TimesRunBack,
    /// The trip has fewer than two usable stops, so it is left out.
    #[error("the trip has fewer than two usable stops")]
    TooFewStops,
    /// First or last stop of the trip has no time, so the trip is left out.
    #[error("the first or last stop of the trip has no time")]
    EndsUntimed,
}

/// How often a problem was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrences {
    /// How many times.
    pub count: u64,
    /// The line of the first, from 1.
    pub first_line: u64,
}

/// Everything that was passed over while reading a feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedReport {
    /// By file and problem.
    pub problems: BTreeMap<(Table, Problem), Occurrences>,
}

impl FeedReport {
    pub(super) fn note(&mut self, table: Table, line: u64, problem: Problem) {
        let first = Occurrences { count: 0, first_line: line };
        self.problems.entry((table, problem)).or_insert(first).count += 1;
    }

    pub(super) fn absorb(&mut self, other: Self) {
        for (key, met) in other.problems {
            let first = Occurrences { count: 0, first_line: met.first_line };
            self.problems.entry(key).or_insert(first).count += met.count;
        }
    }

    /// One line a problem: file, first line, what, how many.
    pub fn lines(&self) -> impl Iterator<Item = String> {
        self.problems.iter().map(|((table, problem), met)| {
            format!("{table}, from line {}: {problem} ({} times)", met.first_line, met.count)
        })
    }
}

/// Why a feed was refused whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FeedError {
    /// Not a zip archive.
    #[error("not a zip archive")]
    NotAZip,
    /// An essential file is missing.
    #[error("{0} is missing")]
    NoTable(Table),
    /// An essential column is missing.
    #[error("{0} has no column {1}")]
    NoColumn(Table, &'static str),
    /// More rows than this reader's numbering holds.
    #[error("{0} has too many rows")]
    TooMany(Table),
}
