//! Several learners at once: each row is added or refused by itself.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::db::learners::{self, StoredLearner};
use crate::db::{DbError, savepoint};
use crate::domain::check::FieldError;
use crate::domain::code::vocabulary;
use crate::domain::ids::LearnerId;
use crate::services::idempotency::{Once, Reply, once};
use crate::services::{Checked, ServiceError, access, ids};

use super::LearnerDocument;

/// How many learners one request adds at most.
pub const MOST_ROWS: usize = 100;

/// Learners to be added.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LearnerBatch {
    /// The learners, each as `POST /learners` takes one.
    #[schema(value_type = Vec<LearnerDocument>, min_items = 1, max_items = 100)]
    pub items: Vec<Value>,
}

vocabulary! {
    /// What became of a row.
    RowOutcome {
        /// The learner is added.
        Added = "added",
        /// The row cannot be accepted; `errors` say why.
        Invalid = "invalid",
        /// The provider has a learner with the same number of its own already.
        AlreadyTaken = "already_taken",
    }
}

/// What became of one row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct RowAnswer {
    /// Which row, from 0.
    #[schema(minimum = 0, maximum = 99)]
    pub row: usize,
    /// What became of it.
    pub outcome: RowOutcome,
    /// The learner that was added.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<LearnerId>,
    /// Everything that is wrong with the row, with paths from the row's top.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
}

/// What became of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct BatchAnswer {
    /// How many learners were added.
    #[schema(minimum = 0, maximum = 100)]
    pub added: usize,
    /// One answer for each row, in their order.
    pub items: Vec<RowAnswer>,
}

/// A row as it was read: a learner, or everything that is wrong with its shape.
pub type Row = Result<LearnerDocument, Vec<FieldError>>;

/// Adds learners to the caller's provider. A row that is refused does not stop the others.
///
/// # Errors
/// [`ServiceError::Invalid`] when there are no rows or more than [`MOST_ROWS`].
pub fn create_all(
    app: &App,
    caller: &Caller,
    request: &Once,
    rows: Vec<Row>,
) -> Result<Reply<BatchAnswer>, ServiceError> {
    let permit = authorise(caller, Action::CreateLearners)?;
    if !(1..=MOST_ROWS).contains(&rows.len()) {
        return Err(ServiceError::invalid("items", format!("must hold 1 to {MOST_ROWS} learners")));
    }
    let (now, today) = (app.clock.now(), app.clock.today_in_london());
    let checked = |row: Row| row.and_then(|document| document.check(today).map(|()| document));
    let rows: Vec<Row> = rows.into_iter().map(checked).collect();
    let fresh: Vec<LearnerId> = rows.iter().map(|_| ids::fresh(app)).collect::<Result<_, _>>()?;
    once(app, &permit, caller, Some(request), |c| {
        let mut items = Vec::with_capacity(rows.len());
        for ((row, read), id) in rows.iter().enumerate().zip(&fresh) {
            let answer = |outcome, id, errors| RowAnswer { row, outcome, id, errors };
            let document = match read {
                Ok(document) => document,
                Err(errors) => {
                    items.push(answer(RowOutcome::Invalid, None, errors.clone()));
                    continue;
                }
            };
            let stored =
                StoredLearner::added(id.clone(), caller.organisation.clone(), document.learner.clone(), now);
            items.push(match savepoint(c, |c| learners::insert(c, &app.keys, &stored)) {
                Ok(()) => {
                    access::note(c, app, caller, Action::CreateLearners, "learner", id.as_str())?;
                    answer(RowOutcome::Added, Some(id.clone()), Vec::new())
                }
                Err(DbError::Unique { .. }) => answer(RowOutcome::AlreadyTaken, None, Vec::new()),
                Err(other) => return Err(other.into()),
            });
        }
        let added = items.iter().filter(|item| item.outcome == RowOutcome::Added).count();
        Ok(BatchAnswer { added, items })
    })
}
