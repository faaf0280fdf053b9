//! Makes a programme of days that are filled: every block gets its words, its level, its events.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::block::{Block, BlockId, Content};
use super::growth::grow;
use super::help::{TaskPlan, first_level, task_plan};
use super::lines::compose;
use super::wording::{DayPart, Wording, WordingLine};
use super::{Day, Notice, Programme};
use crate::domain::event::{EventKind, SiteEvent};
use crate::domain::ids::{PersonId, Slug, TaskId};
use crate::domain::offer::Offer;
use crate::domain::person::Person;
use crate::domain::task::Task;
use crate::domain::text::Line;
use crate::domain::time::Span;
use crate::domain::whereabouts::{Noise, SitePlace};
use crate::domain::workload::{
    Activity, DayWork, Doing, RestReason, Stretch, WeekRule, WorkInput, people_for, possible,
};

/// The programme of filled days.
pub(super) fn programme(input: &WorkInput<'_>, filled: &[DayWork<'_>], unkept: Vec<WeekRule>) -> Programme {
    let mut next_block = 1;
    let days: Vec<Day> = filled.iter().filter_map(|work| day(input, work, &mut next_block)).collect();
    let mut programme = Programme {
        pattern: input.offer.pattern,
        window: input.window.id.clone(),
        days,
        tasks: Vec::new(),
        lost: input.lost.to_vec(),
        unkept,
        next_block,
    };
    refresh(&mut programme, input);
    programme
}

/// One filled day; nothing for a day that is lost.
pub(super) fn day(input: &WorkInput<'_>, work: &DayWork<'_>, next_block: &mut u32) -> Option<Day> {
    let attended = work.attended?;
    let blocks = work.stretches.iter().map(|stretch| {
        let id = BlockId::new(*next_block);
        *next_block += 1;
        block(input, work.date, id, stretch)
    });
    let mut blocks: Vec<Block> = blocks.collect();
    keep_clear(&mut blocks, input.offer, work.date);
    Some(Day {
        date: work.date,
        attended,
        shortened: work.shortened,
        turns: work.turns,
        crowded: work.crowded,
        notices: notices(input.offer, work.date, attended),
        blocks,
    })
}

/// Moves the parts of a day that are at the place of the work, as its opening and its close are, to where an event of
/// the site keeps a learner.
fn keep_clear(blocks: &mut [Block], offer: &Offer, date: NaiveDate) {
    let works = |block: &Block| match (&block.content, &block.place) {
        (Content::Task { .. }, Wording::Said { text }) => Some(text.clone()),
        _ => None,
    };
    for at in 0..blocks.len() {
        let (before, after) = blocks.split_at(at);
        let near = before.iter().rev().chain(after).find_map(works);
        let Some(block) = blocks.get_mut(at) else { continue };
        let by_the_work = matches!(
            block.content,
            Content::Activity { activity: Activity::PlanOfTheDay | Activity::Feedback | Activity::Close }
        );
        let kept = kept_to(offer, date, block.span);
        if let Some(kept) =
            kept.filter(|_| by_the_work && near.is_some_and(|near| barred(offer, date, block.span, &near)))
        {
            block.place = Wording::said(kept);
        }
    }
}

fn during(offer: &Offer, date: NaiveDate, span: Span) -> impl Iterator<Item = &SiteEvent> {
    offer.events.iter().filter(move |event| event.happens_on(date) && event.hours.overlaps(span))
}

/// Whether an event of the site keeps a learner away from a place.
fn barred(offer: &Offer, date: NaiveDate, span: Span, place: &Line) -> bool {
    during(offer, date, span).any(|event| event.blocks(place))
}

/// What happens at the site while the learner is there.
pub(super) fn notices(offer: &Offer, date: NaiveDate, attended: Span) -> Vec<Notice> {
    let there = offer.events.iter().filter(|e| e.happens_on(date) && e.hours.overlaps(attended));
    let mut notices: Vec<_> = there.map(Notice::of).collect();
    notices.sort_by(|one, other| (one.hours, &one.event).cmp(&(other.hours, &other.event)));
    notices
}

/// The events of which a learner is told before a block: alarm tests everywhere, what else
/// happens at the block's own place.
pub(super) fn events_during(offer: &Offer, date: NaiveDate, span: Span, place: &Wording) -> Vec<Slug> {
    let says_here = |event: &SiteEvent, place: &Wording| match place {
        Wording::Said { text } => event.concerns(text),
        Wording::Facts { .. } | Wording::Standard { .. } => event.place.is_none() && event.places.is_empty(),
    };
    offer
        .events
        .iter()
        .filter(|event| event.happens_on(date) && event.hours.overlaps(span))
        .filter(|event| event.kind == EventKind::AlarmTest || says_here(event, place))
        .map(|event| event.id.clone())
        .collect()
}

fn block(input: &WorkInput<'_>, date: NaiveDate, id: BlockId, stretch: &Stretch<'_>) -> Block {
    let mut block = match stretch.doing {
        Doing::Task { task, new } => task_block(input, id, stretch.span, task, new, stretch.person),
        Doing::Activity(activity) => standard_block(
            id,
            stretch.span,
            Content::Activity { activity },
            DayPart::of_activity(activity),
            stretch.person,
        ),
        Doing::Rest(reason) => standard_block(
            id,
            stretch.span,
            Content::Rest { reason },
            DayPart::of_rest(reason, stretch.span.minutes()),
            stretch.person,
        ),
    };
    match stretch.doing {
        Doing::Activity(Activity::Welcome) => block.place = Wording::said(&input.offer.site.door),
        Doing::Rest(_) if block.what == standard(DayPart::Lunch, WordingLine::What) => {
            block.place = Wording::said(&input.offer.everyday.lunch);
        }
        Doing::Rest(RestReason::Pause | RestReason::Away) => {}
        Doing::Rest(_) => {
            let awaited = awaits(input.offer, date, stretch.span);
            let quiet = rest_place(input).map(|place| &place.name);
            // Nobody walks through what the site keeps learners out of, to a rest and back.
            let kept = kept_to(input.offer, date, stretch.span);
            let kept =
                kept.filter(|_| quiet.is_some_and(|quiet| barred(input.offer, date, stretch.span, quiet)));
            if let Some(place) = awaited.or(kept).or(quiet) {
                block.place = Wording::said(place);
            }
        }
        _ => {}
    }
    block.deputy = stretch.deputy.cloned();
    block.events = events_during(input.offer, date, stretch.span, &block.place);
    block
}

/// The place to which an event of the site keeps a learner: the quietest of those that all of them leave, and of equals
/// the first.
fn kept_to(offer: &Offer, date: NaiveDate, span: Span) -> Option<&Line> {
    let events = during(offer, date, span).filter(|event| event.kind != EventKind::AlarmTest);
    let left = events.flat_map(|event| &event.go_to).filter(|place| !barred(offer, date, span, place));
    left.min_by_key(|name| loudness(offer.place(name).and_then(|place| place.noise)))
}

/// Where the site sends a learner while an alarm is tested, if it said so.
fn awaits(offer: &Offer, date: NaiveDate, span: Span) -> Option<&Line> {
    let tests = offer.events.iter().filter(|event| event.kind == EventKind::AlarmTest);
    tests.filter(|e| e.happens_on(date) && e.hours.overlaps(span)).find_map(|test| test.meanwhile.as_ref())
}

/// Where the learner rests: the quietest place for it that they can get to, if the offer names one.
fn rest_place<'a>(input: &WorkInput<'a>) -> Option<&'a SitePlace> {
    let open = |place: &&SitePlace| place.for_rest && place.may_be_used(input.profile.evacuation);
    input.offer.places.iter().filter(open).min_by_key(|place| loudness(place.noise))
}

fn loudness(noise: Option<Noise>) -> u8 {
    match noise {
        Some(Noise::Quiet) => 0,
        Some(Noise::Talk) => 1,
        None => 2,
        Some(Noise::Loud | Noise::Sudden) => 3,
    }
}

/// A block of one of the employer's tasks, in the employer's words.
pub(super) fn task_block(
    input: &WorkInput<'_>,
    id: BlockId,
    span: Span,
    task: &Task,
    new: bool,
    person: &PersonId,
) -> Block {
    Block {
        id,
        span,
        content: Content::Task { task: task.id.clone(), new },
        what: Wording::said(&task.name),
        about: None,
        place: Wording::said(&task.place),
        person: person.clone(),
        deputy: None,
        level: Some(first_level(input.profile, task)),
        good_looks_like: Wording::said(&task.good_looks_like),
        visible_finish: Wording::said(&task.visible_finish),
        if_finished: Wording::said(&task.if_finished),
        if_stuck: Wording::said(&task.if_stuck),
        goal: None,
        may_see: None,
        choice: None,
        hand_to: None,
        swappable: false,
        events: Vec::new(),
    }
}

fn standard(part: DayPart, line: WordingLine) -> Wording {
    Wording::Standard { part, line }
}

fn standard_block(id: BlockId, span: Span, content: Content, part: DayPart, person: &PersonId) -> Block {
    let says = |line| standard(part, line);
    Block {
        id,
        span,
        content,
        what: says(WordingLine::What),
        about: None,
        place: says(WordingLine::Place),
        person: person.clone(),
        deputy: None,
        level: None,
        good_looks_like: says(WordingLine::GoodLooksLike),
        visible_finish: says(WordingLine::VisibleFinish),
        if_finished: says(WordingLine::IfFinished),
        if_stuck: says(WordingLine::IfStuck),
        goal: None,
        may_see: None,
        choice: None,
        hand_to: None,
        swappable: false,
        events: Vec::new(),
    }
}

/// A break, with somebody to go to if anybody is there.
pub(super) fn rest_block(
    input: &WorkInput<'_>,
    date: NaiveDate,
    span: Span,
    reason: RestReason,
    next_block: &mut u32,
) -> Option<Block> {
    let (person, deputy) = people_for(input.offer, None, date, span)?;
    let id = BlockId::new(*next_block);
    *next_block += 1;
    Some(block(input, date, id, &Stretch { span, doing: Doing::Rest(reason), person, deputy }))
}

/// Brings up to date what follows from the blocks: which tasks are new where, which blocks may be
/// swapped, the plan of each task, what is shown on the last day.
pub(super) fn refresh(programme: &mut Programme, input: &WorkInput<'_>) {
    let mut tasks: Vec<TaskPlan> = Vec::new();
    for day in &mut programme.days {
        let mut first_job = true;
        for block in &mut day.blocks {
            let Content::Task { task, new } = &mut block.content else { continue };
            let plan = tasks.iter_mut().find(|plan| plan.task == *task);
            *new = plan.is_none();
            block.level = input.offer.task(task).map(|task| first_level(input.profile, task)).or(block.level);
            block.swappable = !*new && !first_job;
            first_job = false;
            match (plan, input.offer.task(task)) {
                (Some(plan), _) => plan.blocks += 1,
                (None, Some(task)) => tasks.push(task_plan(input.profile, task, day.date, 1)),
                (None, None) => {}
            }
        }
    }
    programme.tasks = tasks;
    grow(programme, input);
    for day in &mut programme.days {
        mark_swaps(day, input);
    }
    compose(programme, input);
    show(programme, input.offer);
}

/// Of the blocks of a day that may be swapped, those of which any two can change places: the work of each, and what may
/// be chosen instead, exists, with people and without an event in its way, at the time of every other.
fn mark_swaps(day: &mut Day, input: &WorkInput<'_>) {
    let mut kept: Vec<(usize, Vec<TaskId>, Vec<TaskId>)> = Vec::new();
    for (at, block) in day.blocks.iter().enumerate().filter(|(_, block)| block.swappable) {
        let Some(task) = block.content.task() else { continue };
        let tasks: Vec<TaskId> = std::iter::once(task).chain(&block.choice).cloned().collect();
        let can: Vec<TaskId> =
            possible(input, day.date, block.span).into_iter().map(|task| task.id.clone()).collect();
        let all = |tasks: &[TaskId], there: &[TaskId]| tasks.iter().all(|task| there.contains(task));
        if kept.iter().all(|(_, other, there)| all(other, &can) && all(&tasks, there)) {
            kept.push((at, tasks, can));
        }
    }
    let differ =
        kept.iter().any(|(_, tasks, _)| kept.iter().any(|(_, other, _)| other.first() != tasks.first()));
    for (at, block) in day.blocks.iter_mut().enumerate() {
        block.swappable = differ && kept.iter().any(|(one, ..)| *one == at);
    }
}

/// So many people are met for a reason in a good week.
const PEOPLE_TO_MEET: usize = 4;

/// What the learner has made is shown where it is, to somebody who did not lead the job: the product of the step up,
/// or else of the hardest task that has one, the last of them.
fn show(programme: &mut Programme, offer: &Offer) {
    let step_up = programme.step_up().map(|plan| &plan.task);
    let tasks = programme.blocks().filter_map(|(_, block)| offer.task(block.content.task()?));
    let products = tasks.filter(|task| task.product.is_some());
    let made = products.max_by_key(|task| (step_up == Some(&task.id), task.load.challenge));
    let led: BTreeSet<PersonId> = programme
        .blocks()
        .filter(|(_, block)| made.is_some_and(|task| block.content.task() == Some(&task.id)))
        .map(|(_, block)| block.person.clone())
        .collect();
    let met: BTreeSet<&PersonId> = programme
        .blocks()
        .filter(|(_, block)| !block.content.is_rest())
        .flat_map(|(_, block)| std::iter::once(&block.person).chain(&block.hand_to))
        .collect();
    let few = met.len() < PEOPLE_TO_MEET;
    let Some(day) = programme.days.last_mut() else { return };
    let date = day.date;
    let is_show =
        |block: &&mut Block| matches!(block.content, Content::Activity { activity: Activity::ShowWork });
    for block in day.blocks.iter_mut().filter(is_show) {
        block.about = made.and_then(|task| task.product.clone());
        let kept = |place: &Line| match kept_to(offer, date, block.span) {
            Some(kept) if barred(offer, date, block.span, place) => Wording::said(kept),
            _ => Wording::said(place),
        };
        block.place = made.map_or(standard(DayPart::ShowWork, WordingLine::Place), |task| kept(&task.place));
        let fresh = |person: &&Person| {
            person.id != block.person
                && !led.contains(&person.id)
                && offer.is_free(&person.id, date, block.span)
        };
        // Whoever uses it sees it first.
        let uses = |person: &&Person| {
            let user = made.and_then(|task| task.used.as_ref()?.hand_to.as_ref());
            user == Some(&person.id)
        };
        let there =
            |person: &&Person| person.id != block.person && offer.is_free(&person.id, date, block.span);
        let user = offer.people.iter().find(|person| uses(person) && there(person));
        let other = offer.people.iter().find(fresh);
        // Where few people are met, somebody else is one more.
        let to = if few { other.or(user) } else { user.or(other) };
        let to = to.filter(|_| made.is_some());
        block.hand_to = to.map(|person| person.id.clone());
    }
}
