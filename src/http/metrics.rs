//! `/metrics`: what the process has counted and how the work stands, for the programs that watch it.

mod page;

use std::time::Instant;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::{Error, HttpRequest, HttpResponse, get, web};

use super::blocking::blocking;
use super::client::{Client, is_forwarded};
use super::path::no_such_address;
use super::problem::Problem;
use crate::app::App;
use crate::services::ServiceError;
use page::{CONTENT_TYPE, page};

/// Methods that are counted by their names: whoever asks could make up others without end.
const METHODS: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/// The page, for the networks that the settings name. For others there is no such address, nor for a request that a
/// proxy passed on whom the settings do not know: its client may be anybody.
///
/// # Errors
/// 404 for others.
#[get("/metrics")]
pub(crate) async fn metrics(
    request: HttpRequest,
    client: Client,
    app: web::Data<App>,
) -> Result<HttpResponse, Problem> {
    let server = &app.config.server;
    let known = server.metrics_for.iter().any(|network| network.contains(client.0));
    if !known || is_forwarded(&request, &server.trusted_proxies) {
        return Err(no_such_address());
    }
    let text = blocking(&app, |app| page(&app.counters, &app.readings()).map_err(ServiceError::internal));
    Ok(HttpResponse::Ok().content_type(CONTENT_TYPE).body(text.await?))
}

/// Counts a request with its route and how long its answer took.
///
/// # Errors
/// What the service within returns.
pub(super) async fn count<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let began = Instant::now();
    let response = next.call(request).await?;
    let request = response.request();
    if let Some(app) = request.app_data::<web::Data<App>>() {
        let method = METHODS.iter().find(|known| **known == request.method().as_str());
        let route = request.match_pattern();
        app.counters.answered(
            method.unwrap_or(&"other"),
            route.as_deref().unwrap_or("none"),
            response.status().as_u16(),
            began.elapsed(),
        );
    }
    Ok(response)
}
