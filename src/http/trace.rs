//! Which trace a request belongs to: that of whoever called, by the `traceparent` header of W3C Trace Context, or one that
//! begins here.

use actix_web::HttpRequest;
use actix_web::dev::ServiceRequest;
use tracing_actix_web::RequestId;

/// The header in which a caller says it.
const HEADER: &str = "traceparent";

/// A request’s place in a trace. Nothing but hexadecimal digits comes in from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Trace {
    /// The trace, 32 digits.
    pub(super) id: String,
    /// This request within it, 16 digits.
    pub(super) span: String,
    /// What of the caller’s asked, 16 digits, where the trace is the caller’s.
    pub(super) parent: Option<String>,
}

impl Trace {
    /// The place of a request, which goes by its own identifier where nobody says otherwise.
    #[must_use]
    pub(super) fn of(request: &ServiceRequest, own: Option<RequestId>) -> Self {
        Self::from(header(request.request()), own.map(|id| id.simple().to_string()).unwrap_or_default())
    }

    fn from(header: Option<&str>, own: String) -> Self {
        let span = own.get(own.len().saturating_sub(16)..).unwrap_or_default().to_owned();
        match header.and_then(read) {
            Some((id, parent)) => Self { id, span, parent: Some(parent) },
            None => Self { id: own, span, parent: None },
        }
    }
}

fn header(request: &HttpRequest) -> Option<&str> {
    request.headers().get(HEADER)?.to_str().ok()
}

/// The trace and its parent; nothing of a header that the standard does not allow.
fn read(header: &str) -> Option<(String, String)> {
    let parts: Vec<&str> = header.split('-').collect();
    let [version, id, parent, flags, more @ ..] = parts.as_slice() else { return None };
    let hex = |text: &str, digits: usize| {
        text.len() == digits && text.bytes().all(|c| c.is_ascii_digit() || (b'a'..=b'f').contains(&c))
    };
    let said = |text: &str| text.bytes().any(|c| c != b'0');
    let sound = hex(version, 2) && *version != "ff" && (*version != "00" || more.is_empty()) && hex(flags, 2);
    let known = hex(id, 32) && said(id) && hex(parent, 16) && said(parent);
    (sound && known).then(|| ((*id).to_owned(), (*parent).to_owned()))
}
