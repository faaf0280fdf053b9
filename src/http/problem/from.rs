//! From a use case's failure to what the caller is told.

use std::time::Duration;

use super::{Problem, ProblemKind};
use crate::auth::{Because, Forbidden};
use crate::domain::code::Code;
use crate::services::ServiceError;

/// When a caller turned away from a busy service may come back.
const BUSY_WAIT: Duration = Duration::from_secs(2);

impl From<ServiceError> for Problem {
    fn from(error: ServiceError) -> Self {
        use ProblemKind as Kind;
        match error {
            ServiceError::NotFound => {
                Self::new(Kind::NotFound, "The resource does not exist or you cannot access it.")
            }
            ServiceError::Unauthenticated => {
                Self::new(Kind::Unauthenticated, "The credentials are not accepted.")
            }
            ServiceError::SecondFactor => {
                let detail = "Send the code of your authenticator app, or a recovery code, as `code` too.";
                Self::new(Kind::Unauthenticated, detail).with_code("second_factor")
            }
            ServiceError::Unconfirmed { within } => Self::new(
                Kind::ConfirmationRequired,
                "This changes who gets in. Send your password to POST /session/confirmation, then try again.",
            )
            .with_max_age(within),
            ServiceError::Forbidden(refusal) => forbidden(refusal),
            ServiceError::Invalid(errors) => Self::fields(errors),
            ServiceError::Conflict { code, detail } => Self::new(Kind::Conflict, detail).with_code(code),
            ServiceError::KeyReused => Self::new(
                Kind::KeyReused,
                "This key was already used for a different request. Use a new key.",
            ),
            ServiceError::PreconditionFailed => Self::new(
                Kind::PreconditionFailed,
                "Read the resource again and apply your change to the current version.",
            ),
            ServiceError::PreconditionRequired => {
                Self::new(Kind::PreconditionRequired, "Send If-Match with the ETag of the version you read.")
            }
            ServiceError::Busy => Self::new(Kind::Busy, "Try again in a moment.").with_retry_after(BUSY_WAIT),
            ServiceError::TooMany { retry_after } => {
                Self::new(Kind::TooManyRequests, "Wait before you try again.").with_retry_after(retry_after)
            }
            ServiceError::Store(error) if error.is_newer() => newer(&error),
            ServiceError::Store(error) if error.is_damaged() => damaged(&error),
            ServiceError::Store(error) => error.outage().map_or_else(|| internal(&error), outage),
            ServiceError::Internal(error) => internal(&error),
        }
    }
}

fn forbidden(refusal: Forbidden) -> Problem {
    let problem = |detail: String| Problem::new(ProblemKind::Forbidden, detail);
    match refusal.because {
        Because::Role => problem(format!("The role {} cannot do this.", refusal.role.code())),
        Because::ApiKey => problem("An API key cannot do this: somebody must sign in and do it.".to_owned())
            .with_code("api_key"),
        Because::SecondFactor => {
            let detail = "Your organisation asks for a second factor. Add one with POST /session/second-factor, then \
                refresh the token.";
            problem(detail.to_owned()).with_code("second_factor")
        }
        Because::Scope(scope) => {
            problem(format!("The API key does not have the scope {}.", scope.code())).with_code("scope")
        }
    }
}

/// An outage of the store passes: the caller is told which it is, and to come back.
fn outage(code: &'static str) -> Problem {
    let detail = match code {
        "store_read_only" => "Nothing can be saved just now. Try again in a moment.",
        "store_full" => "Nothing can be saved until the operator has made room on the disk.",
        "store_keys" => "The key file is not the one that seals the database.",
        _ => "The database cannot be reached just now. Try again in a moment.",
    };
    Problem::new(ProblemKind::Busy, detail).with_code(code).with_retry_after(BUSY_WAIT)
}

/// It passes once every replica is of the newer version.
fn newer(error: &dyn std::fmt::Display) -> Problem {
    tracing::warn!(%error, "request.needs_newer_version");
    let detail = "A newer version of the service saved this. The server that answered still runs an older one, which can \
        neither read all of it nor change it. Try again in a moment.";
    Problem::new(ProblemKind::Busy, detail).with_code("newer_version").with_retry_after(BUSY_WAIT)
}

/// Trying again does not help, and what is wrong with the record is for the operator's eyes.
fn damaged(error: &dyn std::fmt::Display) -> Problem {
    tracing::error!(%error, "request.record_damaged");
    let detail = "A stored record is damaged, so this request cannot be answered. The error has been logged. Quote the \
        request id when you ask for help.";
    Problem::new(ProblemKind::Internal, detail).with_code("damaged_record")
}

/// Logged here, once, and told to nobody.
fn internal(error: &dyn std::fmt::Display) -> Problem {
    tracing::error!(%error, "request.failed");
    Problem::new(
        ProblemKind::Internal,
        "The error has been logged. Quote the request id when you ask for help.",
    )
}
