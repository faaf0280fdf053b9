//! What was seen of placements. Every telling is a row; what was told is never written again.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::ids::PlacementId;
use crate::learning::Observation;

use super::column::Column;
use super::schema::observations;
use super::{Conn, DbError, Keys, SealContext, Sealed, Stamp, ToldBy};

/// An observation as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredObservation {
    /// The identifier.
    pub id: String,
    /// Of which placement.
    pub placement: PlacementId,
    /// Who told it.
    pub by: ToldBy,
    /// What was told.
    pub observation: Observation,
    /// When.
    pub created_at: DateTime<Utc>,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = observations)]
struct Row {
    id: String,
    placement_id: String,
    contact_id: Option<String>,
    user_id: Option<String>,
    role: Option<String>,
    doc: Sealed,
    created_at: Stamp,
}

fn place(id: &str) -> SealContext<'_> {
    SealContext::new("observations", "doc", id)
}

impl Row {
    fn open(self, keys: &Keys) -> Result<StoredObservation, DbError> {
        let column = |name| Column("observations", name);
        Ok(StoredObservation {
            observation: self.doc.open(keys, place(&self.id))?,
            by: ToldBy::read("observations", (self.contact_id, self.user_id, self.role))?,
            placement: column("placement_id").parse(self.placement_id)?,
            id: self.id,
            created_at: self.created_at.into(),
        })
    }
}

/// Adds what was told.
///
/// # Errors
/// [`DbError::ForeignKey`] when the placement or the teller is unknown.
pub fn insert(c: &mut Conn, keys: &Keys, told: &StoredObservation) -> Result<(), DbError> {
    let (contact_id, user_id, role) = told.by.columns();
    let row = Row {
        id: told.id.clone(),
        placement_id: told.placement.to_string(),
        contact_id,
        user_id,
        role,
        doc: Sealed::seal(keys, place(&told.id), &told.observation)?,
        created_at: told.created_at.into(),
    };
    diesel::insert_into(observations::table).values(&row).execute(c)?;
    Ok(())
}

/// What was told of a placement, oldest first.
///
/// # Errors
/// [`DbError`].
pub fn of_placement(
    c: &mut Conn,
    keys: &Keys,
    placement: &PlacementId,
) -> Result<Vec<StoredObservation>, DbError> {
    let rows: Vec<Row> = observations::table
        .filter(observations::placement_id.eq(placement.as_str()))
        .order((observations::created_at, observations::id))
        .select(Row::as_select())
        .load(c)?;
    rows.into_iter().map(|row| row.open(keys)).collect()
}
