use serde::Serialize;

use crate::briefing::pack::{Block, JobHelp, Week, Work};
use crate::words::briefing as words;
use crate::words::briefing::support::sentence;

/// What staff need to know about a task, said once for all the blocks in which it is the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Brief<'a> {
    /// The task.
    pub task: &'a str,
    /// The help it starts with, and what moves it.
    pub help: String,
    /// Whether the level of help moves, so that the level reached is noted.
    pub moves: bool,
    /// What good looks like.
    pub good: &'a str,
}

/// The briefs of a placement in the order in which they are first needed. What differs from block to
/// block (how much, when it is finished, what to do then or when stuck) stands with the day.
#[must_use]
pub fn briefs(week: &Week) -> Vec<Brief<'_>> {
    let mut briefs: Vec<Brief<'_>> = Vec::new();
    for work in works(week) {
        if !briefs.iter().any(|known| known.task == work.task && known.good == work.good) {
            briefs.push(Brief {
                task: &work.task,
                help: help(week, work),
                moves: work.help.is_some(),
                good: &work.good,
            });
        }
    }
    briefs
}

fn help(week: &Week, work: &Work) -> String {
    let Some(level) = work.help else { return words::NO_HELP_LEVEL.to_owned() };
    let Some(job) = week.help.iter().find(|job| job.task == work.task) else {
        return words::job::start(level, week.tool());
    };
    let JobHelp { start, less, more, .. } = job;
    let lines = [Some(words::job::start(*start, week.tool())), less.clone(), more.clone()];
    lines.into_iter().flatten().map(|line| sentence(&line)).collect::<Vec<String>>().join(" ")
}

fn works(week: &Week) -> impl Iterator<Item = &Work> {
    week.days.iter().flat_map(|day| &day.blocks).filter_map(|block| match block {
        Block::Work(work) => Some(work),
        Block::Rest(_) => None,
    })
}
