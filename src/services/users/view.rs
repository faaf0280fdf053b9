//! Users as the doors show and take them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::db::users::User;
use crate::domain::contact::EmailAddress;
use crate::domain::ids::{OrganisationId, UserId};
use crate::domain::role::Role;
use crate::domain::text::Line;
use crate::services::sessions::MembershipView;

/// Somebody to be invited.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UserRequest {
    /// Their name.
    pub name: Line,
    /// Their address, with which they sign in.
    pub email: EmailAddress,
    /// Refused: they choose a password of their own. It is here so that an older client is told why.
    #[serde(default)]
    #[schema(format = "password", deprecated)]
    pub password: Option<String>,
    /// The organisation that they act for; the caller's when absent.
    #[serde(default)]
    pub organisation: Option<OrganisationId>,
    /// In which role.
    pub role: Role,
}

/// What takes the place of what is known of a user.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UserChange {
    /// Their name.
    pub name: Line,
    /// Their address, with which they sign in.
    pub email: EmailAddress,
    /// Whether they are barred from signing in.
    pub disabled: bool,
}

/// A password for somebody else, which is refused.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordRequest {
    /// The password.
    #[schema(format = "password", min_length = 12, max_length = 200)]
    pub password: String,
}

/// A role to be given.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MembershipRequest {
    /// In which organisation.
    pub organisation: OrganisationId,
    /// Which role.
    pub role: Role,
}

/// Whose users are asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct UserQuery {
    /// Of this organisation; of the caller's when absent.
    #[param(value_type = Option<String>, format = "uuid")]
    pub organisation: Option<OrganisationId>,
}

/// A user.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct UserView {
    /// The identifier.
    pub id: UserId,
    /// Their name.
    pub name: Line,
    /// Their address.
    pub email: EmailAddress,
    /// Whether a password was set.
    pub has_password: bool,
    /// Since when they are barred from signing in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disabled_at: Option<DateTime<Utc>>,
    /// Their roles in the organisations whose users the caller keeps.
    pub memberships: Vec<MembershipView>,
    /// Rises with each change; also the ETag.
    pub version: i64,
    /// When they were added.
    pub created_at: DateTime<Utc>,
    /// When they last changed.
    pub updated_at: DateTime<Utc>,
}

impl UserView {
    pub(super) fn of(user: User, memberships: Vec<MembershipView>) -> Self {
        Self {
            id: user.id,
            name: user.identity.name,
            email: user.identity.email,
            has_password: user.password_hash.is_some(),
            disabled_at: user.disabled_at,
            memberships,
            version: user.version,
            created_at: user.created_at,
            updated_at: user.updated_at,
        }
    }
}
