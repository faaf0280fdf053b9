//! Whether the reason of a gap is true, read from the offer alone.

use chrono::NaiveDate;
use placewell::domain::event::SiteEvent;
use placewell::domain::person::Person;
use placewell::domain::support::Evacuation;
use placewell::domain::task::Task;
use placewell::domain::time::{Span, TimeOfDay, Weekday};
use placewell::domain::whereabouts::{Cover, SitePlace};
use placewell::domain::workload::{Gap, GapReason, WorkInput, measure};

/// Whether the offer, the people and the rest of the day bear out what the gap says.
pub(super) fn is_true(gap: &Gap, input: &WorkInput<'_>) -> bool {
    let offer = input.offer;
    let weekday = Weekday::of(gap.date);
    let exists = |task: &&Task| task.hours_on(weekday).any(|hours| hours.overlaps(gap.span));
    let open = |task: &&Task| !input.carved.contains(&task.id) && exists(task) && !is_barred(input, task);
    let minutes = || minutes(gap.span);
    let clear = |task: &Task, minute: Span| is_clear(input, task, gap, minute);
    let there = |person: &&Person, minute: Span| can_lead(input, person, gap.date, minute);
    let led = |task: &Task, minute: Span| {
        clear(task, minute) && offer.people.iter().any(|p| task.with.contains(&p.id) && there(&p, minute))
    };
    match &gap.reason {
        GapReason::NoTask => !offer.tasks.iter().any(|task| exists(&task)),
        GapReason::AllCarved => {
            offer.tasks.iter().any(|task| exists(&task)) && !offer.tasks.iter().any(|task| open(&task))
        }
        GapReason::SiteEvent { event } => {
            offer
                .events
                .iter()
                .any(|e| e.id == *event && e.happens_on(gap.date) && e.hours.overlaps(gap.span))
                && offer.tasks.iter().filter(open).all(|task| minutes().all(|minute| !clear(task, minute)))
        }
        GapReason::NobodyThere => {
            let tasks_led = |minute| offer.tasks.iter().filter(open).any(|task| led(task, minute));
            !minutes().any(tasks_led) || !whole_stretch_covered(input, gap)
        }
        GapReason::NoDeputy => {
            let alone = |minute| offer.people.iter().filter(|person| there(person, minute)).count() < 2;
            let throughout = offer.people.iter().filter(|person| on_site(person, gap, gap.span)).count();
            offer.people.len() > 1 && (minutes().any(alone) || throughout < 2 || !has_able_deputy(input, gap))
        }
        GapReason::MinutesUsed => offer.tasks.iter().filter(open).any(|task| is_used_up(task, gap, input)),
        GapReason::TooManyTasks => offer.tasks.iter().filter(open).count() > 0,
        GapReason::TooShort => offer.tasks.iter().filter(open).count() > 0,
        GapReason::DayTooShort => input.profile.stamina.max_daily_minutes < 60,
        GapReason::HoursUsed => input.days.len() > 5,
    }
}

fn minutes(span: Span) -> impl Iterator<Item = Span> {
    (span.from.minutes()..span.to.minutes()).map(|minute| {
        let at = |minute| TimeOfDay::from_minutes(minute).unwrap();
        Span::new(at(minute), at(minute + 1)).unwrap()
    })
}

/// A fixed part of the day needs one person for its whole length.
fn whole_stretch_covered(input: &WorkInput<'_>, gap: &Gap) -> bool {
    input.offer.people.iter().any(|person| minutes(gap.span).all(|at| can_lead(input, person, gap.date, at)))
}

/// Whether the learner never goes to the task's place.
fn is_barred(input: &WorkInput<'_>, task: &Task) -> bool {
    let stairs = input.profile.evacuation == Evacuation::CannotUseStairs;
    let barred = |place: &SitePlace| place.never_for_learners || (stairs && place.level_exit == Some(false));
    input.offer.places.iter().any(|place| place.name == task.place && barred(place))
}

/// Whether somebody is at work, tied up by nothing and not the last who keeps what must be covered.
fn can_lead(input: &WorkInput<'_>, person: &Person, date: NaiveDate, minute: Span) -> bool {
    let offer = input.offer;
    let free = |person: &Person| {
        let tied = |event: &SiteEvent| {
            event.happens_on(date) && event.hours.overlaps(minute) && event.people.contains(&person.id)
        };
        person.is_there(date, minute) && !offer.events.iter().any(tied)
    };
    let needed = |cover: &Cover| {
        let others =
            offer.people.iter().filter(|other| other.id != person.id && cover.people.contains(&other.id));
        cover.people.contains(&person.id)
            && cover.hours.is_none_or(|hours| hours.overlaps(minute))
            && others.filter(|other| free(other)).count() < usize::from(cover.least)
    };
    free(person) && !offer.cover.iter().any(needed)
}

/// Whether the task exists then and nothing at the site is in its way.
fn is_clear(input: &WorkInput<'_>, task: &Task, gap: &Gap, span: Span) -> bool {
    let in_the_way = |event: &SiteEvent| {
        event.happens_on(gap.date) && event.hours.overlaps(span) && event.blocks(&task.place)
    };
    task.hours_on(Weekday::of(gap.date)).any(|hours| hours.covers(span))
        && !input.offer.events.iter().any(in_the_way)
}

/// Whether somebody is at the workplace, their own lunch included.
fn on_site(person: &Person, gap: &Gap, span: Span) -> bool {
    let weekday = Weekday::of(gap.date);
    !person.days_off.contains(&gap.date)
        && person.shifts.iter().any(|s| s.weekdays.contains(weekday) && s.hours.covers(span))
}

/// Whether, for some open task, somebody leads at some minute and somebody else who can stand in is
/// at the workplace in that minute.
fn has_able_deputy(input: &WorkInput<'_>, gap: &Gap) -> bool {
    let offer = input.offer;
    let may = |task: &&Task| !input.carved.contains(&task.id) && !is_barred(input, task);
    offer.tasks.iter().filter(may).any(|task| {
        minutes(gap.span).any(|minute| {
            is_clear(input, task, gap, minute)
                && offer.people.iter().filter(|lead| task.with.contains(&lead.id)).any(|lead| {
                    can_lead(input, lead, gap.date, minute)
                        && offer.people.iter().any(|other| {
                            other.id != lead.id
                                && (other.supervises || task.with.contains(&other.id))
                                && on_site(other, gap, minute)
                        })
                })
        })
    })
}

/// Whether the day's plan, as far as it goes, has used the task up but for less than a block.
fn is_used_up(task: &Task, gap: &Gap, input: &WorkInput<'_>) -> bool {
    let Some(limit) = there_is(task, input.profile.pace_percent) else { return false };
    let workload = measure(input);
    let day = workload.days.iter().find(|day| day.date == gap.date).unwrap();
    let used: u16 = day
        .stretches
        .iter()
        .filter(|s| matches!(s.doing, placewell::domain::workload::Doing::Task { task: its, .. } if its.id == task.id))
        .map(|s| s.span.minutes())
        .sum();
    limit - used < 15
}

/// How many minutes of a task a day holds: what was said, and the amount at the learner's pace.
fn there_is(task: &Task, pace_percent: Option<u16>) -> Option<u16> {
    let pace = f64::from(pace_percent.unwrap_or(100)) / 100.0;
    let each = task.amount.as_ref().and_then(|amount| Some((amount.a_day, amount.worker_seconds_each?)));
    let stock =
        each.map(|(count, seconds)| (f64::from(count) * f64::from(seconds) * pace / 60.0).floor() as u16);
    match (stock, task.minutes_a_day) {
        (Some(stock), Some(said)) => Some(stock.min(said)),
        (stock, said) => stock.or(said),
    }
}
