//! One learner's offers, weighed for whoever places many learners at once.

use chrono::NaiveDate;

use super::{RankingFacts, of_learner};
use crate::app::App;
use crate::db::Conn;
use crate::domain::code::{Code, CodeSet};
use crate::domain::ids::{LearnerId, OfferId, OrganisationId};
use crate::domain::offer::OfferFacts;
use crate::domain::support::HelpLevel;
use crate::ranking::{Match, Query, assess_offer, rank};
use crate::services::ServiceError;
use crate::suitability::Outcome;

/// A learner, and the offers as they stand, on the same rules as a list of matches; but walks are those of the
/// timetables and the estimate, because no street engine is asked for so many.
pub struct Weighed {
    ground: RankingFacts,
    query: Query,
}

impl Weighed {
    /// Reads it, in a transaction before which [`ready`](super::ready) was called.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] when the learner is gone.
    pub fn read(
        c: &mut Conn,
        app: &App,
        hub: &OrganisationId,
        learner: &LearnerId,
        start: Option<NaiveDate>,
    ) -> Result<Self, ServiceError> {
        let ground = of_learner(c, app, hub, learner, |facts| facts)?;
        let query = Query { start, ..Query::from(app.clock.today_in_london(), usize::MAX - 1) };
        Ok(Self { ground, query })
    }

    /// The version of the learner's record.
    #[must_use]
    pub fn learner_version(&self) -> i64 {
        self.ground.learner.version
    }

    /// The level of help with which the learner begins new work.
    #[must_use]
    pub fn help(&self) -> HelpLevel {
        self.ground.learner.profile.help
    }

    /// Names the weights that score.
    #[must_use]
    pub fn weights_version(&self) -> u32 {
        self.ground.weights.version
    }

    /// Every offer with one of these outcomes, best first.
    #[must_use]
    pub fn matches(&self, outcomes: CodeSet<Outcome>) -> Vec<Match> {
        let RankingFacts { learner, snapshot, weights, model } = &self.ground;
        let query = Query { outcomes, ..self.query.clone() };
        rank(snapshot, learner, model.as_ref(), weights, &query).matches
    }

    /// Every offer that does not suit as it stands.
    #[must_use]
    pub fn unsuitable(&self) -> Vec<Match> {
        let every: CodeSet<Outcome> = Outcome::ALL.iter().copied().collect();
        let mut matches = self.matches(every);
        matches.retain(|one| one.assessment.outcome == Outcome::Unsuitable);
        matches
    }

    /// One offer, whatever it comes to; `None` when it is no longer open to the learner.
    #[must_use]
    pub fn assess(&self, offer: &OfferId) -> Option<(&OfferFacts, Match)> {
        let RankingFacts { learner, snapshot, weights, model } = &self.ground;
        let facts = snapshot.get(offer)?;
        Some((facts, assess_offer(facts, learner, model.as_ref(), weights, &self.query)))
    }

    /// An offer's facts; `None` when it is not open.
    #[must_use]
    pub fn offer(&self, offer: &OfferId) -> Option<&OfferFacts> {
        self.ground.snapshot.get(offer)
    }
}
