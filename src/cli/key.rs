//! `placewell key`: the file of keys that seal personal data.

use std::io::Write;
use std::process::ExitCode;

use clap::Subcommand;

use super::Outcome;
use crate::config::Config;
use crate::db::Keys;

/// What can be done with the key file.
#[derive(Subcommand, Debug)]
pub enum KeyCommand {
    /// Make the key file; one that is there is never touched
    New,
    /// Add a fresh key that seals from now on; the old ones still open what they sealed
    Rotate,
}

/// Runs a sub-command of `key` on the file named by `keys.file`.
///
/// # Errors
/// Whatever it could not do, in words for the person at the terminal.
pub fn run(config: &Config, command: &KeyCommand, out: &mut dyn Write) -> Outcome {
    let path = &config.keys.file;
    let keys = match command {
        KeyCommand::New => {
            let keys = Keys::generate()?;
            keys.create(path)?;
            keys
        }
        KeyCommand::Rotate => {
            let keys = Keys::load(path)?.rotate()?;
            keys.replace(path)?;
            keys
        }
    };
    writeln!(out, "{} now seals with key {}.", path.display(), keys.active())?;
    writeln!(
        out,
        "Keep a copy apart from the database and its backups: without it the data cannot be read."
    )?;
    Ok(ExitCode::SUCCESS)
}
