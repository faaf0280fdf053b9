//! Taking an import back, as far as nothing was done with it since.

use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::db::imports::{ImportState, Undo};
use crate::db::learner_drafts::{self, SealedDraft};
use crate::db::learners::StoredLearner;
use crate::db::placements::{self, Filter};
use crate::db::{Conn, Slice, agreements, imports, savepoint};
use crate::domain::ids::{ImportId, LearnerId};
use crate::services::learners::{self, Erasure, ErasureReason};
use crate::services::{ServiceError, access};
use crate::words::conflict;

use super::view::{ImportView, UNDO_WITHIN, view};

/// Takes an import back in one transaction: what it made goes, what it changed says again what it said before. What has
/// changed since stays as it is, and is counted.
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
    import.state = ImportState::Undone;
    import.version = expected + 1;
    let steps = std::mem::take(&mut import.doc.undo);
    let undone = app.write(&permit, |c| {
        let mut undone = import.clone();
        for step in steps.iter().rev() {
            match savepoint(c, |c| one(c, app, caller, step)) {
                Ok(()) => {}
                // Somebody has changed it, finished it or relies on it: it is theirs now.
                Err(
                    ServiceError::NotFound
                    | ServiceError::PreconditionFailed
                    | ServiceError::Conflict { .. }
                    | ServiceError::Invalid(_),
                ) => undone.doc.counts.kept += 1,
                Err(other) => return Err(other),
            }
        }
        imports::save(c, &app.keys, &undone, expected)?;
        access::note(c, app, caller, Action::UndoImport, "import", id.as_str())?;
        Ok(undone)
    })?;
    Ok(view(&undone, None))
}

fn one(c: &mut Conn, app: &App, caller: &Caller, step: &Undo) -> Result<(), ServiceError> {
    match step {
        Undo::DraftMade { id } => Ok(learner_drafts::remove(c, id, 1)?),
        Undo::DraftChanged { id, version, before } => {
            let mut draft = learner_drafts::get(c, &app.keys, id)?;
            draft.said = before.clone();
            draft.version = version + 1;
            draft.updated_at = app.clock.now();
            Ok(learner_drafts::save(c, &SealedDraft::seal(&app.keys, &draft)?, *version)?)
        }
        Undo::LearnerMade { id } => {
            untouched(c, app, id)?;
            let how = Erasure { reason: ErasureReason::EnteredInError, force: false };
            learners::erase_in(c, app, caller, id, how).map(drop)
        }
        Undo::LearnerChanged { id, version, before } => {
            let back = |stored: &mut StoredLearner| stored.learner = before.as_ref().clone();
            learners::edited(c, app, caller, (id, *version), Action::UndoImport, back).map(drop)
        }
    }
}

/// Lets pass a learner whose record nobody has changed, for whom nothing was agreed, and whom nobody has proposed.
fn untouched(c: &mut Conn, app: &App, id: &LearnerId) -> Result<(), ServiceError> {
    let of_learner = Filter { learner: Some(id), ..Filter::default() };
    let version = crate::db::learners::get(c, &app.keys, id)?.version;
    let agreed = agreements::of_learner(c, &app.keys, id)?.len();
    let used = agreed + placements::list(c, of_learner, &Slice::first(1))?.items.len();
    if version == 1 && used == 0 { Ok(()) } else { Err(ServiceError::PreconditionFailed) }
}
