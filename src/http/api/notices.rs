//! The notice of a placement.

use actix_web::{HttpResponse, get, post, web};

use crate::app::App;
use crate::auth::Caller;
use crate::domain::ids::PlacementId;
use crate::domain::notice::ShorterNotice;
use crate::http::idempotency::Idempotency;
use crate::http::openapi::{Problems, WriteProblems};
use crate::http::{Json, Path, Problem, blocking, reply};
use crate::services::placements::notice::{self, NoticeView};

/// Reads the notice of a placement.
///
/// How many working days before its first day it must be planned and confirmed, and who agreed to fewer. A confirmed
/// placement needs no further notice.
#[utoipa::path(
    tag = "placements",
    params(("id" = String, Path, format = "uuid", description = "The placement.")),
    responses((status = 200, description = "The notice.", body = NoticeView), Problems)
)]
#[get("/placements/{id}/notice")]
pub(crate) async fn read_notice(
    app: web::Data<App>,
    caller: Caller,
    id: Path<PlacementId>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| notice::read(app, &caller, &id)).await?)
}

/// Agrees to a shorter notice.
///
/// Applies to this placement only and needs a reason. API keys cannot do this. The latest record counts; earlier ones are
/// kept.
#[utoipa::path(
    tag = "placements",
    params(
        ("id" = String, Path, format = "uuid", description = "The placement."),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat harmless.")
    ),
    request_body = ShorterNotice,
    responses((status = 200, description = "Recorded.", body = NoticeView), Problems, WriteProblems)
)]
#[post("/placements/{id}/notice")]
pub(crate) async fn shorten_notice(
    app: web::Data<App>,
    caller: Caller,
    id: Path<PlacementId>,
    key: Idempotency,
    body: Json<ShorterNotice>,
) -> Result<HttpResponse, Problem> {
    let once = key.once(&body.bytes);
    reply::done(
        blocking(&app, move |app| notice::shorten(app, &caller, once.as_ref(), &id, &body.value)).await?,
    )
}
