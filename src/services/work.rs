//! What is to be done now: the caller's placements by what each waits for.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate, NaiveTime};

use crate::app::App;
use crate::auth::policy::allowed;
use crate::auth::{Action, Caller, Permit, authorise};
use crate::db::placements::{self, PlacementColumn};
use crate::db::{self, Order, Run};
use crate::domain::code::{Code, CodeSet};
use crate::domain::destination::FollowUp;
use crate::domain::ids::PlacementId;
use crate::domain::placement::Placement;
use crate::standing::{Due, due};

use super::placements::list::of_caller;
use super::placements::{PlacementSummary, notice, view};
use super::{Cursor, Listed, ServiceError, Slice, alerts, destinations, internship_reviews, reports};

/// How many placements are looked through.
const MOST: i64 = 5_000;

/// For how long after its last day a placement is still looked at.
/// A year, and as long again as somebody may take to ask where the learner is.
const BACK: Days = Days::new(549);

/// How many of the caller's placements wait for each thing, in the order of [`Due`].
///
/// # Errors
/// As for every use case.
pub fn counts(app: &App, caller: &Caller) -> Result<Vec<(Due, usize)>, ServiceError> {
    if !allowed(caller.role, Action::ListPlacements) {
        return Ok(Vec::new());
    }
    let mut counts: BTreeMap<Due, usize> = BTreeMap::new();
    for (_, due) in all(app, &authorise(caller, Action::ListPlacements)?, caller)? {
        for due in due.iter() {
            *counts.entry(due).or_default() += 1;
        }
    }
    Ok(Due::ALL.iter().filter_map(|due| counts.get(due).map(|count| (*due, *count))).collect())
}

/// A placement that is not over, with what it waits for.
#[derive(Clone, Debug)]
pub struct OpenPlacement {
    /// The placement.
    pub placement: PlacementSummary,
    /// What is to be done about it.
    pub waits_for: CodeSet<Due>,
}

/// The caller's placements that are not over, or those of them that wait for something, by their first day.
///
/// # Errors
/// [`ServiceError::Invalid`] when the page before ended with a placement that is no longer among them.
pub fn open(
    app: &App,
    caller: &Caller,
    waits_for: Option<Due>,
    slice: &Slice,
) -> Result<Listed<OpenPlacement>, ServiceError> {
    let permit = authorise(caller, Action::ListPlacements)?;
    let mut found = all(app, &permit, caller)?;
    found.retain(|(_, due)| waits_for.is_none_or(|what| due.contains(what)));
    let place = |(one, _): &(Placement, CodeSet<Due>)| Cursor {
        at: one.days.first().map(|day| day.and_time(NaiveTime::MIN).and_utc()).unwrap_or_default(),
        id: one.id.to_string(),
    };
    let Listed { items, next, total } =
        Listed::part(found.into_iter().map(|one| (place(&one), one)).collect(), slice)?;
    let (placements, due): (Vec<_>, Vec<_>) = items.into_iter().unzip();
    let placements = app.read(&permit, |c| view::summaries(c, app, caller, placements))?;
    let with_due = |(placement, waits_for)| OpenPlacement { placement, waits_for };
    Ok(Listed { items: placements.into_iter().zip(due).map(with_due).collect(), next, total })
}

/// The caller's placements that are not over or of which something was told, each with what it waits for.
fn all(app: &App, permit: &Permit, caller: &Caller) -> Result<Vec<(Placement, CodeSet<Due>)>, ServiceError> {
    let today = app.clock.today_in_london();
    let filter = placements::Filter { from: today.checked_sub_days(BACK), ..of_caller(caller) };
    let order = Order { by: PlacementColumn::FirstDay, descending: false };
    let run = Run { order, after: None, most: MOST };
    app.read(permit, |c| {
        let rows = placements::rows(c, filter, &run)?.into_iter().map(|(_, placement)| placement);
        let rows: Vec<Placement> = rows.collect();
        let told = reports::waiting(c, caller, &rows)?;
        let alerts = alerts::waiting(c, caller)?;
        let short = match allowed(caller.role, Action::ShortenNotice) {
            true => notice::short_among(c, app, &rows)?,
            false => BTreeSet::new(),
        };
        let asks = allowed(caller.role, Action::TellDestination);
        let mut followed: BTreeMap<PlacementId, Vec<FollowUp>> = BTreeMap::new();
        for (placement, after) in db::destinations::told(c, rows.iter().map(|one| &one.id))? {
            followed.entry(placement).or_default().push(after);
        }
        let reviews = allowed(caller.role, Action::RecordInternshipReview);
        let mut reviewed: BTreeMap<PlacementId, Vec<NaiveDate>> = BTreeMap::new();
        for (placement, on) in db::internship_reviews::held(c, rows.iter().map(|one| &one.id))? {
            reviewed.entry(placement).or_default().push(on);
        }
        let with_due = |placement: Placement| {
            let mut due = due(&placement, today);
            if short.contains(&placement.id) {
                due.insert(Due::ShortNotice);
            }
            if let Some(told) = told.get(&placement.id) {
                due = due.union(*told);
            }
            let told = followed.get(&placement.id).map(Vec::as_slice).unwrap_or_default();
            if asks && destinations::waits(&placement, told, today).is_some() {
                due.insert(Due::Destination);
            }
            let held = reviewed.get(&placement.id).map(Vec::as_slice).unwrap_or_default();
            if reviews && internship_reviews::waits(&placement, held, today) {
                due.insert(Due::Review);
            }
            if alerts.contains(&placement.id) {
                due.insert(Due::Arrival);
            }
            (placement, due)
        };
        let open =
            |(placement, due): &(Placement, CodeSet<Due>)| !placement.state.is_final() || !due.is_empty();
        Ok(rows.into_iter().map(with_due).filter(open).collect())
    })
}
