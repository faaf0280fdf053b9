//! What a draft holds where a line is wanted and nobody has given the answer yet.

use super::ids::{PersonId, Slug};
use super::text::{Invalid, Line};

/// Stands for an answer that nobody has given. Only a draft may hold it.
pub const UNSAID: &str = "?";

/// Stands for somebody who is not named yet: it is the identifier of nobody.
const NOBODY: &str = "not-said";

impl Line {
    /// The line that stands for an answer that nobody has given.
    ///
    /// # Errors
    /// [`Invalid`] never: the sign is a line.
    pub fn unsaid() -> Result<Self, Invalid> {
        Self::parse(UNSAID)
    }

    /// Whether nobody has given the answer yet.
    #[must_use]
    pub fn is_unsaid(&self) -> bool {
        self.as_str() == UNSAID
    }
}

/// Somebody who is not named yet.
///
/// # Errors
/// [`Invalid`] never: the sign is an identifier.
pub fn nobody() -> Result<PersonId, Invalid> {
    Slug::parse(NOBODY)
}
