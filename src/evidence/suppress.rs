//! Counts of people as they can be shown to whoever may not know the people: rounded, and no small ones.
//!
//! A reader of a whole table knows more than its cells: that parts add up to a whole, and often the whole itself. So the
//! counts are published as [`Counts`] with the sums that hold between them, and what such a reader could work out is worked
//! out first. Where a small count would come to light, more is held back, and that choice looks only at what is published:
//! the reader could make it too, and learns nothing by it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// A count below this is a small one: nobody may work it out.
pub const SMALL: u32 = 6;

/// A count below this is not shown. What is left rounds to ten at least, and is never taken for a small one.
pub const FEWEST: u32 = 8;

/// Counts are shown to the nearest.
pub const NEAREST: u32 = 5;

/// So many possible counts are left, of any that may be a small one.
pub const LEFT: i64 = 3;

/// A count as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// To the nearest five.
    About(u32),
    /// Fewer than [`FEWEST`]; perhaps none.
    Few,
    /// Held back, so that another cannot be worked out from it.
    Held,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Shown,
    Known,
    Hidden,
}

/// Counts of people, and which of them add up to which.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    cells: Vec<(u32, Standing)>,
    sums: Vec<(usize, Vec<usize>)>,
}

/// From the least to the most that a count can be.
type Bounds = (i64, i64);

/// More than any count.
const MANY: i64 = u32::MAX as i64;

impl Counts {
    /// Adds a count that is to be shown; returns where its figure stands in [`Counts::published`].
    pub fn shown(&mut self, count: u32) -> usize {
        self.add(count, Standing::Shown)
    }

    /// Adds a count that is to be shown, and that a reader may know exactly from elsewhere.
    pub fn known(&mut self, count: u32) -> usize {
        self.add(count, Standing::Known)
    }

    /// Adds a count that is not shown, and that is of people all the same: what is left of a whole.
    pub fn hidden(&mut self, count: u32) -> usize {
        self.add(count, Standing::Hidden)
    }

    fn add(&mut self, count: u32, standing: Standing) -> usize {
        self.cells.push((count, standing));
        self.cells.len() - 1
    }

    /// Says that counts add up to another.
    pub fn sum(&mut self, whole: usize, parts: impl IntoIterator<Item = usize>) {
        self.sums.push((whole, parts.into_iter().collect()));
    }

    /// Says that a count is a part of another, whose other part is not shown.
    pub fn part(&mut self, whole: usize, part: usize) {
        let count = |at: usize| self.cells.get(at).map_or(0, |(count, _)| *count);
        let rest = self.hidden(count(whole).saturating_sub(count(part)));
        self.sum(whole, [part, rest]);
    }

    /// Every count as it is shown, in the order in which they were added.
    #[must_use]
    pub fn published(&self) -> Vec<Figure> {
        let mut figures: Vec<Figure> = self.cells.iter().map(first_shown).collect();
        while let Some(held) = self.to_hold(&figures) {
            if let Some(figure) = figures.get_mut(held) {
                *figure = Figure::Held;
            }
        }
        figures
    }

    /// The next figure to hold back, because another tells too much beside it.
    ///
    /// What tells too much even of nothing that is shown, because the whole is known and small, cannot be helped.
    fn to_hold(&self, figures: &[Figure]) -> Option<usize> {
        let bounds = self.worked_out(figures);
        let anyway = self.worked_out(&vec![Figure::Held; self.cells.len()]);
        let too_much = |all: &[Bounds], at: usize| all.get(at).is_some_and(|bounds| tells_too_much(*bounds));
        let tells = |at: &usize| too_much(&bounds, *at) && !too_much(&anyway, *at);
        (0..self.cells.len()).filter(tells).find_map(|at| self.beside(figures, at))
    }

    /// The smallest rounded figure in a sum with another, parts before wholes; else one of few people. Where all of those are
    /// held back already, the same of the sums that those are in, and so on.
    fn beside(&self, figures: &[Figure], at: usize) -> Option<usize> {
        let mut near = BTreeSet::from([at]);
        loop {
            let touch = |(whole, parts): &&(usize, Vec<usize>)| {
                near.contains(whole) || parts.iter().any(|part| near.contains(part))
            };
            let members: BTreeSet<(bool, usize)> = (self.sums.iter().filter(touch))
                .flat_map(|(whole, parts)| parts.iter().map(|part| (false, *part)).chain([(true, *whole)]))
                .collect();
            if let Some(found) = self.smallest(figures, &members) {
                return Some(found);
            }
            let farther: BTreeSet<usize> = members.into_iter().map(|(_, member)| member).collect();
            if farther.is_subset(&near) {
                return None;
            }
            near.extend(farther);
        }
    }

    fn smallest(&self, figures: &[Figure], members: &BTreeSet<(bool, usize)>) -> Option<usize> {
        // Holding back what a reader knows anyway helps nobody.
        let is_known =
            |at: usize| self.cells.get(at).is_some_and(|(_, standing)| *standing == Standing::Known);
        let members = members.iter().filter(|(_, member)| !is_known(*member));
        let choice = members.filter_map(|(is_whole, member)| match figures.get(*member)? {
            Figure::About(count) => Some((0, *is_whole, *count, *member)),
            Figure::Few => Some((1, *is_whole, 0, *member)),
            Figure::Held => None,
        });
        choice.min().map(|(.., member)| member)
    }

    /// What a reader can work out from figures: the bounds of each count, narrowed sum by sum until nothing narrows.
    fn worked_out(&self, figures: &[Figure]) -> Vec<Bounds> {
        let told = |(figure, (count, standing)): (&Figure, &(u32, Standing))| match standing {
            Standing::Known => (i64::from(*count), i64::from(*count)),
            Standing::Shown | Standing::Hidden => bounds(*figure),
        };
        let mut all: Vec<Bounds> = figures.iter().zip(&self.cells).map(told).collect();
        loop {
            let before = all.clone();
            for (whole, parts) in &self.sums {
                narrow(&mut all, *whole, parts);
            }
            if all == before {
                return all;
            }
        }
    }
}

fn first_shown((count, standing): &(u32, Standing)) -> Figure {
    match standing {
        Standing::Hidden => Figure::Held,
        Standing::Shown | Standing::Known if *count < FEWEST => Figure::Few,
        Standing::Shown | Standing::Known => Figure::About((count + NEAREST / 2) / NEAREST * NEAREST),
    }
}

/// What a figure by itself says of its count.
fn bounds(figure: Figure) -> Bounds {
    let (fewest, half) = (i64::from(FEWEST), i64::from(NEAREST / 2));
    match figure {
        Figure::About(count) => ((i64::from(count) - half).max(fewest), i64::from(count) + half),
        Figure::Few => (0, fewest - 1),
        Figure::Held => (0, MANY),
    }
}

fn tells_too_much((least, most): Bounds) -> bool {
    least < i64::from(SMALL) && most - least + 1 < LEFT
}

/// Narrows a whole by its parts, and each part by the whole and the others.
fn narrow(all: &mut [Bounds], whole: usize, parts: &[usize]) {
    let of = |all: &[Bounds], at: usize| all.get(at).copied().unwrap_or((0, MANY));
    let (least, most) = parts
        .iter()
        .map(|part| of(all, *part))
        .fold((0, 0), |(least, most), (low, high)| (least + low, most + high));
    let (low, high) = of(all, whole);
    let (low, high) = (low.max(least), high.min(most));
    set(all, whole, (low, high));
    for part in parts {
        let (its_least, its_most) = of(all, *part);
        let narrowed = (its_least.max(low - (most - its_most)), its_most.min(high - (least - its_least)));
        set(all, *part, narrowed);
    }
}

fn set(all: &mut [Bounds], at: usize, bounds: Bounds) {
    if let Some(known) = all.get_mut(at) {
        *known = bounds;
    }
}
