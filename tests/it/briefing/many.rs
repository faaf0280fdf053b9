//! The four copies of many plans: plain, short, whole and legible, whoever the learner and wherever the place.
//!
//! `PLACEWELL_PLANS=1000` prints the copies of so many generated plans; printing takes most of the time, so that
//! `cargo bench --bench copies -- 1000`, which holds them to the same, is the quicker way to that many.

use super::measured::{Made, make};
use super::pairs::{sample, suited};
use super::plans::plans;

fn plans_printed() -> usize {
    std::env::var("PLACEWELL_PLANS").map_or(6, |plans| plans.parse().unwrap())
}

#[test]
fn the_four_copies_of_generated_plans_are_fit_for_their_readers() {
    for (seed, plan) in plans().take(plans_printed()) {
        assert_eq!(make(&plan).faults(&plan), [], "seed {seed}");
    }
    println!("the four copies of {} generated plans", plans_printed());
}

/// The weeks of the sample whose wall pages are the fullest.
#[test]
fn the_fullest_weeks_of_the_sample_are_legible_from_a_step_away() {
    for (learner, offer) in [("zara", "bakery-packing"), ("kacper", "farm-animals")] {
        let prepared = sample(learner, offer, "2026-11-02".parse().unwrap()).unwrap();
        let programme = prepared.programme.clone();
        let made = Made::from(prepared);
        assert!(made.is_a_week());
        assert_eq!(made.faults_of_print(&programme), [], "{learner} at {offer}");
    }
}

/// `PLACEWELL_PAIRS=384` prints every pair that suits.
#[test]
fn the_four_copies_of_the_sample_are_fit_for_their_readers() {
    let pairs = std::env::var("PLACEWELL_PAIRS").map_or(1, |pairs| pairs.parse().unwrap());
    let mut printed = 0;
    for (name, prepared) in suited().take(pairs) {
        let programme = prepared.programme.clone();
        assert_eq!(Made::from(prepared).faults_of_print(&programme), [], "{name}");
        printed += 1;
    }
    assert!(printed > 0, "no pair of the sample suits");
}
