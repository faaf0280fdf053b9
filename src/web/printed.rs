//! What goes out by mail, shown in a browser as it will go or went.

use actix_web::HttpResponse;
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, ContentType};

use crate::services::evidence::EvidenceFile;

/// Messages are written for mail, where styles stand at each element.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'none'; sandbox";

/// What the file of a pack is called.
pub(super) const PACK: &str = "briefing-pack.pdf";

/// What the file of a copy is called.
pub(super) const COPY: &str = "placement-plan.pdf";

/// The HTML of a message.
pub(super) fn message(html: impl Into<Vec<u8>>) -> HttpResponse {
    let policy = (CONTENT_SECURITY_POLICY, POLICY);
    HttpResponse::Ok().insert_header(policy).content_type(ContentType::html()).body(html.into())
}

/// A file to be saved.
pub(super) fn attached(EvidenceFile { name, format, bytes }: EvidenceFile) -> HttpResponse {
    let name = (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\""));
    HttpResponse::Ok().insert_header(name).content_type(format.media_type()).body(bytes)
}

/// A document, by the name under which a browser saves it.
pub(super) fn document(name: &'static str, bytes: Vec<u8>) -> HttpResponse {
    let name = (CONTENT_DISPOSITION, format!("inline; filename=\"{name}\""));
    HttpResponse::Ok().insert_header(name).content_type("application/pdf").body(bytes)
}
