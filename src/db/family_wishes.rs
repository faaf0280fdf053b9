//! How somebody of a family wants messages. A wish is never written again; the newest counts.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::code::Code;
use crate::domain::family_message::{FamilyPerson, FamilyWish};
use crate::domain::ids::{OrganisationId, UserId};

use super::column::Column;
use super::schema::family_wishes;
use super::{Conn, DbError, Stamp};

/// A wish as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredWish {
    /// The identifier.
    pub id: String,
    /// Of which provider's messages.
    pub provider: OrganisationId,
    /// A keyed digest of the person's address, or of the name.
    pub person: FamilyPerson,
    /// What they want.
    pub wish: FamilyWish,
    /// Who of the provider noted it; nobody where they said so by their link.
    pub made_by: Option<UserId>,
    /// When.
    pub created_at: DateTime<Utc>,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = family_wishes)]
struct Row {
    id: String,
    provider_id: String,
    person: String,
    wish: String,
    made_by: Option<String>,
    created_at: Stamp,
}

impl Row {
    fn open(self) -> Result<StoredWish, DbError> {
        let column = |name| Column("family_wishes", name);
        Ok(StoredWish {
            id: self.id,
            provider: column("provider_id").parse(self.provider_id)?,
            person: column("person").parse(self.person)?,
            wish: column("wish").code(&self.wish)?,
            made_by: column("made_by").parse_some(self.made_by)?,
            created_at: self.created_at.into(),
        })
    }
}

/// Adds a wish.
///
/// # Errors
/// [`DbError::ForeignKey`] when the provider or the user is unknown.
pub fn insert(c: &mut Conn, wish: &StoredWish) -> Result<(), DbError> {
    let row = Row {
        id: wish.id.clone(),
        provider_id: wish.provider.to_string(),
        person: wish.person.to_string(),
        wish: wish.wish.code().to_owned(),
        made_by: wish.made_by.as_ref().map(ToString::to_string),
        created_at: wish.created_at.into(),
    };
    diesel::insert_into(family_wishes::table).values(&row).execute(c)?;
    Ok(())
}

/// The newest wish of each person, of a provider's messages.
///
/// # Errors
/// [`DbError`].
pub fn newest(
    c: &mut Conn,
    provider: &OrganisationId,
) -> Result<BTreeMap<FamilyPerson, StoredWish>, DbError> {
    let rows: Vec<Row> = family_wishes::table
        .filter(family_wishes::provider_id.eq(provider.as_str()))
        .order((family_wishes::created_at, family_wishes::id))
        .select(Row::as_select())
        .load(c)?;
    rows.into_iter().map(|row| row.open().map(|wish| (wish.person.clone(), wish))).collect()
}
