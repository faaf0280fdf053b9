//! Cohorts: a hub's learners placed together, exactly and fairly, by the rules of `docs/FAIRNESS.md`. The service
//! proposes; a person decides about each learner.
//!
//! Only learners whose agreement that the hub sees their matches stands take part. A hub reads the whole answer, a
//! provider the part of its own learners; others are numbers. Employers read nothing of it.

mod decide;
mod demand;
mod explain;
mod kept;
mod model;
mod propose;
mod request;
pub mod run;
mod sheets;
mod solve;
mod view;
mod what_if;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::db::cohort_learners::{self, CohortLearner, Filter};
use crate::db::cohorts::{self, StoredCohort};
use crate::db::learners::{self, StoredLearner};
use crate::db::{Conn, Page, Slice};
use crate::domain::agreement::AgreementScope;
use crate::domain::cohort::CohortState;
use crate::domain::ids::{CohortId, JobId, LearnerId, OfferId};
use crate::domain::role::Role;
use crate::outbox;
use crate::words::refused;

use super::idempotency::{Once, Reply, once};
use super::{Checked, ServiceError, access, ids, scope};
use kept::Kept;
use model::{Options, Part};
use request::{Asking, Mix};
use solve::PIN_NOT_POSSIBLE;

pub use decide::{CohortDecided, CohortDecision, decide};
pub use demand::{CohortDemand, EmployerAsked, HubAsk, MissingKind, demand};
pub use propose::{CohortProposal, CohortProposals, ProposalOutcome, propose};
pub use request::{CoachPool, CohortPair, CohortRequest, CohortRules, MOST_LEARNERS};
pub use sheets::{CohortCsv, CohortSheet, sheet};
pub use view::{
    CohortAnswer, CohortMove, CohortOffer, CohortOpening, CohortPart, CohortPlace, CohortProblem,
    CohortProof, CohortShortage, CohortView, CohortWhyNot, RecruitNext,
};
pub use what_if::{CohortChange, CohortFigures, CohortOutcome, CohortShift, CohortWhatIf, try_out};

/// Creates a cohort. The work is done by a job; [`read`] tells how far it has come.
///
/// # Errors
/// [`ServiceError::Invalid`] with every fault: who cannot take part, rules about somebody who does not.
pub fn create(
    app: &App,
    caller: &Caller,
    request: Option<&Once>,
    wanted: &CohortRequest,
) -> Result<Reply<CohortView>, ServiceError> {
    let permit = authorise(caller, Action::CreateCohort)?;
    let wanted = &wanted.clone().with_sheet()?;
    wanted.check(app.clock.today_in_london())?;
    let (id, job, now) = (ids::fresh::<CohortId>(app)?, ids::fresh::<JobId>(app)?, app.clock.now());
    let mix = Mix::drawn(app.random.as_ref());
    let made = once(app, &permit, caller, request, |c| {
        let (taking_part, agreed) = taking_part(c, app, caller, wanted)?;
        let taking_part = mix.numbered(taking_part, |one| &one.id);
        let numbers: BTreeMap<LearnerId, u32> =
            taking_part.iter().map(|one| one.id.clone()).zip(0..).collect();
        let others = learners::count_of_hub(c, &caller.organisation)? - agreed;
        let asking = wanted.clone().asking(&numbers, others)?;
        let cohort = StoredCohort {
            id: id.clone(),
            hub: caller.organisation.clone(),
            state: CohortState::Weighing,
            created_by: caller.user.clone(),
            learners: i32::try_from(taking_part.len()).unwrap_or(i32::MAX),
            done: 0,
            problem: None,
            version: 1,
            created_at: now,
            updated_at: now,
        };
        cohorts::insert(c, &app.keys, &cohort, &asking)?;
        for (number, one) in (0..).zip(&taking_part) {
            cohort_learners::add(c, &id, number, &one.id, &one.provider)?;
            access::note(c, app, caller, Action::CreateCohort, "learner", one.id.as_str())?;
        }
        outbox::queue_cohort(c, &job, &id, now)?;
        CohortView::of(cohort, &asking, true, None)
    })?;
    app.wake.ring();
    Ok(made)
}

/// The learners in use of the hub's providers whose agreement stands.
fn agreed(c: &mut Conn, app: &App, caller: &Caller) -> Result<Vec<StoredLearner>, ServiceError> {
    let (mut all, mut slice) = (Vec::new(), Slice::first(200));
    loop {
        let page =
            learners::agreed(c, &app.keys, &caller.organisation, AgreementScope::HubSeesMatches, &slice)?;
        all.extend(page.items);
        match page.next {
            Some(next) => slice.after = Some(next),
            None => return Ok(all),
        }
    }
}

/// Who takes part, and how many learners have agreed.
fn taking_part(
    c: &mut Conn,
    app: &App,
    caller: &Caller,
    wanted: &CohortRequest,
) -> Result<(Vec<StoredLearner>, i64), ServiceError> {
    let mut all = agreed(c, app, caller)?;
    let agreed = i64::try_from(all.len()).unwrap_or(i64::MAX);
    if let Some(listed) = &wanted.learners {
        let known: BTreeSet<&LearnerId> = all.iter().map(|one| &one.id).collect();
        let mut faults = crate::domain::check::Faults::default();
        for (at, id) in listed.iter().enumerate() {
            let reason = refused::AGREEING_LEARNER;
            faults.require(known.contains(id), format!("learners[{at}]"), reason);
        }
        faults.finish()?;
        let listed: BTreeSet<&LearnerId> = listed.iter().collect();
        all.retain(|one| listed.contains(&one.id));
    }
    if !wanted.providers.is_empty() {
        all.retain(|one| wanted.providers.contains(&one.provider));
    }
    if !wanted.programmes.is_empty() {
        all.retain(|one| wanted.programmes.contains(one.learner.profile.programme));
    }
    match all.len() {
        0 => Err(ServiceError::invalid("learners", refused::NO_AGREEING_LEARNER)),
        1..=MOST_LEARNERS => Ok((all, agreed)),
        _ => Err(ServiceError::invalid("learners", format!("must leave at most {MOST_LEARNERS} learners"))),
    }
}

/// The hub's cohorts, oldest first; for a provider, those in which learners of its own take part.
///
/// # Errors
/// As for every use case.
pub fn list(app: &App, caller: &Caller, slice: &Slice) -> Result<Page<CohortView>, ServiceError> {
    let permit = authorise(caller, Action::ListCohorts)?;
    app.read(&permit, |c| {
        let hub = scope::hub_in_view(c, app, caller)?;
        let own = (caller.role == Role::Provider).then_some(&caller.organisation);
        let page = cohorts::list(c, &hub, own, slice)?;
        let ids = || page.items.iter().map(|stored| &stored.id);
        let asked: BTreeMap<CohortId, Asking> = cohorts::requests(c, &app.keys, ids())?;
        let counts = match own {
            Some(own) => cohort_learners::counts_of_provider(c, ids(), own)?,
            None => BTreeMap::new(),
        };
        page.try_map(|stored| {
            let asking = asked.get(&stored.id).ok_or(ServiceError::NotFound)?;
            let count = counts.get(&stored.id).copied().unwrap_or_default();
            let stored = if own.is_some() { counted(stored, count) } else { stored };
            CohortView::of(stored, asking, caller.role == Role::Hub, None)
        })
    })
}

/// A cohort, with the answer once there is one.
///
/// # Errors
/// [`ServiceError::NotFound`] when it is not the caller's.
pub fn read(app: &App, caller: &Caller, id: &CohortId) -> Result<CohortView, ServiceError> {
    let permit = authorise(caller, Action::ReadCohort)?;
    let (stored, asking): (_, Asking) = app.read(&permit, |c| {
        let stored = visible(c, app, caller, id)?;
        let stored = as_seen(c, caller, stored)?;
        Ok::<_, ServiceError>((stored, cohorts::request(c, &app.keys, id)?))
    })?;
    let for_hub = caller.role == Role::Hub;
    let there = for_hub && matches!(stored.state, CohortState::Explaining | CohortState::Solved);
    let kept = there.then(|| Kept::read(app, &permit, &stored)).transpose()?;
    let view = CohortView::of(stored, &asking, for_hub, kept.as_ref())?;
    match &view.problem {
        Some(problem) if for_hub && problem.code == PIN_NOT_POSSIBLE => {
            let pins = app.read(&permit, |c| not_possible(c, app, caller, id, &asking))?;
            let shown = pins.iter().map(|pin| pin.learner.as_str());
            access::each_shown(app, &permit, caller, Action::ReadCohort, "learner", shown)?;
            Ok(view.naming(pins))
        }
        _ => Ok(view),
    }
}

/// The rules by which a cohort was set up, for another that is to keep them: learners by their numbers.
///
/// # Errors
/// [`ServiceError::NotFound`] when the cohort is not the caller's.
pub fn rules(app: &App, caller: &Caller, id: &CohortId) -> Result<CohortRules, ServiceError> {
    let permit = authorise(caller, Action::CreateCohort)?;
    let asking: Asking = app.read(&permit, |c| {
        let stored = visible(c, app, caller, id)?;
        Ok::<_, ServiceError>(cohorts::request(c, &app.keys, &stored.id)?)
    })?;
    let Asking { outcomes, pins, forbidden, apart, pools, .. } = asking;
    Ok(CohortRules { outcomes, pins, forbidden, apart, pools })
}

/// What comes out when a cohort is solved again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct CohortReplay {
    /// Whether the answer is the same to the last byte.
    pub same: bool,
    /// Whether its certificate holds.
    pub holds: bool,
}

/// Solves a cohort again from what was kept, and compares.
///
/// # Errors
/// [`ServiceError::NotFound`] when it is not the caller's; [`ServiceError::Conflict`] `not_solved`.
pub fn prove(app: &App, caller: &Caller, id: &CohortId) -> Result<CohortReplay, ServiceError> {
    let permit = authorise(caller, Action::ProveCohort)?;
    let stored = app.read(&permit, |c| visible(c, app, caller, id))?;
    let (same, holds) = Kept::read(app, &permit, &stored)?.replay()?;
    Ok(CohortReplay { same, holds })
}

/// The learners of a cohort that the caller may see, by number: those above `after`, at most `limit`, and whether more
/// follow.
///
/// # Errors
/// [`ServiceError::NotFound`] when the cohort is not the caller's.
pub fn list_learners(
    app: &App,
    caller: &Caller,
    id: &CohortId,
    after: Option<i32>,
    limit: u16,
) -> Result<(Vec<CohortPart>, bool), ServiceError> {
    let permit = authorise(caller, Action::ReadCohort)?;
    let stored = app.read(&permit, |c| visible(c, app, caller, id))?;
    let inputs = app.read(&permit, |c| cohorts::inputs(c, &app.keys, &stored.id))?;
    let (parts, more) = app.read(&permit, |c| {
        let mut rows = cohort_learners::list(c, id, seen_by(caller), after, i64::from(limit) + 1)?;
        let more = rows.len() > usize::from(limit);
        rows.truncate(usize::from(limit));
        let parts = rows.into_iter().map(|one| {
            let part: Option<Part> = cohort_learners::result(c, &app.keys, id, one.number)?;
            Ok(CohortPart::of(one, part, inputs.as_ref()))
        });
        Ok::<_, ServiceError>((parts.collect::<Result<Vec<_>, ServiceError>>()?, more))
    })?;
    let shown = parts.iter().map(|part| part.learner.as_str());
    access::each_shown(app, &permit, caller, Action::ReadCohort, "learner", shown)?;
    Ok((parts, more))
}

/// A learner's part of a cohort; with an offer, why not that one, worked out anew from the answer as it was kept.
///
/// # Errors
/// [`ServiceError::NotFound`] when the cohort or the learner is not the caller's, or the offer suits nobody in it.
pub fn read_learner(
    app: &App,
    caller: &Caller,
    id: &CohortId,
    learner: &LearnerId,
    offer: Option<&OfferId>,
) -> Result<CohortPart, ServiceError> {
    let permit = authorise(caller, Action::ReadCohort)?;
    let (stored, one, part) = app.read(&permit, |c| {
        let stored = visible(c, app, caller, id)?;
        let one = member(c, caller, id, learner)?;
        let part: Option<Part> = cohort_learners::result(c, &app.keys, id, one.number)?;
        Ok::<_, ServiceError>((stored, one, part))
    })?;
    let view = match offer {
        None => {
            let inputs = app.read(&permit, |c| cohorts::inputs(c, &app.keys, id))?;
            CohortPart::of(one, part, inputs.as_ref())
        }
        Some(offer) => {
            let kept = Kept::read(app, &permit, &stored)?;
            let at = kept.order(one.number, learner)?;
            let options: Options = app
                .read(&permit, |c| cohort_learners::options(c, &app.keys, id, one.number))?
                .ok_or(ServiceError::NotFound)?;
            let slot = kept.inputs.slot_for(&options, offer).ok_or(ServiceError::NotFound)?;
            let why = kept.standing()?.why(at, slot).map_err(ServiceError::internal)?;
            let why = view::why_not(&kept.inputs, model::WhyNot::of(&kept.inputs, why));
            CohortPart { why_not: why, ..CohortPart::of(one, part, Some(&kept.inputs)) }
        }
    };
    access::shown(app, caller, Action::ReadCohort, "learner", learner.as_str())?;
    Ok(view)
}

/// A cohort that is the caller's: a hub's own, or one in which learners of the provider take part.
fn visible(c: &mut Conn, app: &App, caller: &Caller, id: &CohortId) -> Result<StoredCohort, ServiceError> {
    let stored = cohorts::get(c, id)?;
    let seen = match caller.role {
        Role::Hub => stored.hub == caller.organisation,
        Role::Provider => {
            stored.hub == scope::hub_of(c, app, &caller.organisation)?
                && !cohort_learners::list(c, id, seen_by(caller), None, 1)?.is_empty()
        }
        _ => false,
    };
    if seen { Ok(stored) } else { Err(ServiceError::NotFound) }
}

/// A cohort with the counts that the caller may see: a provider's are those of its own learners.
fn as_seen(c: &mut Conn, caller: &Caller, stored: StoredCohort) -> Result<StoredCohort, ServiceError> {
    if caller.role == Role::Hub {
        return Ok(stored);
    }
    let own = cohort_learners::count(c, &stored.id, seen_by(caller))?;
    Ok(counted(stored, own))
}

/// A cohort as somebody sees it who sees so many of its learners.
fn counted(stored: StoredCohort, own: i64) -> StoredCohort {
    let learners = i32::try_from(own).unwrap_or(i32::MAX);
    let done = if stored.state == CohortState::Solved { learners } else { 0 };
    StoredCohort { learners, done, ..stored }
}

/// The pins of offers that do not suit or are ruled out, as far as the hub may still see whose they are. Pins of learners
/// who are kept or have left are not in the way.
fn not_possible(
    c: &mut Conn,
    app: &App,
    caller: &Caller,
    id: &CohortId,
    asking: &Asking,
) -> Result<Vec<CohortPair>, ServiceError> {
    let rows = cohort_learners::list(c, id, seen_by(caller), None, i64::MAX)?;
    let mut pins = Vec::new();
    for (number, offer) in &asking.pins {
        let Some(one) = rows.iter().find(|one| u32::try_from(one.number).ok() == Some(*number)) else {
            continue;
        };
        let options: Option<Options> = cohort_learners::options(c, &app.keys, id, one.number)?;
        let placing = options.filter(|options| options.version.is_some() && options.kept.is_none());
        let Some(options) = placing else { continue };
        let suits = options.choices.iter().any(|choice| choice.offer == *offer);
        if !suits || asking.forbidden.contains(&(*number, offer.clone())) {
            pins.push(CohortPair { learner: one.learner.clone(), offer: offer.clone() });
        }
    }
    Ok(pins)
}

/// Which learners of a cohort a caller sees: a provider its own, a hub those who still agree to it.
fn seen_by(caller: &Caller) -> Filter<'_> {
    match caller.role {
        Role::Provider => Filter { provider: Some(&caller.organisation), agreed: false },
        _ => Filter { provider: None, agreed: true },
    }
}

/// A learner of a cohort whom the caller sees.
fn member(
    c: &mut Conn,
    caller: &Caller,
    id: &CohortId,
    learner: &LearnerId,
) -> Result<CohortLearner, ServiceError> {
    let one = cohort_learners::find(c, id, learner)?;
    let seen = cohort_learners::list(c, id, seen_by(caller), Some(one.number - 1), 1)?;
    if seen.iter().any(|seen| seen.number == one.number) { Ok(one) } else { Err(ServiceError::NotFound) }
}
