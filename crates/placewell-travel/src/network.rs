//! The stops of all feeds as one network, and what lies within a walk of a place.

use std::collections::{BTreeMap, BTreeSet};

use super::circuity::{expected_metres, minutes_at, straight_metres};
use super::gtfs::{Evidence, Feed};
use super::interchange::Interchange;
use placewell_domain::place::Coordinates;

/// Two feeds mean the same stop when identifier and, within this many metres, position agree.
const SAME_STOP_METRES: u32 = 100;

/// Cells of about 550 m in Great Britain, micro-degrees of latitude and longitude.
const CELL_UDEG: (i32, i32) = (5_000, 8_000);

/// A stop at which some trip of some feed calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The feeds' identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Where it is, where known.
    pub at: Option<Coordinates>,
    /// Step-free evidence.
    pub wheelchair: Evidence,
}

/// A way on foot to or from a stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// The stop.
    pub stop: u32,
    /// Minutes at the walker's speed, rounded up.
    pub minutes: u16,
    /// Metres along expected streets.
    pub metres: u32,
}

/// How far and how fast somebody walks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Walking {
    /// The longest walk in expected metres; nought is no walk at all.
    pub max_metres: u32,
    /// Millimetres a second.
    pub speed_mm_s: u32,
}

/// Where a journey may begin or end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// Its position, where known.
    pub at: Option<Coordinates>,
    /// The stops that it is: none for a bare position, several for a station.
    pub stops: Vec<u32>,
}

/// All feeds, with their served stops numbered as one.
#[derive(Debug)]
pub struct Network {
    /// The feeds, in the order given.
    pub feeds: Vec<Feed>,
    /// The served stops.
    pub stops: Vec<Place>,
    /// What the feeds state about changing vehicles.
    pub interchange: Interchange,
    numbers: Vec<Vec<Option<u32>>>,
    by_id: BTreeMap<String, Location>,
    cells: BTreeMap<(i32, i32), Vec<u32>>,
}

impl Network {
    /// Joins feeds.
    #[must_use]
    pub fn new(feeds: Vec<Feed>) -> Self {
        let mut network = Self {
            feeds: Vec::new(),
            stops: Vec::new(),
            interchange: Interchange::default(),
            numbers: Vec::new(),
            by_id: BTreeMap::new(),
            cells: BTreeMap::new(),
        };
        for feed in &feeds {
            network.join(feed);
        }
        for (number, place) in (0u32..).zip(&network.stops) {
            if let Some(at) = place.at {
                network.cells.entry(cell(at)).or_default().push(number);
            }
        }
        for (number, feed) in (0u32..).zip(&feeds) {
            let numbers = network.numbers.get(number as usize).map_or(&[][..], Vec::as_slice);
            let of = |stop: u32| numbers.get(stop as usize).copied().flatten();
            network.interchange.add(number, feed, &of);
        }
        network.feeds = feeds;
        network
    }

    fn join(&mut self, feed: &Feed) {
        let mut served = vec![false; feed.stops.len()];
        for trip in &feed.trips {
            for call in feed.calls_of(trip) {
                if let Some(served) = served.get_mut(call.stop as usize) {
                    *served = true;
                }
            }
        }
        let mut numbers = vec![None; feed.stops.len()];
        for ((stop, served), number) in feed.stops.iter().zip(served).zip(&mut numbers) {
            let known = self
                .by_id
                .entry(stop.id.clone())
                .or_insert_with(|| Location { at: stop.at, stops: Vec::new() });
            if !served {
                continue;
            }
            let same = known.stops.iter().copied().find(|number| {
                self.stops
                    .get(*number as usize)
                    .is_some_and(|place| place.id == stop.id && near(place.at, stop.at))
            });
            *number = same.or_else(|| {
                let next = u32::try_from(self.stops.len()).ok()?;
                let Place { id, name, at, wheelchair } = Place {
                    id: stop.id.clone(),
                    name: stop.name.clone(),
                    at: stop.at,
                    wheelchair: stop.wheelchair,
                };
                self.stops.push(Place { id, name, at, wheelchair });
                known.stops.push(next);
                Some(next)
            });
        }
        for (stop, number) in feed.stops.iter().zip(&numbers) {
            let station = stop.parent.and_then(|parent| feed.stops.get(parent as usize));
            if let (Some(station), Some(number)) = (station, number)
                && let Some(known) = self.by_id.get_mut(&station.id)
                && !known.stops.contains(number)
            {
                known.stops.push(*number);
            }
        }
        self.numbers.push(numbers);
    }

    /// The network's number of a feed's stop; `None` when nothing calls there.
    #[must_use]
    pub fn number(&self, feed: usize, stop: u32) -> Option<u32> {
        self.numbers.get(feed)?.get(stop as usize).copied().flatten()
    }

    /// The stop or station of an identifier; its stops are empty when nothing calls there.
    #[must_use]
    pub fn locate(&self, id: &str) -> Option<&Location> {
        self.by_id.get(id)
    }

    /// Every stop within a walk of a position, nearest number first.
    #[must_use]
    pub fn around(&self, at: Coordinates, walking: Walking) -> Vec<Link> {
        if walking.max_metres == 0 {
            return Vec::new();
        }
        let (row, column) = cell(at);
        // A degree of latitude is 111,195 m; one of longitude shrinks towards the poles.
        let reach = |metres_per_udeg: f64, size: i32| {
            #[expect(clippy::cast_possible_truncation, reason = "clamped to a few hundred cells")]
            let cells = (f64::from(walking.max_metres) / metres_per_udeg / f64::from(size))
                .ceil()
                .clamp(1.0, 500.0) as i32;
            cells
        };
        let north = 0.111_195;
        let rows = reach(north, CELL_UDEG.0);
        let columns = reach(north * at.lat().to_radians().cos().max(0.05), CELL_UDEG.1);
        let mut links = Vec::new();
        for row in row - rows..=row + rows {
            let stops = self
                .cells
                .range((row, column - columns)..=(row, column + columns))
                .flat_map(|(_, stops)| stops);
            links.extend(stops.filter_map(|stop| self.link(at, *stop, walking)));
        }
        links.sort_unstable();
        links
    }

    fn link(&self, from: Coordinates, stop: u32, walking: Walking) -> Option<Link> {
        let at = self.stops.get(stop as usize)?.at?;
        let metres = expected_metres(straight_metres(from, at));
        (metres <= walking.max_metres).then(|| Link {
            stop,
            minutes: minutes_at(metres, walking.speed_mm_s),
            metres,
        })
    }

    /// From which stop to which some trip runs without a call between, each pair once and whichever way it runs.
    #[must_use]
    pub fn legs(&self) -> BTreeSet<(u32, u32)> {
        let mut legs = BTreeSet::new();
        for (number, feed) in self.feeds.iter().enumerate() {
            for trip in &feed.trips {
                let stops = feed.calls_of(trip).iter().map(|call| self.number(number, call.stop));
                let stops: Vec<u32> = stops.flatten().collect();
                legs.extend(stops.windows(2).filter_map(|pair| match pair {
                    [one, other] if one != other => Some((*one.min(other), *one.max(other))),
                    _ => None,
                }));
            }
        }
        legs
    }

    /// The stops that a journey can begin or end at: those it is, and those within a walk.
    #[must_use]
    pub fn links(&self, location: &Location, walking: Walking) -> Vec<Link> {
        let mut links: Vec<Link> =
            location.stops.iter().map(|stop| Link { stop: *stop, minutes: 0, metres: 0 }).collect();
        let around = location.at.map(|at| self.around(at, walking)).unwrap_or_default();
        links.extend(around.into_iter().filter(|link| !location.stops.contains(&link.stop)));
        links
    }
}

fn cell(at: Coordinates) -> (i32, i32) {
    (at.lat_udeg.div_euclid(CELL_UDEG.0), at.lon_udeg.div_euclid(CELL_UDEG.1))
}

fn near(a: Option<Coordinates>, b: Option<Coordinates>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => straight_metres(a, b) <= SAME_STOP_METRES,
        _ => true,
    }
}
