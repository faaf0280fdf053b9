//! Second factors of users, and the organisations that ask for them.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::domain::ids::{OrganisationId, UserId};

use super::conn::each;
use super::schema::{second_factor_policies, second_factors};
use super::{Conn, DbError, Keys, SealContext, Sealed, Stamp};

/// A second factor.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondFactor {
    /// The secret that the app shares, in base 32.
    pub secret: String,
    /// The step of the newest code that was used: each is good once.
    pub last_step: i64,
    /// What the recovery codes that are left hash to.
    pub recovery: Vec<String>,
    /// Whether it is asked for.
    #[serde(skip)]
    pub active: bool,
}

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = second_factors, treat_none_as_null = true)]
struct Row {
    user_id: String,
    doc: Sealed,
    active_at: Option<Stamp>,
}

fn place(user: &str) -> SealContext<'_> {
    SealContext::new("second_factors", "doc", user)
}

/// A user's second factor, whether or not it is asked for yet.
///
/// # Errors
/// [`DbError`].
pub fn get(c: &mut Conn, keys: &Keys, user: &UserId) -> Result<Option<SecondFactor>, DbError> {
    let row: Option<Row> =
        second_factors::table.find(user.as_str()).select(Row::as_select()).first(c).optional()?;
    row.map(|row| {
        let factor: SecondFactor = row.doc.open(keys, place(&row.user_id))?;
        Ok(SecondFactor { active: row.active_at.is_some(), ..factor })
    })
    .transpose()
}

/// Writes a user's second factor in the place of what there was.
///
/// # Errors
/// [`DbError`].
pub fn put(
    c: &mut Conn,
    keys: &Keys,
    user: &UserId,
    factor: &SecondFactor,
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    let row = Row {
        user_id: user.to_string(),
        doc: Sealed::seal(keys, place(user.as_str()), factor)?,
        active_at: factor.active.then(|| now.into()),
    };
    each!(c, c => {
        diesel::insert_into(second_factors::table)
            .values(&row)
            .on_conflict(second_factors::user_id)
            .do_update()
            .set(&row)
            .execute(c)?;
    });
    Ok(())
}

/// Removes a user's second factor; `false` when there was none.
///
/// # Errors
/// [`DbError`].
pub fn remove(c: &mut Conn, user: &UserId) -> Result<bool, DbError> {
    Ok(diesel::delete(second_factors::table.find(user.as_str())).execute(c)? > 0)
}

/// Whether an organisation asks its people for a second factor.
///
/// # Errors
/// [`DbError`].
pub fn is_required(c: &mut Conn, organisation: &OrganisationId) -> Result<bool, DbError> {
    let policy = second_factor_policies::table.find(organisation.as_str());
    Ok(diesel::select(diesel::dsl::exists(policy)).get_result(c)?)
}

/// Sets whether an organisation asks for it.
///
/// # Errors
/// [`DbError`].
pub fn require(
    c: &mut Conn,
    organisation: &OrganisationId,
    required: bool,
    by: &UserId,
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    use second_factor_policies::dsl;
    if !required {
        diesel::delete(dsl::second_factor_policies.find(organisation.as_str())).execute(c)?;
        return Ok(());
    }
    if is_required(c, organisation)? {
        return Ok(());
    }
    let row = (
        dsl::organisation_id.eq(organisation.as_str()),
        dsl::set_by.eq(by.as_str()),
        dsl::set_at.eq(Stamp::from(now)),
    );
    diesel::insert_into(dsl::second_factor_policies).values(row).execute(c)?;
    Ok(())
}
