//! What is taken off a score, and why.

use crate::suitability::{Deducted, Deduction};
use crate::words::amount::pounds;
use crate::words::label::Label;

/// What is taken off, for those who arrange placements.
#[must_use]
pub fn deduction(deduction: &Deduction) -> String {
    let points = deduction.points;
    match &deduction.what {
        Deducted::Effort { effort, changes: 1 } => {
            format!("One change takes {}: {points} off.", effort.label())
        }
        Deducted::Effort { effort, changes } => {
            format!("{changes} changes take {} each: {points} off.", effort.label())
        }
        Deducted::Cost { pounds: cost } => {
            format!("The changes cost about {}: {points} off.", pounds(u64::from(*cost)))
        }
        Deducted::Acting { party } => format!("Somebody has to act ({}): {points} off.", party.label()),
        Deducted::Questions { decisive: true, questions: 1 } => {
            format!("One question decides whether it suits: {points} off.")
        }
        Deducted::Questions { decisive: true, questions } => {
            format!("{questions} questions decide whether it suits: {points} off.")
        }
        Deducted::Questions { decisive: false, questions: 1 } => {
            format!("One other question is open: {points} off.")
        }
        Deducted::Questions { decisive: false, questions } => {
            format!("{questions} other questions are open: {points} off.")
        }
    }
}
