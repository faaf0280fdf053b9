//! The seven tests of a meaningful experience, in words.

use crate::programme::meaning::{Moment, Test, Traced};
use crate::words::briefing::short_day;

/// More moments than these are told as the first ones.
const MOST_MOMENTS: usize = 3;

/// The test.
#[must_use]
pub fn test(test: Test) -> &'static str {
    match test {
        Test::Purpose => "A purpose that both sides know",
        Test::Outcomes => "Something learnt that is a step for this learner",
        Test::TwoWay => "Talking with people about work",
        Test::People => "A range of people",
        Test::RealWork => "Real work that somebody uses",
        Test::Feedback => "Hearing what the employer thinks of the work",
        Test::Reflection => "Looking back at what was wanted",
    }
}

/// What is missing where the plan does not pass.
#[must_use]
pub fn missing(test: Test) -> &'static str {
    match test {
        Test::Purpose | Test::Reflection => "Agree one to three aims with the learner.",
        Test::Outcomes => "Ask the employer for a job that goes a step further.",
        Test::TwoWay => "Ask the employer to whom the results are handed.",
        Test::People => "Ask the employer who else could work with the learner.",
        Test::RealWork => "Ask the employer what becomes of the results.",
        Test::Feedback => "Ask the employer what the learner makes that can be shown.",
    }
}

/// "Talking with people about work: Tue 3 11:50, Wed 4 13:30 and 4 more."
#[must_use]
pub fn traced(traced: &Traced) -> Option<String> {
    if !traced.passed {
        return None;
    }
    let name = test(traced.test);
    let told: Vec<String> = traced.moments.iter().take(MOST_MOMENTS).map(moment).collect();
    let more = traced.moments.len().saturating_sub(MOST_MOMENTS);
    Some(match (told.is_empty(), more) {
        (true, _) => format!("{name}: what the learner wants from it, on the first page."),
        (false, 0) => format!("{name}: {}.", told.join(", ")),
        (false, more) => format!("{name}: {} and {more} more.", told.join(", ")),
    })
}

fn moment((date, time): &Moment) -> String {
    format!("{} {time}", short_day(*date))
}
