//! What a feed states about changing vehicles: `transfers.txt`.

use std::io::{Read, Seek};

use zip::ZipArchive;

use super::calendar::Index;
use super::report::{FeedError, FeedReport, Problem, Table};
use super::routes::TripIndex;
use super::{table, time};

/// One end of a transfer: where, and of which line or trip where it is not of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TransferEnd {
    /// The stop, or the station for all of its stops.
    pub stop: Option<u32>,
    /// The line.
    pub route: Option<u32>,
    /// The trip.
    pub trip: Option<u32>,
}

/// What is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransferKind {
    /// One may change, in this many whole minutes at least; nought where none are stated.
    Possible(u16),
    /// One cannot change.
    NotPossible,
    /// The vehicle goes on as the other trip, and one may stay in one's seat.
    InSeat,
    /// The vehicle goes on as the other trip, and one must leave it.
    NotInSeat,
}

/// One row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// Where, and from what, one alights.
    pub from: TransferEnd,
    /// Where, and what, one boards.
    pub to: TransferEnd,
    /// What is stated of it.
    pub kind: TransferKind,
}

const COLUMNS: [&str; 8] = [
    "from_stop_id",
    "to_stop_id",
    "transfer_type",
    "min_transfer_time",
    "from_route_id",
    "to_route_id",
    "from_trip_id",
    "to_trip_id",
];

/// The identifiers that a row may name.
pub(super) struct Known<'a> {
    pub(super) stops: &'a Index,
    pub(super) routes: &'a Index,
    pub(super) trips: &'a TripIndex,
}

impl Known<'_> {
    /// One end; `None` when it is of a trip that nobody asked for.
    fn end(&self, stop: &[u8], route: &[u8], trip: &[u8]) -> Result<Option<TransferEnd>, Problem> {
        let named = |id: &[u8], index: &Index, unknown: Problem| match id {
            b"" => Ok(None),
            id => index.get(id).copied().map(Some).ok_or(unknown),
        };
        let stop = named(stop, self.stops, Problem::UnknownStop)?;
        let route = named(route, self.routes, Problem::UnknownRoute)?;
        if trip.is_empty() {
            return Ok(Some(TransferEnd { stop, route, trip: None }));
        }
        let place = self.trips.find(trip, None).ok_or(Problem::UnknownTrip)?;
        Ok(self.trips.kept(place).map(|trip| TransferEnd { stop, route, trip: Some(trip) }))
    }
}

pub(super) fn read<R: Read + Seek>(
    zip: &mut ZipArchive<R>,
    report: &mut FeedReport,
    known: &Known<'_>,
) -> Result<Vec<Transfer>, FeedError> {
    let mut found = Vec::new();
    let Some(mut rows) = table::open(zip, Table::Transfers, &COLUMNS, 0)? else { return Ok(found) };
    while rows.advance(report) {
        let ends = known
            .end(rows.get(0), rows.get(4), rows.get(6))
            .and_then(|from| Ok((from, known.end(rows.get(1), rows.get(5), rows.get(7))?)));
        let (from, to) = match ends {
            Ok((Some(from), Some(to))) => (from, to),
            Ok(_) => continue,
            Err(problem) => {
                report.note(Table::Transfers, rows.line(), problem);
                continue;
            }
        };
        let kind = match rows.get(2) {
            b"" | b"0" | b"1" => TransferKind::Possible(0),
            b"2" => {
                let minutes = time::number(rows.get(3)).map_or(0, |seconds| seconds.div_ceil(60).min(1_440));
                TransferKind::Possible(u16::try_from(minutes).unwrap_or(u16::MAX))
            }
            b"3" => TransferKind::NotPossible,
            b"4" => TransferKind::InSeat,
            b"5" => TransferKind::NotInSeat,
            _ => {
                report.note(Table::Transfers, rows.line(), Problem::BadNumber);
                continue;
            }
        };
        let whole = match kind {
            TransferKind::InSeat | TransferKind::NotInSeat => from.trip.is_some() && to.trip.is_some(),
            TransferKind::Possible(_) | TransferKind::NotPossible => from.stop.is_some() && to.stop.is_some(),
        };
        if whole {
            found.push(Transfer { from, to, kind });
        } else {
            report.note(Table::Transfers, rows.line(), Problem::NoId);
        }
    }
    Ok(found)
}
