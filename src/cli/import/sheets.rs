//! `placewell import learners`, `employers` and `offers`: brings a file in, or says what it would come to.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use crate::app::App;
use crate::auth::Caller;
use crate::cli::{Outcome, code};
use crate::config::Config;
use crate::domain::ids::{ImportId, OrganisationId};
use crate::files::create_private;
use crate::intake::SheetAnswers;
use crate::intake::answers::{ColumnSeparator, DatesWritten};
use crate::services::ServiceError;
use crate::services::idempotency::Reply;
use crate::services::imports::{
    self, FileContent, ImportConfirmation, ImportKind, ImportView, NewImport, RowsTaken,
};
use crate::services::learners::{operator_of, operator_of_hub};

/// Whose learners to bring in.
#[derive(Args, Debug)]
pub struct LearnersArgs {
    /// The identifier of the provider whose learners they are
    #[arg(long, value_parser = OrganisationId::parse, value_name = "ID")]
    provider: OrganisationId,
    #[command(flatten)]
    sheet: SheetArgs,
}

/// Whose employers or offers to bring in.
#[derive(Args, Debug)]
pub struct WorkArgs {
    /// The identifier of the hub that works with the employers
    #[arg(long, value_parser = OrganisationId::parse, value_name = "ID")]
    hub: OrganisationId,
    #[command(flatten)]
    sheet: SheetArgs,
}

/// Which import to undo.
#[derive(Args, Debug)]
pub struct UndoArgs {
    /// The identifier of the import
    #[arg(value_parser = ImportId::parse, value_name = "IMPORT")]
    import: ImportId,
    /// The identifier of the provider whose import it is
    #[arg(long, value_parser = OrganisationId::parse, value_name = "ID", required_unless_present = "hub")]
    provider: Option<OrganisationId>,
    /// The identifier of the hub whose import it is
    #[arg(long, value_parser = OrganisationId::parse, value_name = "ID", conflicts_with = "provider")]
    hub: Option<OrganisationId>,
}

/// Which file to bring in, and how it is read.
#[derive(Args, Debug)]
pub struct SheetArgs {
    /// The file: CSV, XLSX or ODS; for learners, a Common Transfer File as well
    file: PathBuf,
    /// What a heading stands for, such as "Pupil no.=external_id"; nothing after the sign leaves the column unread
    #[arg(long = "map", value_parser = pair, value_name = "HEADING=FIELD")]
    columns: Vec<(String, String)>,
    /// What holds in every row that says nothing of it, such as nation=Wales
    #[arg(long = "every", value_parser = pair, value_name = "FIELD=TEXT")]
    every_row: Vec<(String, String)>,
    /// What stands in place of a cell, such as 7.postcode="NP20 1AA"
    #[arg(long = "cell", value_parser = cell, value_name = "ROW.FIELD=TEXT")]
    cells: Vec<(u32, String, String)>,
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
    Ok((heading.to_owned(), field.to_owned()))
}

fn cell(text: &str) -> Result<(u32, String, String), String> {
    let shape = "must be the number of a row, a dot, a field, a = and a text";
    let (place, text) = text.split_once('=').ok_or(shape)?;
    let (row, field) = place.split_once('.').ok_or(shape)?;
    Ok((row.parse().map_err(|_| shape)?, field.to_owned(), text.to_owned()))
}

/// After how many rows of a long file it is told how far it has come.
const TOLD_EVERY: usize = 5_000;

/// Brings learners in. Ends with exit code 1 when nothing was taken in and something is to be corrected or answered.
///
/// # Errors
/// When the file or the database cannot be opened, or the file is no table.
pub fn run(config: Config, args: &LearnersArgs, out: &mut dyn Write) -> Outcome {
    let app = App::open(config)?;
    let caller = operator_of(&app, &args.provider).map_err(|error| nobody(error, "provider"))?;
    bring(&app, &caller, ImportKind::Learners, &args.sheet, out)
}

/// Brings employers or offers in, as [`run`] does.
///
/// # Errors
/// As for [`run`].
pub fn run_work(config: Config, kind: ImportKind, args: &WorkArgs, out: &mut dyn Write) -> Outcome {
    let app = App::open(config)?;
    let caller = operator_of_hub(&app, &args.hub).map_err(|error| nobody(error, "hub"))?;
    bring(&app, &caller, kind, &args.sheet, out)
}

/// Undoes an import, and tells how much stays because it has changed since.
///
/// # Errors
/// When the database cannot be opened, or the import cannot be undone.
pub fn undo(config: Config, args: &UndoArgs, out: &mut dyn Write) -> Outcome {
    let app = App::open(config)?;
    let caller = match (&args.provider, &args.hub) {
        (_, Some(hub)) => operator_of_hub(&app, hub).map_err(|error| nobody(error, "hub"))?,
        (Some(provider), None) => operator_of(&app, provider).map_err(|error| nobody(error, "provider"))?,
        (None, None) => return Err("say whose import it is".into()),
    };
    let found = imports::read(&app, &caller, &args.import).map_err(|error| nobody(error, "import"))?;
    let undone = imports::undo(&app, &caller, &found.id, found.version).map_err(told)?;
    writeln!(out, "Undone; {} kept, because they have changed or are in use since.", undone.counts.kept)?;
    Ok(ExitCode::SUCCESS)
}

fn nobody(error: ServiceError, what: &str) -> String {
    match error {
        ServiceError::NotFound => format!("there is no such {what}"),
        other => other.to_string(),
    }
}

fn bring(app: &App, caller: &Caller, kind: ImportKind, args: &SheetArgs, out: &mut dyn Write) -> Outcome {
    let bytes = std::fs::read(&args.file).map_err(|error| format!("{}: {error}", args.file.display()))?;
    let mut cells: BTreeMap<u32, BTreeMap<String, String>> = BTreeMap::new();
    for (row, field, text) in &args.cells {
        cells.entry(*row).or_default().insert(field.clone(), text.clone());
    }
    let answers = SheetAnswers {
        separator: args.separator,
        sheet: args.sheet.clone(),
        dates: args.dates,
        columns: args.columns.iter().cloned().collect(),
        every_row: args.every_row.iter().cloned().collect(),
        cells,
    };
    let new = NewImport { kind, file: FileContent(bytes), answers };
    let view = if args.dry_run {
        imports::try_out(app, caller, &new)
    } else {
        imports::create(app, caller, None, &new).and_then(|reply| match reply {
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
    let mut next = TOLD_EVERY;
    let confirmed = imports::confirm_telling(
        app,
        caller,
        &view.id,
        view.version,
        ImportConfirmation { rows },
        |done, all| {
            if done >= next && all > TOLD_EVERY {
                // A terminal that is gone does not stop what was begun.
                let _ = writeln!(out, "{done} of {all} rows are in");
                next = done + TOLD_EVERY;
            }
        },
    );
    confirmed.map_err(told)?;
    if let Some(mut file) = rest {
        let rows = imports::rest(app, caller, &view.id).map_err(told)?;
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
