//! One case of law, built from its bare facts.

use chrono::NaiveDate;
use placewell::domain::fact::Availability;
use placewell::domain::hazard::{Hazard, HazardStatement};
use placewell::domain::insurance::Insurance;
use placewell::domain::learner::ProgrammeKind;
use placewell::domain::nation::Nation;
use placewell::domain::offer::Supervision;
use placewell::domain::task::{Task, TaskHazard};
use placewell::law::{self, Day, Facts, Finding, Rule, VettingDecision};

use crate::generate::{date, line, span};

/// A case that is lawful until a test changes it: a five-day block from a Monday, 09:00 to 15:00.
pub(crate) struct Case {
    pub(crate) born: NaiveDate,
    pub(crate) programme: ProgrammeKind,
    pub(crate) days: Vec<Day>,
    pub(crate) task: Task,
    pub(crate) supervision: Supervision,
    pub(crate) two_adults: Availability,
    pub(crate) insurance: Option<Insurance>,
    pub(crate) no_food_or_drink: bool,
    pub(crate) elsewhere: Vec<Day>,
    pub(crate) supervised: Vec<NaiveDate>,
    pub(crate) vetting: Option<VettingDecision>,
}

/// A case of a learner born on a date whose placement starts on another.
pub(crate) fn case(born: &str, start: &str) -> Case {
    Case {
        born: date(born),
        programme: ProgrammeKind::WorkExperience,
        days: days(start, 5, ("09:00", "15:00"), &[("12:00", "12:30")]),
        task: task(),
        supervision: Supervision { lone_adult: Some(false), specified_place: false },
        two_adults: Availability::Unknown,
        insurance: Some(policy(10_000_000, "2099-12-31")),
        no_food_or_drink: false,
        elsewhere: Vec::new(),
        supervised: Vec::new(),
        vetting: None,
    }
}

/// A task that is said to have no hazards.
fn task() -> Task {
    let mut task = crate::generate::offer(0, 0).offer.tasks.swap_remove(0);
    task.name = line("Fold boxes");
    task.steps.truncate(1);
    task.steps[0].does = line("Fold along the lines");
    task.exposures.0.clear();
    task.hazards.clear();
    task.hazards_stated = Some(statement(&[]));
    task
}

/// A statement that strikes out these.
pub(crate) fn statement(struck_out: &[Hazard]) -> HazardStatement {
    let struck_out = struck_out.iter().copied().collect();
    HazardStatement { by: line("Mo, shift lead"), on: date("2026-05-04"), struck_out }
}

/// So many days in a row.
pub(crate) fn days(start: &str, count: u64, hours: (&str, &str), breaks: &[(&str, &str)]) -> Vec<Day> {
    (0..count)
        .map(|nth| Day {
            date: date(start) + chrono::Days::new(nth),
            hours: span(hours.0, hours.1),
            breaks: breaks.iter().map(|(from, to)| span(from, to)).collect(),
        })
        .collect()
}

/// A policy whose insurer has been told.
pub(crate) fn policy(cover_pounds: u64, expires: &str) -> Insurance {
    let insurer = line("Made Up Mutual");
    Insurance::Policy { insurer, number: None, cover_pounds, expires: date(expires), insurer_told: true }
}

/// A hazard with or without each of the three proofs.
pub(crate) fn hazard(hazard: Hazard, proofs: [bool; 3]) -> TaskHazard {
    let [necessary_for_training, competent_supervision, risk_reduced] = proofs;
    TaskHazard { hazard, control: None, necessary_for_training, competent_supervision, risk_reduced }
}

impl Case {
    /// Every finding.
    pub(crate) fn findings(&self) -> Vec<Finding> {
        law::assess(&Facts {
            nation: Nation::Wales,
            date_of_birth: self.born,
            programme: self.programme,
            days: self.days.clone(),
            tasks: vec![&self.task],
            supervision: self.supervision,
            two_adults_in_sight: self.two_adults,
            insurance: self.insurance.as_ref(),
            no_food_or_drink: self.no_food_or_drink,
            elsewhere: self.elsewhere.clone(),
            supervised: self.supervised.iter().copied().collect(),
            vetting: self.vetting.as_ref(),
        })
    }

    /// The one finding under a rule.
    pub(crate) fn finding(&self, rule: Rule) -> Finding {
        let mut found = self.findings().into_iter().filter(|finding| finding.rule == rule);
        let finding = found.next().unwrap_or_else(|| panic!("no finding under {rule:?}"));
        assert_eq!(found.next(), None, "one finding under {rule:?}");
        finding
    }

    /// Whether the rule is silent.
    pub(crate) fn is_silent(&self, rule: Rule) -> bool {
        self.findings().iter().all(|finding| finding.rule != rule)
    }
}
