//! The eight parts of a score, each from its own facts.
//!
//! Tasks count by the best three that the offer has, so that one more task that could be done
//! never lowers a score.

use super::contribution::{Contribution, Criterion, Why};
use super::needs::{AnyOf, Needs, at_site};
use super::own_voice::Voice;
use super::tasks::{Standing, exposure_of};
use super::weights::Weights;
use crate::domain::code::CodeSet;
use crate::domain::exposure::Exposure;
use crate::domain::fact::{Availability, Presence};
use crate::domain::ids::OrganisationId;
use crate::domain::learner::Profile;
use crate::domain::offer::OfferFacts;
use crate::domain::provision::Provision;
use crate::domain::support::Variety;
use crate::domain::task::{Demand, Load, Pace, Task};
use crate::domain::theme::Theme;
use crate::travel::{Gist, PlacementTravel, State};

/// How many tasks a score looks at.
pub(super) const BEST: usize = 3;

/// What each of those loses, thousandths, that is not free of what the learner would rather avoid.
pub(super) const CROWDED: u32 = 50;

/// Everything that a score stands on.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// The vocational profile.
    pub profile: &'a Profile,
    /// The offer.
    pub offer: &'a OfferFacts,
    /// The needs.
    pub needs: &'a Needs,
    /// What the learner says in their own words.
    pub voice: &'a Voice,
    /// What stamina asks for.
    pub any_of: &'a [AnyOf],
    /// The tasks.
    pub standings: &'a [Standing<'a>],
    /// The journeys.
    pub travel: &'a PlacementTravel,
}

/// The eight contributions, in the order of [`Criterion`].
#[must_use]
pub fn contributions(ground: &Ground<'_>, weights: &Weights) -> Vec<Contribution> {
    let parts = [
        (Criterion::Interest, interest(ground)),
        (Criterion::Stretch, stretch(ground)),
        (Criterion::TaskFit, task_fit(ground)),
        (Criterion::SupportSurplus, support(ground)),
        (Criterion::Environment, environment(ground)),
        (Criterion::Travel, travelled(ground.profile, ground.travel)),
        (Criterion::Novelty, novelty(ground)),
        (Criterion::OwnVoice, own_voice(ground)),
    ];
    parts
        .into_iter()
        .map(|(criterion, (thousandths, why))| {
            let (points, max) = (points(weights, criterion, thousandths), weights.points.of(criterion));
            Contribution { criterion, points, max, why }
        })
        .collect()
}

pub(super) fn points(weights: &Weights, criterion: Criterion, thousandths: u32) -> u16 {
    let max = weights.points.of(criterion);
    u16::try_from(u32::from(max) * thousandths.min(1_000) / 1_000).unwrap_or(max)
}

/// The mean of the best tasks' values, in thousandths; a task that is left out counts nothing.
fn best(ground: &Ground<'_>, value: impl Fn(&Task) -> u32) -> u32 {
    best_of(ground, |one| value(one.task))
}

fn best_of(ground: &Ground<'_>, value: impl Fn(&Standing<'_>) -> u32) -> u32 {
    let mut best = Best::default();
    ground.standings.iter().for_each(|one| best.take(value(one) * one.weight() / 1_000));
    best.mean(ground.standings.len())
}

/// The best of some values.
#[derive(Clone, Copy, Default)]
pub(super) struct Best([u32; BEST]);

impl Best {
    pub(super) fn take(&mut self, value: u32) {
        let mut rest = value;
        for place in &mut self.0 {
            if rest > *place {
                std::mem::swap(place, &mut rest);
            }
        }
    }

    /// Their mean, of so many tasks.
    pub(super) fn mean(self, count: usize) -> u32 {
        let of = BEST.min(count).max(1);
        self.0.iter().sum::<u32>() / u32::try_from(of).unwrap_or(1)
    }
}

fn liked(profile: &Profile, themes: CodeSet<Theme>) -> bool {
    !themes.intersection(profile.interests).is_empty()
}

pub(super) fn interest_of(profile: &Profile, themes: CodeSet<Theme>) -> u32 {
    match (liked(profile, themes), !themes.intersection(profile.dislikes).is_empty()) {
        (true, false) => 1_000,
        (true, true) => 400,
        (false, false) => 250,
        (false, true) => 0,
    }
}

fn is_stretching(profile: &Profile, challenge: u8) -> bool {
    let (now, most) = (profile.capability.challenge, profile.capability.stretch);
    (now < challenge || now == most) && challenge >= now && challenge <= most
}

pub(super) fn stretch_of(profile: &Profile, challenge: u8) -> u32 {
    let (now, most) = (profile.capability.challenge, profile.capability.stretch);
    match challenge {
        challenge if is_stretching(profile, challenge) => 1_000,
        challenge if challenge == now => 600,
        challenge if challenge + 1 == now => 250,
        challenge if challenge == most + 1 => 300,
        _ => 0,
    }
}

/// By how many steps a task asks more than the learner does comfortably now.
fn excess(profile: &Profile, load: Load) -> u32 {
    let able = profile.capability;
    let over = |asks: Demand, can: Demand| (asks as u32).saturating_sub(can as u32);
    over(load.reading, able.reading)
        + over(load.numbers, able.numbers)
        + over(load.communication, able.communication)
        + over(load.physical, able.physical)
}

pub(super) fn fit_of(profile: &Profile, load: Load, pace: Pace) -> u32 {
    let hurried = matches!(pace, Pace::Customers | Pace::Machine);
    1_000_u32.saturating_sub(excess(profile, load) * 300).saturating_sub(u32::from(hurried) * 100)
}

/// What the learner knows from earlier placements.
#[derive(Clone, Copy)]
pub(super) struct Known {
    themes: CodeSet<Theme>,
    been_here: bool,
}

impl Known {
    /// `None` for a learner without any.
    pub(super) fn of(profile: &Profile, been_here: bool) -> Option<Self> {
        let earlier = &profile.earlier;
        (!earlier.is_empty()).then(|| Self {
            themes: earlier.iter().fold(CodeSet::<Theme>::EMPTY, |all, one| all.union(one.themes)),
            been_here,
        })
    }
}

/// Whether the learner has been placed with an employer before.
#[must_use]
pub fn has_been_with(profile: &Profile, employer: &OrganisationId) -> bool {
    profile.earlier.iter().any(|one| one.employer.as_ref() == Some(employer))
}

fn is_as_liked(profile: &Profile, known: Known, themes: CodeSet<Theme>) -> bool {
    let fresh = !known.been_here && themes.intersection(known.themes).is_empty();
    match profile.variety {
        Variety::Same => !fresh,
        Variety::Some | Variety::Much => fresh,
    }
}

pub(super) fn novelty_of(profile: &Profile, known: Known, themes: CodeSet<Theme>) -> u32 {
    let other = if profile.variety == Variety::Some { 500 } else { 200 };
    if is_as_liked(profile, known, themes) { 1_000 } else { other }
}

fn open<'a>(ground: &Ground<'a>) -> impl Iterator<Item = &'a Task> {
    ground.standings.iter().filter(|one| one.carved.is_none()).map(|one| one.task)
}

fn count(tasks: impl Iterator<Item = impl Sized>) -> u8 {
    u8::try_from(tasks.count()).unwrap_or(u8::MAX)
}

fn interest(ground: &Ground<'_>) -> (u32, Why) {
    let profile = ground.profile;
    if profile.interests.is_empty() {
        return (0, Why::NoInput);
    }
    if open(ground).next().is_none() {
        return (0, Why::NoTask);
    }
    let themes = open(ground)
        .fold(CodeSet::<Theme>::EMPTY, |all, task| all.union(task.themes))
        .intersection(profile.interests);
    let why = Why::LikedTasks {
        liked: count(open(ground).filter(|task| liked(profile, task.themes))),
        of: count(open(ground)),
        themes,
    };
    (best(ground, |task| interest_of(profile, task.themes)), why)
}

fn stretch(ground: &Ground<'_>) -> (u32, Why) {
    if open(ground).next().is_none() {
        return (0, Why::NoTask);
    }
    let profile = ground.profile;
    let (now, most) = (profile.capability.challenge, profile.capability.stretch);
    let why = Why::StretchingTasks {
        stretching: count(open(ground).filter(|task| is_stretching(profile, task.load.challenge))),
        of: count(open(ground)),
        too_easy: count(open(ground).filter(|task| task.load.challenge < now)),
        too_hard: count(open(ground).filter(|task| task.load.challenge > most)),
    };
    (best(ground, |task| stretch_of(profile, task.load.challenge)), why)
}

fn task_fit(ground: &Ground<'_>) -> (u32, Why) {
    if open(ground).next().is_none() {
        return (0, Why::NoTask);
    }
    let profile = ground.profile;
    let why = Why::FittingTasks {
        fitting: count(open(ground).filter(|task| excess(profile, task.load) == 0)),
        of: count(open(ground)),
    };
    (best(ground, |task| fit_of(profile, task.load, task.pace)), why)
}

fn support(ground: &Ground<'_>) -> (u32, Why) {
    let (needs, facts) = (ground.needs, &ground.offer.offer.provisions);
    let wanted = needs.essential.union(needs.helpful);
    let having = |state: Availability| facts.having(state).intersection(wanted);
    let why = Why::Supports {
        there: having(Availability::Yes),
        arranged: having(Availability::CanArrange),
        unknown: having(Availability::Unknown),
        missing: having(Availability::No),
    };
    let stamina: u32 =
        ground.any_of.iter().map(|any| provision_lost(any.state(|one| facts.get(one)).0, true)).sum();
    (1_000_u32.saturating_sub(support_lost(needs, |one| facts.get(one)) + stamina), why)
}

/// What a provision in this state costs, by whether it is essential.
pub(super) fn provision_lost(state: Availability, essential: bool) -> u32 {
    match (state, essential) {
        (Availability::Yes, _) => 0,
        (Availability::CanArrange, true) => 80,
        (Availability::CanArrange, false) => 60,
        (Availability::Unknown, true) => 160,
        (Availability::Unknown, false) => 120,
        (Availability::No, true) => 1_000,
        (Availability::No, false) => 250,
    }
}

/// What the supports lose, stamina apart.
fn support_lost(needs: &Needs, state: impl Fn(Provision) -> Availability) -> u32 {
    let essential = needs.essential.iter().map(|one| provision_lost(state(one), true));
    let helpful = needs.helpful.iter().map(|one| provision_lost(state(one), false));
    essential.chain(helpful).sum()
}

fn environment(ground: &Ground<'_>) -> (u32, Why) {
    let (needs, offer) = (ground.needs, &ground.offer.offer);
    let avoided = needs.must_avoid.union(needs.rather_avoid);
    let having = |state: Presence| avoided.iter().filter(|one| at_site(offer, *one) == state).collect();
    let of = BEST.min(offer.tasks.len());
    let tasks = |exposure| {
        let free = ground
            .standings
            .iter()
            .filter(|one| one.carved.is_none() && exposure_of(offer, one.task, exposure) == Presence::Absent);
        u32::try_from(of.saturating_sub(free.count())).unwrap_or_default() * CROWDED
    };
    let lost =
        site_lost(needs, |one| at_site(offer, one)) + needs.rather_avoid.iter().map(tasks).sum::<u32>();
    let why = Why::Surroundings {
        absent: having(Presence::Absent),
        avoidable: having(Presence::Avoidable),
        unknown: having(Presence::Unknown),
        present: having(Presence::Present),
    };
    (1_000_u32.saturating_sub(lost), why)
}

/// What an exposure of the site in this state costs, by whether it must be avoided.
pub(super) fn exposure_lost(state: Presence, must: bool) -> u32 {
    match (state, must) {
        (Presence::Absent, _) => 0,
        (Presence::Avoidable, _) => 80,
        (Presence::Unknown, true) => 160,
        (Presence::Unknown, false) => 120,
        (Presence::Present, true) => 1_000,
        (Presence::Present, false) => 300,
    }
}

/// What the site as a whole loses, its tasks not looked at.
fn site_lost(needs: &Needs, at_site: impl Fn(Exposure) -> Presence) -> u32 {
    let must = needs.must_avoid.iter().map(|one| exposure_lost(at_site(one), true));
    let rather = needs.rather_avoid.iter().map(|one| exposure_lost(at_site(one), false));
    must.chain(rather).sum()
}

fn travelled(profile: &Profile, travel: &PlacementTravel) -> (u32, Why) {
    let gist = travel.gist();
    let Some((value, minutes)) = worth_of_journey(profile, gist).zip(gist.minutes) else {
        return (0, Why::NoInput);
    };
    let (comfortable, check_map) = (profile.travel.comfortable_minutes, gist.state == State::Borderline);
    (value, Why::JourneyTakes { minutes, comfortable, check_map, alone: gist.alone })
}

/// What a journey is worth, in thousandths; `None` where nothing is known of it, or it is beyond reach.
pub(super) fn worth_of_journey(profile: &Profile, travel: Gist) -> Option<u32> {
    let (Some(minutes), State::Within | State::Borderline | State::AfterTraining) =
        (travel.minutes, travel.state)
    else {
        return None;
    };
    let (spent, most) = (u32::from(minutes), u32::from(profile.travel.comfortable_minutes));
    let within = if spent <= most {
        1_000 - 300 * spent / most.max(1)
    } else {
        700_u32.saturating_sub((spent - most) * 20).max(200)
    };
    let value = within.saturating_sub(if travel.alone { 0 } else { 100 });
    Some(if travel.state == State::Borderline { value / 2 } else { value })
}

fn novelty(ground: &Ground<'_>) -> (u32, Why) {
    let profile = ground.profile;
    let Some(known) = Known::of(profile, has_been_with(profile, &ground.offer.employer)) else {
        return (0, Why::NoInput);
    };
    if open(ground).next().is_none() {
        return (0, Why::NoTask);
    }
    let why = Why::AsNewAsLiked {
        tasks: count(open(ground).filter(|task| is_as_liked(profile, known, task.themes))),
        of: count(open(ground)),
    };
    (best(ground, |task| novelty_of(profile, known, task.themes)), why)
}

fn own_voice(ground: &Ground<'_>) -> (u32, Why) {
    if ground.voice.is_silent() {
        return (0, Why::NoInput);
    }
    if open(ground).next().is_none() {
        return (0, Why::NoTask);
    }
    let spoken_of = ground.standings.iter().filter(|one| one.carved.is_none() && one.spoken_of);
    let which: Vec<_> = spoken_of.map(|one| one.task.id.clone()).collect();
    let why = Why::SpokenOf { tasks: count(which.iter()), of: count(open(ground)), which };
    (best_of(ground, |one| if one.spoken_of { 1_000 } else { 0 }), why)
}
