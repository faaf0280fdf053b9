//! How a use case fails, in a form that every door can tell its caller.

use std::error::Error;
use std::time::Duration;

use crate::auth::Forbidden;
use crate::auth::password::PasswordError;
use crate::db::{DbError, SealError, TxError};
use crate::domain::check::FieldError;
use crate::words::conflict::{self, Conflict};

/// Why a use case was not carried out. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// There is no such thing, or none that the caller may know of.
    #[error("not found")]
    NotFound,
    /// The caller is not who they say, or is no longer let in.
    #[error("the credentials are not accepted")]
    Unauthenticated,
    /// The code of a second factor is missing.
    #[error("the code of the second factor is missing")]
    SecondFactor,
    /// The person must prove again that it is they: [`super::sessions::confirm`].
    #[error("the session was not confirmed lately")]
    Unconfirmed {
        /// How old the proof may be.
        within: Duration,
    },
    /// The role, or the API key, can never do this.
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    /// Fields that cannot be accepted.
    #[error("{} fields cannot be accepted", .0.len())]
    Invalid(Vec<FieldError>),
    /// The current state does not allow this.
    #[error("{code}: {detail}")]
    Conflict {
        /// A stable code, such as `window_full`.
        code: &'static str,
        /// What stands in the way, without personal data.
        detail: String,
    },
    /// An idempotency key came again with another request.
    #[error("the idempotency key was used for another request")]
    KeyReused,
    /// The object is no longer in the version that the caller read.
    #[error("changed since it was read")]
    PreconditionFailed,
    /// The caller must say which version it read.
    #[error("the version that was read must be stated")]
    PreconditionRequired,
    /// The service is overrun; worth trying again soon.
    #[error("busy")]
    Busy,
    /// Too many attempts.
    #[error("too many attempts")]
    TooMany {
        /// When to try again.
        retry_after: Duration,
    },
    /// The store failed; for an outage ([`DbError::is_outage`]) it is worth trying again.
    #[error(transparent)]
    Store(DbError),
    /// Anything else that is our fault.
    #[error(transparent)]
    Internal(Box<dyn Error + Send + Sync>),
}

impl ServiceError {
    /// One field that cannot be accepted.
    pub fn invalid(field: impl Into<String>, reason: impl Into<String>) -> Self {
        Self::Invalid(vec![FieldError::new(field, reason)])
    }

    /// A state that stands in the way.
    pub fn conflict(code: &'static str, detail: impl Into<String>) -> Self {
        Self::Conflict { code, detail: detail.into() }
    }

    /// A fault of ours.
    pub fn internal(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Internal(error.into())
    }
}

impl From<DbError> for ServiceError {
    fn from(error: DbError) -> Self {
        match error {
            DbError::NotFound => Self::NotFound,
            DbError::Stale => Self::PreconditionFailed,
            DbError::Unique { .. } => conflict::ALREADY_TAKEN.into(),
            DbError::Busy | DbError::TimedOut => Self::Busy,
            other => Self::Store(other),
        }
    }
}

impl From<Conflict> for ServiceError {
    fn from(Conflict { code, detail }: Conflict) -> Self {
        Self::conflict(code, detail)
    }
}

impl From<SealError> for ServiceError {
    fn from(error: SealError) -> Self {
        Self::Store(error.into())
    }
}

impl From<PasswordError> for ServiceError {
    fn from(error: PasswordError) -> Self {
        match error {
            PasswordError::Busy => Self::Busy,
            PasswordError::Failed => Self::internal(error),
        }
    }
}

impl From<Vec<FieldError>> for ServiceError {
    fn from(faults: Vec<FieldError>) -> Self {
        Self::Invalid(faults)
    }
}

impl TxError for ServiceError {
    fn db_error(&self) -> Option<&DbError> {
        match self {
            Self::Store(error) => Some(error),
            _ => None,
        }
    }
}
