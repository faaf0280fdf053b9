//! The pieces of a cohort that nothing connects.
#![expect(clippy::indexing_slicing, reason = "hot loops over arrays sized together at construction")]

use std::cmp::Reverse;

use super::groups::Groups;
use super::pair::Pair;
use super::rows::Rows;
use super::seating::{ABSENT, NONE, Seating};

/// What the pairs that count, and pools, connect.
pub(crate) struct Components<'a, C> {
    rows: &'a Rows,
    nodes: usize,
    counts: C,
    /// Of offers, then pools.
    groups: Groups,
    /// An offer of each learner who takes part and has one that counts; else [`NONE`].
    firsts: Vec<u32>,
    /// What each learner's search may take.
    efforts: Vec<u64>,
}

impl<'a, C: Fn(u32, Pair) -> bool> Components<'a, C> {
    /// Only pools joined. A pair of a learner who takes part may count or not; `effort` is what it
    /// takes to read one of a learner's pairs.
    pub(crate) fn new(rows: &'a Rows, seating: &Seating, counts: C, effort: impl Fn(u32) -> u64) -> Self {
        let offers = seating.windows.len() as u32;
        let nodes = seating.windows.len() + seating.pools.len();
        let mut groups = Groups::new(nodes);
        for (offer, window) in (0..).zip(&seating.windows).filter(|(_, window)| window.pool != NONE) {
            groups.join(offer, offers + window.pool);
        }
        let mut firsts = vec![NONE; rows.len()];
        let mut efforts = vec![0; rows.len()];
        let present = |(learner, _): &(u32, &[Pair])| seating.seats[*learner as usize].at != ABSENT;
        for (learner, row) in rows.iter().filter(present) {
            if let Some(first) = row.iter().find(|pair| counts(learner, **pair)) {
                firsts[learner as usize] = first.other();
                efforts[learner as usize] = effort(learner) * row.len() as u64;
            }
        }
        Self { rows, nodes, counts, groups, firsts, efforts }
    }

    /// The piece of an offer or pool.
    pub(crate) fn of_node(&mut self, node: u32) -> u32 {
        self.groups.of(node)
    }

    /// The piece of a learner who takes part and has an offer that counts.
    pub(crate) fn of_learner(&mut self, learner: u32) -> Option<u32> {
        let first = self.firsts[learner as usize];
        (first != NONE).then(|| self.groups.of(first))
    }

    /// Joins a few pairs of each learner, good and poor: enough to see that nearly every cohort is
    /// all but one piece.
    pub(crate) fn join_some(&mut self) {
        const SOME: usize = 8;
        self.join(|row| row.len().div_ceil(SOME).max(1));
    }

    /// Joins all pairs.
    pub(crate) fn join_all(&mut self) {
        self.join(|_| 1);
    }

    fn join(&mut self, step: impl Fn(&[Pair]) -> usize) {
        for (learner, row) in self.rows.iter() {
            if let Some(mut group) = self.of_learner(learner) {
                for pair in row.iter().step_by(step(row)) {
                    if (self.counts)(learner, *pair) {
                        group = self.groups.join(pair.other(), group);
                    }
                }
            }
        }
    }

    /// Shares the pieces out, the largest first, each to the half with less. Returns by piece
    /// whether it is in the second half; `None` if a half has less than `least`.
    pub(crate) fn shared_out(&mut self, least: u64) -> Option<Vec<bool>> {
        let mut pieces: Vec<(u64, u32)> = (0..self.nodes as u32).map(|node| (0, node)).collect();
        for learner in 0..self.rows.len() as u32 {
            if let Some(piece) = self.of_learner(learner) {
                pieces[piece as usize].0 += self.efforts[learner as usize];
            }
        }
        pieces.retain(|(effort, _)| *effort > 0);
        pieces.sort_unstable_by_key(|&(effort, piece)| (Reverse(effort), piece));
        let mut second = vec![false; self.nodes];
        let mut shares = [0; 2];
        for (effort, piece) in pieces {
            let lighter = shares[1] < shares[0];
            shares[usize::from(lighter)] += effort;
            second[piece as usize] = lighter;
        }
        shares.iter().all(|share| *share >= least).then_some(second)
    }
}
