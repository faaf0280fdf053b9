//! Sign-ins that failed, counted by account and by account and place, whether or not such an account is known;
//! and the places that an account was signed in from.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;

use super::conn::each;
use super::schema::login_failures::{self, dsl};
use super::{Conn, DbError, Stamp};

/// What is known of an account, or of an account at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Failures in a row.
    pub failures: i32,
    /// The last attempt.
    pub last_at: DateTime<Utc>,
    /// The last sign-in from this place.
    pub signed_in_at: Option<DateTime<Utc>>,
}

/// The tally under a blind index; `None` when there is none.
///
/// # Errors
/// [`DbError`].
pub fn get(c: &mut Conn, index: &str) -> Result<Option<Tally>, DbError> {
    let query = dsl::login_failures.find(index).select((dsl::failures, dsl::last_at, dsl::signed_in_at));
    let row: Option<(i32, Stamp, Option<Stamp>)> = query.first(c).optional()?;
    Ok(row.map(|(failures, last_at, signed_in_at)| Tally {
        failures,
        last_at: last_at.into(),
        signed_in_at: signed_in_at.map(Into::into),
    }))
}

/// Counts one more failure; those whose last is older than `memory` are forgotten first. Returns how many in a row.
///
/// # Errors
/// [`DbError`].
pub fn note(c: &mut Conn, index: &str, now: DateTime<Utc>, memory: TimeDelta) -> Result<i32, DbError> {
    let forgotten = dsl::login_failures.find(index).filter(dsl::last_at.lt(Stamp::from(now - memory)));
    diesel::update(forgotten).set(dsl::failures.eq(0)).execute(c)?;
    let now = Stamp::from(now);
    let first = (dsl::account_index.eq(index), dsl::failures.eq(1), dsl::last_at.eq(now));
    each!(c, c => {
        diesel::insert_into(login_failures::table)
            .values(first)
            .on_conflict(dsl::account_index)
            .do_update()
            .set((dsl::failures.eq(dsl::failures + 1), dsl::last_at.eq(now)))
            .execute(c)?;
    });
    Ok(dsl::login_failures.find(index).select(dsl::failures).first(c)?)
}

/// Notes a sign-in from a place and forgets the failures there; returns how many there were.
///
/// # Errors
/// [`DbError`].
pub fn signed_in(c: &mut Conn, index: &str, now: DateTime<Utc>) -> Result<i32, DbError> {
    let failures = get(c, index)?.map_or(0, |tally| tally.failures);
    let now = Stamp::from(now);
    let values = (
        dsl::account_index.eq(index),
        dsl::failures.eq(0),
        dsl::last_at.eq(now),
        dsl::signed_in_at.eq(Some(now)),
    );
    each!(c, c => {
        diesel::insert_into(login_failures::table)
            .values(values)
            .on_conflict(dsl::account_index)
            .do_update()
            .set((dsl::failures.eq(0), dsl::last_at.eq(now), dsl::signed_in_at.eq(Some(now))))
            .execute(c)?;
    });
    Ok(failures)
}

/// Takes so many failures back.
///
/// # Errors
/// [`DbError`].
pub fn forgive(c: &mut Conn, index: &str, failures: i32) -> Result<(), DbError> {
    let left = get(c, index)?.map_or(0, |tally| tally.failures.saturating_sub(failures).max(0));
    diesel::update(dsl::login_failures.find(index)).set(dsl::failures.eq(left)).execute(c)?;
    Ok(())
}

/// Forgets those whose last attempt was before an instant; returns how many.
///
/// # Errors
/// [`DbError`].
pub fn prune(c: &mut Conn, before: DateTime<Utc>) -> Result<usize, DbError> {
    Ok(diesel::delete(dsl::login_failures.filter(dsl::last_at.lt(Stamp::from(before)))).execute(c)?)
}
