//! Time is lost: a buddy is off, a trailer is late. What is done stays as it was; what is to come
//! is planned again with the tasks that the learner knows.

use chrono::{Datelike, NaiveDate};

use super::build;
use super::edit_refused::EditRefused;
use super::{Day, Programme, Shortfall};
use crate::domain::time::{Span, TimeOfDay};
use crate::domain::workload::{FinishReason, LostTime, Past, RestReason, Shortened, WorkInput, measure};

/// The programme without the lost time. `done` is the day and the time up to which it was carried
/// out: blocks that ended by then stay.
pub(super) fn lose(
    programme: &Programme,
    input: &WorkInput<'_>,
    lost: LostTime,
    done: (NaiveDate, TimeOfDay),
) -> Result<Programme, EditRefused> {
    // A day before the loss that is still to come stays as it was planned, edits included.
    let kept_days: Vec<Day> = programme.days.iter().filter(|day| day.date < lost.date).cloned().collect();
    let day = programme.days.iter().find(|day| day.date == lost.date);
    let day = day.filter(|_| lost.date >= done.0).ok_or(EditRefused::NotToCome(lost.date))?;
    let begun = if lost.date == done.0 { kept_part(day, done.1) } else { None };
    let mut all_lost = programme.lost.clone();
    all_lost.push(lost);
    if let Some(kept) = &begun {
        let rested = kept.blocks.last().is_some_and(|block| block.content.is_rest());
        let pause = if rested { 0 } else { input.profile.stamina.break_minutes };
        let to = kept.attended.to.plus(pause);
        all_lost.push(LostTime { date: day.date, hours: Span { from: input.window.hours.from, to } });
    }
    let past = past(&kept_days, begun.as_ref(), lost.date);
    let days: Vec<_> = input.days.iter().copied().filter(|date| *date >= lost.date).collect();
    let rest = WorkInput { days: &days, lost: &all_lost, past: past.as_ref(), ..*input };
    let workload = measure(&rest);
    if !workload.is_enough() {
        return Err(Shortfall { missing: workload.gaps }.into());
    }
    let mut next_block = programme.next_block;
    let mut days = kept_days;
    let replanned = workload.days.iter().filter_map(|work| build::day(&rest, work, &mut next_block));
    let replanned: Vec<_> = replanned.collect();
    match begun {
        Some(kept) => days.extend(joined(kept, replanned, input, &mut next_block)),
        None => days.extend(replanned),
    }
    let mut lost_times = programme.lost.clone();
    lost_times.push(lost);
    Ok(Programme { days, next_block, lost: lost_times, ..programme.clone() })
}

/// The part of a day that has been carried out, if there is one.
fn kept_part(day: &Day, until: TimeOfDay) -> Option<Day> {
    let mut kept = day.clone();
    kept.blocks.retain(|block| block.span.to <= until);
    kept.attended.to = kept.blocks.last()?.span.to;
    Some(kept)
}

/// The day that was begun, with what is planned for the rest of it.
fn joined(mut kept: Day, mut replanned: Vec<Day>, input: &WorkInput<'_>, next_block: &mut u32) -> Vec<Day> {
    if replanned.first().is_some_and(|day| day.date == kept.date) {
        let rest = replanned.remove(0);
        if let Ok(hole) = Span::new(kept.attended.to, rest.attended.from) {
            let away = hole.minutes() > input.profile.stamina.break_minutes;
            let reason = if away { RestReason::Away } else { RestReason::Stamina };
            kept.blocks.extend(build::rest_block(input, kept.date, hole, reason, next_block));
        }
        kept.blocks.extend(rest.blocks);
        kept.attended.to = rest.attended.to;
        kept.shortened = rest.shortened;
        kept.crowded |= rest.crowded;
    } else if kept.attended.to < input.window.hours.to {
        kept.shortened = Some(Shortened { usual: input.window.hours.to, reason: FinishReason::Lost });
    }
    kept.notices = build::notices(input.offer, kept.date, kept.attended);
    std::iter::once(kept).chain(replanned).collect()
}

fn past(kept: &[Day], begun: Option<&Day>, date: NaiveDate) -> Option<Past> {
    let all = || kept.iter().chain(begun);
    all().next()?;
    let tasks_of =
        |day: &Day| day.blocks.iter().filter_map(|block| block.content.task().cloned()).collect::<Vec<_>>();
    let minutes = |day: &Day| -> u16 {
        day.blocks.iter().filter(|block| !block.content.is_rest()).map(|block| block.span.minutes()).sum()
    };
    let this_week = || all().filter(|day| day.date.iso_week() == date.iso_week());
    let today = begun.into_iter().flat_map(|day| &day.blocks);
    Some(Past {
        met: all().flat_map(tasks_of).collect(),
        week_minutes: this_week().map(minutes).sum(),
        day_minutes: begun.map_or(0, minutes),
        day_tasks: today
            .filter_map(|block| Some((block.content.task()?.clone(), block.span.minutes())))
            .collect(),
    })
}
