//! The programme of a placement: planned, read, changed block by block, checked each time.

mod assess_ahead;
mod inputs;
mod snapshot;
mod plan;

use std::collections::BTreeSet;

use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::{Action, Caller, Permit, authorise};
use crate::db::programmes::{self, StoredProgramme};
use crate::db::{Conn, placements};
use crate::domain::check::FieldError;
use crate::domain::digest::sha256;
use crate::domain::ids::{PlacementId, TaskId};
use crate::domain::placement::{Placement, PlacementState};
use crate::domain::role::Role;
use crate::programme::{
    Breach, Edit, EditRefused, Programme, Shortfall, TestResult, check, edit, meaningful,
};
use crate::standing::Asked;
use crate::words::conflict;

use super::briefings::told;
use super::idempotency::{Once, Reply, answered, once};
use super::placements::standing::stands;
use super::placements::visible;
use super::{ServiceError, access, letters};

pub use assess_ahead::{ATTEMPTS, Ahead, CHANGED, assess_ahead};
pub use inputs::PlanInputs;
pub use plan::Plan;
pub use snapshot::PlanSnapshot;

/// A programme as it is shown.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ProgrammeView {
    /// Rises with each change; the ETag.
    pub version: i64,
    /// The digest of the plan.
    pub hash: String,
    /// The plan.
    pub programme: Programme,
    /// What the learner's side judges it by; an employer is not shown it.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub judged: Option<Judged>,
}

/// What the learner's side judges a plan by.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Judged {
    /// Tasks that are left out.
    pub carved: BTreeSet<TaskId>,
    /// The rules that the plan breaks.
    pub breaches: Vec<Breach>,
    /// The tests of a meaningful experience of the workplace, and what shows each.
    pub meaningful: Vec<TestResult>,
}

/// Plans the programme afresh.
///
/// # Errors
/// [`ServiceError::Conflict`] `too_little_work` naming the first stretch without work;
/// `wrong_state` once the learner has started; what no plan can mend, such as a date on which the site
/// is closed.
pub fn plan_afresh(
    app: &App,
    caller: &Caller,
    request: Option<&Once>,
    id: &PlacementId,
) -> Result<Reply<ProgrammeView>, ServiceError> {
    let permit = authorise(caller, Action::PlanProgramme)?;
    if let Some(earlier) = answered(app, &permit, caller, request)? {
        return Ok(Reply::Repeated(earlier));
    }
    let find = |c: &mut Conn| {
        let placement = visible(c, app, caller, id)?;
        if placement.state == PlacementState::UnderWay {
            return Err(ServiceError::from(conflict::LEARNER_STARTED));
        }
        stands(c, app, caller, &placement, Asked::Plan)?;
        Ok(placement)
    };
    assess_ahead(app, &permit, &find, |ahead| {
        let plan = Plan::afresh(&ahead.basis).map_err(too_little)?;
        once(app, &permit, caller, request, |c| {
            let placement = ahead.placement(c)?;
            access::note(c, app, caller, Action::PlanProgramme, "placement", id.as_str())?;
            store(c, app, &placement, &ahead.basis, plan.clone())
        })
    })
}

/// The newest programme; for an employer, the one that the newest pack told it.
///
/// # Errors
/// [`ServiceError::NotFound`] when none was planned, or told.
pub fn read(app: &App, caller: &Caller, id: &PlacementId) -> Result<ProgrammeView, ServiceError> {
    let permit = authorise(caller, Action::ReadProgramme)?;
    if caller.role == Role::Employer {
        return read_told(app, &permit, caller, id);
    }
    app.ready_timetables()?;
    let ((ground, model), stored) = app.read(&permit, |c| {
        let placement = visible(c, app, caller, id)?;
        Ok::<_, ServiceError>((PlanSnapshot::with_model(c, app, &placement)?, newest(c, app, id)?))
    })?;
    access::shown(app, caller, Action::ReadProgramme, "placement", id.as_str())?;
    Ok(view(&ground.assessed(model.as_ref()), stored.version, stored.hash, stored.programme))
}

fn read_told(
    app: &App,
    permit: &Permit,
    caller: &Caller,
    id: &PlacementId,
) -> Result<ProgrammeView, ServiceError> {
    let stored = app.read(permit, |c| {
        let placement = visible(c, app, caller, id)?;
        let packs = told(c, app, caller, &placement)?;
        let newest = packs.last().ok_or(ServiceError::NotFound)?;
        Ok::<_, ServiceError>(programmes::get::<Plan>(c, &app.keys, id, newest.programme_version)?)
    })?;
    access::shown(app, caller, Action::ReadProgramme, "placement", id.as_str())?;
    let StoredProgramme { version, hash, programme: Plan { programme, .. }, .. } = stored;
    Ok(ProgrammeView { version, hash, programme, judged: None })
}

/// Makes one change and checks every rule again. A plan that breaks what must hold is kept as the
/// people made it, says so, and cannot be confirmed or sent until it is mended.
///
/// # Errors
/// [`ServiceError::PreconditionFailed`] when the programme is not in version `expected`;
/// [`ServiceError::Invalid`] when the change names what is not there.
pub fn change(
    app: &App,
    caller: &Caller,
    id: &PlacementId,
    expected: i64,
    change: &Edit,
) -> Result<ProgrammeView, ServiceError> {
    let permit = authorise(caller, Action::ChangeProgramme)?;
    let find = |c: &mut Conn| visible(c, app, caller, id);
    assess_ahead(app, &permit, &find, |ahead| {
        app.write(&permit, |c| {
            let placement = ahead.placement(c)?;
            let StoredProgramme { version, programme: plan, .. } = newest(c, app, id)?;
            if version != expected {
                return Err(ServiceError::PreconditionFailed);
            }
            let edited = edit(&plan.programme, &plan.input(&ahead.basis), change).map_err(refused)?;
            access::note(c, app, caller, Action::ChangeProgramme, "placement", id.as_str())?;
            store(c, app, &placement, &ahead.basis, Plan { programme: edited.programme, ..plan })
        })
    })
}

/// The newest stored plan of a placement.
///
/// # Errors
/// [`ServiceError::NotFound`] when none was planned.
pub fn newest(c: &mut Conn, app: &App, id: &PlacementId) -> Result<StoredProgramme<Plan>, ServiceError> {
    programmes::newest(c, &app.keys, id)?.ok_or(ServiceError::NotFound)
}

/// As [`newest`], where there must be one.
///
/// # Errors
/// [`ServiceError::Conflict`] `no_programme` when none was planned.
pub fn planned(c: &mut Conn, app: &App, id: &PlacementId) -> Result<StoredProgramme<Plan>, ServiceError> {
    let none = || ServiceError::from(conflict::NO_PROGRAMME);
    programmes::newest(c, &app.keys, id)?.ok_or_else(none)
}

/// Keeps a plan as the newest. A plan that was agreed is no longer the plan, so it wants agreeing anew.
fn store(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    basis: &PlanInputs,
    plan: Plan,
) -> Result<ProgrammeView, ServiceError> {
    if placement.state.is_final() {
        return Err(ServiceError::from(conflict::PLACEMENT_ENDED));
    }
    let now = app.clock.now();
    let hash = sha256(&serde_json::to_vec(&plan).map_err(ServiceError::internal)?);
    let version = programmes::add(c, &app.keys, &placement.id, &hash, &plan, now)?;
    if version > 1 {
        letters::plan_changed(c, app, placement)?;
    }
    if placement.state == PlacementState::Proposed && placement.gates.plan_agreed_at.is_some() {
        let mut next = Placement { version: placement.version + 1, ..placement.clone() };
        next.gates.plan_agreed_at = None;
        placements::save(c, &next, placement.version, now)?;
    }
    Ok(view(basis, version, hash, plan))
}

fn view(basis: &PlanInputs, version: i64, hash: String, plan: Plan) -> ProgrammeView {
    let input = plan.input(basis);
    let breaches = check(&plan.programme, &input);
    let meaningful = meaningful(&plan.programme, input.offer, &input.profile.hopes.aims);
    let Plan { programme, carved, .. } = plan;
    ProgrammeView { version, hash, programme, judged: Some(Judged { carved, breaches, meaningful }) }
}

fn too_little(shortfall: Shortfall) -> ServiceError {
    let detail = shortfall.missing.first().map_or_else(
        || conflict::TOO_LITTLE_WORK.detail.to_owned(),
        |gap| conflict::too_little_work(&shortfall.to_string(), &crate::words::programme::gap(gap)),
    );
    ServiceError::conflict("too_little_work", detail)
}

fn refused(refusal: EditRefused) -> ServiceError {
    match refusal {
        EditRefused::Shortfall(shortfall) => too_little(shortfall),
        EditRefused::UnknownTask(_) => field("task", &refusal),
        EditRefused::UnknownPerson(_) => field("person", &refusal),
        EditRefused::NotToCome(_) => field("lost.date", &refusal),
        EditRefused::UnknownBlock(_) | EditRefused::NotWork(_) => field("block", &refusal),
    }
}

fn field(name: &str, refusal: &EditRefused) -> ServiceError {
    vec![FieldError::new(name, refusal.to_string())].into()
}
