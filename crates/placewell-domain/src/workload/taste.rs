//! Which work comes first for this learner: interests, the right challenge, few tasks met again,
//! as much change as the learner likes. Taste orders what is possible; it never makes or breaks a rule.

use super::WorkInput;
use super::fill::Prepared;
use super::memory::TaskMemory;
use crate::code::Code;
use crate::learner::Profile;
use crate::support::Variety;
use crate::task::{Demand, Pace, Task};

/// One moment at which a task could begin.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment {
    /// The place of the day among the attended days.
    pub(super) day: usize,
    /// Whether it is the last attended day.
    pub(super) last_day: bool,
    /// Whether no task came before on this day.
    pub(super) first_of_day: bool,
    /// Whether the task would end the day's work.
    pub(super) last_of_day: bool,
    /// The task before it on this day.
    pub(super) previous: Option<usize>,
    /// How long the block would be, minutes.
    pub(super) minutes: u16,
    /// Whether the place is busy then.
    pub(super) rushed: bool,
    /// Whether a task was new on this day already.
    pub(super) new_today: bool,
}

/// A block below this is better part of another one.
const CRUMB_MINUTES: u16 = 25;

struct Liking {
    points: i32,
    wanted: bool,
    challenge: i32,
    stretches: bool,
    product: bool,
}

/// The order of preference for one learner and one offer.
pub(super) struct Taste {
    likings: Vec<Liking>,
    first_job: Option<usize>,
    variety: Variety,
    /// How long a block of one task best lasts, minutes.
    pub(super) block_minutes: u16,
}

impl Taste {
    pub(super) fn new(input: &WorkInput<'_>, days: &[Prepared<'_>]) -> Self {
        let profile = input.profile;
        let (wanted, block_minutes) = match profile.variety {
            Variety::Same => (5, 90),
            Variety::Some => (6, 60),
            Variety::Much => (7, 45),
        };
        let mut likings: Vec<_> = input.offer.tasks.iter().map(|task| liking(profile, task)).collect();
        let mut order: Vec<_> = likings.iter().enumerate().map(|(at, liking)| (-liking.points, at)).collect();
        order.retain(|(_, at)| days.iter().any(|day| day.offers(*at)));
        order.sort_unstable();
        for (_, at) in order.into_iter().take(wanted) {
            if let Some(liking) = likings.get_mut(at) {
                liking.wanted = true;
            }
        }
        let mut taste = Self { likings, first_job: None, variety: profile.variety, block_minutes };
        taste.first_job = taste.choose_first_job(days);
        taste
    }

    /// The job with which most days can begin.
    fn choose_first_job(&self, days: &[Prepared<'_>]) -> Option<usize> {
        let starts = |at: usize| days.iter().filter(|day| day.can_begin_with(at)).count();
        let scored = self.likings.iter().enumerate().map(|(at, liking)| {
            let easy = i32::from(!liking.stretches) * 20 - liking.challenge * 5;
            (starts(at), i32::from(liking.wanted) * 40 + liking.points + easy, std::cmp::Reverse(at))
        });
        scored.filter(|(count, ..)| *count > 0).max().map(|(_, _, std::cmp::Reverse(at))| at)
    }

    /// Points for beginning a task at a moment.
    pub(super) fn points(&self, at: usize, memory: TaskMemory, moment: &Moment) -> i32 {
        let Some(liking) = self.likings.get(at) else { return 0 };
        let when = |holds: bool, points: i32| if holds { points } else { 0 };
        let (known, again_now, minutes_a_point, again) = match self.variety {
            Variety::Same => (30, -20, 6, -1),
            Variety::Some => (20, -40, 3, -3),
            Variety::Much => (5, -70, 2, -6),
        };
        let times = i32::from(memory.times.min(10));
        let novelty = if memory.met {
            known + again * times
        } else {
            let enough_today = moment.new_today && self.variety == Variety::Same;
            let in_turn = liking.wanted && !moment.first_of_day && !enough_today;
            when(in_turn, 60) - when(moment.last_day, 60) - when(moment.day == 0, 10 * liking.challenge)
        };
        liking.points
            + novelty
            + when(liking.wanted, 40)
            + when(moment.first_of_day && self.first_job == Some(at), 500)
            + when(moment.previous == Some(at), again_now)
            + when(memory.today > 0, -i32::from(memory.today) / minutes_a_point)
            + when(moment.rushed, -25)
            + when(moment.minutes < CRUMB_MINUTES, -30)
            + when(liking.stretches && moment.day >= 2, 20)
            + when(liking.stretches && moment.day == 0, -40)
            + when(moment.last_day && moment.last_of_day && liking.product && memory.met, 80)
    }
}

fn liking(profile: &Profile, task: &Task) -> Liking {
    let capability = profile.capability;
    let above = |asked: Demand, comfortable: Demand| {
        i32::try_from(asked.index().saturating_sub(comfortable.index())).unwrap_or(2)
    };
    let load = above(task.load.reading, capability.reading)
        + above(task.load.numbers, capability.numbers)
        + above(task.load.communication, capability.communication)
        + above(task.load.physical, capability.physical);
    let shared = |themes: crate::code::CodeSet<_>| {
        i32::try_from(task.themes.intersection(themes).len().min(2)).unwrap_or(2)
    };
    let stretches = (capability.challenge + 1..=capability.stretch).contains(&task.load.challenge);
    let pace = match task.pace {
        Pace::Own => 5,
        Pace::Team => 0,
        Pace::Customers | Pace::Machine => -5,
    };
    let mut points = 30 * shared(profile.interests) - 40 * shared(profile.dislikes) - 15 * load + pace;
    if stretches {
        points += 15;
    }
    if task.load.challenge > capability.stretch {
        points -= 50;
    }
    let product = task.product.is_some();
    if product {
        points += 8;
    }
    Liking { points, wanted: false, challenge: i32::from(task.load.challenge), stretches, product }
}
