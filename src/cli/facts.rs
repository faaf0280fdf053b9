//! `placewell facts`: prints the table of the facts that a good week needs.

use std::io::Write;
use std::process::ExitCode;

use super::Outcome;
use crate::words::asked;

/// Prints the page as `docs/FACTS.md` holds it.
///
/// # Errors
/// When `out` cannot be written.
pub fn run(out: &mut dyn Write) -> Outcome {
    write!(out, "{}", asked::page())?;
    Ok(ExitCode::SUCCESS)
}
