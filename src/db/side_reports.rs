//! What learners and families tell of placements. Every telling is a row; what was told is never written again.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;

use crate::domain::code::Code;
use crate::domain::ids::{PlacementId, ReportId, UserId};
use crate::domain::reader::Reader;
use crate::domain::report::{Report, ReportKind};

use super::column::{Column, found};
use super::schema::side_reports;
use super::{Conn, DbError, Keys, SealContext, Sealed, Stamp};

/// A report of the learner's side as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideReport {
    /// The identifier.
    pub id: ReportId,
    /// Of which placement.
    pub placement: PlacementId,
    /// Who told it.
    pub reader: Reader,
    /// The day that it is about, of an absence.
    pub date: Option<NaiveDate>,
    /// What was told.
    pub report: Report,
    /// When.
    pub created_at: DateTime<Utc>,
    /// Who has seen it, and when.
    pub seen: Option<(UserId, DateTime<Utc>)>,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = side_reports)]
struct Row {
    id: String,
    placement_id: String,
    reader: String,
    kind: String,
    date: Option<NaiveDate>,
    doc: Sealed,
    created_at: Stamp,
    seen_by: Option<String>,
    seen_at: Option<Stamp>,
}

fn place(id: &str) -> SealContext<'_> {
    SealContext::new("side_reports", "doc", id)
}

impl Row {
    fn open(self, keys: &Keys) -> Result<SideReport, DbError> {
        let column = |name| Column("side_reports", name);
        let seen_by: Option<UserId> = column("seen_by").parse_some(self.seen_by)?;
        Ok(SideReport {
            report: self.doc.open(keys, place(&self.id))?,
            id: column("id").parse(self.id)?,
            placement: column("placement_id").parse(self.placement_id)?,
            reader: column("reader").parse(self.reader)?,
            date: self.date,
            created_at: self.created_at.into(),
            seen: seen_by.zip(self.seen_at.map(Into::into)),
        })
    }
}

/// Adds what was told.
///
/// # Errors
/// [`DbError::Unique`] when a report has the identifier.
pub fn insert(c: &mut Conn, keys: &Keys, report: &SideReport) -> Result<(), DbError> {
    let id = report.id.to_string();
    let row = Row {
        doc: Sealed::seal(keys, place(&id), &report.report)?,
        id,
        placement_id: report.placement.to_string(),
        reader: report.reader.to_string(),
        kind: report.report.kind().code().to_owned(),
        date: report.date,
        created_at: report.created_at.into(),
        seen_by: report.seen.as_ref().map(|(user, _)| user.to_string()),
        seen_at: report.seen.as_ref().map(|(_, at)| (*at).into()),
    };
    diesel::insert_into(side_reports::table).values(&row).execute(c)?;
    Ok(())
}

/// A report.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn get(c: &mut Conn, keys: &Keys, id: &ReportId) -> Result<SideReport, DbError> {
    side_reports::table.find(id.as_str()).select(Row::as_select()).first(c)?.open(keys)
}

/// What was told of a placement, oldest first.
///
/// # Errors
/// [`DbError`].
pub fn of_placement(c: &mut Conn, keys: &Keys, placement: &PlacementId) -> Result<Vec<SideReport>, DbError> {
    let rows: Vec<Row> = side_reports::table
        .filter(side_reports::placement_id.eq(placement.as_str()))
        .order((side_reports::created_at, side_reports::id))
        .select(Row::as_select())
        .load(c)?;
    rows.into_iter().map(|row| row.open(keys)).collect()
}

/// Notes who has seen a report.
///
/// # Errors
/// [`DbError::NotFound`] when somebody has.
pub fn see(c: &mut Conn, id: &ReportId, by: &UserId, at: DateTime<Utc>) -> Result<(), DbError> {
    let unseen = side_reports::table.find(id.as_str()).filter(side_reports::seen_at.is_null());
    let change = (side_reports::seen_by.eq(by.as_str()), side_reports::seen_at.eq(Stamp::from(at)));
    found(diesel::update(unseen).set(change).execute(c)?)
}

/// The placements of which the learner's side told something that nobody has seen: once for each report, with its kind.
///
/// # Errors
/// [`DbError`].
pub fn unseen(c: &mut Conn) -> Result<Vec<(PlacementId, ReportKind)>, DbError> {
    let rows: Vec<(String, String)> = side_reports::table
        .filter(side_reports::seen_at.is_null())
        .order((side_reports::created_at, side_reports::id))
        .select((side_reports::placement_id, side_reports::kind))
        .load(c)?;
    let column = |name| Column("side_reports", name);
    rows.into_iter()
        .map(|(placement, kind)| Ok((column("placement_id").parse(placement)?, column("kind").code(&kind)?)))
        .collect()
}

/// Whether the learner's side has said that the learner cannot come on a day.
///
/// # Errors
/// [`DbError`].
pub fn is_absent(c: &mut Conn, placement: &PlacementId, date: NaiveDate) -> Result<bool, DbError> {
    Ok(!absences(c, placement, date)?.is_empty())
}

/// Whether nobody is to be looked for on a day: the family has said that the learner cannot come, or the learner has, and
/// somebody of the provider has seen it. Whoever holds the learner's telephone must not call off the search alone.
///
/// # Errors
/// [`DbError`].
pub fn is_excused(c: &mut Conn, placement: &PlacementId, date: NaiveDate) -> Result<bool, DbError> {
    let learner = Reader::Learner.to_string();
    Ok(absences(c, placement, date)?.iter().any(|(reader, seen)| *reader != learner || seen.is_some()))
}

/// Who has said so, and when somebody saw it.
fn absences(
    c: &mut Conn,
    placement: &PlacementId,
    date: NaiveDate,
) -> Result<Vec<(String, Option<Stamp>)>, DbError> {
    Ok(side_reports::table
        .filter(side_reports::placement_id.eq(placement.as_str()))
        .filter(side_reports::kind.eq(ReportKind::Absence.code()))
        .filter(side_reports::date.eq(date))
        .select((side_reports::reader, side_reports::seen_at))
        .load(c)?)
}
