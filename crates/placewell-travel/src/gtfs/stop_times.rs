//! The calls of the trips: by far the largest table, streamed.

use std::io::{Read, Seek};

use zip::ZipArchive;
use zip::read::ZipFile;

use super::report::{FeedError, FeedReport, Problem, Table};
use super::routes::{Trip, TripIndex, Trips};
use super::stops::Stops;
use super::{table, time};

const COLUMNS: [&str; 7] =
    ["trip_id", "stop_id", "stop_sequence", "arrival_time", "departure_time", "pickup_type", "drop_off_type"];

/// Tell the progress every so many rows.
const PROGRESS_ROWS: u64 = 100_000;

/// What somebody must do beforehand for the vehicle to stop for them, the least trouble first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Booking {
    /// Nothing: the vehicle stops.
    #[default]
    None,
    /// Ask the driver.
    Driver,
    /// Book with the operator, by telephone or as it states.
    Operator,
}

impl Booking {
    fn from_field(field: &[u8]) -> Self {
        match field {
            b"2" => Self::Operator,
            b"3" => Self::Driver,
            _ => Self::None,
        }
    }
}

/// One call of a trip. Minutes are after the service day's midnight and may pass 24:00.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StopTime {
    /// The stop, a place in the feed's list.
    pub stop: u32,
    /// Minute of arrival.
    pub arrive: u16,
    /// Minute of departure, never before arrival.
    pub depart: u16,
    /// Whether passengers may board.
    pub board: bool,
    /// Whether passengers may alight.
    pub alight: bool,
    /// What boarding asks for.
    pub boarding: Booking,
    /// What alighting asks for.
    pub alighting: Booking,
}

#[derive(Clone, Copy)]
struct Row {
    trip: u32,
    sequence: u32,
    line: u64,
    stop: u32,
    arrive: Option<u16>,
    depart: Option<u16>,
    board: bool,
    alight: bool,
    boarding: Booking,
    alighting: Booking,
}

/// Fills in the trips' calls. Trips left without usable calls have none, and never run.
///
/// Nearly every feed keeps a trip's rows together, so they are closed trip by trip as they stream
/// past; a feed that scatters them is read again, whole and sorted.
pub(super) fn read<R: Read + Seek>(
    zip: &mut ZipArchive<R>,
    report: &mut FeedReport,
    trips: &mut Trips,
    stops: &Stops,
    progress: &mut dyn FnMut(u64),
) -> Result<Vec<StopTime>, FeedError> {
    let mut streamed = Pass { calls: Vec::new(), report: FeedReport::default() };
    if streamed.stream(zip, trips, stops, progress)? {
        report.absorb(streamed.report);
        return Ok(streamed.calls);
    }
    let mut sorted = Pass { calls: Vec::new(), report: FeedReport::default() };
    sorted.sort(zip, trips, stops, progress)?;
    report.absorb(sorted.report);
    Ok(sorted.calls)
}

struct Pass {
    calls: Vec<StopTime>,
    report: FeedReport,
}

impl Pass {
    /// Closes each trip when the next begins; false when a trip's rows turn out to be scattered.
    fn stream<R: Read + Seek>(
        &mut self,
        zip: &mut ZipArchive<R>,
        trips: &mut Trips,
        stops: &Stops,
        progress: &mut dyn FnMut(u64),
    ) -> Result<bool, FeedError> {
        let mut rows = RowReader::open(zip, stops, progress)?;
        let mut closed = vec![false; trips.list.len()];
        let mut pending: Vec<Row> = Vec::new();
        while let Some(row) = rows.next(&trips.index, &mut self.report) {
            if pending.first().is_some_and(|first| first.trip != row.trip) {
                self.close(&mut pending, &mut trips.list)?;
            }
            if pending.is_empty() {
                let Some(closed) = closed.get_mut(row.trip as usize) else { continue };
                if std::mem::replace(closed, true) {
                    return Ok(false);
                }
            }
            pending.push(row);
        }
        self.close(&mut pending, &mut trips.list)?;
        Ok(true)
    }

    fn sort<R: Read + Seek>(
        &mut self,
        zip: &mut ZipArchive<R>,
        trips: &mut Trips,
        stops: &Stops,
        progress: &mut dyn FnMut(u64),
    ) -> Result<(), FeedError> {
        let mut rows = RowReader::open(zip, stops, progress)?;
        let mut all: Vec<Row> = std::iter::from_fn(|| rows.next(&trips.index, &mut self.report)).collect();
        all.sort_by_key(|row| (row.trip, row.sequence));
        for group in all.chunk_by_mut(|a, b| a.trip == b.trip) {
            self.close(&mut group.to_vec(), &mut trips.list)?;
        }
        Ok(())
    }

    /// Turns the rows of one trip into calls, or says why the trip cannot run.
    fn close(&mut self, rows: &mut Vec<Row>, trips: &mut [Trip]) -> Result<(), FeedError> {
        let Some(first) = rows.first().copied() else { return Ok(()) };
        if !rows.is_sorted_by_key(|row| row.sequence) {
            rows.sort_by_key(|row| row.sequence);
        }
        let from = self.calls.len();
        match calls_of(rows, &mut self.calls) {
            Err(problem) => {
                self.calls.truncate(from);
                self.report.note(Table::StopTimes, first.line, problem);
            }
            Ok(()) => {
                let too_many = |_| FeedError::TooMany(Table::StopTimes);
                if let Some(trip) = trips.get_mut(first.trip as usize) {
                    trip.first_call = u32::try_from(from).map_err(too_many)?;
                    trip.calls = u32::try_from(self.calls.len() - from).map_err(too_many)?;
                }
            }
        }
        rows.clear();
        Ok(())
    }
}

/// Appends the calls of one trip, blank times interpolated evenly from call to call.
fn calls_of(rows: &[Row], calls: &mut Vec<StopTime>) -> Result<(), Problem> {
    if rows.len() < 2 {
        return Err(Problem::TooFewStops);
    }
    let from = calls.len();
    let mut last: Option<(usize, u16)> = None;
    for (place, row) in rows.iter().enumerate() {
        let (arrive, depart) = match (row.arrive.or(row.depart), row.depart.or(row.arrive)) {
            (Some(arrive), Some(depart)) => (arrive, depart),
            _ => (0, 0),
        };
        let timed = row.arrive.is_some() || row.depart.is_some();
        if timed {
            if arrive > depart || last.is_some_and(|(_, departed)| departed > arrive) {
                return Err(Problem::TimesRunBack);
            }
            if let Some((at, departed)) = last
                && let Some(blank) = calls.get_mut(from + at + 1..)
            {
                interpolate(blank, departed, arrive);
            }
            last = Some((place, depart));
        } else if place == 0 || place + 1 == rows.len() {
            return Err(Problem::EndsUntimed);
        }
        let Row { stop, board, alight, boarding, alighting, .. } = *row;
        calls.push(StopTime { stop, arrive, depart, board, alight, boarding, alighting });
    }
    Ok(())
}

fn interpolate(blank: &mut [StopTime], departed: u16, arrive: u16) {
    let (legs, span) = (blank.len() as u64 + 1, u64::from(arrive - departed));
    for (leg, call) in (1u64..).zip(blank) {
        let minute = departed + u16::try_from(span * leg / legs).unwrap_or(0);
        (call.arrive, call.depart) = (minute, minute);
    }
}

/// Reads rows of trips that are kept; what is wrong with a row is noted and the row passed over.
struct RowReader<'a, R> {
    rows: table::Rows<R>,
    stops: &'a Stops,
    progress: &'a mut dyn FnMut(u64),
    count: u64,
    trip_id: Vec<u8>,
    /// Its place among all trips of the feed, where it has one.
    last_trip: Option<u32>,
    /// Its place among those kept.
    trip: Option<u32>,
    last_stop: Option<u32>,
    /// By stop: the stop that came after it last time, which it mostly does again.
    follower: Vec<u32>,
}

impl<'a, R: Read + Seek> RowReader<'a, ZipFile<'a, R>> {
    fn open(
        zip: &'a mut ZipArchive<R>,
        stops: &'a Stops,
        progress: &'a mut dyn FnMut(u64),
    ) -> Result<Self, FeedError> {
        let rows = table::open_required(zip, Table::StopTimes, &COLUMNS, 5)?;
        let follower = vec![u32::MAX; stops.list.len()];
        Ok(Self {
            rows,
            stops,
            progress,
            count: 0,
            trip_id: Vec::new(),
            last_trip: None,
            trip: None,
            last_stop: None,
            follower,
        })
    }
}

impl<R: Read> RowReader<'_, R> {
    fn next(&mut self, trips: &TripIndex, report: &mut FeedReport) -> Option<Row> {
        while self.rows.advance(report) {
            self.count(1);
            if !self.rows.repeats() {
                self.look_up(trips, report);
            }
            if let Some(trip) = self.trip {
                match self.row(trip) {
                    Ok(row) => return Some(row),
                    Err(problem) => report.note(Table::StopTimes, self.rows.line(), problem),
                }
            } else {
                let passed = self.rows.pass_group(report);
                self.count(passed);
            }
        }
        None
    }

    /// Finds the current row's trip, where it is not that of the row before.
    fn look_up(&mut self, trips: &TripIndex, report: &mut FeedReport) {
        let id = self.rows.get(0);
        if self.count > 1 && id == self.trip_id.as_slice() {
            return;
        }
        self.trip_id.clear();
        self.trip_id.extend_from_slice(id);
        let known = trips.find(id, self.last_trip);
        if known.is_none() {
            report.note(Table::StopTimes, self.rows.line(), Problem::UnknownTrip);
        }
        self.last_trip = known;
        self.trip = known.and_then(|place| trips.kept(place));
    }

    fn count(&mut self, rows: u64) {
        let told = self.count / PROGRESS_ROWS;
        self.count += rows;
        if self.count / PROGRESS_ROWS > told {
            (self.progress)(self.count);
        }
    }

    /// The number of the current row's stop.
    fn stop(&mut self) -> Option<u32> {
        let id = self.rows.get(1);
        let guess = self.last_stop.and_then(|last| self.follower.get(last as usize).copied());
        let same =
            |guess: &u32| self.stops.list.get(*guess as usize).is_some_and(|stop| stop.id.as_bytes() == id);
        let stop = guess.filter(same).or_else(|| self.stops.index.get(id).copied());
        if let Some((last, stop)) = self.last_stop.zip(stop)
            && let Some(follower) = self.follower.get_mut(last as usize)
        {
            *follower = stop;
        }
        self.last_stop = stop;
        stop
    }

    fn row(&mut self, trip: u32) -> Result<Row, Problem> {
        let stop = self.stop().ok_or(Problem::UnknownStop)?;
        let sequence = time::number(self.rows.get(2)).ok_or(Problem::BadNumber)?;
        let minutes = |column: usize| match self.rows.get(column) {
            b"" => Ok(None),
            text => time::minutes(text).map(Some).ok_or(Problem::BadTime),
        };
        Ok(Row {
            trip,
            sequence,
            line: self.rows.line(),
            stop,
            arrive: minutes(3)?,
            depart: minutes(4)?,
            board: self.rows.get(5) != b"1",
            alight: self.rows.get(6) != b"1",
            boarding: Booking::from_field(self.rows.get(5)),
            alighting: Booking::from_field(self.rows.get(6)),
        })
    }
}
