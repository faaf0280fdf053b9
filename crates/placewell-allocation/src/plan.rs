//! An allocation that stands and can be asked what if.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::answer::{Answer, Figures, Move, Outcome, Profile, Standing};
use super::bisection::Sharing;
use super::change::Change;
use super::cohort::{Cohort, CohortError};
use super::divisible::Divisible;
use super::engine::{Engine, engine};
use super::measure::Toll;
use super::objective::Objective;
use super::pair::{FULL_SCORE, Pair};
use super::seating::{ABSENT, Seating};
use super::tally::Tally;
use super::threshold::{Bounds, Ground};

/// The best answer for a cohort, kept with all it takes to change it in a moment.
#[derive(Debug)]
pub struct Allocation {
    pub(crate) engine: Box<dyn Engine>,
    objective: Objective,
    pub(crate) pins: BTreeMap<u32, u32>,
    /// Under [`Objective::Fair`] only: why the threshold is what it is.
    pub(crate) bounds: Option<Bounds>,
    tally: Tally,
    /// Each learner's offer and score in the answer that stands, and whether it is a pin.
    standing: Vec<Option<(u32, u16, bool)>>,
    /// Pins made or undone since, by learner.
    repinned: Vec<u32>,
}

impl Clone for Allocation {
    fn clone(&self) -> Self {
        Self {
            engine: self.engine.boxed(),
            objective: self.objective,
            pins: self.pins.clone(),
            bounds: self.bounds.clone(),
            tally: self.tally.clone(),
            standing: self.standing.clone(),
            repinned: self.repinned.clone(),
        }
    }
}

impl Allocation {
    /// Finds the best answer. Every cohort has one: pins that clash were refused when it was built.
    /// Where the cohort falls apart into pieces large enough, two threads share the work.
    pub fn solve(cohort: Cohort, objective: Objective) -> Self {
        Self::solve_shared(cohort, objective, Sharing::default())
    }

    /// The same, with a say in how the work is shared out. The answer is the same.
    pub fn solve_shared(cohort: Cohort, objective: Objective, sharing: Sharing) -> Self {
        let Cohort { rows, capacities, pool_of, pools, pins } = cohort;
        let mut empty = Seating::new(rows.len(), &capacities, &pool_of, &pools);
        for &(learner, offer) in &pins {
            empty.load(offer);
            empty.hold(offer, true);
            empty.leave_out(learner);
        }
        let rows = Arc::new(rows);
        let ground = Ground::in_halves(&rows, &empty, sharing);
        let (bounds, cover, limit) = if objective == Objective::Fair {
            let bounds = ground.bounds(empty.clone());
            let (cover, limit) = (bounds.within.clone(), bounds.limit);
            (Some(bounds), cover, limit)
        } else {
            (None, ground.most(&mut empty.clone(), FULL_SCORE), FULL_SCORE)
        };
        let columns = ground.into_columns();
        let learners = rows.len();
        let mut engine = engine(rows, columns, empty, objective, limit);
        engine.solve(&cover, sharing);
        let mut allocation = Self {
            engine,
            objective,
            pins: pins.into_iter().collect(),
            bounds,
            tally: Tally::new(),
            standing: vec![None; learners],
            repinned: Vec::new(),
        };
        allocation.engine.settle();
        allocation.stand((0..learners as u32).collect());
        allocation
    }

    /// The objective solved for.
    pub fn objective(&self) -> Objective {
        self.objective
    }

    /// Learners ever in the cohort, withdrawn ones included.
    pub fn learners(&self) -> usize {
        self.standing.len()
    }

    /// The figures of the answer that stands.
    pub fn figures(&self) -> Figures {
        Figures { placed: self.tally.placed(), total: self.tally.total(), minimum: self.tally.minimum() }
    }

    /// The offer and score of a learner; `None` if unplaced, withdrawn or unknown.
    pub fn place_of(&self, learner: u32) -> Option<(u32, u16)> {
        self.standing.get(learner as usize).copied().flatten().map(|(offer, score, _)| (offer, score))
    }

    /// How a learner stands.
    pub fn standing_of(&self, learner: u32) -> Standing {
        match self.standing.get(learner as usize) {
            Some(Some((.., pinned))) => {
                if *pinned {
                    Standing::Pinned
                } else {
                    Standing::Placed
                }
            }
            Some(None)
                if self.engine.seating().seats.get(learner as usize).is_some_and(|s| s.at != ABSENT) =>
            {
                if self.engine.rows().row(learner).is_empty() {
                    Standing::NoOption
                } else {
                    Standing::NoSeat
                }
            }
            _ => Standing::Absent,
        }
    }

    /// The answer that stands.
    pub fn answer(&self) -> Answer {
        let places = self.standing.iter().map(|place| place.map(|(offer, ..)| offer)).collect();
        Answer { places, figures: self.figures() }
    }

    /// The cost of the placements by the objective: the lower, the better.
    pub(crate) fn spread(&self) -> Toll {
        self.tally.toll(self.objective)
    }

    /// The lowest score that `fair` admits for learners who are not pinned; `None` under the other
    /// objectives, or if nobody unpinned can be placed.
    pub fn threshold(&self) -> Option<u16> {
        let bounds = self.bounds.as_ref()?;
        self.tally.minimum().map(|_| FULL_SCORE - bounds.limit)
    }

    /// How the answer spreads over scores and choices.
    pub fn profile(&self) -> Profile {
        let mut choices = Vec::new();
        let mut unplaced = 0;
        for (learner, seat) in self.engine.seating().seats.iter().enumerate() {
            let learner = learner as u32;
            if let Some((_, score)) = self.place_of(learner) {
                let row = self.engine.rows().row(learner);
                let better = row.iter().take_while(|pair| pair.score() > score).count();
                if choices.len() <= better {
                    choices.resize(better + 1, 0);
                }
                choices.iter_mut().skip(better).take(1).for_each(|count| *count += 1);
            } else if seat.at != ABSENT {
                unplaced += 1;
            }
        }
        Profile { bands: self.tally.bands(), choices, unplaced }
    }

    /// Makes the changes, all or none, and finds the best answer again: as good as one found from
    /// nothing, and among those the one that moves the fewest learners from the answer that stood.
    ///
    /// # Errors
    /// The [`CohortError`] of the first change that cannot be made; then nothing has changed.
    pub fn what_if(&mut self, changes: &[Change]) -> Result<Outcome, CohortError> {
        let spare = (changes.len() > 1).then(|| self.clone());
        for change in changes {
            if let Err(error) = self.change(change) {
                if let Some(spare) = spare {
                    *self = spare;
                }
                return Err(error);
            }
        }
        let before = self.figures();
        let searched = self.search_again();
        let mut touched = self.engine.settle();
        touched.append(&mut self.repinned);
        touched.sort_unstable();
        touched.dedup();
        let moves = self.stand(touched);
        Ok(Outcome { moves, before, after: self.figures(), searched })
    }

    /// Under `fair`: searches the threshold again unless the covers prove that it stands.
    fn search_again(&mut self) -> bool {
        let Some(bounds) = &self.bounds else { return false };
        let seating = self.engine.seating();
        let placed = seating.seated() as i64;
        let reached = bounds.all.value == placed;
        let tight = bounds.below.as_ref().map_or(bounds.limit == 0, |cover| cover.value < placed);
        if reached && (tight || placed == 0) {
            return false;
        }
        let seating = seating.clone();
        let rows = self.engine.rows().clone();
        let ground = Ground::with_columns(&rows, std::mem::take(self.engine.columns()));
        let bounds = ground.bounds(seating);
        *self.engine.columns() = ground.into_columns();
        if bounds.limit != self.engine.limit() {
            self.engine.relimit(bounds.limit);
        }
        self.bounds = Some(bounds);
        true
    }

    /// Takes over where the engine has put these learners. Returns those whose offer changed.
    fn stand(&mut self, learners: Vec<u32>) -> Vec<Move> {
        let count = self.engine.seating().seats.len();
        self.standing.resize(count, None);
        let mut moves = Vec::new();
        for learner in learners {
            if let Some(&offer) = self.pins.get(&learner) {
                self.engine.tell(learner, offer);
            }
            let now = self.now(learner);
            let Some(slot) = self.standing.get_mut(learner as usize) else { continue };
            let old = std::mem::replace(slot, now);
            if let Some((_, score, pinned)) = old {
                self.tally.count(score, pinned, false);
            }
            if let Some((_, score, pinned)) = now {
                self.tally.count(score, pinned, true);
            }
            let (from, to) = (old.map(|place| place.0), now.map(|place| place.0));
            if from != to {
                moves.push(Move { learner, from, to });
            }
        }
        moves
    }

    fn now(&self, learner: u32) -> Option<(u32, u16, bool)> {
        if let Some(&offer) = self.pins.get(&learner) {
            let score = self.engine.rows().find(learner, offer).map_or(0, Pair::score);
            return Some((offer, score, true));
        }
        let seat = self.engine.seating().seats.get(learner as usize)?;
        (seat.at < ABSENT).then(|| (seat.at, FULL_SCORE - seat.shortfall, false))
    }

    /// Notes that a learner's pin was made, undone or rescored.
    pub(crate) fn repin(&mut self, learner: u32) {
        self.repinned.push(learner);
    }
}
