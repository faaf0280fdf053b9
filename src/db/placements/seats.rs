//! Seats: how many learners are present in a window on each date.
//!
//! Nothing is locked. A confirmation counts the dates and writes its state in one
//! [`crate::db::Db::write`]; two that would take the last seat together cannot both commit.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::dsl::count_star;
use diesel::prelude::*;

use crate::db::column::Column;
use crate::db::schema::{placement_days, placements};
use crate::db::{Conn, DbError, offers};
use crate::domain::code::Code;
use crate::domain::ids::{OfferId, PlacementId, WindowId};
use crate::domain::placement::{Placement, PlacementState};

/// Seats taken in a window on each date that has any, `except` one placement.
///
/// # Errors
/// [`DbError`].
pub fn taken(
    c: &mut Conn,
    offer: &OfferId,
    window: &WindowId,
    except: Option<&PlacementId>,
) -> Result<BTreeMap<NaiveDate, i64>, DbError> {
    present(c, offer, window, except, holding())
}

/// The same with the seats of placements that are proposed and not over: somebody has been told of each.
///
/// # Errors
/// [`DbError`].
pub fn spoken_for(
    c: &mut Conn,
    offer: &OfferId,
    window: &WindowId,
) -> Result<BTreeMap<NaiveDate, i64>, DbError> {
    present(c, offer, window, None, told())
}

fn present(
    c: &mut Conn,
    offer: &OfferId,
    window: &WindowId,
    except: Option<&PlacementId>,
    states: impl Iterator<Item = &'static str>,
) -> Result<BTreeMap<NaiveDate, i64>, DbError> {
    let holders = placements::table
        .filter(placements::offer_id.eq(offer.as_str()))
        .filter(placements::window_id.eq(window.as_str()))
        .filter(placements::state.eq_any(states))
        .filter(placements::id.ne(except.map_or("", PlacementId::as_str)))
        .select(placements::id);
    let counts: Vec<(NaiveDate, i64)> = placement_days::table
        .filter(placement_days::placement_id.eq_any(holders))
        .group_by(placement_days::date)
        .select((placement_days::date, count_star()))
        .load(c)?;
    Ok(counts.into_iter().collect())
}

/// As [`spoken_for`], for several offers together and all of their windows.
///
/// # Errors
/// [`DbError`].
pub fn spoken_for_together(c: &mut Conn, offers: &[OfferId]) -> Result<BTreeMap<NaiveDate, i64>, DbError> {
    let holders = placements::table
        .filter(placements::offer_id.eq_any(offers.iter().map(OfferId::as_str)))
        .filter(placements::state.eq_any(told()))
        .select(placements::id);
    let counts: Vec<(NaiveDate, i64)> = placement_days::table
        .filter(placement_days::placement_id.eq_any(holders))
        .group_by(placement_days::date)
        .select((placement_days::date, count_star()))
        .load(c)?;
    Ok(counts.into_iter().collect())
}

/// Seats taken by date, by window, by offer.
pub type Taken = BTreeMap<OfferId, BTreeMap<WindowId, BTreeMap<NaiveDate, i64>>>;

/// Seats taken in every window from a date on.
///
/// # Errors
/// [`DbError`].
pub fn taken_from(c: &mut Conn, from: NaiveDate) -> Result<Taken, DbError> {
    present_from(c, from, holding())
}

/// The same with the seats of placements that are proposed and not over: somebody has been told of each.
///
/// # Errors
/// [`DbError`].
pub fn spoken_for_from(c: &mut Conn, from: NaiveDate) -> Result<Taken, DbError> {
    present_from(c, from, told())
}

fn present_from(
    c: &mut Conn,
    from: NaiveDate,
    states: impl Iterator<Item = &'static str>,
) -> Result<Taken, DbError> {
    let holders = placements::table
        .filter(placements::state.eq_any(states))
        .filter(placements::last_date.ge(from))
        .select(placements::id);
    let counts: Vec<(String, String, NaiveDate, i64)> = placement_days::table
        .filter(placement_days::placement_id.eq_any(holders))
        .filter(placement_days::date.ge(from))
        .group_by((placement_days::offer_id, placement_days::window_id, placement_days::date))
        .select((placement_days::offer_id, placement_days::window_id, placement_days::date, count_star()))
        .load(c)?;
    let mut taken = Taken::new();
    for (offer, window, date, count) in counts {
        let offer = Column("placement_days", "offer_id").parse(offer)?;
        let window = Column("placement_days", "window_id").parse(window)?;
        taken.entry(offer).or_default().entry(window).or_default().insert(date, count);
    }
    Ok(taken)
}

/// The codes of the states in which somebody has been told of a placement that is not over, or holds seats.
fn told() -> impl Iterator<Item = &'static str> {
    let told = PlacementState::ALL.iter().filter(|state| state.holds_seats() || !state.is_final());
    told.map(|state| state.code())
}

/// The codes of the states that hold seats.
pub(super) fn holding() -> impl Iterator<Item = &'static str> {
    PlacementState::ALL.iter().filter(|state| state.holds_seats()).map(|state| state.code())
}

/// The dates of a placement on which its window has no seat left for it.
///
/// # Errors
/// [`DbError::NotFound`] when the window is gone.
pub fn full_dates(c: &mut Conn, placement: &Placement) -> Result<Vec<NaiveDate>, DbError> {
    let capacity = i64::from(offers::capacity(c, &placement.offer, &placement.window)?);
    let taken = taken(c, &placement.offer, &placement.window, Some(&placement.id))?;
    let full = |date: &NaiveDate| taken.get(date).copied().unwrap_or_default() >= capacity;
    Ok(placement.days.iter().copied().filter(full).collect())
}
