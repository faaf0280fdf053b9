//! The best that an assessment could come to, found without assessing.

use super::snapshot::Masks;
use crate::domain::learner::{LearnerFacts, ProgrammeKind};
use crate::domain::offer::OfferFacts;
use crate::suitability::needs::Needs;
use crate::suitability::score::{best_case, contributions_without_travel};
use crate::suitability::{Criterion, Outcome, Weights};

/// What the masks alone rule out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuledOut {
    /// Other ages or another kind of programme.
    NotForThisLearner,
    /// Something essential cannot be had.
    EssentialMissing,
    /// Something that must be avoided is all over the site.
    Exposed,
}

/// Whether the masks alone make the offer unsuitable.
#[must_use]
pub fn ruled_out(masks: &Masks, learner: &LearnerFacts, needs: &Needs, age: u8) -> Option<RuledOut> {
    let intern = learner.profile.programme == ProgrammeKind::SupportedInternship;
    if !(masks.ages.from..=masks.ages.to).contains(&age) || (masks.interns_only && !intern) {
        Some(RuledOut::NotForThisLearner)
    } else if !needs.essential.intersection(masks.missing).is_empty() {
        Some(RuledOut::EssentialMissing)
    } else if !needs.must_avoid.intersection(masks.present).is_empty() {
        Some(RuledOut::Exposed)
    } else {
        None
    }
}

/// The best outcome that the masks leave open.
#[must_use]
pub fn outcome(masks: &Masks, needs: &Needs) -> Outcome {
    let changes = !needs.essential.intersection(masks.arranged).is_empty()
        || !needs.must_avoid.intersection(masks.avoidable).is_empty();
    let unknown =
        !needs.essential.minus(masks.there).is_empty() || !needs.must_avoid.minus(masks.absent).is_empty();
    match (changes, unknown) {
        (true, _) => Outcome::SuitableWithChanges,
        (false, true) => Outcome::SuitableIfConfirmed,
        (false, false) => Outcome::Suitable,
    }
}

/// The highest score that is still possible: every task open, the best journey.
#[must_use]
pub fn score(learner: &LearnerFacts, offer: &OfferFacts, needs: &Needs, weights: &Weights) -> u16 {
    let standings = best_case(&offer.offer);
    let known = contributions_without_travel(&learner.profile, offer, needs, &standings, weights);
    weights.points.of(Criterion::Travel) + known
}
