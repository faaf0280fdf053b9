//! Importing a timetable into the database, and removing one.

use std::io::Cursor;

use chrono::{DateTime, NaiveDate, Utc};

use super::Store;
use crate::caches::timetables::{About, KIND, hash, parse, version};
use crate::db::feeds::{self, Feed as Stored};
use crate::db::{Db, DbError};
use crate::domain::text::Line;
use crate::travel::gtfs::{Dates, Feed, FeedError, FeedReport};

/// A feed to be imported.
#[derive(Clone, Debug)]
pub struct NewFeed {
    /// Its name here: a newer feed of the same name replaces it.
    pub name: Line,
    /// The zip.
    pub file: Vec<u8>,
    /// Weeks by which its dates are moved; zero except in a demonstration.
    pub redated_weeks: i32,
}

impl NewFeed {
    /// The feed, ready for journeys to be looked up, and what was passed over. Nothing is stored.
    ///
    /// # Errors
    /// [`FeedError`] when the file is not a timetable.
    pub fn feed(&self) -> Result<(Feed, FeedReport), FeedError> {
        let Self { name, file, redated_weeks } = self;
        parse(name.as_str(), file, &hash(file, *redated_weeks), *redated_weeks)
    }
}

/// What was imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// Names the content: the first characters of the file's SHA-256.
    pub version: String,
    /// The first and last date that it covers.
    pub valid: (NaiveDate, NaiveDate),
    /// Lines, trips and stops.
    pub lines: usize,
    /// Trips.
    pub trips: usize,
    /// Stops.
    pub stops: usize,
    /// Whether the same file was in use under this name already, so that nothing was written.
    pub unchanged: bool,
}

/// Why a feed was not imported. What was in use before still is.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// Not a feed.
    #[error("refused: {0}")]
    NotAFeed(#[from] FeedError),
    /// A feed without a usable trip.
    #[error("refused: it has no usable trip")]
    NoTrips,
    /// The same file is in use under another name.
    #[error("refused: the same file is already in use as {0}")]
    SameFile(String),
    /// The store failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl Store {
    /// Reads a feed whole, then stores it in one transaction: readers see the old one or the new one, never half of
    /// one. The report lists what was passed over, of a refused feed too. `progress` receives the number of rows of
    /// `stop_times.txt` read so far, every hundred thousand.
    ///
    /// # Errors
    /// [`ImportError`], beside the report.
    pub fn import_timetable(
        &self,
        new: &NewFeed,
        now: DateTime<Utc>,
        progress: &mut dyn FnMut(u64),
    ) -> (FeedReport, Result<Imported, ImportError>) {
        let name = new.name.as_str();
        let read = Feed::read(Cursor::new(new.file.as_slice()), name, &Dates::All, progress);
        let (feed, report) = match read {
            Ok(read) => read,
            Err(error) => return (FeedReport::default(), Err(error.into())),
        };
        let imported = store(&self.db, new, &feed.redated(new.redated_weeks), now);
        (report, imported)
    }

    /// Removes the feed of a name; false when there was none.
    ///
    /// # Errors
    /// [`DbError`].
    pub fn remove_timetable(&self, name: &str, now: DateTime<Utc>) -> Result<bool, DbError> {
        self.db.write(|c| feeds::remove(c, KIND, name, now))
    }
}

fn store(db: &Db, new: &NewFeed, feed: &Feed, now: DateTime<Utc>) -> Result<Imported, ImportError> {
    // A trip whose calls were passed over is kept without any.
    let trips = feed.trips.iter().filter(|trip| trip.calls > 1).count();
    let valid = feed.valid.filter(|_| trips > 0).ok_or(ImportError::NoTrips)?;
    let hash = hash(&new.file, new.redated_weeks);
    let (lines, stops) = (feed.routes.len(), feed.stops.len());
    let about = About {
        publisher_version: feed.version.clone(),
        redated_weeks: new.redated_weeks,
        lines,
        trips,
        stops,
    };
    let stored = Stored {
        id: hash.clone(),
        kind: KIND.to_owned(),
        name: new.name.to_string(),
        hash,
        valid_from: Some(valid.0),
        valid_to: Some(valid.1),
        doc: serde_json::to_string(&about).unwrap_or_default(),
        created_at: now,
    };
    let known = db.write(|c| {
        let known = feeds::list(c, KIND)?.into_iter().find(|known| known.hash == stored.hash);
        if known.is_none() {
            feeds::replace(c, &stored, &new.file)?;
        }
        Ok::<_, DbError>(known)
    })?;
    if let Some(known) = known.iter().find(|known| known.name != stored.name) {
        return Err(ImportError::SameFile(known.name.clone()));
    }
    let version = version(&stored.hash).to_owned();
    Ok(Imported { version, valid, lines, trips, stops, unchanged: known.is_some() })
}
