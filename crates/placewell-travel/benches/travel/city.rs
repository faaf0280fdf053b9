//! One city's figures.

use std::fs::File;
use std::hint::black_box;
use std::io::BufReader;
use std::time::Duration;

use chrono::NaiveDate;
use placewell_travel::day::{Day, MIDNIGHT};
use placewell_travel::footpaths::Footpaths;
use placewell_travel::gtfs::{Dates, Feed};
use placewell_travel::network::{Link, Network, Walking};
use placewell_travel::planner::Planner;
use placewell_travel::reach::{Range, ReachTable, SiteLinks};
use placewell_travel::search::{Query, Search};
use placewell_travel::timeline::Timeline;
use rustix::time::{ClockId, clock_gettime};

use crate::peers;

const WALKING: Walking = Walking { max_metres: 520, speed_mm_s: 1_200 };
const HOMES: usize = 100;
const PAIRS: usize = 500;
const TARGETS: usize = 500;
const OFFERS: usize = 1_000_000;

/// A network to measure.
pub(crate) struct City<'a> {
    pub(crate) name: &'a str,
    pub(crate) date: NaiveDate,
    pub(crate) zone: &'a str,
    pub(crate) feeds: &'a [String],
}

impl City<'_> {
    fn read(&self) -> Network {
        let dates = Dates::Only(vec![self.date]);
        let read = |path: &String| {
            let file = BufReader::new(File::open(path).unwrap());
            Feed::read(file, path, &dates, &mut |_| {}).unwrap().0
        };
        Network::new(self.feeds.iter().map(read).collect())
    }

    pub(crate) fn measure(&self) {
        let network = self.read();
        let (resident, peak) = (memory_mb("VmRSS:"), memory_mb("VmHWM:"));
        let load = median(5, || drop(black_box(self.read())));
        let clock = on_cpu();
        let planner = Planner::new(&network, self.date, WALKING, &|_| true);
        let (day, built) = (planner.day(), on_cpu() - clock);
        let footpaths = Footpaths::new(&network, WALKING);
        let clock = on_cpu();
        let timeline = Timeline::new(day, &footpaths);
        println!(
            "\n{}: {} stops, {} patterns, {} trips, {} connections, {} walks",
            self.name,
            network.stops.len(),
            day.patterns(),
            day.trips(),
            day.connections(),
            footpaths.len()
        );
        println!("load for one date          {load:>9.1?}   {resident} MB resident, {peak} MB at the most");
        println!("day both ways, walks       {built:>9.1?}   its timeline {:.1?}", on_cpu() - clock);

        let mut random = Random(42);
        let homes = homes(&network, &mut random);
        let tables = each(&homes, |access| drop(black_box(ReachTable::new(&timeline, &morning(access)))));
        println!("latest-departure table     {tables:>9.1?}   3 rides, 05:30 to 10:00, every departure");
        let table = ReachTable::new(&timeline, &morning(&homes[0]));
        join(&table, &network, &mut random);

        let once = one_to_all(day, &footpaths, &homes);
        println!("one departure to all stops {once:>9.1?}   3 rides, 07:30, 90 minutes");
        let targets: Vec<u32> = (0..TARGETS).map(|_| random.below(network.stops.len()) as u32).collect();
        peers::vulture(self, &network, &homes, &targets, (once, tables));
        let pairs: Vec<(u32, u32)> = (0..PAIRS)
            .map(|_| (random.below(network.stops.len()) as u32, random.below(network.stops.len()) as u32))
            .collect();
        let (stop_to_stop, reached) = stop_to_stop(day, &network, &pairs);
        println!("stop to stop               {stop_to_stop:>9.1?}   {reached} of {PAIRS} reached, no walks");
        peers::nigiri(self, &network, &pairs, (stop_to_stop, reached));
    }
}

/// Offers with one to nine stops around, at five shift starts.
fn join(table: &ReachTable, network: &Network, random: &mut Random) {
    let stops = network.stops.len();
    let around = |random: &mut Random| -> Vec<Link> {
        (0..1 + random.below(9))
            .map(|_| Link {
                stop: random.below(stops) as u32,
                minutes: 1 + random.below(8) as u16,
                metres: 1,
            })
            .collect()
    };
    let sites: Vec<(u16, Vec<Link>)> =
        (0..OFFERS).map(|_| (MIDNIGHT + 480 + 30 * random.below(5) as u16, around(random))).collect();
    let links = SiteLinks::new(stops, &sites);
    let joined = median(15, || drop(black_box(links.latest(table))));
    println!("joined to {OFFERS} offers  {joined:>9.1?}   five links each, at any of five shift starts");
}

fn homes(network: &Network, random: &mut Random) -> Vec<Vec<Link>> {
    let places: Vec<_> = network.stops.iter().filter_map(|place| place.at).collect();
    (0..HOMES).map(|_| network.around(places[random.below(places.len())], WALKING)).collect()
}

fn morning(access: &[Link]) -> Range<'_> {
    Range { access, earliest: MIDNIGHT + 330, latest: MIDNIGHT + 600, minutes: 90, rides: 3, change: 1 }
}

fn one_to_all(day: &Day, footpaths: &Footpaths, homes: &[Vec<Link>]) -> Duration {
    let mut search = Search::default();
    each(homes, |access| {
        let (start, bound) = (MIDNIGHT + 450, MIDNIGHT + 540);
        search.run(day, footpaths, &Query { access, egress: &[], start, bound, rides: 3, change: 1 });
    })
}

fn stop_to_stop(day: &Day, network: &Network, pairs: &[(u32, u32)]) -> (Duration, usize) {
    let footpaths = Footpaths::from_walks(network.stops.len(), Vec::new());
    let (mut search, mut reached, mut taken) = (Search::default(), 0, Vec::new());
    for (from, to) in pairs {
        let here = |stop: &u32| [Link { stop: *stop, minutes: 0, metres: 0 }];
        let (start, bound) = (MIDNIGHT + 450, MIDNIGHT + 540);
        let clock = on_cpu();
        let query = Query { access: &here(from), egress: &here(to), start, bound, rides: 3, change: 2 };
        search.run(day, &footpaths, &query);
        taken.push(on_cpu() - clock);
        reached += usize::from(search.arrivals().next().is_some());
    }
    taken.sort_unstable();
    (taken[taken.len() / 2], reached)
}

fn median(times: usize, mut work: impl FnMut()) -> Duration {
    let mut taken: Vec<Duration> = (0..times)
        .map(|_| {
            let clock = on_cpu();
            work();
            on_cpu() - clock
        })
        .collect();
    taken.sort_unstable();
    taken[times / 2]
}

/// What this thread has worked so far: others on the machine take nothing from it.
fn on_cpu() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), time.tv_nsec as u32)
}

/// The median over homes, after a few to warm up.
fn each(homes: &[Vec<Link>], mut work: impl FnMut(&[Link])) -> Duration {
    homes.iter().take(5).for_each(|access| work(access));
    let mut next = homes.iter();
    median(homes.len(), || next.next().into_iter().for_each(|access| work(access)))
}

fn memory_mb(what: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(what));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1_024
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
}
