//! Keys of machine clients. Only a hash of the secret is kept.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::code::{Code, CodeSet};
use crate::domain::ids::{ApiKeyId, OrganisationId, UserId};
use crate::domain::role::Role;
use crate::domain::scope::Scope;
use crate::domain::text::Line;

use super::column::{Column, found};
use super::page::slice;
use super::schema::api_keys;
use super::{Conn, Cursor, DbError, Page, Slice, Stamp};

/// A key of a machine client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiKey {
    /// The identifier.
    pub id: ApiKeyId,
    /// For which organisation it acts.
    pub organisation: OrganisationId,
    /// Who made it, and answers for it.
    pub created_by: UserId,
    /// In which role it acts.
    pub role: Role,
    /// What it is for.
    pub label: Line,
    /// The hash of its secret.
    pub secret_hash: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it ends.
    pub expires_at: Option<DateTime<Utc>>,
    /// Since when it is no longer good, before its time.
    pub revoked_at: Option<DateTime<Utc>>,
    /// What it may be used for; a key from before there were scopes has none.
    pub scopes: Option<CodeSet<Scope>>,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = api_keys)]
struct Row {
    id: String,
    organisation_id: String,
    created_by: String,
    role: String,
    label: String,
    secret_hash: String,
    created_at: Stamp,
    expires_at: Option<Stamp>,
    revoked_at: Option<Stamp>,
    scopes: Option<String>,
}

impl Row {
    fn read(self) -> Result<ApiKey, DbError> {
        let column = |name| Column("api_keys", name);
        Ok(ApiKey {
            id: column("id").parse(self.id)?,
            organisation: column("organisation_id").parse(self.organisation_id)?,
            created_by: column("created_by").parse(self.created_by)?,
            role: column("role").code(&self.role)?,
            label: column("label").parse(self.label)?,
            secret_hash: self.secret_hash,
            created_at: self.created_at.into(),
            expires_at: self.expires_at.map(Into::into),
            revoked_at: self.revoked_at.map(Into::into),
            scopes: self.scopes.map(|scopes| column("scopes").json(&scopes)).transpose()?,
        })
    }
}

/// Adds a key.
///
/// # Errors
/// [`DbError`].
pub fn insert(c: &mut Conn, key: &ApiKey) -> Result<(), DbError> {
    let row = Row {
        id: key.id.to_string(),
        organisation_id: key.organisation.to_string(),
        created_by: key.created_by.to_string(),
        role: key.role.code().to_owned(),
        label: key.label.to_string(),
        secret_hash: key.secret_hash.clone(),
        created_at: key.created_at.into(),
        expires_at: key.expires_at.map(Into::into),
        revoked_at: key.revoked_at.map(Into::into),
        scopes: key.scopes.map(|scopes| Column("api_keys", "scopes").to_json(&scopes)).transpose()?,
    };
    diesel::insert_into(api_keys::table).values(&row).execute(c)?;
    Ok(())
}

/// The key with that secret, whatever its standing.
///
/// # Errors
/// [`DbError`].
pub fn find_by_hash(c: &mut Conn, secret_hash: &str) -> Result<Option<ApiKey>, DbError> {
    let query = api_keys::table.filter(api_keys::secret_hash.eq(secret_hash)).select(Row::as_select());
    query.first(c).optional()?.map(Row::read).transpose()
}

/// The keys of an organisation.
///
/// # Errors
/// [`DbError`].
pub fn list(c: &mut Conn, organisation: &OrganisationId, slice: &Slice) -> Result<Page<ApiKey>, DbError> {
    let rows = slice!(api_keys::table.select(Row::as_select()), api_keys, slice)
        .filter(api_keys::organisation_id.eq(organisation.as_str()))
        .load(c)?;
    let cursor = |row: &Row| Cursor { at: row.created_at.into(), id: row.id.clone() };
    Page::cut(rows, slice, cursor).try_map(Row::read)
}

/// Ends a key of an organisation.
///
/// # Errors
/// [`DbError::NotFound`] when the organisation has no such live key.
pub fn revoke(
    c: &mut Conn,
    organisation: &OrganisationId,
    id: &ApiKeyId,
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    let live = api_keys::table
        .find(id.as_str())
        .filter(api_keys::organisation_id.eq(organisation.as_str()))
        .filter(api_keys::revoked_at.is_null());
    found(diesel::update(live).set(api_keys::revoked_at.eq(Stamp::from(now))).execute(c)?)
}
