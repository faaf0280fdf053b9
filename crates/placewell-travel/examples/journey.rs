//! From stop to stop by a zipped GTFS feed: leave at eight, with at most one change.
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::error::Error;
use std::fs::File;
use std::io::BufReader;

use placewell_travel::batch::{Batch, Terms, When};
use placewell_travel::gtfs::{Dates, Feed};
use placewell_travel::network::{Network, Walking};

fn main() -> Result<(), Box<dyn Error>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../sample/newport-20230613_gtfs.zip");
    let (feed, report) = Feed::read(BufReader::new(File::open(path)?), "newport", &Dates::All, &mut |_| {})?;
    println!("{} lines, {} trips, {} problems", feed.routes.len(), feed.trips.len(), report.problems.len());
    let network = Network::new(vec![feed]);
    let terms = Terms {
        date: "2023-09-13".parse()?,
        when: When::Depart(8 * 60),
        max_changes: 1,
        max_minutes: 90,
        walking: Walking { max_metres: 0, speed_mm_s: 1_200 },
        max_walk_end: 0,
        change_minutes: 5,
    };
    let answer = Batch::new(&network, terms).answer("5310AWB30399", "5310AWB30473");
    println!("{}", answer.outcome.as_str());
    for choice in answer.choices {
        println!("{choice}");
    }
    Ok(())
}
