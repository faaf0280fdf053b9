//! A learner as matching knows them: no name, no address, no codes.

use crate::db::organisations::{self, Body};
use crate::db::{Conn, DbError, Keys, postcodes};
use crate::domain::ids::{LearnerId, OrganisationId};
use crate::domain::learner::{LearnerFacts, LearnerState};
use crate::domain::organisation::Provider;

use super::StoredLearner;

/// What matching needs to know of a learner, without the days of its placements. A home without coordinates is looked up by its
/// postcode; one that the table does not know stays unknown.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn facts(c: &mut Conn, keys: &Keys, id: &LearnerId) -> Result<LearnerFacts, DbError> {
    let stored = super::get(c, keys, id)?;
    let provider = provider(c, keys, &stored.provider)?;
    reduce(c, stored, &provider)
}

/// What matching needs to know of every active learner of a provider, oldest record first.
///
/// # Errors
/// [`DbError::NotFound`] when there is no such provider.
pub fn facts_of_provider(
    c: &mut Conn,
    keys: &Keys,
    id: &OrganisationId,
) -> Result<Vec<LearnerFacts>, DbError> {
    let provider = provider(c, keys, id)?;
    let active = super::all_of(c, keys, id)?.into_iter().filter(|one| one.state == LearnerState::Active);
    active.map(|stored| reduce(c, stored, &provider)).collect()
}

fn provider(c: &mut Conn, keys: &Keys, id: &OrganisationId) -> Result<Provider, DbError> {
    match organisations::get(c, keys, id)?.body {
        Body::Provider(provider) => Ok(provider),
        Body::Hub(_) | Body::Employer(_) => Err(DbError::NotFound),
    }
}

fn reduce(c: &mut Conn, stored: StoredLearner, provider: &Provider) -> Result<LearnerFacts, DbError> {
    let learner = stored.learner;
    let home = match learner.home.coordinates {
        Some(known) => Some(known),
        None => postcodes::find(c, &learner.home.postcode)?,
    };
    Ok(LearnerFacts {
        id: stored.id,
        version: stored.version,
        nation: provider.nation,
        closed: provider.closed.clone(),
        date_of_birth: learner.identity.date_of_birth,
        home,
        profile: learner.profile,
        placed: Vec::new(),
    })
}
