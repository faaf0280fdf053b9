//! Any bytes as the tables of a well-made archive, so that the readers of rows are reached.
//!
//! The input is the tables one after another, each begun by a nought byte and its number; a table that no
//! part names is that of a small feed.

#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const TABLES: [(&str, &str); 10] = [
    ("agency.txt", "agency_name,agency_timezone\nA,Europe/London\n"),
    (
        "calendar.txt",
        "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\nw,1,1,1,1,1,1,1,20260601,20260630\n",
    ),
    ("calendar_dates.txt", "service_id,date,exception_type\nw,20260616,2\n"),
    ("feed_info.txt", "feed_version,feed_start_date,feed_end_date\n1,20260601,20260630\n"),
    ("frequencies.txt", "trip_id,start_time,end_time,headway_secs\n"),
    ("routes.txt", "route_id,route_short_name,route_type\nr,1,3\n"),
    (
        "stop_times.txt",
        "trip_id,arrival_time,departure_time,stop_id,stop_sequence\nt,8:00:00,8:00:00,a,1\nt,,,b,2\nt,8:20:00,8:20:00,c,3\n",
    ),
    (
        "stops.txt",
        "stop_id,stop_name,stop_lat,stop_lon,parent_station\na,A,51.5,-3,\nb,B,51.6,-3,\nc,C,51.7,-3,a\n",
    ),
    ("transfers.txt", "from_stop_id,to_stop_id,transfer_type,min_transfer_time\na,b,2,60\n"),
    ("trips.txt", "route_id,service_id,trip_id,trip_headsign\nr,w,t,Town\nr,w,u,Town\n"),
];

fuzz_target!(|input: &[u8]| {
    let mut tables: Vec<(&str, &[u8])> =
        TABLES.iter().map(|(name, small)| (*name, small.as_bytes())).collect();
    for part in input.split(|byte| *byte == 0).skip(1) {
        if let Some((number, content)) = part.split_first() {
            let place = usize::from(*number) % tables.len();
            tables[place].1 = content;
        }
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, content) in tables {
        zip.start_file(name, options).unwrap();
        zip.write_all(content).unwrap();
    }
    placewell_fuzz::read_feed(&zip.finish().unwrap().into_inner());
});
