use super::people::name;
use super::{ComposeError, Inputs};
use crate::briefing::pack::Choice;
use crate::domain::task::Task;
use crate::domain::workload::people_for;
use crate::programme::{Block, Day};
use crate::words::briefing::choices as words;
use crate::words::programme::about;

/// The other half of a choice: where, with whom, how much. Nothing where nobody could be with the learner.
pub(super) fn choice<'a>(
    inputs: &Inputs<'a>,
    called: &str,
    day: &Day,
    block: &Block,
) -> Result<Option<(&'a Task, Choice)>, ComposeError> {
    let offer = &inputs.offer.offer;
    let Some(task) = block.choice.as_ref().and_then(|id| offer.task(id)) else { return Ok(None) };
    let Some((person, _)) = people_for(offer, Some(task), day.date, block.span) else { return Ok(None) };
    let choice = Choice {
        place: task.place.to_string(),
        with: name(offer, person)?,
        amount: amount(inputs, task, block),
        put: words::put(&inputs.learner.profile, called),
        if_finished: Some(task.if_finished.to_string()),
        if_stuck: Some(task.if_stuck.to_string()),
    };
    Ok(Some((task, choice)))
}

/// How much of the task fits, by what the plan aims at in another block of it.
fn amount(inputs: &Inputs<'_>, task: &Task, block: &Block) -> Option<String> {
    let minutes = u32::from(block.span.minutes());
    let aims = inputs.programme.blocks().filter(|(_, other)| other.content.task() == Some(&task.id));
    let (goal, length) =
        aims.filter_map(|(_, other)| Some((other.goal.as_ref()?, u32::from(other.span.minutes())))).last()?;
    let count = u16::try_from((u32::from(goal.count) * minutes / length.max(1)).max(1)).ok()?;
    Some(about(count, task.amount.as_ref()?.noun(count).as_str()))
}
