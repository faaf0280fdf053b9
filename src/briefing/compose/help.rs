use chrono::NaiveDate;

use super::Inputs;
use super::people::name;
use crate::briefing::pack::JobHelp;
use crate::domain::code::Code;
use crate::domain::ids::TaskId;
use crate::domain::offer::Offer;
use crate::domain::support::{HelpLevel, InstructionMode};
use crate::domain::task::Task;
use crate::domain::time::{Span, Weekday};
use crate::domain::workload::people_for;
use crate::programme::{Block, Day, TaskPlan};
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
        more: plan.more_help_when.zip(above).map(|(rule, level)| words::more(rule, level, tool)),
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
    /// How many rounds there are before it.
    before: usize,
    /// One level less help than it started with, where it was met before.
    less: Option<HelpLevel>,
}

/// The step further: a job beyond what is comfortable; for a learner for whom none is, the hardest job of the last day
/// that was new in the course of the placement.
pub(super) fn step_further<'a>(inputs: &Inputs<'a>) -> Option<&'a TaskPlan> {
    inputs.programme.step_up().or_else(|| hardest_at_the_end(inputs))
}

fn step<'a>(inputs: &Inputs<'a>) -> Option<Step<'a>> {
    let (programme, plan) = (inputs.programme, step_further(inputs)?);
    let rounds: Vec<_> =
        programme.blocks().filter(|(_, block)| block.content.task() == Some(&plan.task)).collect();
    let (&(day, block), before) = rounds.split_last()?;
    let less = below(plan.starts_at).filter(|_| !before.is_empty());
    Some(Step { plan, date: day.date, block, before: before.len(), less })
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
        stretches: step.plan.stretches,
        goal: step.block.goal.as_ref().map(goal).as_deref(),
        person: &name(offer, &step.block.person).ok()?,
        less: step.less.map(|level| words::LessAfter { rounds: step.before, level }),
        instead: instead.map(|plan| plan.name.as_str()),
        tool: tool(inputs),
    }))
}

/// What the row of a block says when it is the step further.
pub(super) fn step_note(inputs: &Inputs<'_>, date: NaiveDate, block: &Block) -> Option<String> {
    let step = step(inputs).filter(|step| step.date == date && step.block.id == block.id)?;
    let less = step.less.map(|level| words::LessAfter { rounds: step.before, level });
    Some(words::step_note(less, tool(inputs)))
}

/// Whether a job exists at a time, with people who are there and nothing in its way.
fn can_be_done(offer: &Offer, task: &Task, date: NaiveDate, span: Span) -> bool {
    let exists = task.hours_on(Weekday::of(date)).any(|hours| hours.covers(span));
    let mut events = offer.events.iter().filter(|event| event.happens_on(date) && event.hours.overlaps(span));
    exists
        && !events.any(|event| event.blocks(&task.place))
        && people_for(offer, Some(task), date, span).is_some()
}
