//! Who may bring what.

use crate::auth::policy::allowed;
use crate::auth::{Action, Caller, Forbidden, Permit, authorise};
use crate::domain::code::{Code, CodeSet};
use crate::intake::ImportKind;
use crate::services::ServiceError;
use crate::words::refused;

/// Permits an action on a file of a kind to whoever may add what it holds.
///
/// # Errors
/// [`ServiceError::Invalid`] for a kind that is not the role's to bring.
pub(super) fn may(caller: &Caller, action: Action, kind: ImportKind) -> Result<Permit, ServiceError> {
    authorise(caller, action)?;
    if !allowed(caller.role, adds(kind)) {
        let own = ImportKind::ALL.iter().filter(|kind| allowed(caller.role, adds(**kind)));
        let own: Vec<&str> = own.map(|kind| kind.code()).collect();
        return Err(ServiceError::invalid("kind", refused::one_of_fields(&own)));
    }
    Ok(authorise(caller, adds(kind))?)
}

/// Permits a look at a file of a kind to whoever may see what it holds.
pub(super) fn may_see(caller: &Caller, action: Action, kind: ImportKind) -> Result<Permit, Forbidden> {
    authorise(caller, action)?;
    authorise(caller, sees(kind))
}

/// The kinds of which the caller may see files.
pub(super) fn seen(caller: &Caller) -> CodeSet<ImportKind> {
    ImportKind::ALL.iter().copied().filter(|kind| authorise(caller, sees(*kind)).is_ok()).collect()
}

fn adds(kind: ImportKind) -> Action {
    match kind {
        ImportKind::Learners => Action::CreateLearner,
        ImportKind::Employers => Action::CreateOrganisation,
        ImportKind::Offers => Action::CreateOffer,
    }
}

fn sees(kind: ImportKind) -> Action {
    match kind {
        ImportKind::Learners => Action::ListLearners,
        ImportKind::Employers => Action::ListOrganisations,
        ImportKind::Offers => Action::ListOffers,
    }
}
