//! Tests of connections: how slow a client may be, how many there may be, and what a stalled one costs the others.

mod admission;
mod live;
mod pace;
mod stream;

use std::time::Duration;

use placewell::http::connections::{Limits, Pace};

pub const PACE: Pace = Pace { patience: Duration::from_secs(20), least_per_second: 500 };

pub fn limits(connections: usize, per_address: usize) -> Limits {
    Limits { connections, per_address, proxies: vec!["10.0.0.0/8".parse().unwrap()], pace: PACE }
}
