//! One day in the order in which its vehicles leave, and the walks between them: what a sweep
//! through the day reads once from front to back.

use super::day::{ALIGHT, BOARD, Day, HORIZON, Lane};
use super::footpaths::Footpaths;

/// A vehicle's step from one stop to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Connection {
    /// The trip, by the day's number.
    pub(super) trip: u32,
    /// Where it leaves.
    pub(super) from: u32,
    /// Where it comes to.
    pub(super) to: u32,
    /// When it comes there, minute of the axis.
    pub(super) arrive: u16,
    /// Whether one may board where it leaves.
    pub(super) board: bool,
    /// Whether one may alight where it comes to.
    pub(super) alight: bool,
}

/// A way from where one alights to where one may board, staying at the stop included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Walk {
    pub(super) minutes: u16,
    pub(super) stop: u32,
}

/// A day's connections by minute of departure, and its walks by stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    trips: usize,
    /// By minute of the axis, where its connections begin; one more at the end.
    first: Vec<u32>,
    connections: Vec<Connection>,
    /// By stop, where its walks begin; one more at the end.
    first_walk: Vec<u32>,
    /// Shortest first.
    walks: Vec<Walk>,
}

impl Timeline {
    /// Sorts a day's steps by departure. Walks that lead to no vehicle that one could not as well
    /// board nearer or further back on its way are left out.
    #[must_use]
    pub fn new(day: &Day, footpaths: &Footpaths) -> Self {
        let mut first = vec![0u32; usize::from(HORIZON) + 2];
        for_each(day, |depart, _| {
            if let Some(count) = first.get_mut(usize::from(depart) + 1) {
                *count += 1;
            }
        });
        let mut sum = 0;
        for count in &mut first {
            sum += *count;
            *count = sum;
        }
        let nothing = Connection { trip: 0, from: 0, to: 0, arrive: 0, board: false, alight: false };
        let mut connections = vec![nothing; sum as usize];
        let mut next = first.clone();
        for_each(day, |depart, step| {
            if let Some(next) = next.get_mut(usize::from(depart))
                && let Some(place) = connections.get_mut(*next as usize)
            {
                *place = step;
                *next += 1;
            }
        });
        let (first_walk, walks) = useful_walks(day, footpaths);
        Self { trips: day.trips(), first, connections, first_walk, walks }
    }

    /// How many stops the network has.
    #[must_use]
    pub fn stops(&self) -> usize {
        self.first_walk.len() - 1
    }

    /// How many trips run.
    #[must_use]
    pub fn trips(&self) -> usize {
        self.trips
    }

    /// What leaves at a minute; a trip's own steps keep their order.
    pub(super) fn leaving(&self, minute: u16) -> &[Connection] {
        let bounds = self.first.get(usize::from(minute)).zip(self.first.get(usize::from(minute) + 1));
        bounds.and_then(|(from, to)| self.connections.get(*from as usize..*to as usize)).unwrap_or_default()
    }

    /// The ways to stops where one may board next, the stop itself among them.
    pub(super) fn walks(&self, stop: u32) -> &[Walk] {
        let bounds = self.first_walk.get(stop as usize).zip(self.first_walk.get(stop as usize + 1));
        bounds.and_then(|(from, to)| self.walks.get(*from as usize..*to as usize)).unwrap_or_default()
    }
}

fn for_each(day: &Day, mut tell: impl FnMut(u16, Connection)) {
    let mut number = 0;
    for lane in (0..).map_while(|pattern| day.lane(pattern)) {
        let stops = lane.stops.len();
        for (trip, arrives) in lane.arrives.chunks_exact(stops).enumerate() {
            let steps = lane.stops.iter().zip(lane.stops.iter().skip(1));
            let rules = lane.rules.iter().zip(lane.rules.iter().skip(1));
            let times = lane.departs.iter().skip(trip).step_by(lane.trips).zip(arrives.iter().skip(1));
            for (((from, to), (leaving, coming)), (depart, arrive)) in steps.zip(rules).zip(times) {
                let (board, alight) = (leaving & BOARD != 0, coming & ALIGHT != 0);
                if board || alight {
                    let (from, to, arrive) = (*from, *to, *arrive);
                    tell(*depart, Connection { trip: number, from, to, arrive, board, alight });
                }
            }
            number += 1;
        }
    }
}

/// By stop, the ways that some trip makes worth going; shortest first.
fn useful_walks(day: &Day, footpaths: &Footpaths) -> (Vec<u32>, Vec<Walk>) {
    let (mut first, mut walks) = (vec![0], Vec::new());
    let (mut ways, mut boardings) = (Vec::new(), Vec::new());
    for stop in (0u32..).take(day.stops()) {
        ways.clear();
        ways.push(Walk { minutes: 0, stop });
        ways.extend(footpaths.from(stop).iter().map(|link| Walk { minutes: link.minutes, stop: link.stop }));
        ways.sort_unstable();
        boardings.clear();
        for (way, walk) in ways.iter().enumerate() {
            let calls = day.serving(walk.stop).iter();
            boardings.extend(calls.map(|(pattern, place)| Boarding {
                pattern: *pattern,
                place: *place,
                minutes: walk.minutes,
                way,
            }));
        }
        boardings.sort_unstable();
        let mut useful = vec![false; ways.len()];
        for same in boardings.chunk_by(|a, b| a.pattern == b.pattern) {
            let Some(lane) = same.first().and_then(|boarding| day.lane(boarding.pattern)) else { continue };
            for (number, boarding) in same.iter().enumerate() {
                let mut earlier = same.get(..number).unwrap_or_default().iter().rev();
                if let Some(useful) = useful.get_mut(boarding.way)
                    && lane.rules.get(boarding.place as usize).is_some_and(|rule| rule & BOARD != 0)
                {
                    *useful = *useful || !earlier.any(|earlier| earlier.spares(boarding, &lane));
                }
            }
        }
        walks.extend(ways.iter().zip(&useful).filter(|(_, useful)| **useful).map(|(walk, _)| *walk));
        first.push(u32::try_from(walks.len()).unwrap_or(u32::MAX));
    }
    (first, walks)
}

/// Where a way leads to boarding a pattern.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Boarding {
    pattern: u32,
    place: u32,
    minutes: u16,
    way: usize,
}

impl Boarding {
    /// Whether boarding here always catches what boarding later along the same line would: the
    /// longer walk there never gains on the vehicle.
    fn spares(&self, later: &Self, lane: &Lane<'_>) -> bool {
        let column = |boarding: &Self| {
            let from = boarding.place as usize * lane.trips;
            lane.departs.get(from..from + lane.trips).unwrap_or_default()
        };
        let boards = lane.rules.get(self.place as usize).is_some_and(|rule| rule & BOARD != 0);
        let Some(longer) = later.minutes.checked_sub(self.minutes).filter(|_| boards) else { return false };
        column(self).iter().zip(column(later)).all(|(here, there)| there - here <= longer)
    }
}
