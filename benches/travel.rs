//! How fast a timetable loads, a home's whole day is tabled, and a million offers are joined to it.
//!
//! Reads the sample's Newport feed, or the feeds named in `PLACEWELL_BENCH_FEEDS` (paths joined by
//! `:`) on the date in `PLACEWELL_BENCH_DATE`. One thread; medians.

use std::fs::File;
use std::hint::black_box;
use std::io::{BufReader, Write};
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use placewell::travel::day::{MIDNIGHT, TripSet};
use placewell::travel::footpaths::Footpaths;
use placewell::travel::gtfs::{Dates, Feed};
use placewell::travel::network::{Link, Network, Walking};
use placewell::travel::planner::Planner;
use placewell::travel::reach::{Range, ReachTable, SiteLinks};
use placewell::travel::search::{Query, Search};

const WALKING: Walking = Walking { max_metres: 520, speed_mm_s: 1_200 };
const HOMES: usize = 100;
const OFFERS: usize = 1_000_000;
const LINKS: usize = 5;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::stdout();
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/sample/newport-20230613_gtfs.zip");
    let feeds = std::env::var("PLACEWELL_BENCH_FEEDS").unwrap_or_else(|_| sample.to_owned());
    let date: NaiveDate =
        std::env::var("PLACEWELL_BENCH_DATE").unwrap_or_else(|_| "2023-09-13".to_owned()).parse()?;

    let clock = Instant::now();
    let dates = Dates::Only(vec![date]);
    let read = |path: &str| -> Result<Feed, Box<dyn std::error::Error>> {
        Ok(Feed::read(BufReader::new(File::open(path)?), path, &dates, &mut |_| {})?.0)
    };
    let network = Network::new(feeds.split(':').map(read).collect::<Result<_, _>>()?);
    let loaded = clock.elapsed();
    let planner = Planner::new(&network, date, WALKING, &|_| true);
    let day = planner.day();
    writeln!(
        out,
        "{} stops, {} patterns, {} trips, {} connections; read {loaded:.0?}, with the day built {:.0?}",
        network.stops.len(),
        day.patterns(),
        day.trips(),
        day.connections(),
        clock.elapsed()
    )?;
    writeln!(out, "trip set alone {:.1?}", timed(5, || drop(black_box(TripSet::on(&network, date)))))?;

    let footpaths = Footpaths::new(&network, WALKING);
    let mut random = Random(42);
    let places: Vec<_> = network.stops.iter().filter_map(|place| place.at).collect();
    let homes: Vec<Vec<Link>> = (0..HOMES)
        .filter_map(|_| Some(network.around(*places.get(random.below(places.len()))?, WALKING)))
        .collect();

    let mut search = Search::default();
    let one_to_all = each(&homes, |access| {
        let query =
            Query { access, egress: &[], start: MIDNIGHT + 450, bound: MIDNIGHT + 540, rides: 3, change: 1 };
        search.run(day, &footpaths, &query);
    });
    writeln!(out, "one home to every stop at 07:30, 3 rides, 90 minutes: {one_to_all:.1?}")?;
    let tables = each(&homes, |access| drop(black_box(ReachTable::new(day, &footpaths, &morning(access)))));
    writeln!(out, "latest-departure table, 3 rides, 05:30 to 10:00, every departure: {tables:.1?}")?;

    let sites: Vec<Vec<Link>> =
        (0..OFFERS).map(|_| (0..LINKS).map(|_| random.link(network.stops.len())).collect()).collect();
    let starts: Vec<u16> = (0..OFFERS).map(|_| MIDNIGHT + 480 + 30 * random.below(5) as u16).collect();
    let links = SiteLinks::new(&sites);
    if let Some(access) = homes.first() {
        let table = ReachTable::new(day, &footpaths, &morning(access));
        let joined = timed(9, || drop(black_box(links.latest(&table, &starts))));
        writeln!(out, "joined to {OFFERS} offers of {LINKS} links, five shift starts: {joined:.1?}")?;
    }
    Ok(())
}

fn morning(access: &[Link]) -> Range<'_> {
    Range { access, earliest: MIDNIGHT + 330, latest: MIDNIGHT + 600, minutes: 90, rides: 3, change: 1 }
}

fn timed(times: usize, mut work: impl FnMut()) -> Duration {
    let mut taken: Vec<Duration> = (0..times)
        .map(|_| {
            let clock = Instant::now();
            work();
            clock.elapsed()
        })
        .collect();
    taken.sort_unstable();
    taken.get(times / 2).copied().unwrap_or_default()
}

/// The median over homes, after one round to warm up.
fn each(homes: &[Vec<Link>], mut work: impl FnMut(&[Link])) -> Duration {
    homes.iter().take(5).for_each(|access| work(access));
    let mut next = homes.iter();
    timed(homes.len(), || next.next().into_iter().for_each(|access| work(access)))
}

/// A small generator, so that every run measures the same.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound.max(1) as u64) as usize
    }

    fn link(&mut self, stops: usize) -> Link {
        Link { stop: self.below(stops) as u32, minutes: 1 + self.below(8) as u16, metres: 100 }
    }
}
