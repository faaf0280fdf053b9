use super::Inputs;
use super::people::name;
use crate::briefing::pack::JobHelp;
use crate::domain::code::Code;
use crate::domain::support::HelpLevel;
use crate::programme::TaskPlan;
use crate::words::briefing::job as words;
use crate::words::programme::goal;

/// How much help each job starts with, and what moves it.
pub(super) fn help(inputs: &Inputs<'_>) -> Vec<JobHelp> {
    inputs.programme.tasks.iter().map(job).collect()
}

fn job(plan: &TaskPlan) -> JobHelp {
    let at = |index: Option<usize>| HelpLevel::ALL.get(index?).copied();
    let start = HelpLevel::ALL.iter().position(|level| *level == plan.starts_at);
    let below = at(start.map(|start| start + 1));
    let above = at(start.and_then(|start| start.checked_sub(1)));
    JobHelp {
        task: plan.name.to_string(),
        start: plan.starts_at,
        less: plan.less_help_when.zip(below).map(|(rule, level)| words::less(rule, level)),
        more: plan.more_help_when.zip(above).map(|(rule, level)| words::more(rule, level)),
    }
}

/// The step further that the last day brings, with a way back from it.
pub(super) fn stretch(inputs: &Inputs<'_>, called: &str) -> Option<String> {
    let (programme, offer) = (inputs.programme, &inputs.offer.offer);
    let step = programme.step_up()?;
    let (day, block) =
        programme.blocks().filter(|(_, block)| block.content.task() == Some(&step.task)).last()?;
    let known = |plan: &&TaskPlan| plan.task != step.task && !plan.stretches;
    let instead = programme.tasks.iter().filter(known).max_by_key(|plan| plan.blocks)?;
    Some(words::stretch(
        called,
        &words::when(day.date, block.span.from),
        step.name.as_str(),
        block.goal.as_ref().map(goal).as_deref(),
        &name(offer, &block.person).ok()?,
        instead.name.as_str(),
    ))
}
