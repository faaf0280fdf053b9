//! How often a sign-in may fail.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use placewell::auth::throttle::{AddressThrottle, Budget, FREE_FROM_ONE_PLACE, wait_after};
use placewell::clock::{Clock, FixedClock};

use crate::support::app::start;

#[test]
fn the_wait_grows_with_each_failure_and_ends() {
    let wait =
        |failures| wait_after(FREE_FROM_ONE_PLACE, failures, start(), start()).map(|wait| wait.as_secs());
    let waits: Vec<_> = [0, 4, 5, 6, 7, 9, 10, 11, i32::MAX].map(wait).into();
    let expected = [None, None, Some(30), Some(60), Some(120), Some(480), Some(900), Some(900), Some(900)];
    assert_eq!(waits, expected);
    let later = |failures, by| wait_after(FREE_FROM_ONE_PLACE, failures, start(), start() + by);
    assert_eq!(later(5, TimeDelta::seconds(29)), Some(Duration::from_secs(1)));
    assert_eq!(later(5, TimeDelta::seconds(30)), None);
    assert_eq!(later(50, TimeDelta::days(2)), None);
    assert_eq!(later(5, TimeDelta::seconds(-30)), Some(Duration::from_secs(60)), "another machine's clock");
    assert_eq!(later(5, TimeDelta::hours(-1)), None, "the clock was put back");
}

#[test]
fn an_address_may_fail_in_bursts_and_then_slowly() {
    let clock = Arc::new(FixedClock::at(start()));
    let throttle = AddressThrottle::new(Budget::SIGN_IN, clock.clone());
    let (one, other) = ("198.51.100.1".parse().unwrap(), "198.51.100.2".parse().unwrap());
    for _ in 0..30 {
        assert!(throttle.check(one).is_ok());
        throttle.failed(one);
    }
    assert_eq!(throttle.check(one), Err(Duration::from_secs(2)));
    assert!(throttle.check(other).is_ok());
    clock.set(clock.now() + TimeDelta::seconds(2));
    assert!(throttle.check(one).is_ok());
    throttle.failed(one);
    assert!(throttle.check(one).is_err());
}

#[test]
fn asking_is_free_and_a_debt_is_never_longer_than_a_quarter_of_an_hour() {
    let clock = Arc::new(FixedClock::at(start()));
    let throttle = AddressThrottle::new(Budget::SIGN_IN, clock.clone());
    let address = "198.51.100.1".parse().unwrap();
    assert!((0..1_000).all(|_| throttle.check(address).is_ok()));
    (0..10_000).for_each(|_| throttle.failed(address));
    let wait = throttle.check(address).unwrap_err();
    assert!(wait <= Duration::from_secs(15 * 60 + 2), "{wait:?}");
}

#[test]
fn nobody_waits_for_a_clock_that_was_put_back() {
    let clock = Arc::new(FixedClock::at(start()));
    let throttle = AddressThrottle::new(Budget::SIGN_IN, clock.clone());
    let address = "198.51.100.1".parse().unwrap();
    (0..40).for_each(|_| throttle.failed(address));
    assert!(throttle.check(address).is_err());
    clock.set(start() - TimeDelta::hours(1));
    assert!(throttle.check(address).is_ok());
    (0..30).for_each(|_| throttle.failed(address));
    assert_eq!(throttle.check(address), Err(Duration::from_secs(2)));
}
