//! The learners of a cohort by the level of help they begin with, as a hub is told of them.

use super::suppress::{Counts, Figure};

/// Counts of some learners of a cohort.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct LevelCount {
    /// How many have a placement.
    pub placed: u32,
    /// How many have none.
    pub unplaced: u32,
}

/// What a hub is told of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LevelFigures {
    /// Of how many there are.
    pub learners: Figure,
    /// Of those with a placement.
    pub placed: Figure,
    /// Of those without one.
    pub unplaced: Figure,
}

/// What is shown of the learners of each level, `rest` being those of no level, of whom nothing is shown.
///
/// How many have a placement and how many have none, a hub counts in the list of the cohort, so that both wholes are known.
#[must_use]
pub fn published(levels: &[LevelCount], rest: LevelCount) -> Vec<LevelFigures> {
    let whole = levels.iter().fold(rest, |sum, one| LevelCount {
        placed: sum.placed + one.placed,
        unplaced: sum.unplaced + one.unplaced,
    });
    let of = |count: LevelCount| [count.placed + count.unplaced, count.placed, count.unplaced];
    let mut counts = Counts::default();
    let wholes = of(whole).map(|count| counts.known(count));
    let rest = of(rest).map(|count| counts.hidden(count));
    let cells: Vec<[usize; 3]> =
        levels.iter().map(|count| of(*count).map(|count| counts.shown(count))).collect();
    for [learners, placed, unplaced] in cells.iter().copied().chain([wholes, rest]) {
        counts.sum(learners, [placed, unplaced]);
    }
    for (at, (whole, rest)) in wholes.into_iter().zip(rest).enumerate() {
        counts.sum(whole, cells.iter().filter_map(|cell| cell.get(at).copied()).chain([rest]));
    }
    let figures = counts.published();
    let figure = |at: usize| figures.get(at).copied().unwrap_or(Figure::Held);
    let shown = |[learners, placed, unplaced]: [usize; 3]| LevelFigures {
        learners: figure(learners),
        placed: figure(placed),
        unplaced: figure(unplaced),
    };
    cells.into_iter().map(shown).collect()
}
