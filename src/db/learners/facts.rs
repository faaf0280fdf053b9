//! A learner as matching knows them: no name, no address, no codes.

use crate::db::organisations::{self, Body};
use crate::db::{Conn, DbError, Keys, postcodes};
use crate::domain::ids::LearnerId;
use crate::domain::learner::LearnerFacts;

/// What matching needs to know of a learner. A home without coordinates is looked up by its
/// postcode; one that the table does not know stays unknown.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn facts(c: &mut Conn, keys: &Keys, id: &LearnerId) -> Result<LearnerFacts, DbError> {
    let stored = super::get(c, keys, id)?;
    let (nation, closed) = match organisations::get(c, keys, &stored.provider)?.body {
        Body::Provider(provider) => (provider.nation, provider.closed),
        Body::Hub(_) | Body::Employer(_) => {
            return Err(DbError::Corrupt { table: "learners", column: "provider_id" });
        }
    };
    let learner = stored.learner;
    let home = match learner.home.coordinates {
        Some(known) => Some(known),
        None => postcodes::find(c, &learner.home.postcode)?,
    };
    Ok(LearnerFacts {
        id: stored.id,
        version: stored.version,
        nation,
        closed,
        date_of_birth: learner.identity.date_of_birth,
        home,
        profile: learner.profile,
    })
}
