//! A cohort and all offers: exact, fair, and quick to solve again.
//!
//! A hub places a year group, not a learner. Nobody is left out who could be placed; the least
//! suited placement is as good as it can be; then the total is as high as it can be. Seats, and
//! the places of job-coach pools, are never overrun.
//!
//! [`CohortBuilder`] takes who could go where, [`Allocation::solve`] finds the best answer for an
//! [`Objective`], and [`Allocation::what_if`] finds it again after [`Change`]s, moving as few as it
//! can. Learners, offers and pools are dense indices from 0; scores are points from 0 to 1000.
//!
//! The method: first the most that can be placed (`reach`), which also shows the offers that are
//! *short*, whose every seat fills (`cover`); then successive shortest paths with prices
//! (`network`), from the learners where seats are plentiful (`place`) and from the seats where they
//! are short (`fill`). The prices prove the answer, and later changes start from them (`edit`). What
//! nothing connects (`pieces`) is solved apart, on two threads (`halves`).

mod answer;
mod apply;
mod baseline;
mod certificate;
mod change;
mod cohort;
mod cover;
mod crossing;
mod divisible;
mod edit;
mod engine;
mod explain;
mod fill;
mod groups;
mod bisection;
mod keep_apart;
mod measure;
mod network;
mod objective;
mod pair;
mod components;
mod place;
mod plan;
mod augmenting_paths;
mod rows;
mod seating;
pub mod sheet;
mod shortage;
mod solve;
mod tally;
pub mod text;
mod threshold;

pub use answer::{Answer, Figures, Move, Outcome, Profile, Standing};
pub use baseline::{first_choices, greedy};
pub use bisection::Sharing;
pub use certificate::{Bound, Certificate, Flaw};
pub use change::Change;
pub use cohort::{Cohort, CohortBuilder, CohortError, MOST_LEARNERS};
pub use crossing::{Bounded, Crossing, CrossingError, solve_crossing};
pub use explain::{Step, Verdict, Why};
pub use keep_apart::{Apart, KeptApart};
pub use measure::{LEVELS, Toll};
pub use objective::{Objective, UnknownObjective};
pub use pair::FULL_SCORE;
pub use plan::Allocation;
pub use shortage::{Gain, Shortage};
pub use tally::BANDS;
