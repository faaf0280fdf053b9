//! The change log: which objects changed, for followers that hold a copy in memory.
//!
//! Numbers are given out before they are committed, so a follower reads again what may still be missing below the
//! highest that it has seen. It goes by numbers, because the clocks of replicas differ.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::code::{Code, vocabulary};

use super::column::Column;
use super::schema::changes;
use super::{Conn, DbError, Stamp};

vocabulary! {
    /// What kind of object changed.
    ChangeKind {
        /// An organisation.
        Organisation = "organisation",
        /// An offer.
        Offer = "offer",
        /// A learner.
        Learner = "learner",
        /// A placement.
        Placement = "placement",
        /// A timetable feed.
        Feed = "feed",
        /// A hub's weights.
        Weights = "weights",
        /// What a hub knows of the hours of passes.
        Concessions = "concessions",
    }
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its number.
    pub seq: i64,
    /// What kind of object.
    pub kind: ChangeKind,
    /// Which.
    pub object_id: String,
    /// In which version it is now.
    pub version: i64,
    /// When.
    pub at: DateTime<Utc>,
}

pub(super) fn note(
    c: &mut Conn,
    kind: ChangeKind,
    object_id: &str,
    version: i64,
    at: DateTime<Utc>,
) -> Result<(), DbError> {
    diesel::insert_into(changes::table)
        .values((
            changes::kind.eq(kind.code()),
            changes::object_id.eq(object_id),
            changes::version.eq(version),
            changes::at.eq(Stamp::from(at)),
        ))
        .execute(c)?;
    Ok(())
}

/// The highest number so far; 0 when there is none.
///
/// # Errors
/// [`DbError`].
pub fn newest(c: &mut Conn) -> Result<i64, DbError> {
    let newest: Option<i64> = changes::table.select(diesel::dsl::max(changes::seq)).first(c)?;
    Ok(newest.unwrap_or_default())
}

/// The lowest number that is still kept, if any is.
///
/// # Errors
/// [`DbError`].
pub fn oldest(c: &mut Conn) -> Result<Option<i64>, DbError> {
    Ok(changes::table.select(diesel::dsl::min(changes::seq)).first(c)?)
}

/// Changes with a number above one, in the order of their numbers.
///
/// # Errors
/// [`DbError`].
pub fn above(c: &mut Conn, seq: i64) -> Result<Vec<Change>, DbError> {
    let rows: Vec<(i64, String, String, i64, Stamp)> =
        changes::table.filter(changes::seq.gt(seq)).order(changes::seq).load(c)?;
    rows.into_iter()
        .map(|(seq, kind, object_id, version, at)| {
            let kind = Column("changes", "kind").code(&kind)?;
            Ok(Change { seq, kind, object_id, version, at: at.into() })
        })
        .collect()
}

/// Forgets changes from before an instant; returns how many.
///
/// # Errors
/// [`DbError`].
pub fn prune(c: &mut Conn, before: DateTime<Utc>) -> Result<usize, DbError> {
    Ok(diesel::delete(changes::table.filter(changes::at.lt(Stamp::from(before)))).execute(c)?)
}
