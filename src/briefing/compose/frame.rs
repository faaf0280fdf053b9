use super::meaning::{counted, people};
use super::{Inputs, aims};
use crate::domain::window::Pattern;
use crate::domain::workload::Activity;
use crate::programme::{self, Content};
use crate::words::briefing::meaning as words;

/// What the parts of a day are for that are no job: an aim at its opening, what comes next at its close, and on
/// the last day what was done, in numbers, the aims looked back at and the goodbye.
pub(super) fn goal_of_the_frame(inputs: &Inputs<'_>, day: &programme::Day, at: usize) -> Option<String> {
    let one_by_one = matches!(inputs.programme.pattern, Pattern::Block { .. });
    let aims = aims(inputs);
    let block = day.blocks.get(at)?;
    let closes = at + 1 == day.blocks.len();
    let days = &inputs.programme.days;
    let nth = days.iter().position(|other| other.date == day.date)?;
    let last_day = nth + 1 == days.len();
    match block.content {
        Content::Activity { activity: Activity::Feedback } if last_day => words::in_numbers(&counted(inputs)),
        _ if at == 0 && !aims.is_empty() && !one_by_one => Some(words::ONE_AIM_A_DAY.to_owned()),
        _ if at == 0 => aims.get(nth % aims.len().max(1)).map(|aim| words::aim_of_the_day(aim.as_str())),
        _ if closes && last_day => Some(words::goodbye(!aims.is_empty(), &people(inputs))),
        _ if closes && one_by_one => next_day(inputs, days.get(nth + 1)?),
        _ => None,
    }
}

/// What comes first on the next day, and what will be new.
fn next_day(inputs: &Inputs<'_>, next: &programme::Day) -> Option<String> {
    let name = |id| inputs.offer.offer.task(id).map(|task| task.name.as_str());
    let first = next.blocks.iter().find_map(|block| name(block.content.task()?))?;
    let new = inputs.programme.tasks.iter().filter(|task| task.first_met == next.date);
    let new: Vec<&str> = new.map(|task| task.name.as_str()).collect();
    let is_last = inputs.programme.days.last().is_some_and(|last| last.date == next.date);
    Some(words::next_day(first, &new, is_last, !aims(inputs).is_empty()))
}
