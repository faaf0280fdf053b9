//! Why a learner has this offer and not that one, and what that one would cost the others.

use super::answer::{Figures, Move};
use super::change::Change;
use super::cohort::CohortError;
use super::objective::Objective;
use super::pair::Pair;
use super::plan::Allocation;

/// One move in the chain that an offer would set off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Who moves, from where, to where.
    pub moved: Move,
    /// The change in their score; being placed counts from 0.
    pub change: i64,
}

/// What giving the learner the offer would do, by the objective's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The learner has that offer.
    HasIt,
    /// The learner and the offer are not a possible pair.
    NotPossible,
    /// Every seat of the offer, or place of its pool, is held for pinned learners.
    Held,
    /// This many more would be unplaced.
    LeavesUnplaced(u64),
    /// The lowest score among the others would fall to this.
    LowersMinimum(u16),
    /// The total would fall by so many points.
    LowersTotal(u64),
    /// The spread of the scores would be worse by the objective, though not the total.
    LessEven,
    /// Nothing would be lost: the answer would be as good.
    AsGood,
}

/// Got, wanted, and the chain between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// The learner asked about.
    pub learner: u32,
    /// The offer and score they have.
    pub got: Option<(u32, u16)>,
    /// The offer asked about.
    pub wanted: u32,
    /// Its score; `None` if it is not a possible pair.
    pub wanted_score: Option<u16>,
    /// The moves that giving it would take, the learner's own first, then whoever they displace.
    pub chain: Vec<Step>,
    /// Points the others would lose in all; below 0 if they would gain.
    pub cost_to_others: i64,
    /// The figures if it were given.
    pub figures: Figures,
    /// What it comes to.
    pub verdict: Verdict,
}

impl Allocation {
    /// The offers a learner would score more at than where they are, best first.
    pub fn wanted(&self, learner: u32) -> Vec<(u32, u16)> {
        let got = self.place_of(learner).map(|(_, score)| score);
        let row = self.engine.rows().row(learner).iter();
        row.take_while(|pair| Some(pair.score()) > got).map(|pair| (pair.other(), pair.score())).collect()
    }

    /// What it would take to give a learner an offer, everyone else placed as well as can be then.
    /// The answer that stands is not touched.
    ///
    /// # Errors
    /// [`CohortError::NoSuchLearner`], [`CohortError::NoSuchOffer`], [`CohortError::Withdrawn`].
    pub fn why(&self, learner: u32, wanted: u32) -> Result<Why, CohortError> {
        let got = self.place_of(learner);
        let mut why = Why {
            learner,
            got,
            wanted,
            wanted_score: self.engine.rows().find(learner, wanted).map(Pair::score),
            chain: Vec::new(),
            cost_to_others: 0,
            figures: self.figures(),
            verdict: Verdict::HasIt,
        };
        self.known(learner, wanted)?;
        if got.is_some_and(|(offer, _)| offer == wanted) {
            return Ok(why);
        }
        let mut trial = self.clone();
        let unpin = self.pins.get(&learner).map(|_| Change::Unpin { learner });
        let pin = Change::Pin { learner, offer: wanted };
        let changes: Vec<Change> = unpin.into_iter().chain([pin]).collect();
        match trial.what_if(&changes) {
            Ok(outcome) => {
                why.figures = outcome.after;
                why.chain = self.chain(&trial, learner, outcome.moves);
                let others = why.chain.iter().filter(|step| step.moved.learner != learner);
                why.cost_to_others = -others.map(|step| step.change).sum::<i64>();
                why.verdict = self.verdict(&trial);
            }
            Err(CohortError::PinNotPossible { .. }) => why.verdict = Verdict::NotPossible,
            Err(CohortError::OfferOverPinned { .. } | CohortError::PoolOverPinned { .. }) => {
                why.verdict = Verdict::Held;
            }
            Err(error) => return Err(error),
        }
        Ok(why)
    }

    /// Orders moves as a chain: each mover is followed by one who leaves the offer just taken, then
    /// by those who come into what the chain left.
    fn chain(&self, trial: &Self, learner: u32, mut moves: Vec<Move>) -> Vec<Step> {
        let mut chain = Vec::with_capacity(moves.len());
        let mut next = moves.iter().position(|moved| moved.learner == learner);
        while !moves.is_empty() {
            let moved = moves.remove(next.unwrap_or(0).min(moves.len() - 1));
            let score = |place: Option<(u32, u16)>| place.map_or(0, |(_, score)| i64::from(score));
            let change = score(trial.place_of(moved.learner)) - score(self.place_of(moved.learner));
            chain.push(Step { moved, change });
            let displaced = |other: &Move| moved.to.is_some() && other.from == moved.to;
            let following = |other: &Move| {
                chain.iter().any(|step| step.moved.from.is_some() && step.moved.from == other.to)
            };
            next = moves.iter().position(displaced).or_else(|| moves.iter().position(following));
        }
        chain
    }

    fn verdict(&self, trial: &Self) -> Verdict {
        let (before, after) = (self.figures(), trial.figures());
        if after.placed < before.placed {
            return Verdict::LeavesUnplaced(before.placed - after.placed);
        }
        if self.objective() == Objective::Fair
            && let Some(minimum) = after.minimum.filter(|minimum| Some(*minimum) < before.minimum)
        {
            return Verdict::LowersMinimum(minimum);
        }
        if after.total < before.total {
            return Verdict::LowersTotal(before.total - after.total);
        }
        if trial.spread() > self.spread() { Verdict::LessEven } else { Verdict::AsGood }
    }
}
