//! What tests are built with.

pub mod app;
pub mod database;
mod door;
pub(crate) mod letters;
pub mod machine;
pub mod plain;
pub(crate) mod postgres;
pub(crate) mod served;
pub mod random;
mod run;
pub mod seam;
pub(crate) mod smtp;
pub mod stranger;

use chrono::{DateTime, Utc};
use placewell::db::jobs::{self, JobState};
use placewell::db::{Conn, DbError, Keys, Slice, users};
use placewell::domain::ids::UserId;

/// Leave to look into the store and to arrange it, as an operator has.
pub fn operator() -> placewell::auth::Permit {
    placewell::auth::Permit::exempt(placewell::auth::Exemption::Operator)
}

/// Bars a user from signing in.
pub fn bar(c: &mut Conn, keys: &Keys, id: &UserId, at: DateTime<Utc>) -> Result<(), DbError> {
    let known = users::get(c, keys, id)?;
    users::change(c, keys, id, known.version, &known.identity, Some(at), at).map(drop)
}

/// When the next job is due, or comes free from a worker that did not return.
pub fn next_due(c: &mut Conn) -> Result<DateTime<Utc>, DbError> {
    let unfinished = [JobState::Queued, JobState::Held];
    let mut due = Vec::new();
    for state in unfinished {
        let jobs = jobs::list(c, state, &Slice::first(50))?.items;
        due.extend(jobs.into_iter().map(|job| job.leased_until.unwrap_or(job.due)));
    }
    Ok(due.into_iter().min().unwrap())
}
