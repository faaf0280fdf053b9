//! Receipts of what was told about a learner, to whom, why, and on which ground. Rows are only
//! added; they hold the names of fields, never values.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::code::Code;
use crate::domain::delivery::Edition;
use crate::domain::ids::{BriefingId, ContactId, LearnerId, PlacementId, UserId};
use crate::domain::reader::Reader;

use super::column::Column;
use super::schema::disclosures;
use super::{Conn, DbError, Stamp};

/// One receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disclosure {
    /// The identifier.
    pub id: String,
    /// About whom.
    pub learner: LearnerId,
    /// For which placement.
    pub placement: PlacementId,
    /// In which pack.
    pub briefing: Option<BriefingId>,
    /// To which contact.
    pub contact: Option<ContactId>,
    /// To which reader of a copy.
    pub reader: Option<Reader>,
    /// Who let it go.
    pub actor: UserId,
    /// For whom it was written.
    pub edition: Edition,
    /// A code of why.
    pub purpose: String,
    /// A code of the ground on which.
    pub basis: String,
    /// The names of the fields.
    pub fields: Vec<String>,
    /// The digest of what went.
    pub hash: String,
    /// When.
    pub at: DateTime<Utc>,
    /// When the recipient must have let go of it.
    pub expires_at: Option<DateTime<Utc>>,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = disclosures)]
struct Row {
    id: String,
    learner_id: String,
    placement_id: String,
    briefing_id: Option<String>,
    contact_id: Option<String>,
    actor_id: String,
    edition: String,
    purpose: String,
    basis: String,
    fields: String,
    hash: String,
    at: Stamp,
    expires_at: Option<Stamp>,
    reader: Option<String>,
}

fn column(name: &'static str) -> Column {
    Column("disclosures", name)
}

/// Adds a receipt.
///
/// # Errors
/// [`DbError`].
pub fn add(c: &mut Conn, receipt: &Disclosure) -> Result<(), DbError> {
    let row = Row {
        id: receipt.id.clone(),
        learner_id: receipt.learner.to_string(),
        placement_id: receipt.placement.to_string(),
        briefing_id: receipt.briefing.as_ref().map(ToString::to_string),
        contact_id: receipt.contact.as_ref().map(ToString::to_string),
        actor_id: receipt.actor.to_string(),
        edition: receipt.edition.code().to_owned(),
        purpose: receipt.purpose.clone(),
        basis: receipt.basis.clone(),
        fields: column("fields").to_json(&receipt.fields)?,
        hash: receipt.hash.clone(),
        at: receipt.at.into(),
        expires_at: receipt.expires_at.map(Into::into),
        reader: receipt.reader.as_ref().map(ToString::to_string),
    };
    diesel::insert_into(disclosures::table).values(&row).execute(c)?;
    Ok(())
}

/// Forgets receipts from before an instant; returns how many.
///
/// # Errors
/// [`DbError`].
pub fn prune(c: &mut Conn, before: DateTime<Utc>) -> Result<usize, DbError> {
    Ok(diesel::delete(disclosures::table.filter(disclosures::at.lt(Stamp::from(before)))).execute(c)?)
}

/// The receipts about a learner, oldest first.
///
/// # Errors
/// [`DbError`].
pub fn of_learner(c: &mut Conn, learner: &LearnerId) -> Result<Vec<Disclosure>, DbError> {
    let rows: Vec<Row> = disclosures::table
        .filter(disclosures::learner_id.eq(learner.as_str()))
        .order((disclosures::at, disclosures::id))
        .select(Row::as_select())
        .load(c)?;
    rows.into_iter()
        .map(|row| {
            Ok(Disclosure {
                id: row.id,
                learner: column("learner_id").parse(row.learner_id)?,
                placement: column("placement_id").parse(row.placement_id)?,
                briefing: column("briefing_id").parse_some(row.briefing_id)?,
                contact: column("contact_id").parse_some(row.contact_id)?,
                reader: column("reader").parse_some(row.reader)?,
                actor: column("actor_id").parse(row.actor_id)?,
                edition: column("edition").code(&row.edition)?,
                purpose: row.purpose,
                basis: row.basis,
                fields: column("fields").json(&row.fields)?,
                hash: row.hash,
                at: row.at.into(),
                expires_at: row.expires_at.map(Into::into),
            })
        })
        .collect()
}
