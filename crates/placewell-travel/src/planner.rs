//! Journeys on one day between two places, found forwards and on the day's mirror.

use std::sync::Arc;

use chrono::NaiveDate;

use super::day::{Day, HORIZON, RunCalls, TripSet};
use super::footpaths::Footpaths;
use super::network::{Link, Network, Walking};
use super::search::{Query, Ride, Search};
use super::timeline::Timeline;

/// A day ready for questions in both directions. Copies share all of it.
#[derive(Clone, Debug)]
pub struct Planner {
    day: Arc<BothWays<Day>>,
    footpaths: Arc<BothWays<Footpaths>>,
}

/// Something and its mirror.
#[derive(Debug)]
pub struct BothWays<T> {
    /// As it is.
    pub forwards: T,
    /// As it is in the mirror.
    pub backwards: T,
}

impl From<Day> for BothWays<Day> {
    fn from(forwards: Day) -> Self {
        Self { backwards: forwards.mirrored(), forwards }
    }
}

impl From<Footpaths> for BothWays<Footpaths> {
    fn from(forwards: Footpaths) -> Self {
        Self { backwards: forwards.reversed(), forwards }
    }
}

/// What a question allows. Minutes are on the day's axis.
#[derive(Clone, Copy, Debug)]
pub struct Between<'a> {
    /// Ways on foot from the origin to stops.
    pub from: &'a [Link],
    /// Ways on foot from stops to the destination.
    pub to: &'a [Link],
    /// Leave no earlier.
    pub earliest: u16,
    /// Arrive no later.
    pub latest: u16,
    /// Rides at most.
    pub rides: usize,
    /// Minutes that every change takes at least.
    pub change: u16,
}

/// One journey with at least one ride. Minutes are on the day's axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Journey {
    /// When to leave the origin.
    pub leave: u16,
    /// When one is at the destination.
    pub arrive: u16,
    /// The rides, first to last; never empty.
    pub rides: Vec<Ride>,
    /// The walks: before the first ride, between rides, after the last. One more than rides.
    pub walks: Vec<Link>,
}

impl Journey {
    /// Metres on foot altogether.
    #[must_use]
    pub fn walk_metres(&self) -> u32 {
        self.walks.iter().map(|walk| walk.metres).sum()
    }
}

impl Planner {
    /// Builds the day of a date as far as a restriction allows.
    #[must_use]
    pub fn new(
        network: &Network,
        date: NaiveDate,
        walking: Walking,
        restrict: &dyn Fn(&mut RunCalls<'_>) -> bool,
    ) -> Self {
        let day = Day::build(network, date, &TripSet::on(network, date), restrict);
        let footpaths = Footpaths::on(network, walking, &day);
        Self::from_parts(day, footpaths)
    }

    /// A planner of a ready day and its walks.
    #[must_use]
    pub fn from_parts(day: Day, footpaths: Footpaths) -> Self {
        Self::from_shared(Arc::new(day.into()), Arc::new(footpaths.into()))
    }

    /// A planner of parts that others use as well.
    #[must_use]
    pub fn from_shared(day: Arc<BothWays<Day>>, footpaths: Arc<BothWays<Footpaths>>) -> Self {
        Self { day, footpaths }
    }

    /// The day and its walks.
    #[must_use]
    pub fn forwards(&self) -> (&Day, &Footpaths) {
        (&self.day.forwards, &self.footpaths.forwards)
    }

    /// The day's mirror and the walks turned round.
    #[must_use]
    pub fn backwards(&self) -> (&Day, &Footpaths) {
        (&self.day.backwards, &self.footpaths.backwards)
    }

    /// The day by the minute, and its mirror.
    #[must_use]
    pub fn timelines(&self) -> BothWays<Timeline> {
        let ((day, walks), (mirror, walks_back)) = (self.forwards(), self.backwards());
        BothWays { forwards: Timeline::new(day, walks), backwards: Timeline::new(mirror, walks_back) }
    }

    /// The day that is asked.
    #[must_use]
    pub fn day(&self) -> &Day {
        &self.day.forwards
    }

    /// For each number of rides that makes one arrive strictly earlier than with fewer: the earliest
    /// arrival, and the latest journey that still makes it.
    pub fn earliest_arrivals(&self, search: &mut Search, between: &Between<'_>) -> Vec<Journey> {
        let (from, to) = (self.day().at_all_calls(between.from), self.day().at_all_calls(between.to));
        let between = &Between { from: &from, to: &to, ..*between };
        let forwards = Query { access: between.from, egress: between.to, ..query(between) };
        search.run(self.day(), &self.footpaths.forwards, &forwards);
        let found: Vec<(usize, u16)> = search.arrivals().collect();
        let latest = |(rides, arrive): (usize, u16)| {
            let bound = HORIZON - between.earliest;
            let back = Query { start: HORIZON - arrive, bound, rides, ..backwards(between) };
            search.run(&self.day.backwards, &self.footpaths.backwards, &back);
            let (rides, left) = search.arrivals().last()?;
            let rides = search
                .rides(&self.day.backwards, rides)
                .iter()
                .rev()
                .map(|ride| self.turned(*ride))
                .collect();
            self.journey(between, HORIZON - left, arrive, rides)
        };
        found.into_iter().filter_map(latest).collect()
    }

    /// For each number of rides that lets one leave strictly later than with fewer: the latest
    /// departure, and the journey that then arrives earliest.
    pub fn latest_departures(&self, search: &mut Search, between: &Between<'_>) -> Vec<Journey> {
        let (from, to) = (self.day().at_all_calls(between.from), self.day().at_all_calls(between.to));
        let between = &Between { from: &from, to: &to, ..*between };
        let back = Query {
            start: HORIZON - between.latest,
            bound: HORIZON - between.earliest,
            ..backwards(between)
        };
        search.run(&self.day.backwards, &self.footpaths.backwards, &back);
        let found: Vec<(usize, u16)> = search.arrivals().collect();
        let earliest = |(rides, left): (usize, u16)| {
            let leave = HORIZON - left;
            let forwards =
                Query { start: leave, rides, access: between.from, egress: between.to, ..query(between) };
            search.run(self.day(), &self.footpaths.forwards, &forwards);
            let (rides, arrive) = search.arrivals().last()?;
            let rides = search.rides(self.day(), rides);
            self.journey(between, leave, arrive, rides)
        };
        found.into_iter().filter_map(earliest).collect()
    }

    /// A ride found on the mirror, as the day itself numbers it.
    fn turned(&self, ride: Ride) -> Ride {
        let (stops, trips) =
            self.day().lane(ride.pattern).map_or((0, 0), |lane| (lane.stops.len() as u32, lane.trips as u32));
        Ride {
            pattern: ride.pattern,
            trip: trips - 1 - ride.trip,
            board: stops - 1 - ride.alight,
            alight: stops - 1 - ride.board,
        }
    }

    fn journey(&self, between: &Between<'_>, leave: u16, arrive: u16, rides: Vec<Ride>) -> Option<Journey> {
        let stop =
            |ride: &Ride, place: u32| self.day().lane(ride.pattern)?.stops.get(place as usize).copied();
        let (first, last) = rides.first().zip(rides.last())?;
        let (boarded, alighted) = stop(first, first.board).zip(stop(last, last.alight))?;
        let shortest = |links: &[Link], stop: u32| {
            links.iter().filter(|link| link.stop == stop).min_by_key(|l| l.minutes).copied()
        };
        let mut walks = vec![shortest(between.from, boarded)?];
        for (before, after) in rides.iter().zip(rides.iter().skip(1)) {
            let (from, to) = stop(before, before.alight).zip(stop(after, after.board))?;
            let here = Link { stop: to, minutes: 0, metres: 0 };
            walks.push(if from == to { here } else { shortest(self.footpaths.forwards.from(from), to)? });
        }
        walks.push(shortest(between.to, alighted)?);
        Some(Journey { leave, arrive, rides, walks })
    }
}

fn query<'a>(between: &Between<'a>) -> Query<'a> {
    Query {
        access: between.from,
        egress: between.to,
        start: between.earliest,
        bound: between.latest,
        rides: between.rides,
        change: between.change,
    }
}

fn backwards<'a>(between: &Between<'a>) -> Query<'a> {
    Query { access: between.to, egress: between.from, ..query(between) }
}
