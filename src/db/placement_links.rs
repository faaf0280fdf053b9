//! Links by which an employer's contact opens the page of one placement.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::code::{Code, vocabulary};
use crate::domain::ids::{ContactId, PlacementId};

use super::column::{Column, found};
use super::schema::placement_links;
use super::{Conn, DbError, Stamp};

vocabulary! {
    /// Why a link is good no longer, before its time.
    LinkEnd {
        /// A newer one took its place.
        Replaced = "replaced",
        /// The provider took it back.
        Revoked = "revoked",
    }
}

/// A link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacementLink {
    /// The identifier, which its code carries.
    pub id: String,
    /// The placement whose page it opens.
    pub placement: PlacementId,
    /// For whom.
    pub contact: ContactId,
    /// The SHA-256 of its code.
    pub token_hash: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it ends by itself.
    pub expires_at: DateTime<Utc>,
    /// Since when it is good no longer, before its time, and why.
    pub ended: Option<(DateTime<Utc>, LinkEnd)>,
}

impl PlacementLink {
    /// Whether it is still good.
    #[must_use]
    pub fn is_good(&self, now: DateTime<Utc>) -> bool {
        self.ended.is_none() && now < self.expires_at
    }
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = placement_links)]
struct Row {
    id: String,
    placement_id: String,
    contact_id: String,
    token_hash: String,
    created_at: Stamp,
    expires_at: Stamp,
    ended_at: Option<Stamp>,
    ended_because: Option<String>,
}

impl Row {
    fn read(self) -> Result<PlacementLink, DbError> {
        let column = |name| Column("placement_links", name);
        let because = self.ended_because.map(|code| column("ended_because").code(&code)).transpose()?;
        Ok(PlacementLink {
            id: self.id,
            placement: column("placement_id").parse(self.placement_id)?,
            contact: column("contact_id").parse(self.contact_id)?,
            token_hash: self.token_hash,
            created_at: self.created_at.into(),
            expires_at: self.expires_at.into(),
            ended: self.ended_at.map(Into::into).zip(because),
        })
    }
}

/// Adds a link.
///
/// # Errors
/// [`DbError::ForeignKey`] when the placement or the contact is unknown.
pub fn insert(c: &mut Conn, link: &PlacementLink) -> Result<(), DbError> {
    let row = Row {
        id: link.id.clone(),
        placement_id: link.placement.to_string(),
        contact_id: link.contact.to_string(),
        token_hash: link.token_hash.clone(),
        created_at: link.created_at.into(),
        expires_at: link.expires_at.into(),
        ended_at: link.ended.map(|(at, _)| at.into()),
        ended_because: link.ended.map(|(_, because)| because.code().to_owned()),
    };
    diesel::insert_into(placement_links::table).values(&row).execute(c)?;
    Ok(())
}

/// A link.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn get(c: &mut Conn, id: &str) -> Result<PlacementLink, DbError> {
    placement_links::table.find(id).select(Row::as_select()).first(c)?.read()
}

/// The links to a placement's page, oldest first.
///
/// # Errors
/// [`DbError`].
pub fn of_placement(c: &mut Conn, placement: &PlacementId) -> Result<Vec<PlacementLink>, DbError> {
    let rows: Vec<Row> = placement_links::table
        .filter(placement_links::placement_id.eq(placement.as_str()))
        .order((placement_links::created_at, placement_links::id))
        .select(Row::as_select())
        .load(c)?;
    rows.into_iter().map(Row::read).collect()
}

/// Ends a link that is still good.
///
/// # Errors
/// [`DbError::NotFound`] when it is good no longer.
pub fn end(c: &mut Conn, id: &str, because: LinkEnd, now: DateTime<Utc>) -> Result<(), DbError> {
    let good = placement_links::table.find(id).filter(placement_links::ended_at.is_null());
    let change =
        (placement_links::ended_at.eq(Stamp::from(now)), placement_links::ended_because.eq(because.code()));
    found(diesel::update(good).set(change).execute(c)?)
}
