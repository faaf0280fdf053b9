//! Copies of a plan for the learner, the family and the job coach, and their sendings.

use actix_web::{HttpResponse, get, post, web};

use crate::app::App;
use crate::auth::Caller;
use crate::domain::delivery::Edition;
use crate::domain::ids::{BriefingId, PlacementId};
use crate::http::idempotency::Idempotency;
use crate::http::openapi::{Problems, WriteProblems};
use crate::http::{Json, Path, Problem, blocking, reply};
use crate::services::briefings::{
    self, BriefingView, CopyApproval, CopyDeliveryView, CopyDetail, CopyPreview, CopyRecipient, Rendering,
};

use super::briefings::Pdf;

/// Previews a copy.
///
/// As JSON, with its digest, its readers, and whatever must not leave. Nothing is stored. The employer's edition is
/// the pack, which has its own operations.
#[utoipa::path(
    tag = "copies",
    params(
        ("id" = String, Path, format = "uuid", description = "The placement."),
        ("edition" = Edition, Path, description = "For whom it is written: `learner`, `family` or `job_coach`.")
    ),
    responses((status = 200, description = "The copy.", body = CopyPreview), Problems, WriteProblems)
)]
#[get("/placements/{id}/copies/{edition}")]
pub(crate) async fn preview_copy(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(PlacementId, Edition)>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| briefings::preview_copy(app, &caller, &path.0.0, path.0.1)).await?)
}

/// Previews a copy as the HTML of the e-mail.
///
/// The same bytes that its reader would receive.
#[utoipa::path(
    tag = "copies",
    params(
        ("id" = String, Path, format = "uuid", description = "The placement."),
        ("edition" = Edition, Path, description = "For whom it is written.")
    ),
    responses(
        (status = 200, description = "The mail.", content_type = "text/html", body = String),
        Problems, WriteProblems
    )
)]
#[get("/placements/{id}/copies/{edition}/html")]
pub(crate) async fn preview_copy_html(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(PlacementId, Edition)>,
) -> Result<HttpResponse, Problem> {
    let html =
        blocking(&app, move |app| briefings::render_copy(app, &caller, &path.0.0, path.0.1, Rendering::Html));
    Ok(HttpResponse::Ok().content_type("text/html; charset=utf-8").body(html.await?))
}

/// Previews a copy as a PDF.
///
/// Tagged PDF/UA-1.
#[utoipa::path(
    tag = "copies",
    params(
        ("id" = String, Path, format = "uuid", description = "The placement."),
        ("edition" = Edition, Path, description = "For whom it is written.")
    ),
    responses(
        (status = 200, description = "The document.", content_type = "application/pdf", body = inline(Pdf)),
        Problems, WriteProblems
    )
)]
#[get("/placements/{id}/copies/{edition}/pdf")]
pub(crate) async fn preview_copy_pdf(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(PlacementId, Edition)>,
) -> Result<HttpResponse, Problem> {
    let pdf =
        blocking(&app, move |app| briefings::render_copy(app, &caller, &path.0.0, path.0.1, Rendering::Pdf));
    Ok(HttpResponse::Ok().content_type("application/pdf").body(pdf.await?))
}

/// Approves a copy.
///
/// Exactly what the preview showed is stored and, for the readers named, queued in the same transaction. If nothing
/// has changed since the last approval, this answers with the version that stands, and sends nothing to those who
/// have it.
#[utoipa::path(
    tag = "copies",
    params(
        ("id" = String, Path, format = "uuid", description = "The placement."),
        ("edition" = Edition, Path, description = "For whom it is written."),
        ("Idempotency-Key" = String, Header, description = "Makes a repeat harmless; required.")
    ),
    request_body = CopyApproval,
    responses((status = 201, description = "Approved.", body = BriefingView), Problems, WriteProblems)
)]
#[post("/placements/{id}/copies/{edition}")]
pub(crate) async fn approve_copy(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(PlacementId, Edition)>,
    key: Idempotency,
    body: Json<CopyApproval>,
) -> Result<HttpResponse, Problem> {
    let once = key.require(&body.bytes)?;
    let approved = blocking(&app, move |app| {
        briefings::approve_copy(app, &caller, &once, &path.0.0, path.0.1, &body.value)
    });
    reply::created(approved.await?, "/api/v1/copies")
}

/// Lists the versions of a placement's copies.
///
/// Of every edition but the employer's, oldest first.
#[utoipa::path(
    tag = "copies",
    params(("id" = String, Path, format = "uuid", description = "The placement.")),
    responses((status = 200, description = "The versions.", body = Vec<BriefingView>), Problems)
)]
#[get("/placements/{id}/copies")]
pub(crate) async fn list_copies(
    app: web::Data<App>,
    caller: Caller,
    id: Path<PlacementId>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| briefings::list_copies(app, &caller, &id)).await?)
}

/// Reads a version of a copy.
///
/// Returns the version exactly as it was approved.
#[utoipa::path(
    tag = "copies",
    params(("id" = String, Path, format = "uuid", description = "The copy.")),
    responses((status = 200, description = "The copy.", body = CopyDetail), Problems)
)]
#[get("/copies/{id}")]
pub(crate) async fn read_copy(
    app: web::Data<App>,
    caller: Caller,
    id: Path<BriefingId>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| briefings::read_copy(app, &caller, &id)).await?)
}

/// Reads the pages of an approved copy.
///
/// Exactly as they are sent: to print and hand over to a reader without an e-mail address.
#[utoipa::path(
    tag = "copies",
    params(("id" = String, Path, format = "uuid", description = "The copy.")),
    responses(
        (status = 200, description = "The document.", content_type = "application/pdf", body = inline(Pdf)),
        Problems
    )
)]
#[get("/copies/{id}/pdf")]
pub(crate) async fn read_copy_pdf(
    app: web::Data<App>,
    caller: Caller,
    id: Path<BriefingId>,
) -> Result<HttpResponse, Problem> {
    let pdf = blocking(&app, move |app| briefings::copy_pages(app, &caller, &id)).await?;
    Ok(HttpResponse::Ok().content_type("application/pdf").body(pdf))
}

/// Sends an approved copy to a reader.
///
/// It is queued; the list of sendings shows its progress. `again` sends it once more to a reader who has already been
/// sent it.
#[utoipa::path(
    tag = "copies",
    params(
        ("id" = String, Path, format = "uuid", description = "The copy."),
        ("Idempotency-Key" = String, Header, description = "Makes a repeat harmless; required.")
    ),
    request_body = CopyRecipient,
    responses((status = 201, description = "Queued.", body = CopyDeliveryView), Problems, WriteProblems)
)]
#[post("/copies/{id}/deliveries")]
pub(crate) async fn send_copy(
    app: web::Data<App>,
    caller: Caller,
    id: Path<BriefingId>,
    key: Idempotency,
    body: Json<CopyRecipient>,
) -> Result<HttpResponse, Problem> {
    let once = key.require(&body.bytes)?;
    let place = format!("/api/v1/copies/{}/deliveries", id.as_str());
    let queued =
        blocking(&app, move |app| briefings::send_copy(app, &caller, &once, &id, &body.value)).await?;
    reply::created(queued, &place)
}

/// Lists the deliveries of a copy.
///
/// Oldest first. Each includes the mail server's reply and the next action.
#[utoipa::path(
    tag = "copies",
    params(("id" = String, Path, format = "uuid", description = "The copy.")),
    responses((status = 200, description = "The sendings.", body = Vec<CopyDeliveryView>), Problems)
)]
#[get("/copies/{id}/deliveries")]
pub(crate) async fn list_copy_deliveries(
    app: web::Data<App>,
    caller: Caller,
    id: Path<BriefingId>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| briefings::copy_deliveries(app, &caller, &id)).await?)
}
