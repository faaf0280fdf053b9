//! Lists of offers: narrowed, sorted, counted.

use chrono::NaiveDate;
use diesel::dsl::count_star;
use diesel::prelude::*;

use crate::db::column::Column;
use crate::db::organisations::of_hub;
use crate::db::page::stamped;
use crate::db::schema::{offer_windows, offers};
use crate::db::{Conn, Cursor, DbError, Keys, Run, Sealed, Stamp, Stamped};
use crate::domain::code::{Code, CodeSet};
use crate::domain::ids::{OfferId, OrganisationId};
use crate::domain::offer::OfferState;

use super::{Titled, place};

/// Which offers are asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter<'a> {
    /// Only of this employer.
    pub employer: Option<&'a OrganisationId>,
    /// Only of employers that this hub works with.
    pub hub: Option<&'a OrganisationId>,
    /// Only in one of these states; in any when empty.
    pub states: CodeSet<OfferState>,
    /// Only those with a window that ends on this date or later.
    pub from: Option<NaiveDate>,
    /// Only those with a window that begins on this date or earlier.
    pub to: Option<NaiveDate>,
}

type Query<'a> = offers::BoxedQuery<'a, <Conn as diesel::Connection>::Backend>;

fn narrowed<'a>(filter: Filter<'a>) -> Query<'a> {
    let mut query: Query<'a> = offers::table.into_boxed();
    if let Some(employer) = filter.employer {
        query = query.filter(offers::employer_id.eq(employer.as_str()));
    }
    if let Some(hub) = filter.hub {
        query = query.filter(offers::employer_id.eq_any(of_hub(hub)));
    }
    if !filter.states.is_empty() {
        query = query.filter(offers::state.eq_any(filter.states.iter().map(Code::code)));
    }
    let (windows, of) = (offer_windows::table, offer_windows::offer_id);
    match (filter.from, filter.to) {
        (None, None) => query,
        (Some(from), None) => {
            let ending = windows.filter(offer_windows::to_date.ge(from));
            query.filter(offers::id.eq_any(ending.select(of)))
        }
        (None, Some(to)) => {
            let begun = windows.filter(offer_windows::from_date.le(to));
            query.filter(offers::id.eq_any(begun.select(of)))
        }
        (Some(from), Some(to)) => {
            let ending = windows.filter(offer_windows::to_date.ge(from));
            query.filter(offers::id.eq_any(ending.filter(offer_windows::from_date.le(to)).select(of)))
        }
    }
}

/// How many offers there are.
///
/// # Errors
/// [`DbError`].
pub fn count(c: &mut Conn, filter: Filter<'_>) -> Result<i64, DbError> {
    Ok(narrowed(filter).select(count_star()).first(c)?)
}

/// What a list needs of an offer to sort it and to search in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedOffer {
    /// The identifier.
    pub id: OfferId,
    /// Whose offer.
    pub employer: OrganisationId,
    /// What it is called.
    pub title: String,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = offers)]
struct Row {
    id: String,
    employer_id: String,
    doc: Sealed,
    created_at: Stamp,
    updated_at: Stamp,
}

impl Row {
    fn open(self, keys: &Keys) -> Result<ListedOffer, DbError> {
        let column = |name| Column("offers", name);
        let Titled { title } = self.doc.open(keys, place(&self.id))?;
        Ok(ListedOffer {
            id: column("id").parse(self.id)?,
            employer: column("employer_id").parse(self.employer_id)?,
            title: title.to_string(),
        })
    }
}

/// Offers in an order, each with its place in it. The rest of an offer's document takes many times as long to read as its
/// title: [`several`](super::several) reads those of a page.
///
/// # Errors
/// [`DbError`].
pub fn rows(
    c: &mut Conn,
    keys: &Keys,
    filter: Filter<'_>,
    run: &Run<Stamped>,
) -> Result<Vec<(Cursor, ListedOffer)>, DbError> {
    stamped!(c, keys, narrowed(filter), offers, Row, run)
}
