//! Age bands and regimes: the last Friday in June, not the birthday.

use placewell::domain::learner::ProgrammeKind;
use placewell::law::{AgeBand, Because, Condition, Outcome, Regime, Rule};
use rstest::rstest;

use super::case::case;
use crate::generate::date;

#[rstest]
#[case::sixteen_in_september_and_a_child_until_june("2009-09-01", "2025-09-02", AgeBand::Child)]
#[case::still_a_child_on_the_leaving_date("2009-09-01", "2026-06-26", AgeBand::Child)]
#[case::a_young_person_the_day_after("2009-09-01", "2026-06-27", AgeBand::YoungPerson)]
#[case::fifteen_and_no_longer_a_child("2010-08-31", "2026-06-27", AgeBand::YoungPerson)]
#[case::fifteen_on_the_leaving_date("2010-08-31", "2026-06-26", AgeBand::Child)]
#[case::one_day_younger_stays_a_year_longer("2010-09-01", "2026-06-27", AgeBand::Child)]
#[case::the_day_before_eighteen("2008-03-10", "2026-03-09", AgeBand::YoungPerson)]
#[case::eighteen("2008-03-10", "2026-03-10", AgeBand::Adult)]
fn the_band_turns_on_the_leaving_date(#[case] born: &str, #[case] on: &str, #[case] band: AgeBand) {
    assert_eq!(AgeBand::on(date(born), date(on)), band);
}

#[rstest]
#[case::year_nine("2011-09-01", "2026-06-01", ProgrammeKind::WorkExperience, Regime::VisitOnly)]
#[case::year_ten("2011-08-31", "2026-06-01", ProgrammeKind::WorkExperience, Regime::PupilWorkExperience)]
#[case::year_ten_on_a_visit("2011-08-31", "2026-06-01", ProgrammeKind::Visit, Regime::VisitOnly)]
#[case::year_eleven_after_leaving(
    "2010-08-31",
    "2026-07-06",
    ProgrammeKind::WorkExperience,
    Regime::YoungWorker
)]
#[case::adult("2005-01-01", "2026-06-01", ProgrammeKind::WorkExperience, Regime::Adult)]
fn the_regime_follows(
    #[case] born: &str,
    #[case] on: &str,
    #[case] programme: ProgrammeKind,
    #[case] regime: Regime,
) {
    assert_eq!(Regime::on(date(born), date(on), programme), regime);
}

#[test]
fn a_placement_can_cross_from_one_band_to_the_next() {
    let mut straddling = case("2010-08-31", "2026-06-24");
    straddling.days = super::case::days("2026-06-24", 5, ("09:00", "15:00"), &[("12:00", "12:30")]);
    let expected =
        Because::BandChanges { from: AgeBand::Child, to: AgeBand::YoungPerson, on: date("2026-06-27") };
    assert_eq!(straddling.finding(Rule::AgeBand).because, expected);
    assert_eq!(
        case("2010-08-31", "2026-06-29").finding(Rule::AgeBand).because,
        Because::OneBand { band: AgeBand::YoungPerson }
    );
}

#[test]
fn a_pupil_below_year_ten_may_visit_and_not_work() {
    let mut young = case("2012-03-01", "2026-06-01");
    let finding = young.finding(Rule::Regime);
    assert_eq!(
        (finding.outcome, finding.because),
        (Outcome::Barred, Because::BelowYearTen { year_group: 9 })
    );
    young.programme = ProgrammeKind::Visit;
    assert_eq!(young.finding(Rule::Regime).conditions, [Condition::OnlyWatch]);
}

#[test]
fn a_pupils_placement_is_approved_and_parents_are_told() {
    let pupil = case("2010-10-01", "2026-06-01");
    assert_eq!(pupil.finding(Rule::Approval).conditions, [Condition::ProviderApproves]);
    assert_eq!(pupil.finding(Rule::ParentsTold).conditions, [Condition::TellParents]);
    let young_person = case("2009-10-01", "2026-07-06");
    assert!(young_person.is_silent(Rule::Approval) && young_person.is_silent(Rule::ParentsTold));
}

#[rstest]
#[case::just_old_enough("2009-10-01", "2026-07-06", Outcome::Conditional)]
#[case::still_at_school("2009-10-01", "2026-06-01", Outcome::Barred)]
#[case::twenty_four("2001-07-11", "2026-07-06", Outcome::Conditional)]
#[case::twenty_five_on_the_last_day("2001-07-10", "2026-07-06", Outcome::Barred)]
fn supported_internships_are_for_16_to_24(#[case] born: &str, #[case] start: &str, #[case] outcome: Outcome) {
    let mut intern = case(born, start);
    intern.programme = ProgrammeKind::SupportedInternship;
    assert_eq!(intern.finding(Rule::ProgrammeAge).outcome, outcome);
}
