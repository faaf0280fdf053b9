//! Attempts to prove a password, counted so that nobody guesses one and nobody shuts its owner out.
//!
//! An attempt is counted by account and place together: the address, or the device where one is known. An account
//! also counts what comes from everywhere. Whoever guesses from elsewhere meets both counts; the owner, from a
//! place that the account was signed in from before, meets only the count of that place.

use std::net::IpAddr;

use crate::app::App;
use crate::auth::address::bucket;
use crate::auth::device::Device;
use crate::auth::throttle::{FREE_FROM_EVERYWHERE, FREE_FROM_ONE_PLACE, MEMORY, wait_after};
use crate::auth::{Exemption, Permit};
use crate::db::{Conn, login_failures};
use crate::services::ServiceError;

/// Where an attempt comes from.
#[derive(Clone, Debug)]
pub enum Origin<'a> {
    /// An address, perhaps one that the account was signed in from before.
    Address(IpAddr),
    /// A device that the account was signed in on.
    Device(&'a Device),
    /// A session of the account itself, such as when it changes its password.
    Session,
}

/// An attempt that was let through and is counted as failed until it succeeds.
#[derive(Clone, Debug)]
pub struct Attempt {
    account: String,
    here: String,
    /// Whose budget a failure is charged to; nobody's where the place is known.
    stranger: Option<IpAddr>,
}

impl Attempt {
    /// Counts an attempt before the password is looked at, so that attempts side by side count too. `account` is
    /// the blind index of the address that was typed, whether or not it has an account.
    ///
    /// # Errors
    /// [`ServiceError::TooMany`].
    pub fn begin(app: &App, account: &str, origin: &Origin<'_>) -> Result<Self, ServiceError> {
        let permit = Permit::exempt(Exemption::Credential);
        let place = match origin {
            Origin::Address(address) => format!("address {}", bucket(*address)),
            Origin::Device(device) => format!("device {}", device.name()),
            Origin::Session => "session".to_owned(),
        };
        let here = app.keys.blind_index("login_failures", account, &place);
        let now = app.clock.now();
        let wait = |free, tally: Option<login_failures::Tally>| {
            let wait = tally.and_then(|tally| wait_after(free, tally.failures, tally.last_at, now));
            wait.map_or(Ok(()), |retry_after| Err(ServiceError::TooMany { retry_after }))
        };
        app.write(&permit, |c| {
            let before = login_failures::get(c, &here)?;
            wait(FREE_FROM_ONE_PLACE, before)?;
            let stranger = match origin {
                Origin::Address(address) if before.is_none_or(|tally| tally.signed_in_at.is_none()) => {
                    app.attempts
                        .check(*address)
                        .map_err(|retry_after| ServiceError::TooMany { retry_after })?;
                    wait(FREE_FROM_EVERYWHERE, login_failures::get(c, account)?)?;
                    Some(*address)
                }
                _ => None,
            };
            login_failures::note(c, &here, now, MEMORY)?;
            login_failures::note(c, account, now, MEMORY)?;
            Ok(Self { account: account.to_owned(), here: here.clone(), stranger })
        })
    }

    /// The password was wrong.
    pub fn failed(&self, app: &App) {
        if let Some(address) = self.stranger {
            app.attempts.failed(address);
        }
    }

    /// The password was right: the failures from here were the owner's own, and the place is known from now on.
    ///
    /// # Errors
    /// [`ServiceError`] of the store.
    pub fn succeeded(&self, app: &App, c: &mut Conn) -> Result<(), ServiceError> {
        let own = login_failures::signed_in(c, &self.here, app.clock.now())?;
        Ok(login_failures::forgive(c, &self.account, own)?)
    }
}
