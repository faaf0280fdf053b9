//! Whom a letter about a placement concerns.

use crate::app::App;
use crate::db::{Conn, Slice, assignments, contacts, memberships, users};
use crate::domain::contact::BounceState;
use crate::domain::ids::{OrganisationId, PlacementId};
use crate::domain::letter::Recipient;
use crate::domain::role::Role;
use crate::services::ServiceError;

/// How many people at one employer are written to: a proposal is no circular.
const AT_MOST: usize = 5;

/// Who is written to at an employer: its contacts, the oldest first; without any that mail reaches,
/// those who sign in for it.
pub(super) fn of_employer(
    c: &mut Conn,
    app: &App,
    employer: &OrganisationId,
) -> Result<Vec<Recipient>, ServiceError> {
    let listed = contacts::list(c, &app.keys, employer, &Slice::first(50))?.items;
    let reached = listed.into_iter().filter(|contact| contact.bounce == BounceState::Fine);
    let mut to: Vec<Recipient> = reached.map(|contact| Recipient::Contact(contact.id)).collect();
    if to.is_empty() {
        for member in memberships::of_organisation(c, employer)? {
            let signs_in = member.role == Role::Employer
                && users::get(c, &app.keys, &member.user)?.disabled_at.is_none();
            to.extend(signs_in.then_some(Recipient::User(member.user)));
        }
    }
    to.truncate(AT_MOST);
    Ok(to)
}

/// The job coaches of a placement.
pub(super) fn coaches(c: &mut Conn, placement: &PlacementId) -> Result<Vec<Recipient>, ServiceError> {
    Ok(assignments::coaches_of(c, placement)?.into_iter().map(Recipient::User).collect())
}
