//! Hubs, providers and employers, and which employers a hub works with.

mod list;

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::code::Code;
use crate::domain::ids::OrganisationId;
use crate::domain::organisation::{Employer, Hub, OrganisationKind, Provider};
use crate::domain::text::Line;

use super::brought_numbers;
use super::changes::{self, ChangeKind};
use super::column::{Column, found, written};
use super::schema::{hub_employers, organisations};
use super::{Conn, DbError, Keys, SealContext, Sealed, Stamp};

pub(super) use list::of_hub;
pub use list::{Filter, count, names, providers_of, rows};

/// What an organisation says of itself, by its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// A careers hub.
    Hub(Hub),
    /// A provider.
    Provider(Provider),
    /// An employer.
    Employer(Employer),
}

impl Body {
    /// The kind.
    #[must_use]
    pub fn kind(&self) -> OrganisationKind {
        match self {
            Self::Hub(_) => OrganisationKind::Hub,
            Self::Provider(_) => OrganisationKind::Provider,
            Self::Employer(_) => OrganisationKind::Employer,
        }
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &Line {
        match self {
            Self::Hub(hub) => &hub.name,
            Self::Provider(provider) => &provider.name,
            Self::Employer(employer) => &employer.name,
        }
    }

    fn seal(&self, keys: &Keys, id: &str) -> Result<Sealed, DbError> {
        let place = SealContext::new("organisations", "doc", id);
        Ok(match self {
            Self::Hub(hub) => Sealed::seal(keys, place, hub)?,
            Self::Provider(provider) => Sealed::seal(keys, place, provider)?,
            Self::Employer(employer) => Sealed::seal(keys, place, employer)?,
        })
    }
}

/// An organisation as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// The identifier.
    pub id: OrganisationId,
    /// The hub of a provider.
    pub hub: Option<OrganisationId>,
    /// What it says of itself.
    pub body: Body,
    /// Since when it is kept for the record only.
    pub archived_at: Option<DateTime<Utc>>,
    /// Rises with each change.
    pub version: i64,
    /// When it was added.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = organisations)]
struct Row {
    id: String,
    kind: String,
    hub_id: Option<String>,
    name: String,
    doc: Sealed,
    archived_at: Option<Stamp>,
    version: i64,
    created_at: Stamp,
    updated_at: Stamp,
}

impl Row {
    fn open(self, keys: &Keys) -> Result<Organisation, DbError> {
        let place = SealContext::new("organisations", "doc", &self.id);
        let body = match Column("organisations", "kind").code(&self.kind)? {
            OrganisationKind::Hub => Body::Hub(self.doc.open(keys, place)?),
            OrganisationKind::Provider => Body::Provider(self.doc.open(keys, place)?),
            OrganisationKind::Employer => Body::Employer(self.doc.open(keys, place)?),
        };
        Ok(Organisation {
            id: Column("organisations", "id").parse(self.id)?,
            hub: Column("organisations", "hub_id").parse_some(self.hub_id)?,
            body,
            archived_at: self.archived_at.map(Into::into),
            version: self.version,
            created_at: self.created_at.into(),
            updated_at: self.updated_at.into(),
        })
    }
}

/// Adds an organisation in version 1; `hub` is the hub of a provider.
///
/// # Errors
/// [`DbError::ForeignKey`] when the hub is unknown.
pub fn insert(
    c: &mut Conn,
    keys: &Keys,
    id: &OrganisationId,
    hub: Option<&OrganisationId>,
    body: &Body,
    at: DateTime<Utc>,
) -> Result<(), DbError> {
    let row = Row {
        id: id.to_string(),
        kind: body.kind().code().to_owned(),
        hub_id: hub.map(ToString::to_string),
        name: body.name().to_string(),
        doc: body.seal(keys, id.as_str())?,
        archived_at: None,
        version: 1,
        created_at: at.into(),
        updated_at: at.into(),
    };
    diesel::insert_into(organisations::table).values(&row).execute(c)?;
    changes::note(c, ChangeKind::Organisation, id.as_str(), 1, at)
}

/// An organisation.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn get(c: &mut Conn, keys: &Keys, id: &OrganisationId) -> Result<Organisation, DbError> {
    organisations::table.find(id.as_str()).select(Row::as_select()).first(c)?.open(keys)
}

/// Whether an organisation is there and was not archived, without opening it.
///
/// # Errors
/// [`DbError`].
pub fn in_use(c: &mut Conn, id: &OrganisationId) -> Result<bool, DbError> {
    let live = organisations::table.find(id.as_str()).filter(organisations::archived_at.is_null());
    Ok(diesel::select(diesel::dsl::exists(live)).get_result(c)?)
}

/// Replaces what an organisation says of itself; returns the new version.
///
/// # Errors
/// [`DbError::Stale`] when it is not of this kind in version `expected`.
pub fn change(
    c: &mut Conn,
    keys: &Keys,
    id: &OrganisationId,
    expected: i64,
    body: &Body,
    at: DateTime<Utc>,
) -> Result<i64, DbError> {
    let current = organisations::table
        .find(id.as_str())
        .filter(organisations::version.eq(expected))
        .filter(organisations::kind.eq(body.kind().code()));
    let change = (
        organisations::name.eq(body.name().as_str()),
        organisations::doc.eq(body.seal(keys, id.as_str())?),
        organisations::version.eq(expected + 1),
        organisations::updated_at.eq(Stamp::from(at)),
    );
    written(diesel::update(current).set(change).execute(c)?)?;
    changes::note(c, ChangeKind::Organisation, id.as_str(), expected + 1, at)?;
    Ok(expected + 1)
}

/// Keeps an organisation for the record only; returns the new version.
///
/// # Errors
/// [`DbError::Stale`] when it is not in version `expected`.
pub fn archive(c: &mut Conn, id: &OrganisationId, expected: i64, at: DateTime<Utc>) -> Result<i64, DbError> {
    let current = organisations::table.find(id.as_str()).filter(organisations::version.eq(expected));
    let change = (
        organisations::archived_at.eq(Stamp::from(at)),
        organisations::version.eq(expected + 1),
        organisations::updated_at.eq(Stamp::from(at)),
    );
    written(diesel::update(current).set(change).execute(c)?)?;
    changes::note(c, ChangeKind::Organisation, id.as_str(), expected + 1, at)?;
    Ok(expected + 1)
}

/// Lets a hub work with an employer.
///
/// # Errors
/// [`DbError::Unique`] when it does, [`DbError::ForeignKey`] when either is unknown.
pub fn link(
    c: &mut Conn,
    hub: &OrganisationId,
    employer: &OrganisationId,
    at: DateTime<Utc>,
) -> Result<(), DbError> {
    diesel::insert_into(hub_employers::table)
        .values((
            hub_employers::hub_id.eq(hub.as_str()),
            hub_employers::employer_id.eq(employer.as_str()),
            hub_employers::created_at.eq(Stamp::from(at)),
        ))
        .execute(c)?;
    noted(c, employer, at)
}

/// Ends a hub's work with an employer.
///
/// # Errors
/// [`DbError::NotFound`] when it did not work with it.
pub fn unlink(
    c: &mut Conn,
    hub: &OrganisationId,
    employer: &OrganisationId,
    at: DateTime<Utc>,
) -> Result<(), DbError> {
    found(diesel::delete(hub_employers::table.find((hub.as_str(), employer.as_str()))).execute(c)?)?;
    noted(c, employer, at)
}

/// Whoever holds the offers of a hub in memory learns of links from the change log.
fn noted(c: &mut Conn, employer: &OrganisationId, at: DateTime<Utc>) -> Result<(), DbError> {
    let version = organisations::table.find(employer.as_str()).select(organisations::version).first(c)?;
    changes::note(c, ChangeKind::Organisation, employer.as_str(), version, at)
}

/// Whether a hub works with an employer.
///
/// # Errors
/// [`DbError`].
pub fn linked(c: &mut Conn, hub: &OrganisationId, employer: &OrganisationId) -> Result<bool, DbError> {
    let link = hub_employers::table.find((hub.as_str(), employer.as_str()));
    Ok(diesel::select(diesel::dsl::exists(link)).get_result(c)?)
}

/// The hubs that work with an employer, by name.
///
/// # Errors
/// [`DbError`].
pub fn hubs_of(c: &mut Conn, employer: &OrganisationId) -> Result<Vec<(OrganisationId, String)>, DbError> {
    let links = hub_employers::table.filter(hub_employers::employer_id.eq(employer.as_str()));
    let hubs = organisations::table.filter(organisations::id.eq_any(links.select(hub_employers::hub_id)));
    let rows: Vec<(String, String)> = hubs
        .order((organisations::name, organisations::id))
        .select((organisations::id, organisations::name))
        .load(c)?;
    rows.into_iter().map(|(id, name)| Ok((Column("organisations", "id").parse(id)?, name))).collect()
}

/// Every employer that a hub works with, those kept for the record only included.
///
/// # Errors
/// [`DbError`].
pub fn all_employers_of(
    c: &mut Conn,
    keys: &Keys,
    hub: &OrganisationId,
) -> Result<Vec<Organisation>, DbError> {
    let rows: Vec<Row> = organisations::table
        .filter(organisations::id.eq_any(of_hub(hub)))
        .order((organisations::created_at, organisations::id))
        .select(Row::as_select())
        .load(c)?;
    rows.into_iter().map(|row| row.open(keys)).collect()
}

/// Removes an employer in version `expected` that nothing rests on, with the links to its hubs.
///
/// # Errors
/// [`DbError::Stale`] when it is not in that version; [`DbError::ForeignKey`] when something rests on it.
pub fn remove_employer(
    c: &mut Conn,
    id: &OrganisationId,
    expected: i64,
    at: DateTime<Utc>,
) -> Result<(), DbError> {
    let (id, kind) = (id.as_str(), OrganisationKind::Employer.code());
    brought_numbers::forget_subject(c, id)?;
    diesel::delete(hub_employers::table.filter(hub_employers::employer_id.eq(id))).execute(c)?;
    let current = organisations::table
        .find(id)
        .filter(organisations::version.eq(expected))
        .filter(organisations::kind.eq(kind));
    written(diesel::delete(current).execute(c)?)?;
    changes::note(c, ChangeKind::Organisation, id, expected + 1, at)
}

/// Whether a hub other than this works with an employer.
///
/// # Errors
/// [`DbError`].
pub fn has_other_hub(c: &mut Conn, hub: &OrganisationId, employer: &OrganisationId) -> Result<bool, DbError> {
    let others = hub_employers::table
        .filter(hub_employers::employer_id.eq(employer.as_str()))
        .filter(hub_employers::hub_id.ne(hub.as_str()));
    Ok(diesel::select(diesel::dsl::exists(others)).get_result(c)?)
}

/// The employers that a hub works with, those kept for the record only left out.
///
/// # Errors
/// [`DbError`].
pub fn employers_of(c: &mut Conn, hub: &OrganisationId) -> Result<BTreeSet<OrganisationId>, DbError> {
    let in_use = organisations::table.filter(organisations::archived_at.is_null()).select(organisations::id);
    let rows: Vec<String> = hub_employers::table
        .filter(hub_employers::hub_id.eq(hub.as_str()))
        .filter(hub_employers::employer_id.eq_any(in_use))
        .select(hub_employers::employer_id)
        .load(c)?;
    rows.into_iter().map(|id| Column("hub_employers", "employer_id").parse(id)).collect()
}
