//! Ranked placements for a learner. The service proposes; people decide.

mod journey;
mod many;
mod only;
mod streets;
mod travel;
mod unlocks;
mod view;

use std::sync::Arc;

use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::policy::allowed;
use crate::auth::{Action, Caller, Permit, authorise};
use crate::db::{Conn, DbError, learners};
use crate::domain::check::{FieldError, within};
use crate::domain::code::CodeSet;
use crate::domain::ids::{LearnerId, OfferId, OrganisationId};
use crate::domain::learner::{self, LearnerFacts};
use crate::ranking::{Cursor, MatchSort, Query, Snapshot, assess_offer, rank};
use crate::suitability::{Outcome, Weights};
use crate::travel::concession::PassHours;
use crate::travel::estimate::Estimate;
use crate::travel::{AlongStreets, Profile, TravelModel};

use super::concessions::pass_hours;
use super::placements::elsewhere::placed_days;
use super::{Checked, ServiceError, access, scope, weights};

pub use journey::{JourneyDays, JourneyView, LegView, TripView, WayView};
pub use many::Weighed;
pub use only::{EmployerFacet, MatchFacets, OccupationFacet, Only, ThemeFacet};
pub use travel::{BasisView, TravelView};
pub use unlocks::{
    ChangeSetView, FailOnly, FailingView, MatchBarriers, MatchUnlocks, OpenedView, UnlockView, explain,
    unlocks,
};
pub use view::{MatchView, MatchWords, Matches};

/// What is asked for, beyond the learner.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The date on which the placement must start; the earliest that is possible when absent.
    pub start: Option<NaiveDate>,
    /// The outcomes wanted; all but unsuitable when empty.
    pub outcomes: CodeSet<Outcome>,
    /// The order; by value when absent.
    pub sort: Option<MatchSort>,
    /// Which offers and matches.
    pub only: Only,
    /// Whether the offers that are left are counted by facet.
    pub facets: bool,
    /// How many matches.
    pub limit: usize,
    /// Only matches after this one.
    pub after: Option<Cursor>,
}

/// The offers that suit a learner, best first.
///
/// # Errors
/// [`ServiceError::NotFound`] when the learner is not the caller's, or a hub's without agreement;
/// [`ServiceError::Busy`] when too many are asking.
pub fn list(
    app: &App,
    caller: &Caller,
    learner: &LearnerId,
    wanted: Wanted,
) -> Result<Matches, ServiceError> {
    let permit = authorise(caller, Action::ListMatches)?;
    let ground = ground(app, &permit, caller, learner, Action::ListMatches, |facts| facts)?;
    ranked(app, caller, ground, wanted)
}

fn ranked(app: &App, caller: &Caller, ground: RankingFacts, wanted: Wanted) -> Result<Matches, ServiceError> {
    let RankingFacts { learner, snapshot, weights, model } = ground;
    let mut query = Query::from(app.clock.today_in_london(), wanted.limit);
    query.start = wanted.start;
    query.after = wanted.after;
    query.sort = wanted.sort.unwrap_or(query.sort);
    query.facets = wanted.facets;
    wanted.only.narrow(&mut query);
    let snapshot = wanted.only.among(&snapshot, &learner);
    if !wanted.outcomes.is_empty() {
        query.outcomes = wanted.outcomes;
    }
    let walks = streets::to_best(app, &snapshot, &learner, model.as_ref(), &weights, &query);
    let model = AlongStreets::new(model.as_ref(), &walks);
    let ranked = app.rankings.take(|| rank(&snapshot, &learner, &model, &weights, &query));
    let ranked = ranked.ok_or(ServiceError::Busy)?;
    let mut found = view::matches(&snapshot, ranked, &query, placed_on(&learner, query.from));
    for one in &mut found.items {
        one.here_before = here_before(caller, &learner, &one.employer);
    }
    Ok(found)
}

/// What is noted of the learner's work at an employer, for whoever may read the learner's record.
fn here_before(caller: &Caller, learner: &LearnerFacts, employer: &OrganisationId) -> Vec<String> {
    if allowed(caller.role, Action::ReadLearner) {
        view::here_before(&learner.profile, employer)
    } else {
        Vec::new()
    }
}

/// A learner as they could be.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WhatIf {
    /// The profile to match by, whole, in place of the learner's own.
    pub profile: learner::Profile,
}

impl Checked for WhatIf {
    fn check(&self, _today: NaiveDate) -> Result<(), Vec<FieldError>> {
        self.profile.check().map_err(|faults| within("profile", faults))
    }
}

/// As [`list`], for a changed profile, which is saved nowhere.
///
/// # Errors
/// [`ServiceError::Invalid`] with every fault of the profile; [`ServiceError::NotFound`] when the learner is not the
/// caller's.
pub fn try_out(
    app: &App,
    caller: &Caller,
    learner: &LearnerId,
    what_if: &WhatIf,
    wanted: Wanted,
) -> Result<Matches, ServiceError> {
    let permit = authorise(caller, Action::TryMatches)?;
    what_if.check(app.clock.today_in_london())?;
    let changed = |facts| LearnerFacts { profile: what_if.profile.clone(), ..facts };
    let ground = ground(app, &permit, caller, learner, Action::TryMatches, changed)?;
    ranked(app, caller, ground, wanted)
}

/// One offer for a learner, whatever it comes to, with every reason.
///
/// # Errors
/// [`ServiceError::NotFound`] when the learner is not the caller's or the offer not open to it.
pub fn read(
    app: &App,
    caller: &Caller,
    learner: &LearnerId,
    offer: &OfferId,
    start: Option<NaiveDate>,
) -> Result<MatchView, ServiceError> {
    let permit = authorise(caller, Action::ReadMatch)?;
    let RankingFacts { learner, snapshot, weights, model } =
        ground(app, &permit, caller, learner, Action::ReadMatch, |facts| facts)?;
    let facts = snapshot.get(offer).ok_or(ServiceError::NotFound)?;
    let query = Query { start, ..Query::from(app.clock.today_in_london(), 1) };
    let walks = streets::to(app, &learner, std::iter::once(facts));
    let model = AlongStreets::new(model.as_ref(), &walks);
    let one = assess_offer(facts, &learner, &model, &weights, &query);
    let journey = journey::journey(facts, &learner, &model, &one);
    let placed_on = placed_on(&learner, query.from);
    let here_before = here_before(caller, &learner, &facts.employer);
    Ok(MatchView { journey, placed_on, here_before, ..view::view(facts, one) })
}

/// The coming dates that are left out because the learner is on a placement.
fn placed_on(learner: &LearnerFacts, from: NaiveDate) -> Vec<NaiveDate> {
    learner.placed.iter().map(|day| day.date).filter(|date| *date >= from).collect()
}

struct RankingFacts {
    learner: LearnerFacts,
    snapshot: Arc<Snapshot>,
    weights: Weights,
    model: Arc<dyn TravelModel>,
}

fn ground(
    app: &App,
    permit: &Permit,
    caller: &Caller,
    learner: &LearnerId,
    action: Action,
    as_if: impl Fn(LearnerFacts) -> LearnerFacts,
) -> Result<RankingFacts, ServiceError> {
    ready(app)?;
    let ground = app.read(permit, |c| {
        scope::see_matches(c, app, caller, learner)?;
        let provider = learners::provider_of(c, learner)?;
        let hub = scope::hub_of(c, app, &provider)?;
        of_learner(c, app, &hub, learner, &as_if)
    })?;
    access::shown(app, caller, action, "learner", learner.as_str())?;
    Ok(ground)
}

/// Makes the timetables and the offers ready. To be called before the transaction that reads matches.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn ready(app: &App) -> Result<(), ServiceError> {
    app.ready_timetables()?;
    Ok(app.ready_offers()?)
}

/// What a learner's matches turn on, once everything is [`ready`].
fn of_learner(
    c: &mut Conn,
    app: &App,
    hub: &OrganisationId,
    learner: &LearnerId,
    as_if: impl Fn(LearnerFacts) -> LearnerFacts,
) -> Result<RankingFacts, ServiceError> {
    let mut facts = as_if(learners::facts(c, &app.keys, learner)?);
    facts.placed = placed_days(c, app, learner, None)?;
    let snapshot = app.offers.of_hub(c, &app.keys, app.clock.as_ref(), hub)?;
    let weights = weights::of_hub(c, hub)?;
    let pass = pass_hours(c, hub, &facts)?;
    let model = travel_model(c, app, &facts, pass)?;
    Ok(RankingFacts { learner: facts, snapshot, weights, model })
}

/// What answers whether a learner gets there and back: the timetables where there are any, else the
/// estimate. What the timetables do not know of, they leave to the estimate themselves. They must be
/// [`ready`](crate::caches::timetables::Timetables::ready) before the transaction begins.
///
/// # Errors
/// [`ServiceError`] of the store, which is busy while the timetables are not ready.
pub fn travel_model(
    c: &mut Conn,
    app: &App,
    learner: &LearnerFacts,
    pass: PassHours,
) -> Result<Arc<dyn TravelModel>, ServiceError> {
    let Some(home) = learner.home else { return Ok(Arc::new(Estimate)) };
    let held = app.timetables_now(c)?.ok_or(DbError::Busy)?;
    let Some(timetable) = held.timetable() else { return Ok(Arc::new(Estimate)) };
    let profile = Profile::from(&learner.profile.travel);
    Ok(held.models.of(timetable, home, &profile, pass))
}

/// The version of an offer that is open to a learner; `None` for any other. Everything must be [`ready`] before the
/// transaction begins.
///
/// # Errors
/// [`ServiceError::NotFound`] when the learner is gone.
pub fn offer_version(
    c: &mut Conn,
    app: &App,
    learner: &LearnerId,
    offer: &OfferId,
) -> Result<Option<i64>, ServiceError> {
    let provider = learners::provider_of(c, learner)?;
    let hub = scope::hub_of(c, app, &provider)?;
    let snapshot = app.offers.of_hub(c, &app.keys, app.clock.as_ref(), &hub)?;
    Ok(snapshot.get(offer).map(|facts| facts.version))
}
