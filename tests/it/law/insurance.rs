//! Cover to the last day, every exemption, and the two traps.

use placewell::domain::hazard::Hazard;
use placewell::domain::insurance::Insurance;
use placewell::law::{Because, Condition, Gate, Outcome, Rule, Source};
use rstest::rstest;

use super::case::{case, days, hazard, policy};
use crate::generate::date;

const BORN: &str = "2009-01-01";
const MONDAY: &str = "2026-06-01";

#[rstest]
#[case::to_the_last_day(Some(policy(5_000_000, "2026-06-05")), Outcome::Clear)]
#[case::a_day_short(Some(policy(5_000_000, "2026-06-04")), Outcome::Barred)]
#[case::a_pound_short(Some(policy(4_999_999, "2030-01-01")), Outcome::Barred)]
#[case::crown(Some(Insurance::Crown), Outcome::Clear)]
#[case::a_council_library(Some(Insurance::LocalAuthority), Outcome::Clear)]
#[case::a_hospital(Some(Insurance::NhsBody), Outcome::Clear)]
#[case::a_family_shop(Some(Insurance::CloseRelativesOnly), Outcome::Barred)]
#[case::a_sole_trader(Some(Insurance::NoEmployees), Outcome::Barred)]
#[case::nobody_asked(None, Outcome::Question)]
fn cover_is_a_hard_gate(#[case] insurance: Option<Insurance>, #[case] outcome: Outcome) {
    let mut it = case(BORN, MONDAY);
    it.insurance = insurance;
    assert_eq!(it.finding(Rule::Insurance).outcome, outcome);
    assert_eq!(Gate::of(&it.findings()).is_open(), outcome == Outcome::Clear);
}

#[test]
fn an_exemption_names_its_basis_and_its_section() {
    let mut it = case(BORN, MONDAY);
    it.insurance = Some(Insurance::LocalAuthority);
    let finding = it.finding(Rule::Insurance);
    assert_eq!(finding.because, Because::LocalAuthorityExempt);
    assert_eq!(finding.source, Source::InsuranceAct1969S3);
    assert!(it.is_silent(Rule::InsurerTold));
}

#[test]
fn a_policy_that_ends_too_soon_says_when() {
    let mut it = case(BORN, MONDAY);
    it.insurance = Some(policy(10_000_000, "2026-06-03"));
    let because = Because::CoverEnds { on: date("2026-06-03"), last_day: date("2026-06-05") };
    assert_eq!(it.finding(Rule::Insurance).because, because);
}

#[rstest]
#[case::a_week(5, false, Outcome::Clear)]
#[case::a_fortnight(14, false, Outcome::Clear)]
#[case::longer(15, false, Outcome::Conditional)]
#[case::a_week_with_a_hazard(5, true, Outcome::Conditional)]
fn the_insurer_hears_of_the_unusual(#[case] count: u64, #[case] unusual: bool, #[case] outcome: Outcome) {
    let mut it = case("2000-01-01", MONDAY);
    it.days = days(MONDAY, count, ("09:00", "13:00"), &[]);
    if unusual {
        it.task.hazards = vec![hazard(Hazard::SharpBlades, [false; 3])];
    }
    if let Some(Insurance::Policy { insurer_told, .. }) = &mut it.insurance {
        *insurer_told = false;
    }
    let finding = it.finding(Rule::InsurerTold);
    assert_eq!(finding.outcome, outcome);
    if outcome == Outcome::Conditional {
        assert_eq!(finding.conditions, [Condition::TellInsurer]);
        assert!(Gate::of(&[finding]).is_open(), "telling the insurer is work to do, not a bar");
    }
}
