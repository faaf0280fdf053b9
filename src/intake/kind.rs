//! What a file holds, and what its columns can be.

use super::field::SheetField;
use super::{employer, learner, offer};
use crate::domain::code::vocabulary;

vocabulary! {
    /// What a file holds.
    ImportKind {
        /// Learners of a provider.
        Learners = "learners",
        /// Employers that a hub works with, and their contacts.
        Employers = "employers",
        /// Offers of such employers. Each becomes a draft.
        Offers = "offers",
    }
}

impl ImportKind {
    /// What a column can be read as.
    #[must_use]
    pub fn fields(self) -> &'static [SheetField] {
        match self {
            Self::Learners => learner::FIELDS,
            Self::Employers => &employer::FIELDS,
            Self::Offers => &offer::FIELDS,
        }
    }

    /// One of the fields.
    #[must_use]
    pub fn field(self, name: &str) -> Option<&'static SheetField> {
        self.fields().iter().find(|field| field.name == name)
    }

    /// Without these nobody could tell what a row is about.
    pub(super) fn always(self) -> &'static [&'static str] {
        match self {
            Self::Learners => &["given_name", "family_name"],
            Self::Employers => &["name"],
            Self::Offers => &["occupation"],
        }
    }
}
