//! Cohorts that are hard in ways that geography hides.

use std::ops::Range;

use placewell_allocation::{Cohort, CohortBuilder};

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
const REGIONS: usize = 40;

/// Every family, by name: 20,000 learners with 50 options each, spread over all offers at random
/// (an expander), or over the offers of their own region.
pub(crate) fn all() -> Vec<(&'static str, Cohort)> {
    vec![
        ("expander-loose", expander(1, LEARNERS, LEARNERS * 2, OPTIONS, 1001)),
        ("expander-tight", expander(2, LEARNERS, LEARNERS * 9 / 10, OPTIONS, 1001)),
        ("expander-balanced", expander(3, LEARNERS, LEARNERS, OPTIONS, 1001)),
        ("expander-ties", expander(4, LEARNERS, LEARNERS, OPTIONS, 5)),
        ("regions", regions(5)),
    ]
}

/// `seats` in all, one to four an offer; so many options each; `levels` distinct scores.
pub(crate) fn expander(seed: u64, learners: usize, seats: usize, options: usize, levels: usize) -> Cohort {
    let mut dice = Dice(seed);
    let capacities = capacities(&mut dice, seats);
    let mut builder = CohortBuilder::new(learners, capacities.clone());
    spread(&mut builder, &mut dice, (0..learners, 0..capacities.len()), options, levels);
    builder.build().unwrap()
}

/// Regions that no pair connects, with nine seats for ten learners.
fn regions(seed: u64) -> Cohort {
    let mut dice = Dice(seed);
    let own = LEARNERS / REGIONS;
    let seats: Vec<Vec<u32>> = (0..REGIONS).map(|_| capacities(&mut dice, own * 9 / 10)).collect();
    let mut builder = CohortBuilder::new(LEARNERS, seats.concat());
    let mut offer = 0;
    for (region, seats) in seats.iter().enumerate() {
        let learners = region * own..(region + 1) * own;
        spread(&mut builder, &mut dice, (learners, offer..offer + seats.len()), OPTIONS, 1001);
        offer += seats.len();
    }
    builder.build().unwrap()
}

fn capacities(dice: &mut Dice, seats: usize) -> Vec<u32> {
    let mut capacities = Vec::new();
    let mut left = seats;
    while left > 0 {
        let own = [1, 1, 1, 1, 1, 1, 2, 2, 3, 4][dice.roll(10)].min(left);
        capacities.push(own as u32);
        left -= own;
    }
    capacities
}

/// Gives each of these learners so many of these offers at random.
fn spread(
    builder: &mut CohortBuilder,
    dice: &mut Dice,
    (learners, offers): (Range<usize>, Range<usize>),
    options: usize,
    levels: usize,
) {
    let mut taken = vec![usize::MAX; offers.end];
    for learner in learners {
        let mut chosen = 0;
        while chosen < options {
            let offer = offers.start + dice.roll(offers.len());
            if std::mem::replace(&mut taken[offer], learner) != learner {
                let score = dice.roll(levels) * 1000 / (levels - 1);
                builder.pair(learner as u32, offer as u32, score as u32).unwrap();
                chosen += 1;
            }
        }
    }
}
