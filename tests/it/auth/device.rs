//! Devices that an account was signed in on.

use chrono::TimeDelta;
use placewell::auth::device::{Device, KNOWN_FOR};
use placewell::db::Keys;

use crate::support::app::start;
use crate::support::random::RepeatableRandom;

#[test]
fn a_device_is_known_to_its_own_account_for_a_while() {
    let (keys, random) = (Keys::generate().unwrap(), RepeatableRandom::seeded(1));
    let device = Device::fresh(&random, start());
    let token = device.reveal(&keys, "account");
    let read = |account: &str, text: &str, at| Device::read(&keys, account, text, at);
    assert_eq!(read("account", &token, start()), Some(device.clone()));
    assert_eq!(read("another", &token, start()), None);
    assert_eq!(read("account", &token, start() + KNOWN_FOR + TimeDelta::seconds(1)), None);
    let later = start() + TimeDelta::days(100);
    let renewed = device.clone().renewed(later);
    assert_eq!(renewed.name(), device.name());
    assert!(read("account", &renewed.reveal(&keys, "account"), later + TimeDelta::days(100)).is_some());
}

#[test]
fn no_other_text_is_a_device() {
    let (keys, random) = (Keys::generate().unwrap(), RepeatableRandom::seeded(1));
    let token = Device::fresh(&random, start()).reveal(&keys, "account");
    let longer = token.replacen("pwd.", "pwx.", 1);
    let foreign = Device::fresh(&random, start()).reveal(&Keys::generate().unwrap(), "account");
    for text in ["", "pwd", "pwd..", "pwd.a.b.c", &token[..token.len() - 1], &longer, &foreign] {
        assert_eq!(Device::read(&keys, "account", text, start()), None, "{text}");
    }
}
