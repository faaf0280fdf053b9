//! The most that can be placed, and the lowest score that `fair` must accept for it.

use std::sync::{Arc, OnceLock};

use super::augmenting_paths::Reach;
use super::bisection::{Halves, Sharing};
use super::cover::Cover;
use super::pair::FULL_SCORE;
use super::rows::Rows;
use super::seating::{ABSENT, Seating};

/// How far a cohort can go: over all pairs, and over those that `fair` admits.
#[derive(Clone, Debug)]
pub(crate) struct Bounds {
    /// Why no more can be placed.
    pub(crate) all: Cover,
    /// The same over the pairs within [`Self::limit`]: as many can be placed.
    pub(crate) within: Cover,
    /// Why fewer could be placed with a lower limit; `None` if the limit is nothing.
    pub(crate) below: Option<Cover>,
    /// The largest shortfall that must be accepted.
    pub(crate) limit: u16,
}

/// Over which rows, and over their columns once someone has needed them.
#[derive(Debug)]
pub(crate) struct Ground<'a> {
    rows: &'a Rows,
    columns: OnceLock<Arc<Rows>>,
    halves: Option<Halves>,
}

impl<'a> Ground<'a> {
    /// All rows as one.
    pub(crate) fn new(rows: &'a Rows) -> Self {
        Self { rows, columns: OnceLock::new(), halves: None }
    }

    /// The same with columns that are known already; empty ones are not.
    pub(crate) fn with_columns(rows: &'a Rows, columns: Arc<Rows>) -> Self {
        let known = if columns.len() == 0 { OnceLock::new() } else { OnceLock::from(columns) };
        Self { columns: known, ..Self::new(rows) }
    }

    /// In halves, if nobody seated in `empty` and the rows fall apart.
    pub(crate) fn in_halves(rows: &'a Rows, empty: &Seating, sharing: Sharing) -> Self {
        Self { halves: Halves::cut(rows, empty, sharing, |_, _| true, |_| 1), ..Self::new(rows) }
    }

    /// The columns, empty if nobody has needed them.
    pub(crate) fn into_columns(self) -> Arc<Rows> {
        self.columns.into_inner().unwrap_or_default()
    }

    /// Seats as many as possible within a limit, from the seating given. Returns the proof.
    pub(crate) fn most(&self, seating: &mut Seating, limit: u16) -> Cover {
        self.reach(seating, limit, usize::MAX).1
    }

    /// Seats as many as possible within a limit until more than `allowed` are found to have no seat.
    /// Whether all but so many have one; and the bound found so far.
    fn reach(&self, seating: &mut Seating, limit: u16, allowed: usize) -> (bool, Cover) {
        let (surplus, short) = match &self.halves {
            None => self.search(seating, limit, allowed, |_| true),
            Some(halves) => {
                let search = |half: &mut Seating, second| {
                    self.search(half, limit, allowed, |offer| halves.holds(offer, second))
                };
                let ((one, mut short), (other, also)) = halves.each(seating, search);
                short.iter_mut().zip(also).for_each(|(short, also)| *short |= also);
                (one + other, short)
            }
        };
        (surplus <= allowed, Cover::new(self.rows, limit, seating, short))
    }

    /// Seats as many as possible until more than `allowed` have no seat. Returns how many have none,
    /// and what is then known to be short.
    ///
    /// The learners search first; where that reads too many pairs, seats are what is scarce, and
    /// the few that are left search instead.
    fn search(
        &self,
        seating: &mut Seating,
        limit: u16,
        allowed: usize,
        own: impl Fn(u32) -> bool,
    ) -> (usize, Vec<bool>) {
        let mut reach = Reach::new(self.rows, limit, seating);
        reach.start();
        if !reach.seek_all(allowed, self.rows.pairs() / 4) && reach.surplus <= allowed {
            let offers = reach.offers();
            let columns = self.columns.get_or_init(|| Arc::new(self.rows.transposed(offers)));
            reach.draw_all(columns, own);
            reach.seek_all(allowed, usize::MAX);
        }
        (reach.surplus, reach.short())
    }

    /// The bounds of `fair`: bisects for the lowest limit within which as many can be placed as over
    /// all pairs. `seating` may seat learners already, within any limit.
    pub(crate) fn bounds(&self, mut seating: Seating) -> Bounds {
        let all = self.most(&mut seating, FULL_SCORE);
        let allowed = seating.seats.iter().filter(|seat| seat.at < ABSENT).count();
        let present = seating.seats.iter().filter(|seat| seat.at != ABSENT).count();
        if allowed == 0 {
            return Bounds { within: all.clone(), all, below: None, limit: FULL_SCORE };
        }
        let unplaced = present - allowed;
        let mut high = worst(&seating);
        let mut low = self.floor(&seating, &all).min(high);
        let mut below = None;
        let mut first = true;
        while low < high {
            let middle = if first { low } else { low + (high - low) / 2 };
            first = false;
            let mut trial = seating.clone();
            for learner in 0..trial.seats.len() as u32 {
                if trial
                    .seats
                    .get(learner as usize)
                    .is_some_and(|seat| seat.at < ABSENT && seat.shortfall > middle)
                {
                    trial.stand(learner);
                }
            }
            let (enough, cover) = self.reach(&mut trial, middle, unplaced);
            if enough {
                high = worst(&trial).min(middle);
                seating = trial;
            } else {
                below = Some(cover);
                low = middle + 1;
            }
        }
        let under = high.checked_sub(1);
        let below = below
            .filter(|cover| Some(cover.limit) == under)
            .or_else(|| under.map(|limit| Cover::new(self.rows, limit, &seating, all.short.clone())));
        let within = self.most(&mut seating, high);
        Bounds { all, within, below, limit: high }
    }

    /// A limit that cannot be undercut: every learner who is sure of a seat needs at least their
    /// best option.
    fn floor(&self, seating: &Seating, all: &Cover) -> u16 {
        seating
            .seats
            .iter()
            .zip(&all.confined)
            .zip(self.rows.iter())
            .filter(|((seat, confined), _)| seat.at < ABSENT && !**confined)
            .filter_map(|(_, (_, row))| row.first())
            .map(|pair| pair.shortfall())
            .max()
            .unwrap_or(0)
    }
}

fn worst(seating: &Seating) -> u16 {
    let seated = seating.seats.iter().filter(|seat| seat.at < ABSENT);
    seated.map(|seat| seat.shortfall).max().unwrap_or(0)
}
