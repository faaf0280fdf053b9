//! What one search of a week looked at and what it chose, for a bench that compares it with an exact solver.

use serde::Serialize;

use super::WorkInput;
use super::column::{self, MOST};
use super::cost::{Cost, TIERS, Tier};
use super::fill;
use super::ground::{Depth, Ground};
use super::season::Season;
use super::state::{MOST_DAYS, Terms};
use super::supply::Workdays;
use super::terms::{Part, terms};

/// The tiers of a cost, the weightiest first.
const ORDER: [Tier; TIERS] = [
    Tier::Hole,
    Tier::Landing,
    Tier::LastStep,
    Tier::Different,
    Tier::Wished,
    Tier::Core,
    Tier::Practised,
    Tier::Share,
    Tier::Accompanied,
    Tier::Opening,
    Tier::Once,
    Tier::Middle,
    Tier::Choice,
    Tier::People,
    Tier::Comfort,
    Tier::Preference,
];

/// One search, with everything it could choose from.
pub struct Searched {
    ground: Ground,
    terms: Terms,
    chosen: Vec<usize>,
    cost: Cost,
}

/// What is searched: one column is chosen for each slot.
#[derive(Serialize)]
struct Problem<'s> {
    terms: &'s Terms,
    /// Minutes of each task that each day holds.
    limits: &'s [[u16; MOST]],
    slots: Vec<Slot>,
}

#[derive(Serialize)]
struct Slot {
    day: usize,
    second_half: bool,
    columns: Vec<Way>,
}

/// Of a piece the task, from and to in minutes of the day, who can lead it, what else is possible.
type Piece = (usize, u16, u16, u64, u16);

/// A column without what follows from its pieces.
#[derive(Serialize)]
struct Way {
    pieces: Vec<Piece>,
    comfort: u16,
    dislike: u16,
}

impl Searched {
    /// The search of a placement; `None` if it is searched in several parts or a day cannot be filled.
    #[must_use]
    pub fn of(input: &WorkInput<'_>) -> Option<Self> {
        let days = fill::prepare(input, &Workdays::new(input.offer));
        let preferences = fill::preferences(input);
        let ground = fill::ground(input, &days, &preferences, Depth::EveryWay);
        if days.len() > MOST_DAYS || !ground.is_enough() || ground.slots.is_empty() {
            return None;
        }
        let (chosen, cost) = fill::search(input, &days, &preferences, &ground);
        let part = Part { from: 0, to: days.len(), met: fill::met_of(input, &ground) };
        let terms = terms(input, &days, &preferences, &ground, &part);
        Some(Self { ground, terms, chosen, cost })
    }

    /// The names of the tiers, the weightiest first.
    #[must_use]
    pub fn tiers() -> [String; TIERS] {
        ORDER.map(|tier| format!("{tier:?}"))
    }

    /// What it chose from.
    #[must_use]
    pub fn problem(&self) -> impl Serialize {
        let piece = |piece: &column::Piece| {
            (piece.task, piece.span.from.minutes(), piece.span.to.minutes(), piece.leads, piece.others)
        };
        let way = |column: &column::Column| Way {
            pieces: column.pieces.iter().map(piece).collect(),
            comfort: column.comfort,
            dislike: column.dislike,
        };
        let slots = self.ground.slots.iter().zip(&self.ground.columns).map(|(stretch, columns)| Slot {
            day: stretch.day,
            second_half: stretch.second_half,
            columns: columns.iter().map(way).collect(),
        });
        Problem { terms: &self.terms, limits: &self.ground.limits, slots: slots.collect() }
    }

    /// What it chose, one column a slot.
    #[must_use]
    pub fn chosen(&self) -> &[usize] {
        &self.chosen
    }

    /// What its choice costs, tier by tier.
    #[must_use]
    pub fn cost(&self) -> [u16; TIERS] {
        ORDER.map(|tier| self.cost.of(tier))
    }

    /// What another choice costs; `None` unless it names one column of every slot.
    #[must_use]
    pub fn price(&self, chosen: &[usize]) -> Option<[u16; TIERS]> {
        let slots = &self.ground.columns;
        let fits = chosen.len() == slots.len()
            && chosen.iter().zip(slots).all(|(column, columns)| *column < columns.len());
        fits.then(|| {
            let season = Season::new(&self.ground, &self.terms, (0, slots.len()), 0);
            let cost = season.cost_of(chosen);
            ORDER.map(|tier| cost.of(tier))
        })
    }
}
