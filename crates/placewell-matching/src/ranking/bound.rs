//! The best that an assessment could come to, found without assessing.

use super::snapshot::{Masks, Prepared};
use crate::domain::code::CodeSet;
use crate::domain::learner::{LearnerFacts, ProgrammeKind};
use crate::suitability::change::{Party, owner_of, usual_cost};
use crate::suitability::needs::Needs;
use crate::suitability::own_voice::Marks;
use crate::suitability::score::highest;
use crate::suitability::{Deductions, Effort, Outcome, Weights};

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

/// The highest score that is still possible, for a learner who speaks gladly of `likes`.
#[must_use]
pub fn score(
    learner: &LearnerFacts,
    offer: &Prepared,
    needs: &Needs,
    likes: &Marks,
    weights: &Weights,
) -> u16 {
    let may_speak = |at: usize| offer.marks().get(at).is_some_and(|marks| marks.meet(likes));
    highest(&learner.profile, offer.facts(), needs, weights, may_speak)
}

/// The least that changes and questions take off: what the masks alone call for. An offer that the masks rule out
/// is told its unlocks only, so for it this is no bound.
#[must_use]
pub fn taken(masks: &Masks, needs: &Needs, deductions: &Deductions) -> i32 {
    let mut taken = 0;
    let mut pounds = 0;
    let mut acting = CodeSet::<Party>::EMPTY;
    for provision in needs.essential.intersection(masks.arranged).iter() {
        let (cost, effort) = usual_cost(provision);
        taken += deductions.effort(effort);
        pounds += u32::from(cost);
        acting.insert(owner_of(provision));
    }
    let kept_away = needs.must_avoid.intersection(masks.avoidable);
    if !kept_away.is_empty() {
        taken += kept_away.len() * deductions.effort(Effort::Little);
        acting.insert(Party::Employer);
    }
    taken += deductions.pounds(pounds);
    taken += acting.iter().map(|party| deductions.party(party)).sum::<u32>();
    let provisions = masks.there.union(masks.arranged).union(masks.missing);
    let exposures = masks.absent.union(masks.avoidable).union(masks.present);
    let decisive = needs.essential.minus(provisions).len() + needs.must_avoid.minus(exposures).len();
    let others = needs.helpful.minus(provisions).len() + needs.rather_avoid.minus(exposures).len();
    taken += decisive * deductions.question(true) + others * deductions.question(false);
    i32::try_from(taken).unwrap_or(i32::MAX)
}
