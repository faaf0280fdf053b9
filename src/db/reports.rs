//! What employers tell of placements, and which days the provider’s staff ticked.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;

use crate::domain::code::Code;
use crate::domain::ids::{PlacementId, ReportId, UserId};
use crate::domain::report::{Report, ReportKind};

use super::column::{Column, written};
use super::few::few;
use super::schema::reports;
use super::{Conn, DbError, Keys, SealContext, Sealed, Stamp, ToldBy};

/// A report as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredReport {
    /// The identifier.
    pub id: ReportId,
    /// Of which placement.
    pub placement: PlacementId,
    /// Who told it last.
    pub by: ToldBy,
    /// The day that it is about, of a tick.
    pub date: Option<NaiveDate>,
    /// Since when somebody must look at it.
    pub alert_at: Option<DateTime<Utc>>,
    /// What was told.
    pub report: Report,
    /// Rises with each change.
    pub version: i64,
    /// When it was first told.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    /// Who has seen it, and when.
    pub seen: Option<(UserId, DateTime<Utc>)>,
}

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = reports, treat_none_as_null = true)]
struct Row {
    id: String,
    placement_id: String,
    contact_id: Option<String>,
    kind: String,
    date: Option<NaiveDate>,
    alert_at: Option<Stamp>,
    doc: Sealed,
    version: i64,
    created_at: Stamp,
    updated_at: Stamp,
    seen_by: Option<String>,
    seen_at: Option<Stamp>,
    user_id: Option<String>,
    role: Option<String>,
}

fn place(id: &str) -> SealContext<'_> {
    SealContext::new("reports", "doc", id)
}

impl Row {
    fn seal(keys: &Keys, report: &StoredReport) -> Result<Self, DbError> {
        let id = report.id.to_string();
        let (contact_id, user_id, role) = report.by.columns();
        Ok(Self {
            doc: Sealed::seal(keys, place(&id), &report.report)?,
            id,
            placement_id: report.placement.to_string(),
            contact_id,
            user_id,
            role,
            kind: report.report.kind().code().to_owned(),
            date: report.date,
            alert_at: report.alert_at.map(Into::into),
            version: report.version,
            created_at: report.created_at.into(),
            updated_at: report.updated_at.into(),
            seen_by: report.seen.as_ref().map(|(user, _)| user.to_string()),
            seen_at: report.seen.as_ref().map(|(_, at)| (*at).into()),
        })
    }

    fn open(self, keys: &Keys) -> Result<StoredReport, DbError> {
        let column = |name| Column("reports", name);
        let seen_by: Option<UserId> = column("seen_by").parse_some(self.seen_by)?;
        Ok(StoredReport {
            report: self.doc.open(keys, place(&self.id))?,
            id: column("id").parse(self.id)?,
            placement: column("placement_id").parse(self.placement_id)?,
            by: ToldBy::read("reports", (self.contact_id, self.user_id, self.role))?,
            date: self.date,
            alert_at: self.alert_at.map(Into::into),
            version: self.version,
            created_at: self.created_at.into(),
            updated_at: self.updated_at.into(),
            seen: seen_by.zip(self.seen_at.map(Into::into)),
        })
    }
}

/// Adds a report.
///
/// # Errors
/// [`DbError::ForeignKey`] when the placement or the teller is unknown.
pub fn insert(c: &mut Conn, keys: &Keys, report: &StoredReport) -> Result<(), DbError> {
    diesel::insert_into(reports::table).values(&Row::seal(keys, report)?).execute(c)?;
    Ok(())
}

/// Writes a report that was read in version `expected`.
///
/// # Errors
/// [`DbError::Stale`] when it is not in that version.
pub fn save(c: &mut Conn, keys: &Keys, report: &StoredReport, expected: i64) -> Result<(), DbError> {
    let current = reports::table.find(report.id.as_str()).filter(reports::version.eq(expected));
    written(diesel::update(current).set(&Row::seal(keys, report)?).execute(c)?)
}

/// A report.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn get(c: &mut Conn, keys: &Keys, id: &ReportId) -> Result<StoredReport, DbError> {
    reports::table.find(id.as_str()).select(Row::as_select()).first(c)?.open(keys)
}

/// What was told of a placement, oldest first.
///
/// # Errors
/// [`DbError`].
pub fn of_placement(
    c: &mut Conn,
    keys: &Keys,
    placement: &PlacementId,
) -> Result<Vec<StoredReport>, DbError> {
    let rows: Vec<Row> = reports::table
        .filter(reports::placement_id.eq(placement.as_str()))
        .order((reports::created_at, reports::id))
        .select(Row::as_select())
        .load(c)?;
    rows.into_iter().map(|row| row.open(keys)).collect()
}

/// The placements of which something was told that somebody must look at and nobody has: once for each report, with
/// its kind.
///
/// # Errors
/// [`DbError`].
pub fn unseen(c: &mut Conn) -> Result<Vec<(PlacementId, ReportKind)>, DbError> {
    let rows: Vec<(String, String)> = reports::table
        .filter(reports::alert_at.is_not_null())
        .filter(reports::seen_at.is_null())
        .order((reports::created_at, reports::id))
        .select((reports::placement_id, reports::kind))
        .load(c)?;
    let column = |name| Column("reports", name);
    rows.into_iter()
        .map(|(placement, kind)| Ok((column("placement_id").parse(placement)?, column("kind").code(&kind)?)))
        .collect()
}

/// What was told of one day of several placements.
///
/// # Errors
/// [`DbError`].
pub fn of_day_among<'a>(
    c: &mut Conn,
    keys: &Keys,
    placements: impl IntoIterator<Item = &'a PlacementId>,
    date: NaiveDate,
) -> Result<Vec<StoredReport>, DbError> {
    let rows: Vec<Row> = few(placements.into_iter().map(PlacementId::as_str), |some| {
        reports::table
            .filter(reports::placement_id.eq_any(some))
            .filter(reports::date.eq(date))
            .select(Row::as_select())
            .load(c)
    })?;
    rows.into_iter().map(|row| row.open(keys)).collect()
}
