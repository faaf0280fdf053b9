//! `placewell import`: open data that the service looks up.

pub mod timetable;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;

use super::Outcome;
use crate::clock::{Clock, SystemClock};
use crate::config::Config;
use crate::maintenance::Store;

/// What can be imported.
#[derive(Subcommand, Debug)]
pub enum ImportCommand {
    /// Import postcodes and their positions in the format of OS Code-Point Open, plain or gzipped
    Postcodes {
        /// The files, one for each postcode area
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Import a GTFS timetable; it replaces the one of the same name
    Timetable(timetable::TimetableArgs),
}

/// Imports, and reports what was passed over and why. A file without a single postcode, or a refused timetable,
/// changes nothing and ends with exit code 1; other files are still imported.
///
/// # Errors
/// When a file or the database cannot be opened, or a server's database must be migrated first.
pub fn run(config: &Config, command: &ImportCommand, out: &mut dyn Write) -> Outcome {
    let store = Store::open(config)?;
    let files = match command {
        ImportCommand::Postcodes { files } => files,
        ImportCommand::Timetable(args) => return timetable::run(&store, args, SystemClock.now(), out),
    };
    let mut code = ExitCode::SUCCESS;
    for path in files {
        let imported = store.import_postcodes(path)?;
        if imported.rows == 0 {
            code = ExitCode::FAILURE;
            write!(out, "refused, as it has no postcode: ")?;
        }
        writeln!(out, "{}: {} postcodes", path.display(), imported.rows)?;
        for (reason, (count, first)) in &imported.passed_over {
            writeln!(out, "  passed over {count} rows, the first in line {first}: {reason}")?;
        }
    }
    Ok(code)
}
