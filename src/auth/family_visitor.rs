//! Somebody of a family who opened the link in a message to families, and what it lets them do.

use crate::domain::code::vocabulary;
use crate::domain::family_message::FamilyPerson;
use crate::domain::ids::{FamilyMessageId, FamilySendingId, OrganisationId};

vocabulary! {
    /// What can be done by the link in a message to families. Nothing else can.
    FamilyAct {
        /// Reads the message.
        Read = "family_read",
        /// Answers it.
        Answer = "family_answer",
        /// Says how they want such messages.
        Wish = "family_wish",
    }
}

/// Somebody of a family who opened a link that is good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FamilyVisitor {
    /// The sending that the link is in.
    pub sending: FamilySendingId,
    /// Which message.
    pub message: FamilyMessageId,
    /// A keyed digest of their address.
    pub person: FamilyPerson,
    /// Whose message.
    pub provider: OrganisationId,
}
