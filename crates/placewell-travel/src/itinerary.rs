//! A journey as somebody can follow it. Minutes are of the date and may pass midnight.

use super::day::MIDNIGHT;
use super::gtfs::{Evidence, Vehicle};
use super::network::{Link, Network};
use super::planner::{Journey, Planner};
use super::profile::Profile;

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
    /// The line, as on the front of the vehicle.
    pub line: String,
    /// The direction, as on the front of the vehicle; empty when the timetable states none.
    pub towards: String,
    /// What kind of vehicle.
    pub vehicle: Vehicle,
    /// The stop to board at.
    pub from: String,
    /// When it leaves.
    pub board: u16,
    /// The stop to alight at.
    pub to: String,
    /// When it arrives.
    pub alight: u16,
    /// Minutes of waiting at the stop before boarding.
    pub wait: u16,
    /// Whether the learner is trained for this line.
    pub trained: bool,
    /// The least that is known of step-free access: vehicle and both stops.
    pub step_free: Evidence,
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
            let run = planner.day().run(ride.pattern, ride.trip)?;
            let stop = |place: u32| network.stops.get(*lane.stops.get(place as usize)? as usize);
            let (from, to) = stop(ride.board).zip(stop(ride.alight))?;
            let feed = network.feeds.get(run.feed as usize)?;
            let trip = feed.trips.get(run.trip as usize)?;
            let route = feed.routes.get(trip.route as usize)?;
            let towards = feed.headsigns.get(trip.headsign as usize).cloned().unwrap_or_default();
            push_walk(&mut legs, walk, Some(from.name.clone()));
            let board = planner.day().times(ride.pattern, ride.trip, ride.board)?.1;
            let alight = planner.day().times(ride.pattern, ride.trip, ride.alight)?.0;
            // One leaves the house for the first vehicle, so nobody waits there.
            let wait = if number == 0 { 0 } else { board.saturating_sub(clock + walk.minutes) };
            clock = alight;
            let evidence = [trip.wheelchair, from.wheelchair, to.wheelchair];
            legs.push(Leg::Ride(RideLeg {
                feed: run.feed,
                trained: profile.trained_lines.iter().any(|known| known.covers(&route.name, &towards)),
                line: route.name.clone(),
                towards,
                vehicle: route.vehicle,
                from: from.name.clone(),
                board: board.checked_sub(MIDNIGHT)?,
                to: to.name.clone(),
                alight: alight.checked_sub(MIDNIGHT)?,
                wait,
                step_free: least(evidence),
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

fn push_walk(legs: &mut Vec<Leg>, walk: &Link, to: Option<String>) {
    if walk.metres > 0 {
        legs.push(Leg::Walk { minutes: walk.minutes, metres: walk.metres, to });
    }
}

fn least(evidence: [Evidence; 3]) -> Evidence {
    if evidence.contains(&Evidence::No) {
        Evidence::No
    } else if evidence.contains(&Evidence::Unknown) {
        Evidence::Unknown
    } else {
        Evidence::Yes
    }
}
