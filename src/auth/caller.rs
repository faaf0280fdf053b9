//! Who a request comes from.

use super::Scope;
use crate::domain::code::CodeSet;
use crate::domain::ids::{ApiKeyId, OrganisationId, UserId};
use crate::domain::role::Role;

/// How a caller proved who they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallerKind {
    /// A person with an access token.
    User {
        /// The sign-in that the token belongs to.
        session: String,
        /// Whether they have yet to add the second factor that their organisation asks for.
        limited: bool,
    },
    /// A machine client with an API key.
    ApiKey {
        /// The key.
        key: ApiKeyId,
        /// What it may be used for; a key from before there were scopes has none and is not held to any.
        scopes: Option<CodeSet<Scope>>,
    },
}

/// A user acting for one organisation in one role. An API key acts for the user who made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// How they proved it.
    pub kind: CallerKind,
    /// The person.
    pub user: UserId,
    /// The organisation that they act for.
    pub organisation: OrganisationId,
    /// The role in which they act.
    pub role: Role,
}
