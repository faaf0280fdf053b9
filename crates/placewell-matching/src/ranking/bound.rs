//! The best that an assessment could come to, found without assessing.

use chrono::NaiveDate;

use super::snapshot::Prepared;
use crate::domain::fact::Availability;
use crate::domain::learner::{LearnerFacts, ProgrammeKind};
use crate::domain::window::Window;
use crate::suitability::assess::hour_limits;
use crate::suitability::change::Change;
use crate::suitability::deduction::Taking;
use crate::suitability::gathered::{Gathered, reachable};
use crate::suitability::needs::{AnyOf, Needs};
use crate::suitability::own_voice::{Marks, Voice};
use crate::suitability::score::{Glance, has_been_with, highest};
use crate::suitability::{Arrangement, Journey, Outcome, Packed, Weights};

/// What the sets of an offer alone rule out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuledOut {
    /// Other ages or another kind of programme.
    NotForThisLearner,
    /// Something essential cannot be had.
    EssentialMissing,
    /// Something that must be avoided is all over the site.
    Exposed,
}

/// The best that could come of an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    /// No outcome is better.
    pub outcome: Outcome,
    /// No score is higher.
    pub score: u16,
    /// No value is higher, of a match with this outcome or a better one.
    pub value: i32,
}

/// A learner, ready to look at many packed offers.
#[derive(Debug)]
pub struct Looker<'a> {
    learner: &'a LearnerFacts,
    weights: &'a Weights,
    needs: Needs,
    likes: Marks,
}

impl<'a> Looker<'a> {
    /// A learner under some weights.
    #[must_use]
    pub fn new(learner: &'a LearnerFacts, weights: &'a Weights) -> Self {
        let needs = Needs::of(&learner.profile);
        Self { learner, weights, likes: Marks::of_likes(&Voice::of(&learner.profile.own_words)), needs }
    }

    /// Whether the sets alone make the offer unsuitable.
    #[must_use]
    pub fn ruled_out(&self, packed: &Packed, age: u8) -> Option<RuledOut> {
        let intern = self.learner.profile.programme == ProgrammeKind::SupportedInternship;
        if !(packed.ages.from..=packed.ages.to).contains(&age) || (packed.interns_only && !intern) {
            Some(RuledOut::NotForThisLearner)
        } else if !self.needs.essential.intersection(packed.missing).is_empty() {
            Some(RuledOut::EssentialMissing)
        } else if !self.needs.must_avoid.intersection(packed.present).is_empty() {
            Some(RuledOut::Exposed)
        } else {
            None
        }
    }

    /// The best that could come of an offer that is not ruled out, in a window from a first day on, with the
    /// journeys if they are known.
    #[must_use]
    pub fn best(
        &self,
        offer: &Prepared,
        window: &Window,
        first: NaiveDate,
        journey: Option<&Journey>,
    ) -> Bound {
        let (packed, profile) = (offer.packed(), &self.learner.profile);
        let stamina = profile.stamina;
        let most = hour_limits(self.learner.date_of_birth, first).day_minutes.min(stamina.max_daily_minutes);
        let any_of = AnyOf::of(window, most, stamina.max_continuous_minutes, &self.needs);
        let score = self.score(offer, &any_of, journey);
        let mut taking = Taking::new(&self.weights.points.deductions);
        let mut on_the_way = Gathered::default();
        if let Some(journey) = journey {
            reachable(&mut on_the_way, journey);
        }
        let (mut changes, mut asks) = (false, false);
        let mut possible = packed.tasks.iter().any(|task| task.weight(&self.needs) > 0);
        for change in &on_the_way.changes {
            changes = true;
            taking.change(change);
        }
        for _ in on_the_way.questions.iter().filter(|one| one.decisive) {
            asks = true;
            taking.question(true);
        }
        for provision in self.needs.essential.iter() {
            match packed.provision(provision) {
                Availability::CanArrange => {
                    changes = true;
                    taking.change(&Change::usual(Arrangement::Provide { provision }));
                }
                Availability::Unknown => {
                    asks = true;
                    taking.question(true);
                }
                Availability::Yes | Availability::No => {}
            }
        }
        for any in &any_of {
            match any.state(|one| packed.provision(one)) {
                (Availability::CanArrange, Some(provision)) => {
                    changes = true;
                    taking.change(&Change::usual(Arrangement::Provide { provision }));
                }
                (Availability::Unknown, _) => {
                    asks = true;
                    taking.question(true);
                }
                (Availability::No, _) => possible = false,
                _ => {}
            }
        }
        for exposure in self.needs.must_avoid.intersection(packed.avoidable).iter() {
            changes = true;
            taking.change(&Change::usual(Arrangement::KeepAway { exposure }));
        }
        let exposures = packed.absent.union(packed.avoidable).union(packed.present);
        for _ in self.needs.must_avoid.minus(exposures).iter() {
            asks = true;
            taking.question(true);
        }
        let provisions = packed.there.union(packed.arranged).union(packed.missing);
        let others =
            self.needs.helpful.minus(provisions).len() + self.needs.rather_avoid.minus(exposures).len();
        (0..others).for_each(|_| taking.question(false));
        let outcome = match (possible, changes, asks) {
            (false, _, _) => Outcome::Unsuitable,
            (true, true, _) => Outcome::SuitableWithChanges,
            (true, false, true) => Outcome::SuitableIfConfirmed,
            (true, false, false) => Outcome::Suitable,
        };
        // Of what does not suit, other changes are counted.
        let taken = if possible { taking.total() } else { 0 };
        Bound { outcome, score, value: i32::from(score).saturating_sub(taken) }
    }

    /// The best that could come of an offer that is ruled out or has no dates.
    #[must_use]
    pub fn at_best_unsuitable(&self, offer: &Prepared) -> Bound {
        let score = self.score(offer, &[], None);
        Bound { outcome: Outcome::Unsuitable, score, value: i32::from(score) }
    }

    fn score(&self, offer: &Prepared, any_of: &[AnyOf], journey: Option<&Journey>) -> u16 {
        let profile = &self.learner.profile;
        let glance = Glance {
            profile,
            needs: &self.needs,
            any_of,
            likes: &self.likes,
            been_here: has_been_with(profile, &offer.facts().employer),
            travel: journey.map(|journey| journey.chosen().0),
        };
        highest(offer.packed(), &glance, self.weights)
    }
}
