//! Beginnings of a week, slot by slot: of those that have met the same tasks and end alike the best is kept.
#![expect(clippy::indexing_slicing, reason = "hot loops over arrays sized together at construction")]

use super::column::{Column, MOST};
use super::cost::Cost;
use super::season::Season;
use super::state::State;

/// A beginning of a week.
#[derive(Clone)]
struct Prefix {
    chosen: Vec<usize>,
    state: State,
}

/// A beginning with one more slot, the best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Grown {
    cost: Cost,
    met: u16,
    key: u64,
    of: usize,
    at: usize,
}

impl Season<'_> {
    /// So many whole weeks, the best first; for `opening` only those that begin every day with the first job
    /// where they can.
    pub(super) fn beam(&mut self, width: usize, opening: bool) -> Vec<Vec<usize>> {
        let mut prefixes = vec![Prefix { chosen: Vec::new(), state: State::new(self.terms) }];
        for nth in 0..self.len() {
            let grown = self.grown(&prefixes, nth, width, opening);
            let grow = |grown: Grown| {
                let Prefix { mut chosen, mut state } = prefixes[grown.of].clone();
                chosen.push(grown.at);
                self.push(&mut state, nth, &self.columns(nth)[grown.at]);
                Prefix { chosen, state }
            };
            prefixes = grown.into_iter().map(grow).collect();
        }
        prefixes.into_iter().map(|prefix| prefix.chosen).collect()
    }

    fn grown(&mut self, prefixes: &[Prefix], nth: usize, width: usize, opening: bool) -> Vec<Grown> {
        let whole = nth + 1 == self.len();
        let later = if whole { [0; MOST] } else { self.later[nth] };
        let mut next: Vec<Grown> = Vec::new();
        let mut most = None;
        for (of, prefix) in prefixes.iter().enumerate() {
            for (at, column) in self.columns(nth).iter().enumerate() {
                if opening && self.opens_otherwise(nth, column) {
                    continue;
                }
                let mut state = prefix.state;
                self.push(&mut state, nth, column);
                self.evaluations += 1;
                // What costs more already than all that is kept need not be costed to the end.
                if most.is_some_and(|most| state.so_far() > most) {
                    continue;
                }
                let (met, key) = (state.met, column.key);
                let grown = Grown { cost: state.total(self.terms, &later, whole), met, key, of, at };
                match next.iter_mut().find(|other| (other.met, other.key) == (met, key)) {
                    Some(known) if *known <= grown => {}
                    Some(known) => *known = grown,
                    None => next.push(grown),
                }
                if next.len() >= 2 * width {
                    next.sort_unstable();
                    next.truncate(width);
                    most = next.last().map(|last| last.cost);
                }
            }
        }
        next.sort_unstable();
        next.truncate(width);
        next
    }

    /// Whether a column begins a day with another job than the first one although that one could.
    fn opens_otherwise(&self, nth: usize, column: &Column) -> bool {
        let day = self.day(nth);
        let begins = nth == 0 || self.day(nth - 1) != day;
        let first = column.pieces.first().map(|piece| piece.task);
        begins && self.terms.opens >> day & 1 != 0 && first != self.terms.first_job
    }
}
