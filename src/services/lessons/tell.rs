//! What somebody of the provider saw of a placement, and what those who were there are asked.

use super::gathered::is_same;
use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::db::observations::{self, StoredObservation};
use crate::db::{Conn, ToldBy, learners, offers, programmes};
use crate::domain::fact::Availability;
use crate::domain::ids::{PlacementId, TaskId};
use crate::domain::need::Wanted;
use crate::domain::placement::{Placement, PlacementState};
use crate::domain::provision::Provision;
use crate::domain::task::Task;
use crate::domain::text::Line;
use crate::learning::Observation;
use crate::services::placements::view::functional;
use crate::services::programmes::Plan;
use crate::services::{ServiceError, access, placements};
use crate::words::{conflict, refused};

/// The most steps of which one person says that they were done in another way.
const MOST_MENDED: usize = 12;

/// What those who were there are asked about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AskedAbout {
    /// Supports that the learner needs and the site says it has or would arrange.
    pub supports: Vec<Provision>,
    /// The tasks of the plan, with their names.
    pub tasks: Vec<(TaskId, String)>,
    /// The steps of those tasks, as the offer tells them.
    pub steps: Vec<(TaskId, Line)>,
}

/// What somebody of the provider can say of a placement, with what they said last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedView {
    /// What is asked.
    pub asked: AskedAbout,
    /// What the caller said last.
    pub said: Option<Observation>,
}

impl AskedAbout {
    /// Whether everything that was said is asked about.
    pub(in crate::services) fn covers(&self, told: &Observation) -> bool {
        told.supports.keys().all(|one| self.supports.contains(one))
            && told.tried.iter().all(|one| self.tasks.iter().any(|(task, _)| task == one))
            && told.mended.len() <= MOST_MENDED
            && told
                .mended
                .iter()
                .all(|one| self.steps.iter().any(|(task, step)| (task, step) == (&one.task, &one.step)))
    }
}

/// What those who were at a placement are asked about. The employer was shown the needs with the proposal.
pub(in crate::services) fn asked(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
) -> Result<AskedAbout, ServiceError> {
    let profile = learners::get(c, &app.keys, &placement.learner)?.learner.profile;
    let offer = offers::get(c, &app.keys, &placement.offer)?.offer;
    let planned = programmes::newest::<Plan>(c, &app.keys, &placement.id)?;
    let planned = |task: &TaskId| {
        planned.as_ref().is_some_and(|stored| {
            stored.programme.programme.blocks().any(|(_, block)| block.content.task() == Some(task))
        })
    };
    let there = |provision: &Provision| {
        matches!(offer.provisions.get(*provision), Availability::Yes | Availability::CanArrange)
    };
    let needs = functional(&profile).needs.into_iter();
    let needed = needs.filter_map(|need| match need.wanted {
        Wanted::Provision(provision) => Some(provision),
        Wanted::Avoid(_) => None,
    });
    let tasks: Vec<_> = offer.tasks.iter().filter(|task| planned(&task.id)).collect();
    let steps = |task: &&Task| {
        let id = task.id.clone();
        task.steps.iter().map(move |step| (id.clone(), step.does.clone())).collect::<Vec<_>>()
    };
    Ok(AskedAbout {
        supports: needed.filter(there).collect(),
        steps: tasks.iter().flat_map(steps).collect(),
        tasks: tasks.iter().map(|task| (task.id.clone(), task.name.to_string())).collect(),
    })
}

/// Whether the placement has begun and was not called off before.
pub(in crate::services) fn has_begun(app: &App, placement: &Placement) -> bool {
    let begun = placement.days.first().is_some_and(|first| *first <= app.clock.today_in_london());
    begun && (placement.state.holds_seats() || placement.state == PlacementState::BrokenDown)
}

/// What the caller can say of a placement; `None` before it has begun.
///
/// # Errors
/// [`ServiceError::NotFound`] when the placement is not the caller's.
pub fn ask(app: &App, caller: &Caller, id: &PlacementId) -> Result<Option<AskedView>, ServiceError> {
    let permit = authorise(caller, Action::TellObservation)?;
    app.read(&permit, |c| {
        let placement = placements::visible(c, app, caller, id)?;
        if !has_begun(app, &placement) {
            return Ok(None);
        }
        let said = said_last(c, app, id, &ToldBy::User(caller.user.clone(), caller.role))?;
        Ok(Some(AskedView { asked: asked(c, app, &placement)?, said }))
    })
}

/// Says what somebody of the provider saw. What they said before stays on record; the newest counts.
///
/// # Errors
/// [`ServiceError::NotFound`] when the placement is not the caller's; [`ServiceError::Conflict`] before it has begun, and
/// `not_asked` for what is not asked about; [`ServiceError::Invalid`] when nothing is said.
pub fn tell(app: &App, caller: &Caller, id: &PlacementId, told: &Observation) -> Result<(), ServiceError> {
    let permit = authorise(caller, Action::TellObservation)?;
    // A reference is the employer's to give.
    if told.reference.is_some() {
        return Err(ServiceError::from(conflict::NOT_ASKED_ABOUT));
    }
    if told.is_empty() {
        return Err(ServiceError::invalid("supports", refused::NOTHING_SEEN));
    }
    app.write(&permit, |c| {
        let placement = placements::visible(c, app, caller, id)?;
        add(c, app, &placement, ToldBy::User(caller.user.clone(), caller.role), told)?;
        access::note(c, app, caller, Action::TellObservation, "placement", id.as_str())
    })
}

/// Adds what somebody saw, unless they said exactly that last.
pub(in crate::services) fn add(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    by: ToldBy,
    told: &Observation,
) -> Result<(), ServiceError> {
    if !has_begun(app, placement) {
        return Err(ServiceError::from(conflict::NOT_BEGUN));
    }
    if !asked(c, app, placement)?.covers(told) {
        return Err(ServiceError::from(conflict::NOT_ASKED_ABOUT));
    }
    if said_last(c, app, &placement.id, &by)?.as_ref() == Some(told) {
        return Ok(());
    }
    let stored = StoredObservation {
        id: app.ids.next_id(),
        placement: placement.id.clone(),
        by,
        observation: told.clone(),
        created_at: app.clock.now(),
    };
    Ok(observations::insert(c, &app.keys, &stored)?)
}

/// What somebody said last.
pub(in crate::services) fn said_last(
    c: &mut Conn,
    app: &App,
    placement: &PlacementId,
    by: &ToldBy,
) -> Result<Option<Observation>, ServiceError> {
    let told = observations::of_placement(c, &app.keys, placement)?.into_iter().rev();
    Ok(told.filter(|one| is_same(&one.by, by)).map(|one| one.observation).next())
}
