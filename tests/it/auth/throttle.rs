//! How often somebody may try to sign in.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use placewell::auth::throttle::{AddressThrottle, account_wait};
use placewell::clock::{Clock, FixedClock};

use crate::support::app::start;

#[test]
fn an_account_waits_longer_with_each_failure_and_never_for_good() {
    let wait = |failures| account_wait(failures, start(), start()).map(|wait| wait.as_secs());
    let waits: Vec<_> = [0, 4, 5, 6, 7, 9, 10, 11, i32::MAX].map(wait).into();
    let expected = [None, None, Some(30), Some(60), Some(120), Some(480), Some(900), Some(900), Some(900)];
    assert_eq!(waits, expected);
    assert_eq!(account_wait(5, start(), start() + TimeDelta::seconds(29)), Some(Duration::from_secs(1)));
    assert_eq!(account_wait(5, start(), start() + TimeDelta::seconds(30)), None);
    assert_eq!(account_wait(50, start(), start() + TimeDelta::days(2)), None);
}

#[test]
fn an_address_may_try_in_bursts_and_then_slowly() {
    let clock = Arc::new(FixedClock::at(start()));
    let throttle = AddressThrottle::new(clock.clone());
    let (one, other) = ("198.51.100.1".parse().unwrap(), "198.51.100.2".parse().unwrap());
    assert!((0..30).all(|_| throttle.check(one).is_ok()));
    let wait = throttle.check(one).unwrap_err();
    assert!(wait > Duration::ZERO && wait <= Duration::from_secs(2), "{wait:?}");
    assert!(throttle.check(other).is_ok());
    clock.set(clock.now() + TimeDelta::seconds(2));
    assert!(throttle.check(one).is_ok());
    assert!(throttle.check(one).is_err());
}
