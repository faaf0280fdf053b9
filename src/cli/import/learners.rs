//! `placewell import learners`: brings a file of learners in, or says what it would come to.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use crate::app::App;
use crate::cli::{Outcome, code};
use crate::config::Config;
use crate::domain::ids::OrganisationId;
use crate::files::create_private;
use crate::intake::SheetAnswers;
use crate::intake::answers::{ColumnSeparator, DatesWritten};
use crate::services::ServiceError;
use crate::services::idempotency::Reply;
use crate::services::imports::{
    self, FileContent, ImportConfirmation, ImportKind, ImportView, NewImport, RowsTaken,
};
use crate::services::learners::operator_of;

/// Which file to bring in, and how it is read.
#[derive(Args, Debug)]
pub struct LearnersArgs {
    /// The file: CSV, XLSX or a Common Transfer File
    file: PathBuf,
    /// The identifier of the provider whose learners they are
    #[arg(long, value_parser = OrganisationId::parse, value_name = "ID")]
    provider: OrganisationId,
    /// What a heading stands for, such as "Pupil no.=external_id"; nothing after the sign leaves the column unread
    #[arg(long = "map", value_parser = pair, value_name = "HEADING=FIELD")]
    columns: Vec<(String, String)>,
    /// What separates the columns of a CSV file: comma, semicolon or tab
    #[arg(long, value_parser = code::<ColumnSeparator>)]
    separator: Option<ColumnSeparator>,
    /// The sheet of a workbook that holds the table
    #[arg(long)]
    sheet: Option<String>,
    /// Which comes first in dates such as 05/06/2010: day_first or month_first
    #[arg(long, value_parser = code::<DatesWritten>)]
    dates: Option<DatesWritten>,
    /// Only say what the file would come to
    #[arg(long)]
    dry_run: bool,
    /// Take the good rows in and write the others to this file, which must not exist yet
    #[arg(long, value_name = "FILE")]
    rest: Option<PathBuf>,
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (heading, field) = text.rsplit_once('=').ok_or("must be a heading, a = and a field")?;
    let known = imports::fields();
    if field.is_empty() || known.iter().any(|one| one.field == field) {
        return Ok((heading.to_owned(), field.to_owned()));
    }
    let names: Vec<_> = known.iter().map(|one| one.field).collect();
    Err(format!("there is no field {field}; the fields are {}", names.join(", ")))
}

/// Brings the file in. Ends with exit code 1 when nothing was taken in and something is to be corrected or answered.
///
/// # Errors
/// When the file or the database cannot be opened, or the file is no table.
pub fn run(config: Config, args: &LearnersArgs, out: &mut dyn Write) -> Outcome {
    let app = App::open(config)?;
    let bytes = std::fs::read(&args.file).map_err(|error| format!("{}: {error}", args.file.display()))?;
    let caller = operator_of(&app, &args.provider).map_err(|error| match error {
        ServiceError::NotFound => "there is no such provider".to_owned(),
        other => other.to_string(),
    })?;
    let answers = SheetAnswers {
        separator: args.separator,
        sheet: args.sheet.clone(),
        dates: args.dates,
        columns: args.columns.iter().cloned().collect(),
    };
    let new = NewImport { kind: ImportKind::Learners, file: FileContent(bytes), answers };
    let view = if args.dry_run {
        imports::try_out(&app, &caller, &new)
    } else {
        imports::create(&app, &caller, None, &new).and_then(|reply| match reply {
            Reply::Fresh(view) => Ok(view),
            Reply::Repeated(_) => Err(ServiceError::NotFound),
        })
    };
    let view = view.map_err(told)?;
    tell(&view, out)?;
    let faulty = view.counts.faulty > 0 && args.rest.is_none();
    if !view.questions.is_empty() || faulty {
        writeln!(out, "Nothing was imported.")?;
        return Ok(ExitCode::FAILURE);
    }
    if args.dry_run {
        return Ok(ExitCode::SUCCESS);
    }
    // Before anything is taken in: a file that cannot be written must not keep the faulty rows from whoever needs them.
    let rest = args.rest.as_ref().filter(|_| view.counts.faulty > 0);
    let rest = rest.map(|path| create_private(path).map_err(|error| format!("{}: {error}", path.display())));
    let rest = rest.transpose()?;
    let rows = if args.rest.is_some() { RowsTaken::Good } else { RowsTaken::All };
    imports::confirm(&app, &caller, &view.id, view.version, ImportConfirmation { rows }).map_err(told)?;
    if let Some(mut file) = rest {
        let rows = imports::rest(&app, &caller, &view.id).map_err(told)?;
        file.write_all(rows.as_bytes())?;
    }
    writeln!(out, "Imported as {}, which can be undone for a day.", view.id)?;
    Ok(ExitCode::SUCCESS)
}

fn told(error: ServiceError) -> String {
    match error {
        ServiceError::Invalid(faults) => faults
            .into_iter()
            .map(|fault| format!("{}: {}", fault.field, fault.reason))
            .collect::<Vec<_>>()
            .join("\n"),
        ServiceError::Conflict { detail, .. } => detail,
        other => other.to_string(),
    }
}

fn tell(view: &ImportView, out: &mut dyn Write) -> std::io::Result<()> {
    for column in view.columns.iter().filter(|column| column.field.is_none()) {
        writeln!(out, "column {} is not read: {}", column.column, column.heading)?;
    }
    for question in &view.questions {
        writeln!(out, "{}", question.question)?;
    }
    for fault in &view.faults {
        let column = fault.column.as_ref().map(|column| format!(", column {column}")).unwrap_or_default();
        writeln!(out, "row {}{column}: {}", fault.row, fault.message)?;
    }
    let counts = &view.counts;
    writeln!(
        out,
        "{} added, {} drafts, {} changed, {} the same, {} faulty",
        counts.added, counts.drafts, counts.changed, counts.same, counts.faulty
    )?;
    for open in &view.still_to_ask {
        writeln!(out, "still to ask of {}: {}", open.learners, open.question)?;
    }
    Ok(())
}
