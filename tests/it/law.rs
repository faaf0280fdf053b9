//! Tests of the law: bands, hours and rest, hazards, insurance, vetting, the gate.

mod bands;
mod case;
mod hazards;
mod hours;
mod insurance;
mod together;
mod vetting;

use placewell::law::{self, Outcome, Rule};
use proptest::prelude::*;

use crate::generate::any_pair;

proptest! {
    #[test]
    fn findings_are_the_same_for_the_same_facts_and_each_task_has_one((learner, offer) in any_pair()) {
        let window = &offer.offer.windows[0];
        let start = window.starts(offer.offer.pattern, window.dates.from, &[]).next().unwrap();
        let days = window.placement_days(offer.offer.pattern, start, &[]).unwrap();
        let facts = law::Facts::of(&learner, &offer, window, &days);
        let findings = law::assess(&facts);
        prop_assert_eq!(&findings, &law::assess(&facts));
        for task in &offer.offer.tasks {
            let subject = law::Subject::Task { task: task.id.clone() };
            prop_assert!(findings.iter().any(|f| f.subject == subject && f.rule == Rule::TaskHazards));
        }
        for finding in &findings {
            let with_conditions = matches!(finding.outcome, Outcome::Conditional | Outcome::Question);
            prop_assert!(finding.conditions.is_empty() || with_conditions, "{finding:?}");
            prop_assert!(finding.outcome != Outcome::Conditional || !finding.conditions.is_empty());
        }
    }
}
