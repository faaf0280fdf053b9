//! Cohorts that are hard in ways that geography hides.

use placewell::allocation::{Cohort, CohortBuilder};

/// A repeatable stream of numbers (SplitMix64).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % sides as u64) as usize
    }
}

const LEARNERS: usize = 20_000;
const OPTIONS: usize = 50;

/// Every family, by name: 20,000 learners with 50 options each, spread over all offers at random
/// (an expander).
pub(crate) fn all() -> Vec<(&'static str, Cohort)> {
    vec![
        ("expander-loose", expander(1, LEARNERS * 2, 1001)),
        ("expander-tight", expander(2, LEARNERS * 9 / 10, 1001)),
        ("expander-balanced", expander(3, LEARNERS, 1001)),
        ("expander-ties", expander(4, LEARNERS, 5)),
    ]
}

/// `seats` in all, one to four an offer; `levels` distinct scores.
fn expander(seed: u64, seats: usize, levels: usize) -> Cohort {
    let mut dice = Dice(seed);
    let mut capacities = Vec::new();
    let mut left = seats;
    while left > 0 {
        let own = [1, 1, 1, 1, 1, 1, 2, 2, 3, 4][dice.roll(10)].min(left);
        capacities.push(own as u32);
        left -= own;
    }
    let offers = capacities.len();
    let mut builder = CohortBuilder::new(LEARNERS, capacities);
    let mut taken = vec![usize::MAX; offers];
    for learner in 0..LEARNERS {
        let mut chosen = 0;
        while chosen < OPTIONS {
            let offer = dice.roll(offers);
            if std::mem::replace(&mut taken[offer], learner) != learner {
                let score = dice.roll(levels) * 1000 / (levels - 1);
                builder.pair(learner as u32, offer as u32, score as u32).unwrap();
                chosen += 1;
            }
        }
    }
    builder.build().unwrap()
}
