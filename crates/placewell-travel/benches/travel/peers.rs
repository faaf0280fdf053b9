//! Other routers, run as programs that print their medians in milliseconds.

use std::fmt::Write as _;
use std::process::Command;
use std::time::Duration;

use placewell_travel::network::{Link, Network};

use crate::city::City;

const VULTURE: &str = "PLACEWELL_BENCH_VULTURE";
const PYTHON: &str = "PLACEWELL_BENCH_PYTHON";

/// Says which peers will not be run.
pub(crate) fn say_which() {
    for (name, variable) in [("vulture", VULTURE), ("nigiri", PYTHON)] {
        if std::env::var_os(variable).is_none() {
            println!("{name} NOT RUN: {variable} is not set");
        }
    }
}

/// One home to many stops. `ours` are one departure and the whole table, both to every stop.
pub(crate) fn vulture(
    city: &City<'_>,
    network: &Network,
    homes: &[Vec<Link>],
    targets: &[u32],
    ours: (Duration, Duration),
) {
    let Some(program) = std::env::var_os(VULTURE) else { return };
    let [feed] = city.feeds else {
        println!("vulture NOT RUN: it reads one feed, and these are {}", city.feeds.len());
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("homes"), folder.path().join("targets"));
    let id = |stop: u32| &network.stops[stop as usize].id;
    let lines = homes.iter().fold(String::new(), |mut lines, home| {
        for link in home {
            write!(lines, "{}:{} ", id(link.stop), u32::from(link.minutes) * 60).unwrap();
        }
        lines + "\n"
    });
    std::fs::write(&from, lines).unwrap();
    std::fs::write(&to, targets.iter().map(|stop| id(*stop).clone() + "\n").collect::<String>()).unwrap();
    let date = city.date.to_string();
    let Some([once, window, megabytes, _]) =
        run(Command::new(program).args([feed, date.as_str()]).args([from, to]))
    else {
        return;
    };
    println!(
        "  vulture, to {} stops: one departure {once:.2} ms ({:.0} x ours), 54 departures {window:.0} ms \
         ({:.0} x ours), {megabytes} MB",
        targets.len(),
        once / milliseconds(ours.0),
        window / milliseconds(ours.1)
    );
}

/// One stop to another, no walks.
pub(crate) fn nigiri(city: &City<'_>, network: &Network, pairs: &[(u32, u32)], ours: (Duration, usize)) {
    let Some(program) = std::env::var_os(PYTHON) else { return };
    if city.feeds.len() > 1 {
        println!(
            "nigiri NOT RUN: it joins several feeds by rules of its own, so the question would be another"
        );
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pairs.csv");
    let feed = |stop: u32| {
        let knows = |feed: &usize| {
            let known = network.feeds[*feed].stops.iter();
            known.zip(0..).any(|(_, place)| network.number(*feed, place) == Some(stop))
        };
        (0..network.feeds.len()).find(knows).unwrap()
    };
    let id = |stop: u32| &network.stops[stop as usize].id;
    let rows = pairs.iter().fold(String::new(), |mut rows, (from, to)| {
        writeln!(rows, "{},{},{},{}", feed(*from), id(*from), feed(*to), id(*to)).unwrap();
        rows
    });
    std::fs::write(&path, rows).unwrap();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/peers/nigiri.py");
    let date = city.date.to_string();
    let mut command = Command::new(program);
    command.args([script, date.as_str(), city.zone]).arg(path).args(city.feeds);
    if let Some([median, reached]) = run(&mut command) {
        let ratio = median / milliseconds(ours.0);
        let verdict = if reached as usize == ours.1 { "as many" } else { "ANOTHER NUMBER" };
        println!("  nigiri, stop to stop: {median:.3} ms ({ratio:.1} x ours), {reached} reached, {verdict}");
    }
}

/// The numbers of the last line that a program prints.
fn run<const COUNT: usize>(command: &mut Command) -> Option<[f64; COUNT]> {
    let output = command.output().unwrap();
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let numbers: Vec<f64> = printed
        .lines()
        .last()
        .unwrap_or_default()
        .split_whitespace()
        .filter_map(|word| word.parse().ok())
        .collect();
    let found = numbers.try_into().ok();
    if found.is_none() {
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        println!("  failed: {command:?}: {}", told.lines().last().unwrap_or_default());
    }
    found
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1_000.0
}
