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
use crate::domain::offer::{Offer, OfferFacts};
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
            let max = weights.points.of(criterion);
            let points = u32::from(max) * thousandths.min(1_000) / 1_000;
            Contribution { criterion, points: u16::try_from(points).unwrap_or(max), max, why }
        })
        .collect()
}

/// Every task of an offer as if nothing stood against it: the ground of the highest score that is
/// still possible before anything is assessed.
#[must_use]
pub fn best_case(offer: &Offer) -> Vec<Standing<'_>> {
    let open = |task| Standing { task, carved: None, keep_away: Vec::new(), doubts: Vec::new() };
    offer.tasks.iter().map(open).collect()
}

/// The points of every criterion but the journey, stamina not looked at.
#[must_use]
pub fn contributions_without_travel(
    profile: &Profile,
    offer: &OfferFacts,
    needs: &Needs,
    standings: &[Standing<'_>],
    weights: &Weights,
) -> u16 {
    let nowhere = PlacementTravel { state: State::NotAssessed, out: None, home: None, notes: Vec::new() };
    let ground = Ground { profile, offer, needs, any_of: &[], standings, travel: &nowhere };
    contributions(&ground, weights).iter().map(|part| part.points).sum()
}

/// The mean of the best tasks' values, in thousandths; a task that is left out counts nothing.
fn best(ground: &Ground<'_>, value: impl Fn(&Task) -> u32) -> u32 {
    let mut values: Vec<u32> =
        ground.standings.iter().map(|one| value(one.task) * one.weight() / 1_000).collect();
    values.sort_unstable_by(|a, b| b.cmp(a));
    let of = BEST.min(values.len()).max(1);
    let sum: u32 = values.iter().take(of).sum();
    sum / u32::try_from(of).unwrap_or(1)
}

fn open<'a>(ground: &Ground<'a>) -> impl Iterator<Item = &'a Task> {
    ground.standings.iter().filter(|one| one.carved.is_none()).map(|one| one.task)
}

fn count(tasks: impl Iterator<Item = impl Sized>) -> u8 {
    u8::try_from(tasks.count()).unwrap_or(u8::MAX)
}

fn interest(ground: &Ground<'_>) -> (u32, Why) {
    let Profile { interests, dislikes, .. } = *ground.profile;
    if interests.is_empty() {
        return (0, Why::NoInput);
    }
    if open(ground).next().is_none() {
        return (0, Why::NoTask);
    }
    let liked = |task: &Task| !task.themes.intersection(interests).is_empty();
    let put_off = |task: &Task| !task.themes.intersection(dislikes).is_empty();
    let value = |task: &Task| match (liked(task), put_off(task)) {
        (true, false) => 1_000,
        (true, true) => 400,
        (false, false) => 250,
        (false, true) => 0,
    };
    let themes = open(ground)
        .fold(CodeSet::<Theme>::EMPTY, |all, task| all.union(task.themes))
        .intersection(interests);
    let why = Why::LikedTasks {
        liked: count(open(ground).filter(|task| liked(task))),
        of: count(open(ground)),
        themes,
    };
    (best(ground, value), why)
}

fn stretch(ground: &Ground<'_>) -> (u32, Why) {
    if open(ground).next().is_none() {
        return (0, Why::NoTask);
    }
    let (now, most) = (ground.profile.capability.challenge, ground.profile.capability.stretch);
    let stretching =
        |challenge: u8| (now < challenge || now == most) && challenge >= now && challenge <= most;
    let value = |task: &Task| match task.load.challenge {
        challenge if stretching(challenge) => 1_000,
        challenge if challenge == now => 600,
        challenge if challenge + 1 == now => 250,
        challenge if challenge == most + 1 => 300,
        _ => 0,
    };
    let why = Why::StretchingTasks {
        stretching: count(open(ground).filter(|task| stretching(task.load.challenge))),
        of: count(open(ground)),
        too_easy: count(open(ground).filter(|task| task.load.challenge < now)),
        too_hard: count(open(ground).filter(|task| task.load.challenge > most)),
    };
    (best(ground, value), why)
}

fn task_fit(ground: &Ground<'_>) -> (u32, Why) {
    if open(ground).next().is_none() {
        return (0, Why::NoTask);
    }
    let able = ground.profile.capability;
    let over = |asks: Demand, can: Demand| (asks as u32).saturating_sub(can as u32);
    let excess = |task: &Task| {
        let load = task.load;
        over(load.reading, able.reading)
            + over(load.numbers, able.numbers)
            + over(load.communication, able.communication)
            + over(load.physical, able.physical)
    };
    let hurried = |task: &Task| matches!(task.pace, Pace::Customers | Pace::Machine);
    let value = |task: &Task| {
        1_000_u32.saturating_sub(excess(task) * 300).saturating_sub(u32::from(hurried(task)) * 100)
    };
    let why = Why::FittingTasks {
        fitting: count(open(ground).filter(|task| excess(task) == 0)),
        of: count(open(ground)),
    };
    (best(ground, value), why)
}

fn support(ground: &Ground<'_>) -> (u32, Why) {
    let (needs, facts) = (ground.needs, &ground.offer.offer.provisions);
    let wanted = needs.essential.union(needs.helpful);
    let having = |state: Availability| facts.having(state).intersection(wanted);
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
    let stamina = ground.any_of.iter().map(|any| short(any.state(&ground.offer.offer).0, true));
    let lost: u32 = essential.chain(helpful).chain(stamina).sum();
    let why = Why::Supports {
        there: having(Availability::Yes),
        arranged: having(Availability::CanArrange),
        unknown: having(Availability::Unknown),
        missing: having(Availability::No),
    };
    (1_000_u32.saturating_sub(lost), why)
}

fn environment(ground: &Ground<'_>) -> (u32, Why) {
    let (needs, offer) = (ground.needs, &ground.offer.offer);
    let avoided = needs.must_avoid.union(needs.rather_avoid);
    let having = |state: Presence| avoided.iter().filter(|one| at_site(offer, *one) == state).collect();
    let site = |state: Presence, must: bool| match (state, must) {
        (Presence::Absent, _) => 0,
        (Presence::Avoidable, _) => 80,
        (Presence::Unknown, true) => 160,
        (Presence::Unknown, false) => 120,
        (Presence::Present, true) => 1_000,
        (Presence::Present, false) => 300,
    };
    let of = BEST.min(offer.tasks.len());
    let tasks = |exposure| {
        let free = ground
            .standings
            .iter()
            .filter(|one| one.carved.is_none() && exposure_of(offer, one.task, exposure) == Presence::Absent);
        u32::try_from(of.saturating_sub(free.count())).unwrap_or_default() * 50
    };
    let must = needs.must_avoid.iter().map(|one| site(at_site(offer, one), true));
    let rather = needs.rather_avoid.iter().map(|one| site(at_site(offer, one), false) + tasks(one));
    let lost: u32 = must.chain(rather).sum();
    let why = Why::Surroundings {
        absent: having(Presence::Absent),
        avoidable: having(Presence::Avoidable),
        unknown: having(Presence::Unknown),
        present: having(Presence::Present),
    };
    (1_000_u32.saturating_sub(lost), why)
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
    let earlier = &ground.profile.earlier;
    if earlier.is_empty() {
        return (0, Why::NoInput);
    }
    if open(ground).next().is_none() {
        return (0, Why::NoTask);
    }
    let known = earlier.iter().fold(CodeSet::<Theme>::EMPTY, |all, one| all.union(one.themes));
    let been_here = earlier.iter().any(|one| one.employer.as_ref() == Some(&ground.offer.employer));
    let fresh = |task: &Task| !been_here && task.themes.intersection(known).is_empty();
    let as_liked = |task: &Task| match ground.profile.variety {
        Variety::Same => !fresh(task),
        Variety::Some | Variety::Much => fresh(task),
    };
    let other = if ground.profile.variety == Variety::Some { 500 } else { 200 };
    let value = |task: &Task| if as_liked(task) { 1_000 } else { other };
    let why = Why::AsNewAsLiked {
        tasks: count(open(ground).filter(|task| as_liked(task))),
        of: count(open(ground)),
    };
    (best(ground, value), why)
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
