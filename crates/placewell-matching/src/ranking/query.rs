//! What is asked of a ranking, and its answer.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::facets::Facets;
use super::funnel::Funnel;
use crate::domain::code::{Code, CodeSet, vocabulary};
use crate::domain::ids::{OfferId, WindowId};
use crate::suitability::{Assessment, Journey, JourneyGist, Outcome};

/// A question: which offers suit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// No placement starts before this date.
    pub from: NaiveDate,
    /// The date on which it must start; the earliest that is possible when absent.
    pub start: Option<NaiveDate>,
    /// The order.
    pub sort: MatchSort,
    /// The outcomes wanted.
    pub outcomes: CodeSet<Outcome>,
    /// Only placements that are over by this date.
    pub until: Option<NaiveDate>,
    /// Only journeys of so many minutes at most, door to door; one whose minutes are not known is left out.
    pub minutes: Option<u16>,
    /// Whether the offers that are left are counted by facet.
    pub facets: bool,
    /// How many matches at most.
    pub limit: usize,
    /// Only matches after this place.
    pub after: Option<Cursor>,
    /// Only matches before this place.
    pub before: Option<Cursor>,
}

impl Query {
    /// Whether a match of these days and this journey is asked for.
    #[must_use]
    pub fn wants(&self, days: &[NaiveDate], journey: Option<&JourneyGist>) -> bool {
        let in_time = self.until.is_none_or(|until| days.last().is_some_and(|last| *last <= until));
        let minutes = || journey.and_then(|journey| journey.travel.minutes);
        in_time && self.minutes.is_none_or(|most| minutes().is_some_and(|minutes| minutes <= most))
    }

    /// The best matches from a date on by value, all outcomes but unsuitable.
    #[must_use]
    pub fn from(from: NaiveDate, limit: usize) -> Self {
        let outcomes = Outcome::ALL.iter().copied().filter(|one| *one != Outcome::Unsuitable).collect();
        Self {
            from,
            start: None,
            sort: MatchSort::Value,
            outcomes,
            until: None,
            minutes: None,
            facets: false,
            limit,
            after: None,
            before: None,
        }
    }
}

vocabulary! {
    /// The order of matches. What does not suit comes last in either.
    MatchSort {
        /// By value: the score less what changes and questions take off.
        Value = "value",
        /// By outcome, then by score.
        Outcome = "outcome",
    }
}

impl MatchSort {
    /// The place of an offer in this order.
    #[must_use]
    pub fn place(self, offer: &OfferId, assessment: &Assessment) -> Cursor {
        self.cursor(assessment.outcome, assessment.score, assessment.value, offer)
    }

    fn cursor(self, outcome: Outcome, score: u16, value: i32, offer: &OfferId) -> Cursor {
        let (group, points) = self.standing(outcome, score, value);
        Cursor { group, points, offer: offer.clone() }
    }

    /// The group and the points by which a match stands in this order.
    pub(super) fn standing(self, outcome: Outcome, score: u16, value: i32) -> (u8, i32) {
        match self {
            Self::Value => (u8::from(outcome == Outcome::Unsuitable), value),
            Self::Outcome => (outcome as u8, i32::from(score)),
        }
    }
}

/// The place of a match in an order: group, points descending, offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// Lower groups come first, whatever their points.
    pub group: u8,
    /// More points come first.
    pub points: i32,
    /// Its offer.
    pub offer: OfferId,
}

impl Ord for Cursor {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.group, other.points, &self.offer).cmp(&(other.group, self.points, &other.offer))
    }
}

impl PartialOrd for Cursor {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// One offer for one learner, on dates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Match {
    /// Which offer.
    pub offer: OfferId,
    /// In which version.
    pub offer_version: i64,
    /// In which window; absent when no window has room for the whole placement.
    pub window: Option<WindowId>,
    /// The attended dates, the first of which is the start; empty when there are none.
    pub days: Vec<NaiveDate>,
    /// How it suits.
    pub assessment: Assessment,
    /// The journeys that it was assessed by: the learner's own, so never part of a document.
    #[serde(skip)]
    pub journey: Option<Journey>,
}

impl Match {
    /// Its place in an order.
    #[must_use]
    pub fn place(&self, sort: MatchSort) -> Cursor {
        sort.place(&self.offer, &self.assessment)
    }
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranked {
    /// The matches, best first.
    pub matches: Vec<Match>,
    /// Where to go on; absent at the end.
    pub next: Option<Cursor>,
    /// What became of the offers.
    pub funnel: Funnel,
    /// How the offers that are left divide; counts nothing unless asked.
    pub facets: Facets,
    /// How many were assessed in full for this page.
    pub assessed: u32,
    /// Names the offers as they stood.
    pub snapshot: u64,
    /// Names the weights.
    pub weights: u32,
}
