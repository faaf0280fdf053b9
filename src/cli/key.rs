//! `placewell key`: the file of keys that seal personal data.

use std::io::Write;
use std::process::ExitCode;

use clap::Subcommand;

use super::Outcome;
use crate::config::Config;
use crate::maintenance::keys;

/// What to do with the key file.
#[derive(Subcommand, Debug)]
pub enum KeyCommand {
    /// Create the key file for an empty database. An existing file is never changed
    New,
    /// Add a new active key and reseal existing data with it
    Rotate {
        /// Only add the key. Restart every process, then run `key reseal`: the service is never down
        #[arg(long)]
        add_only: bool,
    },
    /// Reseal data sealed by older keys with the active key. Can be interrupted and run again
    Reseal,
}

/// Runs a sub-command of `key` on the file named by `keys.file`.
///
/// # Errors
/// Whatever failed, in words for the person at the terminal.
pub fn run(config: &Config, command: &KeyCommand, out: &mut dyn Write) -> Outcome {
    match command {
        KeyCommand::New => report(config, &keys::create(config)?, out)?,
        KeyCommand::Rotate { add_only } => {
            report(config, &keys::add(config)?, out)?;
            if !*add_only {
                reseal(config, out)?;
                writeln!(
                    out,
                    "Restart every process that serves or works: it does not know the new key yet."
                )?;
            }
        }
        KeyCommand::Reseal => reseal(config, out)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn report(config: &Config, active: &str, out: &mut dyn Write) -> std::io::Result<()> {
    writeln!(out, "{} now seals with key {active}.", config.keys.file.display())?;
    writeln!(out, "Keep a copy away from the database and its backups: without it the data cannot be read.")
}

fn reseal(config: &Config, out: &mut dyn Write) -> Result<(), Box<dyn std::error::Error>> {
    let (count, active) = keys::reseal(config)?;
    writeln!(out, "{count} values were sealed again with key {active}.")?;
    Ok(())
}
