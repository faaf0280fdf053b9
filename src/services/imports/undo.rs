//! Taking an import back, as far as nothing was done with it since.

use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::db::imports::{ImportState, Undo};
use crate::db::learner_drafts::{self, SealedDraft};
use crate::db::learners::StoredLearner;
use crate::db::placements::{self, Filter};
use crate::db::{Conn, DbError, Slice, agreements, brought_numbers, contacts, imports, savepoint};
use crate::domain::ids::{ImportId, LearnerId};
use crate::intake::ImportKind;
use crate::services::learners::{self, Erasure, ErasureReason};
use crate::services::organisations::{self, OrganisationDocument};
use crate::services::{ServiceError, access, offers};
use crate::words::conflict;

use super::confirm::AT_ONCE;
use super::kinds;
use super::steps;
use super::view::{ImportView, UNDO_WITHIN, view};

/// Takes an import back, the rows of a long one by portions: what it made goes, what it changed says again what it said
/// before. What has changed since stays as it is, and is counted. One that was interrupted goes on where it stopped.
///
/// # Errors
/// [`ServiceError::Conflict`] when its rows are not in, or came in more than a day ago.
pub fn undo(app: &App, caller: &Caller, id: &ImportId, expected: i64) -> Result<ImportView, ServiceError> {
    let permit = authorise(caller, Action::UndoImport)?;
    let mut import = super::own(app, &permit, caller, id)?;
    kinds::may(caller, Action::UndoImport, import.kind)?;
    let in_time = match import.state {
        ImportState::Importing => true,
        ImportState::Confirmed => import.confirmed_at.is_some_and(|at| app.clock.now() < at + UNDO_WITHIN),
        ImportState::Previewed | ImportState::Undone => false,
    };
    if !in_time {
        return Err(conflict::IMPORT_NOT_UNDONE.into());
    }
    if import.version != expected {
        return Err(ServiceError::PreconditionFailed);
    }
    loop {
        let some = import.doc.undo.len().saturating_sub(AT_ONCE);
        let steps = import.doc.undo.split_off(some);
        let (kind, version, is_last) = (import.kind, import.version, import.doc.undo.is_empty());
        import.version += 1;
        if is_last {
            import.state = ImportState::Undone;
            import.doc.file = None;
        }
        import = app.write(&permit, |c| {
            let mut undone = import.clone();
            for step in steps.iter().rev() {
                match savepoint(c, |c| one(c, app, caller, (kind, step))) {
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
            imports::save(c, &app.keys, &undone, version)?;
            if is_last {
                access::note(c, app, caller, Action::UndoImport, "import", id.as_str())?;
            }
            Ok(undone)
        })?;
        if is_last {
            return Ok(view(&import, None));
        }
    }
}

fn one(
    c: &mut Conn,
    app: &App,
    caller: &Caller,
    (kind, step): (ImportKind, &Undo),
) -> Result<(), ServiceError> {
    match step {
        Undo::DraftMade { id } => match learner_drafts::remove(c, id, 1) {
            // One that was interrupted before it came to this row has nothing to take back.
            Err(DbError::NotFound) if !is_there(c, app, id)? => Ok(()),
            removed => Ok(removed?),
        },
        Undo::DraftChanged { id, version, before } => {
            let mut draft = learner_drafts::get(c, &app.keys, id)?;
            draft.said = before.clone();
            draft.version = version + 1;
            draft.updated_at = app.clock.now();
            Ok(learner_drafts::save(c, &SealedDraft::seal(&app.keys, &draft)?, *version)?)
        }
        Undo::LearnerMade { id } if !is_there(c, app, id)? => Ok(()),
        Undo::LearnerMade { id } => {
            untouched(c, app, id)?;
            let how = Erasure { reason: ErasureReason::EnteredInError, force: false };
            learners::erase_in(c, app, caller, id, how).map(drop)
        }
        Undo::LearnerChanged { id, version, before } => {
            let back = |stored: &mut StoredLearner| stored.learner = before.as_ref().clone();
            learners::edited(c, app, caller, (id, *version), Action::UndoImport, back).map(drop)
        }
        Undo::EmployerMade { id, contacts } => steps::take_out_employer(c, app, id, contacts),
        Undo::EmployerChanged { id, version, before } => {
            let document = OrganisationDocument::Employer(before.as_ref().clone());
            organisations::changed(c, app, caller, (id, *version), &document).map(drop)
        }
        Undo::ContactMade { id } => contacts::remove(c, id, 1).map_err(steps::in_use),
        Undo::ContactChanged { id, version, before } => {
            Ok(contacts::change(c, &app.keys, id, *version, before, app.clock.now()).map(drop)?)
        }
        Undo::OfferMade { id } => steps::take_out_draft(c, id),
        Undo::OfferChanged { id, version, before } => {
            offers::redrafted(c, app, caller, (id, *version), before).map(drop)
        }
        Undo::NumberNoted { index } => Ok(brought_numbers::forget(c, &caller.organisation, kind, index)?),
    }
}

/// Whether there is a learner or a draft of that identifier.
fn is_there(c: &mut Conn, app: &App, id: &LearnerId) -> Result<bool, DbError> {
    let learner = crate::db::learners::provider_of(c, id).map(drop);
    let found = learner.or_else(|_| learner_drafts::get(c, &app.keys, id).map(drop));
    match found {
        Ok(()) => Ok(true),
        Err(DbError::NotFound) => Ok(false),
        Err(other) => Err(other),
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
