//! The seven tests of a meaningful experience, in words.

use crate::programme::{MeaningfulTest, Programme, TestResult};
use crate::words::briefing::tick_day;

/// More blocks than these are told as the first ones.
const MOST_BLOCKS: usize = 3;

/// The test.
#[must_use]
pub fn test(test: MeaningfulTest) -> &'static str {
    match test {
        MeaningfulTest::Purpose => "A purpose that both sides know",
        MeaningfulTest::Outcomes => "Something learnt that is a step for this learner",
        MeaningfulTest::Interaction => "Talking with people about work",
        MeaningfulTest::People => "A range of people",
        MeaningfulTest::Task => "Real work that somebody uses",
        MeaningfulTest::Feedback => "Hearing what the employer thinks of the work",
        MeaningfulTest::Reflection => "Looking back at what was wanted",
    }
}

/// "Talking with people about work: Tue 3 11:50, Wed 4 13:30 and 4 more."; nothing for a test that is not met.
#[must_use]
pub fn traced(result: &TestResult, programme: &Programme) -> Option<String> {
    if !result.met {
        return None;
    }
    let name = test(result.test);
    let (first, last) = (programme.days.first()?.date, programme.days.last()?.date);
    let blocks = result.shown_by.iter().filter_map(|id| programme.block(id));
    let shown: Vec<String> = blocks
        .take(MOST_BLOCKS)
        .map(|(day, block)| format!("{} {}", tick_day(day.date, first, last), block.span.from))
        .collect();
    let more = result.shown_by.len().saturating_sub(MOST_BLOCKS);
    Some(match (shown.is_empty(), more) {
        (true, _) => format!("{name}: see the first page."),
        (false, 0) => format!("{name}: {}.", shown.join(", ")),
        (false, more) => format!("{name}: {} and {more} more.", shown.join(", ")),
    })
}
