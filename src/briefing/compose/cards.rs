use super::{ComposeError, Inputs};
use crate::briefing::pack::{Step, TaskCard, Trial};
use crate::domain::task::Task;
use crate::words::briefing::{support, work};

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
    TaskCard {
        task: task.name.to_string(),
        place: task.place.to_string(),
        ready: task.equipment.iter().map(ToString::to_string).collect(),
        cue: None,
        steps: task
            .steps
            .iter()
            .map(|step| Step {
                act: step.does.to_string(),
                look: step.check.as_ref().map(ToString::to_string),
                cue: step.cue.as_ref().map(ToString::to_string),
                critical: step.critical,
            })
            .collect(),
        check: task.good_looks_like.to_string(),
        stop: task.stop_rule.as_ref().map_or_else(|| support::STOP_RULE.to_owned(), ToString::to_string),
        finish: task.visible_finish.to_string(),
        about: work::about(task),
        left_out: task.left_out.as_ref().map(ToString::to_string),
        plan_b: task.plan_b.as_ref().map(ToString::to_string),
        tried: task.tried.as_ref().map(|tried| Trial { by: tried.by.to_string(), on: tried.on }),
    }
}
