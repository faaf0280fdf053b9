//! The versions of a placement's programme. The document is sealed: it names people and says what
//! helps the learner.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::domain::ids::PlacementId;

use super::column::Column;
use super::few::few;
use super::schema::programmes;
use super::{Conn, DbError, Keys, SealContext, Sealed, Stamp};

/// One version of a programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredProgramme<T> {
    /// The version, from 1.
    pub version: i64,
    /// The digest of the document.
    pub hash: String,
    /// The days and their blocks.
    pub programme: T,
    /// When it was stored.
    pub created_at: DateTime<Utc>,
}

fn row_key(placement: &PlacementId, version: i64) -> String {
    format!("{placement}.{version}")
}

/// Adds the next version; returns its number.
///
/// # Errors
/// [`DbError::ForeignKey`] when the placement is unknown; [`DbError::Newer`].
pub fn add(
    c: &mut Conn,
    keys: &Keys,
    placement: &PlacementId,
    hash: &str,
    programme: &impl Serialize,
    at: DateTime<Utc>,
) -> Result<i64, DbError> {
    let its = programmes::table.filter(programmes::placement_id.eq(placement.as_str()));
    let newest: Option<(i64, Sealed)> = its
        .order(programmes::version.desc())
        .select((programmes::version, programmes::doc))
        .first(c)
        .optional()?;
    let format = newest.as_ref().and_then(|(_, doc)| doc.format());
    format.map_or(Ok(()), |format| Column("programmes", "doc").known(format))?;
    let version = newest.map_or(0, |(version, _)| version) + 1;
    let key = row_key(placement, version);
    let doc = Sealed::seal(keys, SealContext::new("programmes", "doc", &key), programme)?;
    diesel::insert_into(programmes::table)
        .values((
            programmes::placement_id.eq(placement.as_str()),
            programmes::version.eq(version),
            programmes::hash.eq(hash),
            programmes::doc.eq(doc),
            programmes::created_at.eq(Stamp::from(at)),
        ))
        .execute(c)?;
    Ok(version)
}

type Row = (i64, String, Sealed, Stamp);

const COLUMNS: (programmes::version, programmes::hash, programmes::doc, programmes::created_at) =
    (programmes::version, programmes::hash, programmes::doc, programmes::created_at);

fn open<T: DeserializeOwned>(
    keys: &Keys,
    placement: &PlacementId,
    (version, hash, doc, created_at): Row,
) -> Result<StoredProgramme<T>, DbError> {
    let key = row_key(placement, version);
    let programme = doc.open(keys, SealContext::new("programmes", "doc", &key))?;
    Ok(StoredProgramme { version, hash, programme, created_at: created_at.into() })
}

/// One version.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn get<T: DeserializeOwned>(
    c: &mut Conn,
    keys: &Keys,
    placement: &PlacementId,
    version: i64,
) -> Result<StoredProgramme<T>, DbError> {
    let row = programmes::table.find((placement.as_str(), version)).select(COLUMNS).first(c)?;
    open(keys, placement, row)
}

/// The newest version, if there is one.
///
/// # Errors
/// [`DbError`].
pub fn newest<T: DeserializeOwned>(
    c: &mut Conn,
    keys: &Keys,
    placement: &PlacementId,
) -> Result<Option<StoredProgramme<T>>, DbError> {
    let its = programmes::table.filter(programmes::placement_id.eq(placement.as_str()));
    let row = its.order(programmes::version.desc()).select(COLUMNS).first(c).optional()?;
    row.map(|row| open(keys, placement, row)).transpose()
}

/// The newest versions of several placements' programmes; of a placement without one there is none.
///
/// # Errors
/// [`DbError`].
pub fn newest_among<'a, T: DeserializeOwned>(
    c: &mut Conn,
    keys: &Keys,
    placements: impl IntoIterator<Item = &'a PlacementId>,
) -> Result<BTreeMap<PlacementId, StoredProgramme<T>>, DbError> {
    let placements: Vec<&str> = placements.into_iter().map(PlacementId::as_str).collect();
    let versions: Vec<(String, Option<i64>)> = few(placements.iter().copied(), |some| {
        programmes::table
            .filter(programmes::placement_id.eq_any(some))
            .group_by(programmes::placement_id)
            .select((programmes::placement_id, diesel::dsl::max(programmes::version)))
            .load(c)
    })?;
    let newest: BTreeMap<String, Option<i64>> = versions.into_iter().collect();
    let numbers: BTreeSet<i64> = newest.values().flatten().copied().collect();
    let rows: Vec<(String, i64, String, Sealed, Stamp)> = few(newest.keys().map(String::as_str), |some| {
        programmes::table
            .filter(programmes::placement_id.eq_any(some))
            .filter(programmes::version.eq_any(&numbers))
            .select((
                programmes::placement_id,
                programmes::version,
                programmes::hash,
                programmes::doc,
                programmes::created_at,
            ))
            .load(c)
    })?;
    let mut found = BTreeMap::new();
    for (placement, version, hash, doc, at) in rows {
        if newest.get(&placement) == Some(&Some(version)) {
            let placement: PlacementId = Column("programmes", "placement_id").parse(placement)?;
            let stored = open(keys, &placement, (version, hash, doc, at))?;
            found.insert(placement, stored);
        }
    }
    Ok(found)
}
