//! The vetting position: what is known as at a date, and a person's decision.

use placewell::domain::fact::Availability;
use placewell::law::safeguarding::{Frequency, VettingChoice};
use placewell::law::vetting::known_as_at;
use placewell::law::{Because, Condition, Gate, Outcome, Rule, VettingDecision};
use rstest::rstest;

use super::case::{case, days};
use crate::generate::{date, paragraph};

const FIFTEEN: &str = "2011-03-01";
const SIXTEEN: &str = "2010-03-01";
const MONDAY: &str = "2026-06-01";

fn decision(choice: VettingChoice) -> Option<VettingDecision> {
    Some(VettingDecision {
        choice,
        check: None,
        arranged: None,
        on: date("2026-05-01"),
        note: paragraph("Two colleagues work in one room."),
    })
}

#[rstest]
#[case::a_block(5, 1, Frequency::MoreThanThreeInThirty)]
#[case::one_day(1, 1, Frequency::Seldom)]
#[case::three_days(3, 1, Frequency::Seldom)]
#[case::two_weeks_running(2, 7, Frequency::Weekly)]
#[case::a_day_a_fortnight(2, 14, Frequency::Seldom)]
#[case::a_day_a_week_for_a_term(12, 7, Frequency::MoreThanThreeInThirty)]
fn frequency_counts_days_and_weeks(#[case] count: u64, #[case] every: u64, #[case] expected: Frequency) {
    let mut it = case(FIFTEEN, MONDAY);
    it.days = (0..count)
        .flat_map(|nth| {
            let day = date(MONDAY) + chrono::Days::new(nth * every);
            days(&day.to_string(), 1, ("09:30", "15:00"), &[("12:00", "12:30")])
        })
        .collect();
    let Because::UnderSixteenUndecided { frequency, .. } = it.finding(Rule::Vetting).because else {
        panic!()
    };
    assert_eq!(frequency, expected);
}

#[test]
fn under_sixteen_a_person_decides_however_safe_it_looks() {
    let mut it = case(FIFTEEN, MONDAY);
    it.days.truncate(1);
    it.two_adults = Availability::Yes;
    it.supervision.lone_adult = None;
    let finding = it.finding(Rule::Vetting);
    let because = Because::UnderSixteenUndecided {
        frequency: Frequency::Seldom,
        lone_adult: Some(false),
        as_at: known_as_at(),
    };
    assert_eq!((finding.outcome, finding.because), (Outcome::Question, because));
    assert_eq!(finding.conditions, [Condition::RecordVettingDecision]);
    assert!(!Gate::of(&it.findings()).is_open());
}

#[rstest]
#[case(VettingChoice::NoRequest, Outcome::Clear, true)]
#[case(VettingChoice::TwoAdults, Outcome::Conditional, true)]
#[case(VettingChoice::EmployerChecks, Outcome::Conditional, true)]
#[case(VettingChoice::NotLikeThis, Outcome::Barred, false)]
fn the_decision_opens_or_shuts_the_gate(
    #[case] choice: VettingChoice,
    #[case] outcome: Outcome,
    #[case] open: bool,
) {
    let mut it = case(FIFTEEN, MONDAY);
    it.vetting = decision(choice);
    let finding = it.finding(Rule::Vetting);
    assert_eq!(finding.outcome, outcome);
    assert_eq!(
        finding.because,
        Because::VettingDecided { choice, check: None, arranged: None, on: date("2026-05-01") }
    );
    assert_eq!(Gate::of(&it.findings()).is_open(), open);
}

#[test]
fn at_sixteen_the_rule_is_looked_up_and_at_eighteen_it_is_another() {
    let finding = case(SIXTEEN, MONDAY).finding(Rule::Vetting);
    assert_eq!(finding.because, Because::NoRequestAtThisAge { as_at: known_as_at() });
    assert_eq!(finding.conditions, [Condition::VerifyVettingRule]);
    assert_eq!(case("2005-01-01", MONDAY).finding(Rule::Vetting).because, Because::AdultLearner);
}

#[test]
fn care_and_specified_places_have_findings_of_their_own() {
    let mut it = case(SIXTEEN, MONDAY);
    assert!(it.is_silent(Rule::PersonalCare) && it.is_silent(Rule::LearnerCheck));
    it.no_food_or_drink = true;
    it.supervision.specified_place = true;
    assert_eq!(it.finding(Rule::PersonalCare).conditions, [Condition::NoPersonalCare]);
    assert_eq!(it.finding(Rule::LearnerCheck).because, Because::SpecifiedPlace { age: 16 });
    it.born = date(FIFTEEN);
    assert_eq!(it.finding(Rule::LearnerCheck).because, Because::TooYoungForCheck { age: 15 });
}
