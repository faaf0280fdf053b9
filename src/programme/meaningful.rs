//! Whether a programme is a meaningful experience of a workplace: the seven tests of the Gatsby
//! benchmark 6 (2025), each traceable to blocks of the plan.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Block, BlockId, Content, Programme};
use crate::domain::code::{Code, vocabulary};
use crate::domain::ids::PersonId;
use crate::domain::offer::Offer;
use crate::domain::text::Line;
use crate::domain::workload::Activity;

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

/// So many different people at work are a range of people.
const RANGE_OF_PEOPLE: usize = 3;

/// The seven tests in order, for a learner with these aims. What every plan has (a welcome, a goodbye) meets none of them.
#[must_use]
pub fn meaningful(programme: &Programme, offer: &Offer, aims: &[Line]) -> Vec<TestResult> {
    MeaningfulTest::ALL
        .iter()
        .map(|test| {
            let shown_by = shown_by(*test, programme, offer, aims);
            let met = match test {
                // What was agreed beforehand stands on no block.
                MeaningfulTest::Purpose => !aims.is_empty(),
                _ => !shown_by.is_empty(),
            };
            TestResult { test: *test, met, shown_by }
        })
        .collect()
}

fn shown_by(test: MeaningfulTest, programme: &Programme, offer: &Offer, aims: &[Line]) -> Vec<BlockId> {
    let those = |wanted: &dyn Fn(&Block) -> bool| -> Vec<BlockId> {
        programme.blocks().filter(|(_, block)| wanted(block)).map(|(_, block)| block.id.clone()).collect()
    };
    let part =
        |block: &Block, wanted| matches!(block.content, Content::Activity { activity } if activity == wanted);
    let is_used = |block: &Block| {
        block.content.task().and_then(|id| offer.task(id)).is_some_and(|task| task.used.is_some())
    };
    match test {
        MeaningfulTest::Purpose => Vec::new(),
        MeaningfulTest::Outcomes => {
            let step_up = programme.step_up().map(|plan| &plan.task);
            those(&|block| step_up.is_some() && block.content.task() == step_up)
        }
        MeaningfulTest::Interaction => {
            those(&|block| block.hand_to.is_some() && block.content.task().is_some())
        }
        MeaningfulTest::People => {
            let met = first_meetings(programme);
            if met.len() >= RANGE_OF_PEOPLE { met.into_values().collect() } else { Vec::new() }
        }
        MeaningfulTest::Task => those(&is_used),
        MeaningfulTest::Feedback => those(&|block| part(block, Activity::ShowWork) && block.about.is_some()),
        MeaningfulTest::Reflection if aims.is_empty() => Vec::new(),
        MeaningfulTest::Reflection => {
            those(&|block| part(block, Activity::Close)).into_iter().next_back().into_iter().collect()
        }
    }
}

/// The first block of work with each person, whether they lead it or take its result.
#[must_use]
pub fn first_meetings(programme: &Programme) -> BTreeMap<&PersonId, BlockId> {
    let mut first: BTreeMap<&PersonId, BlockId> = BTreeMap::new();
    for (_, block) in programme.blocks().filter(|(_, block)| block.content.task().is_some()) {
        for person in std::iter::once(&block.person).chain(&block.hand_to) {
            first.entry(person).or_insert_with(|| block.id.clone());
        }
    }
    first
}
