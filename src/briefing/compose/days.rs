use chrono::{Datelike, NaiveDate};

use super::choices::choice;
use super::frame::{early_in_the_frame, goal_of_the_frame};
use super::help::{is_chosen_step, is_step};
use super::notes::notes;
use super::people::name;
use super::places::place;
use super::rests::{Ground, rest};
use super::{ComposeError, Inputs};
use crate::briefing::pack::{Block, Day, Occasion, Rest, Work};
use crate::domain::window::Pattern;
use crate::programme::{self, Content, DayPart, Wording};
use crate::words::briefing as words;
use crate::words::briefing::support;
use crate::words::programme::{amount, goal, wording};

/// More different days than this are told as one plan and its exceptions: a sheet is named by a letter.
const MOST_DAYS: usize = 26;

/// Up to so many rows a week is told day by day, even where days are alike.
const MOST_ROWS: usize = 36;

/// The days, those alike together, and the exceptions to them.
pub(super) fn days(inputs: &Inputs<'_>, called: &str) -> Result<(Vec<Day>, Vec<Occasion>), ComposeError> {
    let single = each_day(inputs, called)?;
    let by_weekday = !matches!(inputs.programme.pattern, Pattern::Block { .. });
    let rows: usize = single.iter().map(|day| day.blocks.len()).sum();
    if rows <= MOST_ROWS && !by_weekday {
        return Ok((single, Vec::new()));
    }
    let groups = alike(single, by_weekday);
    if groups.len() <= MOST_DAYS { Ok((groups, Vec::new())) } else { Ok(with_exceptions(groups, by_weekday)) }
}

/// Each date of the plan by itself, for readers who call the learner so.
///
/// # Errors
/// [`ComposeError::Gone`] when the plan names somebody whom the offer no longer has.
pub fn each_day(inputs: &Inputs<'_>, called: &str) -> Result<Vec<Day>, ComposeError> {
    inputs.programme.days.iter().map(|one| day(inputs, called, one)).collect()
}

fn day(inputs: &Inputs<'_>, called: &str, day: &programme::Day) -> Result<Day, ComposeError> {
    let (first, last) = (inputs.programme.days.first(), inputs.programme.days.last());
    let is = |other: Option<&programme::Day>| other.is_some_and(|other| other.date == day.date);
    let new: Vec<&str> = inputs
        .programme
        .tasks
        .iter()
        .filter(|task| task.first_met == day.date)
        .map(|task| task.name.as_str())
        .collect();
    Ok(Day {
        dates: vec![day.date],
        from: day.attended.from,
        to: day.attended.to,
        theme: words::day_theme(is(first).then(|| lighter(inputs)), is(last), &new),
        blocks: (0..day.blocks.len())
            .filter_map(|at| block(inputs, called, day, at, is(last)).transpose())
            .collect::<Result<Vec<Block>, _>>()?,
    })
}

fn block(
    inputs: &Inputs<'_>,
    called: &str,
    day: &programme::Day,
    at: usize,
    last_day: bool,
) -> Result<Option<Block>, ComposeError> {
    let Some(block) = day.blocks.get(at) else { return Ok(None) };
    let offer = &inputs.offer.offer;
    let place = place(offer, day, at, last_day);
    let with = name(offer, &block.person)?;
    let deputy = block.deputy.as_ref().map(|id| name(offer, id)).transpose()?;
    let notes = notes(inputs, day, at, block, &with, called);
    if block.content.is_rest() {
        return Ok(Some(Block::Rest(rest(
            inputs,
            called,
            day.date,
            block,
            Ground { place, host: with, second: deputy, notes },
        ))));
    }
    let text = |line: &Wording| wording(line, last_day).into_owned();
    let (name_of_it, good) = match &block.what {
        Wording::Said { .. } | Wording::Facts { .. } => (text(&block.what), text(&block.good_looks_like)),
        Wording::Standard { part, .. } => (
            match (part, &block.about) {
                (DayPart::ShowWork, None) => support::SHOW_HOW.to_owned(),
                _ => support::part(*part).to_owned(),
            },
            support::holds(&text(&block.what), &text(&block.good_looks_like)),
        ),
    };
    let own_step = is_chosen_step(inputs, day.date, block);
    let hand_to = block.hand_to.as_ref().map(|id| name(offer, id)).transpose()?;
    let (other, choice) = choice(inputs, called, day, block)?.unzip();
    Ok(Some(Block::Work(Work {
        from: block.span.from,
        to: block.span.to,
        task: match &block.about {
            Some(about) => format!("{name_of_it}: {about}"),
            None => name_of_it,
        },
        place,
        with,
        deputy,
        new: match block.content {
            Content::Task { new, .. } => Some(new),
            Content::Activity { .. } | Content::Rest { .. } => None,
        },
        help: block.level.filter(|_| !own_step),
        good,
        finish: match &block.goal {
            Some(goal) if goal.is_part() => words::job::PART.to_owned(),
            _ => text(&block.visible_finish),
        },
        goal: block
            .goal
            .as_ref()
            .map(if met_today(day, at) { amount } else { goal })
            .or_else(|| goal_of_the_frame(inputs, day, at)),
        may_see: block.may_see.filter(|_| !own_step),
        or: other.map(|task| task.name.to_string()),
        choice,
        exchange: hand_to.as_ref().and_then(|to| exchange(inputs, day, at, to, called)),
        hand_to,
        if_finished: support::sentence(
            &early_in_the_frame(inputs, day, at).unwrap_or_else(|| text(&block.if_finished)),
        ),
        if_stuck: support::sentence(&text(&block.if_stuck)),
        swappable: block.swappable && !is_step(inputs, day.date, block),
        notes,
    })))
}

/// How long the jobs of the first day take, beside those of the next.
fn lighter(inputs: &Inputs<'_>) -> words::Lighter {
    let one_by_one = matches!(inputs.programme.pattern, Pattern::Block { .. });
    let mut days = inputs.programme.days.iter().map(|day| {
        let jobs = day.blocks.iter().filter(|block| block.content.task().is_some());
        jobs.map(|block| block.span.minutes()).sum()
    });
    words::Lighter { minutes: days.next().unwrap_or(0), next: days.next().filter(|_| one_by_one) }
}

/// Whether the task of a block has had a block on the same day before: what becomes of the work is told once a day.
fn met_today(day: &programme::Day, at: usize) -> bool {
    let task = day.blocks.get(at).and_then(|block| block.content.task());
    day.blocks.iter().take(at).any(|other| task.is_some() && other.content.task() == task)
}

/// What the two say to each other over a result, which is another thing each time that a job's result is handed over.
fn exchange(inputs: &Inputs<'_>, day: &programme::Day, at: usize, to: &str, called: &str) -> Option<String> {
    let block = day.blocks.get(at)?;
    let task = block.content.task().and_then(|id| inputs.offer.offer.task(id));
    let earlier = inputs.programme.blocks().take_while(|(other, _)| other.date < day.date);
    let earlier = earlier.map(|(_, block)| block).chain(day.blocks.iter().take(at));
    let before =
        earlier.filter(|other| other.hand_to.is_some() && other.content.task() == task.map(|task| &task.id));
    let planned = |task: &crate::domain::task::Task| {
        inputs.programme.tasks.iter().position(|plan| plan.task == task.id)
    };
    let met = task.and_then(planned).unwrap_or(0);
    let critical = task.and_then(|task| task.steps.iter().find(|step| step.critical));
    words::job::exchange(
        met + 1 + before.count(),
        words::job::HandOver {
            to,
            called,
            careful: critical.map(|step| step.does.as_str()),
            used: task.is_some_and(|task| task.used.is_some()),
            several: block.goal.as_ref().is_none_or(|goal| goal.count > 1),
            wait: inputs.learner.profile.talk.wait_seconds,
        },
    )
}

/// Days with the same hours and blocks, in order of their first date.
fn alike(single: Vec<Day>, by_weekday: bool) -> Vec<Day> {
    let mut groups: Vec<Day> = Vec::new();
    for day in single {
        match groups
            .iter_mut()
            .find(|group| same_frame(group, &day, by_weekday) && same_blocks(group, &day, by_weekday))
        {
            Some(group) => {
                group.theme = group.theme.take().filter(|theme| Some(theme) == day.theme.as_ref());
                group.dates.extend(day.dates);
            }
            None => groups.push(day),
        }
    }
    groups
}

/// The commonest day of each weekday and hours stands for the others, whose differences are told.
/// The first and the last day stand for themselves.
fn with_exceptions(groups: Vec<Day>, by_weekday: bool) -> (Vec<Day>, Vec<Occasion>) {
    let last = groups.iter().flat_map(|day| &day.dates).max().copied();
    let first = groups.iter().flat_map(|day| &day.dates).min().copied();
    let own = |day: &Day| day.dates.iter().any(|date| Some(*date) == first || Some(*date) == last);
    let (mut kept, mut rest): (Vec<Day>, Vec<Day>) = groups.into_iter().partition(own);
    rest.sort_by_key(|day| (std::cmp::Reverse(day.dates.len()), day.dates.first().copied()));
    let mut bases: Vec<Day> = Vec::new();
    let mut exceptions = Vec::new();
    for mut day in rest {
        match bases.iter_mut().find(|base| same_frame(base, &day, by_weekday)) {
            Some(base) => {
                let what = differs(base, &day);
                exceptions.extend(day.dates.iter().map(|date| Occasion { date: *date, what: what.clone() }));
                base.dates.append(&mut day.dates);
                base.dates.sort_unstable();
            }
            None => bases.push(Day { theme: None, ..day }),
        }
    }
    kept.extend(bases);
    kept.sort_by_key(|day| day.dates.first().copied());
    exceptions.sort_by_key(|one: &Occasion| one.date);
    (kept, exceptions)
}

fn same_frame(one: &Day, other: &Day, by_weekday: bool) -> bool {
    let weekday = |day: &Day| day.dates.first().map(NaiveDate::weekday);
    one.from == other.from && one.to == other.to && (!by_weekday || weekday(one) == weekday(other))
}

/// Days that repeat are alike where the same people do the same at the same times: how much is done and
/// which help may be seen grows from one to the next.
fn same_blocks(one: &Day, other: &Day, by_weekday: bool) -> bool {
    if !by_weekday {
        return one.blocks == other.blocks;
    }
    one.blocks.len() == other.blocks.len()
        && one.blocks.iter().zip(&other.blocks).all(|(one, other)| same_frame_of(one, other))
}

fn same_frame_of(one: &Block, other: &Block) -> bool {
    match (one, other) {
        (Block::Rest(one), Block::Rest(other)) => {
            // An event of one date stands in the list of what happens at the site.
            let quiet = |rest: &Rest| Rest { notes: Vec::new(), ..rest.clone() };
            quiet(one) == quiet(other)
        }
        (Block::Work(one), Block::Work(other)) => {
            (one.from, one.to) == (other.from, other.to)
                && (&one.task, &one.place, &one.with, &one.deputy, one.new)
                    == (&other.task, &other.place, &other.with, &other.deputy, other.new)
        }
        _ => false,
    }
}

fn differs(base: &Day, day: &Day) -> String {
    let lines: Vec<String> = day
        .blocks
        .iter()
        .filter(|block| !base.blocks.iter().any(|other| same_frame_of(other, block)))
        .map(|block| match block {
            Block::Work(work) => words::differs(
                &work.from.to_string(),
                &work.task,
                work.goal.as_deref(),
                work.new == Some(true),
                &work.place,
                &words::with(&work.with, work.deputy.as_deref()),
            ),
            Block::Rest(rest) => format!("{} {}", rest.from, words::rest(&rest.what, &rest.place)),
        })
        .collect();
    lines.join("; ")
}
