//! Regulation 19: barred for a child, conditional for a young person, ordinary for an adult.

use placewell::domain::code::Code;
use placewell::domain::exposure::Exposure;
use placewell::domain::fact::{Presence, Stated};
use placewell::domain::hazard::{Hazard, Reg19Head};
use placewell::law::{Because, Condition, Gate, Outcome, Rule, Source};
use rstest::rstest;

use super::case::{case, hazard, statement};
use crate::generate::{date, line};

const PUPIL: &str = "2010-10-01";
const YOUNG_PERSON: &str = "2009-01-01";
const ADULT: &str = "2005-01-01";
const MONDAY: &str = "2026-06-01";

#[rstest]
#[case::butchers_slicer(Hazard::DangerousMachinery, Reg19Head::Accidents)]
#[case::window_cleaners_ladder(Hazard::WorkAtHeight, Reg19Head::Accidents)]
#[case::couriers_yard(Hazard::VehicleMovements, Reg19Head::Accidents)]
#[case::freezer_store(Hazard::ExtremeCold, Reg19Head::PhysicalAgents)]
#[case::paint_stripper(Hazard::ToxicSubstances, Reg19Head::HarmfulAgents)]
#[case::heavy_sacks(Hazard::BeyondPhysicalCapacity, Reg19Head::Capacity)]
fn one_hazard_has_three_outcomes(#[case] what: Hazard, #[case] head: Reg19Head) {
    let with = |born: &str, proofs| {
        let mut it = case(born, MONDAY);
        it.task.hazards = vec![hazard(what, proofs)];
        it.finding(Rule::TaskHazards)
    };
    let barred = with(PUPIL, [true, true, true]);
    assert_eq!(barred.outcome, Outcome::Barred);
    assert_eq!(barred.because, Because::BarredForChild { hazard: what, head, until: None });
    assert_eq!(barred.source, Source::ManagementReg19);

    let conditional = with(YOUNG_PERSON, [true, false, false]);
    assert_eq!(conditional.outcome, Outcome::Conditional);
    assert_eq!(conditional.conditions, [Condition::CompetentSupervision, Condition::RiskReduced]);
    assert_eq!(with(YOUNG_PERSON, [true; 3]).outcome, Outcome::Clear);

    let ordinary = with(ADULT, [false; 3]);
    assert_eq!(
        (ordinary.outcome, ordinary.because),
        (Outcome::Clear, Because::OrdinaryAssessment { hazard: what })
    );
}

#[rstest]
#[case(Hazard::Asbestos)]
#[case(Hazard::Lead)]
#[case(Hazard::IonisingRadiation)]
#[case(Hazard::Explosives)]
#[case(Hazard::LoneWorking)]
#[case(Hazard::AnswerableForMoney)]
#[case(Hazard::ViolentBehaviour)]
fn some_hazards_are_closed_to_everybody_under_18(#[case] what: Hazard) {
    let mut it = case(YOUNG_PERSON, MONDAY);
    it.task.hazards = vec![hazard(what, [true; 3])];
    let finding = it.finding(Rule::TaskHazards);
    assert_eq!((finding.outcome, finding.source), (Outcome::Barred, Source::Caution));
}

#[test]
fn lift_trucks_are_for_nobody_of_school_age() {
    let mut it = case(PUPIL, MONDAY);
    it.task.hazards = vec![hazard(Hazard::LiftTruck, [true; 3])];
    assert_eq!(
        it.finding(Rule::TaskHazards).because,
        Because::NeverOfSchoolAge { hazard: Hazard::LiftTruck }
    );
}

#[test]
fn a_placement_that_crosses_the_leaving_date_is_judged_as_a_childs_and_says_until_when() {
    let mut it = case("2010-08-31", "2026-06-24");
    it.task.hazards = vec![hazard(Hazard::SharpBlades, [true; 3])];
    let because = Because::BarredForChild {
        hazard: Hazard::SharpBlades,
        head: Reg19Head::Accidents,
        until: Some(date("2026-06-26")),
    };
    assert_eq!(it.finding(Rule::TaskHazards).because, because);
    assert!(!Gate::of(&it.findings()).is_open());
}

#[test]
fn no_hazard_is_open_to_a_child_and_none_is_closed_to_an_adult() {
    for what in Hazard::ALL {
        let mut it = case(PUPIL, MONDAY);
        it.task.hazards = vec![hazard(*what, [true; 3])];
        assert_eq!(it.finding(Rule::TaskHazards).outcome, Outcome::Barred, "{what:?}");
        it.born = date(ADULT);
        assert_eq!(it.finding(Rule::TaskHazards).outcome, Outcome::Clear, "{what:?}");
    }
}

/// A list that nobody filled in says nothing: below 18 somebody answers first.
#[rstest]
#[case(PUPIL, Outcome::Question, false)]
#[case(YOUNG_PERSON, Outcome::Question, false)]
#[case(ADULT, Outcome::Conditional, true)]
fn hazards_that_nobody_was_asked_about_are_a_question_below_18(
    #[case] born: &str,
    #[case] outcome: Outcome,
    #[case] open: bool,
) {
    let mut it = case(born, MONDAY);
    it.vetting = None;
    it.task.hazards_stated = None;
    let finding = it.finding(Rule::TaskHazards);
    assert_eq!((finding.outcome, finding.because), (outcome, Because::HazardsNotAsked));
    assert_eq!(finding.conditions, [Condition::StateHazards]);
    let unanswered = Gate::of(&it.findings()).unanswered;
    assert_eq!(unanswered.iter().all(|one| one.rule != Rule::TaskHazards), open);

    it.task.hazards_stated = Some(statement(&[]));
    let finding = it.finding(Rule::TaskHazards);
    assert_eq!((finding.outcome, finding.because), (Outcome::Clear, Because::NoHazard));
}

/// A butcher's, a window cleaner's and a courier's task, said to have no hazards.
#[rstest]
#[case("Slaughters animal", Hazard::SharpBlades, "Slaughters")]
#[case("Secures ladders", Hazard::WorkAtHeight, "ladders")]
#[case("Drives vehicle", Hazard::VehicleMovements, "Drives")]
fn a_word_that_signals_a_hazard_is_asked_about_by_name(
    #[case] name: &str,
    #[case] what: Hazard,
    #[case] words: &str,
) {
    let mut it = case(PUPIL, MONDAY);
    it.task.name = line(name);
    let proposed = Because::HazardProposed { hazard: what, words: words.to_owned() };
    let about = |it: &super::case::Case| {
        it.findings()
            .into_iter()
            .filter(|one| one.because == proposed)
            .map(|one| one.outcome)
            .collect::<Vec<_>>()
    };
    assert_eq!(about(&it), [Outcome::Question]);
    assert!(!Gate::of(&it.findings()).is_open());

    it.born = date(ADULT);
    assert_eq!(about(&it), [Outcome::Conditional]);

    it.born = date(PUPIL);
    let struck_out = [what, Hazard::BeyondPsychologicalCapacity];
    it.task.hazards_stated = Some(statement(&struck_out));
    assert_eq!(it.finding(Rule::TaskHazards).because, Because::NoHazard);

    it.task.hazards = vec![hazard(what, [true; 3])];
    assert_eq!(it.finding(Rule::TaskHazards).outcome, Outcome::Barred);
}

#[rstest]
#[case(Exposure::LoneWorking, Hazard::LoneWorking)]
#[case(Exposure::MoneyHandling, Hazard::AnswerableForMoney)]
#[case(Exposure::Confrontation, Hazard::ViolentBehaviour)]
fn surroundings_that_are_closed_below_18_close_the_task(#[case] exposure: Exposure, #[case] hazard: Hazard) {
    let with = |born: &str, presence: Presence| {
        let mut it = case(born, MONDAY);
        it.task.exposures.0.insert(exposure, Stated::plain(presence));
        it.finding(Rule::TaskHazards)
    };
    for born in [PUPIL, YOUNG_PERSON] {
        let finding = with(born, Presence::Present);
        assert_eq!((finding.outcome, finding.because), (Outcome::Barred, Because::NeverUnder18 { hazard }));
        assert_eq!(with(born, Presence::Avoidable).outcome, Outcome::Clear);
        assert_eq!(with(born, Presence::Absent).outcome, Outcome::Clear);
    }
    assert_eq!(with(ADULT, Presence::Present).outcome, Outcome::Clear);
}
