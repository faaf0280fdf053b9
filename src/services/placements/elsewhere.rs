//! What other placements take: of a learner's days, and of a supervisor's.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use crate::app::App;
use crate::db::{Conn, learners, offers, placements, programmes};
use crate::domain::attendance::PlacedDay;
use crate::domain::calendar::age_on;
use crate::domain::ids::{LearnerId, OfferId, PlacementId};
use crate::domain::offer::{Offer, OfferFacts};
use crate::domain::placement::Placement;
use crate::domain::time::DateRange;
use crate::law;
use crate::services::ServiceError;
use crate::services::programmes::Plan;
use crate::standing::attended;

/// How far from a placement's dates the law looks for other days of the same supervisor.
const AROUND: Days = Days::new(30);

/// The age from which nobody's vetting turns on how often they come.
const SIXTEEN: i32 = 16;

/// The days that a learner's confirmed placements hold, `except` one, in order.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn placed_days(
    c: &mut Conn,
    app: &App,
    learner: &LearnerId,
    except: Option<&PlacementId>,
) -> Result<Vec<PlacedDay>, ServiceError> {
    let held = placements::held_by(c, learner)?;
    let others = held.iter().filter(|placement| except != Some(&placement.id));
    let mut days: Vec<PlacedDay> = days_among(c, app, others)?.into_values().flatten().collect();
    days.sort_by_key(|day| (day.date, day.hours));
    Ok(days)
}

/// The days of one placement: as planned, or at the window's hours where no plan is kept.
///
/// # Errors
/// [`ServiceError`] of the store.
pub(in crate::services) fn days_of(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
) -> Result<Vec<PlacedDay>, ServiceError> {
    Ok(days_among(c, app, [placement])?.remove(&placement.id).unwrap_or_default())
}

/// As [`days_of`], of several placements.
///
/// # Errors
/// [`ServiceError`] of the store.
pub(in crate::services) fn days_among<'a>(
    c: &mut Conn,
    app: &App,
    placements: impl IntoIterator<Item = &'a Placement>,
) -> Result<BTreeMap<PlacementId, Vec<PlacedDay>>, ServiceError> {
    let placements: Vec<&Placement> = placements.into_iter().collect();
    let plans = programmes::newest_among::<Plan>(c, &app.keys, placements.iter().map(|one| &one.id))?;
    let unplanned = placements.iter().filter(|one| !plans.contains_key(&one.id)).map(|one| &one.offer);
    let offers = offers::several(c, &app.keys, unplanned)?;
    let days = |placement: &&Placement| {
        let placed = |day: law::Day| PlacedDay {
            employer: placement.employer.clone(),
            date: day.date,
            hours: day.hours,
            breaks: day.breaks,
        };
        let window = || offers.get(&placement.offer)?.offer.window(&placement.window);
        let days = match (plans.get(&placement.id), window()) {
            (Some(plan), _) => plan.programme.programme.days.iter().map(attended).map(placed).collect(),
            (None, Some(window)) => {
                let day = |date: &NaiveDate| law::Day {
                    date: *date,
                    hours: window.hours,
                    breaks: window.breaks.clone(),
                };
                placement.days.iter().map(day).map(placed).collect()
            }
            (None, None) => Vec::new(),
        };
        (placement.id.clone(), days)
    };
    Ok(placements.iter().map(days).collect())
}

/// The dates around a placement's on which the offer's supervisor has other learners under 16, at
/// whichever of the employer's offers; none for a learner of 16 or over, about whom it decides
/// nothing. A supervisor is known by name, for a name is what an employer states.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn supervised(
    c: &mut Conn,
    app: &App,
    offer: &OfferFacts,
    placement: &Placement,
    date_of_birth: NaiveDate,
) -> Result<BTreeSet<NaiveDate>, ServiceError> {
    let mut dates = BTreeSet::new();
    let (Some(first), Some(last)) = (placement.days.first(), placement.days.last()) else { return Ok(dates) };
    if age_on(date_of_birth, *first) >= SIXTEEN {
        return Ok(dates);
    }
    let around = DateRange {
        from: first.checked_sub_days(AROUND).unwrap_or(*first),
        to: last.checked_add_days(AROUND).unwrap_or(*last),
    };
    let supervisor = supervisor(&offer.offer);
    let mut names: BTreeMap<OfferId, String> = BTreeMap::new();
    for other in placements::held_at(c, &offer.employer, around)? {
        if other.learner == placement.learner {
            continue;
        }
        if !names.contains_key(&other.offer) {
            let name = self::supervisor(&offers::get(c, &app.keys, &other.offer)?.offer);
            names.insert(other.offer.clone(), name);
        }
        if names.get(&other.offer) == Some(&supervisor) {
            let born = learners::identity(c, &app.keys, &other.learner)?.date_of_birth;
            dates.extend(other.days.iter().copied().filter(|date| age_on(born, *date) < SIXTEEN));
        }
    }
    Ok(dates)
}

/// What the supervisor of an offer is called, however it is typed.
fn supervisor(offer: &Offer) -> String {
    let name = offer.person(&offer.supervisor).map(|person| person.name.as_str()).unwrap_or_default();
    name.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
