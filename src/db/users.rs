//! People who sign in. Name and address are sealed; a blind index finds an account by address.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::domain::contact::EmailAddress;
use crate::domain::ids::{OrganisationId, UserId};
use crate::domain::text::Line;

use super::column::{Column, found, written};
use super::few::few;
use super::page::slice;
use super::schema::{memberships, users};
use super::{Conn, Cursor, DbError, Keys, Page, SealContext, Sealed, Slice, Stamp};

/// Who a user is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserIdentity {
    /// Their name.
    pub name: Line,
    /// Their address, with which they sign in.
    pub email: EmailAddress,
}

/// A user as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// The identifier.
    pub id: UserId,
    /// Who they are.
    pub identity: UserIdentity,
    /// The argon2id hash of their password; absent until they set one.
    pub password_hash: Option<String>,
    /// Since when they may not sign in.
    pub disabled_at: Option<DateTime<Utc>>,
    /// Rises with each change.
    pub version: i64,
    /// When the account was made.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = users)]
struct Row {
    id: String,
    email_index: String,
    identity: Sealed,
    password_hash: Option<String>,
    disabled_at: Option<Stamp>,
    version: i64,
    created_at: Stamp,
    updated_at: Stamp,
}

impl Row {
    fn open(self, keys: &Keys) -> Result<User, DbError> {
        Ok(User {
            identity: self.identity.open(keys, SealContext::new("users", "identity", &self.id))?,
            id: Column("users", "id").parse(self.id)?,
            password_hash: self.password_hash,
            disabled_at: self.disabled_at.map(Into::into),
            version: self.version,
            created_at: self.created_at.into(),
            updated_at: self.updated_at.into(),
        })
    }
}

/// The blind index of an address as typed, whether or not an account has it.
#[must_use]
pub fn email_index(keys: &Keys, typed: &str) -> String {
    keys.blind_index("users", "email", &typed.trim().to_lowercase())
}

/// Adds a user in version 1.
///
/// # Errors
/// [`DbError::Unique`] on `users.email_index` when the address has an account.
pub fn insert(
    c: &mut Conn,
    keys: &Keys,
    id: &UserId,
    identity: &UserIdentity,
    password_hash: Option<&str>,
    at: DateTime<Utc>,
) -> Result<(), DbError> {
    let row = Row {
        id: id.to_string(),
        email_index: email_index(keys, identity.email.as_str()),
        identity: Sealed::seal(keys, SealContext::new("users", "identity", id.as_str()), identity)?,
        password_hash: password_hash.map(str::to_owned),
        disabled_at: None,
        version: 1,
        created_at: at.into(),
        updated_at: at.into(),
    };
    diesel::insert_into(users::table).values(&row).execute(c)?;
    Ok(())
}

/// A user.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn get(c: &mut Conn, keys: &Keys, id: &UserId) -> Result<User, DbError> {
    users::table.find(id.as_str()).select(Row::as_select()).first(c)?.open(keys)
}

/// The user with an [`email_index`], if any.
///
/// # Errors
/// [`DbError`].
pub fn find_by_email_index(c: &mut Conn, keys: &Keys, index: &str) -> Result<Option<User>, DbError> {
    let query = users::table.filter(users::email_index.eq(index)).select(Row::as_select());
    query.first(c).optional()?.map(|row| row.open(keys)).transpose()
}

/// Sets the password.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn set_password_hash(c: &mut Conn, id: &UserId, hash: &str, at: DateTime<Utc>) -> Result<(), DbError> {
    let change = (
        users::password_hash.eq(hash),
        users::version.eq(users::version + 1),
        users::updated_at.eq(Stamp::from(at)),
    );
    found(diesel::update(users::table.find(id.as_str())).set(change).execute(c)?)
}

/// The users who belong to an organisation.
///
/// # Errors
/// [`DbError`].
pub fn list(
    c: &mut Conn,
    keys: &Keys,
    organisation: &OrganisationId,
    slice: &Slice,
) -> Result<Page<User>, DbError> {
    let members = memberships::table
        .filter(memberships::organisation_id.eq(organisation.as_str()))
        .select(memberships::user_id);
    let rows = slice!(users::table.select(Row::as_select()), users, slice)
        .filter(users::id.eq_any(members))
        .load(c)?;
    let cursor = |row: &Row| Cursor { at: row.created_at.into(), id: row.id.clone() };
    Page::cut(rows, slice, cursor).try_map(|row| row.open(keys))
}

/// Replaces who a user is and since when they are barred; returns the new version.
///
/// # Errors
/// [`DbError::Stale`] when they are not in version `expected`, [`DbError::Unique`] on
/// `users.email_index` when the address has another account.
pub fn change(
    c: &mut Conn,
    keys: &Keys,
    id: &UserId,
    expected: i64,
    identity: &UserIdentity,
    disabled_at: Option<DateTime<Utc>>,
    at: DateTime<Utc>,
) -> Result<i64, DbError> {
    let current = users::table.find(id.as_str()).filter(users::version.eq(expected));
    let change = (
        users::email_index.eq(email_index(keys, identity.email.as_str())),
        users::identity.eq(Sealed::seal(keys, SealContext::new("users", "identity", id.as_str()), identity)?),
        users::disabled_at.eq(disabled_at.map(Stamp::from)),
        users::version.eq(expected + 1),
        users::updated_at.eq(Stamp::from(at)),
    );
    written(diesel::update(current).set(change).execute(c)?)?;
    Ok(expected + 1)
}

/// What several users are called.
///
/// # Errors
/// [`DbError`].
pub fn names<'a>(
    c: &mut Conn,
    keys: &Keys,
    ids: impl IntoIterator<Item = &'a UserId>,
) -> Result<BTreeMap<UserId, String>, DbError> {
    let rows: Vec<(String, Sealed)> = few(ids.into_iter().map(UserId::as_str), |some| {
        users::table.filter(users::id.eq_any(some)).select((users::id, users::identity)).load(c)
    })?;
    let open = |(id, identity): (String, Sealed)| {
        let identity: UserIdentity = identity.open(keys, SealContext::new("users", "identity", &id))?;
        Ok((Column("users", "id").parse(id)?, identity.name.to_string()))
    };
    rows.into_iter().map(open).collect()
}
