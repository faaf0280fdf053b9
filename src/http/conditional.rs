//! Reading without the body, and only what has changed: HEAD and `If-None-Match`.

use actix_web::Error;
use actix_web::body::{BoxBody, MessageBody, None as Nothing};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{ETAG, IF_NONE_MATCH};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;

/// Answers HEAD as GET without its body, and 304 where the client names the version that it would be sent.
///
/// # Errors
/// What the service within returns.
pub(super) async fn conditional(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let is_head = request.method() == Method::HEAD;
    if is_head {
        request.head_mut().method = Method::GET;
    }
    let known = request.headers().get(IF_NONE_MATCH).and_then(|tags| tags.to_str().ok()).map(str::to_owned);
    let known = known.filter(|_| request.method() == Method::GET);
    let mut response = next.call(request).await?.map_into_boxed_body();
    let unchanged =
        response.status() == StatusCode::OK && known.is_some_and(|known| names(&known, &response));
    if unchanged {
        *response.response_mut().status_mut() = StatusCode::NOT_MODIFIED;
    }
    let bare = is_head || unchanged;
    Ok(if bare { response.map_body(|_, _| BoxBody::new(Nothing::new())) } else { response })
}

/// Whether a list of entity tags holds the answer's own, compared weakly.
fn names(known: &str, response: &ServiceResponse<BoxBody>) -> bool {
    let Some(own) = response.headers().get(ETAG).and_then(|tag| tag.to_str().ok()) else { return false };
    known.split(',').map(str::trim).any(|tag| tag == "*" || tag.trim_start_matches("W/") == own)
}
