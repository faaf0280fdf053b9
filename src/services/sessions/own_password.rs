//! Changing one's own password.

use serde::Deserialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::password::NewPassword;
use crate::auth::{Action, Caller, CallerKind, Permit, authorise};
use crate::db::users::User;
use crate::db::{Conn, refresh_families, users};
use crate::domain::ids::UserId;
use crate::services::ServiceError;
use crate::words::refused;

use super::attempts::{Attempt, Origin};

/// A password that its owner changes.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordChange {
    /// Your current password.
    #[schema(format = "password", max_length = 200)]
    pub old_password: String,
    /// The password from now on.
    #[schema(format = "password", min_length = 12, max_length = 200)]
    pub new_password: String,
}

/// Sets the caller's own password and ends every other sign-in of theirs. A wrong old password
/// counts as a failed sign-in, so that a token left lying about is no way to guess it.
///
/// # Errors
/// [`ServiceError::Invalid`] naming the password at fault; [`ServiceError::TooMany`].
pub fn change_password(app: &App, caller: &Caller, change: &PasswordChange) -> Result<(), ServiceError> {
    let permit = authorise(caller, Action::ChangeOwnPassword)?;
    let CallerKind::User { session, .. } = &caller.kind else {
        return Err(ServiceError::Unauthenticated);
    };
    let user = app.read(&permit, |c| users::get(c, &app.keys, &caller.user))?;
    let about = [user.identity.name.as_str(), user.identity.email.as_str()];
    let new = NewPassword::parse(&change.new_password, &about)
        .map_err(|reason| ServiceError::invalid("new_password", reason.to_string()))?;
    if !matches(app, &permit, &user, &change.old_password, |_| Ok(()))? {
        return Err(ServiceError::invalid("old_password", refused::WRONG_OLD_PASSWORD));
    }
    let (hash, now) = (app.passwords.hash(&new)?, app.clock.now());
    app.write(&permit, |c| {
        users::set_password_hash(c, &caller.user, &hash, now)?;
        refresh_families::revoke_others_of_user(c, &caller.user, session, "password_changed", now)?;
        Ok(())
    })
}

/// Whether a password is a user's own. A wrong one counts as a failed attempt from their session, and a right one
/// forgives those; `more` is what else must hold, and is done in the same transaction.
///
/// # Errors
/// [`ServiceError::TooMany`].
pub(super) fn is_own(
    app: &App,
    permit: &Permit,
    user: &UserId,
    password: &str,
    more: impl Fn(&mut Conn) -> Result<(), ServiceError>,
) -> Result<bool, ServiceError> {
    let user = app.read(permit, |c| users::get(c, &app.keys, user))?;
    matches(app, permit, &user, password, more)
}

fn matches(
    app: &App,
    permit: &Permit,
    user: &User,
    password: &str,
    more: impl Fn(&mut Conn) -> Result<(), ServiceError>,
) -> Result<bool, ServiceError> {
    let account = users::email_index(&app.keys, user.identity.email.as_str());
    let attempt = Attempt::begin(app, &account, &Origin::Session)?;
    let right = app.passwords.verify(user.password_hash.as_deref(), password)?;
    if right {
        app.write(permit, |c| {
            attempt.succeeded(app, c)?;
            more(c)
        })?;
    } else {
        attempt.failed(app);
    }
    Ok(right)
}
