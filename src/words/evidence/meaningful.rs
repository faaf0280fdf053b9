//! The seven tests of a meaningful experience of a workplace.

use super::{EMPLOYER, Heading, LEARNER, RECORD, TICKS, column};
use crate::domain::nation::Nation;
use crate::programme::MeaningfulTest;

/// What it is for.
pub const ABOUT: &str = "For each placement the seven tests, and the block of the plan that shows each.";

/// What the table is called. The benchmark is guidance for England.
#[must_use]
pub fn title(nation: Nation) -> &'static str {
    match nation {
        Nation::England => "Gatsby benchmark 6: meaningful experiences of workplaces",
        Nation::Wales => "Meaningful experiences of workplaces",
    }
}

const PLAN: &str = "The newest plan of the placement";

/// Its columns.
pub const COLUMNS: [Heading; 13] = [
    column("reference", "Reference", RECORD),
    column("learner", "Learner", LEARNER),
    column("employer", "Employer", EMPLOYER),
    column("state", "Status", RECORD),
    column("plan", "Version of the plan", PLAN),
    column("test", "Test", "The seven tests of the benchmark, 2025"),
    column("met", "Met by the plan", "The plan held against the test"),
    column("on", "Shown on", PLAN),
    column("at", "At", PLAN),
    column("block", "Block", PLAN),
    column("shown_by", "Shown by", "The plan; the aims agreed for this placement"),
    column("more", "Further blocks that show it", PLAN),
    column("came", "The learner came that day", TICKS),
];

/// A test in words.
#[must_use]
pub fn test(test: MeaningfulTest) -> &'static str {
    match test {
        MeaningfulTest::Purpose => "a clear purpose, shared with employer and learner",
        MeaningfulTest::Outcomes => "learning outcomes that fit the learner’s needs",
        MeaningfulTest::Interaction => "much two-way interaction",
        MeaningfulTest::People => "a range of people met",
        MeaningfulTest::Task => "a task set by the employer is done, or something is made",
        MeaningfulTest::Feedback => "the employer’s feedback about the work",
        MeaningfulTest::Reflection => "the learner looks back on it",
    }
}

/// What the table does not say.
pub const NOTES: [&str; 2] = [
    "A test is met by what is planned. Whether the learner came on the day of the block stands beside it; whether the block \
     went as planned is not recorded.",
    "Purpose and looking back count only where aims were agreed for this placement.",
];
