//! What can be counted in a programme: cheap early warnings of a week that keeps every rule and is
//! still not worth having.

use std::collections::{BTreeMap, BTreeSet};

use super::{Block, Content, Day, Programme};
use crate::domain::ids::{PersonId, TaskId};
use crate::domain::support::HelpLevel;
use crate::domain::task::Task;
use crate::domain::time::{Span, Weekday};
use crate::domain::workload::{FIRST_PIECE_MINUTES, WorkInput};

/// The shortest stretch in which a task counts as possible on a day, minutes.
const POSSIBLE_MINUTES: u16 = 15;

/// The counts of one programme.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signals {
    /// Attended days.
    pub days: usize,
    /// Different tasks.
    pub tasks: usize,
    /// Tasks within the learner's stretch that they may do and that exist on some attended day.
    pub possible: usize,
    /// Tasks met on three days or more.
    pub core: usize,
    /// The most new tasks in one half day.
    pub new_in_half_day: usize,
    /// New tasks on the last day.
    pub new_on_last_day: usize,
    /// The largest share of the blocks of work that one task holds, percent.
    pub top_share: usize,
    /// Tasks met on one day only.
    pub met_once: usize,
    /// Whether the offer holds a task that stretches the learner, at an hour of the last day that is left for work.
    pub stretch_possible: bool,
    /// Whether the last day holds one.
    pub stretch_on_last_day: bool,
    /// Whether the very first task is above what is comfortable.
    pub first_job_stretches: bool,
    /// Whether nobody has tried the steps of the very first task.
    pub first_job_untried: bool,
    /// Whether the first piece of work is finished within 75 minutes of arriving.
    pub first_piece_in_time: bool,
    /// Whether two of the days between the first and the last hold the same tasks in the same order.
    pub middle_days_alike: bool,
    /// The longest block of work, minutes.
    pub longest_block: u16,
    /// Different lines for a task finished early, percent of the blocks of work.
    pub if_finished: usize,
    /// Different lines for a learner who is stuck, percent of the blocks of work.
    pub if_stuck: usize,
    /// Blocks of work whose finish or good work is given in a number, percent.
    pub with_number: usize,
    /// Different people who lead a block or take its result.
    pub people: usize,
    /// Results handed to somebody who does not lead the block, once a person a day.
    pub exchanges: usize,
    /// Days from the second on without a real choice.
    pub days_without_choice: usize,
    /// Tasks of which less help may be seen at the end than at the beginning.
    pub levels_rising: usize,
    /// The largest share of the blocks that one person leads, percent.
    pub main_person: usize,
    /// The most changes of place within one day.
    pub changes_of_place: usize,
    /// Tasks above what stretches without overwhelming.
    pub above_stretch: usize,
    /// Whether the last day has work after its last break.
    pub work_after_last_break: bool,
}

/// Counts a programme.
#[must_use]
pub fn signals(programme: &Programme, input: &WorkInput<'_>) -> Signals {
    let capability = input.profile.capability;
    let stretches =
        |task: &Task| (capability.challenge + 1..=capability.stretch).contains(&task.load.challenge);
    let task_of = |block: &Block| block.content.task().and_then(|id| input.offer.task(id));
    let work: Vec<(&Day, &Block)> =
        programme.blocks().filter(|(_, block)| block.content.task().is_some()).collect();
    let mut days_of: BTreeMap<&TaskId, BTreeSet<_>> = BTreeMap::new();
    let mut blocks_of: BTreeMap<&TaskId, usize> = BTreeMap::new();
    for (day, block) in &work {
        if let Some(id) = block.content.task() {
            days_of.entry(id).or_default().insert(day.date);
            *blocks_of.entry(id).or_default() += 1;
        }
    }
    let last = programme.days.last();
    let first_task = work.first().and_then(|(_, block)| task_of(block));
    let led: Vec<&Block> =
        programme.blocks().map(|(_, block)| block).filter(|block| !block.content.is_rest()).collect();
    let handed: Vec<&PersonId> = programme.blocks().filter_map(|(_, block)| block.hand_to.as_ref()).collect();
    let mut leads: BTreeMap<_, usize> = BTreeMap::new();
    led.iter().for_each(|block| *leads.entry(&block.person).or_default() += 1);
    Signals {
        days: programme.days.len(),
        tasks: days_of.len(),
        possible: input.offer.tasks.iter().filter(|task| is_possible(task, input)).count(),
        core: days_of.values().filter(|days| days.len() >= 3).count(),
        new_in_half_day: programme.days.iter().flat_map(new_by_half).max().unwrap_or(0),
        new_on_last_day: last.map_or(0, |day| new_by_half(day).into_iter().sum()),
        top_share: percent(blocks_of.values().max().copied().unwrap_or(0), work.len()),
        met_once: days_of.values().filter(|days| days.len() == 1).count(),
        stretch_possible: last.is_some_and(|day| {
            let work = day.blocks.iter().filter(|block| block.content.task().is_some());
            let spans: Vec<Span> = work.map(|block| block.span).collect();
            let there = |task: &&Task| {
                task.hours_on(Weekday::of(day.date)).any(|hours| {
                    let left = |span: &Span| hours.intersection(*span).map_or(0, Span::minutes);
                    spans.iter().any(|span| left(span) >= POSSIBLE_MINUTES)
                })
            };
            input
                .offer
                .tasks
                .iter()
                .filter(there)
                .any(|task| !input.carved.contains(&task.id) && stretches(task))
        }),
        stretch_on_last_day: last.is_some_and(|day| day.blocks.iter().filter_map(task_of).any(stretches)),
        first_job_stretches: first_task.is_some_and(|task| task.load.challenge > capability.challenge),
        first_job_untried: first_task.is_some_and(|task| task.tried.is_none()),
        first_piece_in_time: work
            .first()
            .is_some_and(|(day, block)| block.span.to.since(day.attended.from) <= FIRST_PIECE_MINUTES),
        middle_days_alike: middle_days_alike(programme),
        longest_block: work.iter().map(|(_, block)| block.span.minutes()).max().unwrap_or(0),
        if_finished: distinct(&work, |block| format!("{:?}", block.if_finished)),
        if_stuck: distinct(&work, |block| format!("{:?}", block.if_stuck)),
        with_number: percent(work.iter().filter(|(_, block)| has_number(block)).count(), work.len()),
        people: leads.keys().copied().chain(handed.iter().copied()).collect::<BTreeSet<_>>().len(),
        exchanges: exchanges(programme),
        days_without_choice: programme
            .days
            .iter()
            .skip(1)
            .filter(|day| day.blocks.iter().all(|b| b.choice.is_none()))
            .count(),
        levels_rising: levels_rising(&work),
        main_person: percent(leads.values().max().copied().unwrap_or(0), led.len()),
        changes_of_place: programme.days.iter().map(changes_of_place).max().unwrap_or(0),
        above_stretch: {
            let above: BTreeSet<_> = work
                .iter()
                .filter_map(|(_, block)| task_of(block))
                .filter(|task| task.load.challenge > capability.stretch)
                .map(|task| &task.id)
                .collect();
            above.len()
        },
        work_after_last_break: last.is_some_and(work_after_last_break),
    }
}

/// Results handed over to somebody else, once a person a day.
fn exchanges(programme: &Programme) -> usize {
    programme.blocks().filter(|(_, block)| block.hand_to.is_some()).count()
}

/// Tasks of which less help may be seen in the last block than in the first.
fn levels_rising(work: &[(&Day, &Block)]) -> usize {
    let mut seen: BTreeMap<&TaskId, (Option<HelpLevel>, Option<HelpLevel>)> = BTreeMap::new();
    for (_, block) in work {
        if let Some(id) = block.content.task() {
            seen.entry(id).or_insert((block.may_see, None)).1 = block.may_see;
        }
    }
    seen.values().filter(|(first, last)| last > first).count()
}

fn percent(part: usize, whole: usize) -> usize {
    (part * 100).checked_div(whole).unwrap_or(0)
}

fn is_possible(task: &Task, input: &WorkInput<'_>) -> bool {
    !input.carved.contains(&task.id)
        && task.load.challenge <= input.profile.capability.stretch
        && input.days.iter().any(|date| exists_on(task, input, Weekday::of(*date)))
}

fn exists_on(task: &Task, input: &WorkInput<'_>, weekday: Weekday) -> bool {
    let there = |hours: Span| hours.intersection(input.window.hours).map_or(0, Span::minutes);
    task.hours_on(weekday).any(|hours| there(hours) >= POSSIBLE_MINUTES)
}

fn new_by_half(day: &Day) -> [usize; 2] {
    let new = |second: bool| {
        let is_new = |block: &&Block| matches!(block.content, Content::Task { new: true, .. });
        day.blocks.iter().filter(is_new).filter(|block| (block.span.from >= day.turns) == second).count()
    };
    [new(false), new(true)]
}

fn middle_days_alike(programme: &Programme) -> bool {
    let tasks = |day: &Day| day.blocks.iter().filter_map(|b| b.content.task().cloned()).collect::<Vec<_>>();
    let middle = programme.days.len().saturating_sub(2);
    let days: Vec<_> = programme.days.iter().skip(1).take(middle).map(tasks).collect();
    days.iter().enumerate().any(|(at, one)| days.iter().skip(at + 1).any(|other| one == other))
}

fn distinct(work: &[(&Day, &Block)], line: impl Fn(&Block) -> String) -> usize {
    let lines: BTreeSet<_> = work.iter().map(|(_, block)| line(block)).collect();
    percent(lines.len(), work.len())
}

fn has_number(block: &Block) -> bool {
    let lines = format!("{:?} {:?}", block.good_looks_like, block.visible_finish);
    block.goal.is_some() || lines.contains(|c: char| c.is_ascii_digit())
}

fn changes_of_place(day: &Day) -> usize {
    let places: Vec<_> = day.blocks.iter().filter(|b| b.content.task().is_some()).map(|b| &b.place).collect();
    places.windows(2).filter(|pair| pair.first() != pair.last()).count()
}

fn work_after_last_break(day: &Day) -> bool {
    let after = day.blocks.iter().rposition(|block| block.content.is_rest()).map_or(0, |at| at + 1);
    day.blocks.iter().skip(after).any(|block| block.content.task().is_some())
}
