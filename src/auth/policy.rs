//! The one question asked before every use case.

use super::scope::{KeyReach, reach};
use super::{Action, Caller, CallerKind, Permit, Scope};
use crate::domain::code::{Code, CodeSet};
use crate::domain::role::Role;

/// The caller can never take the action as they call now, on any object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the role {} cannot {}", role.code(), action.code())]
pub struct Forbidden {
    /// Who asked.
    pub role: Role,
    /// For what.
    pub action: Action,
    /// Why not.
    pub because: Because,
}

/// Why an action is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    /// The role can never take it.
    Role,
    /// No API key can take it: it needs a person who is signed in.
    ApiKey,
    /// The organisation asks for a second factor, which they have yet to add.
    SecondFactor,
    /// The API key was not made for it; this scope is.
    Scope(Scope),
}

/// Permits an action to a caller who may take it at all; whether the object is theirs, the service checks.
///
/// # Errors
/// [`Forbidden`] when they may not.
pub fn authorise(caller: &Caller, action: Action) -> Result<Permit, Forbidden> {
    let role = caller.role;
    let because = if allowed(role, action) {
        match &caller.kind {
            CallerKind::User { limited, .. } if !limited || action.comes_before_second_factor() => {
                return Ok(Permit::granted());
            }
            CallerKind::User { .. } => Because::SecondFactor,
            CallerKind::ApiKey { scopes, .. } => match outside(*scopes, action) {
                None => return Ok(Permit::granted()),
                Some(because) => because,
            },
        }
    } else {
        Because::Role
    };
    Err(Forbidden { role, action, because })
}

/// Whether the table lets a role take an action.
#[must_use]
pub fn allowed(role: Role, action: Action) -> bool {
    action.roles().contains(&role)
}

/// What keeps an API key from an action; a key without scopes is from before there were any.
fn outside(scopes: Option<CodeSet<Scope>>, action: Action) -> Option<Because> {
    match reach(action) {
        KeyReach::Any => None,
        KeyReach::PersonOnly => Some(Because::ApiKey),
        KeyReach::With(scope) => {
            scopes.is_some_and(|held| !held.contains(scope)).then_some(Because::Scope(scope))
        }
    }
}
