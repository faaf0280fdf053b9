//! Hours, nights, breaks and rest, regime by regime.

use placewell::law::{Because, Condition, Outcome, Rule};
use rstest::rstest;

use super::case::{case, days};
use crate::generate::date;

const PUPIL: &str = "2010-10-01";
const YOUNG_WORKER: &str = "2009-01-01";
const ADULT: &str = "2005-01-01";
const MONDAY: &str = "2026-06-01";

#[rstest]
#[case::eight_hours_net(PUPIL, ("09:00", "17:30"), Outcome::Clear)]
#[case::a_minute_more(PUPIL, ("09:00", "17:31"), Outcome::Barred)]
#[case::young_worker(YOUNG_WORKER, ("08:00", "16:31"), Outcome::Barred)]
fn the_day_of_a_minor_has_eight_hours(
    #[case] born: &str,
    #[case] hours: (&str, &str),
    #[case] outcome: Outcome,
) {
    let mut it = case(born, MONDAY);
    it.days = days(MONDAY, 5, hours, &[("12:00", "12:30")]);
    assert_eq!(it.finding(Rule::DailyHours).outcome, outcome);
}

#[test]
fn an_adult_has_no_longest_day_and_no_closed_night() {
    let mut it = case(ADULT, MONDAY);
    it.days = days(MONDAY, 5, ("05:00", "14:00"), &[("09:00", "09:30")]);
    assert!(it.is_silent(Rule::DailyHours) && it.is_silent(Rule::Night));
    assert_eq!(it.finding(Rule::WeeklyHours).outcome, Outcome::Clear);
}

#[rstest]
#[case::five_full_days(PUPIL, 5, Outcome::Clear)]
#[case::six_full_days(PUPIL, 6, Outcome::Barred)]
#[case::young_worker_six_days(YOUNG_WORKER, 6, Outcome::Barred)]
#[case::adult_six_days(ADULT, 6, Outcome::Clear)]
#[case::adult_seven_days(ADULT, 7, Outcome::Conditional)]
fn the_week_is_counted(#[case] born: &str, #[case] count: u64, #[case] outcome: Outcome) {
    let mut it = case(born, MONDAY);
    it.days = days(MONDAY, count, ("09:00", "17:30"), &[("12:00", "12:30")]);
    assert_eq!(it.finding(Rule::WeeklyHours).outcome, outcome);
}

#[test]
fn an_adults_fuller_week_is_averaged() {
    let mut it = case(ADULT, MONDAY);
    it.days = days(MONDAY, 7, ("09:00", "17:00"), &[("12:00", "12:30")]);
    let finding = it.finding(Rule::WeeklyHours);
    assert_eq!(finding.conditions, [Condition::AverageTheHours]);
    let because = Because::WeekTooLong { week: date(MONDAY), minutes: 3_150, limit: 2_880 };
    assert_eq!(finding.because, because);
}

#[rstest]
#[case::at_six("06:00", "12:00", Outcome::Clear)]
#[case::before_six("05:59", "12:00", Outcome::Barred)]
#[case::until_ten("16:00", "22:00", Outcome::Clear)]
#[case::after_ten("16:00", "22:01", Outcome::Barred)]
fn minors_do_not_work_at_night(#[case] from: &str, #[case] to: &str, #[case] outcome: Outcome) {
    let mut it = case(YOUNG_WORKER, MONDAY);
    it.days = days(MONDAY, 1, (from, to), &[]);
    assert_eq!(it.finding(Rule::Night).outcome, outcome);
}

#[rstest]
#[case::minor_short_day(PUPIL, ("09:00", "13:30"), &[], Outcome::Clear)]
#[case::minor_a_minute_longer(PUPIL, ("09:00", "13:31"), &[], Outcome::Conditional)]
#[case::minor_two_short_breaks(PUPIL, ("09:00", "15:00"), &[("10:30", "10:45"), ("12:00", "12:15")], Outcome::Conditional)]
#[case::minor_half_an_hour(PUPIL, ("09:00", "15:00"), &[("12:00", "12:30")], Outcome::Clear)]
#[case::adult_six_hours(ADULT, ("09:00", "15:00"), &[], Outcome::Clear)]
#[case::adult_longer(ADULT, ("09:00", "15:01"), &[], Outcome::Conditional)]
#[case::adult_twenty_minutes(ADULT, ("09:00", "17:00"), &[("12:00", "12:20")], Outcome::Clear)]
fn breaks_are_due(
    #[case] born: &str,
    #[case] hours: (&str, &str),
    #[case] breaks: &[(&str, &str)],
    #[case] outcome: Outcome,
) {
    let mut it = case(born, MONDAY);
    it.days = days(MONDAY, 5, hours, breaks);
    let finding = it.finding(Rule::Breaks);
    assert_eq!(finding.outcome, outcome, "{:?}", finding.because);
}

#[rstest]
#[case::minor_twelve_hours(YOUNG_WORKER, "08:00", Outcome::Clear)]
#[case::minor_less(YOUNG_WORKER, "07:59", Outcome::Barred)]
#[case::adult_eleven_hours(ADULT, "07:00", Outcome::Clear)]
#[case::adult_less(ADULT, "06:59", Outcome::Barred)]
fn days_stand_apart(#[case] born: &str, #[case] second_start: &str, #[case] outcome: Outcome) {
    let mut it = case(born, MONDAY);
    it.days = days(MONDAY, 1, ("14:00", "20:00"), &[("17:00", "17:30")]);
    it.days.extend(days("2026-06-02", 1, (second_start, "12:00"), &[]));
    let finding = it.finding(Rule::DailyRest);
    assert_eq!(finding.outcome, outcome, "{:?}", finding.because);
}

#[test]
fn a_minor_has_two_days_off_together_and_a_pupil_five_days_in_seven() {
    let mut it = case(PUPIL, MONDAY);
    assert_eq!(it.finding(Rule::WeeklyRest).outcome, Outcome::Clear);
    assert_eq!(it.finding(Rule::DaysInSeven).outcome, Outcome::Clear);
    it.days = days(MONDAY, 6, ("09:00", "12:00"), &[]);
    it.days.extend(days("2026-06-08", 5, ("09:00", "12:00"), &[]));
    let because = Because::RestTooShort { date: date("2026-06-06"), minutes: 45 * 60, least: 48 * 60 };
    assert_eq!(it.finding(Rule::WeeklyRest).because, because);
    let because = Because::TooManyDaysInSeven { from: date(MONDAY), days: 6, limit: 5 };
    assert_eq!(it.finding(Rule::DaysInSeven).because, because);
    it.born = date(ADULT);
    assert_eq!(it.finding(Rule::WeeklyRest).outcome, Outcome::Clear);
    assert!(it.is_silent(Rule::DaysInSeven));
}

#[test]
fn one_day_a_week_breaks_no_rule_of_rest() {
    let mut it = case(PUPIL, MONDAY);
    it.days = (0..8)
        .flat_map(|week| {
            let day = date("2026-01-06") + chrono::Days::new(7 * week);
            days(&day.to_string(), 1, ("09:30", "15:00"), &[("12:00", "12:30")])
        })
        .collect();
    for rule in [Rule::DailyRest, Rule::WeeklyRest, Rule::DaysInSeven, Rule::WeeklyHours, Rule::Breaks] {
        assert_eq!(it.finding(rule).outcome, Outcome::Clear, "{rule:?}");
    }
}
