//! Who is expected today, at which minute, and whether they are known to have arrived.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::db::placements::{self, Filter, PlacementColumn};
use crate::db::reports::{self, StoredReport};
use crate::db::{Conn, Order, Run, ToldBy, alerts, users};
use crate::domain::ids::PlacementId;
use crate::domain::placement::{Placement, PlacementState};
use crate::domain::report::{Report, Tick};
use crate::domain::time::Span;

use super::alert_view::{self, AlertView};
use super::alerts::is_expected;
use super::placements::list::of_caller;
use super::placements::{PlacementSummary, elsewhere, view};
use super::{ServiceError, access, agreements};

/// How many placements are looked through.
const MOST: i64 = 5_000;

/// A learner who is expected today.
#[derive(Clone, Debug)]
pub struct Expected {
    /// Of which placement.
    pub placement: PlacementSummary,
    /// From arriving to leaving; absent where neither plan nor offer says.
    pub hours: Option<Span>,
    /// What was ticked.
    pub tick: Option<Ticked>,
    /// The alert of today, if one was raised.
    pub alert: Option<AlertView>,
}

/// The tick of today, and who gave it.
#[derive(Clone, Debug)]
pub struct Ticked {
    /// What was ticked.
    pub tick: Tick,
    /// Rises with each change.
    pub version: i64,
    /// The name of somebody of the provider who gave it; absent where the employer did.
    pub by: Option<String>,
}

/// Those of the caller's learners who are expected today at any site, by the minute at which they are to arrive.
///
/// # Errors
/// [`ServiceError::Forbidden`].
pub fn expected(app: &App, caller: &Caller) -> Result<Vec<Expected>, ServiceError> {
    let permit = authorise(caller, Action::ListAlerts)?;
    let today = app.clock.today_in_london();
    let states = [PlacementState::Briefed, PlacementState::UnderWay].into_iter().collect();
    let filter = Filter { states, from: Some(today), to: Some(today), ..of_caller(caller) };
    let order = Order { by: PlacementColumn::FirstDay, descending: false };
    let mut found = app.read(&permit, |c| {
        let rows = placements::rows(c, filter, &Run { order, after: None, most: MOST })?;
        let rows = rows.into_iter().map(|(_, placement)| placement);
        let mut rows: Vec<Placement> = rows.filter(|one| is_expected(one, today)).collect();
        // No alert is raised of a placement to which nobody agrees any more.
        let agreed = agreements::agreed_among(c, app, &rows)?;
        rows.retain(|placement| agreed.contains(&placement.id));
        let days = elsewhere::days_among(c, app, &rows)?;
        let mut ticks = ticked(c, app, &rows, today)?;
        let alerts = alerts::of_day_among(c, rows.iter().map(|one| &one.id), today)?;
        let alerts = alert_view::views(c, app, alerts)?.into_iter();
        let mut alerts: BTreeMap<_, _> = alerts.map(|alert| (alert.placement.clone(), alert)).collect();
        let expected = |placement: PlacementSummary| Expected {
            hours: days
                .get(&placement.id)
                .into_iter()
                .flatten()
                .find(|day| day.date == today)
                .map(|day| day.hours),
            tick: ticks.remove(&placement.id),
            alert: alerts.remove(&placement.id),
            placement,
        };
        Ok::<_, ServiceError>(
            view::summaries(c, app, caller, rows)?.into_iter().map(expected).collect::<Vec<_>>(),
        )
    })?;
    let of = found.iter().map(|one| one.placement.id.as_str());
    access::each_shown(app, &permit, caller, Action::ListAlerts, "placement", of)?;
    found.sort_by(|one, other| {
        let key = |one: &Expected| (one.hours.map(|hours| hours.from), one.placement.employer_name.clone());
        key(one).cmp(&key(other))
    });
    Ok(found)
}

fn ticked(
    c: &mut Conn,
    app: &App,
    rows: &[Placement],
    today: NaiveDate,
) -> Result<BTreeMap<PlacementId, Ticked>, ServiceError> {
    let told = reports::of_day_among(c, &app.keys, rows.iter().map(|one| &one.id), today)?;
    let staff = told.iter().filter_map(|stored| match &stored.by {
        ToldBy::User(user, _) => Some(user),
        ToldBy::Contact(_) => None,
    });
    let names = users::names(c, &app.keys, staff)?;
    let ticked = |stored: StoredReport| {
        let by = match &stored.by {
            ToldBy::User(user, _) => names.get(user).cloned(),
            ToldBy::Contact(_) => None,
        };
        match stored.report {
            Report::Tick(tick) => Some((stored.placement, Ticked { tick, version: stored.version, by })),
            _ => None,
        }
    };
    Ok(told.into_iter().filter_map(ticked).collect())
}
