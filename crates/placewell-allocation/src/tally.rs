//! Counts of an answer by score, kept up as learners move.

use super::measure::{LEVELS, Toll};
use super::objective::Objective;
use super::pair::FULL_SCORE;

/// Bands of 100 points in a profile; the last holds 900 to 1000.
pub const BANDS: usize = 10;

/// How many learners are placed with each score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tally {
    counts: Vec<u32>,
    pinned: Vec<u32>,
}

impl Tally {
    pub(crate) fn new() -> Self {
        let empty = vec![0; usize::from(FULL_SCORE) + 1];
        Self { counts: empty.clone(), pinned: empty }
    }

    /// Counts a learner in (`true`) or out.
    pub(crate) fn count(&mut self, score: u16, pinned: bool, add: bool) {
        let counts = if pinned { &mut self.pinned } else { &mut self.counts };
        if let Some(count) = counts.get_mut(usize::from(score)) {
            *count = if add { *count + 1 } else { *count - 1 };
        }
    }

    fn both(&self) -> impl Iterator<Item = (u64, u64)> {
        (0..).zip(
            self.counts.iter().zip(&self.pinned).map(|(own, pinned)| u64::from(*own) + u64::from(*pinned)),
        )
    }

    /// Learners placed, pinned ones included.
    pub(crate) fn placed(&self) -> u64 {
        self.both().map(|(_, count)| count).sum()
    }

    /// The sum of the scores, pinned learners included.
    pub(crate) fn total(&self) -> u64 {
        self.both().map(|(score, count)| score * count).sum()
    }

    /// The lowest score of a placed learner who is not pinned.
    pub(crate) fn minimum(&self) -> Option<u16> {
        self.counts.iter().position(|&count| count > 0).map(|score| score as u16)
    }

    /// The cost of the placements by an objective, those unplaced not counted.
    pub(crate) fn toll(&self, objective: Objective) -> Toll {
        let mut sum = [0; LEVELS];
        let [_, bands @ .., points] = &mut sum;
        for (score, count) in self.both() {
            let (shortfall, count) = (i64::from(FULL_SCORE) - score as i64, count as i64);
            *points += count * if objective == Objective::Convex { shortfall * shortfall } else { shortfall };
            if objective == Objective::Generous
                && let Some(band) = bands.get_mut(score as usize / 100)
            {
                *band += count;
            }
        }
        sum
    }

    /// Placed learners by band of 100 points, pinned ones included.
    pub(crate) fn bands(&self) -> [u64; BANDS] {
        let mut bands = [0; BANDS];
        for (score, count) in self.both() {
            let band = (score as usize / 100).min(BANDS - 1);
            if let Some(sum) = bands.get_mut(band) {
                *sum += count;
            }
        }
        bands
    }
}
