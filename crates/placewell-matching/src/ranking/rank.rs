//! The ranking itself.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use chrono::NaiveDate;

use super::bound::{Looker, RuledOut};
use super::columns::Spot;
use super::dates::{Calendars, Dated, Lacking, earliest, lacking};
use super::facets::Facets;
use super::funnel::Funnel;
use super::near::Near;
use super::query::{Cursor, Match, Query, Ranked};
use super::snapshot::{Seen, Snapshot};
use crate::domain::learner::LearnerFacts;
use crate::domain::offer::OfferFacts;
use crate::domain::place::Coordinates;
use crate::domain::window::Window;
use crate::suitability::{Assessment, Blocker, Case, Draft, Journey, Outcome, Seeker, Weights, assess};
use crate::travel::{State, TravelModel};

/// The place of a match in an order of a snapshot: as its [`Cursor`], with a number in the place of the identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    group: u8,
    points: Reverse<i32>,
    /// Odd for an offer; even for an identifier between two.
    at: u64,
}

impl Place {
    fn of((group, points): (u8, i32), spot: Spot) -> Self {
        Self { group, points: Reverse(points), at: spot.odd() }
    }

    fn of_cursor(cursor: &Cursor, snapshot: &Snapshot) -> Self {
        let at = match snapshot.find(&cursor.offer) {
            Ok(spot) => spot.odd(),
            Err(next) => next.odd() - 1,
        };
        Self { group: cursor.group, points: Reverse(cursor.points), at }
    }
}

/// A question with everything that it is asked with.
struct Asking<'a> {
    snapshot: &'a Snapshot,
    learner: &'a LearnerFacts,
    seeker: Seeker<'a>,
    travel: &'a dyn TravelModel,
    weights: &'a Weights,
    query: &'a Query,
}

/// An offer that may come on the page, once it has been drafted: what there is but the choice of work.
type Drafted<'a> = Box<(Draft<'a>, Journey)>;

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
    let asking = Asking { snapshot, learner, seeker: Seeker::new(learner), travel, weights, query };
    let mut funnel =
        Funnel { offers: u32::try_from(snapshot.len()).unwrap_or(u32::MAX), ..Funnel::default() };
    let mut facets = Facets::default();
    let mut calendars = Calendars::new(learner, query);
    let mut open = asking.candidates(&mut calendars, &mut funnel, &mut facets);
    let (found, assessed) = asking.page(&mut open, &mut calendars);
    let more = found.len() > query.limit;
    let matches: Vec<Match> = found.into_values().take(query.limit).collect();
    let next = if more { matches.last().map(|last| last.place(query.sort)) } else { None };
    Ranked { matches, next, funnel, facets, assessed, snapshot: snapshot.version(), weights: weights.version }
}

impl<'a> Asking<'a> {
    /// The offers that may come on the page, by the best place that each could have.
    fn candidates(
        &self,
        calendars: &mut Calendars<'a>,
        funnel: &mut Funnel,
        facets: &mut Facets,
    ) -> BinaryHeap<Reverse<Place>> {
        let Self { snapshot, learner, travel, weights, query, ref seeker } = *self;
        let mut looker = Looker::new(seeker, weights);
        let every = query.outcomes.contains(Outcome::Unsuitable);
        let near = Near::of(seeker, travel).filter(|_| !every);
        let is_far =
            |site: Option<Coordinates>| near.as_ref().zip(site).is_some_and(|(near, site)| !near.holds(site));
        let mut open = Vec::new();
        for seen in snapshot.seen() {
            let dated = calendars.earliest(&seen);
            let ruled_out = dated.as_ref().and_then(|dated| looker.ruled_out(seen.packed(), dated.age));
            if !every && (dated.is_none() || ruled_out.is_some()) {
                match ruled_out {
                    None if learner.placed.is_empty() && !seen.row.is_full_at_times => funnel.no_dates += 1,
                    None => match lacking(seen.facts(), learner, query) {
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
            if is_far(seen.row.site) {
                funnel.no_way_there += 1;
                continue;
            }
            let journey = dated.as_ref().filter(|_| !every || query.minutes.is_some()).and_then(|dated| {
                let hours = seen.hours(dated.nth)?;
                Some(Journey::gist(travel, learner, &seeker.travel, seen.row.site, hours, &dated.days))
            });
            if !every && journey.is_some_and(|journey| journey.travel.state == State::Beyond) {
                funnel.no_way_there += 1;
                continue;
            }
            if !query.wants(dated.as_ref().map_or(&[], |dated| &dated.days), journey.as_ref()) {
                funnel.not_wanted += 1;
                continue;
            }
            funnel.assessed += 1;
            if query.facets {
                facets.count(seen.facts());
            }
            let bound = match (&dated, ruled_out) {
                (Some(dated), None) => looker.best(&seen, dated.nth, dated.band, journey.filter(|_| !every)),
                _ => looker.at_best_unsuitable(&seen),
            };
            if every || bound.outcome != Outcome::Unsuitable {
                let standing = query.sort.standing(bound.outcome, bound.score, bound.value);
                open.push(Reverse(Place::of(standing, seen.spot)));
            }
        }
        open.into()
    }

    /// The matches of the page and the one after it, in order, and how many offers were assessed for them.
    fn page(
        &self,
        open: &mut BinaryHeap<Reverse<Place>>,
        calendars: &mut Calendars<'a>,
    ) -> (BTreeMap<Place, Match>, u32) {
        let Self { snapshot, learner, travel, weights, query, .. } = *self;
        let [after, before] =
            [&query.after, &query.before].map(|it| it.as_ref().map(|it| Place::of_cursor(it, snapshot)));
        let mut assessed = 0;
        let every = query.outcomes.contains(Outcome::Unsuitable);
        let wanted = query.limit.saturating_add(1);
        let mut found: BTreeMap<Place, Match> = BTreeMap::new();
        let mut drafted: BTreeMap<u64, Drafted<'a>> = BTreeMap::new();
        while let Some(Reverse(best)) = open.pop() {
            if before.is_some_and(|before| before <= best) {
                break;
            }
            let full = found.len() >= wanted;
            if full && found.last_key_value().is_some_and(|(worst, _)| *worst <= best) {
                break;
            }
            let Some(seen) = snapshot.at(Spot::of_odd(best.at)) else { continue };
            let dated = calendars.earliest(&seen);
            let draft = drafted.remove(&best.at);
            let one = match (dated.as_ref().and_then(|dated| Some((seen.window(dated.nth)?, dated))), draft) {
                (Some((_, dated)), None) if !every && calendars.are_barred(&seen, dated) => continue,
                (Some((window, dated)), None) => {
                    let (outcome, score, value, draft) = self.draft(&seen, window, dated);
                    if every || outcome != Outcome::Unsuitable {
                        let place = Place::of(query.sort.standing(outcome, score, value), seen.spot);
                        drafted.insert(place.at, draft);
                        open.push(Reverse(place));
                    }
                    continue;
                }
                (Some((window, dated)), Some(draft)) => {
                    let (draft, journey) = *draft;
                    let case = Case { learner, offer: seen.facts(), window, days: &dated.days, weights };
                    let assessment = if every {
                        draft.finish(&case, &journey)
                    } else if let Some(assessment) = draft.finish_if_enough(&case, &journey) {
                        assessment
                    } else {
                        assessed += 1;
                        continue;
                    };
                    on_dates(seen.facts(), window, dated.days.to_vec(), assessment, journey)
                }
                (None, _) => without_dates(seen.facts(), learner, travel, weights, query),
            };
            assessed += 1;
            let assessment = &one.assessment;
            let standing = query.sort.standing(assessment.outcome, assessment.score, assessment.value);
            let place = Place::of(standing, seen.spot);
            let after = after.is_none_or(|after| place > after);
            let before = before.is_none_or(|before| place < before);
            if after && before && query.outcomes.contains(assessment.outcome) {
                found.insert(place, one);
                if found.len() > wanted {
                    found.pop_last();
                }
            }
        }
        (found, assessed)
    }

    /// The best outcome and value, and the score, of an offer before work is chosen, with what leads to them.
    fn draft(&self, seen: &Seen<'a>, window: &'a Window, dated: &Dated) -> (Outcome, u16, i32, Drafted<'a>) {
        let Self { learner, travel, weights, ref seeker, .. } = *self;
        let case = Case { learner, offer: seen.facts(), window, days: &dated.days, weights };
        let journey = Journey::of(seeker, travel, seen.facts(), window, &dated.days);
        let draft = Draft::new(&case, seeker, &journey);
        let value = draft.best_value(&weights.points.deductions);
        (draft.best_outcome(), draft.score(), value, Box::new((draft, journey)))
    }
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
