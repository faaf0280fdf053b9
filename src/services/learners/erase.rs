//! Erasure of a learner: one call.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::db::learners::{self, Erased};
use crate::db::placements::{self, Filter};
use crate::db::{Conn, Slice};
use crate::domain::code::{Code, vocabulary};
use crate::domain::ids::LearnerId;
use crate::services::{ServiceError, access, scope};
use crate::words::conflict;

vocabulary! {
    /// Why a learner is erased: a code, because it stays in the log and must tell nothing about them.
    ErasureReason {
        /// The learner or the family asked for it, or took back what they had agreed to.
        Requested = "requested",
        /// The provider needs the record no longer.
        NoLongerNeeded = "no_longer_needed",
        /// The record should never have been made: entered twice, or by mistake.
        EnteredInError = "entered_in_error",
    }
}

/// How and why a learner is erased.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Erasure {
    /// Why.
    pub reason: ErasureReason,
    /// Also while a confirmed placement has not ended: somebody is then expected whom nobody knows.
    #[serde(default)]
    pub force: bool,
}

/// What was erased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ErasureReceipt {
    /// The learner, of whom no more than this is left.
    pub learner: LearnerId,
    /// Why.
    pub reason: ErasureReason,
    /// When.
    pub erased_at: DateTime<Utc>,
    /// How many rows of each kind went with the record.
    pub erased: Erased,
}

/// What the log keeps of an erasure, sealed: how much went, and the identifiers under which the looks at what went
/// can still be found.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(in crate::services) struct ErasureTrace {
    /// Why; unknown for erasures from before a reason was asked for.
    #[serde(default)]
    pub reason: Option<ErasureReason>,
    /// How many rows of each kind went.
    #[serde(flatten)]
    pub erased: Erased,
    /// The placements and packs that went.
    #[serde(default)]
    pub objects: Vec<String>,
}

/// Erases a learner with all that is held of them. The looks and receipts stay, which hold
/// identifiers and codes only, and one more look tells how much of what went.
///
/// # Errors
/// [`ServiceError::NotFound`] when the learner is not the caller's; [`ServiceError::Conflict`]
/// `placement_not_ended` while somebody expects them, unless forced.
pub fn erase(
    app: &App,
    caller: &Caller,
    id: &LearnerId,
    how: Erasure,
) -> Result<ErasureReceipt, ServiceError> {
    let permit = authorise(caller, Action::EraseLearner)?;
    app.write(&permit, |c| erase_in(c, app, caller, id, how))
}

/// As [`erase`], within a transaction that may do more.
///
/// # Errors
/// As for [`erase`].
pub(in crate::services) fn erase_in(
    c: &mut Conn,
    app: &App,
    caller: &Caller,
    id: &LearnerId,
    how: Erasure,
) -> Result<ErasureReceipt, ServiceError> {
    let now = app.clock.now();
    scope::see_learner(c, caller, id)?;
    if !how.force {
        nobody_expects(c, id)?;
    }
    let traces = learners::traces(c, id)?;
    let erased = learners::erase(c, &app.keys, id, now)?;
    let trace = ErasureTrace { reason: Some(how.reason), erased, objects: traces };
    let details = serde_json::to_string(&trace).map_err(ServiceError::internal)?;
    let (object, purpose) = (("learner", id.as_str()), format!("erasure.{}", how.reason.code()));
    access::note_why(c, app, caller, Action::EraseLearner, object, &purpose, Some(details))?;
    Ok(ErasureReceipt { learner: id.clone(), reason: how.reason, erased_at: now, erased })
}

/// Lets pass a learner without a confirmed placement that has not ended.
fn nobody_expects(c: &mut Conn, id: &LearnerId) -> Result<(), ServiceError> {
    let filter = Filter { learner: Some(id), ..Filter::default() };
    let mut slice = Slice::first(200);
    loop {
        let page = placements::list(c, filter, &slice)?;
        let standing = page.items.iter().find(|one| one.state.holds_seats() && !one.state.is_final());
        if let Some(one) = standing {
            return Err(ServiceError::conflict("placement_not_ended", conflict::not_ended(&one.reference)));
        }
        match page.next {
            Some(next) => slice.after = Some(next),
            None => return Ok(()),
        }
    }
}
