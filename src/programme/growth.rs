//! What each block aims at: an amount within what there is, a level of help that may be seen, a real
//! choice, somebody to hand the result to.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::facts::Goal;
use super::help::{ROUNDS_A_LEVEL, first_level};
use super::{Block, Content, Programme};
use crate::domain::code::Code;
use crate::domain::ids::{PersonId, TaskId};
use crate::domain::learner::Profile;
use crate::domain::offer::Offer;
use crate::domain::support::HelpLevel;
use crate::domain::task::Task;
use crate::domain::time::{Span, TimeOfDay};
use crate::domain::workload::{RestReason, WorkInput, possible};

/// A block aims at so much of what its time would allow, percent.
const AIM_PERCENT: u32 = 75;
/// The block in which a task is met for the first time: part of it goes into being shown.
const FIRST_AIM_PERCENT: u32 = 50;
/// The quickest pace that an aim counts with, percent.
const QUICKEST_PACE: u16 = 110;
/// A new meeting of a task is so much quicker, percent of a worker's time.
const GAIN_A_MEETING: u16 = 5;

/// Sets goals, levels, choices and hand-overs, block by block.
pub(super) fn grow(programme: &mut Programme, input: &WorkInput<'_>) {
    let mut meetings: BTreeMap<TaskId, u16> = BTreeMap::new();
    let mut days: BTreeMap<TaskId, u32> = BTreeMap::new();
    for day in &mut programme.days {
        let mut known: BTreeSet<TaskId> = meetings.keys().cloned().collect();
        let mut left: BTreeMap<TaskId, u16> = BTreeMap::new();
        let mut handed: BTreeSet<PersonId> = BTreeSet::new();
        let first_day = known.is_empty();
        let mut chosen = false;
        let mut opened = false;
        let date = day.date;
        let laid: Vec<(Content, Span)> =
            day.blocks.iter().map(|block| (block.content.clone(), block.span)).collect();
        for (at, block) in day.blocks.iter_mut().enumerate() {
            let Some(id) = block.content.task().cloned() else { continue };
            let Some(task) = input.offer.task(&id) else { continue };
            let meeting = meetings.entry(id.clone()).or_default();
            block.goal = goal(input.profile, task, block.span, *meeting, &mut left);
            let new = matches!(block.content, Content::Task { new: true, .. });
            block.may_see = Some(may_see(input.profile, task, *meeting, days.get(&id).copied().unwrap_or(0)));
            *meeting += 1;
            block.choice = None;
            if !chosen && opened && !new {
                let bearable =
                    |task: &TaskId| in_a_row(&laid, at, task) <= input.profile.stamina.one_task_minutes();
                block.choice = choice(input, date, block, &known, bearable);
                chosen = block.choice.is_some();
            }
            opened = true;
            // On the first day the jobs that are known are those of that day so far.
            if first_day {
                known.insert(id);
            }
            block.hand_to =
                hand_over(input.offer, task, date, block).filter(|person| handed.insert(person.clone()));
        }
        let met: BTreeSet<&TaskId> = laid.iter().filter_map(|(content, _)| content.task()).collect();
        met.into_iter().for_each(|task| *days.entry(task.clone()).or_default() += 1);
    }
}

/// What may be seen after so many rounds, if every step was right in each: the help of the first meeting, and one level
/// less each time that the rule for less help has been met, one on the first day and then one a day at most: what was done
/// this morning is not yet known tomorrow. It is an expectation: what is seen decides.
fn may_see(profile: &Profile, task: &Task, rounds: u16, days_before: u32) -> HelpLevel {
    let start = first_level(profile, task);
    let less = u32::from(rounds / u16::from(ROUNDS_A_LEVEL)).min(days_before.max(1));
    let index = start.index() + less;
    HelpLevel::ALL.iter().copied().rfind(|level| level.index() <= index).unwrap_or(start)
}

/// How many the block aims at, within what is left on the day.
fn goal(
    profile: &Profile,
    task: &Task,
    span: Span,
    meeting: u16,
    left: &mut BTreeMap<TaskId, u16>,
) -> Option<Goal> {
    let amount = task.amount.as_ref()?;
    let seconds = u32::from(amount.worker_seconds_each?);
    let pace = profile.pace_percent?;
    let pace = pace.saturating_sub(GAIN_A_MEETING * meeting).max(QUICKEST_PACE.min(pace));
    let aim = if meeting == 0 { FIRST_AIM_PERCENT } else { AIM_PERCENT };
    let each = (seconds * u32::from(pace)).max(1);
    let possible = u32::from(span.minutes()) * 60 * aim / each;
    let left = left.entry(task.id.clone()).or_insert(amount.a_day);
    let count = u16::try_from(possible.max(1)).unwrap_or(u16::MAX).min(*left);
    // Whole batches where one can be done: half a stack is an end that nobody sees.
    let whole = amount.batch.as_ref().map(|batch| count - count % batch.of.max(1));
    let count = whole.filter(|whole| *whole > 0).unwrap_or(count);
    *left -= count;
    (count > 0).then(|| Goal {
        count,
        noun: amount.noun(count).clone(),
        left: *left,
        batch: amount.batch.clone(),
        used: task.used.as_ref().map(|used| used.how.clone()),
    })
}

/// Another task that the learner knows, that could be done in exactly this time, and that does not become too long for
/// the learner by what stands beside it.
fn choice(
    input: &WorkInput<'_>,
    date: NaiveDate,
    block: &Block,
    known: &BTreeSet<TaskId>,
    bearable: impl Fn(&TaskId) -> bool,
) -> Option<TaskId> {
    let other = |task: &&Task| {
        Some(&task.id) != block.content.task() && known.contains(&task.id) && bearable(&task.id)
    };
    possible(input, date, block.span).into_iter().find(other).map(|task| task.id.clone())
}

/// For how many minutes a task would be done without a rest or another task, if it were done in a block.
fn in_a_row(laid: &[(Content, Span)], at: usize, task: &TaskId) -> u16 {
    let same = |(content, span): &(Content, Span)| match content {
        Content::Task { task: other, .. } => (other == task).then(|| span.minutes()),
        // Looking at a piece or two together is no rest from it.
        Content::Activity { .. } | Content::Rest { reason: RestReason::Pause } => Some(0),
        Content::Rest { .. } => None,
    };
    let before = laid.iter().take(at).rev().map_while(same);
    let after = laid.iter().skip(at + 1).map_while(same);
    laid.get(at).map_or(0, |(_, span)| span.minutes()) + before.chain(after).sum::<u16>()
}

/// Who takes the result at the block's last minute: somebody at work who does not lead the block.
fn hand_over(offer: &Offer, task: &Task, date: NaiveDate, block: &Block) -> Option<PersonId> {
    let end = block.span.to.minutes();
    let last = Span::new(TimeOfDay::from_minutes(end.saturating_sub(1))?, block.span.to).ok()?;
    let named = task.used.as_ref().and_then(|used| used.hand_to.as_ref())?;
    (*named != block.person && offer.is_free(named, date, last)).then(|| named.clone())
}
