//! Failed sign-ins, counted by what was typed, whether or not such an account is known.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::conn::each;
use super::schema::login_failures::{self, dsl};
use super::{Conn, DbError, Stamp};

/// Failures in a row, and the last of them; `None` when there is none.
///
/// # Errors
/// [`DbError`].
pub fn get(c: &mut Conn, account_index: &str) -> Result<Option<(i32, DateTime<Utc>)>, DbError> {
    let query = dsl::login_failures.find(account_index).select((dsl::failures, dsl::last_at));
    let row: Option<(i32, Stamp)> = query.first(c).optional()?;
    Ok(row.map(|(failures, last_at)| (failures, last_at.into())))
}

/// Counts one more; returns how many in a row.
///
/// # Errors
/// [`DbError`].
pub fn note(c: &mut Conn, account_index: &str, now: DateTime<Utc>) -> Result<i32, DbError> {
    let now = Stamp::from(now);
    let first = (dsl::account_index.eq(account_index), dsl::failures.eq(1), dsl::last_at.eq(now));
    each!(c, c => {
        diesel::insert_into(login_failures::table)
            .values(first)
            .on_conflict(dsl::account_index)
            .do_update()
            .set((dsl::failures.eq(dsl::failures + 1), dsl::last_at.eq(now)))
            .execute(c)?;
    });
    Ok(dsl::login_failures.find(account_index).select(dsl::failures).first(c)?)
}

/// Forgets them after a sign-in that succeeded.
///
/// # Errors
/// [`DbError`].
pub fn clear(c: &mut Conn, account_index: &str) -> Result<(), DbError> {
    diesel::delete(dsl::login_failures.find(account_index)).execute(c)?;
    Ok(())
}

/// Forgets those whose last was before an instant; returns how many.
///
/// # Errors
/// [`DbError`].
pub fn prune(c: &mut Conn, before: DateTime<Utc>) -> Result<usize, DbError> {
    Ok(diesel::delete(dsl::login_failures.filter(dsl::last_at.lt(Stamp::from(before)))).execute(c)?)
}
