//! What hubs were told: figures made once a term, never changed.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::domain::ids::OrganisationId;

use super::column::Column;
use super::schema::hub_figures;
use super::{Conn, DbError, Stamp};

/// Figures with their term and when they were made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFigures<T> {
    /// The code of the term.
    pub term: String,
    /// When they were made.
    pub made_at: DateTime<Utc>,
    /// The figures.
    pub figures: T,
}

const DOC: Column = Column("hub_figures", "doc");

/// Keeps figures.
///
/// # Errors
/// [`DbError::Unique`] when the hub has figures of that term.
pub fn insert(
    c: &mut Conn,
    hub: &OrganisationId,
    stored: &StoredFigures<impl Serialize>,
) -> Result<(), DbError> {
    diesel::insert_into(hub_figures::table)
        .values((
            hub_figures::hub_id.eq(hub.as_str()),
            hub_figures::term.eq(&stored.term),
            hub_figures::doc.eq(DOC.to_json(&stored.figures)?),
            hub_figures::made_at.eq(Stamp::from(stored.made_at)),
        ))
        .execute(c)?;
    Ok(())
}

/// The terms of which a hub has figures, the newest first, each with when they were made.
///
/// # Errors
/// [`DbError`].
pub fn terms(c: &mut Conn, hub: &OrganisationId) -> Result<Vec<(String, DateTime<Utc>)>, DbError> {
    let rows: Vec<(String, Stamp)> = hub_figures::table
        .filter(hub_figures::hub_id.eq(hub.as_str()))
        .order(hub_figures::made_at.desc())
        .select((hub_figures::term, hub_figures::made_at))
        .load(c)?;
    Ok(rows.into_iter().map(|(term, at)| (term, at.into())).collect())
}

/// A hub's figures of a term.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn of_term<T: DeserializeOwned>(
    c: &mut Conn,
    hub: &OrganisationId,
    term: &str,
) -> Result<StoredFigures<T>, DbError> {
    let (doc, at): (String, Stamp) = hub_figures::table
        .find((hub.as_str(), term))
        .select((hub_figures::doc, hub_figures::made_at))
        .first(c)?;
    Ok(StoredFigures { term: term.to_owned(), made_at: at.into(), figures: DOC.json(&doc)? })
}
