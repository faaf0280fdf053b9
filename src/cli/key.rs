//! `placewell key`: the file of keys that seal personal data.

use std::io::Write;
use std::process::ExitCode;

use clap::Subcommand;

use super::Outcome;
use crate::app::{db_options, keys_needed, open_store};
use crate::clock::{Clock, SystemClock};
use crate::config::Config;
use crate::db::{Db, Keys, keyring, reseal};

/// What can be done with the key file.
#[derive(Subcommand, Debug)]
pub enum KeyCommand {
    /// Make the key file of a database that holds nothing yet; one that is there is never touched
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
            let needed = keys_needed(config)?;
            if !needed.is_empty() {
                return Err(sealed_already(&needed).into());
            }
            let keys = Keys::generate()?;
            keys.create(path)?;
            told(config, &keys, out)?;
        }
        KeyCommand::Rotate { add_only } => {
            let db = store(config)?;
            let keys = Keys::load(path)?.rotate()?;
            keys.replace(path)?;
            told(config, &keys, out)?;
            if !*add_only {
                seal_again(db.as_ref(), &keys, out)?;
                writeln!(out, "Restart whatever serves or works: it does not know the new key yet.")?;
            }
        }
        KeyCommand::Reseal => seal_again(store(config)?.as_ref(), &Keys::load(path)?, out)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn sealed_already(needed: &[String]) -> String {
    format!(
        "the database holds data sealed with {}; a new key file opens none of it.\n\
         Bring back the key file of its time instead, from where its copy is kept",
        needed.join(", ")
    )
}

/// The database, if there is one, once the key file is known to be its own.
fn store(config: &Config) -> Result<Option<Db>, Box<dyn std::error::Error>> {
    let there = Db::is_there(config.database.url.expose(), &db_options(&config.database))?;
    if !there {
        return Ok(None);
    }
    let (db, keys) = open_store(config)?;
    keyring::admit(&db, &keys, SystemClock.now())?;
    Ok(Some(db))
}

fn told(config: &Config, keys: &Keys, out: &mut dyn Write) -> std::io::Result<()> {
    writeln!(out, "{} now seals with key {}.", config.keys.file.display(), keys.active())?;
    writeln!(out, "Keep a copy apart from the database and its backups: without it the data cannot be read.")
}

fn seal_again(db: Option<&Db>, keys: &Keys, out: &mut dyn Write) -> Result<(), Box<dyn std::error::Error>> {
    let count = match db {
        None => 0,
        Some(db) => {
            let now = SystemClock.now();
            keyring::admit(db, keys, now)?;
            let count = reseal::all(db, keys)?;
            db.write(|c| keyring::retire_others(c, keys, now))?;
            count
        }
    };
    writeln!(out, "{count} values were sealed again with key {}.", keys.active())?;
    Ok(())
}
