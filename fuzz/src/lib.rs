//! What the fuzzers feed: the readers of the travel crate.

use std::io::Cursor;

use placewell_travel::day::{Day, TripSet};
use placewell_travel::gtfs::{Dates, Feed};
use placewell_travel::network::Network;

/// Reads a zipped feed and, where it is one, builds a day of it.
pub fn read_feed(zip: &[u8]) {
    let Some(date) = chrono::NaiveDate::from_ymd_opt(2026, 6, 15) else { return };
    for dates in [Dates::All, Dates::Only(vec![date])] {
        if let Ok((feed, report)) = Feed::read(Cursor::new(zip), "fuzzed", &dates, &mut |_| {}) {
            let _ = report.lines().count();
            let network = Network::new(vec![feed]);
            let day = Day::build(&network, date, &TripSet::on(&network, date), &|_| true);
            assert_eq!(day.mirrored().mirrored(), day);
        }
    }
}
