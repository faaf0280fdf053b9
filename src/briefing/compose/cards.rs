use super::{ComposeError, Inputs};
use crate::briefing::pack::{Step, TaskCard, Trial};
use crate::domain::task::Task;
use crate::words::briefing::support;

/// A card for each task of the plan, in the order in which the learner meets them.
pub(super) fn cards(inputs: &Inputs<'_>) -> Result<Vec<TaskCard>, ComposeError> {
    let offer = &inputs.offer.offer;
    inputs
        .programme
        .tasks
        .iter()
        .map(|plan| offer.task(&plan.task).map(card).ok_or_else(|| ComposeError::Gone(plan.task.to_string())))
        .collect()
}

fn card(task: &Task) -> TaskCard {
    let cue = task.steps.first().and_then(|step| step.cue.as_ref());
    TaskCard {
        task: task.name.to_string(),
        place: task.place.to_string(),
        ready: task.equipment.iter().map(ToString::to_string).collect(),
        cue: cue.map(ToString::to_string),
        steps: task
            .steps
            .iter()
            .map(|step| Step {
                act: step.does.to_string(),
                look: step.check.as_ref().map(ToString::to_string),
            })
            .collect(),
        check: task.good_looks_like.to_string(),
        stop: task.stop_rule.as_ref().map_or_else(|| support::STOP_RULE.to_owned(), ToString::to_string),
        finish: task.visible_finish.to_string(),
        tried: task.tried.as_ref().map(|tried| Trial { by: tried.by.to_string(), on: tried.on }),
    }
}
