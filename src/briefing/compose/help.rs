use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::people::name;
use super::steps::plan_agreed;
use super::{Inputs, agreed};
use crate::briefing::pack::JobHelp;
use crate::domain::code::Code;
use crate::domain::ids::TaskId;
use crate::domain::offer::Offer;
use crate::domain::support::{HelpLevel, InstructionMode};
use crate::domain::task::Task;
use crate::domain::time::{Span, TimeOfDay, Weekday};
use crate::domain::workload::people_for;
use crate::programme::{Block, Day, TaskPlan};
use crate::words::briefing::meaning::stems;
use crate::words::briefing::{Tool, job as words};
use crate::words::programme::goal;

/// How much help each job starts with, and what moves it.
pub(super) fn help(inputs: &Inputs<'_>) -> Vec<JobHelp> {
    let tool = tool(inputs);
    inputs.programme.tasks.iter().map(|plan| job(plan, tool)).collect()
}

/// What stays beside the work when there is less help: a list, unless the learner is shown finished pieces and no list.
pub(super) fn tool(inputs: &Inputs<'_>) -> Tool {
    let by = &inputs.learner.profile.instructed_by;
    let list = [InstructionMode::WrittenList, InstructionMode::PictureList];
    match by.contains(&InstructionMode::Example) && !list.iter().any(|mode| by.contains(mode)) {
        true => Tool::Example,
        false => Tool::List,
    }
}

fn job(plan: &TaskPlan, tool: Tool) -> JobHelp {
    let start = HelpLevel::ALL.iter().position(|level| *level == plan.starts_at);
    let above = start.and_then(|start| HelpLevel::ALL.get(start.checked_sub(1)?).copied());
    JobHelp {
        task: plan.name.to_string(),
        start: plan.starts_at,
        less: plan
            .less_help_when
            .zip(below(plan.starts_at))
            .map(|(rule, level)| words::less(rule, level, tool)),
        more: match (plan.more_help_when, above) {
            (Some(rule), Some(level)) => Some(words::more(rule, level, tool)),
            _ => Some(words::more_when_together(tool)),
        },
    }
}

/// One level less help.
fn below(level: HelpLevel) -> Option<HelpLevel> {
    let at = HelpLevel::ALL.iter().position(|other| *other == level)?;
    HelpLevel::ALL.get(at + 1).copied()
}

/// The last round of the job that is the step further.
struct Step<'a> {
    plan: &'a TaskPlan,
    date: NaiveDate,
    block: &'a Block,
    /// What is further in it than in the rounds before.
    further: words::StepMore<'a>,
}

/// A word of a job's name counts as so many of its steps.
const NAMED: usize = 2;

/// The job of the offer that says most of the learner's own step further, where it is in the plan.
fn chosen<'a>(inputs: &Inputs<'a>) -> Option<&'a TaskPlan> {
    let wanted = stems(agreed(inputs)?.step.as_ref()?.as_str());
    // What a job is called says more of it than what is done in it.
    let shared = |task: &Task| {
        let in_words = |text: &str| stems(text).intersection(&wanted).cloned().collect::<Vec<String>>();
        let steps = task.steps.iter().map(|step| step.does.as_str());
        let becomes = task.used.iter().map(|used| used.how.as_str());
        let said: BTreeSet<String> = steps.chain(becomes).flat_map(in_words).collect();
        NAMED * in_words(task.name.as_str()).len() + said.len()
    };
    let planned = |task: &Task| inputs.programme.tasks.iter().find(|plan| plan.task == task.id);
    let named = inputs.offer.offer.tasks.iter().filter(|task| shared(task) >= NAMED);
    planned(named.max_by_key(|task| (shared(task), planned(task).is_some()))?)
}

/// The step that the learner chose and that no job of the plan holds.
pub(in crate::briefing) fn chosen_and_not_planned<'a>(inputs: &Inputs<'a>) -> Option<&'a str> {
    let own = agreed(inputs)?.step.as_ref()?;
    chosen(inputs).is_none().then_some(own.as_str())
}

/// The step further: the one that the learner chose, or a job beyond what is comfortable; for a learner for whom none is,
/// the hardest job of the last day that was new in the course of the placement, or else the one of the last day that was
/// practised most.
pub(super) fn step_further<'a>(inputs: &Inputs<'a>) -> Option<&'a TaskPlan> {
    let by_the_plan = || inputs.programme.step_up().or_else(|| hardest_at_the_end(inputs));
    chosen(inputs).or_else(by_the_plan).or_else(|| most_practised(inputs))
}

fn step<'a>(inputs: &Inputs<'a>) -> Option<Step<'a>> {
    let (programme, plan) = (inputs.programme, step_further(inputs)?);
    let rounds: Vec<_> =
        programme.blocks().filter(|(_, block)| block.content.task() == Some(&plan.task)).collect();
    let (&(day, block), before) = rounds.split_last()?;
    let is_own = chosen(inputs) == Some(plan);
    let own = agreed(inputs).and_then(|terms| terms.step.as_ref()).filter(|_| is_own);
    let further = match own {
        Some(own) => Some(words::StepMore::Chosen(own.as_str())),
        None => further(inputs, plan, block, before.last().map(|(_, block)| *block)),
    };
    Some(Step { plan, date: day.date, block, further: further? })
}

/// What makes the last round of a job more than the round before: less help than was hoped for then and is hoped for by
/// now; where the rule for less help has just been met, or no level is left, the learner is the one who checks. A job
/// that is met for the first time is a step further only where it goes beyond what is comfortable.
fn further<'a>(
    inputs: &Inputs<'a>,
    plan: &'a TaskPlan,
    block: &Block,
    before: Option<&Block>,
) -> Option<words::StepMore<'a>> {
    let Some(before) = before.and_then(|block| block.may_see) else {
        return plan.stretches.then_some(words::StepMore::New(plan.starts_at));
    };
    let now = block.may_see.unwrap_or(before);
    let less = below(before).filter(|level| *level > now).map(words::StepMore::Less);
    let good = || Some(inputs.offer.offer.task(&plan.task)?.good_looks_like.as_str());
    less.or_else(|| Some(words::StepMore::Checks(good()?)))
}

/// The job of the last day with the most rounds, where it has been practised at least twice before.
fn most_practised<'a>(inputs: &Inputs<'a>) -> Option<&'a TaskPlan> {
    let last = inputs.programme.days.last()?;
    let on_last = |plan: &&TaskPlan| last.blocks.iter().any(|block| block.content.task() == Some(&plan.task));
    let known = inputs.programme.tasks.iter().filter(|plan| plan.blocks > 2 && plan.first_met < last.date);
    known.filter(on_last).max_by_key(|plan| plan.blocks)
}

fn hardest_at_the_end<'a>(inputs: &Inputs<'a>) -> Option<&'a TaskPlan> {
    let (programme, offer) = (inputs.programme, &inputs.offer.offer);
    let challenge = |id: &TaskId| offer.task(id).map_or(0, |task| task.load.challenge);
    let on = |day: &'a Day| day.blocks.iter().filter_map(|block| block.content.task());
    let (first, last) = (programme.days.first()?, programme.days.last()?);
    let opened = on(first).map(challenge).max().unwrap_or(0);
    let came_later = |plan: &&TaskPlan| first.date < plan.first_met && plan.first_met < last.date;
    let hard = |plan: &&TaskPlan| challenge(&plan.task) >= opened;
    let on_last = |plan: &&TaskPlan| on(last).any(|task| *task == plan.task);
    let later = programme.tasks.iter().filter(came_later);
    later.filter(hard).filter(on_last).max_by_key(|plan| (challenge(&plan.task), plan.first_met))
}

/// The step further that the last day brings, with a way back from it.
pub(super) fn stretch(inputs: &Inputs<'_>, called: &str) -> Option<String> {
    let (programme, offer) = (inputs.programme, &inputs.offer.offer);
    let step = step(inputs)?;
    let known = |plan: &&TaskPlan| {
        let can =
            offer.task(&plan.task).is_some_and(|task| can_be_done(offer, task, step.date, step.block.span));
        plan.task != step.plan.task && !plan.stretches && can
    };
    let instead = programme.tasks.iter().filter(known).max_by_key(|plan| plan.blocks);
    Some(words::stretch(&words::StepFurther {
        called,
        when: &words::when(step.date, step.block.span.from),
        task: step.plan.name.as_str(),
        why: match (step.plan.stretches, hardest_at_the_end(inputs) == Some(step.plan)) {
            (true, _) => words::StepReason::Stretches,
            (false, true) => words::StepReason::Hardest,
            (false, false) => words::StepReason::Practised,
        },
        goal: step.block.goal.as_ref().map(goal).as_deref(),
        person: &name(offer, &step.block.person).ok()?,
        further: step.further,
        agreed: match inputs.terms.filter(|_| matches!(step.further, words::StepMore::Chosen(_))) {
            Some(agreed) => Some(agreed.on),
            // What the learner chose and the plan has not is no step that the learner agreed to.
            None if chosen_and_not_planned(inputs).is_some() => None,
            None => plan_agreed(inputs).map(|step| step.on),
        },
        instead: instead.map(|plan| plan.name.as_str()),
        tool: tool(inputs),
    }))
}

/// When the step further is taken.
pub(super) fn step_at(inputs: &Inputs<'_>) -> Option<(NaiveDate, TimeOfDay)> {
    step(inputs).map(|step| (step.date, step.block.span.from))
}

/// What the row of a block says when it is the step further.
pub(super) fn step_note(inputs: &Inputs<'_>, date: NaiveDate, block: &Block, called: &str) -> Option<String> {
    let step = step(inputs).filter(|step| step.date == date && step.block.id == block.id)?;
    Some(words::step_note(step.further, called, tool(inputs)))
}

/// Whether a block is the step further, which stays where it is.
pub(super) fn is_step(inputs: &Inputs<'_>, date: NaiveDate, block: &Block) -> bool {
    step(inputs).is_some_and(|step| step.date == date && step.block.id == block.id)
}

/// Whether a block is the step further that the learner chose: what was said of it stands in place of a level of help.
pub(super) fn is_chosen_step(inputs: &Inputs<'_>, date: NaiveDate, block: &Block) -> bool {
    step(inputs).is_some_and(|step| {
        let here = step.date == date && step.block.id == block.id;
        here && matches!(step.further, words::StepMore::Chosen(_))
    })
}

/// Whether a job exists at a time, with people who are there and nothing in its way.
fn can_be_done(offer: &Offer, task: &Task, date: NaiveDate, span: Span) -> bool {
    let exists = task.hours_on(Weekday::of(date)).any(|hours| hours.covers(span));
    let mut events = offer.events.iter().filter(|event| event.happens_on(date) && event.hours.overlaps(span));
    exists
        && !events.any(|event| event.blocks(&task.place))
        && people_for(offer, Some(task), date, span).is_some()
}
