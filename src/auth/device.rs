//! Devices that an account has been signed in on: what keeps guesses of others from shutting its owner out.
//!
//! A device token is handed out with each sign-in and sent with the next. It opens nothing: it only says that this
//! device is known, so that its failures are counted apart from everybody else's. Only the key file can make
//! one, and one is good for one account.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};

use crate::clock::Random;
use crate::db::Keys;

const PREFIX: &str = "pwd";

/// How long a device is known after a sign-in.
pub const KNOWN_FOR: TimeDelta = TimeDelta::days(180);

/// A device of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// Random; tells the devices of an account apart.
    name: String,
    /// The last sign-in, in seconds since 1970.
    at: i64,
}

impl Device {
    /// A device that nobody has seen before.
    #[must_use]
    pub fn fresh(random: &dyn Random, now: DateTime<Utc>) -> Self {
        let mut name = [0; 16];
        random.fill(&mut name);
        Self { name: URL_SAFE_NO_PAD.encode(name), at: now.timestamp() }
    }

    /// The same device, signed in on again.
    #[must_use]
    pub fn renewed(self, now: DateTime<Utc>) -> Self {
        Self { at: now.timestamp(), ..self }
    }

    /// What tells it apart.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The token as it is handed out for an account, given by its blind index.
    #[must_use]
    pub fn reveal(&self, keys: &Keys, account: &str) -> String {
        let known = format!("{}.{}", self.name, self.at);
        format!("{PREFIX}.{known}.{}", keys.blind_index("devices", account, &known))
    }

    /// Reads a token; `None` unless these keys handed it out for this account, and not too long ago.
    #[must_use]
    pub fn read(keys: &Keys, account: &str, text: &str, now: DateTime<Utc>) -> Option<Self> {
        let mut parts = text.split('.').skip(1);
        let (name, at) = (parts.next()?.to_owned(), parts.next()?.parse().ok()?);
        let device = Self { name, at };
        verify_slices_are_equal(device.reveal(keys, account).as_bytes(), text.as_bytes()).ok()?;
        let since = now - DateTime::from_timestamp(at, 0)?;
        (since <= KNOWN_FOR).then_some(device)
    }
}
