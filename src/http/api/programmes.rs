//! The programme of a placement.

use actix_web::{HttpResponse, get, post, put, web};

use crate::app::App;
use crate::auth::Caller;
use crate::domain::ids::PlacementId;
use crate::http::etag::IfMatch;
use crate::http::idempotency::Idempotency;
use crate::http::openapi::{Problems, VersionProblems, WriteProblems};
use crate::http::{Json, Path, Problem, blocking, reply};
use crate::law::VettingDecision;
use crate::programme::Edit;
use crate::services::decisions::{self, VettingRecord};
use crate::services::programmes::{self, ProgrammeView};

/// Plans the programme.
///
/// From real work, with people who are there. Too little work is 409 and says what is missing.
#[utoipa::path(
    tag = "programmes",
    params(
        ("id" = String, Path, format = "uuid", description = "The placement."),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat harmless.")
    ),
    responses((status = 200, description = "Planned.", body = ProgrammeView), Problems, WriteProblems)
)]
#[post("/placements/{id}/programme")]
pub(crate) async fn plan_programme(
    app: web::Data<App>,
    caller: Caller,
    id: Path<PlacementId>,
    key: Idempotency,
) -> Result<HttpResponse, Problem> {
    let once = key.once(&[]);
    reply::done(blocking(&app, move |app| programmes::plan_afresh(app, &caller, once.as_ref(), &id)).await?)
}

/// Reads the programme.
///
/// Includes any rules that it breaks.
#[utoipa::path(
    tag = "programmes",
    params(("id" = String, Path, format = "uuid", description = "The placement.")),
    responses((status = 200, description = "The programme.", body = ProgrammeView), Problems)
)]
#[get("/placements/{id}/programme")]
pub(crate) async fn read_programme(
    app: web::Data<App>,
    caller: Caller,
    id: Path<PlacementId>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| programmes::read(app, &caller, &id)).await?)
}

/// Changes the programme.
///
/// One change at a time: swap two blocks, give a block another task, other words or another
/// person, or plan the rest again after time was lost. Every rule is checked again.
#[utoipa::path(
    tag = "programmes",
    params(
        ("id" = String, Path, format = "uuid", description = "The placement."),
        ("If-Match" = String, Header, description = "The ETag that was read.")
    ),
    request_body = Edit,
    responses(
        (status = 200, description = "Changed.", body = ProgrammeView), Problems, WriteProblems, VersionProblems
    )
)]
#[put("/placements/{id}/programme")]
pub(crate) async fn change_programme(
    app: web::Data<App>,
    caller: Caller,
    id: Path<PlacementId>,
    version: IfMatch,
    body: Json<Edit>,
) -> Result<HttpResponse, Problem> {
    reply::ok(
        &blocking(&app, move |app| {
            version.change(|version| programmes::change(app, &caller, &id, version, &body.value))
        })
        .await?,
    )
}

/// Records the safeguarding lead's decision.
///
/// Whether and how the host's staff are vetted is decided by the provider's safeguarding lead; the
/// service states what it knows and records the decision.
#[utoipa::path(
    tag = "programmes",
    params(
        ("id" = String, Path, format = "uuid", description = "The placement."),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat harmless.")
    ),
    request_body = VettingDecision,
    responses((status = 200, description = "Recorded.", body = VettingRecord), Problems, WriteProblems)
)]
#[post("/placements/{id}/vetting")]
pub(crate) async fn record_vetting_decision(
    app: web::Data<App>,
    caller: Caller,
    id: Path<PlacementId>,
    key: Idempotency,
    body: Json<VettingDecision>,
) -> Result<HttpResponse, Problem> {
    let once = key.once(&body.bytes);
    reply::done(
        blocking(&app, move |app| decisions::record_vetting(app, &caller, once.as_ref(), &id, &body.value))
            .await?,
    )
}

/// Lists the safeguarding lead's decisions on a placement.
///
/// Oldest first. The latest decision applies.
#[utoipa::path(
    tag = "programmes",
    params(("id" = String, Path, format = "uuid", description = "The placement.")),
    responses((status = 200, description = "The decisions.", body = Vec<VettingRecord>), Problems)
)]
#[get("/placements/{id}/vetting")]
pub(crate) async fn list_vetting_decisions(
    app: web::Data<App>,
    caller: Caller,
    id: Path<PlacementId>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| decisions::list_vetting(app, &caller, &id)).await?)
}
