//! `placewell import`: open data that the service looks up, and the files that providers and hubs have.

pub mod sheets;
pub mod timetable;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Subcommand;

use super::Outcome;
use crate::clock::{Clock, SystemClock};
use crate::config::Config;
use crate::intake::ImportKind;
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
    /// Import the register of schools as it is published (edubasealldata), plain or gzipped, in place of an earlier one
    Schools {
        /// The file
        file: PathBuf,
    },
    /// Import a GTFS timetable; it replaces the one of the same name
    Timetable(timetable::TimetableArgs),
    /// Bring a provider's learners in from a CSV, XLSX or ODS file
    Learners(sheets::LearnersArgs),
    /// Bring a hub's employers and their contacts in from a CSV, XLSX or ODS file
    Employers(sheets::WorkArgs),
    /// Undo an import of learners, employers or offers, within a day
    Undo(sheets::UndoArgs),
    /// Bring offers of a hub's employers in from a CSV, XLSX or ODS file, as drafts
    Offers(sheets::WorkArgs),
}

/// Imports, and reports what was passed over and why. A file without a single postcode, or a refused timetable,
/// changes nothing and ends with exit code 1; other files are still imported.
///
/// # Errors
/// When a file or the database cannot be opened, or a server's database must be migrated first.
pub fn run(config: &Config, command: &ImportCommand, out: &mut dyn Write) -> Outcome {
    match command {
        ImportCommand::Learners(args) => sheets::run(config.clone(), args, out),
        ImportCommand::Undo(args) => sheets::undo(config.clone(), args, out),
        ImportCommand::Employers(args) => sheets::run_work(config.clone(), ImportKind::Employers, args, out),
        ImportCommand::Offers(args) => sheets::run_work(config.clone(), ImportKind::Offers, args, out),
        ImportCommand::Timetable(args) => timetable::run(&Store::open(config)?, args, SystemClock.now(), out),
        ImportCommand::Schools { file } => schools(&Store::open(config)?, file, out),
        ImportCommand::Postcodes { files } => postcodes(&Store::open(config)?, files, out),
    }
}

fn schools(store: &Store, path: &Path, out: &mut dyn Write) -> Outcome {
    let imported = store.import_schools(path)?;
    writeln!(out, "{}: {} schools, {} gone", path.display(), imported.rows, imported.gone)?;
    for (reason, (count, first)) in &imported.passed_over {
        writeln!(out, "  passed over {count} rows, the first is row {first}: {reason}")?;
    }
    Ok(if imported.rows == 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn postcodes(store: &Store, files: &[PathBuf], out: &mut dyn Write) -> Outcome {
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
