//! The caller's placements as a list: narrowed, searched, sorted.

use chrono::NaiveDate;

use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::db::placements::{self, Filter, PlacementColumn};
use crate::db::{Conn, Cursor, DbError, Run, learners, offers, organisations};
use crate::domain::code::{CodeSet, vocabulary};
use crate::domain::ids::{LearnerId, OfferId, OrganisationId};
use crate::domain::placement::{Placement, PlacementState};
use crate::domain::role::Role;
use crate::services::listing::{self, Asked, Listed, Rows, Sorting};
use crate::services::{ServiceError, scope};

use super::view::{self, PlacementSummary};

vocabulary! {
    /// By what placements are sorted; with a minus the other way round.
    PlacementSort {
        /// The first proposed first.
        Created = "created",
        /// The last proposed first.
        CreatedLast = "-created",
        /// The longest unchanged first.
        Updated = "updated",
        /// The last changed first.
        UpdatedLast = "-updated",
        /// By the first attended date.
        FirstDay = "first_day",
        /// The same backwards.
        FirstDayLast = "-first_day",
    }
}

impl From<PlacementSort> for Sorting<PlacementColumn> {
    fn from(sort: PlacementSort) -> Self {
        match sort {
            PlacementSort::Created => Self::by(PlacementColumn::Created, false),
            PlacementSort::CreatedLast => Self::by(PlacementColumn::Created, true),
            PlacementSort::Updated => Self::by(PlacementColumn::Updated, false),
            PlacementSort::UpdatedLast => Self::by(PlacementColumn::Updated, true),
            PlacementSort::FirstDay => Self::by(PlacementColumn::FirstDay, false),
            PlacementSort::FirstDayLast => Self::by(PlacementColumn::FirstDay, true),
        }
    }
}

/// Which placements are asked for, beyond what the caller may see.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Of this learner.
    pub learner: Option<LearnerId>,
    /// At this offer.
    pub offer: Option<OfferId>,
    /// Of this provider's learners.
    pub provider: Option<OrganisationId>,
    /// At this employer.
    pub employer: Option<OrganisationId>,
    /// In one of these states; in any when empty.
    pub states: CodeSet<PlacementState>,
    /// Those that are not over before this date.
    pub from: Option<NaiveDate>,
    /// Those that have begun by this date.
    pub to: Option<NaiveDate>,
    /// Only those in whose way a change stands.
    pub marked: bool,
}

/// The caller's placements.
///
/// # Errors
/// [`ServiceError::Invalid`] when too many names would have to be opened.
pub fn list(
    app: &App,
    caller: &Caller,
    wanted: &Wanted,
    asked: &Asked<PlacementSort>,
) -> Result<Listed<PlacementSummary>, ServiceError> {
    let permit = authorise(caller, Action::ListPlacements)?;
    let bound = of_caller(caller);
    let outside = [(&bound.provider, &wanted.provider), (&bound.employer, &wanted.employer)];
    if outside.iter().any(|(own, asked)| own.zip(asked.as_ref()).is_some_and(|(own, asked)| own != asked)) {
        return Ok(Listed::empty());
    }
    let filter = Filter {
        learner: wanted.learner.as_ref(),
        offer: wanted.offer.as_ref(),
        provider: bound.provider.or(wanted.provider.as_ref()),
        employer: bound.employer.or(wanted.employer.as_ref()),
        states: wanted.states,
        from: wanted.from,
        to: wanted.to,
        marked: wanted.marked,
        hub: bound.hub,
        coach: bound.coach,
    };
    // An employer reads of no provider, so it does not ask by one either.
    if caller.role == Role::Employer && wanted.provider.is_some() {
        return Ok(Listed::empty());
    }
    app.read(&permit, |c| {
        if let Some(learner) = filter.learner
            && !scope::passes(scope::see_matches(c, app, caller, learner))?
        {
            return Ok(Listed::empty());
        }
        let rows = Placements { app, caller, filter };
        let Listed { items, next, total } = listing::list(c, rows, asked)?;
        Ok(Listed { items: view::summaries(c, app, caller, items)?, next, total })
    })
}

/// What narrows a list to the caller's own placements.
pub(in crate::services) fn of_caller(caller: &Caller) -> Filter<'_> {
    let own = Some(&caller.organisation);
    match caller.role {
        Role::Provider | Role::SafeguardingLead => Filter { provider: own, ..Filter::default() },
        Role::JobCoach => Filter { provider: own, coach: Some(&caller.user), ..Filter::default() },
        Role::Employer => Filter { employer: own, ..Filter::default() },
        Role::Hub | Role::Admin => Filter { hub: own, ..Filter::default() },
    }
}

struct Placements<'a> {
    app: &'a App,
    caller: &'a Caller,
    filter: Filter<'a>,
}

impl Rows for Placements<'_> {
    type Column = PlacementColumn;
    type Row = Placement;
    const OLDEST: PlacementColumn = PlacementColumn::Created;

    fn count(&self, c: &mut Conn) -> Result<i64, DbError> {
        placements::count(c, self.filter)
    }

    fn read(&self, c: &mut Conn, run: &Run<PlacementColumn>) -> Result<Vec<(Cursor, Placement)>, DbError> {
        placements::rows(c, self.filter, run)
    }

    fn names(&self, c: &mut Conn, rows: &[(Cursor, Placement)]) -> Result<Vec<Vec<String>>, ServiceError> {
        let Self { app, caller, .. } = self;
        let all = || rows.iter().map(|(_, placement)| placement);
        let titles = offers::titles(c, &app.keys, all().map(|one| &one.offer))?;
        let employers = organisations::names(c, all().map(|one| &one.employer))?;
        let named = all().filter(|one| view::may_name(caller, one)).map(|one| &one.learner);
        let identities = learners::identities(c, &app.keys, named)?;
        let names = |placement: &Placement| {
            let of_offer = titles.get(&placement.offer).into_iter().chain(employers.get(&placement.employer));
            let mut names: Vec<_> = of_offer.cloned().chain([placement.reference.to_string()]).collect();
            let identity = identities.get(&placement.learner).filter(|_| view::may_name(caller, placement));
            names.extend(identity.map(|identity| identity.first_name().to_string()));
            if let Some(identity) = identity.filter(|_| view::is_of_provider(caller)) {
                names.extend([identity.given_name.to_string(), identity.family_name.to_string()]);
            }
            names
        };
        Ok(all().map(names).collect())
    }
}
