//! Stops, platforms and stations.

use std::io::{Read, Seek};

use zip::ZipArchive;

use super::calendar::Index;
use super::report::{FeedError, FeedReport, Problem, Table};
use super::table;
use placewell_domain::place::Coordinates;

/// What is known of step-free use. Feeds leave it empty or write nought nearly everywhere, and
/// that is *unknown*, never *no*.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Evidence {
    /// Nothing is stated.
    #[default]
    Unknown,
    /// Stated as usable.
    Yes,
    /// Stated as not usable.
    No,
}

impl Evidence {
    pub(super) fn from_field(field: &[u8]) -> Self {
        match field {
            b"1" => Self::Yes,
            b"2" => Self::No,
            _ => Self::Unknown,
        }
    }
}

/// A place where vehicles call, or the station it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// The feed's identifier; in Great Britain the ATCO code.
    pub id: String,
    /// Its name as the traveller reads it.
    pub name: String,
    /// Where it is; `None` when the feed has no usable position.
    pub at: Option<Coordinates>,
    /// The station it belongs to, a place in the feed's list.
    pub parent: Option<u32>,
    /// Whether a wheelchair user can board here; a platform that states nothing takes its station's.
    pub wheelchair: Evidence,
}

/// Stops while a feed is read.
pub(super) struct Stops {
    pub(super) list: Vec<Stop>,
    pub(super) index: Index,
}

pub(super) fn read<R: Read + Seek>(
    zip: &mut ZipArchive<R>,
    report: &mut FeedReport,
) -> Result<Stops, FeedError> {
    let columns = ["stop_id", "stop_lat", "stop_lon", "stop_name", "parent_station", "wheelchair_boarding"];
    let mut rows = table::open_required(zip, Table::Stops, &columns, 1)?;
    let (mut stops, mut index, mut parents) = (Vec::<Stop>::new(), Index::new(), Vec::new());
    while rows.advance(report) {
        let line = rows.line();
        if rows.get(0).is_empty() {
            report.note(Table::Stops, line, Problem::NoId);
            continue;
        }
        if index.contains_key(rows.get(0)) {
            report.note(Table::Stops, line, Problem::Duplicate);
            continue;
        }
        let degrees = |column: usize| std::str::from_utf8(rows.get(column)).ok()?.parse::<f64>().ok();
        let at = degrees(1).zip(degrees(2)).and_then(|(lat, lon)| Coordinates::from_degrees(lat, lon));
        // Nought and nought is a missing position that was written as a number.
        let at = at.filter(|at| (at.lat_udeg, at.lon_udeg) != (0, 0));
        if at.is_none() {
            report.note(Table::Stops, line, Problem::NoPosition);
        }
        let place = u32::try_from(stops.len()).map_err(|_| FeedError::TooMany(Table::Stops))?;
        index.insert(rows.get(0).to_vec(), place);
        parents.push((rows.get(4).to_vec(), line));
        let wheelchair = Evidence::from_field(rows.get(5));
        stops.push(Stop { id: rows.text(0), name: rows.text(3), at, parent: None, wheelchair });
    }
    adopt(&mut stops, &index, &parents, report);
    Ok(Stops { list: stops, index })
}

/// Joins platforms to their stations, which may stand later in the file.
fn adopt(stops: &mut [Stop], index: &Index, parents: &[(Vec<u8>, u64)], report: &mut FeedReport) {
    for (place, (parent, line)) in parents.iter().enumerate().filter(|(_, (parent, _))| !parent.is_empty()) {
        let Some(parent) = index.get(parent).copied() else {
            report.note(Table::Stops, *line, Problem::UnknownStop);
            continue;
        };
        let stated = stops.get(parent as usize).map(|stop| stop.wheelchair).unwrap_or_default();
        if let Some(stop) = stops.get_mut(place) {
            stop.parent = Some(parent);
            if stop.wheelchair == Evidence::Unknown {
                stop.wheelchair = stated;
            }
        }
    }
}
