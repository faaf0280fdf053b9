//! Lists of learners: narrowed, sorted, counted. Only the name of each is opened.

use chrono::{DateTime, Utc};
use diesel::dsl::count_star;
use diesel::prelude::*;

use crate::db::column::Column;
use crate::db::page::stamped;
use crate::db::schema::{assignments, learners, placements};
use crate::db::{Conn, Cursor, DbError, Keys, Run, Sealed, Stamp, Stamped};
use crate::domain::code::{Code, CodeSet};
use crate::domain::ids::{LearnerId, OrganisationId, UserId};
use crate::domain::learner::{Home, Identity, LearnerState};

use super::place;

/// Which of a provider's learners are asked for.
#[derive(Clone, Copy, Debug)]
pub struct Filter<'a> {
    /// Whose learners.
    pub provider: &'a OrganisationId,
    /// Only those to one of whose placements this job coach is assigned.
    pub coach: Option<&'a UserId>,
    /// Only in one of these states; in any when empty.
    pub states: CodeSet<LearnerState>,
}

/// A learner in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedLearner {
    /// The identifier.
    pub id: LearnerId,
    /// Where the record stands.
    pub state: LearnerState,
    /// Who it is.
    pub identity: Identity,
    /// Rises with each change.
    pub version: i64,
    /// When the record was made.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = learners)]
struct Row {
    id: String,
    state: String,
    identity: Sealed,
    version: i64,
    created_at: Stamp,
    updated_at: Stamp,
}

impl Row {
    fn open(self, keys: &Keys) -> Result<ListedLearner, DbError> {
        Ok(ListedLearner {
            identity: self.identity.open(keys, place("identity", &self.id))?,
            id: Column("learners", "id").parse(self.id)?,
            state: Column("learners", "state").code(&self.state)?,
            version: self.version,
            created_at: self.created_at.into(),
            updated_at: self.updated_at.into(),
        })
    }
}

type Query<'a> = learners::BoxedQuery<'a, <Conn as diesel::Connection>::Backend>;

fn narrowed<'a>(filter: Filter<'a>) -> Query<'a> {
    let mut query: Query<'a> = learners::table.into_boxed();
    query = query.filter(learners::provider_id.eq(filter.provider.as_str()));
    if let Some(coach) = filter.coach {
        let coached = placements::table
            .inner_join(assignments::table.on(assignments::placement_id.eq(placements::id)))
            .filter(assignments::coach_id.eq(coach.as_str()))
            .select(placements::learner_id);
        query = query.filter(learners::id.eq_any(coached));
    }
    if !filter.states.is_empty() {
        query = query.filter(learners::state.eq_any(filter.states.iter().map(Code::code)));
    }
    query
}

/// How many learners there are.
///
/// # Errors
/// [`DbError`].
pub fn count(c: &mut Conn, filter: Filter<'_>) -> Result<i64, DbError> {
    Ok(narrowed(filter).select(count_star()).first(c)?)
}

/// Where learners live.
///
/// # Errors
/// [`DbError`].
pub fn homes(c: &mut Conn, keys: &Keys, filter: Filter<'_>) -> Result<Vec<(LearnerId, Home)>, DbError> {
    let rows: Vec<(String, Sealed)> = narrowed(filter).select((learners::id, learners::home)).load(c)?;
    let open = |(id, home): (String, Sealed)| {
        let home = home.open(keys, place("home", &id))?;
        Ok((Column("learners", "id").parse(id)?, home))
    };
    rows.into_iter().map(open).collect()
}

/// Learners in an order, each with its place in it.
///
/// # Errors
/// [`DbError`].
pub fn rows(
    c: &mut Conn,
    keys: &Keys,
    filter: Filter<'_>,
    run: &Run<Stamped>,
) -> Result<Vec<(Cursor, ListedLearner)>, DbError> {
    stamped!(c, keys, narrowed(filter), learners, Row, run)
}
