//! A made-up hub of real size, placed three ways.

use std::io::Write;
use std::time::Instant;

use super::AllocateError;
use crate::allocation::{
    Allocation, Cohort, CohortBuilder, CohortError, Figures, Objective, first_choices, greedy,
};

const LEARNERS: u32 = 800;
const OFFERS: u32 = 500;
/// Towns of the hub: metres east and north, and how many in a hundred live or work there.
const TOWNS: [(i64, i64, u64); 6] = [
    (0, 0, 38),
    (11_000, 4_000, 18),
    (-9_000, 12_000, 14),
    (6_000, -14_000, 12),
    (-16_000, -6_000, 10),
    (21_000, 17_000, 8),
];
/// The farthest a learner travels, in metres; one in five travels less than half of it.
const REACH: i64 = 18_000;
const SECTORS: u64 = 12;

/// A repeatable stream of numbers (SplitMix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % sides
    }

    /// Somewhere in or around a town.
    fn spot(&mut self) -> (i64, i64) {
        let mut share = self.roll(100);
        let mut town = (0, 0);
        for (east, north, weight) in TOWNS {
            town = (east, north);
            if share < weight {
                break;
            }
            share -= weight;
        }
        let mut around = || self.roll(4_000) as i64 + self.roll(4_000) as i64 - 4_000;
        (town.0 + around(), town.1 + around())
    }
}

/// Travel counts 400 points, the sector 400, the quality of the offer 200. Six in a hundred
/// learners need support that few offers have.
fn hub() -> Result<Cohort, CohortError> {
    let mut dice = Dice(2026);
    let offers: Vec<_> = (0..OFFERS)
        .map(|_| (dice.spot(), dice.roll(SECTORS), dice.roll(201) as i64, dice.roll(20) == 0))
        .collect();
    let seats = offers.iter().map(|_| [1, 1, 1, 1, 1, 2, 2, 2, 3, 4].get(dice.roll(10) as usize).copied());
    let mut builder = CohortBuilder::new(LEARNERS as usize, seats.map(Option::unwrap_or_default).collect());
    for learner in 0..LEARNERS {
        let (home, sector) = (dice.spot(), dice.roll(SECTORS));
        let reach = if dice.roll(5) == 0 { REACH / 2 } else { REACH };
        let needs_rare_support = dice.roll(100) < 6;
        for (offer, (spot, own_sector, quality, rare_support)) in (0..).zip(&offers) {
            let metres = (home.0 - spot.0).abs() + (home.1 - spot.1).abs();
            if metres > reach || (needs_rare_support && !rare_support) {
                continue;
            }
            let apart = (sector + SECTORS - own_sector) % SECTORS;
            let affinity = 400 - 70 * apart.min(SECTORS - apart).min(5) as i64;
            let score = 400 * (reach - metres) / reach + affinity + quality;
            builder.pair(learner, offer, score.clamp(0, 1000) as u32)?;
        }
    }
    builder.build()
}

/// Prints how the hub is placed by the solver, by greed, and by each taking their first choice.
pub(super) fn run(objective: Objective, out: &mut dyn Write) -> Result<(), AllocateError> {
    let cohort = hub()?;
    let seats: u32 = cohort.capacities().iter().sum();
    writeln!(out, "a made-up hub: {LEARNERS} learners, {OFFERS} offers with {seats} seats")?;
    let titles = ["", "placed", "minimum", "total", "seconds"];
    let [who, placed, minimum, total, seconds] = titles;
    writeln!(out, "{who:<38} {placed:>7} {minimum:>8} {total:>8} {seconds:>8}")?;
    let mut print = |name: &str, solve: &dyn Fn() -> Figures| {
        let start = Instant::now();
        let Figures { placed, total, minimum } = solve();
        let seconds = start.elapsed().as_secs_f64();
        let minimum = minimum.map_or_else(|| "-".to_owned(), |minimum| minimum.to_string());
        writeln!(out, "{name:<38} {placed:>7} {minimum:>8} {total:>8} {seconds:>8.4}")
    };
    let solver = format!("the best for all ({objective})");
    print(&solver, &|| Allocation::solve(cohort.clone(), objective).figures())?;
    print("greedy: the highest scores first", &|| greedy(&cohort).figures)?;
    print("each takes their first choice in turn", &|| first_choices(&cohort).figures)?;
    Ok(())
}
