//! Letters: what the service writes to people beside the packs.

use std::borrow::Cow;

use super::code::vocabulary;
use super::ids::{ContactId, FamilySendingId, OrganisationId, UserId};
use super::reader::Reader;

vocabulary! {
    /// What a letter is about.
    LetterKind {
        /// A placement is proposed to an employer.
        Proposal = "proposal",
        /// The learner's side no longer agrees, so an employer's acceptance leads nowhere for now.
        AcceptanceLapsed = "acceptance_lapsed",
        /// The plan of the days has changed since somebody received it.
        PlanChanged = "plan_changed",
        /// A job coach is assigned to a placement.
        CoachAssigned = "coach_assigned",
        /// A placement has ended: declined, withdrawn, cancelled, broken down or completed.
        PlacementOver = "placement_over",
        /// A change that others made stands in a placement's way.
        PlacementHit = "placement_hit",
        /// The link to the page of a placement.
        Page = "page",
        /// Something that somebody must look at: a hazard, a worry, a learner who came after all.
        Alert = "alert",
        /// A learner is not known to have arrived.
        NotArrived = "not_arrived",
        /// The employer has said whether it would have somebody, or which other time would suit.
        Replied = "replied",
        /// Word from the learner or the family, or an answer to it.
        Side = "side",
        /// The learner cannot come on a day.
        Absence = "absence",
        /// What is open at a placement: before it, during it, after it.
        Reminder = "reminder",
        /// A message to the families of a provider's learners.
        Families = "families",
        /// Something about an account, with a link that must not be kept.
        Account = "account",
    }
}

impl LetterKind {
    /// Whether a letter of the kind to an employer's contact, the learner or the family carries the link to their page.
    #[must_use]
    pub fn carries_link(self) -> bool {
        matches!(
            self,
            Self::Proposal | Self::Page | Self::Alert | Self::Absence | Self::Reminder | Self::Families
        )
    }
}

/// To whom a letter goes. The address is read when it is sent.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Recipient {
    /// An employer's contact.
    Contact(ContactId),
    /// Somebody who signs in.
    User(UserId),
    /// A provider, where its employers' answers go.
    Provider(OrganisationId),
    /// The learner, or somebody of the family.
    Reader(Reader),
    /// Whoever is sent one message to families.
    Family(FamilySendingId),
}

vocabulary! {
    /// What kind of recipient a letter has.
    RecipientKind {
        /// An employer's contact.
        Contact = "contact",
        /// Somebody who signs in.
        User = "user",
        /// A provider.
        Provider = "provider",
        /// The learner, or somebody of the family.
        Reader = "reader",
        /// Somebody of a family, of a message to families.
        Family = "family",
    }
}

impl Recipient {
    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> RecipientKind {
        match self {
            Self::Contact(_) => RecipientKind::Contact,
            Self::User(_) => RecipientKind::User,
            Self::Provider(_) => RecipientKind::Provider,
            Self::Reader(_) => RecipientKind::Reader,
            Self::Family(_) => RecipientKind::Family,
        }
    }

    /// The identifier of the contact, the user or the organisation; or which reader of the placement.
    #[must_use]
    pub fn id(&self) -> Cow<'_, str> {
        match self {
            Self::Contact(id) => id.as_str().into(),
            Self::User(id) => id.as_str().into(),
            Self::Provider(id) => id.as_str().into(),
            Self::Reader(reader) => reader.to_string().into(),
            Self::Family(id) => id.as_str().into(),
        }
    }
}
