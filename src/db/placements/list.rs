//! Lists of placements: narrowed, sorted, counted.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use diesel::dsl::count_star;
use diesel::prelude::*;

use crate::db::page::run;
use crate::db::schema::{assignments, organisations, placements};
use crate::db::{Conn, Cursor, DbError, Order, Page, Run, Slice, Stamp};
use crate::domain::code::{Code, CodeSet};
use crate::domain::ids::{LearnerId, OfferId, OrganisationId, UserId};
use crate::domain::placement::{Placement, PlacementState};

use super::{Row, with_days};

/// Which placements are asked for; every part that is given must hold.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter<'a> {
    /// Only of this provider's learners.
    pub provider: Option<&'a OrganisationId>,
    /// Only at this employer.
    pub employer: Option<&'a OrganisationId>,
    /// Only of this learner.
    pub learner: Option<&'a LearnerId>,
    /// Only of this offer.
    pub offer: Option<&'a OfferId>,
    /// Only those to which this job coach is assigned.
    pub coach: Option<&'a UserId>,
    /// Only of the learners of this hub's providers.
    pub hub: Option<&'a OrganisationId>,
    /// Only in one of these states; in any when empty.
    pub states: CodeSet<PlacementState>,
    /// Only those that end on this date or later.
    pub from: Option<NaiveDate>,
    /// Only those that begin on this date or earlier.
    pub to: Option<NaiveDate>,
    /// Only those that are marked.
    pub marked: bool,
}

/// A column by which placements are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlacementColumn {
    /// When it was proposed.
    Created,
    /// When it last changed.
    Updated,
    /// The first attended date.
    FirstDay,
}

type Query<'a> = placements::BoxedQuery<'a, <Conn as diesel::Connection>::Backend>;

fn narrowed<'a>(filter: Filter<'a>) -> Query<'a> {
    let mut query: Query<'a> = placements::table.into_boxed();
    if let Some(provider) = filter.provider {
        query = query.filter(placements::provider_id.eq(provider.as_str()));
    }
    if let Some(employer) = filter.employer {
        query = query.filter(placements::employer_id.eq(employer.as_str()));
    }
    if let Some(learner) = filter.learner {
        query = query.filter(placements::learner_id.eq(learner.as_str()));
    }
    if let Some(offer) = filter.offer {
        query = query.filter(placements::offer_id.eq(offer.as_str()));
    }
    if let Some(coach) = filter.coach {
        query = query.filter(placements::id.eq_any(of_coach(coach)));
    }
    if let Some(hub) = filter.hub {
        let its = organisations::hub_id.eq(hub.as_str()).assume_not_null();
        let providers = organisations::table.filter(its).select(organisations::id);
        query = query.filter(placements::provider_id.eq_any(providers));
    }
    if !filter.states.is_empty() {
        query = query.filter(placements::state.eq_any(filter.states.iter().map(Code::code)));
    }
    if let Some(from) = filter.from {
        query = query.filter(placements::last_date.ge(from));
    }
    if let Some(to) = filter.to {
        query = query.filter(placements::first_date.le(to));
    }
    if filter.marked {
        query = query.filter(placements::marked_at.is_not_null());
    }
    query
}

/// The identifiers of the placements to which a job coach is assigned.
#[diesel::dsl::auto_type]
pub(super) fn of_coach<'a>(coach: &'a UserId) -> _ {
    let coach: &'a str = coach.as_str();
    assignments::table.filter(assignments::coach_id.eq(coach)).select(assignments::placement_id)
}

/// How many placements there are.
///
/// # Errors
/// [`DbError`].
pub fn count(c: &mut Conn, filter: Filter<'_>) -> Result<i64, DbError> {
    Ok(narrowed(filter).select(count_star()).first(c)?)
}

/// Placements in an order, each with its place in it.
///
/// # Errors
/// [`DbError`].
pub fn rows(
    c: &mut Conn,
    filter: Filter<'_>,
    run: &Run<PlacementColumn>,
) -> Result<Vec<(Cursor, Placement)>, DbError> {
    let query = narrowed(filter);
    let query = match run.order.by {
        PlacementColumn::Created => run!(query, placements, created_at, run, Stamp::from),
        PlacementColumn::Updated => run!(query, placements, updated_at, run, Stamp::from),
        PlacementColumn::FirstDay => {
            run!(query, placements, first_date, run, |at: DateTime<Utc>| at.date_naive())
        }
    };
    let rows: Vec<Row> = query.select(Row::as_select()).load(c)?;
    let cursor = |row: &Row| {
        let at = match run.order.by {
            PlacementColumn::Created => row.created_at.into(),
            PlacementColumn::Updated => row.updated_at.into(),
            PlacementColumn::FirstDay => row.first_date.and_time(NaiveTime::MIN).and_utc(),
        };
        Cursor { at, id: row.id.clone() }
    };
    let cursors: Vec<_> = rows.iter().map(cursor).collect();
    Ok(cursors.into_iter().zip(with_days(c, rows)?).collect())
}

/// Placements, oldest first.
///
/// # Errors
/// [`DbError`].
pub fn list(c: &mut Conn, filter: Filter<'_>, slice: &Slice) -> Result<Page<Placement>, DbError> {
    let order = Order { by: PlacementColumn::Created, descending: false };
    Ok(Page::of(rows(c, filter, &Run::page(order, slice))?, slice.limit))
}
