//! What people decided about what placements suggest. A decision is never written again.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::domain::ids::{PlacementId, UserId};
use crate::learning::{Lesson, LessonChoice};

use super::column::Column;
use super::schema::lesson_decisions;
use super::{Conn, DbError, Keys, SealContext, Sealed, Stamp};

/// A decision as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LessonDecision {
    /// The identifier.
    pub id: String,
    /// Of which placement.
    pub placement: PlacementId,
    /// What was suggested.
    pub lesson: Lesson,
    /// What was decided.
    pub choice: LessonChoice,
    /// By whom.
    pub by: UserId,
    /// When.
    pub at: DateTime<Utc>,
}

#[derive(Serialize, Deserialize)]
struct Decided {
    lesson: Lesson,
    choice: LessonChoice,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = lesson_decisions)]
struct Row {
    id: String,
    placement_id: String,
    doc: Sealed,
    decided_by: String,
    decided_at: Stamp,
}

fn place(id: &str) -> SealContext<'_> {
    SealContext::new("lesson_decisions", "doc", id)
}

/// Adds a decision.
///
/// # Errors
/// [`DbError::ForeignKey`] when the placement is unknown.
pub fn insert(c: &mut Conn, keys: &Keys, decision: &LessonDecision) -> Result<(), DbError> {
    let decided = Decided { lesson: decision.lesson.clone(), choice: decision.choice };
    let row = Row {
        id: decision.id.clone(),
        placement_id: decision.placement.to_string(),
        doc: Sealed::seal(keys, place(&decision.id), &decided)?,
        decided_by: decision.by.to_string(),
        decided_at: decision.at.into(),
    };
    diesel::insert_into(lesson_decisions::table).values(&row).execute(c)?;
    Ok(())
}

/// What was decided of a placement, oldest first.
///
/// # Errors
/// [`DbError`].
pub fn of_placement(
    c: &mut Conn,
    keys: &Keys,
    placement: &PlacementId,
) -> Result<Vec<LessonDecision>, DbError> {
    let rows: Vec<Row> = lesson_decisions::table
        .filter(lesson_decisions::placement_id.eq(placement.as_str()))
        .order((lesson_decisions::decided_at, lesson_decisions::id))
        .select(Row::as_select())
        .load(c)?;
    let column = |name| Column("lesson_decisions", name);
    let open = |row: Row| {
        let Decided { lesson, choice } = row.doc.open(keys, place(&row.id))?;
        Ok(LessonDecision {
            placement: column("placement_id").parse(row.placement_id)?,
            lesson,
            choice,
            by: column("decided_by").parse(row.decided_by)?,
            at: row.decided_at.into(),
            id: row.id,
        })
    };
    rows.into_iter().map(open).collect()
}
