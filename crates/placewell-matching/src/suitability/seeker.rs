//! What an assessment takes from a learner whatever the offer is: worked out once, for many offers.

use super::needs::Needs;
use super::own_voice::Voice;
use crate::domain::learner::LearnerFacts;
use crate::travel::Profile;

/// A learner who looks for a placement, ready for many offers.
#[derive(Clone, Debug)]
pub struct Seeker<'a> {
    /// The learner.
    pub facts: &'a LearnerFacts,
    /// What they need of a workplace.
    pub needs: Needs,
    /// What they say in their own words.
    pub voice: Voice,
    /// The limits of their journeys.
    pub travel: Profile,
}

impl<'a> Seeker<'a> {
    /// A learner.
    #[must_use]
    pub fn new(facts: &'a LearnerFacts) -> Self {
        let profile = &facts.profile;
        Self {
            facts,
            needs: Needs::of(profile),
            voice: Voice::of(&profile.own_words),
            travel: Profile::from(&profile.travel),
        }
    }
}
