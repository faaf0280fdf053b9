//! `placewell evidence`: writes a table of evidence to a file.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use chrono::NaiveDate;
use clap::Args;

use super::{Outcome, code};
use crate::app::App;
use crate::config::Config;
use crate::domain::code::Code;
use crate::domain::ids::{LearnerId, OrganisationId};
use crate::domain::text::Invalid;
use crate::evidence::{EvidenceTable, TermOfYear};
use crate::files::create_private;
use crate::services::ServiceError;
use crate::services::evidence::{self, EvidenceAsked, EvidenceFormat};
use crate::services::learners::{operator_of, operator_of_hub};

/// Which table to write, and where to.
#[derive(Args, Debug)]
pub struct EvidenceArgs {
    /// The table: register, meaningful, two_weeks, attendance, annual_review, employers, views, destinations, internships,
    /// siqaf or experience of a provider; hub_gaps,
    /// hub_outcomes or hub_views of a hub
    #[arg(value_parser = code::<EvidenceTable>)]
    table: EvidenceTable,
    /// The identifier of the provider whose learners it is about
    #[arg(long, value_parser = OrganisationId::parse, value_name = "ID", required_unless_present = "hub")]
    provider: Option<OrganisationId>,
    /// The identifier of the hub of whose providers' learners it is
    #[arg(long, value_parser = OrganisationId::parse, value_name = "ID", conflicts_with = "provider")]
    hub: Option<OrganisationId>,
    /// Only what is about this learner; annual_review needs it
    #[arg(long, value_parser = LearnerId::parse, value_name = "ID")]
    learner: Option<LearnerId>,
    /// Only placements with a day on this date or later, such as 2026-03-02
    #[arg(long, value_name = "DATE")]
    from: Option<NaiveDate>,
    /// Only placements with a day on this date or earlier
    #[arg(long, value_name = "DATE")]
    to: Option<NaiveDate>,
    /// Of a hub's tables, the term, such as 2026-summer; the newest unless said
    #[arg(long, value_parser = term, value_name = "TERM")]
    term: Option<TermOfYear>,
    /// The format: csv, xlsx or pdf
    #[arg(long, value_parser = code::<EvidenceFormat>, default_value = "csv")]
    format: EvidenceFormat,
    /// The file to write: it must not exist yet, and only its owner can read it
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

fn term(text: &str) -> Result<TermOfYear, Invalid> {
    TermOfYear::try_from(text.to_owned())
}

/// Writes the table.
///
/// # Errors
/// When there is no such provider or learner, or the file exists or cannot be written.
pub fn run(config: Config, args: &EvidenceArgs, out: &mut dyn Write) -> Outcome {
    let app = App::open(config)?;
    let missing = |whose: &'static str| {
        move |error: ServiceError| match error {
            ServiceError::NotFound => format!("there is no such {whose}"),
            ServiceError::Invalid(faults) => {
                let faults = faults.into_iter().map(|fault| format!("{}: {}", fault.field, fault.reason));
                faults.collect::<Vec<_>>().join("\n")
            }
            other => other.to_string(),
        }
    };
    let caller = match (&args.provider, &args.hub) {
        (Some(provider), _) => operator_of(&app, provider).map_err(missing("provider"))?,
        (None, Some(hub)) => operator_of_hub(&app, hub).map_err(missing("hub"))?,
        (None, None) => return Err("name the provider or the hub".into()),
    };
    let EvidenceArgs { table, learner, from, to, term, format, .. } = args;
    let asked = EvidenceAsked { learner: learner.clone(), from: *from, to: *to, term: *term };
    if evidence::tables_of(&caller).all(|known| known != *table) {
        let whose = if table.is_of_hub() { "--hub" } else { "--provider" };
        return Err(format!("{} needs {whose}", table.code()).into());
    }
    let file = evidence::file(&app, &caller, *table, &asked, *format).map_err(missing("learner"))?;
    create_private(&args.out)
        .and_then(|mut written| written.write_all(&file.bytes))
        .map_err(|error| format!("{}: {error}", args.out.display()))?;
    writeln!(out, "{} holds the table, unencrypted.", args.out.display())?;
    Ok(ExitCode::SUCCESS)
}
