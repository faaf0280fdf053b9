//! The ranking itself.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::bound::{self, RuledOut};
use super::dates::{Lacking, earliest, lacking};
use super::funnel::Funnel;
use super::query::{Cursor, Match, Query, Ranked};
use super::snapshot::Snapshot;
use crate::domain::calendar::age_on;
use crate::domain::learner::LearnerFacts;
use crate::domain::offer::OfferFacts;
use crate::domain::window::Window;
use crate::suitability::needs::Needs;
use crate::suitability::own_voice::{Marks, Voice};
use crate::suitability::{Assessment, Blocker, Journey, Outcome, Weights, assess};
use crate::travel::TravelModel;

/// An offer that may come on the page, with the best that it could come to.
struct Candidate<'a> {
    best: Cursor,
    offer: &'a OfferFacts,
    dates: Option<(&'a Window, Vec<NaiveDate>)>,
}

/// The page of matches that the query asks for: the same as assessing every offer, sorting, and
/// cutting, with less work.
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
    let mut candidates = candidates(snapshot, learner, travel, weights, query, &mut funnel);
    funnel.assessed = u32::try_from(candidates.len()).unwrap_or(u32::MAX);
    let mut assessed = 0;
    candidates.sort_by(|a, b| a.best.cmp(&b.best));
    let wanted = query.limit.saturating_add(1);
    let mut found: BTreeMap<Cursor, Match> = BTreeMap::new();
    for candidate in candidates {
        let full = found.len() >= wanted;
        if full && found.last_key_value().is_some_and(|(worst, _)| *worst <= candidate.best) {
            break;
        }
        assessed += 1;
        let one = matched(candidate.offer, learner, travel, weights, query, candidate.dates);
        let cursor = one.place(query.sort);
        let after = query.after.as_ref().is_none_or(|after| cursor > *after);
        if after && query.outcomes.contains(one.assessment.outcome) {
            found.insert(cursor, one);
            if found.len() > wanted {
                found.pop_last();
            }
        }
    }
    let more = found.len() > query.limit;
    let matches: Vec<Match> = found.into_values().take(query.limit).collect();
    let next = if more { matches.last().map(|last| last.place(query.sort)) } else { None };
    Ranked { matches, next, funnel, assessed, snapshot: snapshot.version(), weights: weights.version }
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
    matched(offer, learner, travel, weights, query, earliest(offer, learner, query))
}

fn candidates<'a>(
    snapshot: &'a Snapshot,
    learner: &LearnerFacts,
    travel: &dyn TravelModel,
    weights: &Weights,
    query: &Query,
    funnel: &mut Funnel,
) -> Vec<Candidate<'a>> {
    let needs = Needs::of(&learner.profile);
    let every = query.outcomes.contains(Outcome::Unsuitable);
    let mut candidates = Vec::new();
    let likes = Marks::of_likes(&Voice::of(&learner.profile.own_words));
    for prepared in snapshot.iter() {
        let (masks, offer) = (prepared.masks(), prepared.facts());
        let dates = earliest(offer, learner, query);
        let first = dates.as_ref().and_then(|(_, days)| days.first().copied());
        let age = first.map_or(0, |first| u8::try_from(age_on(learner.date_of_birth, first)).unwrap_or(0));
        let ruled_out = first.and_then(|_| bound::ruled_out(masks, learner, &needs, age));
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
        if let Some((window, days)) = dates.as_ref().filter(|_| !every)
            && Journey::is_beyond(travel, learner, offer, window, days)
        {
            funnel.no_way_there += 1;
            continue;
        }
        let outcome = if first.is_none() || ruled_out.is_some() {
            Outcome::Unsuitable
        } else {
            bound::outcome(masks, &needs)
        };
        let score = bound::score(learner, prepared, &needs, &likes, weights);
        let taken = match outcome {
            Outcome::Unsuitable => 0,
            _ => bound::taken(masks, &needs, &weights.points.deductions),
        };
        let value = i32::from(score) - taken;
        let best = query.sort.cursor(outcome, score, value, &offer.id);
        candidates.push(Candidate { best, offer, dates });
    }
    candidates
}

fn matched(
    offer: &OfferFacts,
    learner: &LearnerFacts,
    travel: &dyn TravelModel,
    weights: &Weights,
    query: &Query,
    dates: Option<(&Window, Vec<NaiveDate>)>,
) -> Match {
    let (window, days) = dates.map_or((None, Vec::new()), |(window, days)| (Some(window), days));
    let stand_in = window.or(offer.offer.windows.first());
    let assessed = stand_in.map(|stand_in| {
        let journey = Journey::find(travel, learner, offer, stand_in, &days);
        (assess(learner, offer, stand_in, &days, &journey, weights), journey)
    });
    let (mut assessment, journey) = assessed.map_or_else(
        || (Assessment::without_dates(), None),
        |(assessment, journey)| (assessment, Some(journey)),
    );
    if window.is_none() {
        let why = match lacking(offer, learner, query) {
            Lacking::Dates => Blocker::NoDates,
            Lacking::Freedom => Blocker::AlreadyPlaced,
            Lacking::Seats => Blocker::NoSeats,
        };
        let no_dates = assessment.blockers.iter_mut().filter(|blocker| **blocker == Blocker::NoDates);
        no_dates.for_each(|blocker| *blocker = why.clone());
    }
    Match {
        offer: offer.id.clone(),
        offer_version: offer.version,
        window: window.map(|window| window.id.clone()),
        days,
        assessment,
        journey,
    }
}
