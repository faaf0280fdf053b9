//! How a form of a page that is opened by a link was refused.

use actix_web::http::StatusCode;

use crate::services::ServiceError;
use crate::web::fault::Fault;
use crate::words::visit as words;

/// A field that cannot be read, by its identifier on the page, and what to do.
pub(in crate::web) type Wrong = (&'static str, String);

/// How an act was refused, for the page that is shown again.
pub(in crate::web) enum Refused {
    /// Fields that cannot be read.
    Fields(Vec<Wrong>),
    /// The use case refuses.
    Service(ServiceError),
}

impl From<Vec<Wrong>> for Refused {
    fn from(wrong: Vec<Wrong>) -> Self {
        Self::Fields(wrong)
    }
}

impl From<ServiceError> for Refused {
    fn from(error: ServiceError) -> Self {
        Self::Service(error)
    }
}

impl Refused {
    /// What the page says when it is shown again, and its status; a [`Fault`] where it cannot be.
    pub(in crate::web) fn shown(self) -> Result<(StatusCode, Vec<Wrong>), Fault> {
        let (status, words) = match self {
            Self::Fields(wrong) => return Ok((StatusCode::UNPROCESSABLE_ENTITY, wrong)),
            Self::Service(ServiceError::PreconditionFailed) => {
                (StatusCode::PRECONDITION_FAILED, words::CHANGED)
            }
            Self::Service(ServiceError::Conflict { .. }) => (StatusCode::CONFLICT, words::NOT_NOW),
            Self::Service(error) => return Err(Fault::from(error).for_visitor()),
        };
        Ok((status, vec![("main", words.to_owned())]))
    }
}
