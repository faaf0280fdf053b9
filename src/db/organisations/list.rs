//! Lists of organisations: narrowed, sorted, counted.

use std::collections::BTreeMap;

use diesel::dsl::count_star;
use diesel::prelude::*;

use crate::db::column::Column;
use crate::db::page::stamped;
use crate::db::schema::{hub_employers, organisations};
use crate::db::{Conn, Cursor, DbError, Keys, Run, Stamped};
use crate::domain::code::{Code, CodeSet};
use crate::domain::ids::OrganisationId;
use crate::domain::organisation::OrganisationKind;

use super::{Organisation, Row};

/// Which organisations are asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter<'a> {
    /// Only of one of these kinds; of any when empty.
    pub kinds: CodeSet<OrganisationKind>,
    /// Only this hub, its providers and the employers it works with.
    pub hub: Option<&'a OrganisationId>,
    /// Only this one.
    pub only: Option<&'a OrganisationId>,
    /// Of providers only this one.
    pub provider: Option<&'a OrganisationId>,
    /// Archived ones too.
    pub archived: bool,
}

type Query<'a> = organisations::BoxedQuery<'a, <Conn as diesel::Connection>::Backend>;

fn narrowed<'a>(filter: Filter<'a>) -> Query<'a> {
    let mut query: Query<'a> = organisations::table.into_boxed();
    if !filter.kinds.is_empty() {
        query = query.filter(organisations::kind.eq_any(filter.kinds.iter().map(Code::code)));
    }
    if let Some(hub) = filter.hub {
        let employers = of_hub(hub);
        let its_own = organisations::id.eq(hub.as_str()).or(organisations::id.eq_any(employers));
        query = query.filter(its_own.or(organisations::hub_id.eq(hub.as_str()).assume_not_null()));
    }
    if let Some(only) = filter.only {
        query = query.filter(organisations::id.eq(only.as_str()));
    }
    if let Some(provider) = filter.provider {
        let other = organisations::kind.ne(OrganisationKind::Provider.code());
        query = query.filter(other.or(organisations::id.eq(provider.as_str())));
    }
    if !filter.archived {
        query = query.filter(organisations::archived_at.is_null());
    }
    query
}

/// The identifiers of the employers that a hub works with.
#[diesel::dsl::auto_type]
pub(in crate::db) fn of_hub<'a>(hub: &'a OrganisationId) -> _ {
    let hub: &'a str = hub.as_str();
    hub_employers::table.filter(hub_employers::hub_id.eq(hub)).select(hub_employers::employer_id)
}

/// How many organisations there are.
///
/// # Errors
/// [`DbError`].
pub fn count(c: &mut Conn, filter: Filter<'_>) -> Result<i64, DbError> {
    Ok(narrowed(filter).select(count_star()).first(c)?)
}

/// Organisations in an order, each with its place in it.
///
/// # Errors
/// [`DbError`].
pub fn rows(
    c: &mut Conn,
    keys: &Keys,
    filter: Filter<'_>,
    run: &Run<Stamped>,
) -> Result<Vec<(Cursor, Organisation)>, DbError> {
    stamped!(c, keys, narrowed(filter), organisations, Row, run)
}

/// What organisations are called.
///
/// # Errors
/// [`DbError`].
pub fn names<'a>(
    c: &mut Conn,
    ids: impl IntoIterator<Item = &'a OrganisationId>,
) -> Result<BTreeMap<OrganisationId, String>, DbError> {
    let ids: std::collections::BTreeSet<&str> = ids.into_iter().map(OrganisationId::as_str).collect();
    let named = organisations::table.filter(organisations::id.eq_any(ids));
    let rows: Vec<(String, String)> = named.select((organisations::id, organisations::name)).load(c)?;
    rows.into_iter().map(|(id, name)| Ok((Column("organisations", "id").parse(id)?, name))).collect()
}

/// A hub's providers in use, with what they are called.
///
/// # Errors
/// [`DbError`].
pub fn providers_of(c: &mut Conn, hub: &OrganisationId) -> Result<Vec<(OrganisationId, String)>, DbError> {
    let rows: Vec<(String, String)> = organisations::table
        .filter(organisations::hub_id.eq(hub.as_str()))
        .filter(organisations::archived_at.is_null())
        .order((organisations::name, organisations::id))
        .select((organisations::id, organisations::name))
        .load(c)?;
    rows.into_iter().map(|(id, name)| Ok((Column("organisations", "id").parse(id)?, name))).collect()
}
