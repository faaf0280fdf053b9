//! What it would take for an offer to suit: the smallest sets of changes and answers, each tried out.

use super::barriers::lifts;
use super::query::{Match, Query};
use super::rank::assess_offer;
use crate::domain::fact::{Availability, Stated};
use crate::domain::ids::WindowId;
use crate::domain::insurance::Insurance;
use crate::domain::learner::LearnerFacts;
use crate::domain::offer::OfferFacts;
use crate::domain::time::TimeOfDay;
use crate::domain::travel_profile::TravelMode;
use crate::suitability::deduction::Taking;
use crate::suitability::{Arrangement, Assessment, Blocker, Change, Outcome, Question, Weights};
use crate::travel::TravelModel;

/// At most so many sets of changes are tried for one offer.
const MOST_TRIED: usize = 12;

/// One set of changes and answers with which an offer suits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// What has to change; without any one of these it does not suit.
    pub changes: Vec<Change>,
    /// What has to be answered well as well.
    pub questions: Vec<Question>,
    /// The score then.
    pub score: u16,
    /// The value then, the changes and all questions taken off.
    pub value: i32,
}

impl Way {
    /// How many changes and answers it takes.
    #[must_use]
    pub fn steps(&self) -> usize {
        self.changes.len() + self.questions.len()
    }

    /// What the changes usually cost together, whole pounds.
    #[must_use]
    pub fn pounds(&self) -> u32 {
        self.changes.iter().map(|change| u32::from(change.cost_pounds)).sum()
    }
}

/// The ways in which an offer would suit, the smallest first; none when something stands in the way that nobody can
/// change. Each was assessed as if its changes were made; work that is to be added is taken as enough.
#[must_use]
pub fn ways(
    one: &Match,
    offer: &OfferFacts,
    learner: &LearnerFacts,
    travel: &dyn TravelModel,
    weights: &Weights,
    query: &Query,
) -> Vec<Way> {
    if one.assessment.outcome != Outcome::Unsuitable {
        return vec![way(&one.assessment, &[], weights)];
    }
    let is_work = |blocker: &Blocker| matches!(blocker, Blocker::TooLittleWork { .. });
    let lifted = one.assessment.blockers.iter().filter(|blocker| !is_work(blocker));
    let mut sets: Vec<Vec<Arrangement>> = vec![Vec::new()];
    for blocker in lifted {
        let alternatives = lifts(blocker, one.journey.as_ref());
        let longer = sets.iter().flat_map(|set| {
            alternatives.iter().map(move |one| set.iter().cloned().chain([one.clone()]).collect::<Vec<_>>())
        });
        sets = longer.take(MOST_TRIED).collect();
    }
    let try_out = |set: Vec<Arrangement>| {
        if set.is_empty() {
            return Some(way(&one.assessment, &[], weights));
        }
        let (mut offer, mut learner) = (offer.clone(), learner.clone());
        for change in &set {
            make(change, &mut offer, &mut learner, one.window.as_ref());
        }
        let then = assess_offer(&offer, &learner, travel, weights, query).assessment;
        let made: Vec<Change> = set.into_iter().map(Change::usual).collect();
        then.blockers.iter().all(is_work).then(|| way(&then, &made, weights))
    };
    let mut ways: Vec<Way> = sets.into_iter().filter_map(try_out).collect();
    ways.sort_by(|a, b| {
        let order = |way: &Way| (way.steps(), way.pounds(), -way.value);
        order(a).cmp(&order(b)).then_with(|| a.changes.cmp(&b.changes))
    });
    ways.dedup();
    ways
}

/// The way that an assessment shows once these changes are made.
fn way(then: &Assessment, made: &[Change], weights: &Weights) -> Way {
    let mut changes = made.to_vec();
    for change in then.changes.iter().chain(&then.unlocks) {
        if !changes.contains(change) {
            changes.push(change.clone());
        }
    }
    changes.sort();
    let mut taking = Taking::new(&weights.points.deductions);
    changes.iter().for_each(|change| taking.change(change));
    then.questions.iter().for_each(|question| taking.question(question.decisive));
    let mut questions: Vec<Question> = then.questions.iter().filter(|one| one.decisive).cloned().collect();
    questions.sort();
    Way { changes, questions, score: then.score, value: i32::from(then.score).saturating_sub(taking.total()) }
}

/// Makes a change in the facts.
fn make(change: &Arrangement, offer: &mut OfferFacts, learner: &mut LearnerFacts, window: Option<&WindowId>) {
    let windows = offer.offer.windows.iter_mut().filter(|one| Some(&one.id) == window);
    match change {
        Arrangement::Provide { provision } => {
            offer.offer.provisions.0.insert(*provision, Stated::plain(Availability::CanArrange));
        }
        // Any cover that the law accepts stands for the policy.
        Arrangement::Insure => offer.insurance = Some(Insurance::LocalAuthority),
        Arrangement::StartLater { minutes } => {
            windows.for_each(|one| one.start_can_move_minutes = one.start_can_move_minutes.max(*minutes));
        }
        Arrangement::FinishEarlier { minutes } => windows.for_each(|one| {
            let to = one.hours.to.minutes().saturating_sub(*minutes);
            one.hours.to = TimeOfDay::from_minutes(to).unwrap_or(one.hours.to);
        }),
        Arrangement::Escort => learner.profile.travel.modes.insert(TravelMode::Escorted),
        Arrangement::Taxi => learner.profile.travel.modes.insert(TravelMode::Taxi),
        Arrangement::KeepAway { .. }
        | Arrangement::KeepAwayInTask { .. }
        | Arrangement::TrainForRoute { .. }
        | Arrangement::StartLaterForPass { .. }
        | Arrangement::AddWork => {}
    }
}
