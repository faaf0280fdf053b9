//! The ranking itself.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::bound::{Looker, RuledOut};
use super::dates::{Calendars, Days, Lacking, earliest, lacking};
use super::facets::Facets;
use super::funnel::Funnel;
use super::query::{Cursor, Match, Query, Ranked};
use super::snapshot::Snapshot;
use crate::domain::calendar::age_on;
use crate::domain::learner::LearnerFacts;
use crate::domain::offer::OfferFacts;
use crate::domain::window::Window;
use crate::suitability::{Assessment, Blocker, Case, Draft, Journey, Outcome, Weights, assess};
use crate::travel::{Profile, State, TravelModel};

/// An offer that may come on the page.
struct Candidate<'a> {
    offer: &'a OfferFacts,
    dates: Option<(&'a Window, Days)>,
    /// Once it has been drafted: what there is but the choice of work.
    drafted: Option<Box<(Draft<'a>, Journey)>>,
}

/// The page of matches that the query asks for: the same as assessing every offer, sorting, and cutting, with less
/// work. The offer that could be the best is looked at next: first drafted, and chosen work for only when its draft
/// could still be the best.
#[must_use]
pub fn rank(
    snapshot: &Snapshot,
    learner: &LearnerFacts,
    travel: &dyn TravelModel,
    weights: &Weights,
    query: &Query,
) -> Ranked {
    let mut funnel =
        Funnel { offers: u32::try_from(snapshot.len()).unwrap_or(u32::MAX), ..Funnel::default() };
    let mut facets = Facets::default();
    let mut open = candidates(snapshot, learner, travel, weights, query, &mut funnel, &mut facets);
    let mut assessed = 0;
    let wanted = query.limit.saturating_add(1);
    let mut found: BTreeMap<Cursor, Match> = BTreeMap::new();
    while let Some((best, mut candidate)) = open.pop_first() {
        if query.before.as_ref().is_some_and(|before| *before <= best) {
            break;
        }
        let full = found.len() >= wanted;
        if full && found.last_key_value().is_some_and(|(worst, _)| *worst <= best) {
            break;
        }
        let offer = candidate.offer;
        if let (Some((window, days)), None) = (&candidate.dates, &candidate.drafted) {
            let case = Case { learner, offer, window, days, weights };
            let journey = Journey::find(travel, learner, offer, window, days);
            let draft = Draft::new(&case, &journey);
            let outcome = draft.best_outcome();
            if query.outcomes.contains(Outcome::Unsuitable) || outcome != Outcome::Unsuitable {
                let value = draft.best_value(&weights.points.deductions);
                let best = query.sort.cursor(outcome, draft.score(), value, &offer.id);
                candidate.drafted = Some(Box::new((draft, journey)));
                open.insert(best, candidate);
            }
            continue;
        }
        assessed += 1;
        let one = match (candidate.dates, candidate.drafted) {
            (Some((window, days)), Some(drafted)) => {
                let (draft, journey) = *drafted;
                let case = Case { learner, offer, window, days: &days, weights };
                let assessment = draft.finish(&case, &journey);
                on_dates(offer, window, days.to_vec(), assessment, journey)
            }
            _ => without_dates(offer, learner, travel, weights, query),
        };
        let cursor = one.place(query.sort);
        let after = query.after.as_ref().is_none_or(|after| cursor > *after);
        let before = query.before.as_ref().is_none_or(|before| cursor < *before);
        if after && before && query.outcomes.contains(one.assessment.outcome) {
            found.insert(cursor, one);
            if found.len() > wanted {
                found.pop_last();
            }
        }
    }
    let more = found.len() > query.limit;
    let matches: Vec<Match> = found.into_values().take(query.limit).collect();
    let next = if more { matches.last().map(|last| last.place(query.sort)) } else { None };
    Ranked { matches, next, funnel, facets, assessed, snapshot: snapshot.version(), weights: weights.version }
}

/// The offers that may come on the page, by the best place that each could have.
fn candidates<'a>(
    snapshot: &'a Snapshot,
    learner: &'a LearnerFacts,
    travel: &dyn TravelModel,
    weights: &Weights,
    query: &'a Query,
    funnel: &mut Funnel,
    facets: &mut Facets,
) -> BTreeMap<Cursor, Candidate<'a>> {
    let looker = Looker::new(learner, weights);
    let profile = Profile::from(&learner.profile.travel);
    let every = query.outcomes.contains(Outcome::Unsuitable);
    let mut calendars = Calendars::new(learner, query);
    let mut open = Vec::new();
    for prepared in snapshot.iter() {
        let offer = prepared.facts();
        let dates = calendars.earliest(offer);
        let first = dates.as_ref().and_then(|(_, days)| days.first().copied());
        let age = first.map_or(0, |first| u8::try_from(age_on(learner.date_of_birth, first)).unwrap_or(0));
        let ruled_out = first.and_then(|_| looker.ruled_out(prepared.packed(), age));
        if !every && (first.is_none() || ruled_out.is_some()) {
            match ruled_out {
                None => match lacking(offer, learner, query) {
                    Lacking::Dates => funnel.no_dates += 1,
                    Lacking::Freedom => funnel.already_placed += 1,
                    Lacking::Seats => funnel.no_seats += 1,
                },
                Some(RuledOut::NotForThisLearner) => funnel.not_for_this_learner += 1,
                Some(RuledOut::EssentialMissing) => funnel.essential_missing += 1,
                Some(RuledOut::Exposed) => funnel.exposed += 1,
            }
            continue;
        }
        let journey = (dates.as_ref().filter(|_| !every || query.minutes.is_some()))
            .map(|(window, days)| Journey::glance(travel, learner, &profile, offer, window, days));
        if !every && journey.as_ref().is_some_and(|journey| journey.chosen().0.state == State::Beyond) {
            funnel.no_way_there += 1;
            continue;
        }
        if !query.wants(dates.as_ref().map_or(&[], |(_, days)| days), journey.as_ref()) {
            funnel.not_wanted += 1;
            continue;
        }
        funnel.assessed += 1;
        if query.facets {
            facets.count(offer);
        }
        let bound = match (&dates, first, ruled_out) {
            (Some((window, _)), Some(first), None) => {
                let known = journey.as_ref().filter(|_| !every);
                looker.best(prepared, window, first, known)
            }
            _ => looker.at_best_unsuitable(prepared),
        };
        if every || bound.outcome != Outcome::Unsuitable {
            let best = query.sort.cursor(bound.outcome, bound.score, bound.value, &offer.id);
            open.push((best, Candidate { offer, dates, drafted: None }));
        }
    }
    open.into_iter().collect()
}

/// How one offer suits one learner on the earliest dates that the query allows.
#[must_use]
pub fn assess_offer(
    offer: &OfferFacts,
    learner: &LearnerFacts,
    travel: &dyn TravelModel,
    weights: &Weights,
    query: &Query,
) -> Match {
    let Some((window, days)) = earliest(offer, learner, query) else {
        return without_dates(offer, learner, travel, weights, query);
    };
    let journey = Journey::find(travel, learner, offer, window, &days);
    let assessment = assess(learner, offer, window, &days, &journey, weights);
    on_dates(offer, window, days, assessment, journey)
}

/// The match of an offer that has dates.
pub(super) fn on_dates(
    offer: &OfferFacts,
    window: &Window,
    days: Vec<NaiveDate>,
    assessment: Assessment,
    journey: Journey,
) -> Match {
    Match {
        offer: offer.id.clone(),
        offer_version: offer.version,
        window: Some(window.id.clone()),
        days,
        assessment,
        journey: Some(journey),
    }
}

/// How an offer would suit, had it any dates.
fn without_dates(
    offer: &OfferFacts,
    learner: &LearnerFacts,
    travel: &dyn TravelModel,
    weights: &Weights,
    query: &Query,
) -> Match {
    let assessed = offer.offer.windows.first().map(|stand_in| {
        let journey = Journey::find(travel, learner, offer, stand_in, &[]);
        (assess(learner, offer, stand_in, &[], &journey, weights), journey)
    });
    let (mut assessment, journey) = assessed.map_or_else(
        || (Assessment::without_dates(), None),
        |(assessment, journey)| (assessment, Some(journey)),
    );
    let why = match lacking(offer, learner, query) {
        Lacking::Dates => Blocker::NoDates,
        Lacking::Freedom => Blocker::AlreadyPlaced,
        Lacking::Seats => Blocker::NoSeats,
    };
    let no_dates = assessment.blockers.iter_mut().filter(|blocker| **blocker == Blocker::NoDates);
    no_dates.for_each(|blocker| *blocker = why.clone());
    Match {
        offer: offer.id.clone(),
        offer_version: offer.version,
        window: None,
        days: Vec::new(),
        assessment,
        journey,
    }
}
