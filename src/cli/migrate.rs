//! `placewell migrate`: brings the database up to date.

use std::io::Write;
use std::process::ExitCode;

use clap::Args;

use super::Outcome;
use crate::app::{db_options, open_store};
use crate::clock::{Clock, SystemClock};
use crate::config::Config;
use crate::db::{keyring, migrate};

/// What to do with the database's shape.
#[derive(Args, Debug)]
pub struct MigrateArgs {
    /// Only list what would be applied
    #[arg(long, conflicts_with = "revert")]
    pub pending: bool,
    /// Take the newest migration back
    #[arg(long)]
    pub revert: bool,
}

/// Applies, lists or reverts migrations and names each.
///
/// # Errors
/// When the database cannot be reached or a migration fails (nothing of it is kept then), or when the key file is
/// there and is not that of the database.
pub fn run(config: &Config, args: &MigrateArgs, out: &mut dyn Write) -> Outcome {
    let (url, options) = (config.database.url.expose(), db_options(&config.database));
    let (verb, names) = if args.pending {
        ("pending", migrate::pending(url, &options)?)
    } else if args.revert {
        ("reverted", vec![migrate::revert_last(url, &options)?])
    } else {
        ("applied", migrate::run(url, &options)?)
    };
    if verb == "applied" && config.keys.file.exists() {
        let (db, keys) = open_store(config)?;
        keyring::admit(&db, &keys, SystemClock.now())?;
    }
    for name in &names {
        writeln!(out, "{verb} {name}")?;
    }
    if names.is_empty() {
        writeln!(out, "nothing {verb}: the database is up to date")?;
    }
    Ok(ExitCode::SUCCESS)
}
