//! What people change in a plan before and while it runs. Each edit gives a new programme and the
//! rules that it breaks.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::block::{Block, BlockId};
use super::build::{events_during, refresh, task_block};
use super::edit_refused::EditRefused;
use super::wording::{Wording, WordingLine};
use super::{Breach, Programme, check, lose};
use crate::domain::ids::{PersonId, TaskId};
use crate::domain::offer::Offer;
use crate::domain::person::Person;
use crate::domain::text::Line;
use crate::domain::time::{Span, TimeOfDay};
use crate::domain::workload::{LostTime, WorkInput, people_for};

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Edit {
    /// Two blocks of work change places; each takes the other's time.
    Swap {
        /// One block.
        first: BlockId,
        /// The other.
        second: BlockId,
    },
    /// A block of work holds another task.
    ReplaceTask {
        /// Which block.
        block: BlockId,
        /// The task that it holds from now on.
        task: TaskId,
    },
    /// A line of a block says something else.
    Reword {
        /// Which block.
        block: BlockId,
        /// Which line.
        line: WordingLine,
        /// The new words.
        text: Line,
    },
    /// Somebody else is with the learner.
    MovePerson {
        /// Which block.
        block: BlockId,
        /// Who from now on.
        person: PersonId,
        /// Who stands in; somebody who can, when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        deputy: Option<PersonId>,
    },
    /// Time is lost; what is done stays, the rest is planned again.
    Lose {
        /// What is lost.
        lost: LostTime,
        /// The day up to which the plan has been carried out.
        done_on: NaiveDate,
        /// The time of that day.
        done_until: TimeOfDay,
    },
}

/// A programme after an edit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Edited {
    /// The programme.
    pub programme: Programme,
    /// The rules that it breaks.
    pub breaches: Vec<Breach>,
}

/// Makes one change and checks every rule again.
///
/// # Errors
/// [`EditRefused`] when the change names what is not there, or leaves days without work.
pub fn edit(programme: &Programme, input: &WorkInput<'_>, change: &Edit) -> Result<Edited, EditRefused> {
    let before = programme;
    let mut programme = programme.clone();
    match change {
        Edit::Swap { first, second } => swap(&mut programme, input.offer, first, second)?,
        Edit::ReplaceTask { block, task } => replace(&mut programme, input, block, task)?,
        Edit::Reword { block, line, text } => {
            *find(&mut programme, block)?.1.line_mut(*line) = Wording::said(text);
        }
        Edit::MovePerson { block, person, deputy } => {
            let known =
                |id: &PersonId| input.offer.person(id).ok_or_else(|| EditRefused::UnknownPerson(id.clone()));
            known(person)?;
            deputy.as_ref().map(known).transpose()?;
            let (date, block) = find(&mut programme, block)?;
            block.person = person.clone();
            block.deputy = deputy.clone().or_else(|| stand_in(input.offer, date, block));
        }
        Edit::Lose { lost, done_on, done_until } => {
            programme = lose::lose(&programme, input, *lost, (*done_on, *done_until))?;
        }
    }
    refresh(&mut programme, input);
    if let Edit::Lose { done_on, done_until, .. } = change {
        keep_done(&mut programme, before, (*done_on, *done_until));
    }
    let breaches = check(&programme, input);
    Ok(Edited { programme, breaches })
}

/// Blocks that have been carried out stay as people were told them, lines and aims included.
fn keep_done(programme: &mut Programme, before: &Programme, done: (NaiveDate, TimeOfDay)) {
    for day in &mut programme.days {
        for block in day.blocks.iter_mut().filter(|block| (day.date, block.span.to) <= done) {
            if let Some((_, told)) = before.block(&block.id) {
                *block = told.clone();
            }
        }
    }
}

fn find<'p>(programme: &'p mut Programme, id: &BlockId) -> Result<(NaiveDate, &'p mut Block), EditRefused> {
    programme
        .days
        .iter_mut()
        .find_map(|day| {
            let date = day.date;
            day.blocks.iter_mut().find(|block| block.id == *id).map(|block| (date, block))
        })
        .ok_or_else(|| EditRefused::UnknownBlock(id.clone()))
}

fn swap(
    programme: &mut Programme,
    offer: &Offer,
    first: &BlockId,
    second: &BlockId,
) -> Result<(), EditRefused> {
    let one = work(programme, first)?;
    let other = work(programme, second)?;
    for day in &mut programme.days {
        for place in &mut day.blocks {
            if place.id == *first {
                settle(offer, day.date, place, other.clone());
            } else if place.id == *second {
                settle(offer, day.date, place, one.clone());
            }
        }
    }
    Ok(())
}

fn work(programme: &mut Programme, id: &BlockId) -> Result<Block, EditRefused> {
    let (_, block) = find(programme, id)?;
    block.content.task().ok_or_else(|| EditRefused::NotWork(id.clone()))?;
    Ok(block.clone())
}

fn replace(
    programme: &mut Programme,
    input: &WorkInput<'_>,
    id: &BlockId,
    task: &TaskId,
) -> Result<(), EditRefused> {
    let old = work(programme, id)?;
    let task = input.offer.task(task).ok_or_else(|| EditRefused::UnknownTask(task.clone()))?;
    let fresh = BlockId::new(programme.next_block);
    programme.next_block += 1;
    let new = task_block(input, fresh, old.span, task, false, &old.person);
    let (date, place) = find(programme, id)?;
    settle(input.offer, date, place, new);
    Ok(())
}

/// A block takes over a stretch of time, with its own people if they are there then, and otherwise
/// with others who are, if there are any.
fn settle(offer: &Offer, date: NaiveDate, place: &mut Block, block: Block) {
    let span = place.span;
    *place = Block { span, ..block };
    let task = place.content.task().and_then(|id| offer.task(id));
    let free = |id: &PersonId| offer.is_free(id, date, span);
    let stay = free(&place.person) && place.deputy.as_ref().is_some_and(free);
    let pair = if stay { None } else { people_for(offer, task, date, span) };
    if let Some((person, deputy)) = pair {
        place.person = person.clone();
        place.deputy = deputy.cloned();
    }
    place.events = events_during(offer, date, span, &place.place);
}

/// Somebody other than the block's person who can stand in then.
fn stand_in(offer: &Offer, date: NaiveDate, block: &Block) -> Option<PersonId> {
    let able = |person: &&Person| {
        let task = block.content.task().and_then(|id| offer.task(id));
        person.supervises || task.is_none_or(|task| task.with.contains(&person.id))
    };
    let others = || offer.people.iter().filter(|person| person.id != block.person).filter(able);
    let there = |person: &&Person| person.is_there(date, block.span);
    others().find(there).or_else(|| others().next()).map(|person| person.id.clone())
}

/// A half of a day, for a change that loses one.
#[must_use]
pub fn half_day(programme: &Programme, date: NaiveDate, afternoon: bool) -> Option<LostTime> {
    let day = programme.days.iter().find(|day| day.date == date)?;
    let (from, to) = if afternoon { (day.turns, day.attended.to) } else { (day.attended.from, day.turns) };
    Some(LostTime { date, hours: Span::new(from, to).ok()? })
}
