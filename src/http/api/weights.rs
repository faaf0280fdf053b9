//! The weights of a hub's ranking.

use actix_web::{HttpResponse, get, put, web};

use crate::app::App;
use crate::auth::Caller;
use crate::domain::ids::OrganisationId;
use crate::http::etag::IfMatch;
use crate::http::openapi::{Problems, VersionProblems, WriteProblems};
use crate::http::{Json, Path, Problem, blocking, reply};
use crate::services::weights::{self, WeightsView};
use crate::suitability::Points;

/// Reads a hub's weights.
///
/// What each criterion can give at most, of 1000, and what the changes and questions of a match take off. The
/// service's own until the hub sets some.
#[utoipa::path(
    tag = "weights",
    params(("id" = String, Path, format = "uuid", description = "The hub.")),
    responses((status = 200, description = "The weights.", body = WeightsView), Problems)
)]
#[get("/organisations/{id}/weights")]
pub(crate) async fn read_weights(
    app: web::Data<App>,
    caller: Caller,
    id: Path<OrganisationId>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| weights::read(app, &caller, &id)).await?)
}

/// Sets the weights of the caller's hub.
///
/// The criteria must add up to 1000; `deductions` may be absent, and are then the service's own. Every version is
/// kept, so that an old ranking can be explained.
#[utoipa::path(
    tag = "weights",
    params(
        ("id" = String, Path, format = "uuid", description = "The hub."),
        ("If-Match" = String, Header, description = "The ETag that was read.")
    ),
    request_body = Points,
    responses(
        (status = 200, description = "Set.", body = WeightsView), Problems, WriteProblems, VersionProblems
    )
)]
#[put("/organisations/{id}/weights")]
pub(crate) async fn change_weights(
    app: web::Data<App>,
    caller: Caller,
    id: Path<OrganisationId>,
    version: IfMatch,
    body: Json<Points>,
) -> Result<HttpResponse, Problem> {
    reply::ok(
        &blocking(&app, move |app| {
            version.change(|version| weights::change(app, &caller, &id, version, body.value))
        })
        .await?,
    )
}
