//! Choosing a new password by a letter to the account's own address.

use std::net::IpAddr;

use chrono::TimeDelta;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::{Exemption, Permit};
use crate::db::mailed_links::{self, Addressee, LinkKind};
use crate::db::{login_failures, refresh_families, users};
use crate::domain::contact::EmailAddress;
use crate::services::ServiceError;
use crate::services::links::{self, NewLink};
use crate::services::users::hash;

/// How soon after one letter another goes to the same address.
const PAUSE: TimeDelta = TimeDelta::minutes(5);

/// Whose password is to be chosen anew.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ResetRequest {
    /// The address of the account.
    pub email: EmailAddress,
}

/// A new password.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordReset {
    /// The code in the letter's link.
    #[schema(max_length = 200)]
    pub code: String,
    /// The password from now on.
    #[schema(format = "password", min_length = 12, max_length = 200)]
    pub password: String,
}

/// Mails a link to choose a new password, if the address has an account; the answer and the work are the same if not,
/// and also when a letter went a moment ago.
///
/// # Errors
/// [`ServiceError::TooMany`].
pub fn request_reset(app: &App, client: IpAddr, request: &ResetRequest) -> Result<(), ServiceError> {
    let permit = Permit::exempt(Exemption::Credential);
    app.attempts.check(client).map_err(|retry_after| ServiceError::TooMany { retry_after })?;
    app.attempts.failed(client);
    let index = users::email_index(&app.keys, request.email.as_str());
    let person = Addressee { name: None, email: request.email.clone() };
    let new = NewLink::draw(app, LinkKind::Reset, person, None)?;
    app.write(&permit, |c| match mailed_links::newest(c, LinkKind::Reset, &index)? {
        Some(made) if app.clock.now() - made < PAUSE => Ok(()),
        _ => new.queue(c, app),
    })?;
    app.wake.ring();
    Ok(())
}

/// Sets a new password by the code of a letter, and ends every sign-in of the user.
///
/// # Errors
/// [`ServiceError::Invalid`] for a code that is not good now, and for a password that cannot be; [`ServiceError::TooMany`].
pub fn reset_password(app: &App, client: IpAddr, reset: &PasswordReset) -> Result<(), ServiceError> {
    let permit = Permit::exempt(Exemption::Credential);
    let link = links::presented(app, client, LinkKind::Reset, &reset.code)?;
    let (hash, now) = (hash(app, &reset.password, &[link.person.email.as_str()])?, app.clock.now());
    let index = users::email_index(&app.keys, link.person.email.as_str());
    app.write(&permit, |c| {
        links::used(c, app, &link)?;
        let user = users::find_by_email_index(c, &app.keys, &index)?.ok_or(ServiceError::NotFound)?;
        users::set_password_hash(c, &user.id, &hash, now)?;
        refresh_families::revoke_of_user(c, &user.id, "password_reset", now)?;
        let failures = login_failures::get(c, &index)?.map_or(0, |tally| tally.failures);
        Ok(login_failures::forgive(c, &index, failures)?)
    })
}
