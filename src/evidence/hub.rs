//! What a hub is told of the learners of all its providers: counts, suppressed, released once a term.

mod gaps;
mod results;

use serde::{Deserialize, Serialize};

use super::suppress::{Counts, Figure};
use super::{EvidenceCell, TermOfYear};

pub use gaps::{GapAbout, HubDemand, HubGap, HubSupply, gaps, table as gap_table};
pub use results::{
    HubResult, Placed, PlacedOutcome, ResultAbout, YearBand, outcome_table, results, view_table,
};

/// What was released to a hub: figures as they are shown, never the counts behind them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HubFigures {
    /// Supply against demand.
    pub gaps: Vec<HubGap>,
    /// How the placements of the term went.
    pub results: Vec<HubResult>,
}

/// A release and the term for which it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Released<'a> {
    /// The term that was over.
    pub term: TermOfYear,
    /// The figures.
    pub figures: &'a HubFigures,
}

fn shown(figure: Figure) -> EvidenceCell {
    match figure {
        Figure::About(count) => EvidenceCell::About(count),
        Figure::Few => EvidenceCell::Few,
        Figure::Held => EvidenceCell::Held,
    }
}

/// The figure of a cell.
fn figure(figures: &[Figure], at: usize) -> Figure {
    figures.get(at).copied().unwrap_or(Figure::Held)
}

/// A count of those that hold.
fn count<T>(all: &[T], holds: impl Fn(&T) -> bool) -> u32 {
    u32::try_from(all.iter().filter(|one| holds(one)).count()).unwrap_or(u32::MAX)
}
