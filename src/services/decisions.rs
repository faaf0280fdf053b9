//! Decisions that people take and the service only records.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::db::decisions::{self, Decision};
use crate::db::{Conn, DbError};
use crate::domain::ids::{PlacementId, UserId};
use crate::law::VettingDecision;
use crate::words::refused;

use super::ServiceError;
use super::idempotency::{Once, Reply, once};
use super::placements::visible;

/// The kind under which the safeguarding lead's decision on a placement is kept.
const VETTING: &str = "vetting";

/// The safeguarding lead's decision on one placement, as recorded.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct VettingRecord {
    /// The decision.
    pub decision: VettingDecision,
    /// Who recorded it.
    pub recorded_by: UserId,
    /// When.
    pub recorded_at: DateTime<Utc>,
}

/// Records what the provider's safeguarding lead has decided on vetting. A later record takes the
/// place of an earlier one; none is lost.
///
/// # Errors
/// [`ServiceError::NotFound`] when the placement is not the caller's.
pub fn record_vetting(
    app: &App,
    caller: &Caller,
    request: Option<&Once>,
    placement: &PlacementId,
    decision: &VettingDecision,
) -> Result<Reply<VettingRecord>, ServiceError> {
    let permit = authorise(caller, Action::RecordVettingDecision)?;
    if decision.on > app.clock.today_in_london() {
        return Err(ServiceError::invalid("on", refused::FUTURE));
    }
    let (id, now) = (app.ids.next_id(), app.clock.now());
    let note = serde_json::to_string(decision).map_err(ServiceError::internal)?;
    once(app, &permit, caller, request, |c| {
        visible(c, app, caller, placement)?;
        let row = Decision {
            id: id.clone(),
            subject_kind: "placement".to_owned(),
            subject_id: placement.to_string(),
            kind: VETTING.to_owned(),
            outcome: "recorded".to_owned(),
            decided_by: caller.user.clone(),
            decided_at: now,
            note: Some(note.clone()),
        };
        decisions::add(c, &app.keys, &row)?;
        let (decision, recorded_by) = (decision.clone(), caller.user.clone());
        Ok(VettingRecord { decision, recorded_by, recorded_at: now })
    })
}

/// What was decided on the vetting of a placement, oldest first: the last one counts.
///
/// # Errors
/// [`ServiceError::NotFound`] when the placement is not the caller's.
pub fn list_vetting(
    app: &App,
    caller: &Caller,
    placement: &PlacementId,
) -> Result<Vec<VettingRecord>, ServiceError> {
    let permit = authorise(caller, Action::ListVettingDecisions)?;
    app.read(&permit, |c| {
        visible(c, app, caller, placement)?;
        let record = |(decided, decision): (Decision, VettingDecision)| VettingRecord {
            decision,
            recorded_by: decided.decided_by,
            recorded_at: decided.decided_at,
        };
        Ok(vetting(c, app, placement)?.into_iter().map(record).collect())
    })
}

/// The safeguarding lead's newest decision on a placement.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn newest_vetting(
    c: &mut Conn,
    app: &App,
    placement: &PlacementId,
) -> Result<Option<VettingDecision>, ServiceError> {
    Ok(vetting(c, app, placement)?.pop().map(|(_, decision)| decision))
}

/// The same with who recorded it.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn newest_vetting_by(
    c: &mut Conn,
    app: &App,
    placement: &PlacementId,
) -> Result<Option<(VettingDecision, UserId)>, ServiceError> {
    Ok(vetting(c, app, placement)?.pop().map(|(decided, decision)| (decision, decided.decided_by)))
}

/// Whether the decision that counts says something else than the one that counted at an instant, apart from its reasons.
///
/// # Errors
/// [`ServiceError`] of the store.
pub(in crate::services) fn vetting_differs_since(
    c: &mut Conn,
    app: &App,
    placement: &PlacementId,
    since: DateTime<Utc>,
) -> Result<bool, ServiceError> {
    let all = vetting(c, app, placement)?;
    let says = |(_, one): &(Decision, VettingDecision)| (one.choice, one.check, one.arranged.clone(), one.on);
    let then = all.iter().rfind(|(decided, _)| decided.decided_at <= since);
    Ok(all.last().map(says) != then.map(says))
}

fn vetting(
    c: &mut Conn,
    app: &App,
    placement: &PlacementId,
) -> Result<Vec<(Decision, VettingDecision)>, DbError> {
    decisions::noted(c, &app.keys, "placement", placement.as_str(), VETTING)
}
