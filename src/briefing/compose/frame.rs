use std::collections::BTreeSet;

use super::meaning::{counted, people};
use super::{Inputs, aims};
use crate::domain::task::Task;
use crate::domain::window::Pattern;
use crate::domain::workload::Activity;
use crate::programme::{self, Block, Content};
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
        _ if at == 0 => {
            let aim = aims.get(nth % aims.len().max(1))?.as_str();
            let seen = serves(inputs, day, aim).map(|(block, task)| (block.span.from, task.name.as_str()));
            Some(words::aim_of_the_day(aim, seen))
        }
        _ if closes && last_day => Some(words::goodbye(!aims.is_empty(), &people(inputs))),
        _ if closes && one_by_one => next_day(inputs, days.get(nth + 1)?),
        _ if closes => Some(words::day_done(!aims.is_empty())),
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

/// So many words of an aim are in a job's own words where the job serves it.
const ENOUGH_WORDS: usize = 2;

/// The block of the day in which an aim is looked for: where somebody is spoken with for an aim about that, the choice
/// for one about what suits, a known job for one about the whole of a job, else the job whose words say most of the aim.
/// Where none says enough of it, whoever reads
/// the plan with the learner finds the block: a guess would look like an agreement.
fn serves<'a>(inputs: &Inputs<'a>, day: &'a programme::Day, aim: &str) -> Option<(&'a Block, &'a Task)> {
    let jobs: Vec<(&Block, &Task)> = (day.blocks.iter())
        .filter_map(|block| Some((block, inputs.offer.offer.task(block.content.task()?)?)))
        .collect();
    let wanted = words::stems(aim);
    let shared = |task: &Task| {
        let steps = task.steps.iter().map(|step| step.does.as_str());
        let said = [task.name.as_str(), task.good_looks_like.as_str()].into_iter().chain(steps);
        let said: BTreeSet<String> = said.flat_map(words::stems).collect();
        wanted.intersection(&said).count()
    };
    // Among the blocks that serve, the one whose job says most of the aim, and of those the earliest.
    let best = |serves: &dyn Fn(&Block) -> bool| {
        let jobs = jobs.iter().rev().filter(|(block, _)| serves(block));
        jobs.max_by_key(|(_, task)| shared(task)).copied()
    };
    let topic = words::topic(aim).and_then(|subject| {
        best(&|block| match subject {
            words::AimSubject::People => block.hand_to.is_some(),
            words::AimSubject::Choice => block.choice.is_some(),
            words::AimSubject::Whole => matches!(block.content, Content::Task { new: false, .. }),
        })
    });
    let nearest = best(&|_| true);
    let nearest = nearest.filter(|(_, task)| shared(task) >= ENOUGH_WORDS);
    topic.or(nearest)
}

/// What fills the rest of a day's opening or close that is done early: the new job or the choice of the day, found on
/// the plan, and what is new on the next day.
pub(super) fn early_in_the_frame(inputs: &Inputs<'_>, day: &programme::Day, at: usize) -> Option<String> {
    let block = day.blocks.get(at)?;
    let Content::Activity { activity } = block.content else { return None };
    let name = |block: &Block| Some(inputs.offer.offer.task(block.content.task()?)?.name.as_str());
    match activity {
        Activity::PlanOfTheDay => {
            let new = |block: &&Block| matches!(block.content, Content::Task { new: true, .. });
            let fresh = day.blocks.iter().find(new).and_then(|block| Some((block.span.from, name(block)?)));
            let choice = day.blocks.iter().find(|block| block.choice.is_some());
            match (fresh, choice) {
                (Some((from, job)), _) => Some(words::find_the_new_job(from, job)),
                (None, Some(block)) => Some(words::find_the_choice(block.span.from)),
                (None, None) => None,
            }
        }
        Activity::Close => {
            let days = &inputs.programme.days;
            let next = days.iter().find(|other| other.date > day.date)?;
            let new = inputs.programme.tasks.iter().find(|task| task.first_met == next.date)?;
            Some(words::look_at_the_card(new.name.as_str()))
        }
        _ => None,
    }
}
