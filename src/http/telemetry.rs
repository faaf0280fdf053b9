//! One span for each request. The path, the query, the peer and its browser stay out: they are or hold personal data.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::{Error, HttpMessage};
use tracing::Span;
use tracing_actix_web::{RequestId, RootSpanBuilder};

use super::trace::Trace;

/// Names a request by its identifier, method and route pattern.
pub struct RequestSpan;

impl RootSpanBuilder for RequestSpan {
    fn on_request_start(request: &ServiceRequest) -> Span {
        let id = request.extensions().get::<RequestId>().copied();
        let trace = Trace::of(request, id);
        tracing::info_span!(
            "request",
            request.id = id.map(tracing::field::display),
            trace.id = trace.id,
            span.id = trace.span,
            parent.id = trace.parent,
            http.method = %request.method(),
            http.route = request.match_pattern().unwrap_or_default(),
        )
    }

    fn on_request_end<B: MessageBody>(span: Span, outcome: &Result<ServiceResponse<B>, Error>) {
        let status = match outcome {
            Ok(response) => response.status(),
            Err(error) => error.as_response_error().status_code(),
        };
        span.in_scope(|| tracing::info!(http.status = status.as_u16(), "request.done"));
    }
}
