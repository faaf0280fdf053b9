//! Sign-ins: one family of refresh tokens each, of which only the newest is good.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::code::Code;
use crate::domain::ids::{OrganisationId, UserId};
use crate::domain::role::Role;

use super::column::{Column, found};
use super::schema::refresh_families::{self, dsl};
use super::{Conn, DbError, Stamp};

/// A family of refresh tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefreshFamily {
    /// The identifier, which every token of the family carries.
    pub id: String,
    /// Who signed in.
    pub user: UserId,
    /// For which organisation they act.
    pub organisation: OrganisationId,
    /// In which role.
    pub role: Role,
    /// The hash of the newest token's secret.
    pub token_hash: String,
    /// How often it was renewed.
    pub generation: i32,
    /// When they signed in.
    pub created_at: DateTime<Utc>,
    /// When it was last renewed.
    pub used_at: DateTime<Utc>,
    /// When it ends if it is not renewed.
    pub expires_at: DateTime<Utc>,
    /// Since when it is no longer good, before its time.
    pub revoked_at: Option<DateTime<Utc>>,
    /// A code that says why.
    pub revoked_because: Option<String>,
    /// When the person last proved that it is they, beyond holding a token.
    pub confirmed_at: Option<DateTime<Utc>>,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = refresh_families)]
struct Row {
    id: String,
    user_id: String,
    organisation_id: String,
    role: String,
    token_hash: String,
    generation: i32,
    created_at: Stamp,
    used_at: Stamp,
    expires_at: Stamp,
    revoked_at: Option<Stamp>,
    revoked_because: Option<String>,
    confirmed_at: Option<Stamp>,
}

/// Adds a sign-in.
///
/// # Errors
/// [`DbError`].
pub fn insert(c: &mut Conn, family: &RefreshFamily) -> Result<(), DbError> {
    let row = Row {
        id: family.id.clone(),
        user_id: family.user.to_string(),
        organisation_id: family.organisation.to_string(),
        role: family.role.code().to_owned(),
        token_hash: family.token_hash.clone(),
        generation: family.generation,
        created_at: family.created_at.into(),
        used_at: family.used_at.into(),
        expires_at: family.expires_at.into(),
        revoked_at: family.revoked_at.map(Into::into),
        revoked_because: family.revoked_because.clone(),
        confirmed_at: family.confirmed_at.map(Into::into),
    };
    diesel::insert_into(refresh_families::table).values(&row).execute(c)?;
    Ok(())
}

/// A sign-in.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn get(c: &mut Conn, id: &str) -> Result<RefreshFamily, DbError> {
    let row: Row = refresh_families::table.find(id).select(Row::as_select()).first(c)?;
    let column = |name| Column("refresh_families", name);
    Ok(RefreshFamily {
        id: row.id,
        user: column("user_id").parse(row.user_id)?,
        organisation: column("organisation_id").parse(row.organisation_id)?,
        role: column("role").code(&row.role)?,
        token_hash: row.token_hash,
        generation: row.generation,
        created_at: row.created_at.into(),
        used_at: row.used_at.into(),
        expires_at: row.expires_at.into(),
        revoked_at: row.revoked_at.map(Into::into),
        revoked_because: row.revoked_because,
        confirmed_at: row.confirmed_at.map(Into::into),
    })
}

/// Notes that the person has proved again that it is they.
///
/// # Errors
/// [`DbError::NotFound`] when the sign-in has ended.
pub fn confirm(c: &mut Conn, id: &str, now: DateTime<Utc>) -> Result<(), DbError> {
    let live = dsl::refresh_families.find(id).filter(dsl::revoked_at.is_null());
    found(diesel::update(live).set(dsl::confirmed_at.eq(Stamp::from(now))).execute(c)?)
}

/// Replaces the newest token; `false` when another call did so first, or the family is revoked.
///
/// # Errors
/// [`DbError`].
pub fn rotate(
    c: &mut Conn,
    id: &str,
    generation: i32,
    token_hash: &str,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<bool, DbError> {
    let current = dsl::refresh_families
        .find(id)
        .filter(dsl::generation.eq(generation))
        .filter(dsl::revoked_at.is_null());
    let change = (
        dsl::token_hash.eq(token_hash),
        dsl::generation.eq(generation + 1),
        dsl::used_at.eq(Stamp::from(now)),
        dsl::expires_at.eq(Stamp::from(expires_at)),
    );
    Ok(diesel::update(current).set(change).execute(c)? == 1)
}

/// Ends a sign-in; does nothing when it has ended.
///
/// # Errors
/// [`DbError`].
pub fn revoke(c: &mut Conn, id: &str, because: &str, now: DateTime<Utc>) -> Result<(), DbError> {
    let live = dsl::refresh_families.find(id).filter(dsl::revoked_at.is_null());
    let change = (dsl::revoked_at.eq(Stamp::from(now)), dsl::revoked_because.eq(because));
    diesel::update(live).set(change).execute(c)?;
    Ok(())
}

/// Ends every sign-in of a user; returns how many were live.
///
/// # Errors
/// [`DbError`].
pub fn revoke_of_user(
    c: &mut Conn,
    user: &UserId,
    because: &str,
    now: DateTime<Utc>,
) -> Result<usize, DbError> {
    let live = dsl::refresh_families.filter(dsl::user_id.eq(user.as_str())).filter(dsl::revoked_at.is_null());
    let change = (dsl::revoked_at.eq(Stamp::from(now)), dsl::revoked_because.eq(because));
    Ok(diesel::update(live).set(change).execute(c)?)
}

/// Ends every sign-in of a user but one; returns how many were live.
///
/// # Errors
/// [`DbError`].
pub fn revoke_others_of_user(
    c: &mut Conn,
    user: &UserId,
    kept: &str,
    because: &str,
    now: DateTime<Utc>,
) -> Result<usize, DbError> {
    let others = dsl::refresh_families.filter(dsl::user_id.eq(user.as_str())).filter(dsl::id.ne(kept));
    let change = (dsl::revoked_at.eq(Stamp::from(now)), dsl::revoked_because.eq(because));
    Ok(diesel::update(others.filter(dsl::revoked_at.is_null())).set(change).execute(c)?)
}

/// Forgets sign-ins that ended before an instant; returns how many.
///
/// # Errors
/// [`DbError`].
pub fn prune(c: &mut Conn, before: DateTime<Utc>) -> Result<usize, DbError> {
    Ok(diesel::delete(dsl::refresh_families.filter(dsl::expires_at.lt(Stamp::from(before)))).execute(c)?)
}
