//! How far answers within crossing limits are from what is proved to be the most.

use std::collections::BTreeMap;
use std::time::Instant;

use placewell_allocation::{Allocation, Crossing, Objective, solve_crossing};

use crate::families;

/// Times of the week at which a coach can be in one place only.
const SLOTS: usize = 10;
/// Learners of one coach, and how many of them the coach can support in one slot.
const KINDS: [(&str, usize, u32); 3] = [("ample", 6, 2), ("scarce", 12, 1), ("very scarce", 20, 1)];
const ROUNDS: u32 = 60;

/// Prints, by size of the cohort and scarcity of the coaches, what is found and what is the most.
pub(crate) fn measure() {
    println!(
        "{:>8} {:<12} {:>7} {:>7} {:>7} {:>9} {:>9} {:>7} {:>12} {:>8}",
        "learners", "coaches", "placed", "most", "gap", "total", "most", "gap", "if no limits", "seconds"
    );
    for learners in [200, 800, 2000] {
        for (seed, (name, own, places)) in (100..).zip(KINDS) {
            let cohort = families::expander(seed, learners, learners * 6 / 5, 20, 1001);
            let mut dice = families::Dice(seed);
            let coaches = learners.div_ceil(own);
            let crossing = Crossing {
                coach_of: (0..learners).map(|_| Some(dice.roll(coaches) as u32)).collect(),
                slot_of: (0..cohort.offers()).map(|_| Some(dice.roll(SLOTS) as u32)).collect(),
                places: every(coaches, places),
            };
            let start = Instant::now();
            let found = solve_crossing(&cohort, &crossing, ROUNDS).unwrap();
            let seconds = start.elapsed().as_secs_f64();
            let free = Allocation::solve(cohort, Objective::Total).figures();
            let gap = |own: u64, most: u64| format!("{:.2} %", 100.0 * (most - own) as f64 / most as f64);
            let figures = found.answer.figures;
            println!(
                "{learners:>8} {name:<12} {:>7} {:>7} {:>7} {:>9} {:>9} {:>7} {:>12} {seconds:>8.3}",
                figures.placed,
                found.most_placed,
                gap(figures.placed, found.most_placed),
                figures.total,
                found.most_total,
                gap(figures.total, found.most_total),
                free.total
            );
        }
    }
}

fn every(coaches: usize, places: u32) -> BTreeMap<(u32, u32), u32> {
    let slots = |coach| (0..SLOTS as u32).map(move |slot| ((coach, slot), places));
    (0..coaches as u32).flat_map(slots).collect()
}
