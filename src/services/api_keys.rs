//! Keys of machine clients: made, listed and revoked by the people they act for.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{ServiceError, ids};
use crate::app::App;
use crate::auth::api_key::{NewApiKey, lookup};
use crate::auth::{Action, Caller, CallerKind, authorise};
use crate::db::api_keys::ApiKey;
use crate::db::memberships::Membership;
use crate::db::{Page, Slice, api_keys, memberships, organisations, users};
use crate::domain::ids::ApiKeyId;
use crate::domain::role::Role;
use crate::domain::text::Line;

/// A key to be made. It gets its maker's organisation and role, never more.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApiKeyRequest {
    /// What it is for.
    pub label: Line,
    /// When it ends; never when absent.
    #[serde(default)]
    pub expires_at: Option<DateTime<Utc>>,
}

/// A key as its owner sees it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ApiKeyView {
    /// The identifier.
    #[schema(value_type = String, format = "uuid")]
    pub id: ApiKeyId,
    /// What it is for.
    pub label: Line,
    /// In which role it acts.
    pub role: Role,
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
        let ApiKey { id, label, role, created_at, expires_at, revoked_at, .. } = key;
        Self { id, label, role, created_at, expires_at, revoked_at }
    }
}

/// Makes a key. A key cannot make keys.
///
/// # Errors
/// [`ServiceError`].
pub fn create(app: &App, caller: &Caller, request: ApiKeyRequest) -> Result<ApiKeyMade, ServiceError> {
    authorise(caller, Action::CreateApiKey)?;
    if matches!(caller.kind, CallerKind::ApiKey { .. }) {
        return Err(ServiceError::conflict("not_a_session", "Sign in to make an API key."));
    }
    let now = app.clock.now();
    if request.expires_at.is_some_and(|end| end <= now) {
        return Err(ServiceError::invalid("expires_at", "must lie ahead"));
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
        expires_at: request.expires_at,
        revoked_at: None,
    };
    app.db.write(|conn| api_keys::insert(conn, &key))?;
    Ok(ApiKeyMade { secret: fresh.secret, key: key.into() })
}

/// The keys of the caller's organisation.
///
/// # Errors
/// [`ServiceError`].
pub fn list(app: &App, caller: &Caller, slice: &Slice) -> Result<Page<ApiKeyView>, ServiceError> {
    authorise(caller, Action::ListApiKeys)?;
    let page = app.db.read(|conn| api_keys::list(conn, &caller.organisation, slice))?;
    page.try_map(|key| Ok(key.into()))
}

/// Ends a key of the caller's organisation at once.
///
/// # Errors
/// [`ServiceError::NotFound`] when there is no such live key.
pub fn revoke(app: &App, caller: &Caller, id: &ApiKeyId) -> Result<(), ServiceError> {
    authorise(caller, Action::RevokeApiKey)?;
    let now = app.clock.now();
    Ok(app.db.write(|conn| api_keys::revoke(conn, &caller.organisation, id, now))?)
}

/// Who calls with a key: its maker, while they are let in and still hold the role.
///
/// # Errors
/// [`ServiceError::Unauthenticated`] for anything but a live key.
pub fn caller(app: &App, presented: &str) -> Result<Caller, ServiceError> {
    let hash = lookup(presented).ok_or(ServiceError::Unauthenticated)?;
    let now = app.clock.now();
    app.db.read(|conn| {
        let key = api_keys::find_by_hash(conn, &hash)?.ok_or(ServiceError::Unauthenticated)?;
        let over = key.revoked_at.is_some() || key.expires_at.is_some_and(|end| end <= now);
        let ApiKey { id, organisation, created_by: user, role, .. } = key;
        let membership = Membership { user: user.clone(), organisation: organisation.clone(), role };
        let held =
            memberships::exists(conn, &membership)? && organisations::in_use(conn, &membership.organisation)?;
        if over || !held || users::get(conn, &app.keys, &user)?.disabled_at.is_some() {
            return Err(ServiceError::Unauthenticated);
        }
        Ok(Caller { kind: CallerKind::ApiKey { key: id }, user, organisation, role })
    })
}
