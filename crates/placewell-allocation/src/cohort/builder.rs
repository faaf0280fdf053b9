//! Collecting and checking a cohort.

use std::collections::BTreeMap;

use super::{Cohort, CohortError, MOST_LEARNERS};
use crate::pair::{FULL_SCORE, MOST_INDICES, Pair};
use crate::rows::Rows;

/// Collects a cohort, then checks it as a whole.
#[derive(Clone, Debug, Default)]
pub struct CohortBuilder {
    learners: usize,
    capacities: Vec<u32>,
    pool_of: Vec<Option<u32>>,
    pools: Vec<u32>,
    pairs: Vec<(u32, Pair)>,
    latest: Option<(u32, u32)>,
    shuffled: bool,
    pins: Vec<(u32, u32)>,
    forbidden: Vec<(u32, u32)>,
}

impl CohortBuilder {
    /// A cohort of `learners`, and one offer for each of `capacities` (seats).
    pub fn new(learners: usize, capacities: Vec<u32>) -> Self {
        Self { learners, capacities, ..Self::default() }
    }

    /// Room for this many pairs, to save growing.
    pub fn reserve(&mut self, pairs: usize) {
        self.pairs.reserve_exact(pairs);
    }

    /// Pools: the pool of each offer (in the order of the offers), and the places of each pool.
    pub fn pools(&mut self, pool_of: Vec<Option<u32>>, places: Vec<u32>) -> &mut Self {
        self.pool_of = pool_of;
        self.pools = places;
        self
    }

    /// A possible placement and its score in points, 0 to 1000.
    ///
    /// # Errors
    /// [`CohortError::ScoreTooHigh`] and the `NoSuch…` errors.
    pub fn pair(&mut self, learner: u32, offer: u32, score: u32) -> Result<&mut Self, CohortError> {
        if score > u32::from(FULL_SCORE) {
            return Err(CohortError::ScoreTooHigh { learner, offer, score });
        }
        self.known(learner, offer)?;
        self.shuffled |= self.latest >= Some((learner, offer));
        self.latest = Some((learner, offer));
        self.pairs.push((learner, Pair::new(offer, FULL_SCORE - score as u16)));
        Ok(self)
    }

    /// Settles a learner's offer beforehand.
    pub fn pin(&mut self, learner: u32, offer: u32) -> &mut Self {
        self.pins.push((learner, offer));
        self
    }

    /// Rules a pair out, whether or not it is listed.
    pub fn forbid(&mut self, learner: u32, offer: u32) -> &mut Self {
        self.forbidden.push((learner, offer));
        self
    }

    fn known(&self, learner: u32, offer: u32) -> Result<(), CohortError> {
        if learner as usize >= self.learners {
            return Err(CohortError::NoSuchLearner(learner));
        }
        if offer as usize >= self.capacities.len() {
            return Err(CohortError::NoSuchOffer(offer));
        }
        Ok(())
    }

    /// Checks and sorts what was collected.
    ///
    /// # Errors
    /// Any [`CohortError`]: sizes, unknown indices, repeated pairs, and pins that clash.
    pub fn build(mut self) -> Result<Cohort, CohortError> {
        let (learners, offers, pairs) = (self.learners, self.capacities.len(), self.pairs.len());
        if learners > MOST_LEARNERS || offers >= MOST_INDICES || pairs >= u32::MAX as usize / 2 {
            return Err(CohortError::TooLarge { learners, offers, pairs });
        }
        self.pool_of.resize(offers, None);
        if let Some(&pool) = self.pool_of.iter().flatten().find(|pool| **pool as usize >= self.pools.len()) {
            return Err(CohortError::NoSuchPool(pool));
        }
        self.forbidden.sort_unstable();
        if !self.forbidden.is_empty() {
            let forbidden = &self.forbidden;
            self.pairs.retain(|(learner, pair)| forbidden.binary_search(&(*learner, pair.other())).is_err());
        }
        if self.shuffled {
            self.pairs.sort_unstable_by_key(|(learner, pair)| (*learner, pair.other()));
            let same =
                |pair: &&[(u32, Pair)]| matches!(pair, [a, b] if (a.0, a.1.other()) == (b.0, b.1.other()));
            if let Some([(learner, pair), ..]) = self.pairs.windows(2).find(same) {
                return Err(CohortError::Repeated { learner: *learner, offer: pair.other() });
            }
        }
        let mut lengths = vec![0_u32; learners];
        for (learner, _) in &self.pairs {
            if let Some(length) = lengths.get_mut(*learner as usize) {
                *length += 1;
            }
        }
        let pairs = std::mem::take(&mut self.pairs).into_iter().map(|(_, pair)| pair).collect();
        let cohort = Cohort {
            rows: Rows::from_grouped(&lengths, pairs),
            capacities: self.capacities,
            pool_of: self.pool_of,
            pools: self.pools,
            pins: self.pins,
        };
        for (learner, offer) in &cohort.pins {
            check_index(&cohort, *learner, *offer)?;
        }
        check_pins(&cohort)?;
        Ok(cohort)
    }
}

fn check_index(cohort: &Cohort, learner: u32, offer: u32) -> Result<(), CohortError> {
    if learner as usize >= cohort.learners() {
        return Err(CohortError::NoSuchLearner(learner));
    }
    if offer as usize >= cohort.offers() {
        return Err(CohortError::NoSuchOffer(offer));
    }
    Ok(())
}

/// Whether the pins can all stand together.
fn check_pins(cohort: &Cohort) -> Result<(), CohortError> {
    let mut by_learner = cohort.pins.clone();
    by_learner.sort_unstable();
    for pair in by_learner.windows(2) {
        if let [(learner, first), (same, second)] = pair
            && learner == same
        {
            return Err(CohortError::PinnedTwice { learner: *learner, first: *first, second: *second });
        }
    }
    for &(learner, offer) in &cohort.pins {
        if cohort.score(learner, offer).is_none() {
            return Err(CohortError::PinNotPossible { learner, offer });
        }
    }
    for (offer, learners) in gathered(cohort.pins.iter().map(|&(learner, offer)| (offer, learner))) {
        let capacity = cohort.capacities.get(offer as usize).copied().unwrap_or(0);
        if learners.len() > capacity as usize {
            return Err(CohortError::OfferOverPinned { offer, capacity, learners });
        }
    }
    let pooled = cohort.pins.iter().filter_map(|&(learner, offer)| Some((cohort.pool_of(offer)?, learner)));
    for (pool, learners) in gathered(pooled) {
        let capacity = cohort.pools.get(pool as usize).copied().unwrap_or(0);
        if learners.len() > capacity as usize {
            return Err(CohortError::PoolOverPinned { pool, capacity, learners });
        }
    }
    Ok(())
}

fn gathered(pairs: impl Iterator<Item = (u32, u32)>) -> BTreeMap<u32, Vec<u32>> {
    let mut groups: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (key, value) in pairs {
        groups.entry(key).or_default().push(value);
    }
    groups
}
