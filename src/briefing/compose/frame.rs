use std::collections::BTreeSet;

use chrono::Datelike;

use super::meaning::{counted, people};
use super::people::name;
use super::{Inputs, aims, leaves};
use crate::domain::task::Task;
use crate::domain::text::Line;
use crate::domain::window::Pattern;
use crate::domain::workload::Activity;
use crate::programme::{self, Block, Content, first_meetings};
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
        _ if at == 0 && !aims.is_empty() => {
            // A sheet that stands for several dates of a weekday has one aim for all of them.
            let (aim, seen) = match one_by_one {
                true => aim_in_turn(inputs, nth)?,
                false => aim_of_the_weekday(inputs, day)?,
            };
            let new = seen.and_then(|(block, _)| whom_first(inputs, block));
            let new = new.filter(|_| words::topic(aim) == Some(words::AimSubject::NewPerson));
            let seen = seen.map(|(block, task)| (block.span.from, task.name.as_str(), new.as_deref()));
            Some(words::aim_of_the_day(aim, seen))
        }
        _ if closes => {
            let done = match (last_day, one_by_one) {
                (true, _) => words::goodbye(!aims.is_empty(), &people(inputs)),
                (false, true) => next_day(inputs, days.get(nth + 1)?)?,
                (false, false) => words::day_done(!aims.is_empty()),
            };
            Some(words::and_home(&done, leaves(inputs.terms.map(|agreed| agreed.terms)).as_deref()))
        }
        _ => None,
    }
}

/// Whom the learner works with for the first time in a block.
fn whom_first(inputs: &Inputs<'_>, block: &Block) -> Option<String> {
    let first = first_meetings(inputs.programme);
    let mut people = block.hand_to.iter().chain([&block.person]);
    let new = people.find(|person| first.get(person).is_some_and(|at| *at == block.id))?;
    name(&inputs.offer.offer, new).ok()
}

/// An aim, and the block and job in which it is looked for.
type Looked<'a> = (&'a str, Option<(&'a Block, &'a Task)>);

/// The aim of one day after the other: of those that a job of the day serves, first what no other day serves better, and
/// of these the one that has had the fewest days.
fn aim_in_turn<'a>(inputs: &Inputs<'a>, nth: usize) -> Option<Looked<'a>> {
    let aims = aims(inputs);
    let days = &inputs.programme.days;
    let said =
        |day, aim: &Line| serves(inputs, day, aim.as_str()).map(|(_, task)| shared(task, aim.as_str()));
    let best: Vec<Option<usize>> =
        aims.iter().map(|aim| days.iter().filter_map(|day| said(day, aim)).max()).collect();
    let mut had = vec![0_usize; aims.len()];
    let mut chosen = None;
    for day in days.iter().take(nth + 1) {
        let served = (0..aims.len()).filter(|at| aims.get(*at).is_some_and(|aim| said(day, aim).is_some()));
        chosen = served.min_by_key(|at| {
            let is_best = aims.get(*at).and_then(|aim| said(day, aim)) == best.get(*at).copied().flatten();
            (!is_best, had.get(*at).copied())
        });
        if let Some(count) = chosen.and_then(|at| had.get_mut(at)) {
            *count += 1;
        }
    }
    let at = chosen.unwrap_or(nth % aims.len().max(1));
    let aim = aims.get(at)?.as_str();
    Some((aim, serves(inputs, days.get(nth)?, aim)))
}

/// The aim of all days of one weekday: of those that a job of the day serves, the one whose turn it is.
fn aim_of_the_weekday<'a>(inputs: &Inputs<'a>, day: &'a programme::Day) -> Option<Looked<'a>> {
    let aims = aims(inputs);
    let turn = usize::try_from(day.date.weekday().num_days_from_monday()).ok()?;
    let served = |aim: &'a Line| Some((aim.as_str(), Some(serves(inputs, day, aim.as_str())?)));
    let with_a_job: Vec<_> = aims.iter().filter_map(served).collect();
    let whose_turn = with_a_job.get(turn % with_a_job.len().max(1)).copied();
    whose_turn.or_else(|| Some((aims.get(turn % aims.len().max(1))?.as_str(), None)))
}

/// The aims that no job of any day serves.
pub(super) fn aims_without_a_job<'a>(inputs: &Inputs<'a>) -> Vec<&'a str> {
    let served = |aim: &str| inputs.programme.days.iter().any(|day| serves(inputs, day, aim).is_some());
    aims(inputs).iter().map(Line::as_str).filter(|aim| !served(aim)).collect()
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

/// The block of the day in which an aim is looked for: where somebody is spoken with for an aim about that, somebody new for
/// one about meeting people, the choice for one about what suits or about having a say, a known job for one about the whole of a job, else the job whose words say most of the aim.
/// An aim whose words name some job of the plan waits for the days of that job. Where none says enough of it, it is asked
/// where to look: a guess would look like an agreement.
fn serves<'a>(inputs: &Inputs<'a>, day: &'a programme::Day, aim: &str) -> Option<(&'a Block, &'a Task)> {
    let jobs: Vec<(&Block, &Task)> = (day.blocks.iter())
        .filter_map(|block| Some((block, inputs.offer.offer.task(block.content.task()?)?)))
        .collect();
    let named = |task: &Task| words::stems(task.name.as_str()).intersection(&words::stems(aim)).count();
    let planned = inputs.programme.tasks.iter().filter_map(|plan| inputs.offer.offer.task(&plan.task));
    let most_named = planned.map(named).max().unwrap_or(0);
    // Among the blocks that serve, the one whose job says most of the aim, and of those the earliest.
    let best = |serves: &dyn Fn(&Block) -> bool| {
        let jobs = jobs.iter().rev().filter(|(block, _)| serves(block));
        jobs.max_by_key(|(_, task)| shared(task, aim)).copied()
    };
    let topic = words::topic(aim).and_then(|subject| {
        best(&|block| match subject {
            words::AimSubject::NewPerson => whom_first(inputs, block).is_some(),
            words::AimSubject::People => block.hand_to.is_some(),
            words::AimSubject::Choice => block.choice.is_some(),
            words::AimSubject::Whole | words::AimSubject::Things => {
                matches!(block.content, Content::Task { new: false, .. })
            }
            words::AimSubject::Greeting => true,
            words::AimSubject::Made => {
                let task = block.content.task().and_then(|id| inputs.offer.offer.task(id));
                task.is_some_and(|task| task.used.is_some())
            }
        })
    });
    // The whole of a job is seen where a round ends with it.
    let is_whole = |block: &Block| {
        let part = block.goal.as_ref().is_some_and(|goal| goal.is_part());
        matches!(block.content, Content::Task { new: false, .. }) && !part
    };
    let whole = words::topic(aim).filter(|subject| *subject == words::AimSubject::Whole);
    let topic = whole.and_then(|_| best(&is_whole)).or(topic);
    let topic = topic.filter(|(_, task)| most_named == 0 || named(task) == most_named);
    let nearest = best(&|_| true);
    let nearest = nearest.filter(|(_, task)| said(task, aim) >= ENOUGH_WORDS);
    topic.or(nearest)
}

/// How much of an aim a job's own words say; what a job is called says more of it than one of its steps.
fn shared(task: &Task, aim: &str) -> usize {
    let named = words::stems(task.name.as_str()).intersection(&words::stems(aim)).count();
    said(task, aim) + named
}

/// How many words of an aim stand in a job's own words.
fn said(task: &Task, aim: &str) -> usize {
    let steps = task.steps.iter().map(|step| step.does.as_str());
    let becomes = task.used.iter().map(|used| used.how.as_str());
    let things = task.product.iter().chain(&task.equipment).map(Line::as_str);
    let words_of = [task.name.as_str(), task.good_looks_like.as_str()].into_iter().chain(steps);
    let words_of = words_of.chain(becomes).chain(things);
    let words_of: BTreeSet<String> = words_of.flat_map(words::stems).collect();
    words::stems(aim).intersection(&words_of).count()
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
