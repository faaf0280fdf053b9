//! Taking the rows of a file in.

use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::db::imports::{self, ImportState};
use crate::db::learner_drafts::{self, SealedDraft};
use crate::db::{Conn, DbError};
use crate::domain::ids::ImportId;
use crate::services::{ServiceError, access, learners};
use crate::words::conflict;

use super::plan::Step;
use super::view::{ImportView, view};
use super::{ImportConfirmation, RowsTaken, kinds, own, planned, rest_of};

/// How many rows are written in one transaction. A file of no more is taken in whole or not at all.
pub(super) const AT_ONCE: usize = 500;

/// Takes the rows of a file in, and remembers what the headings stood for. The file goes. A long file is taken in by
/// portions; one that was interrupted goes on where it stopped, or is undone.
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
    confirm_telling(app, caller, id, expected, how, |_, _| {})
}

/// As [`confirm`]; tells after each portion how many rows are in, and of how many.
///
/// # Errors
/// As for [`confirm`].
pub fn confirm_telling(
    app: &App,
    caller: &Caller,
    id: &ImportId,
    expected: i64,
    how: ImportConfirmation,
    mut tell: impl FnMut(usize, usize),
) -> Result<ImportView, ServiceError> {
    let permit = authorise(caller, Action::ConfirmImport)?;
    let mut import = own(app, &permit, caller, id)?;
    kinds::may(caller, Action::ConfirmImport, import.kind)?;
    if !matches!(import.state, ImportState::Previewed | ImportState::Importing) {
        return Err(conflict::IMPORT_DONE.into());
    }
    if import.version != expected {
        return Err(ServiceError::PreconditionFailed);
    }
    let plan = planned(app, &permit, caller, &import)?;
    if !plan.reading.questions.is_empty() {
        return Err(conflict::QUESTIONS_FIRST.into());
    }
    if how.rows == RowsTaken::All && plan.counts.faulty > 0 {
        return Err(conflict::FAULTY_ROWS.into());
    }
    if import.state == ImportState::Previewed {
        import.doc.rest = rest_of(&import, &plan)?;
        import.doc.counts = plan.counts;
    }
    import.doc.undo.extend(plan.undo());
    let portions = plan.steps.chunks(AT_ONCE);
    let (all, mut done, last) = (plan.steps.len(), 0, portions.len().saturating_sub(1));
    if last > 0 {
        import.state = ImportState::Importing;
        import.version += 1;
        app.write(&permit, |c| imports::save(c, &app.keys, &import, import.version - 1))?;
    }
    // A file without a row that changes anything is confirmed all the same.
    let portions = portions.chain(plan.steps.is_empty().then_some([].as_slice()));
    for (at, steps) in portions.enumerate() {
        if at == last {
            import.doc.file = None;
            import.state = ImportState::Confirmed;
            import.confirmed_at = Some(app.clock.now());
            import.version += 1;
        }
        let sealed = SealedDrafts::of(app, steps)?;
        let written = app.write(&permit, |c| {
            take_in(c, app, caller, steps, &sealed)?;
            if at < last {
                return Ok(());
            }
            imports::save(c, &app.keys, &import, import.version - 1)?;
            imports::remember(c, &app.keys, &caller.organisation, import.kind, &import.doc.answers.columns)?;
            access::note(c, app, caller, Action::ConfirmImport, "import", id.as_str())
        });
        written.map_err(|error| match error {
            ServiceError::PreconditionFailed | ServiceError::NotFound => conflict::CHANGED_MEANWHILE.into(),
            other => other,
        })?;
        done += steps.len();
        tell(done, all);
    }
    Ok(view(&import, None))
}

/// The drafts of some steps, sealed: the new ones, and those that change with the version that they have now.
struct SealedDrafts {
    new: Vec<SealedDraft>,
    changed: Vec<(SealedDraft, i64)>,
}

impl SealedDrafts {
    fn of(app: &App, steps: &[Step]) -> Result<Self, DbError> {
        let mut all = Self { new: Vec::new(), changed: Vec::new() };
        for step in steps {
            match step {
                Step::Draft(draft) => all.new.push(SealedDraft::seal(&app.keys, draft)?),
                Step::ChangeDraft { before, after } => {
                    all.changed.push((SealedDraft::seal(&app.keys, after)?, before.version));
                }
                Step::Add(_) | Step::Change { .. } | Step::Employer(_) | Step::Offer(_) => {}
            }
        }
        Ok(all)
    }
}

fn take_in(
    c: &mut Conn,
    app: &App,
    caller: &Caller,
    steps: &[Step],
    drafts: &SealedDrafts,
) -> Result<(), ServiceError> {
    learner_drafts::insert(c, &drafts.new)?;
    for (draft, version) in &drafts.changed {
        learner_drafts::save(c, draft, *version)?;
    }
    for step in steps {
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
            Step::Employer(step) => step.write(c, app, caller)?,
            Step::Offer(step) => step.write(c, app, caller)?,
            Step::Draft(_) | Step::ChangeDraft { .. } => {}
        }
    }
    Ok(())
}
