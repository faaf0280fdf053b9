//! Lines and trips.

use std::io::{Read, Seek};

use zip::ZipArchive;

use super::calendar::Index;
use super::ids::Ids;
use super::report::{FeedError, FeedReport, Problem, Table};
use super::stops::Evidence;
use super::{table, time};

/// What kind of vehicle a line uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Vehicle {
    /// Local bus or trolleybus.
    Bus,
    /// Long-distance coach.
    Coach,
    /// Tram or light rail.
    Tram,
    /// Metro or underground.
    Metro,
    /// Train.
    Rail,
    /// Ferry.
    Ferry,
    /// Anything else: funicular, cable car, air, or not stated.
    Other,
}

impl Vehicle {
    /// From the basic and the extended route types.
    const fn from_type(code: u32) -> Self {
        match code {
            0 | 5 | 900..=906 => Self::Tram,
            1 | 400..=405 | 12 | 500..=699 => Self::Metro,
            2 | 100..=117 => Self::Rail,
            3 | 11 | 700..=716 | 800 => Self::Bus,
            200..=209 => Self::Coach,
            4 | 1000 | 1200 => Self::Ferry,
            _ => Self::Other,
        }
    }
}

/// A line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// The feed's identifier.
    pub id: String,
    /// What stands on the front of the vehicle: the number, else the long name.
    pub name: String,
    /// The vehicle.
    pub vehicle: Vehicle,
    /// Whether it runs only for those who booked it, whatever times the timetable shows.
    pub on_demand: bool,
}

/// Demand-responsive buses and the kinds of taxi among the extended route types.
const fn is_on_demand(code: u32) -> bool {
    matches!(code, 715 | 1500..=1507)
}

/// One run of a vehicle along its stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trip {
    /// Its line.
    pub route: u32,
    /// Its days.
    pub service: u32,
    /// Its headsign, a place in the feed's list.
    pub headsign: u32,
    /// Whether the vehicle takes a wheelchair.
    pub wheelchair: Evidence,
    /// The block of trips that one vehicle makes one after another, where it is stated.
    pub block: Option<u32>,
    /// Its first call, a place in the feed's list.
    pub first_call: u32,
    /// How many calls.
    pub calls: u32,
}

/// The trips that the feed has, whether asked for or not.
#[derive(Default)]
pub(super) struct TripIndex {
    ids: Ids,
    kept: Vec<Option<u32>>,
}

impl TripIndex {
    /// Which of them has an identifier; looks first at the one after `last`.
    pub(super) fn find(&self, id: &[u8], last: Option<u32>) -> Option<u32> {
        self.ids.find(id, last)
    }

    /// Its place in the list; `None` for a trip that nobody asked for.
    pub(super) fn kept(&self, trip: u32) -> Option<u32> {
        self.kept.get(trip as usize).copied().flatten()
    }

    /// Adds a trip; false when it is there already.
    fn add(&mut self, id: &[u8], kept: Option<u32>) -> Result<bool, FeedError> {
        let is_new = self.ids.add(id).map_err(|_| FeedError::TooMany(Table::Trips))?;
        if is_new {
            self.kept.push(kept);
        }
        Ok(is_new)
    }

    /// Lets a trip be known without being kept, even where a row before kept it.
    fn leave_out(&mut self, id: &[u8]) -> Result<(), FeedError> {
        if !self.add(id, None)?
            && let Some(trip) = self.ids.find(id, None)
            && let Some(kept) = self.kept.get_mut(trip as usize)
        {
            *kept = None;
        }
        Ok(())
    }
}

/// Trips while they are read.
pub(super) struct Trips {
    pub(super) list: Vec<Trip>,
    pub(super) headsigns: Vec<String>,
    pub(super) index: TripIndex,
    /// Line and service of every trip, kept or not, each pair once.
    pub(super) services: Vec<(u32, u32)>,
}

pub(super) fn read_routes<R: Read + Seek>(
    zip: &mut ZipArchive<R>,
    report: &mut FeedReport,
) -> Result<(Vec<Route>, Index), FeedError> {
    let columns = ["route_id", "route_type", "route_short_name", "route_long_name"];
    let mut rows = table::open_required(zip, Table::Routes, &columns, 1)?;
    let (mut routes, mut index) = (Vec::new(), Index::new());
    while rows.advance(report) {
        let place = u32::try_from(routes.len()).map_err(|_| FeedError::TooMany(Table::Routes))?;
        if index.insert(rows.get(0).to_vec(), place).is_some() {
            report.note(Table::Routes, rows.line(), Problem::Duplicate);
        }
        let code = time::number(rows.get(1));
        let vehicle = code.map(Vehicle::from_type);
        if vehicle.is_none() {
            report.note(Table::Routes, rows.line(), Problem::BadNumber);
        }
        let name = if rows.get(2).is_empty() { rows.text(3) } else { rows.text(2) };
        routes.push(Route {
            id: rows.text(0),
            name,
            vehicle: vehicle.unwrap_or(Vehicle::Other),
            on_demand: code.is_some_and(is_on_demand),
        });
    }
    Ok((routes, index))
}

pub(super) fn read_trips<R: Read + Seek>(
    zip: &mut ZipArchive<R>,
    report: &mut FeedReport,
    routes: &Index,
    services: &Index,
    wanted: impl Fn(u32) -> bool,
) -> Result<Trips, FeedError> {
    let columns = ["trip_id", "route_id", "service_id", "trip_headsign", "wheelchair_accessible", "block_id"];
    let mut rows = table::open_required(zip, Table::Trips, &columns, 3)?;
    let mut trips =
        Trips { list: Vec::new(), headsigns: Vec::new(), index: TripIndex::default(), services: Vec::new() };
    let (mut headsign_index, mut blocks) = (Index::new(), Index::new());
    while rows.advance(report) {
        let line = rows.line();
        let Some(route) = routes.get(rows.get(1)).copied() else {
            report.note(Table::Trips, line, Problem::UnknownRoute);
            continue;
        };
        let Some(service) = services.get(rows.get(2)).copied() else {
            report.note(Table::Trips, line, Problem::UnknownService);
            trips.index.leave_out(rows.get(0))?;
            continue;
        };
        let place = u32::try_from(trips.list.len()).map_err(|_| FeedError::TooMany(Table::Trips))?;
        let kept = wanted(service).then_some(place);
        if !trips.index.add(rows.get(0), kept)? {
            report.note(Table::Trips, line, Problem::Duplicate);
            continue;
        }
        if trips.services.last() != Some(&(route, service)) {
            trips.services.push((route, service));
        }
        if kept.is_none() {
            continue;
        }
        let headsign = match headsign_index.get(rows.get(3)) {
            Some(known) => *known,
            None => {
                let next =
                    u32::try_from(trips.headsigns.len()).map_err(|_| FeedError::TooMany(Table::Trips))?;
                trips.headsigns.push(rows.text(3));
                headsign_index.insert(rows.get(3).to_vec(), next);
                next
            }
        };
        let wheelchair = Evidence::from_field(rows.get(4));
        let block = number(&mut blocks, rows.get(5));
        trips.list.push(Trip { route, service, headsign, wheelchair, block, first_call: 0, calls: 0 });
    }
    trips.services.sort_unstable();
    trips.services.dedup();
    Ok(trips)
}

/// The number of an identifier, a new one if it is new; `None` for an empty one.
fn number(index: &mut Index, id: &[u8]) -> Option<u32> {
    if id.is_empty() {
        return None;
    }
    if let Some(known) = index.get(id) {
        return Some(*known);
    }
    let next = u32::try_from(index.len()).ok()?;
    index.insert(id.to_vec(), next);
    Some(next)
}
