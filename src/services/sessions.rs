//! Signing in, staying signed in, signing out.

pub mod attempts;
mod confirmation;
mod own_password;
mod reset;
mod second_factor;

use std::net::IpAddr;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ServiceError;
use crate::app::App;
use crate::auth::device::Device;
use crate::auth::refresh::{GRACE, RefreshToken, fingerprint};
use crate::auth::{Action, Caller, CallerKind, Exemption, Permit, authorise};
use crate::db::memberships::Membership;
use crate::db::refresh_families::RefreshFamily;
use crate::db::users::User;
use crate::db::{Conn, memberships, organisations, refresh_families, users};
use crate::domain::contact::EmailAddress;
use crate::domain::ids::{OrganisationId, UserId};
use crate::domain::role::Role;
use crate::domain::text::Line;
use crate::words::{conflict, refused};

use attempts::{Attempt, Origin};

pub use confirmation::{Confirmation, confirm, confirmed_lately};
pub use own_password::{PasswordChange, change_password};
pub use reset::{PasswordReset, ResetRequest, request_reset, reset_password};
pub use second_factor::end as end_second_factor;
pub use second_factor::{FirstCode, RecoveryCodes, SecondFactorSetup, activate, begin};

/// What somebody signs in with.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Login {
    /// The address of the account.
    #[schema(format = "email", max_length = 254)]
    pub email: String,
    /// Its password.
    #[schema(format = "password", max_length = 200)]
    pub password: String,
    /// The code of an authenticator app, or a recovery code, for whoever has a second factor.
    #[serde(default)]
    #[schema(max_length = 20)]
    pub code: Option<String>,
    /// For which organisation to act; the oldest membership when absent.
    #[serde(default)]
    pub organisation: Option<OrganisationId>,
    /// In which role to act.
    #[serde(default)]
    pub role: Option<Role>,
    /// What the last sign-in on this device was given. It proves nothing about the caller; it keeps wrong guesses
    /// made elsewhere from holding this sign-in up.
    #[serde(default)]
    #[schema(max_length = 200)]
    pub device_token: Option<String>,
}

/// A refresh token that is handed in for the next.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Refresh {
    /// The token, good once.
    #[schema(max_length = 200)]
    pub refresh_token: String,
}

/// What a signed-in client holds.
#[derive(Clone, Serialize, ToSchema)]
pub struct SessionTokens {
    /// Sent as `Authorization: Bearer …`.
    pub access_token: String,
    /// Always `Bearer`.
    #[schema(example = "Bearer")]
    pub token_type: &'static str,
    /// For how many seconds the access token is good.
    pub expires_in: u64,
    /// Handed in, once, for the next pair of tokens.
    pub refresh_token: String,
    /// Until when the refresh token is good.
    pub refresh_expires_at: DateTime<Utc>,
    /// For which organisation the tokens act.
    pub organisation: OrganisationId,
    /// In which role.
    pub role: Role,
    /// Kept on this device and sent with its next sign-in; only a sign-in gives one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device_token: Option<String>,
    /// Whether the organisation asks for a second factor that is still to be added: until then nothing else can be done.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub second_factor_needed: bool,
}

/// A role somebody may sign in with.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MembershipView {
    /// The organisation.
    pub organisation: OrganisationId,
    /// The role.
    pub role: Role,
}

/// Who is signed in, and as what.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SessionView {
    /// The user; of an API key, the one who made it.
    pub user: UserId,
    /// Their name.
    pub name: Line,
    /// Their address.
    pub email: EmailAddress,
    /// For which organisation they act now.
    pub organisation: OrganisationId,
    /// In which role they act now.
    pub role: Role,
    /// Every role that they may sign in with.
    pub memberships: Vec<MembershipView>,
    /// Until when they may change users, roles, API keys and links between organisations without proving again that it
    /// is they. Absent for an API key, which may not, and when that time is over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirmed_until: Option<DateTime<Utc>>,
}

/// Signs in. The attempt is counted before the password is looked at, so that attempts side by side
/// count too, and whatever is wrong with the credentials, the answer and the work are the same.
///
/// # Errors
/// [`ServiceError::TooMany`], [`ServiceError::Unauthenticated`]; [`ServiceError::Invalid`] when the account
/// has no such role in the organisation.
pub fn create(app: &App, client: IpAddr, login: &Login) -> Result<SessionTokens, ServiceError> {
    let permit = Permit::exempt(Exemption::Credential);
    let account = users::email_index(&app.keys, &login.email);
    let now = app.clock.now();
    let token = login.device_token.as_deref();
    let device = token.and_then(|token| Device::read(&app.keys, &account, token, now));
    let origin = device.as_ref().map_or(Origin::Address(client), Origin::Device);
    let attempt = Attempt::begin(app, &account, &origin)?;
    let user = app.read(&permit, |conn| users::find_by_email_index(conn, &app.keys, &account))?;
    let stored = user.as_ref().and_then(|user| user.password_hash.as_deref());
    let same = app.passwords.verify(stored, &login.password)?;
    let Some(user) = user.filter(|user| same && user.disabled_at.is_none()) else {
        attempt.failed(app);
        return Err(ServiceError::Unauthenticated);
    };
    let device = device.map_or_else(|| Device::fresh(app.random.as_ref(), now), |known| known.renewed(now));
    let tokens = app.write(&permit, |conn| {
        attempt.succeeded(app, conn)?;
        second_factor::check(conn, app, &user.id, login.code.as_deref())?;
        let membership = choose(conn, &user, login)?;
        let first = RefreshToken { family: app.ids.next_id(), generation: 1 };
        let family = RefreshFamily {
            id: first.family.clone(),
            user: membership.user,
            organisation: membership.organisation,
            role: membership.role,
            token_hash: fingerprint(&first.reveal(&app.keys)),
            generation: first.generation,
            created_at: now,
            used_at: now,
            expires_at: now + refresh_life(app),
            revoked_at: None,
            revoked_because: None,
            confirmed_at: Some(now),
        };
        refresh_families::insert(conn, &family)?;
        tokens(app, conn, &family)
    })?;
    Ok(SessionTokens { device_token: Some(device.reveal(&app.keys, &account)), ..tokens })
}

fn choose(conn: &mut Conn, user: &User, login: &Login) -> Result<Membership, ServiceError> {
    let fits = |membership: &Membership| {
        login.organisation.as_ref().is_none_or(|wanted| *wanted == membership.organisation)
            && login.role.is_none_or(|wanted| wanted == membership.role)
    };
    for membership in memberships::of_user(conn, &user.id)?.into_iter().filter(fits) {
        if organisations::in_use(conn, &membership.organisation)? {
            return Ok(membership);
        }
    }
    Err(ServiceError::invalid("organisation", refused::NO_SUCH_MEMBERSHIP))
}

/// What became of a refresh token that was handed in.
enum Handed {
    Renewed(SessionTokens),
    Refused,
    Reused(UserId),
}

/// Hands in a refresh token for the next pair. One that was spent before ends its whole family,
/// because two parties hold it; within a few seconds of its use it gets the same successor again.
///
/// # Errors
/// [`ServiceError::Unauthenticated`], [`ServiceError::TooMany`].
pub fn refresh(app: &App, client: IpAddr, handed: &Refresh) -> Result<SessionTokens, ServiceError> {
    let permit = Permit::exempt(Exemption::Credential);
    app.refreshes.check(client).map_err(|retry_after| ServiceError::TooMany { retry_after })?;
    let token = RefreshToken::read(&app.keys, &handed.refresh_token);
    let handed_in = match token {
        Some(token) => app.write(&permit, |conn| hand_in(app, conn, &token))?,
        None => Handed::Refused,
    };
    match handed_in {
        Handed::Renewed(tokens) => return Ok(tokens),
        Handed::Reused(user) => tracing::warn!(user.id = %user, "session.refresh_token_reused"),
        Handed::Refused => {}
    }
    app.refreshes.failed(client);
    Err(ServiceError::Unauthenticated)
}

fn hand_in(app: &App, conn: &mut Conn, token: &RefreshToken) -> Result<Handed, ServiceError> {
    let now = app.clock.now();
    let mut family = match refresh_families::get(conn, &token.family) {
        Ok(family) => family,
        Err(crate::db::DbError::NotFound) => return Ok(Handed::Refused),
        Err(error) => return Err(error.into()),
    };
    if family.revoked_at.is_some() || family.expires_at <= now || !is_still_let_in(app, conn, &family)? {
        return Ok(Handed::Refused);
    }
    let newest = family.generation == token.generation;
    if newest && family.token_hash == fingerprint(&token.reveal(&app.keys)) {
        let next = token.next();
        family.token_hash = fingerprint(&next.reveal(&app.keys));
        family.generation = next.generation;
        family.expires_at = now + refresh_life(app);
        let RefreshFamily { id, token_hash, expires_at, .. } = &family;
        refresh_families::rotate(conn, id, token.generation, token_hash, now, *expires_at)?;
        return tokens(app, conn, &family).map(Handed::Renewed);
    }
    let just_spent = token.next().generation == family.generation && now - family.used_at <= GRACE;
    if just_spent {
        return tokens(app, conn, &family).map(Handed::Renewed);
    }
    refresh_families::revoke(conn, &family.id, "reused", now)?;
    Ok(Handed::Reused(family.user))
}

fn is_still_let_in(app: &App, conn: &mut Conn, family: &RefreshFamily) -> Result<bool, ServiceError> {
    let RefreshFamily { user, organisation, role, .. } = family.clone();
    let enabled = users::get(conn, &app.keys, &user)?.disabled_at.is_none();
    Ok(enabled
        && organisations::in_use(conn, &organisation)?
        && memberships::exists(conn, &Membership { user, organisation, role })?)
}

fn refresh_life(app: &App) -> TimeDelta {
    TimeDelta::from_std(app.config.auth.refresh_life()).unwrap_or(TimeDelta::zero())
}

fn tokens(app: &App, c: &mut Conn, family: &RefreshFamily) -> Result<SessionTokens, ServiceError> {
    let limited = second_factor::is_needed(c, app, &family.user, &family.organisation)?;
    let access = app.tokens.issue(&family.user, &family.organisation, family.role, &family.id, limited);
    let newest = RefreshToken { family: family.id.clone(), generation: family.generation };
    Ok(SessionTokens {
        access_token: access.map_err(ServiceError::internal)?,
        token_type: "Bearer",
        expires_in: app.tokens.life().as_secs(),
        refresh_token: newest.reveal(&app.keys),
        refresh_expires_at: family.expires_at,
        organisation: family.organisation.clone(),
        role: family.role,
        device_token: None,
        second_factor_needed: limited,
    })
}

/// Who the caller is.
///
/// # Errors
/// [`ServiceError::Unauthenticated`] when the user is gone.
pub fn read(app: &App, caller: &Caller) -> Result<SessionView, ServiceError> {
    let permit = authorise(caller, Action::ReadSession)?;
    app.read(&permit, |conn| {
        let user = users::get(conn, &app.keys, &caller.user)?;
        let held = memberships::of_user(conn, &caller.user)?;
        let confirmed_until = confirmation::until(conn, app, caller)?.filter(|end| *end > app.clock.now());
        Ok(SessionView {
            confirmed_until,
            user: user.id,
            name: user.identity.name,
            email: user.identity.email,
            organisation: caller.organisation.clone(),
            role: caller.role,
            memberships: held
                .into_iter()
                .map(|Membership { organisation, role, .. }| MembershipView { organisation, role })
                .collect(),
        })
    })
}

/// Signs out: the family ends; the access token dies within minutes of itself.
///
/// # Errors
/// [`ServiceError::Conflict`] for an API key, which is revoked instead.
pub fn end(app: &App, caller: &Caller) -> Result<(), ServiceError> {
    let permit = authorise(caller, Action::EndSession)?;
    match &caller.kind {
        CallerKind::User { session, .. } => {
            let now = app.clock.now();
            app.write(&permit, |conn| {
                refresh_families::revoke(conn, session, "signed_out", now)?;
                Ok(())
            })
        }
        CallerKind::ApiKey { .. } => Err(ServiceError::from(conflict::NOT_A_SESSION)),
    }
}
