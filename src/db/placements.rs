//! Placements with their attended dates. The dates count against the window's capacity while the
//! placement's state holds seats.

mod asked;
mod list;
pub mod seats;
pub mod transitions;

pub use asked::{Asked, asked};
pub use list::{Filter, PlacementColumn, count, list, rows};

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::domain::code::Code;
use crate::domain::ids::{LearnerId, OfferId, OrganisationId, PlacementId, UserId};
use crate::domain::learner::ProgrammeKind;
use crate::domain::placement::{Gates, Placement, PlacementState};
use crate::domain::time::DateRange;

use super::changes::{self, ChangeKind};
use super::column::{Column, written};
use super::schema::{placement_days, placements};
use super::{Conn, DbError, Stamp};

/// What is stored of a placement and never searched.
#[derive(Serialize, Deserialize)]
struct Doc {
    programme: ProgrammeKind,
}

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = placements, treat_none_as_null = true)]
struct Row {
    id: String,
    reference: String,
    provider_id: String,
    learner_id: String,
    employer_id: String,
    offer_id: String,
    window_id: String,
    state: String,
    first_date: NaiveDate,
    last_date: NaiveDate,
    accepted_at: Option<Stamp>,
    agreed_at: Option<Stamp>,
    visited_at: Option<Stamp>,
    met_at: Option<Stamp>,
    plan_agreed_at: Option<Stamp>,
    doc: String,
    version: i64,
    created_at: Stamp,
    updated_at: Stamp,
    marked_at: Option<Stamp>,
}

fn column(name: &'static str) -> Column {
    Column("placements", name)
}

impl Row {
    fn write(placement: &Placement, created_at: Stamp, updated_at: Stamp) -> Result<Self, DbError> {
        let no_days = || DbError::Rule("a placement has at least one date".to_owned());
        let gates = &placement.gates;
        Ok(Self {
            id: placement.id.to_string(),
            reference: placement.reference.to_string(),
            provider_id: placement.provider.to_string(),
            learner_id: placement.learner.to_string(),
            employer_id: placement.employer.to_string(),
            offer_id: placement.offer.to_string(),
            window_id: placement.window.to_string(),
            state: placement.state.code().to_owned(),
            first_date: *placement.days.iter().min().ok_or_else(no_days)?,
            last_date: *placement.days.iter().max().ok_or_else(no_days)?,
            accepted_at: gates.accepted_at.map(Into::into),
            agreed_at: gates.agreed_at.map(Into::into),
            visited_at: gates.visited_at.map(Into::into),
            met_at: gates.met_at.map(Into::into),
            plan_agreed_at: gates.plan_agreed_at.map(Into::into),
            doc: column("doc").to_json(&Doc { programme: placement.programme })?,
            version: placement.version,
            created_at,
            updated_at,
            marked_at: placement.marked_at.map(Into::into),
        })
    }

    fn read(self, days: Vec<NaiveDate>) -> Result<Placement, DbError> {
        Ok(Placement {
            id: column("id").parse(self.id)?,
            reference: column("reference").parse(self.reference)?,
            learner: column("learner_id").parse(self.learner_id)?,
            provider: column("provider_id").parse(self.provider_id)?,
            offer: column("offer_id").parse(self.offer_id)?,
            employer: column("employer_id").parse(self.employer_id)?,
            window: column("window_id").parse(self.window_id)?,
            programme: column("doc").json::<Doc>(&self.doc)?.programme,
            days,
            state: column("state").code(&self.state)?,
            gates: Gates {
                accepted_at: self.accepted_at.map(Into::into),
                agreed_at: self.agreed_at.map(Into::into),
                visited_at: self.visited_at.map(Into::into),
                met_at: self.met_at.map(Into::into),
                plan_agreed_at: self.plan_agreed_at.map(Into::into),
            },
            marked_at: self.marked_at.map(Into::into),
            version: self.version,
        })
    }
}

/// Adds a placement with its dates.
///
/// # Errors
/// [`DbError::Unique`] on `placements.reference` when the reference is taken;
/// [`DbError::ForeignKey`] when the learner or the window is unknown.
pub fn insert(c: &mut Conn, placement: &Placement, at: DateTime<Utc>) -> Result<(), DbError> {
    let row = Row::write(placement, at.into(), at.into())?;
    diesel::insert_into(placements::table).values(&row).execute(c)?;
    write_days(c, placement)?;
    changes::note(c, ChangeKind::Placement, placement.id.as_str(), placement.version, at)
}

/// Writes a placement that was read in version `expected` and changed since, whose own version is
/// then the next.
///
/// # Errors
/// [`DbError::Stale`] when it is not in that version.
pub fn save(c: &mut Conn, placement: &Placement, expected: i64, at: DateTime<Utc>) -> Result<(), DbError> {
    let current = placements::table.find(placement.id.as_str()).filter(placements::version.eq(expected));
    let created_at: Option<Stamp> = current.select(placements::created_at).first(c).optional()?;
    let row = Row::write(placement, created_at.ok_or(DbError::Stale)?, at.into())?;
    written(diesel::update(current).set(&row).execute(c)?)?;
    let its_days = placement_days::placement_id.eq(placement.id.as_str());
    diesel::delete(placement_days::table.filter(its_days)).execute(c)?;
    write_days(c, placement)?;
    changes::note(c, ChangeKind::Placement, placement.id.as_str(), placement.version, at)
}

fn write_days(c: &mut Conn, placement: &Placement) -> Result<(), DbError> {
    for date in &placement.days {
        diesel::insert_into(placement_days::table)
            .values((
                placement_days::placement_id.eq(placement.id.as_str()),
                placement_days::date.eq(date),
                placement_days::offer_id.eq(placement.offer.as_str()),
                placement_days::window_id.eq(placement.window.as_str()),
            ))
            .execute(c)?;
    }
    Ok(())
}

/// Puts the dates to rows that were read.
fn with_days(c: &mut Conn, rows: Vec<Row>) -> Result<Vec<Placement>, DbError> {
    let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    let found: Vec<(String, NaiveDate)> = placement_days::table
        .filter(placement_days::placement_id.eq_any(ids))
        .select((placement_days::placement_id, placement_days::date))
        .order(placement_days::date)
        .load(c)?;
    let mut days: BTreeMap<String, Vec<NaiveDate>> = BTreeMap::new();
    for (id, date) in found {
        days.entry(id).or_default().push(date);
    }
    rows.into_iter()
        .map(|row| {
            let its = days.remove(&row.id).unwrap_or_default();
            row.read(its)
        })
        .collect()
}

/// A placement.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn get(c: &mut Conn, id: &PlacementId) -> Result<Placement, DbError> {
    let row: Row = placements::table.find(id.as_str()).select(Row::as_select()).first(c)?;
    with_days(c, vec![row])?.pop().ok_or(DbError::NotFound)
}

/// The placements of a learner that hold seats, by their first date.
///
/// # Errors
/// [`DbError`].
pub fn held_by(c: &mut Conn, learner: &LearnerId) -> Result<Vec<Placement>, DbError> {
    let rows: Vec<Row> = placements::table
        .filter(placements::learner_id.eq(learner.as_str()))
        .filter(placements::state.eq_any(seats::holding()))
        .order((placements::first_date, placements::id))
        .select(Row::as_select())
        .load(c)?;
    with_days(c, rows)
}

/// The placements of learners that are not over, or those of them that a job coach is assigned to, by their first date.
///
/// # Errors
/// [`DbError`].
pub fn open_of<'a>(
    c: &mut Conn,
    learners: impl Iterator<Item = &'a LearnerId>,
    coach: Option<&UserId>,
) -> Result<Vec<Placement>, DbError> {
    let mut query = placements::table
        .filter(placements::learner_id.eq_any(learners.map(LearnerId::as_str)))
        .filter(placements::state.eq_any(going()))
        .order((placements::first_date, placements::id))
        .select(Row::as_select())
        .into_boxed();
    if let Some(coach) = coach {
        query = query.filter(placements::id.eq_any(list::of_coach(coach)));
    }
    let rows: Vec<Row> = query.load(c)?;
    with_days(c, rows)
}

/// The codes of the states after which something follows.
fn going() -> impl Iterator<Item = &'static str> {
    PlacementState::ALL.iter().filter(|state| !state.is_final()).map(|state| state.code())
}

/// The placements at an employer that hold seats and touch a range of dates.
///
/// # Errors
/// [`DbError`].
pub fn held_at(c: &mut Conn, employer: &OrganisationId, dates: DateRange) -> Result<Vec<Placement>, DbError> {
    let rows: Vec<Row> = placements::table
        .filter(placements::employer_id.eq(employer.as_str()))
        .filter(placements::state.eq_any(seats::holding()))
        .filter(placements::first_date.le(dates.to))
        .filter(placements::last_date.ge(dates.from))
        .order((placements::first_date, placements::id))
        .select(Row::as_select())
        .load(c)?;
    with_days(c, rows)
}

/// On what placements rest.
#[derive(Clone, Copy, Debug)]
pub enum Live<'a> {
    /// An offer.
    Offer(&'a OfferId),
    /// An employer.
    Employer(&'a OrganisationId),
    /// A provider.
    Provider(&'a OrganisationId),
}

/// The placements that rest on something, are not over and have not had their last day before
/// `from`, oldest first.
///
/// # Errors
/// [`DbError`].
pub fn live(c: &mut Conn, on: Live<'_>, from: NaiveDate) -> Result<Vec<Placement>, DbError> {
    let query = placements::table
        .select(Row::as_select())
        .filter(placements::state.eq_any(going()))
        .filter(placements::last_date.ge(from))
        .order((placements::created_at, placements::id));
    let rows: Vec<Row> = match on {
        Live::Offer(offer) => query.filter(placements::offer_id.eq(offer.as_str())).load(c)?,
        Live::Employer(employer) => query.filter(placements::employer_id.eq(employer.as_str())).load(c)?,
        Live::Provider(provider) => query.filter(placements::provider_id.eq(provider.as_str())).load(c)?,
    };
    with_days(c, rows)
}
