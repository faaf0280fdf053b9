//! Who is expected today, at which minute, and whether they are known to have arrived.

use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::db::placements::{self, Filter, PlacementColumn};
use crate::db::{Order, Run, alerts, reports};
use crate::domain::placement::PlacementState;
use crate::domain::report::{Report, Tick};
use crate::domain::time::Span;

use super::alert_view::{self, AlertView};
use super::alerts::is_expected;
use super::placements::list::of_caller;
use super::placements::view;
use super::placements::{PlacementSummary, elsewhere};
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
    /// What the employer ticked.
    pub tick: Option<Tick>,
    /// The alert of today, if one was raised.
    pub alert: Option<AlertView>,
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
    let found = app.read(&permit, |c| {
        let mut found = Vec::new();
        let rows = placements::rows(c, filter, &Run { order, after: None, most: MOST })?;
        let rows = rows.into_iter().map(|(_, placement)| placement);
        for placement in rows.filter(|one| is_expected(one, today)) {
            // No alert is raised of a placement to which nobody agrees any more.
            if !agreements::is_agreed(c, app, &placement)? {
                continue;
            }
            let days = elsewhere::days_of(c, app, &placement)?;
            let told = reports::of_placement(c, &app.keys, &placement.id)?;
            let tick = told.into_iter().rev().find_map(|stored| match stored.report {
                Report::Tick(tick) if stored.date == Some(today) => Some(tick),
                _ => None,
            });
            let alert = alerts::of_day(c, &placement.id, today)?;
            found.push(Expected {
                hours: days.into_iter().find(|day| day.date == today).map(|day| day.hours),
                tick,
                alert: alert.map(|alert| alert_view::view(c, app, alert)).transpose()?,
                placement: view::summary(c, app, caller, placement)?,
            });
        }
        Ok::<_, ServiceError>(found)
    })?;
    let of = found.iter().map(|one| one.placement.id.as_str());
    access::each_shown(app, &permit, caller, Action::ListAlerts, "placement", of)?;
    let mut found = found;
    found.sort_by(|one, other| {
        let key = |one: &Expected| (one.hours.map(|hours| hours.from), one.placement.employer_name.clone());
        key(one).cmp(&key(other))
    });
    Ok(found)
}
