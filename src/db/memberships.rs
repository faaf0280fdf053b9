//! Which user acts for which organisation, in which role.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::code::Code;
use crate::domain::ids::{OrganisationId, UserId};
use crate::domain::role::Role;

use super::column::{Column, found};
use super::few::few;
use super::schema::memberships;
use super::{Conn, DbError, Stamp};

/// A user's place in an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The user.
    pub user: UserId,
    /// The organisation.
    pub organisation: OrganisationId,
    /// The role.
    pub role: Role,
}

type Row = (String, String, String);

fn read((user, organisation, role): Row) -> Result<Membership, DbError> {
    Ok(Membership {
        user: Column("memberships", "user_id").parse(user)?,
        organisation: Column("memberships", "organisation_id").parse(organisation)?,
        role: Column("memberships", "role").code(&role)?,
    })
}

const COLUMNS: (memberships::user_id, memberships::organisation_id, memberships::role) =
    (memberships::user_id, memberships::organisation_id, memberships::role);

/// Gives a user a role in an organisation.
///
/// # Errors
/// [`DbError::Unique`] when they have it, [`DbError::ForeignKey`] when either is unknown.
pub fn grant(c: &mut Conn, membership: &Membership, at: DateTime<Utc>) -> Result<(), DbError> {
    diesel::insert_into(memberships::table)
        .values((
            memberships::user_id.eq(membership.user.as_str()),
            memberships::organisation_id.eq(membership.organisation.as_str()),
            memberships::role.eq(membership.role.code()),
            memberships::created_at.eq(Stamp::from(at)),
        ))
        .execute(c)?;
    Ok(())
}

/// Takes a role away.
///
/// # Errors
/// [`DbError::NotFound`] when they did not have it.
pub fn revoke(c: &mut Conn, membership: &Membership) -> Result<(), DbError> {
    let key = (membership.user.as_str(), membership.organisation.as_str(), membership.role.code());
    found(diesel::delete(memberships::table.find(key)).execute(c)?)
}

/// Whether a user has a role in an organisation now.
///
/// # Errors
/// [`DbError`].
pub fn exists(c: &mut Conn, membership: &Membership) -> Result<bool, DbError> {
    let key = (membership.user.as_str(), membership.organisation.as_str(), membership.role.code());
    Ok(diesel::select(diesel::dsl::exists(memberships::table.find(key))).get_result(c)?)
}

/// What a user may act as, oldest first.
///
/// # Errors
/// [`DbError`].
pub fn of_user(c: &mut Conn, user: &UserId) -> Result<Vec<Membership>, DbError> {
    let rows: Vec<Row> = memberships::table
        .filter(memberships::user_id.eq(user.as_str()))
        .order((memberships::created_at, memberships::organisation_id, memberships::role))
        .select(COLUMNS)
        .load(c)?;
    rows.into_iter().map(read).collect()
}

/// Where several users may act, each oldest first.
///
/// # Errors
/// [`DbError`].
pub fn of_users<'a>(
    c: &mut Conn,
    users: impl IntoIterator<Item = &'a UserId>,
) -> Result<BTreeMap<UserId, Vec<Membership>>, DbError> {
    let rows: Vec<Row> = few(users.into_iter().map(UserId::as_str), |some| {
        memberships::table
            .filter(memberships::user_id.eq_any(some))
            .order((memberships::created_at, memberships::organisation_id, memberships::role))
            .select(COLUMNS)
            .load(c)
    })?;
    let mut found: BTreeMap<UserId, Vec<Membership>> = BTreeMap::new();
    for row in rows {
        let membership = read(row)?;
        found.entry(membership.user.clone()).or_default().push(membership);
    }
    Ok(found)
}

/// Who may act for an organisation, oldest first.
///
/// # Errors
/// [`DbError`].
pub fn of_organisation(c: &mut Conn, organisation: &OrganisationId) -> Result<Vec<Membership>, DbError> {
    let rows: Vec<Row> = memberships::table
        .filter(memberships::organisation_id.eq(organisation.as_str()))
        .order((memberships::created_at, memberships::user_id, memberships::role))
        .select(COLUMNS)
        .load(c)?;
    rows.into_iter().map(read).collect()
}
