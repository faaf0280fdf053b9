//! Learners: kept by their provider, read by it and by the job coaches assigned to them. Every
//! reading leaves a row in the access log.

mod agreed;
mod batch;
mod erase;
mod export;
mod family_messages;
mod list;
mod operator;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::{Action, Caller, Permit, authorise};
use crate::db::Conn;
use crate::db::learners::{self, StoredLearner};
use crate::domain::check::{FieldError, within};
use crate::domain::ids::{LearnerId, OrganisationId};
use crate::domain::learner::{Codes, Learner, LearnerState};
use crate::domain::role::Role;

use super::idempotency::{Once, Reply, once};
use super::{Checked, ServiceError, access, ids, scope};

pub use agreed::{AgreedLearner, list_agreed};
pub use batch::{BatchAnswer, LearnerBatch, MOST_ROWS, Row, RowAnswer, RowOutcome, create_all};
pub use erase::{Erasure, ErasureReason, ErasureReceipt, erase};
pub(super) use erase::{ErasureTrace, erase_in};
pub use export::{BriefingExport, DecisionExport, DisclosureExport, LearnerExport, Look, PlacementExport};
pub use export::{ProgrammeExport, export, export_page, page_of};
pub use family_messages::{FamilyAnswerExport, FamilyMessageExport};
pub use list::{LearnerSummary, PlacementMark, list};
pub use operator::{operator, operator_of, operator_of_hub};

/// A learner to be added or changed, whole.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LearnerDocument {
    /// The record.
    pub learner: Learner,
}

impl Checked for LearnerDocument {
    fn check(&self, today: NaiveDate) -> Result<(), Vec<FieldError>> {
        self.learner.check(today).map_err(|faults| within("learner", faults))
    }
}

/// A learner as shown to those who look after them. Only the provider's careers leader sees the codes.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LearnerView {
    /// The identifier.
    pub id: LearnerId,
    /// Rises with each change; the ETag.
    pub version: i64,
    /// Whose learner.
    pub provider: OrganisationId,
    /// Where the record stands.
    pub state: LearnerState,
    /// The record.
    pub learner: Learner,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

pub(super) fn view(stored: StoredLearner, caller: &Caller) -> LearnerView {
    let StoredLearner { id, version, provider, state, mut learner, created_at, updated_at } = stored;
    if caller.role != Role::Provider {
        learner.codes = Codes::default();
    }
    LearnerView { id, version, provider, state, learner, created_at, updated_at }
}

/// Adds a learner to the caller's provider.
///
/// # Errors
/// [`ServiceError::Invalid`] with every fault; [`ServiceError::Conflict`] when the provider has a
/// learner with the same number of its own.
pub fn create(
    app: &App,
    caller: &Caller,
    request: Option<&Once>,
    document: &LearnerDocument,
) -> Result<Reply<LearnerView>, ServiceError> {
    let permit = authorise(caller, Action::CreateLearner)?;
    document.check(app.clock.today_in_london())?;
    let (id, now) = (ids::fresh::<LearnerId>(app)?, app.clock.now());
    once(app, &permit, caller, request, |c| {
        let stored =
            StoredLearner::added(id.clone(), caller.organisation.clone(), document.learner.clone(), now);
        Ok(view(add(c, app, caller, Action::CreateLearner, stored)?, caller))
    })
}

/// Adds a learner that was checked, within a transaction that does more.
pub(super) fn add(
    c: &mut Conn,
    app: &App,
    caller: &Caller,
    action: Action,
    stored: StoredLearner,
) -> Result<StoredLearner, ServiceError> {
    learners::insert(c, &app.keys, &stored)?;
    access::note(c, app, caller, action, "learner", stored.id.as_str())?;
    Ok(stored)
}

/// A learner's record.
///
/// # Errors
/// [`ServiceError::NotFound`] when the learner is not the caller's.
pub fn read(app: &App, caller: &Caller, id: &LearnerId) -> Result<LearnerView, ServiceError> {
    let permit = authorise(caller, Action::ReadLearner)?;
    let stored = app.read(&permit, |c| own(c, app, caller, id))?;
    access::shown(app, caller, Action::ReadLearner, "learner", id.as_str())?;
    Ok(view(stored, caller))
}

/// Replaces a learner's record.
///
/// # Errors
/// [`ServiceError::PreconditionFailed`] when it is not in version `expected`.
pub fn change(
    app: &App,
    caller: &Caller,
    id: &LearnerId,
    expected: i64,
    document: &LearnerDocument,
) -> Result<LearnerView, ServiceError> {
    let permit = authorise(caller, Action::ChangeLearner)?;
    document.check(app.clock.today_in_london())?;
    save(app, &permit, caller, id, expected, Action::ChangeLearner, |stored| {
        stored.learner = document.learner.clone();
    })
}

/// Keeps a learner's record, out of use.
///
/// # Errors
/// [`ServiceError::PreconditionFailed`] when it is not in version `expected`.
pub fn archive(
    app: &App,
    caller: &Caller,
    id: &LearnerId,
    expected: i64,
) -> Result<LearnerView, ServiceError> {
    let permit = authorise(caller, Action::ArchiveLearner)?;
    save(app, &permit, caller, id, expected, Action::ArchiveLearner, |stored| {
        stored.state = LearnerState::Archived
    })
}

fn save(
    app: &App,
    permit: &Permit,
    caller: &Caller,
    id: &LearnerId,
    expected: i64,
    action: Action,
    edit: impl Fn(&mut StoredLearner),
) -> Result<LearnerView, ServiceError> {
    app.write(permit, |c| Ok(view(edited(c, app, caller, (id, expected), action, &edit)?, caller)))
}

/// Changes a learner, given with the version that was read, within a transaction that may do more.
pub(super) fn edited(
    c: &mut Conn,
    app: &App,
    caller: &Caller,
    (id, expected): (&LearnerId, i64),
    action: Action,
    edit: impl Fn(&mut StoredLearner),
) -> Result<StoredLearner, ServiceError> {
    let mut stored = own(c, app, caller, id)?;
    edit(&mut stored);
    stored.version = expected + 1;
    stored.updated_at = app.clock.now();
    learners::save(c, &app.keys, &stored, expected)?;
    access::note(c, app, caller, action, "learner", id.as_str())?;
    Ok(stored)
}

fn own(c: &mut Conn, app: &App, caller: &Caller, id: &LearnerId) -> Result<StoredLearner, ServiceError> {
    scope::see_learner(c, caller, id)?;
    Ok(learners::get(c, &app.keys, id)?)
}
