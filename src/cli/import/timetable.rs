//! `placewell import timetable`: imports a GTFS feed into the database, or removes one.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::{DateTime, Utc};
use clap::Args;

use crate::cli::Outcome;
use crate::domain::text::Line;
use crate::maintenance::Store;
use crate::maintenance::timetables::{Imported, NewFeed};

/// Which feed to import or remove.
#[derive(Args, Debug)]
pub struct TimetableArgs {
    /// The GTFS zip file
    #[arg(required_unless_present = "remove")]
    file: Option<PathBuf>,
    /// The name of the feed; by default, the name of the file
    #[arg(long, value_name = "FEED")]
    name: Option<String>,
    /// Remove the feed of this name instead
    #[arg(long, value_name = "FEED", conflicts_with_all = ["file", "name"])]
    remove: Option<String>,
}

/// Imports or removes a feed, and reports what was passed over and why. A refused feed changes nothing and ends with
/// exit code 1.
///
/// # Errors
/// When the file or the database cannot be read, or there is no feed of the name.
pub fn run(store: &Store, args: &TimetableArgs, now: DateTime<Utc>, out: &mut dyn Write) -> Outcome {
    if let Some(name) = &args.remove {
        if !store.remove_timetable(name, now)? {
            return Err(format!("there is no timetable named {name}").into());
        }
        writeln!(out, "{name}: removed")?;
        return Ok(ExitCode::SUCCESS);
    }
    let Some(path) = &args.file else { return Err("name the file to import".into()) };
    let new = read(path, args.name.as_deref(), 0)?;
    let imported = import(store, &new, now, out)?;
    Ok(if imported.is_some() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A feed's file from disk, under the given name or that of the file.
///
/// # Errors
/// When it cannot be read, or the name is not acceptable.
pub fn read(
    path: &Path,
    name: Option<&str>,
    redated_weeks: i32,
) -> Result<NewFeed, Box<dyn std::error::Error>> {
    let file = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let stem = || path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let name = Line::parse(&name.map_or_else(stem, str::to_owned))?;
    Ok(NewFeed { name, file, redated_weeks })
}

/// Imports a feed and prints its report; `None` when it was refused.
///
/// # Errors
/// When the report cannot be written.
pub fn import(
    store: &Store,
    new: &NewFeed,
    now: DateTime<Utc>,
    out: &mut dyn Write,
) -> Result<Option<Imported>, std::io::Error> {
    let name = &new.name;
    let mut told = Ok(());
    let (report, imported) = store.import_timetable(new, now, &mut |rows| {
        if told.is_ok() {
            told = writeln!(out, "{name}: {rows} stop times read ...");
        }
    });
    told?;
    for line in report.lines() {
        writeln!(out, "{name}: passed over: {line}")?;
    }
    match &imported {
        Ok(Imported { version, valid: (from, until), lines, trips, stops, unchanged }) => {
            let kept = if *unchanged { " (unchanged: the same file is already in use)" } else { "" };
            writeln!(
                out,
                "{name} @ {version}: {lines} lines, {trips} trips, {stops} stops, {from} to {until}{kept}"
            )?;
        }
        Err(error) => writeln!(out, "{name}: {error}; nothing was changed")?,
    }
    Ok(imported.ok())
}
