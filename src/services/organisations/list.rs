//! The organisations in the caller's view as a list: narrowed, searched, sorted.

use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::db::organisations::{self, Filter, Organisation};
use crate::db::{Conn, Cursor, DbError, Run, Stamped};
use crate::domain::code::CodeSet;
use crate::domain::organisation::OrganisationKind;
use crate::services::ServiceError;
use crate::services::listing::{self, Asked, Listed, NamedSort, Rows};

use super::{OrganisationView, View, is_hub_side};

/// Which organisations are asked for, beyond what the caller may see.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted {
    /// Of one of these kinds; of any when empty.
    pub kinds: CodeSet<OrganisationKind>,
    /// Those kept for the record only as well.
    pub archived: bool,
}

/// The organisations in the caller's view.
///
/// # Errors
/// [`ServiceError::Invalid`] when too many names would have to be read.
pub fn list(
    app: &App,
    caller: &Caller,
    wanted: Wanted,
    asked: &Asked<NamedSort>,
) -> Result<Listed<OrganisationView>, ServiceError> {
    let permit = authorise(caller, Action::ListOrganisations)?;
    app.read(&permit, |c| {
        let View { hub, own } = View::of(app, c, caller)?;
        let filter = Filter {
            kinds: wanted.kinds,
            hub: hub.as_ref(),
            only: hub.is_none().then_some(&own),
            provider: (!is_hub_side(caller)).then_some(&own),
            archived: wanted.archived || hub.is_none(),
        };
        let page = listing::list(c, Organisations { app, filter }, asked)?;
        page.try_map(|organisation| Ok(OrganisationView::from(organisation)))
    })
}

struct Organisations<'a> {
    app: &'a App,
    filter: Filter<'a>,
}

impl Rows for Organisations<'_> {
    type Column = Stamped;
    type Row = Organisation;
    const OLDEST: Stamped = Stamped::Created;

    fn count(&self, c: &mut Conn) -> Result<i64, DbError> {
        organisations::count(c, self.filter)
    }

    fn read(&self, c: &mut Conn, run: &Run<Stamped>) -> Result<Vec<(Cursor, Organisation)>, DbError> {
        organisations::rows(c, &self.app.keys, self.filter, run)
    }

    fn names(&self, _: &mut Conn, rows: &[(Cursor, Organisation)]) -> Result<Vec<Vec<String>>, ServiceError> {
        Ok(rows.iter().map(|(_, organisation)| vec![organisation.body.name().to_string()]).collect())
    }
}
