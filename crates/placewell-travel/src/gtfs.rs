//! Reading a timetable in the General Transit Feed Specification: a zip of comma-separated tables.
//!
//! The tables are streamed one after another; only what the asked dates need is kept. A bad row is
//! reported and passed over; a feed without its essential tables is refused. Times are kept as
//! whole minutes with seconds dropped, as the timetable at the stop prints them.

mod calendar;
mod extras;
mod ids;
mod report;
mod routes;
mod stop_times;
mod stops;
mod table;
mod time;
mod transfers;
mod validity;

use std::io::{Read, Seek};

use chrono::NaiveDate;
use chrono_tz::Tz;
use zip::ZipArchive;

pub use calendar::Service;
pub use extras::Frequency;
pub use report::{FeedError, FeedReport, Occurrences, Problem, Table};
pub use routes::{Route, Trip, Vehicle};
pub use stop_times::{Booking, StopTime};
pub use stops::{Evidence, Stop};
pub use transfers::{Transfer, TransferEnd, TransferKind};
pub use validity::{Period, Speaks, Validity};

/// Which trips to keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dates {
    /// Every trip.
    All,
    /// Trips that run on one of these dates, or around midnight of one.
    Only(Vec<NaiveDate>),
}

impl Dates {
    fn want(&self, service: &Service) -> bool {
        match self {
            Self::All => true,
            Self::Only(dates) => dates.iter().any(|date| {
                [date.pred_opt(), Some(*date), date.succ_opt()]
                    .into_iter()
                    .flatten()
                    .any(|day| service.runs_on(day))
            }),
        }
    }
}

/// One feed as read. Everything refers to everything else by its place in these lists.
#[derive(Clone, Debug)]
pub struct Feed {
    /// The name it was given when it was read.
    pub name: String,
    /// The publisher's version; empty when the feed states none.
    pub version: String,
    /// First and last day of which anything is said; `None` when there is no service at all. Each
    /// line has its own [`validity`](Self::validity).
    pub valid: Option<Period>,
    /// For which days each line speaks, by line.
    pub validity: Vec<Validity>,
    /// The time zone its times are in.
    pub zone: Tz,
    /// Stops, platforms and stations.
    pub stops: Vec<Stop>,
    /// Lines.
    pub routes: Vec<Route>,
    /// Trips that are kept; each has at least two stops.
    pub trips: Vec<Trip>,
    /// The calls of all trips, trip by trip.
    pub calls: Vec<StopTime>,
    /// Days of operation.
    pub services: Vec<Service>,
    /// Trips that repeat by headway.
    pub frequencies: Vec<Frequency>,
    /// Stated transfers.
    pub transfers: Vec<Transfer>,
    /// Headsigns, each once.
    pub headsigns: Vec<String>,
    /// Weeks by which the dates were moved after reading; nought for a feed as it is.
    pub redated_weeks: i32,
}

impl Feed {
    /// Reads a zipped feed. `progress` is told the rows of `stop_times.txt` read so far, every
    /// hundred thousand.
    ///
    /// # Errors
    /// [`FeedError`] when it is not a zip, or an essential table or column is missing.
    pub fn read<R: Read + Seek>(
        input: R,
        name: &str,
        dates: &Dates,
        progress: &mut dyn FnMut(u64),
    ) -> Result<(Self, FeedReport), FeedError> {
        let mut zip = ZipArchive::new(input).map_err(|_| FeedError::NotAZip)?;
        let mut report = FeedReport::default();
        let zone = extras::zone(&mut zip, &mut report)?;
        let info = extras::info(&mut zip, &mut report)?;
        let (services, service_index) = calendar::read(&mut zip, &mut report)?;
        let (routes, route_index) = routes::read_routes(&mut zip, &mut report)?;
        let mut trips =
            routes::read_trips(&mut zip, &mut report, &route_index, &service_index, |service: u32| {
                services.get(service as usize).is_some_and(|service| dates.want(service))
            })?;
        let stops = stops::read(&mut zip, &mut report)?;
        let calls = stop_times::read(&mut zip, &mut report, &mut trips, &stops, progress)?;
        let frequencies = extras::frequencies(&mut zip, &mut report, &trips.index)?;
        let known = transfers::Known { stops: &stops.index, routes: &route_index, trips: &trips.index };
        let transfers = transfers::read(&mut zip, &mut report, &known)?;
        let validity = validities(routes.len(), &trips.services, &services, info.valid);
        let valid = extent(&validity);
        let feed = Self {
            name: name.to_owned(),
            version: info.version,
            valid,
            validity,
            zone,
            stops: stops.list,
            routes,
            trips: trips.list,
            calls,
            services,
            frequencies,
            transfers,
            headsigns: trips.headsigns,
            redated_weeks: 0,
        };
        Ok((feed, report))
    }

    /// The same timetable with every date moved by whole weeks, so that a Monday stays a Monday:
    /// for trying the service out with a timetable of the past.
    #[must_use]
    pub fn redated(mut self, weeks: i32) -> Self {
        let moved = |date: &NaiveDate| date.checked_add_signed(chrono::TimeDelta::weeks(weeks.into()));
        for service in &mut self.services {
            service.span = service.span.and_then(|(from, to)| moved(&from).zip(moved(&to)));
            service.added = service.added.iter().filter_map(moved).collect();
            service.removed = service.removed.iter().filter_map(moved).collect();
        }
        for validity in &mut self.validity {
            validity.moved(moved);
        }
        self.valid = self.valid.and_then(|(from, to)| moved(&from).zip(moved(&to)));
        self.redated_weeks += weeks;
        self
    }

    /// Whether any line's data speak for a date.
    #[must_use]
    pub fn covers(&self, date: NaiveDate) -> bool {
        let mut with_service = self.validity.iter().filter(|validity| validity.extent().is_some());
        with_service.any(|validity| validity.at(date) == Speaks::Yes)
    }

    /// Whether some line's data do not speak for a date, so that a journey that is not found then
    /// may still be one.
    #[must_use]
    pub fn is_partial(&self, date: NaiveDate) -> bool {
        self.validity.iter().any(|validity| validity.lapses(date).is_some())
    }

    /// The calls of a trip in order.
    #[must_use]
    pub fn calls_of(&self, trip: &Trip) -> &[StopTime] {
        let first = trip.first_call as usize;
        self.calls.get(first..first + trip.calls as usize).unwrap_or_default()
    }
}

/// The validity of each line, from the services of its trips, whether they are kept or not.
fn validities(
    routes: usize,
    pairs: &[(u32, u32)],
    services: &[Service],
    stated: Option<Period>,
) -> Vec<Validity> {
    let mut validities = vec![Validity::default(); routes];
    for own in pairs.chunk_by(|a, b| a.0 == b.0) {
        let days: Vec<&Service> =
            own.iter().filter_map(|(_, service)| services.get(*service as usize)).collect();
        let route = own.first().and_then(|(route, _)| validities.get_mut(*route as usize));
        if let Some(validity) = route {
            *validity = Validity::new(&days, stated);
        }
    }
    validities
}

fn extent(validities: &[Validity]) -> Option<Period> {
    let extents = || validities.iter().filter_map(Validity::extent);
    Some((extents().map(|extent| extent.0).min()?, extents().map(|extent| extent.1).max()?))
}
