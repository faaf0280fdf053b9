//! The day turned round: arriving-by on the day is departing-at on its mirror.

use super::{ALIGHT, BOARD, Day, HORIZON};

impl Day {
    /// Every trip backwards in place and time. Patterns keep their numbers; their stops and their
    /// trips come in the opposite order. Mirrored twice, a day is itself again.
    #[must_use]
    pub fn mirrored(&self) -> Self {
        let mut mirror = Self {
            date: self.date,
            stops: self.stops,
            patterns: self.patterns.clone(),
            pattern_stops: Vec::with_capacity(self.pattern_stops.len()),
            rules: Vec::with_capacity(self.rules.len()),
            departs: Vec::with_capacity(self.departs.len()),
            arrives: Vec::with_capacity(self.arrives.len()),
            runs: Vec::with_capacity(self.runs.len()),
            serving_first: Vec::new(),
            serving: Vec::new(),
            onward: self.onward.clone(),
            variants: self.variants.clone(),
        };
        for (number, pattern) in (0u32..).zip(&self.patterns) {
            let Some(lane) = self.lane(number) else { continue };
            mirror.pattern_stops.extend(lane.stops.iter().rev());
            mirror.rules.extend(lane.rules.iter().rev().map(|rule| turned(*rule)));
            let runs = pattern.first_trip as usize..(pattern.first_trip + pattern.trips) as usize;
            mirror.runs.extend(self.runs.get(runs).unwrap_or_default().iter().rev());
            let (stops, trips) = (lane.stops.len(), lane.trips);
            for stop in (0..stops).rev() {
                let arrivals = (0..trips).rev().filter_map(|trip| lane.arrives.get(trip * stops + stop));
                mirror.departs.extend(arrivals.map(|minute| HORIZON - minute));
            }
            for trip in (0..trips).rev() {
                let departures = (0..stops).rev().filter_map(|stop| lane.departs.get(stop * trips + trip));
                mirror.arrives.extend(departures.map(|minute| HORIZON - minute));
            }
        }
        mirror.index_serving();
        mirror
    }
}

fn turned(rule: u8) -> u8 {
    let swap = |from: u8, to: u8| if rule & from != 0 { to } else { 0 };
    swap(BOARD, ALIGHT) | swap(ALIGHT, BOARD)
}
