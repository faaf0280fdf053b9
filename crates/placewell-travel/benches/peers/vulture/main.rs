//! One home to many stops, by vulture: prints the medians in milliseconds of one departure at 07:30 and of a departure
//! every five minutes from 05:30 to 09:55, and the megabytes resident, then how many targets the first home reaches.
//!
//! `vulture-peer FEED.zip YYYY-MM-DD HOMES TARGETS`: a line of HOMES is `stop_id:seconds ...`, the ways on foot from one
//! home; a line of TARGETS is a stop_id. Two changes, walks of 342 m straight at 0.79 m/s. There is no limit of minutes
//! and no change time in vulture.

use std::time::Instant;

use gtfs_structures::GtfsReader;
use vulture::gtfs::GtfsTimetable;
use vulture::{Duration, RaptorCache, SecondOfDay, StopIdx, Timetable};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<String> = std::env::args().collect();
    let [_, feed, date, homes, targets] = words.as_slice() else { return Err("four arguments".into()) };
    let gtfs = GtfsReader::default().read_shapes(false).read(feed)?;
    let timetable = GtfsTimetable::new(&gtfs, date.parse()?)?.with_walking_footpaths(&gtfs, 342.0, 0.79);
    let stop = |id: &str| timetable.stop_idx(id).ok_or_else(|| format!("no stop {id}"));
    let homes: Vec<Vec<(StopIdx, Duration)>> = std::fs::read_to_string(homes)?
        .lines()
        .map(|line| {
            line.split_whitespace()
                .filter_map(|way| way.rsplit_once(':'))
                .map(|(id, seconds)| Ok((stop(id)?, Duration(seconds.parse().unwrap_or(0)))))
                .collect::<Result<_, String>>()
        })
        .collect::<Result<_, _>>()?;
    let targets: Vec<StopIdx> =
        std::fs::read_to_string(targets)?.lines().map(stop).collect::<Result<_, _>>()?;
    let mut cache = RaptorCache::for_timetable(&timetable);
    let mut reached = Vec::new();
    let mut once = |home: &[(StopIdx, Duration)]| {
        let query = timetable.query().from(home).to(targets.as_slice()).max_transfers(2);
        let journeys = query.depart_at(SecondOfDay::hms(7, 30, 0)).run_with_cache(&mut cache);
        let mut ends: Vec<_> = journeys.iter().map(|journey| journey.target).collect();
        ends.sort_unstable();
        ends.dedup();
        reached.push(ends.len());
    };
    let single = median(&homes, &mut once);
    let mut cache = RaptorCache::for_timetable(&timetable);
    let window = median(homes.get(..homes.len().min(10)).unwrap_or_default(), &mut |home| {
        let departures = SecondOfDay::every(SecondOfDay::hms(5, 30, 0), SecondOfDay::hms(10, 0, 0), 300);
        let query = timetable.query().from(home).to(targets.as_slice()).max_transfers(2);
        std::hint::black_box(query.depart_in_window(departures).run_with_cache(&mut cache));
    });
    println!("{single} {window} {} {}", resident_mb(), reached.first().copied().unwrap_or(0));
    Ok(())
}

fn median(homes: &[Vec<(StopIdx, Duration)>], work: &mut dyn FnMut(&[(StopIdx, Duration)])) -> f64 {
    let mut taken: Vec<f64> = homes
        .iter()
        .map(|home| {
            let clock = Instant::now();
            work(home);
            clock.elapsed().as_secs_f64() * 1_000.0
        })
        .collect();
    taken.sort_unstable_by(f64::total_cmp);
    taken.get(taken.len() / 2).copied().unwrap_or(f64::NAN)
}

fn resident_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1_024
}
