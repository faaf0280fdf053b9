//! What was seen of placements. Every telling is a row; what was told is never written again.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::code::Code;
use crate::domain::ids::{ContactId, PlacementId, UserId};
use crate::domain::role::Role;
use crate::learning::Observation;

use super::column::Column;
use super::schema::observations;
use super::{Conn, DbError, Keys, SealContext, Sealed, Stamp};

/// Who told something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ObservedBy {
    /// A contact of the employer.
    Contact(ContactId),
    /// Somebody of the provider, in a role.
    User(UserId, Role),
}

/// An observation as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredObservation {
    /// The identifier.
    pub id: String,
    /// Of which placement.
    pub placement: PlacementId,
    /// Who told it.
    pub by: ObservedBy,
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
        let contact: Option<ContactId> = column("contact_id").parse_some(self.contact_id)?;
        let user: Option<UserId> = column("user_id").parse_some(self.user_id)?;
        let role = self.role.map(|role| column("role").code::<Role>(&role)).transpose()?;
        let by = match (contact, user, role) {
            (Some(contact), None, None) => ObservedBy::Contact(contact),
            (None, Some(user), Some(role)) => ObservedBy::User(user, role),
            _ => return Err(column("user_id").corrupt()),
        };
        Ok(StoredObservation {
            observation: self.doc.open(keys, place(&self.id))?,
            by,
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
    let (contact, user, role) = match &told.by {
        ObservedBy::Contact(contact) => (Some(contact.to_string()), None, None),
        ObservedBy::User(user, role) => (None, Some(user.to_string()), Some(role.code().to_owned())),
    };
    let row = Row {
        id: told.id.clone(),
        placement_id: told.placement.to_string(),
        contact_id: contact,
        user_id: user,
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
