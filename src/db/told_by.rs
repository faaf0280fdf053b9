//! Who told something of a placement.

use super::DbError;
use super::column::Column;
use crate::domain::code::Code;
use crate::domain::ids::{ContactId, UserId};
use crate::domain::role::Role;

/// Who told something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ToldBy {
    /// A contact of the employer.
    Contact(ContactId),
    /// Somebody of the provider, in a role.
    User(UserId, Role),
}

/// The columns of a teller: the contact, or the user and the role.
pub(super) type TellerColumns = (Option<String>, Option<String>, Option<String>);

impl ToldBy {
    /// The contact, where it was one.
    #[must_use]
    pub fn contact(&self) -> Option<&ContactId> {
        match self {
            Self::Contact(contact) => Some(contact),
            Self::User(..) => None,
        }
    }

    /// As it is stored.
    pub(super) fn columns(&self) -> TellerColumns {
        match self {
            Self::Contact(contact) => (Some(contact.to_string()), None, None),
            Self::User(user, role) => (None, Some(user.to_string()), Some(role.code().to_owned())),
        }
    }

    /// Reads what a table stores.
    pub(super) fn read(table: &'static str, (contact, user, role): TellerColumns) -> Result<Self, DbError> {
        let column = |name| Column(table, name);
        let contact: Option<ContactId> = column("contact_id").parse_some(contact)?;
        let user: Option<UserId> = column("user_id").parse_some(user)?;
        let role = role.map(|role| column("role").code::<Role>(&role)).transpose()?;
        match (contact, user, role) {
            (Some(contact), None, None) => Ok(Self::Contact(contact)),
            (None, Some(user), Some(role)) => Ok(Self::User(user, role)),
            _ => Err(column("user_id").corrupt()),
        }
    }
}
