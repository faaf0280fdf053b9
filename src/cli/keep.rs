//! `placewell backup`, `restore`, `export` and `erase`: keeping data and letting go of it.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use serde_json::{Map, Value};

use super::{Outcome, code};
use crate::app::{App, db_options};
use crate::auth::{Caller, CallerKind};
use crate::config::Config;
use crate::db::{Keys, backup, learners as rows, restore};
use crate::domain::ids::{LearnerId, UserId};
use crate::domain::role::Role;
use crate::files::create_private;
use crate::services::learners::{self, Erasure, ErasureReason};

/// Whose data goes where.
#[derive(Args, Debug)]
pub struct ExportArgs {
    /// The learner's identifier
    #[arg(long, value_parser = LearnerId::parse, value_name = "ID")]
    pub learner: LearnerId,
    /// The file, which must not be there; only its owner can read it. A name in .html gives a page for a parent to read
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}

/// Who is forgotten.
#[derive(Args, Debug)]
pub struct EraseArgs {
    /// The learner's identifier
    #[arg(long, value_parser = LearnerId::parse, value_name = "ID")]
    pub learner: LearnerId,
    /// Why: requested, no_longer_needed or entered_in_error; it stays in the log
    #[arg(long, value_parser = code::<ErasureReason>)]
    pub reason: ErasureReason,
    /// Also while a confirmed placement has not ended
    #[arg(long)]
    pub force: bool,
}

/// Copies the database beside running work.
///
/// # Errors
/// On PostgreSQL, or when the file is there or cannot be written.
pub fn backup(config: &Config, file: &Path, out: &mut dyn Write) -> Outcome {
    backup::write(config.database.url.expose(), &db_options(&config.database), file)?;
    writeln!(out, "{} holds the whole database. It does not hold the key file", file.display())?;
    writeln!(out, "{}: keep a copy of that elsewhere.", config.keys.file.display())?;
    Ok(ExitCode::SUCCESS)
}

/// Puts a copy in the place of a database that is not there.
///
/// # Errors
/// [`restore::RestoreError`], or when there is no key file.
pub fn restore(config: &Config, file: &Path, out: &mut dyn Write) -> Outcome {
    let keys = Keys::load(&config.keys.file)?;
    restore::restore(config.database.url.expose(), &db_options(&config.database), file, &keys)?;
    writeln!(out, "Restored. Whoever was erased since that copy was made must be erased again.")?;
    Ok(ExitCode::SUCCESS)
}

/// Writes everything that is held of a learner, opened.
///
/// # Errors
/// When there is no such learner, or the file is there or cannot be written.
pub fn export(config: Config, args: &ExportArgs, out: &mut dyn Write) -> Outcome {
    let app = App::open(config)?;
    let held = learners::export(&app, &operator(&app, &args.learner)?, &args.learner)?;
    let mut file = create_private(&args.out).map_err(|error| format!("{}: {error}", args.out.display()))?;
    if args.out.extension().is_some_and(|kind| kind == "html") {
        write!(file, "{}", learners::page_of(&held)?)?;
    } else {
        serde_json::to_writer_pretty(&mut file, &held)?;
        writeln!(file)?;
    }
    writeln!(out, "{} holds everything about the learner, in clear.", args.out.display())?;
    Ok(ExitCode::SUCCESS)
}

/// Erases a learner and tells how much of what went.
///
/// # Errors
/// When there is no such learner, or a placement has not ended.
pub fn erase(config: Config, args: &EraseArgs, out: &mut dyn Write) -> Outcome {
    let app = App::open(config)?;
    let caller = operator(&app, &args.learner)?;
    let receipt =
        learners::erase(&app, &caller, &args.learner, Erasure { reason: args.reason, force: args.force })?;
    writeln!(out, "Erased the record of {}, and with it:", receipt.learner)?;
    let counts: Map<String, Value> = serde_json::from_value(serde_json::to_value(receipt.erased)?)?;
    for (kind, count) in counts {
        writeln!(out, "  {count} {kind}")?;
    }
    writeln!(out, "The logs of who looked and what was disclosed stay: identifiers and codes only.")?;
    Ok(ExitCode::SUCCESS)
}

/// Whoever sits at the machine, acting for the learner's provider. In the logs: a user of all noughts.
fn operator(app: &App, learner: &LearnerId) -> Result<Caller, Box<dyn std::error::Error>> {
    let provider = app.db.read(|c| rows::provider_of(c, learner)).map_err(|_| "there is no such learner")?;
    let kind = CallerKind::User { session: "terminal".to_owned(), limited: false };
    Ok(Caller { kind, user: UserId::nil(), organisation: provider, role: Role::Provider })
}
