//! Tests of timetables in the product: reading feeds in, holding them, matching by them.

mod command;
mod leak;
mod models;
mod pass;
mod replicas;
mod sample;

use placewell::db::Db;
use placewell::domain::text::Line;
use placewell::maintenance::Store;
use placewell::maintenance::timetables::{ImportError, Imported, NewFeed};

use crate::support::app::start;

/// Reads a feed in under a name.
pub(crate) fn import(db: &Db, name: &str, file: Vec<u8>) -> Result<Imported, ImportError> {
    let new = NewFeed { name: Line::parse(name).unwrap(), file, redated_weeks: 0 };
    Store::over(db.clone()).import_timetable(&new, start(), &mut |_| {}).1
}
