//! Offers. All that the employer wrote is one sealed document, because it names people; what is
//! searched stands beside it.

mod facts;
mod list;
mod windows;

pub use facts::{OpenFacts, facts, open_facts, open_facts_of, open_ids_of};
pub use list::{Filter, ListedOffer, count, rows};
pub use windows::capacity;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Deserialize;

use crate::domain::code::Code;
use crate::domain::ids::{OfferId, OrganisationId, UserId};
use crate::domain::offer::{Offer, OfferState};
use crate::domain::text::Line;
use crate::domain::window::Pattern;

use super::brought_numbers;
use super::changes::{self, ChangeKind};
use super::column::{Column, written};
use super::few::few;
use super::schema::offers;
use super::{Conn, DbError, Keys, SealContext, Sealed, Stamp};

/// An offer as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredOffer {
    /// The identifier.
    pub id: OfferId,
    /// Whose offer.
    pub employer: OrganisationId,
    /// Where it stands.
    pub state: OfferState,
    /// Who entered it: the employer, or a hub on its behalf.
    pub entered_by: UserId,
    /// When the employer confirmed what a hub entered.
    pub confirmed_by_employer_at: Option<DateTime<Utc>>,
    /// What the employer wrote.
    pub offer: Offer,
    /// Rises with each change.
    pub version: i64,
    /// When it was added.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = offers, treat_none_as_null = true)]
struct Row {
    id: String,
    employer_id: String,
    state: String,
    soc: String,
    pattern: String,
    nation: String,
    postcode: String,
    entered_by: String,
    confirmed_by_employer_at: Option<Stamp>,
    doc: Sealed,
    version: i64,
    created_at: Stamp,
    updated_at: Stamp,
}

fn place(id: &str) -> SealContext<'_> {
    SealContext::new("offers", "doc", id)
}

fn pattern_code(pattern: Pattern) -> &'static str {
    match pattern {
        Pattern::Block { .. } => "block",
        Pattern::Extended { .. } => "extended",
        Pattern::Rotation { .. } => "rotation",
    }
}

impl Row {
    fn seal(keys: &Keys, stored: &StoredOffer) -> Result<Self, DbError> {
        let offer = &stored.offer;
        Ok(Self {
            id: stored.id.to_string(),
            employer_id: stored.employer.to_string(),
            state: stored.state.code().to_owned(),
            soc: offer.soc.as_str().to_owned(),
            pattern: pattern_code(offer.pattern).to_owned(),
            nation: offer.site.nation.code().to_owned(),
            postcode: offer.site.postcode.as_str().to_owned(),
            entered_by: stored.entered_by.to_string(),
            confirmed_by_employer_at: stored.confirmed_by_employer_at.map(Into::into),
            doc: Sealed::seal(keys, place(stored.id.as_str()), offer)?,
            version: stored.version,
            created_at: stored.created_at.into(),
            updated_at: stored.updated_at.into(),
        })
    }

    fn open(self, keys: &Keys) -> Result<StoredOffer, DbError> {
        let column = |name| Column("offers", name);
        Ok(StoredOffer {
            offer: self.doc.open(keys, place(&self.id))?,
            id: column("id").parse(self.id)?,
            employer: column("employer_id").parse(self.employer_id)?,
            state: column("state").code(&self.state)?,
            entered_by: column("entered_by").parse(self.entered_by)?,
            confirmed_by_employer_at: self.confirmed_by_employer_at.map(Into::into),
            version: self.version,
            created_at: self.created_at.into(),
            updated_at: self.updated_at.into(),
        })
    }
}

/// Adds an offer with its windows.
///
/// # Errors
/// [`DbError::ForeignKey`] when the employer is unknown.
pub fn insert(c: &mut Conn, keys: &Keys, stored: &StoredOffer) -> Result<(), DbError> {
    diesel::insert_into(offers::table).values(&Row::seal(keys, stored)?).execute(c)?;
    windows::replace(c, &stored.id, &stored.offer.windows)?;
    changes::note(c, ChangeKind::Offer, stored.id.as_str(), stored.version, stored.updated_at)
}

/// Writes an offer that was read in version `expected` and changed since, whose own version is
/// then the next.
///
/// # Errors
/// [`DbError::Stale`] when it is not in that version; [`DbError::ForeignKey`] when a window that
/// a placement uses is gone from it.
pub fn save(c: &mut Conn, keys: &Keys, stored: &StoredOffer, expected: i64) -> Result<(), DbError> {
    let current = offers::table.find(stored.id.as_str()).filter(offers::version.eq(expected));
    written(diesel::update(current).set(&Row::seal(keys, stored)?).execute(c)?)?;
    windows::replace(c, &stored.id, &stored.offer.windows)?;
    changes::note(c, ChangeKind::Offer, stored.id.as_str(), stored.version, stored.updated_at)
}

/// An offer.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn get(c: &mut Conn, keys: &Keys, id: &OfferId) -> Result<StoredOffer, DbError> {
    offers::table.find(id.as_str()).select(Row::as_select()).first(c)?.open(keys)
}

/// Every offer of some employers.
///
/// # Errors
/// [`DbError`].
pub fn all_of<'a>(
    c: &mut Conn,
    keys: &Keys,
    employers: impl IntoIterator<Item = &'a OrganisationId>,
) -> Result<Vec<StoredOffer>, DbError> {
    let rows: Vec<Row> = few(employers.into_iter().map(OrganisationId::as_str), |some| {
        offers::table
            .filter(offers::employer_id.eq_any(some))
            .order((offers::created_at, offers::id))
            .select(Row::as_select())
            .load(c)
    })?;
    rows.into_iter().map(|row| row.open(keys)).collect()
}

/// Removes a draft in version `expected` that nothing rests on.
///
/// # Errors
/// [`DbError::Stale`] when it is no draft in that version; [`DbError::ForeignKey`] when something rests on it.
pub fn remove_draft(c: &mut Conn, id: &OfferId, expected: i64) -> Result<(), DbError> {
    brought_numbers::forget_subject(c, id.as_str())?;
    windows::replace(c, id, &[])?;
    let current = offers::table
        .find(id.as_str())
        .filter(offers::version.eq(expected))
        .filter(offers::state.eq(OfferState::Draft.code()));
    written(diesel::delete(current).execute(c)?)
}

/// Several offers.
///
/// # Errors
/// [`DbError`].
pub fn several<'a>(
    c: &mut Conn,
    keys: &Keys,
    ids: impl IntoIterator<Item = &'a OfferId>,
) -> Result<BTreeMap<OfferId, StoredOffer>, DbError> {
    let rows: Vec<Row> = few(ids.into_iter().map(OfferId::as_str), |some| {
        offers::table.filter(offers::id.eq_any(some)).select(Row::as_select()).load(c)
    })?;
    let open = |row: Row| row.open(keys).map(|stored| (stored.id.clone(), stored));
    rows.into_iter().map(open).collect()
}

/// What of an offer stands in lists.
#[derive(Deserialize)]
struct Titled {
    title: Line,
}

/// What several offers are called.
///
/// # Errors
/// [`DbError`].
pub fn titles<'a>(
    c: &mut Conn,
    keys: &Keys,
    ids: impl IntoIterator<Item = &'a OfferId>,
) -> Result<BTreeMap<OfferId, String>, DbError> {
    let rows: Vec<(String, Sealed)> = few(ids.into_iter().map(OfferId::as_str), |some| {
        offers::table.filter(offers::id.eq_any(some)).select((offers::id, offers::doc)).load(c)
    })?;
    let open = |(id, doc): (String, Sealed)| {
        let Titled { title } = doc.open(keys, place(&id))?;
        Ok((Column("offers", "id").parse(id)?, title.to_string()))
    };
    rows.into_iter().map(open).collect()
}
