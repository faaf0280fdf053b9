//! Learners who must not be at the same place.
//!
//! "Never both here" is no limit of a network: whether one learner may use an offer depends on where another is. So
//! the best answer without it is found first; where two learners meet in it, one of the two is ruled out of that
//! place, each in turn, and the better of the open answers is looked at next. Ruling out can only make an answer
//! worse, so the first one in which nobody meets is the best there is.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeSet, BinaryHeap};

use super::answer::Figures;
use super::change::Change;
use super::cohort::CohortError;
use super::measure::Toll;
use super::objective::Objective;
use super::plan::Allocation;

/// How many answers are opened before the search settles for a good one.
const MOST_OPENED: usize = 512;

/// Who is kept apart, and which offers are at one place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Apart {
    /// Learners, two by two.
    pub pairs: Vec<(u32, u32)>,
    /// By offer: the number of its place. Offers beyond the list are places of their own.
    pub places: Vec<u32>,
}

/// An answer in which nobody meets whom they are kept apart from.
#[derive(Clone, Debug)]
pub struct KeptApart {
    /// The answer.
    pub allocation: Allocation,
    /// The learners and offers that were ruled out for it.
    pub ruled_out: Vec<(u32, u32)>,
    /// Whether it is proved that no better answer keeps everybody apart.
    pub proved: bool,
    /// The figures that no answer which keeps everybody apart can better.
    pub at_best: Figures,
}

/// How good an answer is, the best first.
type Rank = (Reverse<u64>, Reverse<Option<u16>>, Toll);

/// An answer whose learners may still meet.
struct Open {
    rank: Rank,
    /// In the order opened, so that equals are taken in a fixed order.
    number: usize,
    allocation: Allocation,
    ruled_out: Vec<(u32, u32)>,
}

impl PartialEq for Open {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Open {}

impl PartialOrd for Open {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Open {
    /// The greatest is the best, as a heap gives it.
    fn cmp(&self, other: &Self) -> Ordering {
        (&other.rank, other.number).cmp(&(&self.rank, self.number))
    }
}

impl Apart {
    fn place(&self, offer: u32) -> (bool, u32) {
        self.places.get(offer as usize).map_or((true, offer), |place| (false, *place))
    }

    /// The first two who meet in an answer.
    #[must_use]
    pub fn meeting(&self, allocation: &Allocation) -> Option<(u32, u32)> {
        let at = |learner| allocation.place_of(learner).map(|(offer, _)| self.place(offer));
        self.pairs
            .iter()
            .copied()
            .find(|(one, other)| at(*one).is_some_and(|place| at(*other) == Some(place)))
    }
}

impl Allocation {
    /// The best answer from this one on in which nobody meets whom they are kept apart from.
    ///
    /// # Errors
    /// [`CohortError::PinnedTogether`] when the pins bring two together; [`CohortError::NoSuchLearner`].
    pub fn kept_apart(self, apart: &Apart) -> Result<KeptApart, CohortError> {
        let known = self.learners() as u32;
        if let Some(unknown) = apart.pairs.iter().flat_map(|(a, b)| [*a, *b]).find(|one| *one >= known) {
            return Err(CohortError::NoSuchLearner(unknown));
        }
        let mut open = BinaryHeap::new();
        let mut opened = 0;
        open.push(Open { rank: self.rank(), number: 0, allocation: self, ruled_out: Vec::new() });
        while let Some(best) = open.pop() {
            let at_best = best.allocation.figures();
            let Some(pair) = apart.meeting(&best.allocation) else {
                return Ok(KeptApart {
                    allocation: best.allocation,
                    ruled_out: best.ruled_out,
                    proved: true,
                    at_best,
                });
            };
            if opened >= MOST_OPENED {
                return best.settle(apart, at_best);
            }
            for next in best.parted(apart, pair)? {
                opened += 1;
                open.push(Open { number: opened, ..next });
            }
        }
        // Every branch ends in an answer, if only one that leaves learners unplaced.
        Err(CohortError::TooLarge { learners: known as usize, offers: 0, pairs: apart.pairs.len() })
    }

    fn rank(&self) -> Rank {
        let Figures { placed, minimum, .. } = self.figures();
        let minimum = minimum.filter(|_| self.objective() == Objective::Fair);
        (Reverse(placed), Reverse(minimum), self.spread())
    }
}

impl Open {
    /// The two answers in which one of two who meet is ruled out of the place: one where the other is pinned there.
    fn parted(&self, apart: &Apart, (one, other): (u32, u32)) -> Result<Vec<Self>, CohortError> {
        let pinned = |learner: u32| self.allocation.pins.contains_key(&learner);
        let free: Vec<u32> = [one, other].into_iter().filter(|learner| !pinned(*learner)).collect();
        if free.is_empty() {
            return Err(CohortError::PinnedTogether { first: one, second: other });
        }
        free.into_iter().map(|learner| self.without(apart, learner)).collect()
    }

    /// The answer in which a learner is ruled out of where they are.
    fn without(&self, apart: &Apart, learner: u32) -> Result<Self, CohortError> {
        let mut allocation = self.allocation.clone();
        let here = allocation.place_of(learner).map(|(offer, _)| apart.place(offer));
        let row = allocation.engine.rows().row(learner).iter().map(|pair| pair.other());
        let gone: BTreeSet<u32> = row.filter(|offer| Some(apart.place(*offer)) == here).collect();
        let changes: Vec<Change> = gone.iter().map(|&offer| Change::Forbid { learner, offer }).collect();
        allocation.what_if(&changes)?;
        let mut ruled_out = self.ruled_out.clone();
        ruled_out.extend(gone.into_iter().map(|offer| (learner, offer)));
        Ok(Self { rank: allocation.rank(), number: self.number, allocation, ruled_out })
    }

    /// A good answer without a proof: from here on, the better of two branches is always taken.
    fn settle(self, apart: &Apart, at_best: Figures) -> Result<KeptApart, CohortError> {
        let mut here = self;
        while let Some(pair) = apart.meeting(&here.allocation) {
            let Some(next) = here.parted(apart, pair)?.into_iter().max() else { break };
            here = next;
        }
        Ok(KeptApart { allocation: here.allocation, ruled_out: here.ruled_out, proved: false, at_best })
    }
}
