//! A journey as somebody can follow it. Minutes are of the date and may pass midnight.

use super::day::MIDNIGHT;
use super::day::Run;
use super::gtfs::{Booking, Evidence, Feed, Route, StopTime, Trip, Vehicle};
use super::network::{Link, Network};
use super::planner::{Journey, Planner};
use super::profile::{Profile, TrainedLine};

/// One part of a journey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leg {
    /// On foot or by wheelchair.
    Walk {
        /// Minutes, rounded up.
        minutes: u16,
        /// Metres along expected streets.
        metres: u32,
        /// The stop walked to; `None` at the journey's end.
        to: Option<String>,
    },
    /// On a vehicle.
    Ride(RideLeg),
}

/// One ride.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RideLeg {
    /// The feed's number in the network.
    pub feed: u32,
    /// The line's number in the feed.
    pub route: u32,
    /// The line, as on the front of the vehicle.
    pub line: String,
    /// The direction, as on the front of the vehicle; empty when the timetable states none.
    pub towards: String,
    /// What kind of vehicle.
    pub vehicle: Vehicle,
    /// The stop to board at.
    pub from: String,
    /// When it leaves; at the latest, where only the headway is known.
    pub board: u16,
    /// The stop to alight at.
    pub to: String,
    /// When it arrives; at the latest, where only the headway is known.
    pub alight: u16,
    /// Minutes of waiting at the stop before boarding.
    pub wait: u16,
    /// Whether the learner is trained for this line.
    pub trained: bool,
    /// The least that is known of step-free access: vehicle and both stops.
    pub step_free: Evidence,
    /// What somebody must do beforehand for the vehicle to stop for them.
    pub booking: Booking,
    /// Minutes between vehicles, where no timetable says when they come: the ride is planned with
    /// so long a wait.
    pub headway: Option<u16>,
    /// The lines that the vehicle shows further on, while one stays in one's seat.
    pub goes_on_as: Vec<String>,
}

/// A journey from door to door with at least one ride.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Itinerary {
    /// When to leave.
    pub leave: u16,
    /// When there.
    pub arrive: u16,
    /// Walks of nought metres are left out.
    pub legs: Vec<Leg>,
    /// The next journey for somebody who misses this one: leave and arrive.
    pub if_missed: Option<(u16, u16)>,
    /// The last minute to leave by any journey that is still in time (out), or the last journey
    /// home of the day's limits.
    pub last_leave: Option<u16>,
}

impl Itinerary {
    /// A found journey in words that stand on the vehicles and stops.
    #[must_use]
    pub fn new(network: &Network, planner: &Planner, journey: &Journey, profile: &Profile) -> Option<Self> {
        let mut legs = Vec::new();
        let mut clock = journey.leave;
        for (number, (ride, walk)) in journey.rides.iter().zip(&journey.walks).enumerate() {
            let lane = planner.day().lane(ride.pattern)?;
            let stop = |place: u32| {
                let number = planner.day().network_stop(*lane.stops.get(place as usize)?);
                network.stops.get(number as usize)
            };
            let (from, to) = stop(ride.board).zip(stop(ride.alight))?;
            let parts = planner.day().parts(ride.pattern, ride.trip);
            let parts = ridden(network, &parts, ride.board, ride.alight);
            let (first, last) = parts.first().zip(parts.last())?;
            let Part { run, feed, trip, route, .. } = *first;
            let towards = towards(feed, trip);
            let headway = Some(run.wait).filter(|wait| *wait > 0);
            push_walk(&mut legs, walk, Some(from.name.clone()));
            let board = planner.day().times(ride.pattern, ride.trip, ride.board)?.1 + run.wait;
            let alight = planner.day().times(ride.pattern, ride.trip, ride.alight)?.0;
            // One leaves the house for the first vehicle, so nobody waits there but for a headway.
            let wait = if number == 0 { run.wait } else { board.saturating_sub(clock + walk.minutes) };
            clock = alight;
            let vehicles = parts.iter().map(|part| part.trip.wheelchair);
            let evidence = least(vehicles.chain([from.wheelchair, to.wheelchair]));
            let known = |part: &Part<'_>| {
                let covers =
                    |line: &TrainedLine| line.covers(&part.route.name, &self::towards(part.feed, part.trip));
                profile.trained_lines.iter().any(covers)
            };
            let on_demand = parts.iter().any(|part| part.route.on_demand);
            let stated = first.call(ride.board)?.boarding.max(last.call(ride.alight)?.alighting);
            legs.push(Leg::Ride(RideLeg {
                feed: run.feed,
                route: trip.route,
                trained: parts.iter().all(known),
                line: route.name.clone(),
                towards,
                vehicle: route.vehicle,
                from: from.name.clone(),
                board: board.checked_sub(MIDNIGHT)?,
                to: to.name.clone(),
                alight: alight.checked_sub(MIDNIGHT)?,
                wait,
                step_free: evidence,
                booking: if on_demand { Booking::Operator } else { stated },
                headway,
                goes_on_as: parts.iter().skip(1).map(|part| part.route.name.clone()).collect(),
            }));
        }
        push_walk(&mut legs, journey.walks.last()?, None);
        let (leave, arrive) = (journey.leave.checked_sub(MIDNIGHT)?, journey.arrive.checked_sub(MIDNIGHT)?);
        Some(Self { leave, arrive, legs, if_missed: None, last_leave: None })
    }

    /// The rides in order.
    pub fn rides(&self) -> impl Iterator<Item = &RideLeg> {
        self.legs.iter().filter_map(|leg| match leg {
            Leg::Ride(ride) => Some(ride),
            Leg::Walk { .. } => None,
        })
    }

    /// Changes of vehicle.
    #[must_use]
    pub fn changes(&self) -> usize {
        self.rides().count().saturating_sub(1)
    }

    /// Metres of each walk.
    pub fn walks(&self) -> impl Iterator<Item = u32> {
        self.legs.iter().filter_map(|leg| match leg {
            Leg::Walk { metres, .. } => Some(*metres),
            Leg::Ride(_) => None,
        })
    }

    /// Minutes from door to door.
    #[must_use]
    pub fn minutes(&self) -> u16 {
        self.arrive - self.leave
    }
}

/// One of the trips that a ride is made of.
#[derive(Clone, Copy)]
struct Part<'a> {
    /// Its first place in the pattern.
    place: u32,
    run: Run,
    feed: &'a Feed,
    trip: &'a Trip,
    route: &'a Route,
}

impl<'a> Part<'a> {
    fn new(network: &'a Network, place: u32, run: Run) -> Option<Self> {
        let feed = network.feeds.get(run.feed as usize)?;
        let trip = feed.trips.get(run.trip as usize)?;
        Some(Self { place, run, feed, trip, route: feed.routes.get(trip.route as usize)? })
    }

    /// Its call at a place of the pattern.
    fn call(&self, place: u32) -> Option<&'a StopTime> {
        self.feed.calls_of(self.trip).get(place.checked_sub(self.place)? as usize)
    }
}

/// The trips between boarding and alighting.
fn ridden<'a>(network: &'a Network, parts: &[(u32, Run)], board: u32, alight: u32) -> Vec<Part<'a>> {
    let of = |place: u32| parts.iter().rposition(|(first, _)| *first <= place).unwrap_or(0);
    let whole = parts.get(of(board)..=of(alight)).unwrap_or_default();
    whole.iter().filter_map(|(place, run)| Part::new(network, *place, *run)).collect()
}

fn towards(feed: &Feed, trip: &Trip) -> String {
    feed.headsigns.get(trip.headsign as usize).cloned().unwrap_or_default()
}

fn push_walk(legs: &mut Vec<Leg>, walk: &Link, to: Option<String>) {
    if walk.metres > 0 {
        legs.push(Leg::Walk { minutes: walk.minutes, metres: walk.metres, to });
    }
}

fn least(evidence: impl Iterator<Item = Evidence> + Clone) -> Evidence {
    let holds = |which: Evidence| evidence.clone().any(|one| one == which);
    if holds(Evidence::No) {
        Evidence::No
    } else if holds(Evidence::Unknown) {
        Evidence::Unknown
    } else {
        Evidence::Yes
    }
}
