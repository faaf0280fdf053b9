use chrono::NaiveDate;

use super::Inputs;
use super::people::name;
use crate::briefing::pack::JobHelp;
use crate::domain::code::Code;
use crate::domain::offer::Offer;
use crate::domain::support::HelpLevel;
use crate::domain::task::Task;
use crate::domain::time::{Span, Weekday};
use crate::domain::workload::people_for;
use crate::programme::TaskPlan;
use crate::words::briefing::job as words;
use crate::words::programme::goal;

/// How much help each job starts with, and what moves it.
pub(super) fn help(inputs: &Inputs<'_>) -> Vec<JobHelp> {
    inputs.programme.tasks.iter().map(job).collect()
}

fn job(plan: &TaskPlan) -> JobHelp {
    let below = below(plan.starts_at);
    let start = HelpLevel::ALL.iter().position(|level| *level == plan.starts_at);
    let above = start.and_then(|start| HelpLevel::ALL.get(start.checked_sub(1)?).copied());
    JobHelp {
        task: plan.name.to_string(),
        start: plan.starts_at,
        less: plan.less_help_when.zip(below).map(|(rule, level)| words::less(rule, level)),
        more: plan.more_help_when.zip(above).map(|(rule, level)| words::more(rule, level)),
    }
}

/// One level less help.
fn below(level: HelpLevel) -> Option<HelpLevel> {
    let at = HelpLevel::ALL.iter().position(|other| *other == level)?;
    HelpLevel::ALL.get(at + 1).copied()
}

/// The step further that the last day brings, with a way back from it.
pub(super) fn stretch(inputs: &Inputs<'_>, called: &str) -> Option<String> {
    let (programme, offer) = (inputs.programme, &inputs.offer.offer);
    let step = programme.step_up()?;
    let rounds: Vec<_> =
        programme.blocks().filter(|(_, block)| block.content.task() == Some(&step.task)).collect();
    let (&(day, block), before) = rounds.split_last()?;
    let less = below(step.starts_at).filter(|_| !before.is_empty());
    let known = |plan: &&TaskPlan| {
        let can = offer.task(&plan.task).is_some_and(|task| can_be_done(offer, task, day.date, block.span));
        plan.task != step.task && !plan.stretches && can
    };
    let instead = programme.tasks.iter().filter(known).max_by_key(|plan| plan.blocks);
    Some(words::stretch(
        called,
        &words::when(day.date, block.span.from),
        step.name.as_str(),
        block.goal.as_ref().map(goal).as_deref(),
        &name(offer, &block.person).ok()?,
        less.map(|level| words::LessAfter { rounds: before.len(), level }),
        instead.map(|plan| plan.name.as_str()),
    ))
}

/// Whether a job exists at a time, with people who are there and nothing in its way.
fn can_be_done(offer: &Offer, task: &Task, date: NaiveDate, span: Span) -> bool {
    let exists = task.hours_on(Weekday::of(date)).any(|hours| hours.covers(span));
    let mut events = offer.events.iter().filter(|event| event.happens_on(date) && event.hours.overlaps(span));
    exists
        && !events.any(|event| event.blocks(&task.place))
        && people_for(offer, Some(task), date, span).is_some()
}
