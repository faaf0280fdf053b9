//! Files that are brought in: looked at first, then taken in whole or as far as they are good, and undone within a day.
//!
//! The file stands sealed in the store from the upload until it is confirmed, at most two days, and nowhere else.

mod book;
mod brought;
mod confirm;
mod employers;
mod kinds;
mod known;
mod offers;
mod plan;
mod steps;
mod undo;
mod view;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use utoipa::ToSchema;

use self::plan::Plan;
use crate::app::App;
use crate::auth::{Action, Caller, Permit, authorise};
use crate::db::imports::{self, Import, ImportDoc};
use crate::db::{Page, Slice};
use crate::domain::check::Faults;
use crate::domain::code::vocabulary;
use crate::domain::ids::ImportId;
use crate::intake::{self, SheetAnswers, SheetReading};
use crate::words::{conflict, refused};

use super::idempotency::{Once, Reply, once};
use super::{ServiceError, access, ids};

pub use crate::db::imports::{ImportCounts, ImportKind, ImportState};
pub use brought::{FileContent, NewImport};
pub use confirm::{confirm, confirm_telling};
pub use undo::undo;
pub use view::{
    ImportColumn, ImportFault, ImportField, ImportOpenQuestion, ImportQuestion, ImportSummary, ImportView,
    MOST_FAULTS, fields, fields_of_all,
};

vocabulary! {
    /// Which rows are taken in.
    RowsTaken {
        /// All of them, or none when one is faulty.
        All = "all",
        /// Those that are good; the others are handed back.
        Good = "good",
    }
}

/// How a file is taken in.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportConfirmation {
    /// Which rows.
    pub rows: RowsTaken,
}

/// Brings a file in, to be looked at. What the organisation's headings stood for last is taken to stand.
///
/// # Errors
/// [`ServiceError::Invalid`] when it is no table, with what to do.
pub fn create(
    app: &App,
    caller: &Caller,
    request: Option<&Once>,
    new: &NewImport,
) -> Result<Reply<ImportView>, ServiceError> {
    let permit = kinds::may(caller, Action::CreateImport, new.kind)?;
    known_fields(new.kind, &new.answers, "answers.")?;
    let import = brought(app, &permit, caller, new)?;
    let plan = planned(app, &permit, caller, &import)?;
    let shown = view::view(&import, Some(&plan));
    once(app, &permit, caller, request, |c| {
        imports::insert(c, &app.keys, &import)?;
        access::note(c, app, caller, Action::CreateImport, "import", import.id.as_str())?;
        Ok(shown.clone())
    })
}

/// What a file would come to, without keeping it.
///
/// # Errors
/// As for [`create`].
pub fn try_out(app: &App, caller: &Caller, new: &NewImport) -> Result<ImportView, ServiceError> {
    let permit = kinds::may(caller, Action::CreateImport, new.kind)?;
    known_fields(new.kind, &new.answers, "answers.")?;
    let import = brought(app, &permit, caller, new)?;
    let plan = planned(app, &permit, caller, &import)?;
    Ok(view::view(&import, Some(&plan)))
}

/// The most cells in whose place something stands.
const MOST_CELLS: usize = 2_000;

/// Lets pass answers that name fields of such a file.
fn known_fields(kind: ImportKind, answers: &SheetAnswers, within: &str) -> Result<(), ServiceError> {
    let known: Vec<&str> = kind.fields().iter().map(|field| field.name).collect();
    let of_all: Vec<&str> =
        kind.fields().iter().filter(|field| field.of_all).map(|field| field.name).collect();
    let mut faults = Faults::default();
    for (heading, field) in &answers.columns {
        let holds = field.is_empty() || known.contains(&field.as_str());
        faults.require(holds, format!("{within}columns.{heading}"), refused::field_of_sheet(&known));
    }
    for field in answers.every_row.keys() {
        let holds = of_all.contains(&field.as_str());
        faults.require(holds, format!("{within}every_row.{field}"), refused::one_of_fields(&of_all));
    }
    for (row, cells) in &answers.cells {
        for field in cells.keys() {
            let holds = known.contains(&field.as_str());
            faults.require(holds, format!("{within}cells.{row}.{field}"), refused::one_of_fields(&known));
        }
    }
    let few = answers.cells.values().map(std::collections::BTreeMap::len).sum::<usize>() <= MOST_CELLS;
    faults.require(few, format!("{within}cells"), refused::too_many_cells(MOST_CELLS));
    Ok(faults.finish()?)
}

/// A file as it would be kept.
fn brought(app: &App, permit: &Permit, caller: &Caller, new: &NewImport) -> Result<Import, ServiceError> {
    let (kind, mut answers) = (new.kind, new.answers.clone());
    let remembered = app.read(permit, |c| imports::columns(c, &app.keys, &caller.organisation, kind))?;
    for (heading, field) in remembered {
        answers.columns.entry(heading).or_insert(field);
    }
    Ok(Import {
        id: ids::fresh(app)?,
        organisation: caller.organisation.clone(),
        kind,
        state: ImportState::Previewed,
        doc: ImportDoc { file: Some(STANDARD.encode(&new.file.0)), answers, ..ImportDoc::default() },
        made_by: caller.user.clone(),
        version: 1,
        created_at: app.clock.now(),
        confirmed_at: None,
    })
}

/// The imports of the caller's organisation, oldest first.
///
/// # Errors
/// As for every use case.
pub fn list(app: &App, caller: &Caller, slice: &Slice) -> Result<Page<ImportSummary>, ServiceError> {
    let permit = authorise(caller, Action::ListImports)?;
    let kinds = kinds::seen(caller);
    let page = app.read(&permit, |c| imports::list(c, &caller.organisation, kinds, slice))?;
    page.try_map(|head| Ok(head.into()))
}

/// Removes an import with its file, before its rows are in or once they were taken back.
///
/// # Errors
/// [`ServiceError::PreconditionFailed`] when it is not in version `expected`; [`ServiceError::Conflict`] while its rows
/// are in.
pub fn remove(app: &App, caller: &Caller, id: &ImportId, expected: i64) -> Result<(), ServiceError> {
    let permit = authorise(caller, Action::RemoveImport)?;
    let import = own(app, &permit, caller, id)?;
    kinds::may(caller, Action::RemoveImport, import.kind)?;
    if matches!(import.state, ImportState::Importing | ImportState::Confirmed) {
        return Err(conflict::IMPORT_STANDS.into());
    }
    app.write(&permit, |c| {
        imports::remove(c, id, expected)?;
        access::note(c, app, caller, Action::RemoveImport, "import", id.as_str())
    })
}

/// What a file comes to.
///
/// # Errors
/// [`ServiceError::NotFound`] when it is not the caller's.
pub fn read(app: &App, caller: &Caller, id: &ImportId) -> Result<ImportView, ServiceError> {
    let permit = authorise(caller, Action::ReadImport)?;
    let import = own(app, &permit, caller, id)?;
    kinds::may_see(caller, Action::ReadImport, import.kind)?;
    access::shown(app, caller, Action::ReadImport, "import", id.as_str())?;
    shown(app, &permit, caller, &import)
}

/// Notes what its bringer says of a file, in place of what was said before.
///
/// # Errors
/// [`ServiceError::PreconditionFailed`] when it is not in version `expected`; [`ServiceError::Conflict`] when its rows
/// are in.
pub fn answer(
    app: &App,
    caller: &Caller,
    id: &ImportId,
    expected: i64,
    answers: &SheetAnswers,
) -> Result<ImportView, ServiceError> {
    let permit = authorise(caller, Action::AnswerImport)?;
    let mut import = open(app, &permit, caller, id, expected)?;
    kinds::may(caller, Action::AnswerImport, import.kind)?;
    known_fields(import.kind, answers, "")?;
    import.doc.answers = answers.clone();
    import.version = expected + 1;
    let view = shown(app, &permit, caller, &import)?;
    app.write(&permit, |c| {
        imports::save(c, &app.keys, &import, expected)?;
        access::note(c, app, caller, Action::AnswerImport, "import", id.as_str())
    })?;
    Ok(view)
}

/// The faulty rows as CSV, each with what to change.
///
/// # Errors
/// [`ServiceError::NotFound`] when there are none, or the import is not the caller's.
pub fn rest(app: &App, caller: &Caller, id: &ImportId) -> Result<String, ServiceError> {
    let permit = authorise(caller, Action::ReadImport)?;
    let import = own(app, &permit, caller, id)?;
    kinds::may_see(caller, Action::ReadImport, import.kind)?;
    let rest = match import.state {
        ImportState::Previewed => rest_of(&import, &planned(app, &permit, caller, &import)?)?,
        ImportState::Importing | ImportState::Confirmed | ImportState::Undone => import.doc.rest,
    };
    access::shown(app, caller, Action::ReadImport, "import", id.as_str())?;
    rest.ok_or(ServiceError::NotFound)
}

fn own(app: &App, permit: &Permit, caller: &Caller, id: &ImportId) -> Result<Import, ServiceError> {
    let import = app.read(permit, |c| imports::get(c, &app.keys, id))?;
    if import.organisation == caller.organisation { Ok(import) } else { Err(ServiceError::NotFound) }
}

/// An import whose rows are not in.
fn open(
    app: &App,
    permit: &Permit,
    caller: &Caller,
    id: &ImportId,
    expected: i64,
) -> Result<Import, ServiceError> {
    let import = own(app, permit, caller, id)?;
    if import.state != ImportState::Previewed {
        return Err(conflict::IMPORT_DONE.into());
    }
    if import.version != expected {
        return Err(ServiceError::PreconditionFailed);
    }
    Ok(import)
}

fn shown(app: &App, permit: &Permit, caller: &Caller, import: &Import) -> Result<ImportView, ServiceError> {
    if import.state != ImportState::Previewed {
        return Ok(view::view(import, None));
    }
    let plan = planned(app, permit, caller, import)?;
    Ok(view::view(import, Some(&plan)))
}

fn bytes(import: &Import) -> Result<Vec<u8>, ServiceError> {
    STANDARD.decode(import.doc.file.as_deref().unwrap_or_default()).map_err(ServiceError::internal)
}

fn planned(app: &App, permit: &Permit, caller: &Caller, import: &Import) -> Result<Plan, ServiceError> {
    let today = app.clock.today_in_london();
    let reading: SheetReading = intake::read(import.kind, &bytes(import)?, &import.doc.answers, today)
        .map_err(|fault| ServiceError::invalid("file", fault.to_string()))?;
    let (mut plan, rows) = Plan::begin(reading);
    match import.kind {
        ImportKind::Learners => plan.learners(app, permit, caller, rows)?,
        ImportKind::Employers => employers::plan(&mut plan, app, permit, caller, rows)?,
        ImportKind::Offers => offers::plan(&mut plan, app, permit, caller, rows)?,
    }
    Ok(plan.done())
}

fn rest_of(import: &Import, plan: &Plan) -> Result<Option<String>, ServiceError> {
    let faults = &plan.reading.faults;
    if faults.is_empty() || !plan.reading.questions.is_empty() {
        return Ok(None);
    }
    let rest = intake::rest(import.kind, &bytes(import)?, &import.doc.answers, faults);
    rest.map(Some).map_err(|fault| ServiceError::invalid("file", fault.to_string()))
}
