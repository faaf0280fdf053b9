//! The caller's learners as a list: with what each is called, and where their placements stand.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::db::learners::{self, Filter, ListedLearner};
use crate::db::{Conn, Cursor, DbError, Run, Stamped, organisations, placements};
use crate::domain::code::CodeSet;
use crate::domain::ids::{LearnerId, PlacementId};
use crate::domain::learner::LearnerState;
use crate::domain::placement::{Placement, PlacementState};
use crate::domain::role::Role;
use crate::services::ServiceError;
use crate::services::listing::{self, Asked, Listed, NamedSort, Rows};

/// A learner in a list: enough to choose one.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LearnerSummary {
    /// The identifier.
    pub id: LearnerId,
    /// Rises with each change.
    pub version: i64,
    /// Where the record stands.
    pub state: LearnerState,
    /// What the learner is called.
    pub first_name: String,
    /// The family name.
    pub family_name: String,
    /// The placements that are not over, as far as the caller sees them, by their first date.
    pub placements: Vec<PlacementMark>,
    /// When the record was made.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// Where a placement of a learner stands.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlacementMark {
    /// Which.
    pub id: PlacementId,
    /// Where it stands.
    pub state: PlacementState,
    /// The first attended date.
    pub first_day: Option<NaiveDate>,
    /// The last attended date.
    pub last_day: Option<NaiveDate>,
    /// The employer's name.
    pub employer_name: String,
}

/// The caller's learners: all of a provider, and of a job coach those assigned.
///
/// # Errors
/// [`ServiceError::Invalid`] when too many names would have to be opened.
pub fn list(
    app: &App,
    caller: &Caller,
    states: CodeSet<LearnerState>,
    asked: &Asked<NamedSort>,
) -> Result<Listed<LearnerSummary>, ServiceError> {
    let permit = authorise(caller, Action::ListLearners)?;
    let coach = (caller.role == Role::JobCoach).then_some(&caller.user);
    let filter = Filter { provider: &caller.organisation, coach, states };
    app.read(&permit, |c| {
        let page = listing::list(c, Learners { app, filter }, asked)?;
        let mut open = open(c, filter, &page.items)?;
        let employers =
            organisations::names(c, open.values().flatten().map(|placement| &placement.employer))?;
        let mark = |placement: Placement| PlacementMark {
            id: placement.id,
            state: placement.state,
            first_day: placement.days.first().copied(),
            last_day: placement.days.last().copied(),
            employer_name: employers.get(&placement.employer).cloned().unwrap_or_default(),
        };
        page.try_map(|learner| {
            let its = open.remove(&learner.id).unwrap_or_default();
            Ok(summary(learner, its.into_iter().map(mark).collect()))
        })
    })
}

/// The placements of learners that are not over, by the learner.
fn open(
    c: &mut Conn,
    filter: Filter<'_>,
    of: &[ListedLearner],
) -> Result<BTreeMap<LearnerId, Vec<Placement>>, DbError> {
    let mut open: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for placement in placements::open_of(c, of.iter().map(|learner| &learner.id), filter.coach)? {
        open.entry(placement.learner.clone()).or_default().push(placement);
    }
    Ok(open)
}

fn summary(learner: ListedLearner, placements: Vec<PlacementMark>) -> LearnerSummary {
    let ListedLearner { id, state, identity, version, created_at, updated_at } = learner;
    LearnerSummary {
        first_name: identity.first_name().to_string(),
        family_name: identity.family_name.to_string(),
        id,
        version,
        state,
        placements,
        created_at,
        updated_at,
    }
}

struct Learners<'a> {
    app: &'a App,
    filter: Filter<'a>,
}

impl Rows for Learners<'_> {
    type Column = Stamped;
    type Row = ListedLearner;
    const OLDEST: Stamped = Stamped::Created;

    fn count(&self, c: &mut Conn) -> Result<i64, DbError> {
        learners::count(c, self.filter)
    }

    fn read(&self, c: &mut Conn, run: &Run<Stamped>) -> Result<Vec<(Cursor, ListedLearner)>, DbError> {
        learners::rows(c, &self.app.keys, self.filter, run)
    }

    fn names(
        &self,
        _: &mut Conn,
        rows: &[(Cursor, ListedLearner)],
    ) -> Result<Vec<Vec<String>>, ServiceError> {
        let names = |(_, learner): &(Cursor, ListedLearner)| {
            let identity = &learner.identity;
            let (first, family) = (identity.first_name(), &identity.family_name);
            vec![format!("{family} {first}"), identity.given_name.to_string()]
        };
        Ok(rows.iter().map(names).collect())
    }
}
