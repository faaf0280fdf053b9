use serde::Serialize;

use crate::briefing::pack::{Block, Week, Work};
use crate::domain::support::HelpLevel;
use crate::words::briefing as words;

/// What staff need to know about a task, said once for all the blocks in which it is the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Brief<'a> {
    /// The task.
    pub task: &'a str,
    /// The starting level of help; with the blocks it applies to where they differ.
    pub help: String,
    /// What good looks like.
    pub good: &'a str,
}

/// When a task is done, each time with the level of help with which it starts.
type Starts = Vec<(Option<HelpLevel>, String)>;

/// The briefs of a placement in the order in which they are first needed. What differs from block to
/// block (how much, when it is finished, what to do then or when stuck) stands with the day.
#[must_use]
pub fn briefs(week: &Week) -> Vec<Brief<'_>> {
    let mut groups: Vec<(&Work, Starts)> = Vec::new();
    for (when, work) in works(week) {
        match groups.iter_mut().find(|(known, _)| same_words(known, work)) {
            Some((_, starts)) => starts.push((work.help, when)),
            None => groups.push((work, vec![(work.help, when)])),
        }
    }
    groups
        .into_iter()
        .map(|(work, starts)| Brief { task: &work.task, help: help(&starts), good: &work.good })
        .collect()
}

/// The levels of help in use, most help first.
pub(super) fn levels(week: &Week) -> Vec<HelpLevel> {
    let mut levels: Vec<HelpLevel> =
        works(week).flat_map(|(_, work)| [work.help, work.may_see]).flatten().collect();
    levels.sort_unstable();
    levels.dedup();
    levels
}

fn same_words(one: &Work, other: &Work) -> bool {
    one.task == other.task && one.good == other.good
}

fn help(starts: &[(Option<HelpLevel>, String)]) -> String {
    let mut runs: Vec<(Option<HelpLevel>, Vec<&str>)> = Vec::new();
    for (help, when) in starts {
        match runs.iter_mut().find(|(known, _)| known == help) {
            Some((_, times)) => times.push(when),
            None => runs.push((*help, vec![when])),
        }
    }
    match runs.as_slice() {
        [(only, _)] => level(*only).to_owned(),
        several => {
            let parts: Vec<String> = several
                .iter()
                .map(|(help, times)| format!("{} ({})", level(*help), times.join(", ")))
                .collect();
            parts.join("; ")
        }
    }
}

fn level(help: Option<HelpLevel>) -> &'static str {
    help.map_or(words::NO_HELP_LEVEL, words::help)
}

fn works(week: &Week) -> impl Iterator<Item = (String, &Work)> {
    week.days.iter().flat_map(|day| {
        let label = match day.dates.as_slice() {
            [one] => words::short_day(*one),
            [first, ..] => words::weekday(*first).to_owned() + "s",
            [] => String::new(),
        };
        day.blocks.iter().filter_map(move |block| match block {
            Block::Work(work) => Some((format!("{label} {}", work.from), work)),
            Block::Rest(_) => None,
        })
    })
}
