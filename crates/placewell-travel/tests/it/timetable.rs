//! Tests of the timetable: reading feeds, building days, searching.

mod choice;
pub(crate) mod feed;
mod mirrored;
mod notice;
mod model;
mod oracle;
mod properties;
mod reach;
mod reader;
mod regional;
mod rows;
mod transfers;
mod traps;
mod validity;

use std::io::Cursor;

use placewell_travel::gtfs::{Dates, Feed, FeedError, FeedReport};
use placewell_travel::network::{Network, Walking};
use placewell_travel::planner::{Between, Journey, Planner};
use placewell_travel::search::Search;

/// The axis puts a date's midnight here.
pub(crate) const MIDNIGHT: u16 = placewell_travel::day::MIDNIGHT;

pub(crate) use feed::zipped;

/// Reads a zipped feed whole.
pub(crate) fn read(zip: &[u8]) -> Result<(Feed, FeedReport), FeedError> {
    Feed::read(Cursor::new(zip), "test", &Dates::All, &mut |_| {})
}

/// Everything that is asked of a small network in one call; minutes are of the date.
pub(crate) struct Ask<'a> {
    pub network: &'a Network,
    pub date: &'a str,
    pub walk: u32,
    pub rides: usize,
    pub change: u16,
}

impl Ask<'_> {
    fn journeys(&self, from: &str, to: &str, window: (u16, u16), by_arrival: bool) -> Vec<Journey> {
        let walking = Walking { max_metres: self.walk, speed_mm_s: 1_000 };
        let planner = Planner::new(self.network, self.date.parse().unwrap(), walking, &|_| true);
        let links = |id: &str| self.network.links(self.network.locate(id).unwrap(), walking);
        let (from, to) = (links(from), links(to));
        let between = Between {
            from: &from,
            to: &to,
            earliest: MIDNIGHT + window.0,
            latest: MIDNIGHT + window.1,
            rides: self.rides,
            change: self.change,
        };
        let mut search = Search::default();
        if by_arrival {
            planner.latest_departures(&mut search, &between)
        } else {
            planner.earliest_arrivals(&mut search, &between)
        }
    }

    /// Changes, leave, arrive of each choice, departing at or after a minute.
    pub(crate) fn depart(&self, from: &str, to: &str, minute: u16) -> Vec<(usize, u16, u16)> {
        told(&self.journeys(from, to, (minute, minute + 600), false))
    }

    /// The same, arriving by a minute.
    pub(crate) fn arrive_by(&self, from: &str, to: &str, minute: u16) -> Vec<(usize, u16, u16)> {
        told(&self.journeys(from, to, (minute.saturating_sub(600), minute), true))
    }
}

fn told(journeys: &[Journey]) -> Vec<(usize, u16, u16)> {
    journeys.iter().map(|j| (j.rides.len() - 1, j.leave - MIDNIGHT, j.arrive - MIDNIGHT)).collect()
}

/// Minutes of the day from `HH:MM`.
pub(crate) fn at(text: &str) -> u16 {
    let (hours, minutes) = text.split_once(':').unwrap();
    hours.parse::<u16>().unwrap() * 60 + minutes.parse::<u16>().unwrap()
}
