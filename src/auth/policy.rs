//! The one question asked before every use case.

use super::{Action, Caller};
use crate::domain::code::Code;
use crate::domain::role::Role;

/// The role can never take the action, on any object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the role {} cannot {}", role.code(), action.code())]
pub struct Forbidden {
    /// Who asked.
    pub role: Role,
    /// For what.
    pub action: Action,
}

/// Whether the caller's role may take the action at all. Ownership is the service's to check.
///
/// # Errors
/// [`Forbidden`] when it may not.
pub fn authorise(caller: &Caller, action: Action) -> Result<(), Forbidden> {
    let role = caller.role;
    if allowed(role, action) { Ok(()) } else { Err(Forbidden { role, action }) }
}

/// Whether the table lets a role take an action.
#[must_use]
pub fn allowed(role: Role, action: Action) -> bool {
    action.roles().contains(&role)
}
