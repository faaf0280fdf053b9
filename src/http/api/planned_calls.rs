//! Planned contact: when the provider rings whom.

use actix_web::{HttpResponse, delete, get, post, web};

use crate::app::App;
use crate::auth::Caller;
use crate::domain::ids::{PlacementId, ReportId};
use crate::http::openapi::{Problems, WriteProblems};
use crate::http::{Json, Path, Problem, blocking, reply};
use crate::services::planned_calls::{self, CallView, NewCall};

/// Says when somebody at the employer or on the learner's side is rung.
///
/// It stands on their page, in the provider's day and in the next pack or family copy. The same call again adds nothing.
#[utoipa::path(
    tag = "visits",
    params(("id" = String, Path, format = "uuid", description = "The placement.")),
    request_body = NewCall,
    responses((status = 200, description = "The call.", body = CallView), Problems, WriteProblems)
)]
#[post("/placements/{id}/calls")]
pub(crate) async fn plan_call(
    app: web::Data<App>,
    caller: Caller,
    id: Path<PlacementId>,
    body: Json<NewCall>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| planned_calls::plan(app, &caller, &id, &body.value)).await?)
}

/// Lists the calls that are planned about a placement.
///
/// Those that were called off are left out.
#[utoipa::path(
    tag = "visits",
    params(("id" = String, Path, format = "uuid", description = "The placement.")),
    responses((status = 200, description = "The calls, by time.", body = Vec<CallView>), Problems)
)]
#[get("/placements/{id}/calls")]
pub(crate) async fn list_calls(
    app: web::Data<App>,
    caller: Caller,
    id: Path<PlacementId>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| planned_calls::list(app, &caller, &id)).await?)
}

/// Calls a planned call off.
///
/// It no longer stands on anybody's page.
#[utoipa::path(
    tag = "visits",
    params(
        ("id" = String, Path, format = "uuid", description = "The placement."),
        ("call" = String, Path, format = "uuid", description = "The call.")
    ),
    responses((status = 204, description = "Called off."), Problems, WriteProblems)
)]
#[delete("/placements/{id}/calls/{call}")]
pub(crate) async fn end_call(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(PlacementId, ReportId)>,
) -> Result<HttpResponse, Problem> {
    let (placement, call) = path.0;
    blocking(&app, move |app| planned_calls::end(app, &caller, &placement, call.as_str())).await?;
    Ok(reply::nothing())
}
