//! Offers with what matching needs to know of their employers.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;

use crate::db::organisations::{self, Body};
use crate::db::postcodes;
use crate::db::schema::offers;
use crate::db::{Conn, DbError, Keys};
use crate::domain::code::Code;
use crate::domain::ids::{OfferId, OrganisationId};
use crate::domain::offer::{OfferFacts, OfferState};
use crate::domain::organisation::Employer;

use super::{Row, StoredOffer};

fn employer(c: &mut Conn, keys: &Keys, id: &OrganisationId) -> Result<Employer, DbError> {
    match organisations::get(c, keys, id)?.body {
        Body::Employer(employer) => Ok(employer),
        Body::Hub(_) | Body::Provider(_) => Err(DbError::Corrupt { table: "offers", column: "employer_id" }),
    }
}

/// A site without coordinates is looked up by its postcode; one that the table does not know stays
/// unknown.
fn join(c: &mut Conn, mut stored: StoredOffer, employer: &Employer) -> Result<OfferFacts, DbError> {
    let site = &mut stored.offer.site;
    if site.coordinates.is_none() {
        site.coordinates = postcodes::find(c, &site.postcode)?;
    }
    Ok(OfferFacts {
        id: stored.id,
        version: stored.version,
        employer: stored.employer,
        employer_name: employer.name.clone(),
        insurance: employer.insurance.clone(),
        offer: stored.offer,
        full: BTreeMap::new(),
        supervised: BTreeSet::new(),
    })
}

/// One offer for matching, whatever its state, without its seats.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn facts(c: &mut Conn, keys: &Keys, id: &OfferId) -> Result<OfferFacts, DbError> {
    let stored = super::get(c, keys, id)?;
    let employer = employer(c, keys, &stored.employer)?;
    join(c, stored, &employer)
}

/// The open offers as far as they can be read.
#[derive(Debug, Default)]
pub struct OpenFacts {
    /// For matching, without their seats, in the order of their identifiers.
    pub read: Vec<OfferFacts>,
    /// Identifiers of those that do not read back, and why.
    pub unreadable: Vec<(String, DbError)>,
}

/// Every open offer. One that does not read back, or whose employer does not, spoils no other.
///
/// # Errors
/// [`DbError`]; of the first offer when not a single one can be read, because then the fault is not theirs.
pub fn open_facts(c: &mut Conn, keys: &Keys) -> Result<OpenFacts, DbError> {
    let open = offers::table.filter(offers::state.eq(OfferState::Open.code()));
    let rows: Vec<Row> = open.order(offers::id).select(Row::as_select()).load(c)?;
    let mut open = read(c, keys, rows)?;
    if open.read.is_empty() && !open.unreadable.is_empty() {
        return Err(open.unreadable.swap_remove(0).1);
    }
    Ok(open)
}

/// Those of some offers that are open.
///
/// # Errors
/// [`DbError`].
pub fn open_facts_of(c: &mut Conn, keys: &Keys, ids: &BTreeSet<String>) -> Result<OpenFacts, DbError> {
    let open = offers::table.filter(offers::state.eq(OfferState::Open.code()));
    let mut rows: Vec<Row> = Vec::new();
    for some in ids.iter().collect::<Vec<_>>().chunks(MOST_AT_ONCE) {
        let some = some.iter().map(|id| id.as_str());
        rows.extend(open.filter(offers::id.eq_any(some)).select(Row::as_select()).load::<Row>(c)?);
    }
    read(c, keys, rows)
}

/// The identifiers of an employer's open offers.
///
/// # Errors
/// [`DbError`].
pub fn open_ids_of(c: &mut Conn, employer: &str) -> Result<Vec<String>, DbError> {
    let open = offers::table.filter(offers::state.eq(OfferState::Open.code()));
    Ok(open.filter(offers::employer_id.eq(employer)).select(offers::id).load(c)?)
}

/// How many identifiers stand in one statement: well below what an engine takes.
const MOST_AT_ONCE: usize = 500;

fn read(c: &mut Conn, keys: &Keys, rows: Vec<Row>) -> Result<OpenFacts, DbError> {
    let mut employers: BTreeMap<OrganisationId, Employer> = BTreeMap::new();
    let mut one = |row: Row| {
        let stored = row.open(keys)?;
        let known = match employers.get(&stored.employer) {
            Some(known) => known.clone(),
            None => employer(c, keys, &stored.employer)?,
        };
        employers.insert(stored.employer.clone(), known.clone());
        join(c, stored, &known)
    };
    let mut open = OpenFacts::default();
    for row in rows {
        let id = row.id.clone();
        match one(row) {
            Ok(facts) => open.read.push(facts),
            Err(error @ (DbError::Sealed(_) | DbError::Corrupt { .. } | DbError::Newer { .. })) => {
                open.unreadable.push((id, error));
            }
            Err(error) => return Err(error),
        }
    }
    Ok(open)
}
