//! Which job coach works with which placement.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::ids::{LearnerId, PlacementId, UserId};

use super::column::{Column, found};
use super::schema::{assignments, placements};
use super::{Conn, DbError, Stamp};

/// Assigns a job coach to a placement.
///
/// # Errors
/// [`DbError::Unique`] when they are assigned, [`DbError::ForeignKey`] when either is unknown.
pub fn assign(
    c: &mut Conn,
    coach: &UserId,
    placement: &PlacementId,
    at: DateTime<Utc>,
) -> Result<(), DbError> {
    diesel::insert_into(assignments::table)
        .values((
            assignments::coach_id.eq(coach.as_str()),
            assignments::placement_id.eq(placement.as_str()),
            assignments::created_at.eq(Stamp::from(at)),
        ))
        .execute(c)?;
    Ok(())
}

/// Ends an assignment.
///
/// # Errors
/// [`DbError::NotFound`] when there was none.
pub fn end(c: &mut Conn, coach: &UserId, placement: &PlacementId) -> Result<(), DbError> {
    found(diesel::delete(assignments::table.find((coach.as_str(), placement.as_str()))).execute(c)?)
}

/// The job coaches of a placement, in the order in which they were assigned.
///
/// # Errors
/// [`DbError`].
pub fn coaches_of(c: &mut Conn, placement: &PlacementId) -> Result<Vec<UserId>, DbError> {
    let rows: Vec<String> = assignments::table
        .filter(assignments::placement_id.eq(placement.as_str()))
        .order((assignments::created_at, assignments::coach_id))
        .select(assignments::coach_id)
        .load(c)?;
    rows.into_iter().map(|id| Column("assignments", "coach_id").parse(id)).collect()
}

/// Whether a job coach is assigned to any placement of a learner.
///
/// # Errors
/// [`DbError`].
pub fn coaches_learner(c: &mut Conn, coach: &UserId, learner: &LearnerId) -> Result<bool, DbError> {
    let of_learner =
        placements::table.filter(placements::learner_id.eq(learner.as_str())).select(placements::id);
    let assigned = assignments::table
        .filter(assignments::coach_id.eq(coach.as_str()))
        .filter(assignments::placement_id.eq_any(of_learner));
    Ok(diesel::select(diesel::dsl::exists(assigned)).get_result(c)?)
}

/// The placements to which a job coach is assigned.
///
/// # Errors
/// [`DbError`].
pub fn of_coach(c: &mut Conn, coach: &UserId) -> Result<BTreeSet<PlacementId>, DbError> {
    let its = assignments::table.filter(assignments::coach_id.eq(coach.as_str()));
    let rows: Vec<String> = its.select(assignments::placement_id).load(c)?;
    rows.into_iter().map(|id| Column("assignments", "placement_id").parse(id)).collect()
}
