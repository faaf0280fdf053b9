//! What holds for every generated offer and learner.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use placewell::domain::calendar::age_on;
use placewell::domain::ids::TaskId;
use placewell::domain::learner::LearnerFacts;
use placewell::domain::offer::Offer;
use placewell::domain::workload::{HourLimits, WorkInput, Workdays, gaps, measure};
use placewell::programme::{Edit, EditRefused, Weight, check, edit, half_day, plan};

use super::truth::is_true;
use crate::generate;

/// How many pairs are planned, unless `PLACEWELL_TEST_CASES` says otherwise.
const CASES: u64 = 2_000;

fn seeds() -> std::ops::Range<u64> {
    0..std::env::var("PLACEWELL_TEST_CASES").map_or(CASES, |cases| cases.parse().unwrap())
}

struct Pair {
    offer: Offer,
    learner: LearnerFacts,
    window: usize,
    days: Vec<NaiveDate>,
    carved: BTreeSet<TaskId>,
    limits: HourLimits,
}

impl Pair {
    /// The pair of a seed; nothing when the offer has no window in which the pattern fits.
    fn new(seed: u64) -> Option<Self> {
        let hardness = u8::try_from(seed % 101).unwrap();
        let offer = generate::offer(seed, hardness).offer;
        let learner = generate::learner(seed.wrapping_mul(31), hardness);
        let later = usize::try_from(seed % 3).unwrap();
        let (window, days) = offer.windows.iter().enumerate().find_map(|(at, window)| {
            let start = window.starts(offer.pattern, generate::monday(), &learner.closed).nth(later)?;
            Some((at, window.placement_days(offer.pattern, start, &learner.closed)?))
        })?;
        let hard = |at: usize| (seed >> (at % 13)).is_multiple_of(11);
        let carved = offer.tasks.iter().enumerate().filter(|(at, _)| hard(*at));
        let carved = carved.map(|(_, task)| task.id.clone()).collect();
        let adult = age_on(learner.date_of_birth, days[0]) >= 18;
        let limits = if adult { HourLimits::ADULT } else { HourLimits::UNDER_18 };
        Some(Self { offer, learner, window, days, carved, limits })
    }

    fn input(&self) -> WorkInput<'_> {
        let window = &self.offer.windows[self.window];
        WorkInput::new(&self.offer, window, &self.days, &self.carved, &self.learner.profile, self.limits)
    }
}

fn pairs() -> impl Iterator<Item = (u64, Pair)> {
    seeds().filter_map(|seed| Some((seed, Pair::new(seed)?)))
}

#[test]
fn every_plan_keeps_every_rule_and_every_shortfall_is_true() {
    let (mut planned, mut short) = (0_u64, 0_u64);
    for (seed, pair) in pairs() {
        let input = pair.input();
        match plan(&input) {
            Ok(programme) => {
                planned += 1;
                assert_eq!(check(&programme, &input), vec![], "seed {seed}");
                assert_eq!(programme.days.len(), pair.days.len(), "seed {seed}");
                for (_, block) in programme.blocks() {
                    assert!(pair.offer.person(&block.person).is_some(), "seed {seed}");
                    assert!(
                        block.content.task().is_none_or(|task| !pair.carved.contains(task)),
                        "seed {seed}"
                    );
                }
            }
            Err(shortfall) => {
                short += 1;
                assert!(!shortfall.missing.is_empty(), "seed {seed}");
                for gap in &shortfall.missing {
                    assert!(is_true(gap, &input), "seed {seed}: {gap:?}");
                }
            }
        }
    }
    println!("{planned} planned, {short} with too little work");
    assert!(planned > short, "the cases are too hard to show anything");
    assert!(short > planned / 10, "the cases are too easy to show anything");
}

#[test]
fn the_same_input_gives_the_same_bytes_and_the_workload_foretells_the_plan() {
    for (seed, pair) in pairs().step_by(10) {
        let input = pair.input();
        let bytes = || plan(&input).map(|programme| serde_json::to_vec(&programme).unwrap());
        let first = bytes();
        assert_eq!(first, bytes(), "seed {seed}");
        assert_eq!(first.is_ok(), measure(&input).is_enough(), "seed {seed}");
        assert_eq!(gaps(&input, &Workdays::new(input.offer)), measure(&input).gaps, "seed {seed}");
    }
}

#[test]
fn a_lost_half_day_is_planned_again_within_every_rule() {
    let (mut again, mut short) = (0_u64, 0_u64);
    for (seed, pair) in pairs().step_by(4) {
        let input = pair.input();
        let Ok(programme) = plan(&input) else { continue };
        let at = usize::try_from(seed / 4).unwrap() % programme.days.len();
        let day = &programme.days[at];
        let Some(lost) = half_day(&programme, day.date, seed % 8 < 4) else { continue };
        let ended = day.blocks[usize::try_from(seed).unwrap() % day.blocks.len()].span.to;
        let done_until = if seed % 3 == 0 { lost.hours.from } else { ended.min(lost.hours.from) };
        let change = Edit::Lose { lost, done_on: day.date, done_until };
        match edit(&programme, &input, &change) {
            Ok(edited) => {
                again += 1;
                let must: Vec<_> =
                    edited.breaches.iter().filter(|b| b.rule.weight() == Weight::Must).collect();
                assert!(must.is_empty(), "seed {seed}: {must:?}");
                assert_eq!(
                    edited.programme.days[..at],
                    programme.days[..at],
                    "seed {seed}: what is done changed"
                );
            }
            Err(EditRefused::Shortfall(_)) => short += 1,
            Err(refused) => panic!("seed {seed}: {refused}"),
        }
    }
    println!("{again} planned again, {short} with too little work left");
    assert!(again > short * 4, "{again} planned again, {short} not");
}
