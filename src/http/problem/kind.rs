//! The kinds of problem, each with its stable address.

use actix_web::http::StatusCode;

/// Declares the kinds: the last part of the address, the status, the title.
macro_rules! kinds {
    ($($(#[$doc:meta])+ $name:ident $slug:literal $status:ident $title:literal;)+) => {
        /// A kind of problem. Kinds are only ever added.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum ProblemKind { $($(#[$doc])+ $name,)+ }

        impl ProblemKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The address that names it, relative to the service.
            #[must_use]
            pub fn uri(self) -> String {
                match self { $(Self::$name => concat!("/problems/", $slug).to_owned(),)+ }
            }

            /// Its HTTP status.
            #[must_use]
            pub fn status(self) -> StatusCode {
                match self { $(Self::$name => StatusCode::$status,)+ }
            }

            /// It in words.
            #[must_use]
            pub fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)+ }
            }
        }
    };
}

kinds! {
    /// The request cannot be read.
    BadRequest "bad-request" BAD_REQUEST "The request cannot be read";
    /// The body is no JSON.
    InvalidJson "invalid-json" BAD_REQUEST "The body is not JSON";
    /// Nobody is signed in, or the credentials are not accepted.
    Unauthenticated "unauthenticated" UNAUTHORIZED "Sign in first";
    /// The person must prove again that it is they.
    ConfirmationRequired "confirmation-required" UNAUTHORIZED "Confirm that it is you";
    /// The role, or the API key, can never do this.
    Forbidden "forbidden" FORBIDDEN "You cannot do this";
    /// There is no such thing, or none that the caller may know of.
    NotFound "not-found" NOT_FOUND "Not found";
    /// The resource is there but not for this method.
    MethodNotAllowed "method-not-allowed" METHOD_NOT_ALLOWED "The resource does not support this method";
    /// The current state does not allow this.
    Conflict "conflict" CONFLICT "The current state does not allow this";
    /// The object has changed since it was read.
    PreconditionFailed "precondition-failed" PRECONDITION_FAILED "It has changed since it was read";
    /// The request did not come in time.
    TooSlow "request-timeout" REQUEST_TIMEOUT "The request took too long";
    /// The body is too large.
    TooLarge "too-large" PAYLOAD_TOO_LARGE "The body is too large";
    /// The body is of another media type.
    UnsupportedMediaType "unsupported-media-type" UNSUPPORTED_MEDIA_TYPE "The body must be application/json";
    /// Fields that cannot be accepted.
    InvalidFields "invalid-fields" UNPROCESSABLE_ENTITY "Some fields cannot be accepted";
    /// An idempotency key came again with another request.
    KeyReused "idempotency-key-reused" UNPROCESSABLE_ENTITY "This Idempotency-Key was used for another request";
    /// The version that was read must be stated.
    PreconditionRequired "precondition-required" PRECONDITION_REQUIRED "State which version you read";
    /// Too many attempts.
    TooManyRequests "too-many-requests" TOO_MANY_REQUESTS "Too many attempts";
    /// A fault of ours.
    Internal "internal" INTERNAL_SERVER_ERROR "Something went wrong here";
    /// The service is overrun.
    Busy "busy" SERVICE_UNAVAILABLE "The service is busy";
}
