//! How what was seen of a placement is typed: a field for each support, and ticks for the tasks.

use super::typed::Typed;
use crate::domain::code::Code;
use crate::domain::ids::TaskId;
use crate::domain::provision::Provision;
use crate::domain::text::Line;
use crate::learning::{Helped, MendedStep, Observation};
use crate::words::learning as words;

/// The field with the tasks that were done.
pub(super) const TRIED: &str = "tried";

/// The field with the level of help.
pub(super) const HELP: &str = "help";

/// The field of a support.
pub(super) fn field(provision: Provision) -> String {
    format!("helped.{}", provision.code())
}

/// What was seen, as typed; what was left open was not said.
pub(super) fn observation(typed: &Typed) -> Observation {
    let support = |provision: &Provision| Some((*provision, Helped::named(typed.get(&field(*provision)))?));
    Observation {
        supports: Provision::ALL.iter().filter_map(support).collect(),
        tried: typed.all(TRIED).filter_map(|task| TaskId::parse(task).ok()).collect(),
        help: Code::named(typed.get(HELP)),
        mended: typed.all(MENDED).filter_map(kept).collect(),
        reference: None,
    }
}

/// The field with the steps that were said before to be done in another way.
pub(super) const MENDED: &str = "mended";

/// The field with the step of which it is said now.
pub(super) const STEP: &str = "mended_step";

/// The field with how it was done.
pub(super) const HOW: &str = "mended_how";

/// A step in a field: its task and its words.
pub(super) fn step_value(task: &TaskId, step: &Line) -> String {
    format!("{task} {step}")
}

/// A step that was said before, in a field.
pub(super) fn kept_value(mended: &MendedStep) -> String {
    format!("{}\t{}", step_value(&mended.task, &mended.step), mended.done)
}

fn kept(value: &str) -> Option<MendedStep> {
    let (step, done) = value.split_once('\t')?;
    mended(step, done)
}

fn mended(step: &str, done: &str) -> Option<MendedStep> {
    let (task, step) = step.split_once(' ')?;
    Some(MendedStep {
        task: TaskId::parse(task).ok()?,
        step: Line::parse(step).ok()?,
        done: Line::parse(done.trim()).ok()?,
    })
}

/// What was seen with the step of which it is said now, in place of what was said of it before.
///
/// # Errors
/// The field that is missing or too long, and what to do.
pub(super) fn with_step(
    typed: &Typed,
    told: Observation,
) -> Result<Observation, (&'static str, &'static str)> {
    match (typed.get(STEP), typed.get(HOW).trim()) {
        ("", "") => Ok(told),
        ("", _) => Err((STEP, words::SELECT_STEP)),
        (step, done) => {
            let new = mended(step, done).ok_or((HOW, words::ENTER_HOW))?;
            let same = |one: &MendedStep| (&one.task, &one.step) == (&new.task, &new.step);
            let others = told.mended.iter().filter(|one| !same(one)).cloned();
            let all = others.chain([new.clone()]).collect();
            Ok(Observation { mended: all, ..told })
        }
    }
}

/// The field with the word for the learner.
pub(super) const REFERENCE: &str = "reference";
