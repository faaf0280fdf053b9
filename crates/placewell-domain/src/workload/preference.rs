//! How well each task suits one learner: interests, wishes, the right challenge, a bearable load.

use crate::code::{Code, CodeSet};
use crate::learner::Profile;
use crate::task::{Demand, Pace, Task};
use crate::theme::Theme;

/// What a learner makes of a task.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Preference {
    /// More is better liked.
    pub(super) points: i32,
    /// Whether the learner wished for it.
    pub(super) wished: bool,
    /// Whether it is about what the learner chose for the first job.
    pub(super) chosen_first: bool,
    /// Whether it stretches the learner without overwhelming.
    pub(super) stretches: bool,
    /// Whether it is above even that.
    pub(super) above_stretch: bool,
    /// Whether it is comfortable and somebody has tried its steps.
    pub(super) easy_and_tried: bool,
    /// Whether it leaves something to keep or show.
    pub(super) product: bool,
}

/// What each level below what is comfortable costs from the third on: easy work is wanted, work far too easy is not.
const TOO_EASY: i32 = 10;
/// The most that it costs.
const MOST_TOO_EASY: i32 = 30;

/// Points below which nothing is told apart, as a positive number.
const LEAST_LIKED: i32 = 180;

impl Preference {
    /// What an hour of it costs: never below 0.
    pub(super) fn dislike(&self) -> u16 {
        u16::try_from((LEAST_LIKED - self.points).max(0)).unwrap_or(u16::MAX)
    }
}

/// What the learner makes of the task.
pub(super) fn preference(profile: &Profile, task: &Task) -> Preference {
    let capability = profile.capability;
    let above = |asked: Demand, comfortable: Demand| {
        i32::try_from(asked.index().saturating_sub(comfortable.index())).unwrap_or(2)
    };
    let load = above(task.load.reading, capability.reading)
        + above(task.load.numbers, capability.numbers)
        + above(task.load.communication, capability.communication)
        + above(task.load.physical, capability.physical);
    let shared =
        |themes: CodeSet<Theme>| i32::try_from(task.themes.intersection(themes).len().min(2)).unwrap_or(2);
    let wished = profile.hopes.wishes.iter().any(|wish| shared(wish.themes) > 0);
    let pace = match task.pace {
        Pace::Own => 5,
        Pace::Team => 0,
        Pace::Customers | Pace::Machine => -5,
    };
    let challenge = task.load.challenge;
    let stretches = (capability.challenge + 1..=capability.stretch).contains(&challenge);
    let product = task.product.is_some();
    let below = i32::from(capability.challenge) - i32::from(challenge) - 2;
    let too_easy = (TOO_EASY * below.max(0)).min(MOST_TOO_EASY);
    let points = 30 * shared(profile.interests) - 40 * shared(profile.dislikes) - 15 * load - too_easy
        + pace
        + if wished { 40 } else { 0 }
        + if stretches { 15 } else { 0 }
        + if product { 8 } else { 0 };
    Preference {
        points,
        wished,
        chosen_first: profile.hopes.first_job.is_some_and(|theme| task.themes.contains(theme)),
        stretches,
        above_stretch: challenge > capability.stretch,
        easy_and_tried: challenge <= capability.challenge && task.tried.is_some(),
        product,
    }
}
