//! Where learners are some months after a placement. Every telling is a row; what was told is never written again.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::code::Code;
use crate::domain::destination::{Destination, FollowUp};
use crate::domain::ids::{PlacementId, UserId};

use super::column::Column;
use super::few::few;
use super::schema::destinations;
use super::{Conn, DbError, Keys, SealContext, Sealed, Stamp};

/// A telling as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredDestination {
    /// The identifier.
    pub id: String,
    /// After which placement.
    pub placement: PlacementId,
    /// Where the learner was.
    pub destination: Destination,
    /// Who entered it.
    pub made_by: UserId,
    /// When.
    pub created_at: DateTime<Utc>,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = destinations)]
struct Row {
    id: String,
    placement_id: String,
    after: String,
    doc: Sealed,
    made_by: String,
    created_at: Stamp,
}

fn place(id: &str) -> SealContext<'_> {
    SealContext::new("destinations", "doc", id)
}

impl Row {
    fn open(self, keys: &Keys) -> Result<StoredDestination, DbError> {
        let column = |name| Column("destinations", name);
        Ok(StoredDestination {
            destination: self.doc.open(keys, place(&self.id))?,
            placement: column("placement_id").parse(self.placement_id)?,
            made_by: column("made_by").parse(self.made_by)?,
            id: self.id,
            created_at: self.created_at.into(),
        })
    }
}

/// Adds what was found out.
///
/// # Errors
/// [`DbError::ForeignKey`] when the placement or the user is unknown.
pub fn insert(c: &mut Conn, keys: &Keys, told: &StoredDestination) -> Result<(), DbError> {
    let row = Row {
        id: told.id.clone(),
        placement_id: told.placement.to_string(),
        after: told.destination.after.code().to_owned(),
        doc: Sealed::seal(keys, place(&told.id), &told.destination)?,
        made_by: told.made_by.to_string(),
        created_at: told.created_at.into(),
    };
    diesel::insert_into(destinations::table).values(&row).execute(c)?;
    Ok(())
}

/// What was found out after a placement, oldest first.
///
/// # Errors
/// [`DbError`].
pub fn of_placement(
    c: &mut Conn,
    keys: &Keys,
    placement: &PlacementId,
) -> Result<Vec<StoredDestination>, DbError> {
    let rows: Vec<Row> = destinations::table
        .filter(destinations::placement_id.eq(placement.as_str()))
        .order((destinations::created_at, destinations::id))
        .select(Row::as_select())
        .load(c)?;
    rows.into_iter().map(|row| row.open(keys)).collect()
}

/// After which of some placements what was found out, without opening anything.
///
/// # Errors
/// [`DbError`].
pub fn told<'a>(
    c: &mut Conn,
    placements: impl IntoIterator<Item = &'a PlacementId>,
) -> Result<Vec<(PlacementId, FollowUp)>, DbError> {
    let rows: Vec<(String, String)> = few(placements.into_iter().map(PlacementId::as_str), |some| {
        destinations::table
            .filter(destinations::placement_id.eq_any(some))
            .select((destinations::placement_id, destinations::after))
            .load(c)
    })?;
    let column = |name| Column("destinations", name);
    rows.into_iter()
        .map(|(id, after)| Ok((column("placement_id").parse(id)?, column("after").code(&after)?)))
        .collect()
}
