//! The offers in the caller's view as a list: narrowed, searched, sorted.

use chrono::NaiveDate;

use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::db::offers::{self, Filter, ListedOffer};
use crate::db::{Conn, Cursor, DbError, Run, Stamped, organisations};
use crate::domain::code::CodeSet;
use crate::domain::ids::OrganisationId;
use crate::domain::offer::OfferState;
use crate::domain::role::Role;
use crate::services::listing::{self, Asked, Listed, NamedSort, Rows};
use crate::services::{ServiceError, scope};

use super::{OfferView, outsider, view};

/// Which offers are asked for, beyond what the caller may see.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Of this employer.
    pub employer: Option<OrganisationId>,
    /// In one of these states; in any when empty.
    pub states: CodeSet<OfferState>,
    /// Those with a window that is not over before this date.
    pub from: Option<NaiveDate>,
    /// Those with a window that has begun by this date.
    pub to: Option<NaiveDate>,
}

/// Offers in the caller's view; providers see open ones only.
///
/// # Errors
/// [`ServiceError::Invalid`] when too many names would have to be opened.
pub fn list(
    app: &App,
    caller: &Caller,
    wanted: &Wanted,
    asked: &Asked<NamedSort>,
) -> Result<Listed<OfferView>, ServiceError> {
    let permit = authorise(caller, Action::ListOffers)?;
    app.read(&permit, |c| {
        let hub = match caller.role {
            Role::Employer => None,
            _ => Some(scope::hub_in_view(c, app, caller)?),
        };
        let states = if outsider(caller) { [OfferState::Open].into_iter().collect() } else { wanted.states };
        let own = (caller.role == Role::Employer).then_some(&caller.organisation);
        let employer = wanted.employer.as_ref();
        if own.is_some() && employer.is_some_and(|asked| Some(asked) != own) {
            return Ok(Listed::empty());
        }
        let filter = Filter {
            employer: own.or(employer),
            hub: hub.as_ref(),
            states,
            from: wanted.from,
            to: wanted.to,
        };
        let page = listing::list(c, Offers { app, filter }, asked)?;
        let employers = organisations::names(c, page.items.iter().map(|listed| &listed.employer))?;
        let mut stored = offers::several(c, &app.keys, page.items.iter().map(|listed| &listed.id))?;
        page.try_map(|listed| {
            let employer_name = employers.get(&listed.employer).cloned();
            let stored = stored.remove(&listed.id).ok_or(DbError::NotFound)?;
            Ok(OfferView { employer_name, ..view(app, stored) })
        })
    })
}

struct Offers<'a> {
    app: &'a App,
    filter: Filter<'a>,
}

impl Rows for Offers<'_> {
    type Column = Stamped;
    type Row = ListedOffer;
    const OLDEST: Stamped = Stamped::Created;

    fn count(&self, c: &mut Conn) -> Result<i64, DbError> {
        offers::count(c, self.filter)
    }

    fn read(&self, c: &mut Conn, run: &Run<Stamped>) -> Result<Vec<(Cursor, ListedOffer)>, DbError> {
        offers::rows(c, &self.app.keys, self.filter, run)
    }

    fn names(&self, c: &mut Conn, rows: &[(Cursor, ListedOffer)]) -> Result<Vec<Vec<String>>, ServiceError> {
        let employers = organisations::names(c, rows.iter().map(|(_, listed)| &listed.employer))?;
        let names = |(_, listed): &(Cursor, ListedOffer)| {
            [listed.title.clone()].into_iter().chain(employers.get(&listed.employer).cloned()).collect()
        };
        Ok(rows.iter().map(names).collect())
    }
}
