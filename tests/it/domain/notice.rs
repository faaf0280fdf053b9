//! Working days, and the notice of a hub that was stored before hubs could choose one.

use placewell::domain::calendar::working_days;
use placewell::domain::organisation::Hub;
use rstest::rstest;
use serde_json::json;

use crate::generate::date;

#[rstest]
#[case::tomorrow("2026-03-02", "2026-03-03", 1)]
#[case::today("2026-03-02", "2026-03-02", 0)]
#[case::over_a_weekend("2026-03-06", "2026-03-09", 1)]
#[case::two_weeks("2026-03-02", "2026-03-16", 10)]
#[case::over_easter("2026-04-02", "2026-04-07", 1)]
#[case::over_christmas("2026-12-24", "2027-01-04", 4)]
#[case::a_saturday("2026-03-06", "2026-03-07", 0)]
#[case::the_past("2026-03-06", "2026-03-02", 0)]
#[case::no_further_than_asked("2026-03-02", "2026-12-18", 60)]
fn weekends_and_bank_holidays_are_no_working_days(
    #[case] after: &str,
    #[case] until: &str,
    #[case] days: u8,
) {
    assert_eq!(working_days(date(after), date(until), 60), days);
}

#[test]
fn a_hub_that_has_chosen_nothing_asks_for_ten_working_days() {
    let hub: Hub = serde_json::from_value(json!({"name": "A hub", "nation": "england"})).unwrap();
    assert_eq!(hub.notice_working_days, 10);
}
