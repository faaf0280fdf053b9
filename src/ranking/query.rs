//! What is asked of a ranking, and its answer.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::funnel::Funnel;
use crate::domain::code::{Code, CodeSet};
use crate::domain::ids::{OfferId, WindowId};
use crate::suitability::{Assessment, Journey, Outcome};

/// A question: which offers suit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// No placement starts before this date.
    pub from: NaiveDate,
    /// The date on which it must start; the earliest that is possible when absent.
    pub start: Option<NaiveDate>,
    /// The outcomes wanted.
    pub outcomes: CodeSet<Outcome>,
    /// How many matches at most.
    pub limit: usize,
    /// Only matches after this one.
    pub after: Option<Cursor>,
}

impl Query {
    /// The best matches from a date on, all outcomes but unsuitable.
    #[must_use]
    pub fn from(from: NaiveDate, limit: usize) -> Self {
        let outcomes = Outcome::ALL.iter().copied().filter(|one| *one != Outcome::Unsuitable).collect();
        Self { from, start: None, outcomes, limit, after: None }
    }
}

/// The place of a match in the order: outcome, score descending, offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Cursor {
    /// Its outcome.
    pub outcome: Outcome,
    /// Its score.
    pub score: u16,
    /// Its offer.
    pub offer: OfferId,
}

impl Ord for Cursor {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.outcome, other.score, &self.offer).cmp(&(other.outcome, self.score, &other.offer))
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
    /// Its place in the order.
    #[must_use]
    pub fn cursor(&self) -> Cursor {
        let Assessment { outcome, score, .. } = self.assessment;
        Cursor { outcome, score, offer: self.offer.clone() }
    }
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Ranked {
    /// The matches, best first.
    pub matches: Vec<Match>,
    /// Where to go on; absent at the end.
    pub next: Option<Cursor>,
    /// What became of the offers.
    pub funnel: Funnel,
    /// How many were assessed in full for this page.
    pub assessed: u32,
    /// Names the offers as they stood.
    pub snapshot: u64,
    /// Names the weights.
    pub weights: u32,
}
