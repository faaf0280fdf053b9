//! Where seats are short, and what one more would bring.

use super::cover::Cover;
use super::groups::Groups;
use super::measure::LEVELS;
use super::objective::Objective;
use super::pair::FULL_SCORE;
use super::plan::Allocation;
use super::seating::ABSENT;
use super::threshold::Ground;

/// A Hall set: learners who depend on seats that are too few for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortage {
    /// The learners, placed or not: none has an option outside.
    pub learners: Vec<u32>,
    /// Every offer that is an option of theirs.
    pub offers: Vec<u32>,
    /// Pools that are full whichever of their offers is used.
    pub pools: Vec<u32>,
    /// The seats, or pools' places where these are fewer, not held for pinned learners.
    pub seats: u64,
    /// How many of the learners must go without.
    pub lacking: u64,
}

/// What one more seat would bring to the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gain {
    /// More learners placed: 0 or 1.
    pub placed: i64,
    /// Change in the total; `None` under [`Objective::Convex`], which does not count points.
    pub total: Option<i64>,
}

impl Allocation {
    /// The shortages, each apart, by their first learner. Every unplaced learner is in one; a
    /// learner with no option at all is one alone.
    pub fn shortages(&self) -> Vec<Shortage> {
        let seating = self.engine.seating();
        let rows = self.engine.rows().clone();
        let cover = Ground::new(&rows).most(&mut seating.clone(), FULL_SCORE);
        let offers = seating.windows.len() as u32;
        let mut groups = Groups::new(offers as usize + seating.pools.len());
        for (offer, window) in (0..).zip(&seating.windows) {
            let pooled = (window.pool as usize) < seating.pools.len();
            if cover.is_short(offer) && pooled && cover.counts_pool(window.pool, seating) {
                groups.join(offer, offers + window.pool);
            }
        }
        let confined = |learner: u32| {
            let seat = seating.seats.get(learner as usize);
            seat.is_some_and(|seat| seat.at != ABSENT)
                && cover.confined.get(learner as usize).copied().unwrap_or(false)
        };
        for (_, row) in rows.iter().filter(|(learner, _)| confined(*learner)) {
            for pair in row.windows(2) {
                if let [first, second] = pair {
                    groups.join(first.other(), second.other());
                }
            }
        }
        self.collect(&cover, &mut groups, &confined)
    }

    fn collect(&self, cover: &Cover, groups: &mut Groups, confined: &dyn Fn(u32) -> bool) -> Vec<Shortage> {
        let seating = self.engine.seating();
        let offers = seating.windows.len() as u32;
        let mut found: std::collections::BTreeMap<u32, Shortage> = std::collections::BTreeMap::new();
        let mut alone = Vec::new();
        let empty = || Shortage { learners: vec![], offers: vec![], pools: vec![], seats: 0, lacking: 0 };
        for (learner, row) in self.engine.rows().iter().filter(|(learner, _)| confined(*learner)) {
            match row.first() {
                Some(pair) => {
                    let group = groups.of(pair.other());
                    found.entry(group).or_insert_with(empty).learners.push(learner);
                }
                None => alone.push(Shortage { learners: vec![learner], ..empty() }),
            }
        }
        for (offer, window) in (0..).zip(&seating.windows) {
            let Some(shortage) = found.get_mut(&groups.of(offer)) else { continue };
            if cover.is_short(offer) {
                shortage.offers.push(offer);
            }
            if cover.counts_offer(offer, seating) {
                shortage.seats += u64::from(window.capacity - window.held);
            }
        }
        for (index, pool) in (0..).zip(&seating.pools) {
            if cover.counts_pool(index, seating)
                && let Some(shortage) = found.get_mut(&groups.of(offers + index))
            {
                shortage.pools.push(index);
                shortage.seats += u64::from(pool.capacity - pool.held);
            }
        }
        let mut all: Vec<Shortage> = found.into_values().chain(alone).collect();
        for shortage in &mut all {
            shortage.lacking = (shortage.learners.len() as u64).saturating_sub(shortage.seats);
        }
        all.sort_by(|a, b| a.learners.cmp(&b.learners));
        all
    }

    /// What one more seat at an offer would bring, with one more place in its pool if it has one.
    /// Under [`Objective::Fair`] the threshold is taken as it stands.
    pub fn seat_gain(&mut self, offer: u32) -> Option<Gain> {
        let known = (offer as usize) < self.engine.seating().windows.len();
        known.then(|| self.gain(offer))
    }

    fn gain(&mut self, node: u32) -> Gain {
        let [placed, .., points] = self.engine.gain(node);
        let counts_points = self.objective() != Objective::Convex;
        const { assert!(LEVELS > 2) };
        Gain { placed, total: counts_points.then(|| placed * i64::from(FULL_SCORE) + points) }
    }
}
