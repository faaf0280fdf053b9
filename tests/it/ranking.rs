//! Tests of ranking: the order, the pages, and that bounds never change the answer.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use placewell::domain::attendance::PlacedDay;
use placewell::domain::code::{Code, CodeSet};
use placewell::domain::fact::{Availability, Stated};
use placewell::domain::ids::OfferId;
use placewell::domain::learner::LearnerFacts;
use placewell::domain::need::Wanted;
use placewell::domain::offer::OfferFacts;
use placewell::domain::place::Coordinates;
use placewell::domain::provision::Provision;
use placewell::domain::theme::Theme;
use placewell::domain::time::TimeOfDay;
use placewell::domain::travel_profile::TravelMode;
use placewell::law::AgeBand;
use placewell::ranking::bound::Looker;
use placewell::ranking::near::Near;
use placewell::ranking::{Match, MatchSort, Prepared, Query, Snapshot, assess_offer, rank};
use placewell::suitability::{Blocker, Case, Deductions, Draft, Journey, Outcome, Points, Seeker, Weights};
use placewell::travel::estimate::Estimate;
use placewell::travel::{Profile, State, TravelAnswer, TravelModel, TripRequest};
use proptest::prelude::*;

use crate::generate::{Dice, any_learner, any_pair, essential, learner, monday, offer, offers};
use crate::suitability::{near, somebody};

/// The estimate, asked for every day.
struct Daily;

impl TravelModel for Daily {
    fn assess(&self, request: &TripRequest<'_>) -> TravelAnswer {
        Estimate.assess(request)
    }

    fn turns_on_hours(&self, limits: &Profile) -> bool {
        Estimate.turns_on_hours(limits)
    }
}

fn every_outcome() -> CodeSet<Outcome> {
    Outcome::ALL.iter().copied().collect()
}

/// Weights whose deductions are drawn from a seed, from none to more than any score.
fn weights(seed: u64) -> Weights {
    let mut dice = Dice::new(seed);
    let most = dice.pick(&[0, 10, 100, 1_000]);
    let mut draw = || u16::try_from(dice.between(0, most)).unwrap();
    let deductions = Deductions {
        little_effort: draw(),
        some_effort: draw(),
        much_effort: draw(),
        hundred_pounds: draw(),
        employer_acts: draw(),
        provider_acts: draw(),
        hub_acts: draw(),
        family_acts: draw(),
        decisive_question: draw(),
        other_question: draw(),
    };
    let usual = Weights::default();
    Weights { points: Points { deductions, ..usual.points }, ..usual }
}

/// A learner with further limits on journeys, drawn from a seed.
fn limited(mut learner: LearnerFacts, seed: u64) -> LearnerFacts {
    let mut dice = Dice::new(seed);
    let travel = &mut learner.profile.travel;
    let time = |minutes: u32| TimeOfDay::from_minutes(u16::try_from(minutes).unwrap());
    travel.avoid_dark = dice.chance(30);
    travel.not_before = time(dice.between(450, 560)).filter(|_| dice.chance(30));
    travel.not_after = time(dice.between(900, 1_020)).filter(|_| dice.chance(30));
    if dice.chance(30) {
        travel.modes.insert(TravelMode::Cycle);
    }
    if dice.chance(10) {
        travel.modes = CodeSet::EMPTY;
    }
    learner
}

/// Minutes of the longer journey of a match that has dates.
fn minutes(one: &Match) -> Option<u16> {
    one.journey.as_ref().filter(|_| !one.days.is_empty())?.chosen().0.longest_minutes()
}

/// Every offer assessed, sorted and cut: what a ranking must equal.
fn by_hand(snapshot: &Snapshot, learner: &LearnerFacts, weights: &Weights, query: &Query) -> Vec<Match> {
    let mut all: Vec<Match> = snapshot
        .iter()
        .map(|offer| assess_offer(offer.facts(), learner, &Estimate, weights, query))
        .filter(|one| query.outcomes.contains(one.assessment.outcome))
        .filter(|one| query.until.is_none_or(|until| one.days.last().is_some_and(|last| *last <= until)))
        .filter(|one| query.minutes.is_none_or(|most| minutes(one).is_some_and(|minutes| minutes <= most)))
        .collect();
    all.sort_by_key(|one| one.place(query.sort));
    all.truncate(query.limit);
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, ..ProptestConfig::default() })]

    #[test]
    fn a_ranking_equals_assessing_every_offer(
        learner in any_learner(),
        seed in any::<u64>(),
        hardness in 0..=100_u8,
        limit in 1_usize..12,
        unsuitable in any::<bool>(),
        sort in prop::sample::select(MatchSort::ALL),
    ) {
        let weights = weights(seed);
        let snapshot = Snapshot::build(offers(seed, hardness, 20));
        let mut query = Query { sort, ..Query::from(monday(), limit) };
        if unsuitable {
            query.outcomes = every_outcome();
        }
        let ranked = rank(&snapshot, &learner, &Estimate, &weights, &query);
        prop_assert_eq!(&ranked.matches, &by_hand(&snapshot, &learner, &weights, &query));
        let funnel = ranked.funnel;
        let counted = funnel.no_dates + funnel.already_placed + funnel.no_seats + funnel.not_for_this_learner + funnel.essential_missing
            + funnel.exposed + funnel.no_way_there + funnel.not_wanted + funnel.assessed;
        prop_assert_eq!(counted, funnel.offers);
        for limit in [1, 50] {
            let other = rank(&snapshot, &learner, &Estimate, &weights, &Query { limit, ..query.clone() });
            prop_assert_eq!(other.funnel, funnel);
        }
        let beyond = Blocker::Journey { notes: Vec::new() };
        let all = Query { outcomes: every_outcome(), limit: 100, ..query.clone() };
        let all = by_hand(&snapshot, &learner, &weights, &all);
        let blocked = all.iter().filter(|one| one.assessment.blockers.iter().any(|blocker| {
            std::mem::discriminant(blocker) == std::mem::discriminant(&beyond)
        }));
        let blocked = blocked.count();
        prop_assert!(unsuitable || (funnel.no_way_there as usize) <= blocked, "{funnel:?} {blocked}");
    }

    #[test]
    fn law_and_safety_are_never_traded_for_points(
        learner in any_learner(),
        seed in any::<u64>(),
        sort in prop::sample::select(MatchSort::ALL),
    ) {
        let snapshot = Snapshot::build(offers(seed, 60, 12));
        let query = Query { sort, outcomes: every_outcome(), ..Query::from(monday(), 100) };
        let ranked = |weights: &Weights| rank(&snapshot, &learner, &Estimate, weights, &query).matches;
        let (usual, other) = (ranked(&Weights::default()), ranked(&weights(seed)));
        for one in &other {
            let before = usual.iter().find(|usual| usual.offer == one.offer).unwrap();
            let (a, b) = (&one.assessment, &before.assessment);
            prop_assert_eq!((a.outcome, &a.blockers, &a.findings), (b.outcome, &b.blockers, &b.findings));
            prop_assert_eq!((&a.questions, &a.changes, &a.carved), (&b.questions, &b.changes, &b.carved));
        }
        let suits = |one: &Match| one.assessment.outcome != Outcome::Unsuitable;
        for matches in [&usual, &other] {
            prop_assert!(matches.iter().skip_while(|one| suits(one)).all(|one| !suits(one)));
        }
    }

    #[test]
    fn pages_join_without_a_seam(
        learner in any_learner(),
        seed in any::<u64>(),
        limit in 2_usize..6,
        sort in prop::sample::select(MatchSort::ALL),
    ) {
        let snapshot = Snapshot::build(offers(seed, 30, 10));
        let all = Query { sort, outcomes: every_outcome(), ..Query::from(monday(), 100) };
        let whole = rank(&snapshot, &learner, &Estimate, &Weights::default(), &all).matches;
        let mut query = Query { limit, ..all };
        let mut joined = Vec::new();
        loop {
            let page = rank(&snapshot, &learner, &Estimate, &Weights::default(), &query);
            joined.extend(page.matches);
            query.after = page.next;
            if query.after.is_none() {
                break;
            }
        }
        prop_assert_eq!(joined, whole);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, ..ProptestConfig::default() })]

    #[test]
    fn nothing_comes_to_more_than_was_held_possible(
        (learner, it) in any_pair(),
        seed in any::<u64>(),
    ) {
        let (weights, learner) = (weights(seed), limited(learner, seed));
        let snapshot = Snapshot::build(vec![it.clone()]);
        let seen = snapshot.seen().next().unwrap();
        let seeker = Seeker::new(&learner);
        let mut looker = Looker::new(&seeker, &weights);
        let one = assess_offer(&it, &learner, &Estimate, &weights, &Query::from(monday(), 1));
        let (score, value) = (one.assessment.score, one.assessment.value);
        prop_assert!(looker.at_best_unsuitable(&seen).score >= score);
        let Some(first) = one.days.first().copied() else { return Ok(()) };
        let nth = it.offer.windows.iter().position(|window| Some(&window.id) == one.window.as_ref()).unwrap();
        let window = &it.offer.windows[nth];
        let profile = Profile::from(&learner.profile.travel);
        let site = it.offer.site.coordinates;
        let journey = Journey::gist(&Estimate, &learner, &profile, site, window, &one.days);
        let found = one.journey.as_ref().unwrap();
        prop_assert_eq!(journey, found.into());
        prop_assert_eq!(&Journey::find(&Daily, &learner, &it, window, &one.days), found);
        let bound = looker.best(&seen, nth, AgeBand::on(learner.date_of_birth, first), Some(journey));
        let case = Case { learner: &learner, offer: &it, window, days: &one.days, weights: &weights };
        let draft = Draft::new(&case, &seeker, found);
        let suits = one.assessment.outcome != Outcome::Unsuitable;
        prop_assert_eq!(draft.score(), score);
        prop_assert!(bound.score >= score, "{bound:?} {one:?}");
        prop_assert!(!suits || (bound.outcome <= one.assessment.outcome && bound.value >= value), "{bound:?} {one:?}");
        let drafted = draft.best_outcome();
        prop_assert!(drafted <= one.assessment.outcome);
        let stays = drafted == Outcome::Unsuitable || suits;
        prop_assert!(!stays || draft.best_value(&weights.points.deductions) >= value, "{one:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, ..ProptestConfig::default() })]

    #[test]
    fn what_is_held_too_far_is_beyond_reach(
        (learner, it) in any_pair(),
        seed in any::<u64>(),
        scale in 2_u32..8,
    ) {
        let mut dice = Dice::new(seed);
        let mut learner = limited(learner, seed);
        learner.profile.travel.modes.remove(TravelMode::PublicTransport);
        let Some(home) = learner.home else { return Ok(()) };
        let most = 10_u32.pow(scale);
        let mut by = || i32::try_from(dice.between(0, 2 * most)).unwrap() - i32::try_from(most).unwrap();
        let (lat, lon) = (home.lat_udeg + by(), home.lon_udeg + by());
        let site = Coordinates::new(lat.clamp(-90_000_000, 90_000_000), lon).unwrap();
        let seeker = Seeker::new(&learner);
        let Some(near) = Near::of(&seeker, &Estimate) else { return Ok(()) };
        let (window, days) = (&it.offer.windows[0], [monday()]);
        let journey = Journey::gist(&Estimate, &learner, &seeker.travel, Some(site), window, &days);
        prop_assert!(near.holds(site) || journey.travel.state == State::Beyond, "{journey:?} {site:?}");
    }
}

/// How many queries are put to a changing world, unless `PLACEWELL_TEST_CASES` says otherwise.
fn queries() -> u64 {
    std::env::var("PLACEWELL_TEST_CASES").map_or(60, |cases| cases.parse().unwrap())
}

#[test]
fn a_world_in_which_seats_and_offers_change_is_ranked_as_if_every_offer_were_assessed() {
    let mut dice = Dice::new(2027);
    let (mut world, mut held) = (Vec::new(), Snapshot::default());
    for asked in 0..queries() {
        let hardness = dice.pick(&[0, 20, 30, 60]);
        if asked % 50 == 0 {
            world = offers(asked, hardness, 30);
            held = Snapshot::build(world.clone());
        }
        let at = usize::try_from(dice.between(0, 29)).unwrap();
        let before = world[at].id.clone();
        match dice.between(0, 4) {
            0 => world[at] = offer(1_000_000 + asked, hardness),
            1 => world[at].full.clear(),
            2 => {
                let away = i32::try_from(dice.between(0, 3_000_000)).unwrap();
                let site = world[at].offer.site.coordinates;
                let moved = site.map(|site| Coordinates { lat_udeg: site.lat_udeg - away, ..site });
                world[at].offer.site.coordinates = moved;
            }
            _ => {
                for window in world[at].offer.windows.clone() {
                    let days = window.dates.days().filter(|_| dice.chance(20)).collect::<BTreeSet<_>>();
                    world[at].full.insert(window.id, days);
                }
            }
        }
        let mut learner = learner(asked, hardness);
        if dice.chance(30) {
            learner = limited(learner, asked);
        }
        if dice.chance(30) {
            let (hours, breaks) = (crate::generate::span("09:00", "15:00"), Vec::new());
            let employer = world[at].employer.clone();
            let date = monday() + chrono::Days::new(u64::from(dice.between(0, 20)));
            learner.placed = vec![PlacedDay { employer, date, hours, breaks }];
        }
        let gone = [before].into_iter().filter(|id| *id != world[at].id).collect();
        held = held.with(vec![Arc::new(Prepared::new(world[at].clone()))], &gone);
        let snapshot = Snapshot::build(world.clone());
        let mut query = Query::from(monday(), usize::try_from(dice.between(1, 12)).unwrap());
        query.sort = dice.pick(MatchSort::ALL);
        query.start = dice.chance(20).then(|| monday() + chrono::Days::new(u64::from(dice.between(0, 27))));
        query.minutes = dice.chance(20).then(|| u16::try_from(dice.between(5, 60)).unwrap());
        query.until = dice.chance(20).then(|| monday() + chrono::Days::new(u64::from(dice.between(4, 90))));
        query.facets = dice.chance(50);
        if dice.chance(20) {
            query.outcomes = every_outcome();
        }
        let weights = if dice.chance(50) { Weights::default() } else { weights(asked) };
        let mut all = by_hand(&snapshot, &learner, &weights, &Query { limit: usize::MAX, ..query.clone() });
        if let Some(last) = all.get(usize::try_from(dice.between(0, 9)).unwrap()).filter(|_| dice.chance(40))
        {
            query.after = Some(last.place(query.sort));
            all.retain(|one| Some(one.place(query.sort)) > query.after);
        }
        all.truncate(query.limit);
        let page = rank(&snapshot, &learner, &Estimate, &weights, &query);
        assert_eq!(page.matches, all, "query {asked}");
        assert_eq!(rank(&held, &learner, &Estimate, &weights, &query), page, "query {asked}");
        let by_occupation = page.facets.occupations.values().sum::<u32>();
        assert_eq!(by_occupation, if query.facets { page.funnel.assessed } else { 0 });
    }
}

#[test]
fn a_snapshot_that_is_changed_equals_one_that_is_made() {
    let mut dice = Dice::new(7);
    let some = offers(3, 30, 12);
    let mut world: BTreeMap<OfferId, OfferFacts> = BTreeMap::new();
    let mut held = Snapshot::default();
    let fresh = |dice: &mut Dice| OfferFacts {
        id: OfferId::parse(&dice.uuid()).unwrap(),
        ..some[usize::try_from(dice.between(0, 11)).unwrap()].clone()
    };
    for round in 0..40 {
        let count = dice.pick(&[1, 2, 30, 900]);
        let new: Vec<OfferFacts> = (0..count).map(|_| fresh(&mut dice)).collect();
        let most = if round % 10 == 9 { 80 } else { 5 };
        let gone: BTreeSet<OfferId> = world.keys().filter(|_| dice.chance(most)).cloned().collect();
        let mut changed: Vec<OfferFacts> = world.values().filter(|_| dice.chance(3)).cloned().collect();
        changed.retain(|one| !gone.contains(&one.id));
        changed.iter_mut().for_each(|one| one.version += 1);
        changed.extend(new);
        held = held.with(changed.iter().cloned().map(|one| Arc::new(Prepared::new(one))).collect(), &gone);
        world.retain(|id, _| !gone.contains(id));
        world.extend(changed.into_iter().map(|one| (one.id.clone(), one)));
        let made = Snapshot::build(world.values().cloned().collect());
        assert_eq!((held.len(), held.version()), (world.len(), made.version()), "round {round}");
        assert!(held.iter().map(Prepared::facts).eq(world.values()), "round {round}");
        assert!(
            world.keys().all(|id| held.get(id).is_some()) && gone.iter().all(|id| held.get(id).is_none())
        );
        let alike = held.seen().zip(made.seen());
        alike.for_each(|(held, made)| {
            assert_eq!((held.packed(), held.themes()), (made.packed(), made.themes()))
        });
    }
}

#[test]
fn an_offer_is_packed_into_a_few_hundred_bytes() {
    let bytes = Snapshot::build(offers(1, 30, 1_000)).bytes_an_offer();
    assert!(bytes < 500, "{bytes}");
}

#[test]
fn bounds_spare_most_of_the_work_on_a_short_page() {
    let snapshot = Snapshot::build(offers(5, 20, 400));
    let ranked = rank(&snapshot, &learner(3, 20), &Estimate, &Weights::default(), &Query::from(monday(), 5));
    assert_eq!(ranked.matches.len(), 5);
    assert!(ranked.assessed * 2 < ranked.funnel.assessed, "{} of {:?}", ranked.assessed, ranked.funnel);
}

#[test]
fn the_snapshot_is_named_by_its_content_and_keeps_the_latest_version() {
    let some = offers(1, 10, 8);
    let mut backwards = some.clone();
    backwards.reverse();
    assert_eq!(Snapshot::build(some.clone()).version(), Snapshot::build(backwards).version());
    let mut changed = some.clone();
    changed[0].version = 2;
    let both = Snapshot::build(some.iter().cloned().chain(changed.clone()).collect());
    assert_eq!((both.len(), both.get(&some[0].id).unwrap().version), (8, 2));
    assert_ne!(both.version(), Snapshot::build(some).version());
    assert!(Snapshot::build(Vec::new()).is_empty());
}

#[test]
fn the_earliest_start_is_named_and_a_wanted_start_is_kept() {
    let it = offer(2, 0);
    let from = it.offer.windows[0].dates.from;
    let learner = learner(2, 0);
    let weights = Weights::default();
    let earliest = assess_offer(&it, &learner, &Estimate, &weights, &Query::from(from, 1));
    let later = earliest.days[0] + chrono::Days::new(7);
    let query = Query { start: Some(later), ..Query::from(from, 1) };
    let wanted = assess_offer(&it, &learner, &Estimate, &weights, &query);
    assert_eq!(wanted.days.first(), Some(&later));
    let never = Query { start: Some(from - chrono::Days::new(1)), ..Query::from(from, 1) };
    let missed = assess_offer(&it, &learner, &Estimate, &weights, &never);
    assert_eq!((missed.window, missed.days.len(), missed.assessment.outcome), (None, 0, Outcome::Unsuitable));
}

#[test]
fn the_providers_closed_dates_are_never_placement_days() {
    let it = offer(2, 0);
    let from = it.offer.windows[0].dates.from;
    let mut learner = learner(2, 0);
    let query = Query::from(from, 1);
    let open = assess_offer(&it, &learner, &Estimate, &Weights::default(), &query);
    learner.closed = vec![open.days[1]];
    let moved = assess_offer(&it, &learner, &Estimate, &Weights::default(), &query);
    assert!(!moved.days.is_empty() && !moved.days.contains(&learner.closed[0]));
}

#[test]
fn a_placement_begins_on_the_earliest_dates_that_have_a_seat() {
    let (learner, weights) = (learner(3, 0), Weights::default());
    let mut it = offer(7, 0);
    let query = Query::from(monday(), 5);
    let free = assess_offer(&it, &learner, &Estimate, &weights, &query);
    let window = free.window.clone().unwrap();
    it.full.entry(window.clone()).or_default().insert(free.days[1]);
    let later = assess_offer(&it, &learner, &Estimate, &weights, &query);
    assert!(later.days.first() > Some(&free.days[1]), "{:?}", later.days);
    let wanted = Query { start: free.days.first().copied(), ..query.clone() };
    let refused = assess_offer(&it, &learner, &Estimate, &weights, &wanted);
    assert_eq!(refused.assessment.blockers[0], Blocker::NoSeats);

    for window in &it.offer.windows {
        it.full.insert(window.id.clone(), window.dates.days().collect());
    }
    let none = assess_offer(&it, &learner, &Estimate, &weights, &query);
    assert_eq!((none.window, none.days.len(), none.assessment.outcome), (None, 0, Outcome::Unsuitable));
    assert!(none.assessment.blockers.contains(&Blocker::NoSeats));
    let ranked = rank(&Snapshot::build(vec![it]), &learner, &Estimate, &weights, &query);
    assert_eq!((ranked.matches.len(), ranked.funnel.no_seats), (0, 1));
}

#[test]
fn a_free_adjustment_does_not_put_the_loved_work_below_the_unloved() {
    let mut learner = somebody("2006-05-04", vec![essential(Wanted::Provision(Provision::ShorterDay))]);
    let (shop, mut garden) =
        (near("Office and post room", &learner), near("Growing plants at the garden centre", &learner));
    let adjustable = Stated::plain(Availability::CanArrange);
    garden.offer.provisions.0.insert(Provision::ShorterDay, adjustable);
    learner.profile.interests = [Theme::Plants].into_iter().collect();
    learner.profile.dislikes = CodeSet::EMPTY;
    let snapshot = Snapshot::build(vec![shop.clone(), garden.clone()]);
    let order = |sort: MatchSort, weights: &Weights| {
        let query = Query { sort, ..Query::from(monday(), 5) };
        let matches = rank(&snapshot, &learner, &Estimate, weights, &query).matches;
        matches.into_iter().map(|one| one.offer).collect::<Vec<_>>()
    };
    let usual = Weights::default();
    assert_eq!(order(MatchSort::Value, &usual), [garden.id.clone(), shop.id.clone()]);
    assert_eq!(order(MatchSort::Outcome, &usual), [shop.id.clone(), garden.id.clone()]);
    let deductions = Deductions { little_effort: 1_000, ..usual.points.deductions };
    let wary = Weights { points: Points { deductions, ..usual.points }, ..usual };
    assert_eq!(order(MatchSort::Value, &wary), [shop.id, garden.id]);
}
