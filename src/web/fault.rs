//! Pages for what cannot be done: why, and what to do next.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError, web};
use askama::Template;

use super::layout::page;
use crate::app::App;
use crate::http::blocking;
use crate::http::problem::Problem;
use crate::services::ServiceError;
use crate::words::pages::{Refused, form, refused};

/// Why a page or an act was refused, in words.
#[derive(Debug)]
pub(super) struct Fault {
    status: StatusCode,
    words: Refused,
    details: Vec<String>,
    home: Option<&'static str>,
    /// Where the password is given again.
    confirm: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "layout/fault.html", config = "src/web/askama.toml")]
struct View<'a> {
    fault: &'a Fault,
}

impl Fault {
    fn new(status: StatusCode, words: Refused) -> Self {
        Self { status, words, details: Vec::new(), home: Some(super::STAFF), confirm: None }
    }

    /// For somebody who has no home page here, and who came by a link.
    pub(super) fn for_visitor(self) -> Self {
        let words = if self.status == StatusCode::NOT_FOUND { refused::NO_LINK } else { self.words };
        Self { home: None, confirm: None, words, ..self }
    }

    /// Nobody is signed in.
    pub(super) fn signed_out() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, refused::SIGNED_OUT)
    }

    /// A form that was not shown within this sign-in.
    pub(super) fn foreign() -> Self {
        Self::new(StatusCode::FORBIDDEN, refused::FOREIGN)
    }

    /// A file that is too large to be read.
    pub(super) fn too_large() -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, refused::TOO_LARGE)
    }

    /// A form that cannot be read.
    pub(super) fn unreadable() -> Self {
        Self::new(StatusCode::BAD_REQUEST, refused::UNREADABLE)
    }
}

impl From<ServiceError> for Fault {
    fn from(error: ServiceError) -> Self {
        use StatusCode as S;
        let told = |details: Vec<String>, status, words| Self { details, ..Self::new(status, words) };
        match error {
            ServiceError::NotFound => Self::new(S::NOT_FOUND, refused::NOT_FOUND),
            ServiceError::Unauthenticated | ServiceError::SecondFactor => Self::signed_out(),
            ServiceError::Unconfirmed { .. } => {
                Self { confirm: Some(super::CONFIRM), ..Self::new(S::FORBIDDEN, refused::UNCONFIRMED) }
            }
            ServiceError::Forbidden(_) => Self::new(S::FORBIDDEN, refused::FORBIDDEN),
            ServiceError::Invalid(errors) => {
                let details = errors.iter().map(|error| form::refusal(&error.field, &error.reason));
                told(details.collect(), S::UNPROCESSABLE_ENTITY, refused::INVALID)
            }
            ServiceError::Conflict { detail, .. } => told(vec![detail], S::CONFLICT, refused::CONFLICT),
            ServiceError::KeyReused => Self::new(S::CONFLICT, refused::REPEATED),
            ServiceError::PreconditionFailed | ServiceError::PreconditionRequired => {
                Self::new(S::PRECONDITION_FAILED, refused::CHANGED)
            }
            ServiceError::Busy => Self::new(S::SERVICE_UNAVAILABLE, refused::BUSY),
            ServiceError::Store(error) if error.is_outage() || error.is_newer() => {
                Self::new(S::SERVICE_UNAVAILABLE, refused::BUSY)
            }
            ServiceError::TooMany { .. } => Self::new(S::TOO_MANY_REQUESTS, refused::TOO_MANY),
            other => Problem::from(other).into(),
        }
    }
}

impl From<Problem> for Fault {
    /// A fault of ours: the floor has logged what it was.
    fn from(_: Problem) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, refused::INTERNAL)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words.title)
    }
}

impl ResponseError for Fault {
    fn status_code(&self) -> StatusCode {
        self.status
    }

    fn error_response(&self) -> HttpResponse {
        page(self.status, &View { fault: self })
    }
}

/// What stands at an address where no page is.
pub(super) async fn missing() -> HttpResponse {
    Fault::from(ServiceError::NotFound).error_response()
}

/// The same for somebody who has no home page here.
pub(super) async fn missing_for_visitor() -> HttpResponse {
    Fault::from(ServiceError::NotFound).for_visitor().error_response()
}

/// Runs use cases on a thread that may wait; a refusal becomes a page.
///
/// # Errors
/// [`Fault`] for whatever they refuse.
pub(super) async fn run<T: Send + 'static>(
    app: &web::Data<App>,
    work: impl FnOnce(&App) -> Result<T, ServiceError> + Send + 'static,
) -> Result<T, Fault> {
    Ok(blocking(app, move |app| Ok(work(app))).await??)
}
