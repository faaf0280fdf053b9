//! `placewell openapi`: prints the OpenAPI document.

use std::io::Write;
use std::process::ExitCode;

use super::Outcome;
use crate::http::openapi::document;

/// Prints the document as it is served and as `api/openapi.json` holds it.
///
/// # Errors
/// When `out` cannot be written.
pub fn run(out: &mut dyn Write) -> Outcome {
    writeln!(out, "{}", document().to_pretty_json()?)?;
    Ok(ExitCode::SUCCESS)
}
