//! A cohort that falls apart: pieces that nothing connects, shared out between two threads.
#![expect(clippy::indexing_slicing, reason = "hot loops over arrays sized together at construction")]

use std::panic::resume_unwind;

use super::components::Components;
use super::divisible::Divisible;
use super::pair::Pair;
use super::rows::Rows;
use super::seating::Seating;

/// How the work of solving may be shared out. It never changes the answer, only the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sharing {
    /// Whether the halves of a cohort that falls apart are solved at once, on a thread each, or one
    /// after the other.
    pub at_once: bool,
    /// The fewest pairs that are worth a half of their own.
    pub least: u64,
}

impl Default for Sharing {
    fn default() -> Self {
        Self { at_once: true, least: 20_000 }
    }
}

/// Two halves of a cohort, neither of which can affect the other.
#[derive(Clone, Debug)]
pub(crate) struct Halves {
    at_once: bool,
    /// By learner: whether in the second half.
    learners: Vec<bool>,
    /// By offer, then by pool: whether in the second half.
    nodes: Vec<bool>,
}

impl Halves {
    /// Cuts a cohort in two of about the same effort; `None` if one of them would have less than
    /// `sharing` wants. Pairs that do not count are those that no search ever uses; `effort` is what
    /// it takes to read one pair of a learner.
    pub(crate) fn cut(
        rows: &Rows,
        seating: &Seating,
        sharing: Sharing,
        counts: impl Fn(u32, Pair) -> bool,
        effort: impl Fn(u32) -> u64,
    ) -> Option<Self> {
        if (rows.pairs() as u64) < sharing.least.saturating_mul(2) {
            return None;
        }
        let mut pieces = Components::new(rows, seating, counts, effort);
        // More pairs only join what is left: if even these leave too little, all do.
        pieces.join_some();
        pieces.shared_out(sharing.least)?;
        pieces.join_all();
        let second = pieces.shared_out(sharing.least)?;
        let half = |piece: Option<u32>| piece.is_some_and(|piece| second[piece as usize]);
        let learners = (0..rows.len() as u32).map(|learner| half(pieces.of_learner(learner))).collect();
        let nodes = (0..second.len() as u32).map(|node| half(Some(pieces.of_node(node)))).collect();
        Some(Self { at_once: sharing.at_once, learners, nodes })
    }

    /// Whether an offer or pool is in the half asked about.
    pub(crate) fn holds(&self, node: u32, second: bool) -> bool {
        self.nodes[node as usize] == second
    }

    /// Does the same work on each half of `whole`, told whether it is the second. Returns what the
    /// work on the two brought.
    pub(crate) fn each<T: Divisible, R: Send>(
        &self,
        whole: &mut T,
        work: impl Fn(&mut T, bool) -> R + Sync,
    ) -> (R, R) {
        let mut other = whole.clone();
        for (learner, second) in (0..).zip(&self.learners) {
            if *second { whole.leave_out(learner) } else { other.leave_out(learner) }
        }
        let brought = if self.at_once {
            std::thread::scope(|scope| {
                let second = scope.spawn(|| work(&mut other, true));
                (work(whole, false), second.join().unwrap_or_else(|panic| resume_unwind(panic)))
            })
        } else {
            (work(whole, false), work(&mut other, true))
        };
        whole.adopt(&other, &in_second(&self.learners), &in_second(&self.nodes));
        brought
    }
}

fn in_second(second: &[bool]) -> Vec<u32> {
    (0..).zip(second).filter(|(_, second)| **second).map(|(index, _)| index).collect()
}
