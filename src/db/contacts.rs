//! People at an organisation who are written to.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::code::Code;
use crate::domain::contact::{BounceState, ContactDetails};
use crate::domain::ids::{ContactId, OrganisationId};

use super::column::{Column, found, written};
use super::few::few;
use super::page::slice;
use super::schema::contacts;
use super::{Conn, Cursor, DbError, Keys, Page, SealContext, Sealed, Slice, Stamp};

/// A contact as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// The identifier.
    pub id: ContactId,
    /// Whose contact.
    pub organisation: OrganisationId,
    /// Who they are and how they are reached.
    pub details: ContactDetails,
    /// Whether mail to them arrives.
    pub bounce: BounceState,
    /// Since when they are kept for the record only.
    pub archived_at: Option<DateTime<Utc>>,
    /// Rises with each change.
    pub version: i64,
    /// When they were added.
    pub created_at: DateTime<Utc>,
    /// When they last changed.
    pub updated_at: DateTime<Utc>,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = contacts)]
struct Row {
    id: String,
    organisation_id: String,
    details: Sealed,
    bounce_state: String,
    archived_at: Option<Stamp>,
    version: i64,
    created_at: Stamp,
    updated_at: Stamp,
}

fn place(id: &str) -> SealContext<'_> {
    SealContext::new("contacts", "details", id)
}

impl Row {
    fn open(self, keys: &Keys) -> Result<Contact, DbError> {
        Ok(Contact {
            details: self.details.open(keys, place(&self.id))?,
            id: Column("contacts", "id").parse(self.id)?,
            organisation: Column("contacts", "organisation_id").parse(self.organisation_id)?,
            bounce: Column("contacts", "bounce_state").code(&self.bounce_state)?,
            archived_at: self.archived_at.map(Into::into),
            version: self.version,
            created_at: self.created_at.into(),
            updated_at: self.updated_at.into(),
        })
    }
}

/// Adds a contact in version 1, with nothing known against the address.
///
/// # Errors
/// [`DbError::ForeignKey`] when the organisation is unknown.
pub fn insert(
    c: &mut Conn,
    keys: &Keys,
    id: &ContactId,
    organisation: &OrganisationId,
    details: &ContactDetails,
    at: DateTime<Utc>,
) -> Result<(), DbError> {
    let row = Row {
        id: id.to_string(),
        organisation_id: organisation.to_string(),
        details: Sealed::seal(keys, place(id.as_str()), details)?,
        bounce_state: BounceState::Fine.code().to_owned(),
        archived_at: None,
        version: 1,
        created_at: at.into(),
        updated_at: at.into(),
    };
    diesel::insert_into(contacts::table).values(&row).execute(c)?;
    Ok(())
}

/// A contact.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn get(c: &mut Conn, keys: &Keys, id: &ContactId) -> Result<Contact, DbError> {
    contacts::table.find(id.as_str()).select(Row::as_select()).first(c)?.open(keys)
}

/// The contacts of an organisation that are in use.
///
/// # Errors
/// [`DbError`].
pub fn list(
    c: &mut Conn,
    keys: &Keys,
    organisation: &OrganisationId,
    slice: &Slice,
) -> Result<Page<Contact>, DbError> {
    let rows = slice!(contacts::table.select(Row::as_select()), contacts, slice)
        .filter(contacts::organisation_id.eq(organisation.as_str()))
        .filter(contacts::archived_at.is_null())
        .load(c)?;
    let cursor = |row: &Row| Cursor { at: row.created_at.into(), id: row.id.clone() };
    Page::cut(rows, slice, cursor).try_map(|row| row.open(keys))
}

/// Replaces a contact's details; nothing is known against the new ones. Returns the new version.
///
/// # Errors
/// [`DbError::Stale`] when the contact is not in version `expected`.
pub fn change(
    c: &mut Conn,
    keys: &Keys,
    id: &ContactId,
    expected: i64,
    details: &ContactDetails,
    at: DateTime<Utc>,
) -> Result<i64, DbError> {
    let current = contacts::table.find(id.as_str()).filter(contacts::version.eq(expected));
    let change = (
        contacts::details.eq(Sealed::seal(keys, place(id.as_str()), details)?),
        contacts::bounce_state.eq(BounceState::Fine.code()),
        contacts::version.eq(expected + 1),
        contacts::updated_at.eq(Stamp::from(at)),
    );
    written(diesel::update(current).set(change).execute(c)?)?;
    Ok(expected + 1)
}

/// Keeps a contact for the record only; returns the new version.
///
/// # Errors
/// [`DbError::Stale`] when the contact is not in version `expected`.
pub fn archive(c: &mut Conn, id: &ContactId, expected: i64, at: DateTime<Utc>) -> Result<i64, DbError> {
    let current = contacts::table.find(id.as_str()).filter(contacts::version.eq(expected));
    let change = (
        contacts::archived_at.eq(Stamp::from(at)),
        contacts::version.eq(expected + 1),
        contacts::updated_at.eq(Stamp::from(at)),
    );
    written(diesel::update(current).set(change).execute(c)?)?;
    Ok(expected + 1)
}

/// Notes whether mail to a contact arrives.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn set_bounce(
    c: &mut Conn,
    id: &ContactId,
    state: BounceState,
    at: DateTime<Utc>,
) -> Result<(), DbError> {
    let change = (
        contacts::bounce_state.eq(state.code()),
        contacts::version.eq(contacts::version + 1),
        contacts::updated_at.eq(Stamp::from(at)),
    );
    found(diesel::update(contacts::table.find(id.as_str())).set(change).execute(c)?)
}

/// Every contact of some organisations that is in use.
///
/// # Errors
/// [`DbError`].
pub fn all_of<'a>(
    c: &mut Conn,
    keys: &Keys,
    organisations: impl IntoIterator<Item = &'a OrganisationId>,
) -> Result<Vec<Contact>, DbError> {
    let rows: Vec<Row> = few(organisations.into_iter().map(OrganisationId::as_str), |some| {
        contacts::table
            .filter(contacts::organisation_id.eq_any(some))
            .filter(contacts::archived_at.is_null())
            .order((contacts::created_at, contacts::id))
            .select(Row::as_select())
            .load(c)
    })?;
    rows.into_iter().map(|row| row.open(keys)).collect()
}

/// Removes a contact in version `expected` whom nothing names.
///
/// # Errors
/// [`DbError::Stale`] when it is not in that version; [`DbError::ForeignKey`] when something names it.
pub fn remove(c: &mut Conn, id: &ContactId, expected: i64) -> Result<(), DbError> {
    let current = contacts::table.find(id.as_str()).filter(contacts::version.eq(expected));
    written(diesel::delete(current).execute(c)?)
}
