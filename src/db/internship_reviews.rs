//! Reviews of supported internships. Every telling is a row; what was told is never written again.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;

use crate::domain::ids::{PlacementId, UserId};
use crate::domain::internship_review::InternshipReview;

use super::column::Column;
use super::few::few;
use super::schema::internship_reviews;
use super::{Conn, DbError, Keys, SealContext, Sealed, Stamp};

/// A review as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredReview {
    /// The identifier.
    pub id: String,
    /// Of which placement.
    pub placement: PlacementId,
    /// What was said of it.
    pub review: InternshipReview,
    /// Who entered it.
    pub made_by: UserId,
    /// When.
    pub created_at: DateTime<Utc>,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = internship_reviews)]
struct Row {
    id: String,
    placement_id: String,
    held_on: NaiveDate,
    doc: Sealed,
    made_by: String,
    created_at: Stamp,
}

fn place(id: &str) -> SealContext<'_> {
    SealContext::new("internship_reviews", "doc", id)
}

impl Row {
    fn open(self, keys: &Keys) -> Result<StoredReview, DbError> {
        let column = |name| Column("internship_reviews", name);
        Ok(StoredReview {
            review: self.doc.open(keys, place(&self.id))?,
            placement: column("placement_id").parse(self.placement_id)?,
            made_by: column("made_by").parse(self.made_by)?,
            id: self.id,
            created_at: self.created_at.into(),
        })
    }
}

/// Adds a review.
///
/// # Errors
/// [`DbError::ForeignKey`] when the placement or the user is unknown.
pub fn insert(c: &mut Conn, keys: &Keys, held: &StoredReview) -> Result<(), DbError> {
    let row = Row {
        id: held.id.clone(),
        placement_id: held.placement.to_string(),
        held_on: held.review.held_on,
        doc: Sealed::seal(keys, place(&held.id), &held.review)?,
        made_by: held.made_by.to_string(),
        created_at: held.created_at.into(),
    };
    diesel::insert_into(internship_reviews::table).values(&row).execute(c)?;
    Ok(())
}

/// The reviews of a placement, as they were entered.
///
/// # Errors
/// [`DbError`].
pub fn of_placement(
    c: &mut Conn,
    keys: &Keys,
    placement: &PlacementId,
) -> Result<Vec<StoredReview>, DbError> {
    let rows: Vec<Row> = internship_reviews::table
        .filter(internship_reviews::placement_id.eq(placement.as_str()))
        .order((internship_reviews::created_at, internship_reviews::id))
        .select(Row::as_select())
        .load(c)?;
    rows.into_iter().map(|row| row.open(keys)).collect()
}

/// On which days some placements were reviewed, without opening anything.
///
/// # Errors
/// [`DbError`].
pub fn held<'a>(
    c: &mut Conn,
    placements: impl IntoIterator<Item = &'a PlacementId>,
) -> Result<Vec<(PlacementId, NaiveDate)>, DbError> {
    let rows: Vec<(String, NaiveDate)> = few(placements.into_iter().map(PlacementId::as_str), |some| {
        internship_reviews::table
            .filter(internship_reviews::placement_id.eq_any(some))
            .select((internship_reviews::placement_id, internship_reviews::held_on))
            .load(c)
    })?;
    let id = |id| Column("internship_reviews", "placement_id").parse(id);
    rows.into_iter().map(|(placement, held_on)| Ok((id(placement)?, held_on))).collect()
}
