//! Where the time of one ranking goes: each stage by itself, over the offers that come to it.

use std::time::{Duration, Instant};

use placewell_matching::domain::learner::LearnerFacts;
use placewell_matching::ranking::bound::Looker;
use placewell_matching::ranking::dates::{Calendars, Dated};
use placewell_matching::ranking::{Query, Seen, Snapshot, rank};
use placewell_matching::suitability::{Case, Draft, Journey, Seeker, Weights};
use placewell_matching::travel::State;
use placewell_matching::travel::estimate::Estimate;

/// The stages in their order.
pub(crate) const NAMES: [&str; 6] =
    ["dates and sets", "gist of journeys", "bounds", "journeys of the page", "drafts", "work and reasons"];

/// What each stage takes in one ranking.
pub(crate) fn of(
    snapshot: &Snapshot,
    learner: &LearnerFacts,
    weights: &Weights,
    query: &Query,
) -> [Duration; 6] {
    let seeker = Seeker::new(learner);
    let mut looker = Looker::new(&seeker, weights);
    let mut calendars = Calendars::new(learner, query);
    let mut spent = [Duration::ZERO; 6];
    let [dates, gists, bounds, journeys, drafts, work] = &mut spent;

    let begun = Instant::now();
    let mut left = Vec::new();
    for seen in snapshot.seen() {
        let Some(dated) = calendars.earliest(&seen) else { continue };
        if looker.ruled_out(seen.packed(), dated.age).is_none() {
            left.push((seen, dated));
        }
    }
    *dates = begun.elapsed();

    let begun = Instant::now();
    let gist = |(seen, dated): &(Seen<'_>, Dated)| {
        Journey::gist(
            &Estimate,
            learner,
            &seeker.travel,
            seen.site(),
            seen.hours(dated.nth).unwrap(),
            &dated.days,
        )
    };
    let known: Vec<_> = left.iter().map(gist).collect();
    *gists = begun.elapsed();

    let reached = left.iter().zip(&known).filter(|(_, journey)| journey.travel.state != State::Beyond);
    let reached: Vec<_> = reached.collect();
    let begun = Instant::now();
    for ((seen, dated), journey) in reached {
        std::hint::black_box(looker.best(seen, dated.nth, dated.band, Some(*journey)));
    }
    *bounds = begun.elapsed();

    for one in rank(snapshot, learner, &Estimate, weights, query).matches {
        let offer = snapshot.get(&one.offer).unwrap();
        let window =
            offer.offer.windows.iter().find(|window| Some(&window.id) == one.window.as_ref()).unwrap();
        let case = Case { learner, offer, window, days: &one.days, weights };
        let begun = Instant::now();
        let journey = Journey::of(&seeker, &Estimate, offer, window, &one.days);
        *journeys += begun.elapsed();
        let begun = Instant::now();
        let draft = Draft::new(&case, &seeker, &journey);
        *drafts += begun.elapsed();
        let begun = Instant::now();
        std::hint::black_box(draft.finish_if_enough(&case, &journey));
        *work += begun.elapsed();
    }
    spent
}
