//! What every answer gets on its way out.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue,
    REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use actix_web::http::{ConnectionType, StatusCode};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, ResponseError, web};
use tracing_actix_web::RequestId;

use super::portions::Portions;
use super::problem::{Problem, ProblemKind};
use crate::app::App;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The API's answers run nothing and stand in no frame.
const STRICT: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The interactive documentation runs its own scripts, and nothing from elsewhere.
const DOCS: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; \
    base-uri 'none'; frame-ancestors 'none'";

/// A page with one form, which goes nowhere else.
const PAGES: &str =
    "default-src 'none'; script-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Where the public address is https, no browser comes by plain http for the next year.
const HTTPS_ONLY: &str = "max-age=31536000; includeSubDomains";

/// Names the request in the answer, gives every failure the shape of a [`Problem`], sets the headers that keep a browser
/// from doing what it should not, and closes the connection when the service is to end.
///
/// # Errors
/// What the service within returns.
pub async fn finish(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let id = request.extensions().get::<RequestId>().map(ToString::to_string).unwrap_or_default();
    let policy = match request.path() {
        path if path.starts_with("/docs") => DOCS,
        path if path.starts_with(super::pages::BASE) => PAGES,
        path if crate::web::is_page(path) => crate::web::POLICY,
        _ => STRICT,
    };
    let app = request.app_data::<web::Data<App>>().cloned();
    let response = next.call(request).await?.map_into_boxed_body();
    let mut response = match as_problem(&response) {
        Some(problem) => {
            let (request, _) = response.into_parts();
            ServiceResponse::new(request, problem.with_request_id(id.as_str()).error_response())
        }
        None => response,
    };
    set_headers(response.headers_mut(), &id, policy);
    if app.as_ref().is_some_and(|app| app.config.server.public_url.starts_with("https://")) {
        response.headers_mut().insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(HTTPS_ONLY));
    }
    if app.is_some_and(|app| app.wake.stopped()) {
        // Its client's next request goes to whoever takes over.
        response.response_mut().head_mut().set_connection_type(ConnectionType::Close);
    }
    Ok(response.map_body(|_, body| Portions::of(body)))
}

fn as_problem(response: &ServiceResponse<BoxBody>) -> Option<Problem> {
    let error = response.response().error();
    if let Some(problem) = error.and_then(|error| error.as_error::<Problem>()) {
        return Some(problem.clone());
    }
    let is_page =
        response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if is_page {
        return None;
    }
    let kind = match response.status() {
        status if status.is_success() || status.is_redirection() || status.is_informational() => return None,
        StatusCode::SERVICE_UNAVAILABLE => return None,
        StatusCode::NOT_FOUND => ProblemKind::NotFound,
        status if status.is_server_error() => ProblemKind::Internal,
        _ => ProblemKind::BadRequest,
    };
    Some(Problem::new(kind, "The request cannot be answered."))
}

fn set_headers(headers: &mut HeaderMap, id: &str, policy: &'static str) {
    let fixed =
        [(X_CONTENT_TYPE_OPTIONS, "nosniff"), (X_FRAME_OPTIONS, "DENY"), (REFERRER_POLICY, "no-referrer")];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    for (name, value) in [(CONTENT_SECURITY_POLICY, policy), (CACHE_CONTROL, "no-store")] {
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
    if let Ok(value) = HeaderValue::from_str(id) {
        headers.insert(REQUEST_ID, value);
    }
}
