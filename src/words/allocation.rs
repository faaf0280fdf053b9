//! What is said about a cohort's answer, to whoever stands up for it.

use crate::allocation::{Gain, Verdict};

/// What giving a learner the offer asked about would come to.
#[must_use]
pub fn verdict(verdict: Verdict) -> String {
    let points = |count: u64| counted(count, "point", "points");
    match verdict {
        Verdict::HasIt => "has it".to_owned(),
        Verdict::NotPossible => "not a possible placement".to_owned(),
        Verdict::Held => "every seat is held for pinned learners".to_owned(),
        Verdict::LeavesUnplaced(count) => {
            format!("{} more would be left without a placement", counted(count, "learner", "learners"))
        }
        Verdict::LowersMinimum(minimum) => {
            format!("somebody else's placement would score only {minimum}, the lowest of all")
        }
        Verdict::LowersTotal(count) => {
            format!("the others would lose {} more than the learner would gain", points(count))
        }
        Verdict::LessEven => "the scores would be spread less evenly".to_owned(),
        Verdict::AsGood => "an answer with it would be as good".to_owned(),
    }
}

/// What one more seat would bring.
#[must_use]
pub fn gain(gain: Gain) -> String {
    let points = gain.total.filter(|points| *points != 0).map(|points| format!("{points:+} points"));
    match (gain.placed, points) {
        (0, None) => "nothing".to_owned(),
        (0, Some(points)) => format!("nobody more placed, {points}"),
        (_, None) => "one more learner placed".to_owned(),
        (_, Some(points)) => format!("one more learner placed, {points}"),
    }
}

/// A number of things: `1 learner`, `2 learners`.
#[must_use]
pub fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
