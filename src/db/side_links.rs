//! Links by which the learner or the family opens their page of one placement.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::code::Code;
use crate::domain::ids::{PlacementId, UserId};
use crate::domain::reader::Reader;

use super::column::{Column, found};
use super::placement_links::LinkEnd;
use super::schema::side_links;
use super::{Conn, DbError, Stamp};

/// A link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideLink {
    /// The identifier, which its code carries.
    pub id: String,
    /// The placement whose page it opens.
    pub placement: PlacementId,
    /// For whom.
    pub reader: Reader,
    /// The SHA-256 of its code.
    pub token_hash: String,
    /// Who of the provider had it sent.
    pub made_by: UserId,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it ends by itself.
    pub expires_at: DateTime<Utc>,
    /// Since when it is good no longer, before its time, and why.
    pub ended: Option<(DateTime<Utc>, LinkEnd)>,
}

impl SideLink {
    /// Whether it is still good.
    #[must_use]
    pub fn is_good(&self, now: DateTime<Utc>) -> bool {
        self.ended.is_none() && now < self.expires_at
    }
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = side_links)]
struct Row {
    id: String,
    placement_id: String,
    reader: String,
    token_hash: String,
    made_by: String,
    created_at: Stamp,
    expires_at: Stamp,
    ended_at: Option<Stamp>,
    ended_because: Option<String>,
}

impl Row {
    fn read(self) -> Result<SideLink, DbError> {
        let column = |name| Column("side_links", name);
        let because = self.ended_because.map(|code| column("ended_because").code(&code)).transpose()?;
        Ok(SideLink {
            id: self.id,
            placement: column("placement_id").parse(self.placement_id)?,
            reader: column("reader").parse(self.reader)?,
            token_hash: self.token_hash,
            made_by: column("made_by").parse(self.made_by)?,
            created_at: self.created_at.into(),
            expires_at: self.expires_at.into(),
            ended: self.ended_at.map(Into::into).zip(because),
        })
    }
}

/// Adds a link.
///
/// # Errors
/// [`DbError::ForeignKey`] when the placement is unknown.
pub fn insert(c: &mut Conn, link: &SideLink) -> Result<(), DbError> {
    let row = Row {
        id: link.id.clone(),
        placement_id: link.placement.to_string(),
        reader: link.reader.to_string(),
        token_hash: link.token_hash.clone(),
        made_by: link.made_by.to_string(),
        created_at: link.created_at.into(),
        expires_at: link.expires_at.into(),
        ended_at: link.ended.map(|(at, _)| at.into()),
        ended_because: link.ended.map(|(_, because)| because.code().to_owned()),
    };
    diesel::insert_into(side_links::table).values(&row).execute(c)?;
    Ok(())
}

/// A link.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn get(c: &mut Conn, id: &str) -> Result<SideLink, DbError> {
    side_links::table.find(id).select(Row::as_select()).first(c)?.read()
}

/// The links of a placement's learner and family, oldest first.
///
/// # Errors
/// [`DbError`].
pub fn of_placement(c: &mut Conn, placement: &PlacementId) -> Result<Vec<SideLink>, DbError> {
    let rows: Vec<Row> = side_links::table
        .filter(side_links::placement_id.eq(placement.as_str()))
        .order((side_links::created_at, side_links::id))
        .select(Row::as_select())
        .load(c)?;
    rows.into_iter().map(Row::read).collect()
}

/// Ends a link that is still good.
///
/// # Errors
/// [`DbError::NotFound`] when it is good no longer.
pub fn end(c: &mut Conn, id: &str, because: LinkEnd, now: DateTime<Utc>) -> Result<(), DbError> {
    let good = side_links::table.find(id).filter(side_links::ended_at.is_null());
    let change = (side_links::ended_at.eq(Stamp::from(now)), side_links::ended_because.eq(because.code()));
    found(diesel::update(good).set(change).execute(c)?)
}
