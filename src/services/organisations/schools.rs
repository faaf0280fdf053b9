//! The register of schools, from which a hub proposes a provider.

use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::db::schools as store;
use crate::domain::organisation::Urn;
use crate::services::ServiceError;

pub use crate::db::schools::School;

/// The most schools of one answer.
pub const MOST_SCHOOLS: i64 = 50;

/// The fewest letters that are searched for.
const FEWEST_LETTERS: usize = 3;

/// A school of the register, if it is there.
///
/// # Errors
/// [`ServiceError::Forbidden`] to a role that adds no organisations.
pub fn school(app: &App, caller: &Caller, urn: &Urn) -> Result<Option<School>, ServiceError> {
    let permit = authorise(caller, Action::ListSchools)?;
    Ok(app.read(&permit, |c| store::find(c, urn))?)
}

/// At most 50 schools whose names contain a text of at least three letters; none for a shorter one.
///
/// # Errors
/// As for [`school`].
pub fn schools(app: &App, caller: &Caller, text: &str) -> Result<Vec<School>, ServiceError> {
    let permit = authorise(caller, Action::ListSchools)?;
    if text.trim().chars().count() < FEWEST_LETTERS {
        return Ok(Vec::new());
    }
    Ok(app.read(&permit, |c| store::named(c, text, MOST_SCHOOLS))?)
}
