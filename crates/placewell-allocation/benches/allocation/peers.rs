//! Other solvers, run as programs that print placed, total, minimum, CPU seconds and megabytes.

use std::io::Read;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use placewell_allocation::Objective;

use crate::table::{Case, Found};

const LEMON: &str = "PLACEWELL_BENCH_LEMON";
const PYTHON: &str = "PLACEWELL_BENCH_PYTHON";
const LIMIT: &str = "PLACEWELL_BENCH_LIMIT";

/// A peer's name, and how it is run on a case.
type Peer = (&'static str, fn(&Case<'_>) -> Command);

/// The peers that solve for the objective of this case and are named by the environment.
pub(crate) fn of(case: &Case<'_>) -> Vec<Peer> {
    let all: &[(&str, Peer)] = match case.objective {
        Objective::Total => &[
            (LEMON, ("LEMON simplex", |case| lemon(case, "simplex"))),
            (LEMON, ("LEMON capacity", |case| lemon(case, "capacity"))),
            (PYTHON, ("OR-Tools", |case| python(case, "ortools_flow.py"))),
            (PYTHON, ("HiGHS", |case| python(case, "highs_flow.py"))),
        ],
        Objective::Fair => &[(PYTHON, ("OR-Tools search", |case| python(case, "ortools_flow.py")))],
        Objective::Generous | Objective::Convex => &[],
    };
    let (named, missing): (Vec<_>, Vec<_>) =
        all.iter().partition(|(variable, _)| std::env::var_os(variable).is_some());
    for (variable, (peer, _)) in missing {
        println!("{peer} NOT RUN: {variable} is not set");
    }
    named.into_iter().map(|(_, peer)| peer).collect()
}

fn lemon(case: &Case<'_>, method: &str) -> Command {
    let mut command = Command::new(std::env::var_os(LEMON).unwrap_or_default());
    command.arg(case.path).arg(method).args(case.pools.then_some("pools"));
    command
}

fn python(case: &Case<'_>, script: &str) -> Command {
    let mut command = Command::new(std::env::var_os(PYTHON).unwrap_or_default());
    command.arg(format!("{}/benches/peers/{script}", env!("CARGO_MANIFEST_DIR"))).arg(case.path);
    command.args((case.objective == Objective::Fair).then_some("fair")).args(case.pools.then_some("pools"));
    command
}

/// The best run by CPU seconds; else why there is none. One of over a second is the only one; of others there
/// are three, or as many as take a second, up to fifteen.
pub(crate) fn best(command: &mut dyn FnMut() -> Command) -> Result<Found, String> {
    const LONG: f64 = 1.0;
    let mut best = run(command())?;
    let (mut runs, mut spent) = (1, best.cpu);
    while best.cpu < LONG && (runs < 3 || (runs < 15 && spent < 1.0)) {
        let found = run(command())?;
        (runs, spent) = (runs + 1, spent + found.cpu);
        if found.cpu < best.cpu {
            best = found;
        }
    }
    Ok(best)
}

fn run(mut command: Command) -> Result<Found, String> {
    let limit = std::env::var(LIMIT).ok().and_then(|value| value.parse().ok()).unwrap_or(60);
    let started = Instant::now();
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(|error| error.to_string())?;
    while child.try_wait().unwrap().is_none() {
        if started.elapsed() > Duration::from_secs(limit) {
            child.kill().unwrap();
            child.wait().unwrap();
            return Err(format!("did not finish in {limit} s"));
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let mut printed = String::new();
    child.stdout.take().unwrap().read_to_string(&mut printed).unwrap();
    parsed(&printed).ok_or(format!("failed: {printed}"))
}

/// Peers use one thread and do not print wall seconds: theirs are the CPU seconds.
fn parsed(printed: &str) -> Option<Found> {
    let words: Vec<&str> = printed.split_whitespace().collect();
    let [placed, total, minimum, cpu, wall @ .., megabytes] = words.as_slice() else { return None };
    Some(Found {
        placed: placed.parse().ok()?,
        total: total.parse().ok()?,
        minimum: (*minimum).to_owned(),
        cpu: cpu.parse().ok()?,
        wall: wall.first().unwrap_or(cpu).parse().ok()?,
        megabytes: megabytes.parse().ok()?,
    })
}
