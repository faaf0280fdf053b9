//! How what was seen of a placement is typed: a field for each support, and ticks for the tasks.

use super::typed::Typed;
use crate::domain::code::Code;
use crate::domain::ids::TaskId;
use crate::domain::provision::Provision;
use crate::learning::{Helped, Observation};

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
        reference: None,
    }
}

/// The field with the word for the learner.
pub(super) const REFERENCE: &str = "reference";
