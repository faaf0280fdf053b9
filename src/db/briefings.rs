//! Briefing packs: rendered once, stored sealed, sent byte for byte.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::domain::code::Code;
use crate::domain::delivery::{BriefingState, Edition};
use crate::domain::ids::{BriefingId, PlacementId, UserId};

use super::column::{Column, written};
use super::schema::briefings;
use super::{Conn, DbError, Keys, SealContext, Sealed, Stamp};

/// A briefing as stored, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Briefing {
    /// The identifier.
    pub id: BriefingId,
    /// Of which placement.
    pub placement: PlacementId,
    /// For whom.
    pub edition: Edition,
    /// The version of the pack, from 1, within placement and edition.
    pub number: i32,
    /// Where it stands.
    pub state: BriefingState,
    /// The digest of its content.
    pub hash: String,
    /// The version of the programme that it tells of.
    pub programme_version: i64,
    /// Who approved it.
    pub approved_by: Option<UserId>,
    /// When.
    pub approved_at: Option<DateTime<Utc>>,
    /// Rises with each change of its standing.
    pub version: i64,
    /// When it was composed.
    pub created_at: DateTime<Utc>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = briefings)]
struct Row {
    id: String,
    placement_id: String,
    edition: String,
    number: i32,
    state: String,
    hash: String,
    programme_version: i64,
    approved_by: Option<String>,
    approved_at: Option<Stamp>,
    version: i64,
    created_at: Stamp,
}

impl Row {
    fn read(self) -> Result<Briefing, DbError> {
        let column = |name| Column("briefings", name);
        Ok(Briefing {
            id: column("id").parse(self.id)?,
            placement: column("placement_id").parse(self.placement_id)?,
            edition: column("edition").code(&self.edition)?,
            number: self.number,
            state: column("state").code(&self.state)?,
            hash: self.hash,
            programme_version: self.programme_version,
            approved_by: column("approved_by").parse_some(self.approved_by)?,
            approved_at: self.approved_at.map(Into::into),
            version: self.version,
            created_at: self.created_at.into(),
        })
    }
}

fn place(id: &str) -> SealContext<'_> {
    SealContext::new("briefings", "artefacts", id)
}

/// The number that the next version of a pack gets.
///
/// # Errors
/// [`DbError`].
pub fn next_number(c: &mut Conn, placement: &PlacementId, edition: Edition) -> Result<i32, DbError> {
    let newest: Option<i32> = briefings::table
        .filter(briefings::placement_id.eq(placement.as_str()))
        .filter(briefings::edition.eq(edition.code()))
        .select(diesel::dsl::max(briefings::number))
        .first(c)?;
    Ok(newest.unwrap_or_default() + 1)
}

/// Stores a pack with the bytes that are to be sent.
///
/// # Errors
/// [`DbError::Unique`] when the number is taken, [`DbError::ForeignKey`] when the placement is unknown.
pub fn insert(
    c: &mut Conn,
    keys: &Keys,
    briefing: &Briefing,
    artefacts: &impl Serialize,
) -> Result<(), DbError> {
    diesel::insert_into(briefings::table)
        .values((
            briefings::id.eq(briefing.id.as_str()),
            briefings::placement_id.eq(briefing.placement.as_str()),
            briefings::edition.eq(briefing.edition.code()),
            briefings::number.eq(briefing.number),
            briefings::state.eq(briefing.state.code()),
            briefings::hash.eq(&briefing.hash),
            briefings::programme_version.eq(briefing.programme_version),
            briefings::artefacts.eq(Sealed::seal(keys, place(briefing.id.as_str()), artefacts)?),
            briefings::approved_by.eq(briefing.approved_by.as_ref().map(UserId::as_str)),
            briefings::approved_at.eq(briefing.approved_at.map(Stamp::from)),
            briefings::version.eq(briefing.version),
            briefings::created_at.eq(Stamp::from(briefing.created_at)),
            briefings::updated_at.eq(Stamp::from(briefing.created_at)),
        ))
        .execute(c)?;
    Ok(())
}

/// A pack, without its bytes.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn get(c: &mut Conn, id: &BriefingId) -> Result<Briefing, DbError> {
    briefings::table.find(id.as_str()).select(Row::as_select()).first(c)?.read()
}

/// The bytes of a pack.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn artefacts<T: DeserializeOwned>(c: &mut Conn, keys: &Keys, id: &BriefingId) -> Result<T, DbError> {
    let sealed: Sealed = briefings::table.find(id.as_str()).select(briefings::artefacts).first(c)?;
    Ok(sealed.open(keys, place(id.as_str()))?)
}

/// The packs of a placement, without their bytes, oldest first.
///
/// # Errors
/// [`DbError`].
pub fn of_placement(c: &mut Conn, placement: &PlacementId) -> Result<Vec<Briefing>, DbError> {
    let rows: Vec<Row> = briefings::table
        .filter(briefings::placement_id.eq(placement.as_str()))
        .order((briefings::created_at, briefings::id))
        .select(Row::as_select())
        .load(c)?;
    rows.into_iter().map(Row::read).collect()
}

/// Approves a draft; every approved pack of the same edition before it is superseded. Returns the
/// new version.
///
/// # Errors
/// [`DbError::Stale`] when it is no draft in version `expected`.
pub fn approve(
    c: &mut Conn,
    briefing: &Briefing,
    expected: i64,
    by: &UserId,
    at: DateTime<Utc>,
) -> Result<i64, DbError> {
    let before = briefings::table
        .filter(briefings::placement_id.eq(briefing.placement.as_str()))
        .filter(briefings::edition.eq(briefing.edition.code()))
        .filter(briefings::state.eq(BriefingState::Approved.code()));
    let superseded = (
        briefings::state.eq(BriefingState::Superseded.code()),
        briefings::version.eq(briefings::version + 1),
        briefings::updated_at.eq(Stamp::from(at)),
    );
    diesel::update(before).set(superseded).execute(c)?;
    let draft = briefings::table
        .find(briefing.id.as_str())
        .filter(briefings::version.eq(expected))
        .filter(briefings::state.eq(BriefingState::Draft.code()));
    let approved = (
        briefings::state.eq(BriefingState::Approved.code()),
        briefings::approved_by.eq(by.as_str()),
        briefings::approved_at.eq(Stamp::from(at)),
        briefings::version.eq(expected + 1),
        briefings::updated_at.eq(Stamp::from(at)),
    );
    written(diesel::update(draft).set(approved).execute(c)?)?;
    Ok(expected + 1)
}
