//! Briefing packs and their sendings.

use actix_web::{HttpResponse, get, post, web};
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::Caller;
use crate::domain::ids::{BriefingId, DeliveryId, PlacementId};
use crate::http::idempotency::Idempotency;
use crate::http::openapi::{Problems, WriteProblems};
use crate::http::{Json, Path, Problem, blocking, reply};
use crate::services::briefings::{
    self, Approval, BriefingDetail, BriefingView, DeliveryView, Preview, Recipient, Rendering,
};
use crate::services::letters::{self, LetterView};

/// A document in bytes.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
pub(super) struct Pdf(Vec<u8>);

/// Previews a pack.
///
/// Returns JSON with the pack's digest and anything that must not be sent. Nothing is stored.
#[utoipa::path(
    tag = "briefings",
    params(("id" = String, Path, format = "uuid", description = "The placement.")),
    responses((status = 200, description = "The pack.", body = Preview), Problems, WriteProblems)
)]
#[get("/placements/{id}/briefing")]
pub(crate) async fn preview_briefing(
    app: web::Data<App>,
    caller: Caller,
    id: Path<PlacementId>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| briefings::preview(app, &caller, &id)).await?)
}

/// Previews a pack as the HTML of the e-mail.
///
/// The same bytes that the employer would receive.
#[utoipa::path(
    tag = "briefings",
    params(("id" = String, Path, format = "uuid", description = "The placement.")),
    responses(
        (status = 200, description = "The mail.", content_type = "text/html", body = String),
        Problems, WriteProblems
    )
)]
#[get("/placements/{id}/briefing/html")]
pub(crate) async fn preview_briefing_html(
    app: web::Data<App>,
    caller: Caller,
    id: Path<PlacementId>,
) -> Result<HttpResponse, Problem> {
    let html = blocking(&app, move |app| briefings::render(app, &caller, &id, Rendering::Html)).await?;
    Ok(HttpResponse::Ok().content_type("text/html; charset=utf-8").body(html))
}

/// Previews a pack as a PDF.
///
/// Tagged PDF/UA-1, at most four pages.
#[utoipa::path(
    tag = "briefings",
    params(("id" = String, Path, format = "uuid", description = "The placement.")),
    responses(
        (status = 200, description = "The document.", content_type = "application/pdf", body = inline(Pdf)),
        Problems, WriteProblems
    )
)]
#[get("/placements/{id}/briefing/pdf")]
pub(crate) async fn preview_briefing_pdf(
    app: web::Data<App>,
    caller: Caller,
    id: Path<PlacementId>,
) -> Result<HttpResponse, Problem> {
    let pdf =
        blocking(&app, move |app| briefings::render(app, &caller, &id, Rendering::Pdf).map(Pdf)).await?;
    Ok(HttpResponse::Ok().content_type("application/pdf").body(pdf.0))
}

/// Approves a pack.
///
/// Exactly what the preview showed is stored and, for the contacts named, queued in the same
/// transaction.
#[utoipa::path(
    tag = "briefings",
    params(
        ("id" = String, Path, format = "uuid", description = "The placement."),
        ("Idempotency-Key" = String, Header, description = "Makes a repeat harmless; required.")
    ),
    request_body = Approval,
    responses((status = 201, description = "Approved.", body = BriefingView), Problems, WriteProblems)
)]
#[post("/placements/{id}/briefings")]
pub(crate) async fn approve_briefing(
    app: web::Data<App>,
    caller: Caller,
    id: Path<PlacementId>,
    key: Idempotency,
    body: Json<Approval>,
) -> Result<HttpResponse, Problem> {
    let once = key.require(&body.bytes)?;
    let approved =
        blocking(&app, move |app| briefings::approve(app, &caller, &once, &id, &body.value)).await?;
    reply::created(approved, "/api/v1/briefings")
}

/// Lists the versions of a placement's pack.
///
/// Oldest first.
#[utoipa::path(
    tag = "briefings",
    params(("id" = String, Path, format = "uuid", description = "The placement.")),
    responses((status = 200, description = "The versions.", body = Vec<BriefingView>), Problems)
)]
#[get("/placements/{id}/briefings")]
pub(crate) async fn list_briefings(
    app: web::Data<App>,
    caller: Caller,
    id: Path<PlacementId>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| briefings::list(app, &caller, &id)).await?)
}

/// Reads a version of a pack.
///
/// Returns the version exactly as it was approved.
#[utoipa::path(
    tag = "briefings",
    params(("id" = String, Path, format = "uuid", description = "The pack.")),
    responses((status = 200, description = "The pack.", body = BriefingDetail), Problems)
)]
#[get("/briefings/{id}")]
pub(crate) async fn read_briefing(
    app: web::Data<App>,
    caller: Caller,
    id: Path<BriefingId>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| briefings::read(app, &caller, &id)).await?)
}

/// Sends an approved pack to a contact.
///
/// Queues the pack. Read the delivery to follow its progress.
#[utoipa::path(
    tag = "briefings",
    params(
        ("id" = String, Path, format = "uuid", description = "The pack."),
        ("Idempotency-Key" = String, Header, description = "Makes a repeat harmless; required.")
    ),
    request_body = Recipient,
    responses((status = 201, description = "Queued.", body = DeliveryView), Problems, WriteProblems)
)]
#[post("/briefings/{id}/deliveries")]
pub(crate) async fn send_briefing(
    app: web::Data<App>,
    caller: Caller,
    id: Path<BriefingId>,
    key: Idempotency,
    body: Json<Recipient>,
) -> Result<HttpResponse, Problem> {
    let once = key.require(&body.bytes)?;
    let queued = blocking(&app, move |app| briefings::send(app, &caller, &once, &id, &body.value)).await?;
    reply::created(queued, "/api/v1/deliveries")
}

/// Lists the deliveries of a pack.
///
/// Oldest first. Each includes the mail server's reply and the next action.
#[utoipa::path(
    tag = "briefings",
    params(("id" = String, Path, format = "uuid", description = "The pack.")),
    responses((status = 200, description = "The sendings.", body = Vec<DeliveryView>), Problems)
)]
#[get("/briefings/{id}/deliveries")]
pub(crate) async fn list_deliveries(
    app: web::Data<App>,
    caller: Caller,
    id: Path<BriefingId>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| briefings::deliveries(app, &caller, &id)).await?)
}

/// Reads a delivery.
///
/// Includes the mail server's reply.
#[utoipa::path(
    tag = "briefings",
    params(("id" = String, Path, format = "uuid", description = "The sending.")),
    responses((status = 200, description = "The sending.", body = DeliveryView), Problems)
)]
#[get("/deliveries/{id}")]
pub(crate) async fn read_delivery(
    app: web::Data<App>,
    caller: Caller,
    id: Path<DeliveryId>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| briefings::read_delivery(app, &caller, &id)).await?)
}

/// Resends a pack.
///
/// Sends the pack again to the contact of an earlier delivery, for example once the address has been corrected.
#[utoipa::path(
    tag = "briefings",
    params(
        ("id" = String, Path, format = "uuid", description = "The earlier sending."),
        ("Idempotency-Key" = String, Header, description = "Makes a repeat harmless; required.")
    ),
    responses((status = 201, description = "Queued.", body = DeliveryView), Problems, WriteProblems)
)]
#[post("/deliveries/{id}/resend")]
pub(crate) async fn resend_briefing(
    app: web::Data<App>,
    caller: Caller,
    id: Path<DeliveryId>,
    key: Idempotency,
) -> Result<HttpResponse, Problem> {
    let once = key.require(&[])?;
    let queued = blocking(&app, move |app| briefings::resend(app, &caller, &once, &id)).await?;
    reply::created(queued, "/api/v1/deliveries")
}

/// Lists the letters about a placement.
///
/// A proposal, a changed plan, an assignment, an end: each with its recipient and how its sending went.
#[utoipa::path(
    tag = "briefings",
    params(("id" = String, Path, format = "uuid", description = "The placement.")),
    responses((status = 200, description = "The letters, oldest first.", body = Vec<LetterView>), Problems)
)]
#[get("/placements/{id}/letters")]
pub(crate) async fn list_letters(
    app: web::Data<App>,
    caller: Caller,
    id: Path<PlacementId>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| letters::list(app, &caller, &id)).await?)
}
