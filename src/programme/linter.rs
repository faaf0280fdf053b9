//! Whether a programme is a meaningful experience of a workplace: the seven tests of the Gatsby
//! benchmark 6 (2025), each traceable to blocks of the plan.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Block, BlockId, Content, Programme};
use crate::domain::code::{Code, vocabulary};
use crate::domain::workload::{Activity, WorkInput};

vocabulary! {
    /// The seven tests.
    MeaningfulTest {
        /// A clear purpose, shared with the employer and the learner.
        Purpose = "purpose",
        /// Learning outcomes that fit the learner's needs.
        Outcomes = "outcomes",
        /// Much two-way interaction.
        Interaction = "interaction",
        /// A range of people.
        People = "people",
        /// A task set by the employer is done, or something is produced.
        Task = "task",
        /// The employer's feedback about the work.
        Feedback = "feedback",
        /// The learner looks back on it.
        Reflection = "reflection",
    }
}

/// How the programme meets one test.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TestResult {
    /// Which test.
    pub test: MeaningfulTest,
    /// Whether it is met.
    pub met: bool,
    /// The blocks that show it.
    pub shown_by: Vec<BlockId>,
}

/// People that a learner should meet in a placement of more than one day.
const RANGE_OF_PEOPLE: usize = 2;

/// The seven tests in order.
#[must_use]
pub fn meaningful(programme: &Programme, input: &WorkInput<'_>) -> Vec<TestResult> {
    MeaningfulTest::ALL
        .iter()
        .map(|test| {
            let (met, shown_by) = result(*test, programme, input);
            TestResult { test: *test, met, shown_by }
        })
        .collect()
}

fn result(test: MeaningfulTest, programme: &Programme, input: &WorkInput<'_>) -> (bool, Vec<BlockId>) {
    let those = |wanted: &dyn Fn(&Block) -> bool| -> Vec<BlockId> {
        programme.blocks().filter(|(_, block)| wanted(block)).map(|(_, block)| block.id.clone()).collect()
    };
    let part = |wanted: Activity| {
        those(&|block| matches!(block.content, Content::Activity { activity } if activity == wanted))
    };
    let any = |blocks: Vec<BlockId>| (!blocks.is_empty(), blocks);
    match test {
        MeaningfulTest::Purpose => any(part(Activity::Welcome)),
        MeaningfulTest::Outcomes => {
            let levelled = those(&|block| block.level.is_some());
            (!levelled.is_empty() && !input.profile.outcomes.is_empty(), levelled)
        }
        MeaningfulTest::Interaction => {
            let talks = [Activity::Tour, Activity::PlanOfTheDay, Activity::Feedback, Activity::Close];
            let blocks: Vec<_> = talks.into_iter().flat_map(part).collect();
            (blocks.len() >= programme.days.len() * 2, blocks)
        }
        MeaningfulTest::People => {
            let people: BTreeSet<_> = programme.blocks().map(|(_, block)| &block.person).collect();
            let shown = people.iter().filter_map(|person| {
                programme
                    .blocks()
                    .find(|(_, block)| block.person == **person)
                    .map(|(_, block)| block.id.clone())
            });
            (people.len() >= RANGE_OF_PEOPLE, shown.collect())
        }
        MeaningfulTest::Task => any(those(&|block| block.content.task().is_some())),
        MeaningfulTest::Feedback => any(part(Activity::Feedback)),
        MeaningfulTest::Reflection => any(part(Activity::Close)),
    }
}
