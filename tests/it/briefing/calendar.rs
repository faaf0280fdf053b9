use chrono::NaiveDate;
use placewell::briefing::calendar::{RemovedDay, render};
use placewell::domain::time::{Span, TimeOfDay};

use super::fixture::{pack, stamp};

fn unfolded(calendar: &str) -> String {
    calendar.replace("\r\n ", "")
}

#[test]
fn a_day_is_one_entry_in_utc_that_says_only_that_a_visitor_comes() {
    let calendar = unfolded(&render(&pack(), &[], stamp()));
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\n"));
    assert!(calendar.contains("\r\nMETHOD:PUBLISH\r\n"));
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 5);
    assert_eq!(calendar.matches("SUMMARY:Work placement visitor (PW-7K3M9QTX)\r\n").count(), 5);
    assert!(calendar.contains("UID:PW-7K3M9QTX-20260302@placewell\r\n"));
    assert!(calendar.contains("DTSTART:20260302T100000Z\r\n"));
    assert!(calendar.contains("DTSTAMP:20260216T093000Z\r\n"));
    assert!(!calendar.contains("Amina"));
}

/// RFC 5546, section 3.2.1.
#[test]
fn every_entry_has_an_organizer_who_is_the_provider() {
    let mut later = pack();
    let gone = later.week.days.pop().unwrap();
    let removed = RemovedDay { date: gone.dates[0], hours: Span::new(gone.from, gone.to).unwrap() };
    later.provider.shown_as = "Ridgeway; \"Careers\", Placements".to_owned();
    let calendar = unfolded(&render(&later, &[removed], stamp()));
    let organizer = "ORGANIZER;CN=\"Ridgeway; 'Careers', Placements\":mailto:placements@ridgeway.example\r\n";
    let entries = calendar.matches("BEGIN:VEVENT").count();
    assert_eq!((entries, calendar.matches(organizer).count()), (5, 5), "{calendar}");
}

#[test]
fn summer_time_is_an_hour_earlier_in_utc() {
    let mut pack = pack();
    pack.week.days[0].dates = vec![NaiveDate::from_ymd_opt(2026, 6, 1).unwrap()];
    assert!(render(&pack, &[], stamp()).contains("DTSTART:20260601T090000Z\r\n"));
}

#[test]
fn a_later_version_keeps_the_uids_raises_the_sequence_and_cancels_what_went() {
    let mut later = pack();
    later.issue.version = 3;
    let gone = later.week.days.pop().unwrap();
    let hours = Span::new(gone.from, gone.to).unwrap();
    let removed = RemovedDay { date: gone.dates[0], hours };
    let calendar = unfolded(&render(&later, &[removed], stamp()));
    assert_eq!(calendar.matches("SEQUENCE:3\r\n").count(), 5);
    assert_eq!(calendar.matches("STATUS:CANCELLED\r\n").count(), 1);
    let entry = calendar.split("BEGIN:VEVENT").find(|entry| entry.contains("CANCELLED")).unwrap();
    assert!(entry.contains("UID:PW-7K3M9QTX-20260306@placewell\r\n"));
}

#[test]
fn no_line_is_longer_than_75_octets() {
    let calendar = render(&pack(), &[], stamp());
    assert!(calendar.lines().all(|line| line.trim_end_matches('\r').len() <= 75));
}

#[test]
fn a_time_of_day_is_kept_across_the_change_to_summer_time() {
    let mut pack = pack();
    pack.week.days[0].dates = vec![NaiveDate::from_ymd_opt(2026, 3, 30).unwrap()];
    pack.week.days[0].from = TimeOfDay::parse("10:00").unwrap();
    assert!(render(&pack, &[], stamp()).contains("DTSTART:20260330T090000Z\r\n"));
}
