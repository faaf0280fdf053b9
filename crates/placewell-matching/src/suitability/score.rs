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
use crate::domain::fact::{Availability, Presence};
use crate::domain::learner::Profile;
use crate::domain::offer::OfferFacts;
use crate::domain::support::Variety;
use crate::domain::task::{Demand, Pace, Task};
use crate::domain::theme::Theme;
use crate::travel::{PlacementTravel, State};

/// How many tasks a score looks at.
const BEST: usize = 3;

/// Everything that a score stands on.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// The vocational profile.
    pub profile: &'a Profile,
    /// The offer.
    pub offer: &'a OfferFacts,
    /// The needs.
    pub needs: &'a Needs,
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
        (Criterion::Travel, travel(ground)),
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

/// The highest score that is still possible before anything is assessed: every task open, the best journey, stamina
/// not looked at. `may_speak` says of a task, by its place in the offer, whether it could name what the learner
/// speaks of.
#[must_use]
pub fn highest(
    profile: &Profile,
    offer: &OfferFacts,
    needs: &Needs,
    weights: &Weights,
    may_speak: impl Fn(usize) -> bool,
) -> u16 {
    let tasks = &offer.offer.tasks;
    let known = Known::of(profile, offer);
    let best = |value: &dyn Fn(usize, &Task) -> u32| {
        let values = tasks.iter().enumerate().map(|(at, task)| value(at, task));
        best_of(values, tasks.len())
    };
    let interest = if profile.interests.is_empty() { 0 } else { best(&|_, task| interest_of(profile, task)) };
    let novelty = known.map_or(0, |known| best(&|_, task| novelty_of(profile, known, task)));
    let parts = [
        (Criterion::Interest, interest),
        (Criterion::Stretch, best(&|_, task| stretch_of(profile, task))),
        (Criterion::TaskFit, best(&|_, task| fit_of(profile, task))),
        (Criterion::SupportSurplus, 1_000_u32.saturating_sub(support_lost(needs, offer, &[]))),
        (Criterion::Environment, 1_000_u32.saturating_sub(site_lost(needs, offer))),
        (Criterion::Travel, 1_000),
        (Criterion::Novelty, novelty),
        (Criterion::OwnVoice, best(&|at, _| if may_speak(at) { 1_000 } else { 0 })),
    ];
    parts.into_iter().map(|(criterion, thousandths)| points(weights, criterion, thousandths)).sum()
}

fn points(weights: &Weights, criterion: Criterion, thousandths: u32) -> u16 {
    let max = weights.points.of(criterion);
    u16::try_from(u32::from(max) * thousandths.min(1_000) / 1_000).unwrap_or(max)
}

/// The mean of the best tasks' values, in thousandths; a task that is left out counts nothing.
fn best(ground: &Ground<'_>, value: impl Fn(&Task) -> u32) -> u32 {
    let values = ground.standings.iter().map(|one| value(one.task) * one.weight() / 1_000);
    best_of(values, ground.standings.len())
}

/// The mean of the best of some values.
fn best_of(values: impl Iterator<Item = u32>, count: usize) -> u32 {
    let mut best = [0; BEST];
    for value in values {
        let mut rest = value;
        for place in &mut best {
            if rest > *place {
                std::mem::swap(place, &mut rest);
            }
        }
    }
    let of = BEST.min(count).max(1);
    best.iter().sum::<u32>() / u32::try_from(of).unwrap_or(1)
}

fn liked(profile: &Profile, task: &Task) -> bool {
    !task.themes.intersection(profile.interests).is_empty()
}

fn interest_of(profile: &Profile, task: &Task) -> u32 {
    match (liked(profile, task), !task.themes.intersection(profile.dislikes).is_empty()) {
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

fn stretch_of(profile: &Profile, task: &Task) -> u32 {
    let (now, most) = (profile.capability.challenge, profile.capability.stretch);
    match task.load.challenge {
        challenge if is_stretching(profile, challenge) => 1_000,
        challenge if challenge == now => 600,
        challenge if challenge + 1 == now => 250,
        challenge if challenge == most + 1 => 300,
        _ => 0,
    }
}

/// By how many steps a task asks more than the learner does comfortably now.
fn excess(profile: &Profile, task: &Task) -> u32 {
    let (able, load) = (profile.capability, task.load);
    let over = |asks: Demand, can: Demand| (asks as u32).saturating_sub(can as u32);
    over(load.reading, able.reading)
        + over(load.numbers, able.numbers)
        + over(load.communication, able.communication)
        + over(load.physical, able.physical)
}

fn fit_of(profile: &Profile, task: &Task) -> u32 {
    let hurried = matches!(task.pace, Pace::Customers | Pace::Machine);
    1_000_u32.saturating_sub(excess(profile, task) * 300).saturating_sub(u32::from(hurried) * 100)
}

/// What the learner knows from earlier placements.
#[derive(Clone, Copy)]
struct Known {
    themes: CodeSet<Theme>,
    been_here: bool,
}

impl Known {
    /// `None` for a learner without any.
    fn of(profile: &Profile, offer: &OfferFacts) -> Option<Self> {
        let earlier = &profile.earlier;
        (!earlier.is_empty()).then(|| Self {
            themes: earlier.iter().fold(CodeSet::<Theme>::EMPTY, |all, one| all.union(one.themes)),
            been_here: earlier.iter().any(|one| one.employer.as_ref() == Some(&offer.employer)),
        })
    }
}

fn is_as_liked(profile: &Profile, known: Known, task: &Task) -> bool {
    let fresh = !known.been_here && task.themes.intersection(known.themes).is_empty();
    match profile.variety {
        Variety::Same => !fresh,
        Variety::Some | Variety::Much => fresh,
    }
}

fn novelty_of(profile: &Profile, known: Known, task: &Task) -> u32 {
    let other = if profile.variety == Variety::Some { 500 } else { 200 };
    if is_as_liked(profile, known, task) { 1_000 } else { other }
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
        liked: count(open(ground).filter(|task| liked(profile, task))),
        of: count(open(ground)),
        themes,
    };
    (best(ground, |task| interest_of(profile, task)), why)
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
    (best(ground, |task| stretch_of(profile, task)), why)
}

fn task_fit(ground: &Ground<'_>) -> (u32, Why) {
    if open(ground).next().is_none() {
        return (0, Why::NoTask);
    }
    let profile = ground.profile;
    let why = Why::FittingTasks {
        fitting: count(open(ground).filter(|task| excess(profile, task) == 0)),
        of: count(open(ground)),
    };
    (best(ground, |task| fit_of(profile, task)), why)
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
    (1_000_u32.saturating_sub(support_lost(needs, ground.offer, ground.any_of)), why)
}

fn support_lost(needs: &Needs, offer: &OfferFacts, any_of: &[AnyOf]) -> u32 {
    let facts = &offer.offer.provisions;
    let short = |state: Availability, essential: bool| match (state, essential) {
        (Availability::Yes, _) => 0,
        (Availability::CanArrange, true) => 80,
        (Availability::CanArrange, false) => 60,
        (Availability::Unknown, true) => 160,
        (Availability::Unknown, false) => 120,
        (Availability::No, true) => 1_000,
        (Availability::No, false) => 250,
    };
    let essential = needs.essential.iter().map(|one| short(facts.get(one), true));
    let helpful = needs.helpful.iter().map(|one| short(facts.get(one), false));
    let stamina = any_of.iter().map(|any| short(any.state(&offer.offer).0, true));
    essential.chain(helpful).chain(stamina).sum()
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
        u32::try_from(of.saturating_sub(free.count())).unwrap_or_default() * 50
    };
    let lost = site_lost(needs, ground.offer) + needs.rather_avoid.iter().map(tasks).sum::<u32>();
    let why = Why::Surroundings {
        absent: having(Presence::Absent),
        avoidable: having(Presence::Avoidable),
        unknown: having(Presence::Unknown),
        present: having(Presence::Present),
    };
    (1_000_u32.saturating_sub(lost), why)
}

/// What the site as a whole loses, its tasks not looked at.
fn site_lost(needs: &Needs, offer: &OfferFacts) -> u32 {
    let site = |state: Presence, must: bool| match (state, must) {
        (Presence::Absent, _) => 0,
        (Presence::Avoidable, _) => 80,
        (Presence::Unknown, true) => 160,
        (Presence::Unknown, false) => 120,
        (Presence::Present, true) => 1_000,
        (Presence::Present, false) => 300,
    };
    let must = needs.must_avoid.iter().map(|one| site(at_site(&offer.offer, one), true));
    let rather = needs.rather_avoid.iter().map(|one| site(at_site(&offer.offer, one), false));
    must.chain(rather).sum()
}

fn travel(ground: &Ground<'_>) -> (u32, Why) {
    let travel = ground.travel;
    let (Some(minutes), State::Within | State::Borderline | State::AfterTraining) =
        (travel.longest_minutes(), travel.state)
    else {
        return (0, Why::NoInput);
    };
    let comfortable = ground.profile.travel.comfortable_minutes;
    let (spent, most) = (u32::from(minutes), u32::from(comfortable));
    let within = if spent <= most {
        1_000 - 300 * spent / most.max(1)
    } else {
        700_u32.saturating_sub((spent - most) * 20).max(200)
    };
    let check_map = travel.state == State::Borderline;
    let alone = travel.independent();
    let value = within.saturating_sub(if alone { 0 } else { 100 });
    let value = if check_map { value / 2 } else { value };
    (value, Why::JourneyTakes { minutes, comfortable, check_map, alone })
}

fn novelty(ground: &Ground<'_>) -> (u32, Why) {
    let profile = ground.profile;
    let Some(known) = Known::of(profile, ground.offer) else { return (0, Why::NoInput) };
    if open(ground).next().is_none() {
        return (0, Why::NoTask);
    }
    let why = Why::AsNewAsLiked {
        tasks: count(open(ground).filter(|task| is_as_liked(profile, known, task))),
        of: count(open(ground)),
    };
    (best(ground, |task| novelty_of(profile, known, task)), why)
}

fn own_voice(ground: &Ground<'_>) -> (u32, Why) {
    let voice = Voice::of(&ground.profile.own_words);
    if voice.is_silent() {
        return (0, Why::NoInput);
    }
    if open(ground).next().is_none() {
        return (0, Why::NoTask);
    }
    let which: Vec<_> =
        open(ground).filter(|task| voice.speaks_of(task)).map(|task| task.id.clone()).collect();
    let why = Why::SpokenOf { tasks: count(which.iter()), of: count(open(ground)), which };
    (best(ground, |task| if voice.speaks_of(task) { 1_000 } else { 0 }), why)
}
