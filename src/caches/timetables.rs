//! The timetables that journeys are looked up in: read in by a command, held in memory by every
//! replica.
//!
//! A replica looks at each use whether the feeds in the database are still those that it holds,
//! which costs one small query. New ones are read on a thread of their own; until they are ready
//! the old ones answer.

mod feed;
mod models;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use arc_swap::ArcSwapOption;

use crate::db::{Conn, Db, DbError, feeds};
use crate::travel::network::Network;
use crate::travel::timetable::Timetable;

pub use feed::{About, hash, parse, version};
pub use models::Models;

/// The format of the feeds that are kept.
pub const KIND: &str = "gtfs";

/// What a replica holds: nothing until it first looks.
#[derive(Default)]
pub struct Timetables {
    held: Arc<Holder>,
}

#[derive(Default)]
struct Holder {
    current: ArcSwapOption<Held>,
    /// Held while feeds are read, so that they are read once.
    reading: Mutex<()>,
    /// Whether a thread is reading.
    busy: AtomicBool,
}

/// The feeds of one moment, with the models that learners have asked of them: new feeds begin with
/// none.
pub struct Held {
    /// The identifiers of the feeds, in the order of their names.
    ids: Vec<String>,
    /// `None` without any feed.
    timetable: Option<Arc<Timetable>>,
    /// By home and limits.
    pub models: Models,
}

impl Held {
    /// The timetable; `None` without any feed.
    #[must_use]
    pub fn timetable(&self) -> Option<&Arc<Timetable>> {
        self.timetable.as_ref()
    }
}

impl Timetables {
    /// The timetables as this replica holds them. The first look reads them there and then; when
    /// others have taken their place since, those are read beside, and the held ones answer.
    ///
    /// # Errors
    /// [`DbError`].
    pub fn now(&self, c: &mut Conn, db: &Db) -> Result<Arc<Held>, DbError> {
        let ids = ids(c)?;
        match self.held.current.load_full() {
            Some(held) if held.ids == ids => Ok(held),
            Some(held) => {
                self.read_beside(db);
                Ok(held)
            }
            None => {
                let _alone = self.held.reading.lock().unwrap_or_else(PoisonError::into_inner);
                if let Some(held) = self.held.current.load_full() {
                    return Ok(held);
                }
                let held = Arc::new(read(c, ids)?);
                self.held.current.store(Some(held.clone()));
                Ok(held)
            }
        }
    }

    /// Reads what stands in the database now and waits for it: at start-up, after an import.
    ///
    /// # Errors
    /// [`DbError`].
    pub fn refresh(&self, db: &Db) -> Result<(), DbError> {
        self.held.refresh(db)
    }

    fn read_beside(&self, db: &Db) {
        if self.held.busy.swap(true, Ordering::SeqCst) {
            return;
        }
        let (reading, db) = (Reading(self.held.clone()), db.clone());
        let thread = std::thread::Builder::new().name("timetables".to_owned()).spawn(move || {
            if let Err(error) = reading.0.refresh(&db) {
                tracing::error!(%error, "new timetables cannot be read; the old ones answer");
            }
        });
        if let Err(error) = thread {
            tracing::error!(%error, "no thread to read timetables on");
        }
    }
}

/// A thread that reads. However it ends, another may read after it.
struct Reading(Arc<Holder>);

impl Drop for Reading {
    fn drop(&mut self) {
        self.0.busy.store(false, Ordering::SeqCst);
    }
}

impl Holder {
    fn refresh(&self, db: &Db) -> Result<(), DbError> {
        let _alone = self.reading.lock().unwrap_or_else(PoisonError::into_inner);
        let held = db.read(|c| {
            let ids = ids(c)?;
            if self.current.load().as_ref().is_some_and(|held| held.ids == ids) {
                return Ok(None);
            }
            read(c, ids).map(Some)
        })?;
        if let Some(held) = held {
            self.current.store(Some(Arc::new(held)));
        }
        Ok(())
    }
}

fn ids(c: &mut Conn) -> Result<Vec<String>, DbError> {
    feeds::ids(c, KIND)
}

/// Reads the feeds of the database. One that can no longer be read is left out and logged: a
/// timetable that fails must not take the service with it.
fn read(c: &mut Conn, ids: Vec<String>) -> Result<Held, DbError> {
    let mut read = Vec::new();
    for stored in feeds::list(c, KIND)? {
        let file = feeds::file(c, &stored.id)?;
        let about: About = serde_json::from_str(&stored.doc).unwrap_or_default();
        match parse(&stored.name, &file, &stored.hash, about.redated_weeks) {
            Ok((feed, _)) => read.push(feed),
            Err(error) => tracing::error!(feed = stored.id, %error, "a stored timetable cannot be read"),
        }
    }
    let timetable = (!read.is_empty()).then(|| Arc::new(Timetable::new(Network::new(read))));
    Ok(Held { ids, timetable, models: Models::default() })
}
