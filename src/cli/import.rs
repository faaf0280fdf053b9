//! `placewell import`: open data that the service looks things up in.

pub mod timetable;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Subcommand;
use flate2::read::MultiGzDecoder;

use super::Outcome;
use crate::app::open_store;
use crate::clock::{Clock, SystemClock};
use crate::config::Config;
use crate::db::{Db, DbError, keyring, postcodes};
use crate::domain::place::{Coordinates, Postcode};
use crate::travel::grid::Grid;
use crate::travel::postcodes::PostcodeReader;

/// Rows written in one transaction, so that other writers are not kept waiting.
const BATCH: usize = 5_000;

/// What can be imported.
#[derive(Subcommand, Debug)]
pub enum ImportCommand {
    /// Postcodes with their positions, in the form of OS Code-Point Open; .gz is read as it is
    Postcodes {
        /// The files, one an area
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// A timetable, a GTFS zip: the newest of a name takes the place of the one before
    Timetable(timetable::TimetableArgs),
}

/// What became of a file.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Rows written.
    pub rows: usize,
    /// Rows passed over, by reason, with the first line of each.
    pub passed_over: BTreeMap<String, (usize, u64)>,
}

/// Imports and reports what was passed over, and why. A file without a single postcode, or a refused
/// timetable, changes nothing and ends with exit code 1; other files are still imported.
///
/// # Errors
/// When a file or the database cannot be opened, or a server's database wants migrating first.
pub fn run(config: &Config, command: &ImportCommand, out: &mut dyn Write) -> Outcome {
    let (db, keys) = open_store(config)?;
    keyring::admit(&db, &keys, SystemClock.now())?;
    let files = match command {
        ImportCommand::Postcodes { files } => files,
        ImportCommand::Timetable(args) => return timetable::run(&db, args, SystemClock.now(), out),
    };
    let mut code = ExitCode::SUCCESS;
    for path in files {
        let imported = postcodes_file(&db, path)?;
        if imported.rows == 0 {
            code = ExitCode::FAILURE;
            write!(out, "refused: not one postcode in it: ")?;
        }
        writeln!(out, "{}: {} postcodes", path.display(), imported.rows)?;
        for (reason, (count, first)) in &imported.passed_over {
            writeln!(out, "  passed over {count} rows, the first in line {first}: {reason}")?;
        }
    }
    Ok(code)
}

/// Reads one file into the table of postcodes; a row read again replaces the earlier one.
///
/// # Errors
/// When the file cannot be opened or the table not be written.
pub fn postcodes_file(db: &Db, path: &Path) -> Result<Imported, Box<dyn std::error::Error>> {
    let mut imported = Imported::default();
    let mut batch = Vec::with_capacity(BATCH);
    for row in PostcodeReader::new(open(path)?, Grid::new()?) {
        match row {
            Ok(place) => batch.push(place),
            Err(error) => {
                let entry = imported.passed_over.entry(error.fault.to_string()).or_insert((0, error.line));
                entry.0 += 1;
            }
        }
        if batch.len() == BATCH {
            imported.rows += flush(db, &mut batch)?;
        }
    }
    imported.rows += flush(db, &mut batch)?;
    Ok(imported)
}

/// Opens a file of postcodes; one whose name ends in .gz is unpacked on the way.
pub(super) fn open(path: &Path) -> Result<Box<dyn Read>, Box<dyn std::error::Error>> {
    let file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let gzipped = path.extension().is_some_and(|kind| kind == "gz");
    Ok(if gzipped {
        Box::new(MultiGzDecoder::new(BufReader::new(file)))
    } else {
        Box::new(BufReader::new(file))
    })
}

fn flush(db: &Db, batch: &mut Vec<(Postcode, Coordinates)>) -> Result<usize, DbError> {
    db.write(|c| postcodes::import(c, batch))?;
    let rows = batch.len();
    batch.clear();
    Ok(rows)
}
