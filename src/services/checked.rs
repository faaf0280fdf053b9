//! Documents with rules across their fields.

use chrono::NaiveDate;

use crate::domain::check::FieldError;
use crate::domain::concession::Concessions;

/// A document that can tell what is wrong with it beyond the shape of its fields.
pub trait Checked {
    /// What must hold across the fields on a date.
    ///
    /// # Errors
    /// Every fault, with its path from the top of the document.
    fn check(&self, today: NaiveDate) -> Result<(), Vec<FieldError>>;
}

impl Checked for Concessions {
    fn check(&self, today: NaiveDate) -> Result<(), Vec<FieldError>> {
        Self::check(self, today)
    }
}

/// What several checks found.
///
/// # Errors
/// The faults, when there are any.
pub(super) fn all(faults: Vec<FieldError>) -> Result<(), Vec<FieldError>> {
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}
