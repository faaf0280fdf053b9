//! The computing of a cohort, in steps that are short enough for a job: some learners are weighed, the cohort is
//! solved, the answer is explained to some learners. What a step found is written when its job ends.

use chrono::TimeDelta;

use super::kept::Kept;
use super::model::{Answer, Choice, Inputs, Options, Part};
use super::request::Asking;
use super::solve::Unsolved;
use crate::allocation::FULL_SCORE;
use crate::app::App;
use crate::auth::{Exemption, Permit};
use crate::db::cohort_learners::{self, CohortLearner};
use crate::db::cohorts::{self, StoredCohort};
use crate::db::learners;
use crate::db::placements::{self, Filter, seats};
use crate::db::{Conn, DbError, Slice, agreements};
use crate::domain::agreement::AgreementScope;
use crate::domain::cohort::CohortState;
use crate::domain::ids::{CohortId, JobId, LearnerId, OfferId};
use crate::domain::learner::LearnerState;
use crate::domain::placement::Placement;
use crate::outbox;
use crate::services::matches::Weighed;
use crate::services::{ServiceError, ids, matches};

/// Learners of one step: few enough that mail queued meanwhile does not wait long.
const AT_ONCE: i64 = 25;

/// After so long a step takes no further learner: well within a job's lease, however many offers there are.
const LONGEST: TimeDelta = TimeDelta::seconds(20);

/// What a step found.
pub struct Found {
    cohort: CohortId,
    next: JobId,
    what: What,
}

enum What {
    Weighed(Vec<(i32, Options)>),
    Solved(Box<(Inputs, Answer)>),
    Explained(Vec<(i32, Part)>),
    Unsolved(&'static str),
}

/// Takes the next step of a cohort; `None` when there is none left, or the cohort is gone.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn step(app: &App, id: &CohortId) -> Result<Option<Found>, ServiceError> {
    let permit = Permit::exempt(Exemption::Job);
    let cohort = match app.read(&permit, |c| cohorts::get(c, id)) {
        Err(DbError::NotFound) => return Ok(None),
        found => found?,
    };
    let what = match cohort.state {
        CohortState::Weighing => weigh(app, &permit, &cohort)?,
        CohortState::Explaining => explained(app, &permit, &cohort)?,
        CohortState::Solved | CohortState::Failed => return Ok(None),
    };
    Ok(Some(Found { cohort: cohort.id, next: ids::fresh(app)?, what }))
}

/// Writes what a step found, and queues the next, in the transaction that ends the job.
///
/// # Errors
/// [`DbError`].
pub fn write(c: &mut Conn, app: &App, found: &Found) -> Result<(), DbError> {
    let (keys, now, id) = (&app.keys, app.clock.now(), &found.cohort);
    let before = cohorts::get(c, id)?;
    let done = |rows: usize| before.done + i32::try_from(rows).unwrap_or(i32::MAX);
    let (state, done, problem) = match &found.what {
        What::Weighed(rows) => {
            for (number, options) in rows {
                cohort_learners::set_options(c, keys, id, *number, options)?;
            }
            (CohortState::Weighing, done(rows.len()), None)
        }
        What::Solved(solved) => {
            let (inputs, answer) = solved.as_ref();
            cohorts::solved(c, keys, id, inputs, answer)?;
            (CohortState::Explaining, 0, None)
        }
        What::Explained(rows) if rows.is_empty() => (CohortState::Solved, before.done, None),
        What::Explained(rows) => {
            for (number, part) in rows {
                cohort_learners::set_result(c, keys, id, *number, part)?;
            }
            (CohortState::Explaining, done(rows.len()), None)
        }
        What::Unsolved(problem) => (CohortState::Failed, before.done, Some(*problem)),
    };
    cohorts::note(c, id, state, done, problem, now)?;
    if matches!(state, CohortState::Weighing | CohortState::Explaining) {
        outbox::queue_cohort(c, &found.next, id, now)?;
    }
    Ok(())
}

/// Writes that a cohort was given up.
///
/// # Errors
/// [`DbError`].
pub fn give_up(c: &mut Conn, app: &App, id: &CohortId, problem: &str) -> Result<(), DbError> {
    match cohorts::get(c, id) {
        Err(DbError::NotFound) => Ok(()),
        Err(error) => Err(error),
        Ok(cohort) => cohorts::note(c, id, CohortState::Failed, cohort.done, Some(problem), app.clock.now()),
    }
}

/// The next learners are weighed; when none is left, the cohort is solved.
fn weigh(app: &App, permit: &Permit, cohort: &StoredCohort) -> Result<What, ServiceError> {
    let next = app.read(permit, |c| cohort_learners::unweighed(c, &cohort.id, AT_ONCE))?;
    let asking: Asking = app.read(permit, |c| cohorts::request(c, &app.keys, &cohort.id))?;
    if next.is_empty() {
        return solve(app, permit, cohort, &asking);
    }
    let (mut rows, begun) = (Vec::new(), app.clock.now());
    for one in &next {
        rows.push((one.number, options(app, permit, cohort, &asking, one)?));
        if app.clock.now() - begun > LONGEST {
            break;
        }
    }
    Ok(What::Weighed(rows))
}

/// Which offers suit one learner.
fn options(
    app: &App,
    permit: &Permit,
    cohort: &StoredCohort,
    asking: &Asking,
    one: &CohortLearner,
) -> Result<Options, ServiceError> {
    let Some((weighed, ahead)) = weighed(app, permit, cohort, asking, &one.learner)? else {
        return Ok(Options::left());
    };
    let choices = weighed.matches(asking.outcomes).into_iter().filter_map(|one| {
        Some(Choice {
            window: one.window?,
            offer: one.offer,
            offer_version: one.offer_version,
            days: one.days,
            score: one.assessment.score,
            value: value(one.assessment.value),
            outcome: one.assessment.outcome,
        })
    });
    Ok(Options {
        version: Some(weighed.learner_version()),
        kept: first_to_come(app, &ahead).map(|placement| (placement.id.clone(), placement.offer.clone())),
        employers: ahead.into_iter().map(|placement| placement.employer).collect(),
        choices: choices.collect(),
        weights: weighed.weights_version(),
        help: Some(weighed.help()),
    })
}

/// The value of a match as the solver counts it: 0 to 1000.
fn value(value: i32) -> u16 {
    u16::try_from(value.clamp(0, i32::from(FULL_SCORE))).unwrap_or_default()
}

/// A learner who still takes part, with the placements that are not over; `None` for one who has left.
fn weighed(
    app: &App,
    permit: &Permit,
    cohort: &StoredCohort,
    asking: &Asking,
    learner: &LearnerId,
) -> Result<Option<(Weighed, Vec<Placement>)>, ServiceError> {
    matches::ready(app)?;
    app.read(permit, |c| {
        if !takes_part(c, app, learner)? {
            return Ok(None);
        }
        let ahead = not_over(c, app, learner)?;
        let weighed = Weighed::read(c, app, &cohort.hub, learner, asking.start)?;
        Ok(Some((weighed, ahead)))
    })
}

/// Whether the learner's record is in use and the agreement that the hub sees their matches stands.
pub(super) fn takes_part(c: &mut Conn, app: &App, learner: &LearnerId) -> Result<bool, ServiceError> {
    match learners::get(c, &app.keys, learner) {
        Err(DbError::NotFound) => Ok(false),
        Err(error) => Err(error.into()),
        Ok(stored) => Ok(stored.state == LearnerState::Active
            && agreements::stands(c, learner, AgreementScope::HubSeesMatches)?),
    }
}

/// The first placement of a learner that is still to come and not over: somebody has been told of it.
pub(super) fn coming(c: &mut Conn, app: &App, learner: &LearnerId) -> Result<Option<Placement>, DbError> {
    let ahead = not_over(c, app, learner)?;
    Ok(first_to_come(app, &ahead).cloned())
}

fn first_to_come<'a>(app: &App, ahead: &'a [Placement]) -> Option<&'a Placement> {
    let today = app.clock.today_in_london();
    let to_come = ahead.iter().filter(|one| one.days.first().is_some_and(|first| *first > today));
    to_come.min_by_key(|one| one.days.first().copied())
}

/// The placements of a learner that are proposed, to come or under way.
pub(super) fn not_over(c: &mut Conn, app: &App, learner: &LearnerId) -> Result<Vec<Placement>, DbError> {
    let filter =
        Filter { learner: Some(learner), from: Some(app.clock.today_in_london()), ..Filter::default() };
    let its = placements::list(c, filter, &Slice::first(200))?;
    Ok(its.items.into_iter().filter(|one| !one.state.is_final()).collect())
}

fn solve(app: &App, permit: &Permit, cohort: &StoredCohort, asking: &Asking) -> Result<What, ServiceError> {
    app.ready_offers()?;
    let (options, snapshot, spoken_for) = app.read(permit, |c| {
        let options = cohort_learners::every_options::<Options>(c, &app.keys, &cohort.id)?;
        let snapshot = app.offers.of_hub(c, &app.keys, app.clock.as_ref(), &cohort.hub)?;
        let spoken_for = seats::spoken_for_from(c, app.clock.today_in_london())?;
        Ok::<_, ServiceError>((options, snapshot, spoken_for))
    })?;
    let found = Inputs::gather(asking, &options, &snapshot, &spoken_for).and_then(|inputs| {
        let solved = inputs.solve()?;
        Ok((Answer::of(&inputs, solved), inputs))
    });
    Ok(match found {
        Ok((answer, _)) if !answer.proved => What::Unsolved("not_proved"),
        Ok((answer, inputs)) => What::Solved(Box::new((inputs, answer))),
        Err(Unsolved(problem)) => What::Unsolved(problem),
    })
}

/// The next learners' parts of the answer.
fn explained(app: &App, permit: &Permit, cohort: &StoredCohort) -> Result<What, ServiceError> {
    let next = app.read(permit, |c| cohort_learners::unexplained(c, &cohort.id, AT_ONCE))?;
    if next.is_empty() {
        return Ok(What::Explained(Vec::new()));
    }
    let asking: Asking = app.read(permit, |c| cohorts::request(c, &app.keys, &cohort.id))?;
    let kept = Kept::read(app, permit, cohort)?;
    let allocation = kept.standing()?;
    let (mut parts, begun) = (Vec::new(), app.clock.now());
    for one in next {
        let options =
            app.read(permit, |c| cohort_learners::options::<Options>(c, &app.keys, &cohort.id, one.number))?;
        let options = options.unwrap_or_else(Options::left);
        let order = u32::try_from(one.number).ok().and_then(|number| kept.inputs.order(number));
        let part = match order {
            None => Part::outside(&options),
            Some(learner) => {
                let weighed =
                    weighed(app, permit, cohort, &asking, &one.learner)?.map(|(weighed, _)| weighed);
                let its =
                    asking.forbidden.iter().filter(|(number, _)| i32::try_from(*number) == Ok(one.number));
                let ruled_out: Vec<&OfferId> = its.map(|(_, offer)| offer).collect();
                Part::of(&kept.inputs, &allocation, learner, &options, weighed.as_ref(), &ruled_out)
            }
        };
        parts.push((one.number, part));
        if app.clock.now() - begun > LONGEST {
            break;
        }
    }
    Ok(What::Explained(parts))
}
