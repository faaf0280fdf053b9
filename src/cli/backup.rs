//! `placewell backup` and `restore`: copies of the database.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use super::Outcome;
use crate::config::Config;
use crate::maintenance;

/// Copies the database while the service keeps running.
///
/// # Errors
/// When the file exists or cannot be written, or `pg_dump` fails.
pub fn backup(config: &Config, file: &Path, out: &mut dyn Write) -> Outcome {
    maintenance::back_up(config, file)?;
    writeln!(out, "{} holds the whole database.", file.display())?;
    writeln!(
        out,
        "It does not hold the key file, {}: back that up somewhere else.",
        config.keys.file.display()
    )?;
    Ok(ExitCode::SUCCESS)
}

/// Restores a backup where no database exists, or at a PostgreSQL server into an empty one.
///
/// # Errors
/// When a database exists, the backup is damaged, or the key file is missing or does not open it.
pub fn restore(config: &Config, file: &Path, out: &mut dyn Write) -> Outcome {
    maintenance::restore(config, file)?;
    writeln!(out, "Restored. Erase again every learner who was erased after the backup was made.")?;
    Ok(ExitCode::SUCCESS)
}
