//! Files that are brought in: looked at first, then taken in whole or as far as they are good, and undone within a day.
//!
//! The file stands sealed in the store from the upload until it is confirmed, at most two days, and nowhere else.

mod brought;
mod known;
mod plan;
mod undo;
mod view;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use utoipa::ToSchema;

use self::plan::{Plan, Step};
use crate::app::App;
use crate::auth::{Action, Caller, Permit, authorise};
use crate::db::imports::{self, Import, ImportDoc};
use crate::db::learner_drafts::{self, SealedDraft};
use crate::db::{Conn, DbError, Page, Slice};
use crate::domain::check::Faults;
use crate::domain::code::vocabulary;
use crate::domain::ids::ImportId;
use crate::intake::{self, SheetAnswers, SheetReading};
use crate::words::{conflict, refused};

use super::idempotency::{Once, Reply, once};
use super::{ServiceError, access, ids, learners};

pub use crate::db::imports::{ImportCounts, ImportKind, ImportState};
pub use brought::{FileContent, NewImport};
pub use undo::undo;
pub use view::{
    ImportColumn, ImportFault, ImportField, ImportOpenQuestion, ImportQuestion, ImportSummary, ImportView,
    fields,
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
    let permit = authorise(caller, Action::CreateImport)?;
    known_fields(&new.answers, "answers.")?;
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
    let permit = authorise(caller, Action::CreateImport)?;
    known_fields(&new.answers, "answers.")?;
    let import = brought(app, &permit, caller, new)?;
    let plan = planned(app, &permit, caller, &import)?;
    Ok(view::view(&import, Some(&plan)))
}

/// Lets pass answers whose columns are fields, or nothing.
fn known_fields(answers: &SheetAnswers, within: &str) -> Result<(), ServiceError> {
    let known: Vec<&str> = fields().into_iter().map(|one| one.field).collect();
    let mut faults = Faults::default();
    for (heading, field) in &answers.columns {
        let holds = field.is_empty() || known.contains(&field.as_str());
        faults.require(holds, format!("{within}columns.{heading}"), refused::field_of_sheet(&known));
    }
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
    let page = app.read(&permit, |c| imports::list(c, &caller.organisation, slice))?;
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
    if import.state == ImportState::Confirmed {
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
    known_fields(answers, "")?;
    let mut import = open(app, &permit, caller, id, expected)?;
    import.doc.answers = answers.clone();
    import.version = expected + 1;
    let view = shown(app, &permit, caller, &import)?;
    app.write(&permit, |c| {
        imports::save(c, &app.keys, &import, expected)?;
        access::note(c, app, caller, Action::AnswerImport, "import", id.as_str())
    })?;
    Ok(view)
}

/// Takes the rows of a file in, in one transaction, and remembers what the headings stood for. The file goes.
///
/// # Errors
/// [`ServiceError::Conflict`] when questions are open, rows are faulty that were to be taken in, or what they are about
/// has changed meanwhile.
pub fn confirm(
    app: &App,
    caller: &Caller,
    id: &ImportId,
    expected: i64,
    how: ImportConfirmation,
) -> Result<ImportView, ServiceError> {
    let permit = authorise(caller, Action::ConfirmImport)?;
    let mut import = open(app, &permit, caller, id, expected)?;
    let plan = planned(app, &permit, caller, &import)?;
    if !plan.reading.questions.is_empty() {
        return Err(conflict::QUESTIONS_FIRST.into());
    }
    if how.rows == RowsTaken::All && plan.counts.faulty > 0 {
        return Err(conflict::FAULTY_ROWS.into());
    }
    import.doc.rest = rest_of(&import, &plan)?;
    import.doc.undo = plan.undo();
    import.doc.counts = plan.counts;
    import.doc.file = None;
    import.state = ImportState::Confirmed;
    import.confirmed_at = Some(app.clock.now());
    import.version = expected + 1;
    let sealed = sealed(app, &plan)?;
    let written = app.write(&permit, |c| {
        take_in(c, app, caller, &plan, &sealed)?;
        imports::save(c, &app.keys, &import, expected)?;
        imports::remember(c, &app.keys, &caller.organisation, import.kind, &import.doc.answers.columns)?;
        access::note(c, app, caller, Action::ConfirmImport, "import", id.as_str())
    });
    written.map_err(|error| match error {
        ServiceError::PreconditionFailed | ServiceError::NotFound => conflict::CHANGED_MEANWHILE.into(),
        other => other,
    })?;
    Ok(view::view(&import, None))
}

/// The faulty rows as CSV, each with what to change.
///
/// # Errors
/// [`ServiceError::NotFound`] when there are none, or the import is not the caller's.
pub fn rest(app: &App, caller: &Caller, id: &ImportId) -> Result<String, ServiceError> {
    let permit = authorise(caller, Action::ReadImport)?;
    let import = own(app, &permit, caller, id)?;
    let rest = match import.state {
        ImportState::Previewed => rest_of(&import, &planned(app, &permit, caller, &import)?)?,
        ImportState::Confirmed | ImportState::Undone => import.doc.rest,
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
    let reading: SheetReading = intake::read(&bytes(import)?, &import.doc.answers, today)
        .map_err(|fault| ServiceError::invalid("file", fault.to_string()))?;
    Plan::of(app, permit, caller, reading)
}

fn rest_of(import: &Import, plan: &Plan) -> Result<Option<String>, ServiceError> {
    let faults = &plan.reading.faults;
    if faults.is_empty() || !plan.reading.questions.is_empty() {
        return Ok(None);
    }
    let rest = intake::rest(&bytes(import)?, &import.doc.answers, faults);
    rest.map(Some).map_err(|fault| ServiceError::invalid("file", fault.to_string()))
}

/// The drafts of a plan, sealed: the new ones, and those that change with the version that they have now.
struct SealedDrafts {
    new: Vec<SealedDraft>,
    changed: Vec<(SealedDraft, i64)>,
}

fn sealed(app: &App, plan: &Plan) -> Result<SealedDrafts, DbError> {
    let mut all = SealedDrafts { new: Vec::new(), changed: Vec::new() };
    for step in &plan.steps {
        match step {
            Step::Draft(draft) => all.new.push(SealedDraft::seal(&app.keys, draft)?),
            Step::ChangeDraft { before, after } => {
                all.changed.push((SealedDraft::seal(&app.keys, after)?, before.version));
            }
            Step::Add(_) | Step::Change { .. } => {}
        }
    }
    Ok(all)
}

fn take_in(
    c: &mut Conn,
    app: &App,
    caller: &Caller,
    plan: &Plan,
    drafts: &SealedDrafts,
) -> Result<(), ServiceError> {
    learner_drafts::insert(c, &drafts.new)?;
    for (draft, version) in &drafts.changed {
        learner_drafts::save(c, draft, *version)?;
    }
    for step in &plan.steps {
        match step {
            Step::Add(stored) => {
                learners::add(c, app, caller, Action::ConfirmImport, stored.as_ref().clone())?;
            }
            Step::Change { before, learner } => {
                let at = (&before.id, before.version);
                learners::edited(c, app, caller, at, Action::ConfirmImport, |stored| {
                    stored.learner = learner.as_ref().clone();
                })?;
            }
            Step::Draft(_) | Step::ChangeDraft { .. } => {}
        }
    }
    Ok(())
}
