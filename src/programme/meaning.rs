//! The seven tests of a meaningful experience of a workplace (Gatsby benchmark 6, 2025), each traced to
//! what in this plan makes it true. What every plan has passes none of them.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Block, Content, Programme};
use crate::domain::ids::PersonId;
use crate::domain::learner::Profile;
use crate::domain::offer::Offer;
use crate::domain::time::TimeOfDay;
use crate::domain::workload::Activity;

/// So many different people are a range of people.
const RANGE_OF_PEOPLE: usize = 3;

/// One of the tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Test {
    /// A purpose that employer and learner share.
    Purpose,
    /// Outcomes that fit the learner's needs.
    Outcomes,
    /// Much talk both ways about work.
    TwoWay,
    /// A range of people.
    People,
    /// A task that the employer set, or work that is of use to it.
    RealWork,
    /// What the employer thinks of the work, told to the learner.
    Feedback,
    /// The learner looks back.
    Reflection,
}

/// When, on which day.
pub type Moment = (NaiveDate, TimeOfDay);

/// A test and the moments that make it true: none where the plan does not pass it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Traced {
    /// The test.
    pub test: Test,
    /// Whether it is passed.
    pub passed: bool,
    /// By which blocks, in order; empty where it rests on what was agreed before.
    pub moments: Vec<Moment>,
}

/// The seven tests, in their order.
#[must_use]
pub fn trace(programme: &Programme, offer: &Offer, profile: &Profile) -> Vec<Traced> {
    let has_aims = !profile.hopes.aims.is_empty();
    let when = |keep: &dyn Fn(&Block) -> bool| -> Vec<Moment> {
        programme
            .blocks()
            .filter(|(_, block)| keep(block))
            .map(|(day, block)| (day.date, block.span.from))
            .collect()
    };
    let used = |block: &Block| {
        let task = block.content.task().and_then(|id| offer.task(id));
        task.is_some_and(|task| task.used.is_some())
    };
    let is =
        |block: &Block, wanted| matches!(block.content, Content::Activity { activity } if activity == wanted);
    let stretches = |block: &Block| {
        block
            .content
            .task()
            .is_some_and(|id| programme.tasks.iter().any(|plan| plan.task == *id && plan.stretches))
    };
    let shown = when(&|block| is(block, Activity::ShowWork) && block.about.is_some());
    let last = |moments: Vec<Moment>| moments.last().copied().into_iter().collect::<Vec<_>>();
    let by = |test, moments: Vec<Moment>| Traced { test, passed: !moments.is_empty(), moments };
    let looked_back = if has_aims { last(when(&|block| is(block, Activity::Close))) } else { Vec::new() };
    let met = firsts(programme);
    let met = if met.len() >= RANGE_OF_PEOPLE { met } else { Vec::new() };
    vec![
        Traced { test: Test::Purpose, passed: has_aims, moments: Vec::new() },
        by(Test::Outcomes, last(when(&stretches))),
        by(Test::TwoWay, when(&|block| block.hand_to.is_some() || block.choice.is_some())),
        by(Test::People, met),
        by(Test::RealWork, when(&used)),
        by(Test::Feedback, shown),
        by(Test::Reflection, looked_back),
    ]
}

/// The first moment with each person, in order.
fn firsts(programme: &Programme) -> Vec<Moment> {
    let mut known: BTreeSet<&PersonId> = BTreeSet::new();
    let mut moments = Vec::new();
    for (day, block) in programme.blocks().filter(|(_, block)| block.content.task().is_some()) {
        for person in std::iter::once(&block.person).chain(&block.hand_to) {
            if known.insert(person) {
                moments.push((day.date, block.span.from));
            }
        }
    }
    moments.dedup();
    moments
}
