//! What maps show: where offers are, the squares in which learners live, and the stops and lines of the timetable.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::app::App;
use crate::auth::policy::allowed;
use crate::auth::{Action, Caller, authorise};
use crate::caches::timetables::Held;
use crate::db::{Conn, learners, offers as stored, postcodes};
use crate::domain::code::CodeSet;
use crate::domain::ids::{LearnerId, OfferId};
use crate::domain::learner::{Home, LearnerState};
use crate::domain::place::Coordinates;
use crate::domain::role::Role;
use crate::domain::site::Site;
use crate::maps::{Backdrop, GridSquare, MapArea};

use super::listing::{Asked, Listed, NamedSort};
use super::matches::{self, MatchView};
use super::offers::{self, OfferView};
use super::{ServiceError, scope};

/// Learners by the square in which they live.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Areas {
    /// Each square with how many learners, and the outward parts of their postcodes.
    pub areas: Vec<(MapArea, BTreeSet<String>)>,
    /// Of how many learners the position is not known.
    pub unplaced: usize,
}

/// Where the caller's learners live, by square: a provider's own, and of a job coach those assigned. Nobody else is shown
/// any, and nobody a home.
///
/// # Errors
/// As for every use case.
pub fn areas(app: &App, caller: &Caller) -> Result<Areas, ServiceError> {
    if !allowed(caller.role, Action::ListLearners) {
        return Ok(Areas::default());
    }
    let permit = authorise(caller, Action::ListLearners)?;
    let coach = (caller.role == Role::JobCoach).then_some(&caller.user);
    let states: CodeSet<LearnerState> = [LearnerState::Active].into_iter().collect();
    let filter = learners::Filter { provider: &caller.organisation, coach, states };
    app.read(&permit, |c| {
        let homes = learners::homes(c, &app.keys, filter)?;
        squares(c, homes.into_iter().map(|(_, home)| home).collect())
    })
}

/// The square in which one learner lives, for whoever may read the learner's record.
///
/// # Errors
/// [`ServiceError::NotFound`] when the learner is not the caller's.
pub fn area_of(app: &App, caller: &Caller, learner: &LearnerId) -> Result<Areas, ServiceError> {
    if !allowed(caller.role, Action::ReadLearner) {
        return Ok(Areas::default());
    }
    let permit = authorise(caller, Action::ReadLearner)?;
    app.read(&permit, |c| {
        scope::see_learner(c, caller, learner)?;
        let home = learners::get(c, &app.keys, learner)?.learner.home;
        squares(c, vec![home])
    })
}

fn squares(c: &mut Conn, homes: Vec<Home>) -> Result<Areas, ServiceError> {
    let unknown = homes.iter().filter(|home| home.coordinates.is_none()).map(|home| &home.postcode);
    let known = postcodes::several(c, unknown)?;
    let mut found: BTreeMap<GridSquare, (usize, BTreeSet<String>)> = BTreeMap::new();
    let mut unplaced = 0;
    for home in homes {
        match home.coordinates.or_else(|| known.get(home.postcode.as_str()).copied()) {
            None => unplaced += 1,
            Some(at) => {
                let (learners, outward) = found.entry(GridSquare::of(at)).or_default();
                *learners += 1;
                outward.insert(home.postcode.outward().to_owned());
            }
        }
    }
    let area = |(square, (learners, outward))| (MapArea { square, learners }, outward);
    Ok(Areas { areas: found.into_iter().map(area).collect(), unplaced })
}

/// Where the sites of some offers are, as far as that is known.
pub type Sites = BTreeMap<OfferId, Coordinates>;

/// A page of offers, with where they are.
///
/// # Errors
/// As for [`offers::list`].
pub fn of_offers(
    app: &App,
    caller: &Caller,
    wanted: &offers::Wanted,
    asked: &Asked<NamedSort>,
) -> Result<(Listed<OfferView>, Sites), ServiceError> {
    let permit = authorise(caller, Action::ListOffers)?;
    let found = offers::list(app, caller, wanted, asked)?;
    let sites = found.items.iter().map(|one| (&one.id, &one.offer.site));
    let sites = app.read(&permit, |c| placed(c, sites.collect()))?;
    Ok((found, sites))
}

/// What suits a learner, best first, with where it is.
///
/// # Errors
/// As for [`matches::list`].
pub fn of_matches(
    app: &App,
    caller: &Caller,
    learner: &LearnerId,
    limit: usize,
) -> Result<(Vec<MatchView>, Sites), ServiceError> {
    let permit = authorise(caller, Action::ListMatches)?;
    let wanted = matches::Wanted { limit, ..matches::Wanted::default() };
    let found = matches::list(app, caller, learner, wanted)?.items;
    let sites = app.read(&permit, |c| {
        let stored = stored::several(c, &app.keys, found.iter().map(|one| &one.offer))?;
        placed(c, stored.iter().map(|(id, one)| (id, &one.offer.site)).collect())
    })?;
    Ok((found, sites))
}

fn placed(c: &mut Conn, sites: Vec<(&OfferId, &Site)>) -> Result<Sites, ServiceError> {
    let unknown = sites.iter().filter(|(_, site)| site.coordinates.is_none()).map(|(_, site)| &site.postcode);
    let known = postcodes::several(c, unknown)?;
    let at = |(id, site): (&OfferId, &Site)| {
        let at = site.coordinates.or_else(|| known.get(site.postcode.as_str()).copied());
        at.map(|at| (id.clone(), at))
    };
    Ok(sites.into_iter().filter_map(at).collect())
}

/// The stops and lines of the timetable; nothing where none is held.
///
/// # Errors
/// As for every use case.
pub fn backdrop(app: &App, caller: &Caller) -> Result<Arc<Backdrop>, ServiceError> {
    let permit = authorise(caller, Action::ListOffers)?;
    app.ready_timetables()?;
    let held = app.read(&permit, |c| Ok::<_, ServiceError>(app.timetables_now(c)?))?;
    Ok(held.map(|held| held.backdrop.get_or_init(|| Arc::new(drawn(&held))).clone()).unwrap_or_default())
}

fn drawn(held: &Held) -> Backdrop {
    let Some(timetable) = held.timetable() else { return Backdrop::default() };
    let network = timetable.network();
    let at = |stop: u32| network.stops.get(stop as usize).and_then(|place| place.at);
    Backdrop {
        stops: network.stops.iter().filter_map(|place| place.at).collect(),
        lines: network.legs().into_iter().filter_map(|(from, to)| at(from).zip(at(to))).collect(),
    }
}
