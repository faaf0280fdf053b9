//! The operator at the machine, who answers requests about a learner's data where nobody can sign in.

use crate::app::App;
use crate::auth::{Caller, CallerKind, Exemption, Permit};
use crate::db::learners;
use crate::domain::ids::{LearnerId, UserId};
use crate::domain::role::Role;
use crate::services::ServiceError;

/// The operator, acting for the learner's provider. The logs show a user whose identifier is all zeros.
///
/// # Errors
/// [`ServiceError::NotFound`] when there is no such learner.
pub fn operator(app: &App, learner: &LearnerId) -> Result<Caller, ServiceError> {
    let permit = Permit::exempt(Exemption::Operator);
    let provider = app.read(&permit, |c| learners::provider_of(c, learner))?;
    let kind = CallerKind::User { session: "terminal".to_owned(), limited: false };
    Ok(Caller { kind, user: UserId::nil(), organisation: provider, role: Role::Provider })
}
