//! A hub's weights for the score, every version kept, so that an old ranking can be explained.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::domain::ids::{OrganisationId, UserId};

use super::changes::{self, ChangeKind};
use super::column::Column;
use super::schema::weights;
use super::{Conn, DbError, Stamp};

/// A hub's newest weights with their version; `None` when it never set any.
///
/// # Errors
/// [`DbError`].
pub fn newest<T: DeserializeOwned>(c: &mut Conn, hub: &OrganisationId) -> Result<Option<(i64, T)>, DbError> {
    let row: Option<(i64, String)> = weights::table
        .filter(weights::hub_id.eq(hub.as_str()))
        .order(weights::version.desc())
        .select((weights::version, weights::doc))
        .first(c)
        .optional()?;
    row.map(|(version, doc)| Ok((version, Column("weights", "doc").json(&doc)?))).transpose()
}

/// Adds the next version of a hub's weights; returns its number.
///
/// # Errors
/// [`DbError::Stale`] when the newest version is not `expected` (0 when there is none).
pub fn set(
    c: &mut Conn,
    hub: &OrganisationId,
    expected: i64,
    doc: &impl Serialize,
    by: &UserId,
    at: DateTime<Utc>,
) -> Result<i64, DbError> {
    let its = weights::table.filter(weights::hub_id.eq(hub.as_str()));
    let newest: Option<i64> = its.select(diesel::dsl::max(weights::version)).first(c)?;
    if newest.unwrap_or_default() != expected {
        return Err(DbError::Stale);
    }
    diesel::insert_into(weights::table)
        .values((
            weights::hub_id.eq(hub.as_str()),
            weights::version.eq(expected + 1),
            weights::doc.eq(Column("weights", "doc").to_json(doc)?),
            weights::set_by.eq(by.as_str()),
            weights::created_at.eq(Stamp::from(at)),
        ))
        .execute(c)?;
    changes::note(c, ChangeKind::Weights, hub.as_str(), expected + 1, at)?;
    Ok(expected + 1)
}
