//! The fixed parts of a day: how it begins and how it ends.

use super::LEAST_BLOCK_MINUTES;
use crate::code::vocabulary;
use crate::time::{Span, TimeOfDay};

vocabulary! {
    /// A part of a day that is not one of the employer's tasks.
    Activity {
        /// First day: met at the door, coat and bag, toilets, fire and first aid.
        Welcome = "welcome",
        /// First day: a walk round the workplace, and the people to meet.
        Tour = "tour",
        /// Every other day: the day's plan is talked through.
        PlanOfTheDay = "plan_of_the_day",
        /// Last day: the learner shows what they made or did.
        ShowWork = "show_work",
        /// Last day: the employer says what went well and what comes next.
        Feedback = "feedback",
        /// Every day: the same familiar ending.
        Close = "close",
    }
}

/// Minutes of work in a day whose fixed parts are short.
const SHORT_DAY: u16 = 120;

/// Minutes of a tour that is shortened for a first piece of work.
const SHORTEST_TOUR: u16 = 15;

/// Minutes of an activity on a day with so much work: a short day has short fixed parts.
fn minutes(activity: Activity, work: u16) -> u16 {
    let (ample, short, tiny) = match activity {
        Activity::Welcome | Activity::ShowWork | Activity::Feedback | Activity::Close => (15, 10, 5),
        Activity::Tour => (30, 15, 5),
        Activity::PlanOfTheDay => (10, 5, 5),
    };
    match work {
        180.. => ample,
        90.. => short,
        _ => tiny,
    }
}

/// The fixed parts of one day laid into its stretches of work time, and what is left for tasks.
pub(super) struct Laid {
    pub(super) activities: Vec<(Activity, Span)>,
    pub(super) slots: Vec<Span>,
}

/// Lays the fixed parts at both ends. A part that would leave less than a block of work before
/// the next break runs up to that break.
pub(super) fn lay(stretches: &[Span], first: bool, last: bool) -> Laid {
    let work = stretches.iter().map(|span| span.minutes()).sum();
    let opening: &[Activity] =
        if first { &[Activity::Welcome, Activity::Tour] } else { &[Activity::PlanOfTheDay] };
    let closing: &[Activity] =
        if last { &[Activity::Close, Activity::Feedback, Activity::ShowWork] } else { &[Activity::Close] };
    let closing_day = if last { fitting(stretches.last().copied(), closing, work) } else { work };
    let mut slots = stretches.to_vec();
    let mut activities = Vec::new();
    for activity in opening {
        let Some(stretch) = slots.first().copied() else { break };
        let ample = minutes(*activity, work);
        let before_work = stretch.minutes().saturating_sub(LEAST_BLOCK_MINUTES);
        let leaves_none = runs_up(stretch, ample, slots.len());
        let part = match *activity {
            // Somebody new does a first piece of work before the first break where a shorter tour allows it.
            Activity::Tour if leaves_none && before_work >= SHORTEST_TOUR => before_work,
            _ => ample,
        };
        let part = Span { to: front(stretch, part, slots.len()), ..stretch };
        activities.push((*activity, part));
        slots.splice(0..1, Span::new(part.to, stretch.to));
    }
    for activity in closing {
        let Some(stretch) = slots.pop() else { break };
        let part = Span { from: back(stretch, minutes(*activity, closing_day), slots.len() + 1), ..stretch };
        activities.push((*activity, part));
        slots.extend(Span::new(stretch.from, part.from));
    }
    Laid { activities, slots }
}

/// How much work the ending is measured for, so that work and not only goodbye comes after the last
/// break: the day's own, or less when only a shorter ending leaves room for a block.
fn fitting(stretch: Option<Span>, closing: &[Activity], work: u16) -> u16 {
    let room = stretch.map_or(0, Span::minutes);
    let leaves_work = |work: &u16| {
        let ending: u16 = closing.iter().map(|activity| minutes(*activity, *work)).sum();
        room >= ending + LEAST_BLOCK_MINUTES
    };
    [work, work.min(SHORT_DAY), 0].into_iter().find(leaves_work).unwrap_or(work)
}

fn front(stretch: Span, minutes: u16, stretches_left: usize) -> TimeOfDay {
    if runs_up(stretch, minutes, stretches_left) { stretch.to } else { stretch.from.plus(minutes) }
}

fn back(stretch: Span, minutes: u16, stretches_left: usize) -> TimeOfDay {
    if runs_up(stretch, minutes, stretches_left) {
        return stretch.from;
    }
    TimeOfDay::from_minutes(stretch.to.minutes().saturating_sub(minutes)).unwrap_or(stretch.from)
}

fn runs_up(stretch: Span, minutes: u16, stretches_left: usize) -> bool {
    let left = stretch.minutes().saturating_sub(minutes);
    left == 0 || (left < LEAST_BLOCK_MINUTES && stretches_left > 1)
}
