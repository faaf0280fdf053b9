use std::collections::{BTreeMap, BTreeSet};

use super::help::step_at;
use super::people::name;
use super::{Inputs, aims};
use crate::domain::ids::{PersonId, TaskId};
use crate::domain::workload::Activity;
use crate::programme::{Block, Content, MeaningfulTest, TestResult, first_meetings, meaningful};
use crate::words::briefing::meaning as words;

/// So many uses of the work are told.
const USES: usize = 3;

/// So many of the people who are met are told, with the time.
const PEOPLE: usize = 3;

/// What makes the placement worth having, each sentence only where the plan holds it.
pub(super) fn meaning(inputs: &Inputs<'_>, called: &str) -> Vec<String> {
    let last = inputs.programme.days.last().map(|day| day.date);
    let part = |wanted: Activity| {
        let mut blocks = inputs.programme.blocks().filter(|(day, _)| Some(day.date) == last);
        let is = move |block: &Block| matches!(block.content, Content::Activity { activity } if activity == wanted);
        blocks.find(|(_, block)| is(block)).map(|(_, block)| block)
    };
    let named = |block: &Block| name(&inputs.offer.offer, &block.person).ok();
    let shown = part(Activity::ShowWork).and_then(|block| {
        let other = block.hand_to.as_ref().and_then(|id| name(&inputs.offer.offer, id).ok());
        let to: Vec<String> = named(block).into_iter().chain(other).collect();
        Some(words::shown(block.span.from, called, block.about.as_ref()?.as_str(), &to))
    });
    let told = part(Activity::Feedback).and_then(|block| Some(words::told(block.span.from, &named(block)?)));
    let looked_back = part(Activity::Close).filter(|_| !aims(inputs).is_empty());
    [
        words::meets(called, &people(inputs)),
        words::used(&uses(inputs)),
        shown,
        told,
        looked_back.map(|block| words::looks_back(block.span.from, called)),
        Some(seven_tests(inputs)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Each of the seven tests that the plan meets, with a block that shows it: one that stands for no other test, where
/// there is one.
fn seven_tests(inputs: &Inputs<'_>) -> String {
    let results = meaningful(inputs.programme, &inputs.offer.offer, aims(inputs));
    let mut used = BTreeSet::new();
    let mut at = |result: &TestResult| {
        // The step further is told elsewhere, too, and stands at one time.
        let step = step_at(inputs).filter(|_| result.test == MeaningfulTest::Outcomes);
        if let Some((date, from)) = step {
            return words::shown_by(date, from);
        }
        if result.test == MeaningfulTest::People {
            return first_people(inputs);
        }
        let shows = || inputs.programme.blocks().filter(|(_, block)| result.shown_by.contains(&block.id));
        let shown = shows().find(|(_, block)| !used.contains(&block.id)).or_else(|| shows().next());
        let Some((day, block)) = shown else { return words::ON_THE_FIRST_PAGE.to_owned() };
        used.insert(block.id.clone());
        words::shown_by(day.date, block.span.from)
    };
    let met: Vec<_> = results.iter().filter(|one| one.met).map(|result| (result.test, at(result))).collect();
    words::seven_tests(&met)
}

/// Some of the people of the plan, with the block in which each is met.
fn first_people(inputs: &Inputs<'_>) -> String {
    let first = first_meetings(inputs.programme);
    let blocks = inputs.programme.blocks();
    let met = blocks.filter_map(|(day, block)| {
        let mut people = [&block.person].into_iter().chain(&block.hand_to);
        let person = people.find(|person| first.get(person).is_some_and(|at| *at == block.id))?;
        let at = words::shown_by(day.date, block.span.from);
        Some((name(&inputs.offer.offer, person).ok()?, at))
    });
    words::met_at(&met.take(PEOPLE).collect::<Vec<_>>())
}

/// Everybody who leads a job or is handed its result, in the order in which they are met.
pub(super) fn people(inputs: &Inputs<'_>) -> Vec<String> {
    let work = inputs.programme.blocks().filter(|(_, block)| block.content.task().is_some());
    let mut met: Vec<&PersonId> = Vec::new();
    for person in work.flat_map(|(_, block)| std::iter::once(&block.person).chain(&block.hand_to)) {
        if !met.contains(&person) {
            met.push(person);
        }
    }
    met.into_iter().filter_map(|person| name(&inputs.offer.offer, person).ok()).collect()
}

fn uses(inputs: &Inputs<'_>) -> Vec<String> {
    let tasks = inputs.programme.tasks.iter().filter_map(|plan| inputs.offer.offer.task(&plan.task));
    let used =
        tasks.filter_map(|task| Some(words::use_of(task.name.as_str(), task.used.as_ref()?.how.as_str())));
    used.take(USES).collect()
}

/// The jobs of the plan that are counted, in the order in which they are met.
pub(super) fn counted<'a>(inputs: &Inputs<'a>) -> Vec<&'a str> {
    let tasks = inputs.programme.tasks.iter().filter_map(|plan| inputs.offer.offer.task(&plan.task));
    tasks.filter(|task| task.amount.is_some()).map(|task| task.name.as_str()).collect()
}

/// How much of each task the plan aims at, all days together.
fn counts<'a>(inputs: &Inputs<'a>) -> BTreeMap<&'a TaskId, u32> {
    let mut counts = BTreeMap::new();
    for (_, block) in inputs.programme.blocks() {
        if let (Some(task), Some(goal)) = (block.content.task(), &block.goal) {
            *counts.entry(task).or_default() += u32::from(goal.count);
        }
    }
    counts
}

/// A total of estimates, told no closer than to a twentieth.
fn in_round_numbers(count: u32) -> u32 {
    let to = match count {
        0..40 => 1,
        40..100 => 5,
        100..1000 => 10,
        1000.. => 100,
    };
    count.saturating_add(to / 2) / to * to
}

/// What the workplace gets out of it: how much of each job the plan aims at, all days together.
pub(super) fn gains(inputs: &Inputs<'_>) -> Option<String> {
    let counts = counts(inputs);
    let tasks = inputs.programme.tasks.iter().filter_map(|plan| inputs.offer.offer.task(&plan.task));
    let amounts: Vec<String> = tasks
        .filter_map(|task| {
            let count = in_round_numbers(*counts.get(&task.id)?);
            let noun = task.amount.as_ref()?.noun(u16::try_from(count).unwrap_or(u16::MAX));
            Some(words::gain(&format!("{count} {noun}"), task.name.as_str()))
        })
        .collect();
    words::gains(&amounts)
}
