//! Until when the next byte must come.

use std::time::Duration;

use placewell::http::connections::Progress;
use proptest::prelude::*;
use tokio::time::Instant;

use super::PACE;

fn left(progress: Progress, now: Instant) -> Duration {
    progress.deadline(PACE).saturating_duration_since(now)
}

#[test]
fn silence_is_over_after_the_patience() {
    let start = Instant::now();
    let progress = Progress::from(start);
    assert_eq!(left(progress, start), PACE.patience);
    let later = start + Duration::from_secs(15);
    assert_eq!(left(progress.with(0, 0, later), later), Duration::from_secs(5), "nothing is no progress");
    assert_eq!(left(progress.with(1_000_000, 0, later), later), PACE.patience);
    assert_eq!(
        left(progress.with(0, 1_000_000, later), later),
        PACE.patience,
        "taking counts as sending does"
    );
}

#[test]
fn a_drip_buys_little_time_and_no_body_lasts_for_ever() {
    let start = Instant::now();
    let lasts = |bytes: usize, every: Duration| {
        let (mut progress, mut now) = (Progress::from(start), start);
        while now + every <= progress.deadline(PACE) && now < start + Duration::from_secs(10_000) {
            now += every;
            progress = progress.with(bytes, 0, now);
        }
        now - start
    };
    assert_eq!(lasts(1, Duration::from_secs(5)), Duration::from_secs(20));
    assert_eq!(lasts(2_000, Duration::from_secs(5)), Duration::from_secs(80), "400 bytes a second");
    let honest = lasts(5_000, Duration::from_secs(5));
    assert!(honest > Duration::from_secs(500), "{honest:?}: a slow network sends the largest body in time");
    let endless = lasts(1_000_000, Duration::from_secs(1));
    assert!(endless < Duration::from_secs(1_100), "{endless:?}");
}

proptest! {
    #[test]
    fn whoever_keeps_twice_the_pace_is_never_late(
        pauses in prop::collection::vec((1u64..19_000, 1usize..50_000), 1..60)
    ) {
        let start = Instant::now();
        let (mut progress, mut now) = (Progress::from(start), start);
        let mut sent = 0;
        for (pause, bytes) in pauses {
            let pause = Duration::from_millis(pause);
            let due = usize::try_from(pause.as_millis()).unwrap() + bytes;
            if sent + due > placewell::http::body::LARGEST_BODY {
                break;
            }
            now += pause;
            prop_assert!(now <= progress.deadline(PACE));
            progress = progress.with(due, 0, now);
            sent += due;
        }
    }
}
