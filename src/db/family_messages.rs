//! Messages to the families of a provider's learners, as they are planned and approved.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;

use crate::domain::code::Code;
use crate::domain::family_message::{FamilyMessage, FamilyMessageState};
use crate::domain::ids::{FamilyMessageId, OrganisationId, UserId};

use super::column::{Column, written};
use super::schema::family_messages;
use super::{Conn, DbError, Keys, SealContext, Sealed, Stamp};

/// A message as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFamilyMessage {
    /// The identifier.
    pub id: FamilyMessageId,
    /// Whose message.
    pub provider: OrganisationId,
    /// The calendar year in which its school year begins.
    pub school_year: i32,
    /// From which day it is due.
    pub due_on: NaiveDate,
    /// How far it has come.
    pub state: FamilyMessageState,
    /// What it says.
    pub message: FamilyMessage,
    /// Who approved it, and when.
    pub approved: Option<(UserId, DateTime<Utc>)>,
    /// Who gave the printed sheets out, and when.
    pub handed: Option<(UserId, DateTime<Utc>)>,
    /// Rises with each change.
    pub version: i64,
    /// When it was planned.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = family_messages, treat_none_as_null = true)]
struct Row {
    id: String,
    provider_id: String,
    school_year: i32,
    due_on: NaiveDate,
    state: String,
    doc: Sealed,
    approved_by: Option<String>,
    approved_at: Option<Stamp>,
    handed_by: Option<String>,
    handed_at: Option<Stamp>,
    version: i64,
    created_at: Stamp,
    updated_at: Stamp,
}

fn place(id: &str) -> SealContext<'_> {
    SealContext::new("family_messages", "doc", id)
}

impl Row {
    fn seal(keys: &Keys, stored: &StoredFamilyMessage) -> Result<Self, DbError> {
        let by = |one: &Option<(UserId, DateTime<Utc>)>| one.as_ref().map(|(by, _)| by.to_string());
        let at = |one: &Option<(UserId, DateTime<Utc>)>| one.as_ref().map(|(_, at)| Stamp::from(*at));
        Ok(Self {
            id: stored.id.to_string(),
            provider_id: stored.provider.to_string(),
            school_year: stored.school_year,
            due_on: stored.due_on,
            state: stored.state.code().to_owned(),
            doc: Sealed::seal(keys, place(stored.id.as_str()), &stored.message)?,
            approved_by: by(&stored.approved),
            approved_at: at(&stored.approved),
            handed_by: by(&stored.handed),
            handed_at: at(&stored.handed),
            version: stored.version,
            created_at: stored.created_at.into(),
            updated_at: stored.updated_at.into(),
        })
    }

    fn open(self, keys: &Keys) -> Result<StoredFamilyMessage, DbError> {
        let column = |name| Column("family_messages", name);
        let approved_by: Option<UserId> = column("approved_by").parse_some(self.approved_by)?;
        let handed_by: Option<UserId> = column("handed_by").parse_some(self.handed_by)?;
        Ok(StoredFamilyMessage {
            message: self.doc.open(keys, place(&self.id))?,
            id: column("id").parse(self.id)?,
            provider: column("provider_id").parse(self.provider_id)?,
            school_year: self.school_year,
            due_on: self.due_on,
            state: column("state").code(&self.state)?,
            approved: approved_by.zip(self.approved_at.map(Into::into)),
            handed: handed_by.zip(self.handed_at.map(Into::into)),
            version: self.version,
            created_at: self.created_at.into(),
            updated_at: self.updated_at.into(),
        })
    }
}

/// Adds a message.
///
/// # Errors
/// [`DbError::ForeignKey`] when the provider is unknown.
pub fn insert(c: &mut Conn, keys: &Keys, stored: &StoredFamilyMessage) -> Result<(), DbError> {
    diesel::insert_into(family_messages::table).values(&Row::seal(keys, stored)?).execute(c)?;
    Ok(())
}

/// Writes a message that was read in version `expected`.
///
/// # Errors
/// [`DbError::Stale`] when it is not in that version.
pub fn save(c: &mut Conn, keys: &Keys, stored: &StoredFamilyMessage, expected: i64) -> Result<(), DbError> {
    let current =
        family_messages::table.find(stored.id.as_str()).filter(family_messages::version.eq(expected));
    written(diesel::update(current).set(&Row::seal(keys, stored)?).execute(c)?)
}

/// Removes a message in version `expected`, with all that hangs on it.
///
/// # Errors
/// [`DbError::Stale`] when it is not in that version.
pub fn remove(c: &mut Conn, id: &FamilyMessageId, expected: i64) -> Result<(), DbError> {
    let current = family_messages::table.find(id.as_str()).filter(family_messages::version.eq(expected));
    written(diesel::delete(current).execute(c)?)
}

/// A message.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn get(c: &mut Conn, keys: &Keys, id: &FamilyMessageId) -> Result<StoredFamilyMessage, DbError> {
    family_messages::table.find(id.as_str()).select(Row::as_select()).first(c)?.open(keys)
}

/// A provider's messages of a school year, by the day from which they are due.
///
/// # Errors
/// [`DbError`].
pub fn of_year(
    c: &mut Conn,
    keys: &Keys,
    provider: &OrganisationId,
    school_year: i32,
) -> Result<Vec<StoredFamilyMessage>, DbError> {
    let rows: Vec<Row> = family_messages::table
        .filter(family_messages::provider_id.eq(provider.as_str()))
        .filter(family_messages::school_year.eq(school_year))
        .order((family_messages::due_on, family_messages::id))
        .select(Row::as_select())
        .load(c)?;
    rows.into_iter().map(|row| row.open(keys)).collect()
}

/// How many of a provider's drafts are due on a day or were before it, from a day on.
///
/// # Errors
/// [`DbError`].
pub fn due(
    c: &mut Conn,
    provider: &OrganisationId,
    from: NaiveDate,
    today: NaiveDate,
) -> Result<i64, DbError> {
    Ok(family_messages::table
        .filter(family_messages::provider_id.eq(provider.as_str()))
        .filter(family_messages::state.eq(FamilyMessageState::Draft.code()))
        .filter(family_messages::due_on.ge(from))
        .filter(family_messages::due_on.le(today))
        .count()
        .get_result(c)?)
}
