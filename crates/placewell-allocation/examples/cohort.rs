//! Three learners and three employers with a seat each: who goes where, and why no better.
#![allow(clippy::print_stdout, reason = "an example prints")]

use placewell_allocation::{Allocation, CohortBuilder, CohortError, Objective};

fn main() -> Result<(), CohortError> {
    let mut builder = CohortBuilder::new(3, vec![1, 1, 1]);
    for (learner, offer, score) in
        [(0, 0, 900), (0, 1, 800), (1, 0, 850), (1, 1, 300), (1, 2, 500), (2, 0, 700), (2, 2, 450)]
    {
        builder.pair(learner, offer, score)?;
    }
    let cohort = builder.build()?;
    let allocation = Allocation::solve(cohort.clone(), Objective::Fair);
    for learner in 0..3 {
        println!("learner {learner}: {:?}", allocation.place_of(learner));
    }
    let figures = allocation.figures();
    println!("placed {}, total {}, lowest {:?}", figures.placed, figures.total, figures.minimum);
    println!("proof: {:?}", allocation.certificate().check(&cohort, &allocation.answer()));
    println!("why not offer 0 for learner 1: {:?}", allocation.why(1, 0)?.verdict);
    Ok(())
}
