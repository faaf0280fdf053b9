//! Lines and trips.

use std::io::{Read, Seek};

use zip::ZipArchive;

use super::calendar::Index;
use super::report::{FeedError, FeedReport, Problem, Table};
use super::stops::Evidence;
use super::{table, time};
use crate::travel::lookup::Lookup;

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
    /// Its first call, a place in the feed's list.
    pub first_call: u32,
    /// How many calls.
    pub calls: u32,
}

/// Places of trips by identifier; `None` for a trip that the feed has but nobody asked for.
pub(super) type TripIndex = Lookup<Vec<u8>, Option<u32>>;

/// Trips while they are read.
pub(super) struct Trips {
    pub(super) list: Vec<Trip>,
    pub(super) headsigns: Vec<String>,
    pub(super) index: TripIndex,
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
        let vehicle = time::number(rows.get(1)).map(Vehicle::from_type);
        if vehicle.is_none() {
            report.note(Table::Routes, rows.line(), Problem::BadNumber);
        }
        let name = if rows.get(2).is_empty() { rows.text(3) } else { rows.text(2) };
        routes.push(Route { id: rows.text(0), name, vehicle: vehicle.unwrap_or(Vehicle::Other) });
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
    let columns = ["trip_id", "route_id", "service_id", "trip_headsign", "wheelchair_accessible"];
    let mut rows = table::open_required(zip, Table::Trips, &columns, 3)?;
    let mut trips = Trips { list: Vec::new(), headsigns: Vec::new(), index: TripIndex::new() };
    let mut headsign_index = Index::new();
    while rows.advance(report) {
        let line = rows.line();
        let Some(route) = routes.get(rows.get(1)).copied() else {
            report.note(Table::Trips, line, Problem::UnknownRoute);
            continue;
        };
        let Some(service) = services.get(rows.get(2)).copied() else {
            report.note(Table::Trips, line, Problem::UnknownService);
            trips.index.insert(rows.get(0).to_vec(), None);
            continue;
        };
        let place = u32::try_from(trips.list.len()).map_err(|_| FeedError::TooMany(Table::Trips))?;
        let kept = wanted(service).then_some(place);
        if trips.index.contains_key(rows.get(0)) {
            report.note(Table::Trips, line, Problem::Duplicate);
            continue;
        }
        trips.index.insert(rows.get(0).to_vec(), kept);
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
        trips.list.push(Trip { route, service, headsign, wheelchair, first_call: 0, calls: 0 });
    }
    Ok(trips)
}
