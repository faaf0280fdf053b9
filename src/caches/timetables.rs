//! The timetables that journeys are looked up in: read in by a command, held in memory by every
//! replica.
//!
//! A replica looks at each use whether the feeds in the database are still those that it holds,
//! which costs one small query. New ones are read on a thread of their own; until they are ready
//! the old ones answer. A feed is read when no transaction is open: PostgreSQL ends one that does
//! nothing for five seconds, and to read a region takes longer.

mod feed;
mod models;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use arc_swap::ArcSwapOption;

use crate::db::{Conn, Db, DbError, feeds};
use crate::maps::Backdrop;
use crate::travel::network::Network;
use crate::travel::timetable::Timetable;

pub use feed::{About, hash, parse, version};
pub use models::Models;

/// The format of the feeds that are kept.
pub const KIND: &str = "gtfs";

/// How often the feeds are listed again when one is replaced while they are read.
const ATTEMPTS: usize = 8;

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
    /// The stops and lines as maps draw them: worked out when a map is first drawn.
    pub backdrop: OnceLock<Arc<Backdrop>>,
}

impl Held {
    /// The timetable; `None` without any feed.
    #[must_use]
    pub fn timetable(&self) -> Option<&Arc<Timetable>> {
        self.timetable.as_ref()
    }
}

impl Timetables {
    /// The timetables as this replica holds them; when others have taken their place since, those
    /// are read beside, and the held ones answer. `None` before [`ready`](Self::ready).
    ///
    /// # Errors
    /// [`DbError`].
    pub fn now(&self, c: &mut Conn, db: &Db) -> Result<Option<Arc<Held>>, DbError> {
        let Some(held) = self.held.current.load_full() else { return Ok(None) };
        if held.ids != ids(c)? {
            self.read_beside(db);
        }
        Ok(Some(held))
    }

    /// Reads the timetables there and then where none are held yet: to be called before a
    /// transaction that asks for them, and never within one.
    ///
    /// # Errors
    /// [`DbError`].
    pub fn ready(&self, db: &Db) -> Result<(), DbError> {
        if self.held.current.load().is_some() { Ok(()) } else { self.held.refresh(db) }
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
        for _ in 0..ATTEMPTS {
            let stored = db.read(|c| feeds::list(c, KIND))?;
            let ids: Vec<String> = stored.iter().map(|feed| feed.id.clone()).collect();
            if self.current.load().as_ref().is_some_and(|held| held.ids == ids) {
                return Ok(());
            }
            match read(db, &stored) {
                // A feed was replaced since it was listed.
                Err(DbError::NotFound) => {}
                read => {
                    let (models, backdrop) = (Models::default(), OnceLock::new());
                    let held = Held { ids, timetable: read?, models, backdrop };
                    self.current.store(Some(Arc::new(held)));
                    return Ok(());
                }
            }
        }
        Err(DbError::Busy)
    }
}

fn ids(c: &mut Conn) -> Result<Vec<String>, DbError> {
    feeds::ids(c, KIND)
}

/// Reads the feeds of the database, each file in a transaction of its own that is over before the
/// file is read. One that can no longer be read is left out and logged: a timetable that fails must
/// not take the service with it. `None` without any.
fn read(db: &Db, stored: &[feeds::Feed]) -> Result<Option<Arc<Timetable>>, DbError> {
    let mut read = Vec::new();
    for stored in stored {
        let file = db.read(|c| feeds::file(c, &stored.id))?;
        let about: About = serde_json::from_str(&stored.doc).unwrap_or_default();
        match parse(&stored.name, &file, &stored.hash, about.redated_weeks) {
            Ok((feed, _)) => read.push(feed),
            Err(error) => tracing::error!(feed = stored.id, %error, "a stored timetable cannot be read"),
        }
    }
    Ok((!read.is_empty()).then(|| Arc::new(Timetable::new(Network::new(read)))))
}
