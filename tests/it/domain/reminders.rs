//! On which days somebody is reminded, and at which hours.

use chrono::{NaiveDate, NaiveTime};
use placewell::domain::code::Code;
use placewell::domain::reminder::{ReminderOccasion, is_waking_hour};

fn dates(texts: &[&str]) -> Vec<NaiveDate> {
    texts.iter().map(|text| text.parse().unwrap()).collect()
}

#[test]
fn each_occasion_has_its_day() {
    let week = dates(&["2026-03-16", "2026-03-17", "2026-03-18", "2026-03-19", "2026-03-20"]);
    let three = dates(&["2026-03-31", "2026-04-01", "2026-04-02"]);
    let one = dates(&["2026-04-07"]);
    let of_week =
        [Some("2026-03-12"), Some("2026-03-16"), Some("2026-03-18"), Some("2026-03-20"), Some("2026-03-23")];
    // Good Friday and Easter Monday are no working days.
    let of_three = [Some("2026-03-27"), Some("2026-03-31"), None, Some("2026-04-02"), Some("2026-04-07")];
    let of_one = [Some("2026-04-01"), Some("2026-04-07"), None, None, Some("2026-04-08")];
    for (days, expected) in [(&week, of_week), (&three, of_three), (&one, of_one), (&Vec::new(), [None; 5])] {
        let found: Vec<_> = ReminderOccasion::ALL.iter().map(|occasion| occasion.day(days)).collect();
        let expected = expected.map(|day| day.map(|day| day.parse().unwrap()));
        assert_eq!(found, expected, "{days:?}");
    }
    assert_eq!(ReminderOccasion::on(week[2], &week), Some(ReminderOccasion::HalfWay));
    assert_eq!(ReminderOccasion::on(week[1], &week), None);
}

#[test]
fn nights_are_quiet() {
    let waking = [(7, 59), (8, 0), (17, 59), (18, 0)]
        .map(|(hour, minute)| is_waking_hour(NaiveTime::from_hms_opt(hour, minute, 0).unwrap()));
    assert_eq!(waking, [false, true, true, false]);
}
