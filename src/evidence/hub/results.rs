//! How the placements of a term went, and what learners said of them, by provider and by year group.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Counts, Figure, Released, count, figure, shown};
use crate::domain::code::{Code, vocabulary};
use crate::domain::report::Face;
use crate::evidence::{EvidenceCell, EvidenceGround, EvidenceSheet, EvidenceTable, Line, made};
use crate::words::evidence::hub::{self as words, outcomes, released, views};
use crate::words::label::Label;

pub use crate::words::evidence::hub::outcomes::YearBand;

vocabulary! {
    /// How a learner's last placement of a term stood when the figures were made.
    PlacedOutcome {
        /// It ran to its end.
        Completed = "completed",
        /// It ended early.
        EndedEarly = "ended_early",
        /// It was still going on.
        GoingOn = "going_on",
    }
}

impl YearBand {
    /// The band of a year group.
    #[must_use]
    pub fn of(year_group: i32) -> Self {
        match year_group {
            ..=9 => Self::ToNine,
            10 => Self::Ten,
            11 => Self::Eleven,
            12 | 13 => Self::TwelveThirteen,
            _ => Self::FromFourteen,
        }
    }
}

/// A learner with a placement in a term, counted once, by their last one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The name of their provider.
    pub provider: String,
    /// Their year group.
    pub years: YearBand,
    /// How it stood.
    pub outcome: PlacedOutcome,
    /// What the learner said of it, if anything.
    pub said: Option<Face>,
}

/// Whom a row is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "of", rename_all = "snake_case")]
pub enum ResultAbout {
    /// Everybody.
    All,
    /// The learners of a provider.
    Provider(String),
    /// Those of a band of year groups.
    Years(YearBand),
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HubResult {
    /// Whom it is about.
    pub about: ResultAbout,
    /// Learners with a placement.
    pub placed: Figure,
    /// Those whose placement ran to its end, ended early, was going on: in the order of [`PlacedOutcome`].
    pub outcomes: Vec<Figure>,
    /// Those who said that it was good, mixed, not good: in the order of [`Face`]; then those who said nothing.
    pub said: Vec<Figure>,
}

/// Every row: the hub, each of its providers, each band of year groups.
#[must_use]
pub fn results(providers: &BTreeSet<String>, placed: &[Placed]) -> Vec<HubResult> {
    let rows: Vec<ResultAbout> = [ResultAbout::All]
        .into_iter()
        .chain(providers.iter().cloned().map(ResultAbout::Provider))
        .chain(YearBand::ALL.iter().copied().map(ResultAbout::Years))
        .collect();
    let mut counts = Counts::default();
    let cells: Vec<Vec<usize>> = rows.iter().map(|about| cells(&mut counts, about, placed)).collect();
    for row in &cells {
        let parts = |from: usize, to: usize| row.get(from..to).unwrap_or_default().iter().copied();
        if let Some(whole) = row.first() {
            counts.sum(*whole, parts(1, 1 + OUTCOMES));
            counts.sum(*whole, parts(1 + OUTCOMES, row.len()));
        }
    }
    for holds in [is_provider as fn(&ResultAbout) -> bool, is_years] {
        let its: Vec<&Vec<usize>> =
            rows.iter().zip(&cells).filter(|(about, _)| holds(about)).map(|(_, row)| row).collect();
        for (at, whole) in cells.first().into_iter().flatten().enumerate() {
            counts.sum(*whole, its.iter().filter_map(|row| row.get(at)).copied());
        }
    }
    let figures = counts.published();
    let row = |(about, cells): (ResultAbout, Vec<usize>)| {
        let mut its = cells.into_iter().map(|at| figure(&figures, at));
        let placed = its.next().unwrap_or(Figure::Held);
        let outcomes = its.by_ref().take(OUTCOMES).collect();
        HubResult { about, placed, outcomes, said: its.collect() }
    };
    rows.into_iter().zip(cells).map(row).collect()
}

const OUTCOMES: usize = PlacedOutcome::ALL.len();

fn is_provider(about: &ResultAbout) -> bool {
    matches!(about, ResultAbout::Provider(_))
}

fn is_years(about: &ResultAbout) -> bool {
    matches!(about, ResultAbout::Years(_))
}

/// A hub sees which placements its providers have; it may know how many exactly.
fn cells(counts: &mut Counts, about: &ResultAbout, placed: &[Placed]) -> Vec<usize> {
    let its = |one: &Placed| match about {
        ResultAbout::All => true,
        ResultAbout::Provider(name) => one.provider == *name,
        ResultAbout::Years(years) => one.years == *years,
    };
    let whole = count(placed, its);
    let whole = if is_years(about) { counts.shown(whole) } else { counts.known(whole) };
    let outcomes =
        PlacedOutcome::ALL.iter().map(|known| count(placed, |one| its(one) && one.outcome == *known));
    let faces = Face::ALL.iter().map(|face| count(placed, |one| its(one) && one.said == Some(*face)));
    let silent = count(placed, |one| its(one) && one.said.is_none());
    let parts: Vec<u32> = outcomes.chain(faces).chain([silent]).collect();
    [whole].into_iter().chain(parts.into_iter().map(|part| counts.shown(part))).collect()
}

/// The table of outcomes.
#[must_use]
pub fn outcome_table(ground: EvidenceGround, released_for: Released<'_>) -> EvidenceSheet {
    let notes = released(&released_for.term.words());
    let notes: Vec<&str> = notes.iter().map(String::as_str).chain(outcomes::NOTES).collect();
    let line = |row: &HubResult| Line((None, None), of_row(&released_for, row, &row.outcomes));
    let lines = released_for.figures.results.iter().map(line);
    made(EvidenceTable::HubOutcomes, ground, &notes, &outcomes::COLUMNS, lines)
}

/// The table of what learners said.
#[must_use]
pub fn view_table(ground: EvidenceGround, released_for: Released<'_>) -> EvidenceSheet {
    let notes = released(&released_for.term.words());
    let notes: Vec<&str> = notes.iter().map(String::as_str).chain(views::NOTES).collect();
    let line = |row: &HubResult| Line((None, None), of_row(&released_for, row, &row.said));
    let lines = released_for.figures.results.iter().map(line);
    made(EvidenceTable::HubViews, ground, &notes, &views::COLUMNS, lines)
}

/// The term, whom the row is about, how many, and the parts of those.
fn of_row<const N: usize>(of: &Released<'_>, row: &HubResult, parts: &[Figure]) -> [EvidenceCell; N] {
    let (group, name) = about(&row.about);
    let begin = [
        EvidenceCell::Text(of.term.words()),
        EvidenceCell::text(group),
        EvidenceCell::Text(name),
        shown(row.placed),
    ];
    let mut cells = begin.into_iter().chain(parts.iter().map(|part| shown(*part)));
    std::array::from_fn(|_| cells.next().unwrap_or(EvidenceCell::Held))
}

fn about(about: &ResultAbout) -> (&'static str, String) {
    match about {
        ResultAbout::All => (words::EVERYBODY, words::ALL_LEARNERS.to_owned()),
        ResultAbout::Provider(name) => (outcomes::PROVIDER, name.clone()),
        ResultAbout::Years(years) => (outcomes::YEARS, years.label().to_owned()),
    }
}
