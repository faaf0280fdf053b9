//! How long a change takes, and whether the answer after many equals one found from nothing.

use std::time::Instant;

use placewell::allocation::{Allocation, Change, CohortBuilder, Objective};

use crate::families::Dice;

const CHANGES: usize = 1000;

/// Withdraws, rejoins and reseats at random; prints the median, the 99th percentile and the longest.
pub(crate) fn measure(label: &str, builder: CohortBuilder, objective: Objective) {
    let cohort = builder.build().unwrap();
    let learners = cohort.learners();
    let options: Vec<Vec<(u32, u16)>> =
        (0..learners as u32).map(|learner| cohort.options(learner).collect()).collect();
    let mut allocation = Allocation::solve(cohort.clone(), objective);
    let warming = Instant::now();
    allocation.what_if(&[Change::Withdraw { learner: 0 }]).unwrap();
    let warming = warming.elapsed().as_secs_f64();
    let mut gone = vec![false; learners];
    gone[0] = true;
    let mut dice = Dice(7);
    let (mut times, mut searches) = (Vec::new(), 0);
    for _ in 0..CHANGES {
        let learner = dice.roll(learners);
        gone[learner] = !gone[learner];
        let change = if !gone[learner] {
            Change::Join { learner: learner as u32, options: options[learner].clone() }
        } else {
            Change::Withdraw { learner: learner as u32 }
        };
        let start = Instant::now();
        let outcome = allocation.what_if(&[change]).unwrap();
        times.push(start.elapsed().as_secs_f64() * 1e6);
        searches += usize::from(outcome.searched);
    }
    times.sort_by(f64::total_cmp);
    let mut fresh = CohortBuilder::new(learners, cohort.capacities().to_vec());
    for (learner, options) in options.iter().enumerate().filter(|(learner, _)| !gone[*learner]) {
        for &(offer, score) in options {
            fresh.pair(learner as u32, offer, u32::from(score)).unwrap();
        }
    }
    let fresh = Allocation::solve(fresh.build().unwrap(), objective).figures();
    let kept = allocation.figures();
    let same =
        if (fresh.placed, fresh.total) == (kept.placed, kept.total) { "equal to" } else { "DIFFERENT FROM" };
    let (median, late, longest) = (times[CHANGES / 2], times[CHANGES * 99 / 100], times[CHANGES - 1]);
    println!(
        "{label:<24} what-if {objective:<8} median {median:.1} us, p99 {late:.1} us, longest {longest:.1} us \
         (first {warming:.3} s; threshold searched again {searches} times); {same} a fresh answer"
    );
}
