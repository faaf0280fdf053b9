//! The waits between attempts.

use placewell::config::JobsConfig;
use placewell::jobs::backoff::{after_failure, while_held};

use crate::support::random::RepeatableRandom;

#[test]
fn waits_double_up_to_the_limit_with_at_most_a_quarter_more() {
    let config = JobsConfig::default();
    let random = RepeatableRandom::seeded(3);
    for (failures, seconds) in [(1, 60), (2, 120), (3, 240), (9, 14_400), (10, 14_400), (200, 14_400)] {
        let waits: Vec<i64> =
            (0..50).map(|_| after_failure(&config, failures, &random).num_milliseconds()).collect();
        assert!(
            waits.iter().all(|wait| (seconds * 1000..=seconds * 1250).contains(wait)),
            "{failures}: {waits:?}"
        );
        assert!(waits.iter().any(|wait| *wait != waits[0]), "no jitter");
    }
    assert!((60_000..=75_000).contains(&while_held(&config, &random).num_milliseconds()));
}

#[test]
fn the_default_attempts_span_about_a_day_and_a_half() {
    let config = JobsConfig::default();
    let random = RepeatableRandom::seeded(3);
    let hours: i64 =
        (1..config.attempts).map(|n| after_failure(&config, n, &random).num_minutes()).sum::<i64>() / 60;
    assert!((32..=40).contains(&hours), "{hours} h");
}
