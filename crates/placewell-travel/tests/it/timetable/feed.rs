//! A small feed that tests vary.

use std::io::{Cursor, Write};

use placewell_travel::gtfs::{Dates, Feed};
use placewell_travel::network::Network;

/// Zips tables given as name and content.
pub(crate) fn zipped(tables: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in tables {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A feed being written; every table can be replaced.
#[derive(Clone)]
pub(crate) struct Small {
    tables: Vec<(String, String)>,
}

impl Small {
    /// Stops a to f, 1,000 m apart going north; lines 1 and 2; every weekday of June 2026.
    pub(crate) fn new(stop_times: &str) -> Self {
        let stops = ["a", "b", "c", "d", "e", "f"].iter().enumerate().fold(
            "stop_id,stop_name,stop_lat,stop_lon\n".to_owned(),
            |stops, (place, id)| {
                stops + &format!("{id},Stop {id},{:.6},-3.0\n", 51.5 + 0.008_993_2 * place as f64)
            },
        );
        let mut trips: Vec<&str> = stop_times.lines().filter_map(|line| line.split(',').next()).collect();
        trips.sort_unstable();
        trips.dedup();
        let trips =
            trips.iter().fold("route_id,service_id,trip_id,trip_headsign\n".to_owned(), |all, trip| {
                all + &format!("{},week,{trip},Town\n", if trip.starts_with('x') { "two" } else { "one" })
            });
        let times = format!("trip_id,arrival_time,departure_time,stop_id,stop_sequence\n{stop_times}");
        let tables = [
            (
                "agency.txt",
                "agency_id,agency_name,agency_url,agency_timezone\n1,A,http://a.example,Europe/London\n",
            ),
            ("feed_info.txt", "feed_version,feed_start_date,feed_end_date\nv1,20260601,20260630\n"),
            (
                "calendar.txt",
                "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n\
                 week,1,1,1,1,1,0,0,20260601,20260630\n",
            ),
            ("routes.txt", "route_id,route_short_name,route_type\none,1,3\ntwo,2,3\n"),
            ("trips.txt", trips.as_str()),
            ("stops.txt", stops.as_str()),
            ("stop_times.txt", times.as_str()),
        ];
        Self { tables: tables.map(|(name, content)| (name.to_owned(), content.to_owned())).into() }
    }

    /// With another content for a table.
    pub(crate) fn with(mut self, name: &str, content: &str) -> Self {
        self.tables.retain(|(known, _)| known != name);
        self.tables.push((name.to_owned(), content.to_owned()));
        self
    }

    /// Without a table.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.tables.retain(|(known, _)| known != name);
        self
    }

    pub(crate) fn zip(&self) -> Vec<u8> {
        let tables: Vec<(&str, &str)> = self.tables.iter().map(|(n, c)| (n.as_str(), c.as_str())).collect();
        zipped(&tables)
    }

    pub(crate) fn network(&self) -> Network {
        let (feed, _) = Feed::read(Cursor::new(self.zip()), "test", &Dates::All, &mut |_| {}).unwrap();
        Network::new(vec![feed])
    }
}
