//! Proving again that it is the person who signed in, before anything changes about who gets in.
//!
//! Signing in proves it, and so does the password later within the same sign-in. It is looked up in the store and
//! stands in no token, so that a sign-in that has ended changes nothing in the minutes that its token has left.

use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;
use utoipa::ToSchema;

use super::own_password::is_own;
use super::second_factor;
use crate::app::App;
use crate::auth::{Action, Caller, CallerKind, authorise};
use crate::db::{Conn, DbError, refresh_families};
use crate::services::ServiceError;
use crate::words::refused;

/// What proves that it is they.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Confirmation {
    /// The password of the account.
    #[schema(format = "password", max_length = 200)]
    pub password: String,
    /// The code of an authenticator app, or a recovery code, for whoever has a second factor.
    #[serde(default)]
    #[schema(max_length = 20)]
    pub code: Option<String>,
}

/// Proves again that it is the person who signed in.
///
/// # Errors
/// [`ServiceError::Invalid`] for a wrong password; [`ServiceError::TooMany`]; [`ServiceError::Unauthenticated`] when the
/// sign-in has ended.
pub fn confirm(app: &App, caller: &Caller, given: &Confirmation) -> Result<(), ServiceError> {
    let permit = authorise(caller, Action::ConfirmSession)?;
    let CallerKind::User { session, .. } = &caller.kind else { return Err(ServiceError::Unauthenticated) };
    let now = app.clock.now();
    let right = is_own(app, &permit, &caller.user, &given.password, |c| {
        second_factor::check(c, app, &caller.user, given.code.as_deref())?;
        match refresh_families::confirm(c, session, now) {
            Err(DbError::NotFound) => Err(ServiceError::Unauthenticated),
            done => Ok(done?),
        }
    })?;
    if right { Ok(()) } else { Err(ServiceError::invalid("password", refused::WRONG_PASSWORD)) }
}

/// Until when what the caller proved counts; `None` for an API key and for a sign-in that has ended.
pub(super) fn until(c: &mut Conn, app: &App, caller: &Caller) -> Result<Option<DateTime<Utc>>, ServiceError> {
    let CallerKind::User { session, .. } = &caller.kind else { return Ok(None) };
    let family = match refresh_families::get(c, session) {
        Err(DbError::NotFound) => return Ok(None),
        found => found?,
    };
    let theirs = family.user == caller.user && family.revoked_at.is_none();
    let life = TimeDelta::from_std(app.config.auth.confirm_life()).unwrap_or(TimeDelta::zero());
    Ok(family.confirmed_at.filter(|_| theirs).map(|at| at + life))
}

/// Lets pass only a person who has proved lately that it is they. Every use case that makes or changes a credential
/// ([`Action::is_credential`]) asks this in the transaction that does it.
///
/// # Errors
/// [`ServiceError::Unconfirmed`].
pub fn confirmed_lately(c: &mut Conn, app: &App, caller: &Caller) -> Result<(), ServiceError> {
    if until(c, app, caller)?.is_some_and(|end| end > app.clock.now()) {
        return Ok(());
    }
    Err(ServiceError::Unconfirmed { within: app.config.auth.confirm_life() })
}
