//! `placewell migrate`: brings the database up to date.

use std::io::Write;
use std::process::ExitCode;

use clap::Args;

use super::Outcome;
use crate::config::Config;
use crate::maintenance;

/// Whether to apply, list or revert migrations.
#[derive(Args, Debug)]
pub struct MigrateArgs {
    /// List the pending migrations without applying them
    #[arg(long, conflicts_with = "revert")]
    pub pending: bool,
    /// Revert the newest migration
    #[arg(long)]
    pub revert: bool,
}

/// Applies, lists or reverts migrations and names each.
///
/// # Errors
/// When the database cannot be reached, when a migration fails (and is rolled back), or when the key file exists and
/// is not that of the database.
pub fn run(config: &Config, args: &MigrateArgs, out: &mut dyn Write) -> Outcome {
    let (verb, names) = if args.pending {
        ("pending", maintenance::pending(config)?)
    } else if args.revert {
        ("reverted", vec![maintenance::revert(config)?])
    } else {
        ("applied", maintenance::migrate(config)?)
    };
    for name in &names {
        writeln!(out, "{verb} {name}")?;
    }
    if names.is_empty() {
        writeln!(out, "nothing {verb}: the database is up to date")?;
    }
    Ok(ExitCode::SUCCESS)
}
