//! Taking an import back, as far as nothing was done with it since.

use crate::app::App;
use crate::auth::{Action, Caller, Permit, authorise};
use crate::db::imports::{ImportState, Undo};
use crate::db::learner_drafts::{self, SealedDraft};
use crate::db::placements::{self, Filter};
use crate::db::{DbError, Slice, agreements, imports};
use crate::domain::ids::{ImportId, LearnerId};
use crate::services::learners::{self, Erasure, ErasureReason, LearnerDocument};
use crate::services::{ServiceError, access};
use crate::words::conflict;

use super::view::{ImportView, UNDO_WITHIN, view};

/// Takes an import back: what it made goes, what it changed says again what it said before. What has changed since
/// stays as it is, and is counted.
///
/// # Errors
/// [`ServiceError::Conflict`] when its rows are not in, or came in more than a day ago.
pub fn undo(app: &App, caller: &Caller, id: &ImportId, expected: i64) -> Result<ImportView, ServiceError> {
    let permit = authorise(caller, Action::UndoImport)?;
    let mut import = super::own(app, &permit, caller, id)?;
    let since = import.confirmed_at.filter(|at| app.clock.now() < *at + UNDO_WITHIN);
    if import.state != ImportState::Confirmed || since.is_none() {
        return Err(conflict::IMPORT_NOT_UNDONE.into());
    }
    if import.version != expected {
        return Err(ServiceError::PreconditionFailed);
    }
    let mut kept = 0;
    for step in import.doc.undo.iter().rev() {
        let undone = one(app, &permit, caller, step);
        match undone {
            Ok(()) => {}
            // Somebody has changed it, finished it or relies on it: it is theirs now.
            Err(
                ServiceError::NotFound
                | ServiceError::PreconditionFailed
                | ServiceError::Conflict { .. }
                | ServiceError::Invalid(_),
            ) => kept += 1,
            Err(other) => return Err(other),
        }
    }
    import.state = ImportState::Undone;
    import.version = expected + 1;
    import.doc.undo.clear();
    import.doc.counts.kept = kept;
    app.write(&permit, |c| {
        imports::save(c, &app.keys, &import, expected)?;
        access::note(c, app, caller, Action::UndoImport, "import", id.as_str())
    })?;
    Ok(view(&import, None))
}

fn one(app: &App, permit: &Permit, caller: &Caller, step: &Undo) -> Result<(), ServiceError> {
    match step {
        Undo::DraftMade { id } => Ok(app.write(permit, |c| learner_drafts::remove(c, id, 1))?),
        Undo::DraftChanged { id, version, before } => {
            let now = app.clock.now();
            Ok(app.write(permit, |c| {
                let mut draft = learner_drafts::get(c, &app.keys, id)?;
                draft.said = before.clone();
                draft.version = version + 1;
                draft.updated_at = now;
                learner_drafts::save(c, &SealedDraft::seal(&app.keys, &draft)?, *version)
            })?)
        }
        Undo::LearnerMade { id } => {
            untouched(app, permit, id)?;
            let how = Erasure { reason: ErasureReason::EnteredInError, force: false };
            learners::erase(app, caller, id, how).map(drop)
        }
        Undo::LearnerChanged { id, version, before } => {
            let document = LearnerDocument { learner: before.as_ref().clone() };
            learners::change(app, caller, id, *version, &document).map(drop)
        }
    }
}

/// Lets pass a learner whose record nobody has changed, for whom nothing was agreed, and whom nobody has proposed.
fn untouched(app: &App, permit: &Permit, id: &LearnerId) -> Result<(), ServiceError> {
    let of_learner = Filter { learner: Some(id), ..Filter::default() };
    let (version, used) = app.read(permit, |c| {
        let version = crate::db::learners::get(c, &app.keys, id)?.version;
        let agreed = agreements::of_learner(c, &app.keys, id)?.len();
        Ok::<_, DbError>((version, agreed + placements::list(c, of_learner, &Slice::first(1))?.items.len()))
    })?;
    if version == 1 && used == 0 { Ok(()) } else { Err(ServiceError::PreconditionFailed) }
}
