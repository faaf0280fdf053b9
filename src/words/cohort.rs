//! What is said about a hub's cohort, to the hub and to the providers whose learners take part.

use super::allocation::counted;
use super::label::labels;
use crate::domain::cohort::{CohortChoice, CohortObjective, CohortStanding, CohortState, CohortVerdict};

labels! {
    CohortState {
        Weighing => "finding which offers suit whom",
        Explaining => "solved; explanations in progress",
        Solved => "solved",
        Failed => "without an answer",
    }
    CohortObjective {
        Fair => "the lowest score as high as it can be, then the total",
        Total => "the total of the scores",
        Generous => "as few low scores as possible",
        Convex => "the least squared shortfalls",
    }
    CohortStanding {
        Placed => "placed",
        Pinned => "placed where a person had decided",
        Kept => "stays with the placement that was proposed before",
        NoSeat => "every seat that would suit is taken",
        NoOption => "no offer suits",
        Left => "no longer in the cohort",
    }
    CohortVerdict {
        HasIt => "has it",
        NotPossible => "does not suit, or was ruled out",
        Held => "every seat is held for others",
        LeavesUnplaced => "more learners would be left without a placement",
        LowersLowest => "the lowest score would fall",
        LowersTotal => "the total would fall",
        LessEven => "the scores would be spread less evenly",
        AsGood => "nothing would be lost",
    }
    CohortChoice {
        Accept => "accepted",
        Override => "replaced by another offer",
        Reject => "rejected",
    }
}

/// Learners who depend on too few seats.
#[must_use]
pub fn shortage(learners: u64, seats: u64, lacking: u64) -> String {
    let who = counted(learners, "learner", "learners");
    if seats == 0 {
        return format!("no seat for {who}");
    }
    let depend = if learners == 1 { "depends" } else { "depend" };
    let seats = counted(seats, "seat", "seats");
    format!("{who} {depend} on {seats}; {} without a placement", counted(lacking, "goes", "go"))
}

/// Why a cohort has no answer, or a change to it cannot be made.
#[must_use]
pub fn problem(code: &str) -> &'static str {
    match code {
        "pin_not_possible" => {
            "A learner is pinned to an offer that does not suit them, or that is ruled out."
        }
        "pinned_twice" => "A learner is pinned twice.",
        "offer_over_pinned" => "An offer has fewer seats than learners pinned to it.",
        "pool_over_pinned" => "A pool of job coaches has fewer places than learners pinned to its offers.",
        "pinned_together" => {
            "Two learners who are to be kept apart would be with one employer: one is pinned there, the other is pinned or has a placement there."
        }
        "too_large" => "The cohort is too large.",
        "withdrawn" => "A learner has already been withdrawn.",
        "not_pinned" => "A learner is not pinned.",
        "not_proved" => "The proof of the answer does not hold, so the answer is not shown.",
        "broken_off" | "panic" | "store" => "The calculation was interrupted. Create the cohort again.",
        _ => "The cohort cannot be placed as requested.",
    }
}
