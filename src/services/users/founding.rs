//! The first users of an installation, added at the machine itself: whoever can read the key file needs no role.

use super::email_taken;
use crate::app::App;
use crate::auth::password::NewPassword;
use crate::auth::{Exemption, Permit};
use crate::db::memberships::{self, Membership};
use crate::db::organisations::{self, Body};
use crate::db::users::{self, UserIdentity};
use crate::domain::contact::EmailAddress;
use crate::domain::ids::{OrganisationId, UserId};
use crate::domain::organisation::Hub;
use crate::domain::role::Role;
use crate::domain::text::Line;
use crate::services::{ServiceError, ids};
use crate::words::refused;

/// For whom the user is to act.
#[derive(Clone, Debug)]
pub enum Founding {
    /// A hub that is founded with them.
    NewHub(Hub),
    /// An organisation that is there.
    Organisation(OrganisationId),
}

/// What was added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Founded {
    /// The user.
    pub user: UserId,
    /// The organisation that they act for.
    pub organisation: OrganisationId,
}

/// Adds a user, and the hub that they are the first of.
///
/// # Errors
/// [`ServiceError::Conflict`] when the address has an account; [`ServiceError::Invalid`] when the
/// organisation is unknown or has no such role.
pub fn found(
    app: &App,
    name: Line,
    email: EmailAddress,
    password: &NewPassword,
    role: Role,
    at: &Founding,
) -> Result<Founded, ServiceError> {
    let permit = Permit::exempt(Exemption::Operator);
    let (hash, identity) = (app.passwords.hash(password)?, UserIdentity { name, email });
    let (user, now) = (ids::fresh(app)?, app.clock.now());
    let fresh: OrganisationId = ids::fresh(app)?;
    app.write(&permit, |conn| {
        let organisation = match at {
            Founding::NewHub(hub) => {
                organisations::insert(conn, &app.keys, &fresh, None, &Body::Hub(hub.clone()), now)?;
                fresh.clone()
            }
            Founding::Organisation(id) => id.clone(),
        };
        let kind = organisations::get(conn, &app.keys, &organisation)?.body.kind();
        if !role.fits(kind) {
            return Err(ServiceError::invalid("role", refused::ROLE_OF_KIND));
        }
        users::insert(conn, &app.keys, &user, &identity, Some(&hash), now).map_err(email_taken)?;
        let membership = Membership { user: user.clone(), organisation: organisation.clone(), role };
        memberships::grant(conn, &membership, now)?;
        Ok(Founded { user: user.clone(), organisation })
    })
}

/// Whether an e-mail address has an account.
///
/// # Errors
/// [`ServiceError::Internal`] when the store fails.
pub fn is_known(app: &App, email: &EmailAddress) -> Result<bool, ServiceError> {
    let permit = Permit::exempt(Exemption::Operator);
    let index = users::email_index(&app.keys, email.as_str());
    Ok(app.read(&permit, |c| users::find_by_email_index(c, &app.keys, &index))?.is_some())
}
