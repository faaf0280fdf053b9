//! The law over all of a learner's placements: hours, rest and days together, and how often one
//! supervisor has learners under 16.

use placewell::law::safeguarding::Frequency;
use placewell::law::{Because, Outcome, Rule};
use rstest::rstest;

use super::case::{Case, case, days};
use crate::generate::date;

const LUNCH: &[(&str, &str)] = &[("12:00", "12:30")];

/// A fifteen-year-old for so many days from a Monday, 09:00 to 15:00.
fn pupil(count: u64) -> Case {
    Case { days: days("2027-03-08", count, ("09:00", "15:00"), LUNCH), ..case("2011-10-14", "2027-03-08") }
}

fn frequency(case: &Case) -> Frequency {
    match case.finding(Rule::Vetting).because {
        Because::UnderSixteenUndecided { frequency, .. } => frequency,
        other => panic!("{other:?}"),
    }
}

#[rstest]
#[case(&[], Frequency::Seldom)]
#[case(&["2027-03-11"], Frequency::Seldom)]
#[case(&["2027-03-10", "2027-03-11"], Frequency::MoreThanThreeInThirty)]
#[case(&["2027-02-20", "2027-04-06"], Frequency::Seldom)]
#[case(&["2027-02-20", "2027-02-21"], Frequency::MoreThanThreeInThirty)]
#[case(&["2027-03-15"], Frequency::Weekly)]
#[case(&["2027-08-02", "2027-08-03", "2027-08-04", "2027-08-05"], Frequency::Seldom)]
fn two_days_and_other_days_of_the_same_supervisor(#[case] others: &[&str], #[case] expected: Frequency) {
    let supervised = others.iter().map(|other| date(other)).collect();
    assert_eq!(frequency(&Case { supervised, ..pupil(2) }), expected);
}

#[test]
fn a_week_is_counted_over_both_placements() {
    let alone = Case { days: days("2027-03-08", 3, ("08:30", "17:00"), LUNCH), ..pupil(3) };
    assert_eq!(alone.finding(Rule::WeeklyHours).outcome, Outcome::Clear);
    let elsewhere = days("2027-03-11", 2, ("08:00", "17:00"), LUNCH);
    let both = Case { elsewhere, ..alone };
    let Because::WeekTooLong { week, minutes, limit } = both.finding(Rule::WeeklyHours).because else {
        panic!("41 hours are too many")
    };
    assert_eq!((week, minutes, limit), (date("2027-03-08"), 3 * 480 + 2 * 510, 2_400));
    let before = Case { elsewhere: days("2027-03-04", 2, ("08:00", "17:00"), LUNCH), ..both };
    assert_eq!(before.finding(Rule::WeeklyHours).outcome, Outcome::Clear, "another week is another week");
}

#[test]
fn a_late_evening_elsewhere_takes_the_rest_before_the_morning() {
    let morning = pupil(1);
    assert!(morning.is_silent(Rule::DailyRest));
    let evening = Case { elsewhere: days("2027-03-07", 1, ("15:00", "21:30"), LUNCH), ..morning };
    let finding = evening.finding(Rule::DailyRest);
    let because = Because::RestTooShort { date: date("2027-03-07"), minutes: 690, least: 720 };
    assert_eq!((finding.outcome, finding.because), (Outcome::Barred, because));
    let long_ago = Case { elsewhere: days("2027-03-01", 2, ("21:00", "21:30"), &[]), ..evening };
    assert_eq!(long_ago.finding(Rule::DailyRest).outcome, Outcome::Clear);
}

#[test]
fn rest_between_two_other_placements_is_not_this_ones_matter() {
    let mut elsewhere = days("2027-03-01", 1, ("12:00", "21:30"), LUNCH);
    elsewhere.extend(days("2027-03-02", 1, ("07:00", "12:00"), &[]));
    let case = Case { elsewhere, ..pupil(2) };
    assert_eq!(case.finding(Rule::DailyRest).outcome, Outcome::Clear);
}

#[test]
fn weekly_rest_and_days_in_seven_are_over_both() {
    let five = pupil(5);
    assert_eq!(five.finding(Rule::DaysInSeven).outcome, Outcome::Clear);
    let weekend = days("2027-03-13", 2, ("09:00", "15:00"), LUNCH);
    let seven = Case { elsewhere: weekend, ..five };
    let Because::TooManyDaysInSeven { from, days, .. } = seven.finding(Rule::DaysInSeven).because else {
        panic!("seven days in seven")
    };
    assert_eq!((from, days), (date("2027-03-08"), 7));
    let on = crate::law::case::days("2027-03-13", 4, ("09:00", "15:00"), LUNCH);
    let no_weekend = Case { elsewhere: on, ..seven };
    assert_eq!(no_weekend.finding(Rule::WeeklyRest).outcome, Outcome::Barred);
}
