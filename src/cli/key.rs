//! `placewell key`: the file of keys that seal personal data.

use std::io::Write;
use std::process::ExitCode;

use clap::Subcommand;

use super::Outcome;
use crate::app::db_options;
use crate::config::Config;
use crate::db::{Db, Keys, reseal};

/// What can be done with the key file.
#[derive(Subcommand, Debug)]
pub enum KeyCommand {
    /// Make the key file; one that is there is never touched
    New,
    /// Add a fresh key that seals from now on, and seal again under it what the old ones sealed
    Rotate {
        /// Only add the key: restart every process, then run `key reseal`, and nothing stands still
        #[arg(long)]
        add_only: bool,
    },
    /// Seal again under the active key what older ones sealed; it can be broken off and run again
    Reseal,
}

/// Runs a sub-command of `key` on the file named by `keys.file`.
///
/// # Errors
/// Whatever it could not do, in words for the person at the terminal.
pub fn run(config: &Config, command: &KeyCommand, out: &mut dyn Write) -> Outcome {
    let path = &config.keys.file;
    match command {
        KeyCommand::New => {
            let keys = Keys::generate()?;
            keys.create(path)?;
            told(config, &keys, out)?;
        }
        KeyCommand::Rotate { add_only } => {
            let keys = Keys::load(path)?.rotate()?;
            keys.replace(path)?;
            told(config, &keys, out)?;
            if !*add_only {
                seal_again(config, &keys, out)?;
                writeln!(out, "Restart whatever serves or works: it does not know the new key yet.")?;
            }
        }
        KeyCommand::Reseal => seal_again(config, &Keys::load(path)?, out)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn told(config: &Config, keys: &Keys, out: &mut dyn Write) -> std::io::Result<()> {
    writeln!(out, "{} now seals with key {}.", config.keys.file.display(), keys.active())?;
    writeln!(out, "Keep a copy apart from the database and its backups: without it the data cannot be read.")
}

fn seal_again(config: &Config, keys: &Keys, out: &mut dyn Write) -> Result<(), Box<dyn std::error::Error>> {
    let (url, options) = (config.database.url.expose(), db_options(&config.database));
    let count = if Db::is_there(url, &options)? { reseal::all(&Db::open(url, options)?, keys)? } else { 0 };
    writeln!(out, "{count} values were sealed again with key {}.", keys.active())?;
    Ok(())
}
