//! From an async handler to a use case, which blocks its thread.

use std::sync::Arc;

use actix_web::web;
use tracing::Span;

use super::problem::Problem;
use crate::app::App;
use crate::services::ServiceError;

/// Runs a use case on a thread that may wait, within the request's span.
///
/// # Errors
/// What the use case says, as a [`Problem`].
pub async fn blocking<T: Send + 'static>(
    app: &web::Data<App>,
    work: impl FnOnce(&App) -> Result<T, ServiceError> + Send + 'static,
) -> Result<T, Problem> {
    let (app, span) = (Arc::clone(app), Span::current());
    match web::block(move || span.in_scope(|| work(&app))).await {
        Ok(result) => result.map_err(Problem::from),
        Err(cancelled) => Err(ServiceError::internal(cancelled).into()),
    }
}
