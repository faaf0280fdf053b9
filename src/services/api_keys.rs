//! Keys of machine clients: made, listed and revoked by the people they act for.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::sessions::confirmed_lately;
use super::{ServiceError, ids};
use crate::app::App;
use crate::auth::api_key::{NewApiKey, lookup};
use crate::auth::scope::reading;
use crate::auth::{Action, Caller, CallerKind, Exemption, Permit, Scope, authorise};
use crate::db::api_keys::ApiKey;
use crate::db::memberships::Membership;
use crate::db::{Page, Slice, api_keys, memberships, organisations, users};
use crate::domain::code::CodeSet;
use crate::domain::ids::ApiKeyId;
use crate::domain::role::Role;
use crate::domain::text::Line;
use crate::words::refused;

/// A key to be made. It gets its maker's organisation and role, never more.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApiKeyRequest {
    /// What it is for.
    pub label: Line,
    /// When it ends, within a year; in 90 days when absent.
    #[serde(default)]
    pub expires_at: Option<DateTime<Utc>>,
    /// What it may be used for; whatever its role may read when absent.
    #[serde(default)]
    #[schema(value_type = Option<Vec<Scope>>)]
    pub scopes: Option<CodeSet<Scope>>,
}

/// How long a key lasts unless its maker says otherwise, and at most.
const LIFE: TimeDelta = TimeDelta::days(90);
const LONGEST_LIFE: TimeDelta = TimeDelta::days(366);

/// A key as its owner sees it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ApiKeyView {
    /// The identifier.
    pub id: ApiKeyId,
    /// What it is for.
    pub label: Line,
    /// In which role it acts.
    pub role: Role,
    /// What it may be used for; absent for a key from before there were scopes, which its role alone limits.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Vec<Scope>>)]
    pub scopes: Option<CodeSet<Scope>>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it ends.
    pub expires_at: Option<DateTime<Utc>>,
    /// When it was revoked.
    pub revoked_at: Option<DateTime<Utc>>,
}

/// A key just made, with its secret, which is never shown again.
#[derive(Clone, Serialize, ToSchema)]
pub struct ApiKeyMade {
    /// Sent as `Authorization: Bearer …`.
    pub secret: String,
    /// The key.
    #[serde(flatten)]
    pub key: ApiKeyView,
}

impl From<ApiKey> for ApiKeyView {
    fn from(key: ApiKey) -> Self {
        let ApiKey { id, label, role, scopes, created_at, expires_at, revoked_at, .. } = key;
        Self { id, label, role, scopes, created_at, expires_at, revoked_at }
    }
}

/// Makes a key.
///
/// # Errors
/// [`ServiceError::Invalid`] naming a scope or an end that cannot be; [`ServiceError::Unconfirmed`].
pub fn create(app: &App, caller: &Caller, request: ApiKeyRequest) -> Result<ApiKeyMade, ServiceError> {
    let permit = authorise(caller, Action::CreateApiKey)?;
    let now = app.clock.now();
    let expires_at = request.expires_at.unwrap_or(now + LIFE);
    if expires_at <= now || expires_at > now + LONGEST_LIFE {
        return Err(ServiceError::invalid("expires_at", refused::KEY_END));
    }
    let scopes = request.scopes.unwrap_or_else(|| reading(caller.role));
    if scopes.is_empty() {
        return Err(ServiceError::invalid("scopes", refused::NO_SCOPE));
    }
    let fresh = NewApiKey::draw(app.random.as_ref());
    let key = ApiKey {
        id: ids::fresh(app)?,
        organisation: caller.organisation.clone(),
        created_by: caller.user.clone(),
        role: caller.role,
        label: request.label,
        secret_hash: fresh.hash,
        created_at: now,
        expires_at: Some(expires_at),
        revoked_at: None,
        scopes: Some(scopes),
    };
    app.write(&permit, |conn| {
        confirmed_lately(conn, app, caller)?;
        Ok::<_, ServiceError>(api_keys::insert(conn, &key)?)
    })?;
    Ok(ApiKeyMade { secret: fresh.secret, key: key.into() })
}

/// The keys of the caller's organisation.
///
/// # Errors
/// [`ServiceError`].
pub fn list(app: &App, caller: &Caller, slice: &Slice) -> Result<Page<ApiKeyView>, ServiceError> {
    let permit = authorise(caller, Action::ListApiKeys)?;
    let page = app.read(&permit, |conn| api_keys::list(conn, &caller.organisation, slice))?;
    page.try_map(|key| Ok(key.into()))
}

/// Ends a key of the caller's organisation at once.
///
/// # Errors
/// [`ServiceError::NotFound`] when there is no such live key; [`ServiceError::Unconfirmed`].
pub fn revoke(app: &App, caller: &Caller, id: &ApiKeyId) -> Result<(), ServiceError> {
    let permit = authorise(caller, Action::RevokeApiKey)?;
    let now = app.clock.now();
    app.write(&permit, |conn| {
        confirmed_lately(conn, app, caller)?;
        Ok(api_keys::revoke(conn, &caller.organisation, id, now)?)
    })
}

/// Who calls with a key: its maker, while they are let in and still hold the role.
///
/// # Errors
/// [`ServiceError::Unauthenticated`] for anything but a live key.
pub fn caller(app: &App, presented: &str) -> Result<Caller, ServiceError> {
    let permit = Permit::exempt(Exemption::Credential);
    let hash = lookup(presented).ok_or(ServiceError::Unauthenticated)?;
    let now = app.clock.now();
    app.read(&permit, |conn| {
        let key = api_keys::find_by_hash(conn, &hash)?.ok_or(ServiceError::Unauthenticated)?;
        let over = key.revoked_at.is_some() || key.expires_at.is_some_and(|end| end <= now);
        let ApiKey { id, organisation, created_by: user, role, scopes, .. } = key;
        let membership = Membership { user: user.clone(), organisation: organisation.clone(), role };
        let held =
            memberships::exists(conn, &membership)? && organisations::in_use(conn, &membership.organisation)?;
        if over || !held || users::get(conn, &app.keys, &user)?.disabled_at.is_some() {
            return Err(ServiceError::Unauthenticated);
        }
        Ok(Caller { kind: CallerKind::ApiKey { key: id, scopes }, user, organisation, role })
    })
}
