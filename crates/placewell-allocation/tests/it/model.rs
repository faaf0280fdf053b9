//! A small cohort held the plain way, every answer to it, and the best of them by enumeration.

use placewell_allocation::{Cohort, CohortBuilder, CohortError, Objective};

pub(super) const OBJECTIVES: [Objective; 4] =
    [Objective::Fair, Objective::Total, Objective::Generous, Objective::Convex];

/// How many random cases to run: `checked_in`, or that many times the factor in the environment
/// variable. `PLACEWELL_ALLOCATION_CASES=20 cargo test --release --test it allocation::` is the full
/// run of 20,000 cohorts and 2,000 sequences of 50 changes.
pub(super) fn cases(checked_in: usize) -> usize {
    let factor = std::env::var("PLACEWELL_ALLOCATION_CASES").ok().and_then(|value| value.parse().ok());
    checked_in * factor.unwrap_or(1)
}

/// A repeatable stream of numbers (SplitMix64).
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % sides as u64) as usize
    }
}

#[derive(Clone, Debug, Default)]
pub(super) struct Model {
    /// Options of each learner; `None` if withdrawn.
    pub(super) learners: Vec<Option<Vec<(u32, u16)>>>,
    pub(super) seats: Vec<u32>,
    pub(super) pool_of: Vec<Option<u32>>,
    pub(super) places: Vec<u32>,
    pub(super) pins: Vec<Option<u32>>,
}

impl Model {
    /// Up to five learners and four offers; few distinct scores, so that ties are common.
    pub(super) fn random(dice: &mut Dice) -> Self {
        let (learners, offers) = (1 + dice.roll(5), 1 + dice.roll(4));
        let pools = dice.roll(3);
        let mut model = Self {
            seats: (0..offers).map(|_| [0, 1, 1, 1, 2, 3][dice.roll(6)]).collect(),
            places: (0..pools).map(|_| [0, 1, 1, 2, 3][dice.roll(5)]).collect(),
            ..Self::default()
        };
        model.pool_of = (0..offers)
            .map(|_| Some(dice.roll(pools + 1)).filter(|pool| *pool < pools).map(|pool| pool as u32))
            .collect();
        for _ in 0..learners {
            let options = model.random_options(dice);
            model.learners.push(Some(options));
            model.pins.push(None);
        }
        for learner in 0..learners {
            if dice.roll(6) == 0 {
                let options = model.learners[learner].as_ref().unwrap();
                if !options.is_empty() {
                    let offer = options[dice.roll(options.len())].0;
                    model.pins[learner] = Some(offer);
                    if !model.pins_fit() {
                        model.pins[learner] = None;
                    }
                }
            }
        }
        model
    }

    pub(super) fn random_options(&self, dice: &mut Dice) -> Vec<(u32, u16)> {
        let density = 1 + dice.roll(4);
        let mut options = Vec::new();
        for offer in 0..self.seats.len() {
            if dice.roll(5) < density {
                options.push((offer as u32, random_score(dice)));
            }
        }
        options
    }

    pub(super) fn pins_fit(&self) -> bool {
        let at = |fits: &dyn Fn(u32) -> bool| self.pins.iter().flatten().filter(|at| fits(**at)).count();
        let seats = (0..self.seats.len()).all(|j| at(&|o| o as usize == j) <= self.seats[j] as usize);
        let places = (0..self.places.len())
            .all(|p| at(&|o| self.pool_of[o as usize] == Some(p as u32)) <= self.places[p] as usize);
        seats && places
    }

    pub(super) fn cohort(&self) -> Result<Cohort, CohortError> {
        let mut builder = CohortBuilder::new(self.learners.len(), self.seats.clone());
        builder.pools(self.pool_of.clone(), self.places.clone());
        for (learner, options) in self.learners.iter().enumerate() {
            for &(offer, score) in options.iter().flatten() {
                builder.pair(learner as u32, offer, u32::from(score))?;
            }
            // Pairs that are not possible are listed all the same, with the highest score, and ruled out.
            for offer in (0..self.seats.len() as u32).filter(|offer| self.score(learner, *offer).is_none()) {
                builder.pair(learner as u32, offer, 1000)?.forbid(learner as u32, offer);
            }
            if let Some(offer) = self.pins[learner] {
                builder.pin(learner as u32, offer);
            }
        }
        builder.build()
    }

    pub(super) fn score(&self, learner: usize, offer: u32) -> Option<u16> {
        self.learners[learner].iter().flatten().find(|(at, _)| *at == offer).map(|(_, score)| *score)
    }

    /// Whether the places given keep to every rule.
    pub(super) fn allows(&self, places: &[Option<u32>]) -> bool {
        let pinned = self.pins.iter().zip(places).all(|(pin, place)| pin.is_none() || pin == place);
        let possible = places
            .iter()
            .enumerate()
            .all(|(learner, place)| place.is_none_or(|offer| self.score(learner, offer).is_some()));
        let as_pins = Self { pins: places.to_vec(), ..self.clone() };
        pinned && possible && as_pins.pins_fit()
    }

    /// How good the places are, the gravest criterion first; more is better.
    pub(super) fn worth(&self, places: &[Option<u32>], objective: Objective) -> Vec<i64> {
        let placed = || {
            places.iter().enumerate().filter_map(|(learner, place)| {
                place.map(|offer| (learner, i64::from(self.score(learner, offer).unwrap())))
            })
        };
        let total: i64 = placed().map(|(_, score)| score).sum();
        let mut worth = vec![placed().count() as i64];
        match objective {
            Objective::Total => worth.push(total),
            Objective::Fair => {
                let unpinned = placed().filter(|(learner, _)| self.pins[*learner].is_none());
                worth.push(unpinned.map(|(_, score)| score).min().unwrap_or(2000));
                worth.push(total);
            }
            Objective::Generous => {
                for band in 0..10 {
                    worth.push(-(placed().filter(|(_, score)| (score / 100).min(9) == band).count() as i64));
                }
                worth.push(total);
            }
            Objective::Convex => {
                worth.push(-placed().map(|(_, score)| (1000 - score).pow(2)).sum::<i64>());
            }
        }
        worth
    }

    /// Calls `visit` with every possible answer.
    pub(super) fn every(&self, visit: &mut dyn FnMut(&[Option<u32>])) {
        let mut places = vec![None; self.learners.len()];
        let mut seats = self.seats.clone();
        let mut pools = self.places.clone();
        self.extend(0, &mut places, &mut seats, &mut pools, visit);
    }

    fn extend(
        &self,
        learner: usize,
        places: &mut Vec<Option<u32>>,
        seats: &mut Vec<u32>,
        pools: &mut Vec<u32>,
        visit: &mut dyn FnMut(&[Option<u32>]),
    ) {
        if learner == places.len() {
            visit(places);
            return;
        }
        if self.pins[learner].is_none() {
            self.extend(learner + 1, places, seats, pools, visit);
        }
        for &(offer, _) in self.learners[learner].iter().flatten() {
            let pool = self.pool_of[offer as usize].map(|pool| pool as usize);
            let open = seats[offer as usize] > 0 && pool.is_none_or(|pool| pools[pool] > 0);
            if !open || self.pins[learner].is_some_and(|pin| pin != offer) {
                continue;
            }
            seats[offer as usize] -= 1;
            pool.into_iter().for_each(|pool| pools[pool] -= 1);
            places[learner] = Some(offer);
            self.extend(learner + 1, places, seats, pools, visit);
            places[learner] = None;
            seats[offer as usize] += 1;
            pool.into_iter().for_each(|pool| pools[pool] += 1);
        }
    }
}

pub(super) fn random_score(dice: &mut Dice) -> u16 {
    if dice.roll(2) == 0 { [0, 100, 500, 999, 1000][dice.roll(5)] } else { dice.roll(1001) as u16 }
}
