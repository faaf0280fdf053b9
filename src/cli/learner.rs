//! `placewell export` and `erase`: what the law gives a learner over their data.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use serde_json::{Map, Value};

use super::{Outcome, code};
use crate::app::App;
use crate::auth::Caller;
use crate::config::Config;
use crate::domain::ids::LearnerId;
use crate::files::create_private;
use crate::services::ServiceError;
use crate::services::learners::{self, Erasure, ErasureReason};

/// Which learner to export, and where to.
#[derive(Args, Debug)]
pub struct ExportArgs {
    /// The learner's identifier
    #[arg(long, value_parser = LearnerId::parse, value_name = "ID")]
    pub learner: LearnerId,
    /// The file to write: it must not exist yet, and only its owner can read it. A name ending in .html gives a page
    /// that a parent can read; any other gives JSON
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}

/// Which learner to erase, and why.
#[derive(Args, Debug)]
pub struct EraseArgs {
    /// The learner's identifier
    #[arg(long, value_parser = LearnerId::parse, value_name = "ID")]
    pub learner: LearnerId,
    /// The reason, recorded in the log: requested, no_longer_needed or entered_in_error
    #[arg(long, value_parser = code::<ErasureReason>)]
    pub reason: ErasureReason,
    /// Erase even if a confirmed placement has not ended
    #[arg(long)]
    pub force: bool,
}

/// Writes everything held about a learner, decrypted.
///
/// # Errors
/// When there is no such learner, or the file exists or cannot be written.
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
    writeln!(out, "{} holds everything about the learner, unencrypted.", args.out.display())?;
    Ok(ExitCode::SUCCESS)
}

/// Erases a learner and reports how many records of each kind were deleted.
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

fn operator(app: &App, learner: &LearnerId) -> Result<Caller, Box<dyn std::error::Error>> {
    learners::operator(app, learner).map_err(|error| match error {
        ServiceError::NotFound => "there is no such learner".into(),
        other => other.into(),
    })
}
