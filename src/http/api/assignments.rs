//! Job coaches of placements.

use actix_web::http::header::LOCATION;
use actix_web::{HttpResponse, delete, get, post, web};

use crate::app::App;
use crate::auth::Caller;
use crate::domain::ids::{PlacementId, UserId};
use crate::http::openapi::{Problems, WriteProblems};
use crate::http::{Json, Path, Problem, blocking, reply};
use crate::services::assignments::{self, Assignment};

/// Assigns a job coach.
///
/// The coach can now see the placement and its learner.
#[utoipa::path(
    tag = "assignments",
    params(("id" = String, Path, format = "uuid", description = "The placement.")),
    request_body = Assignment,
    responses((status = 201, description = "Assigned.", body = Assignment), Problems, WriteProblems)
)]
#[post("/placements/{id}/coaches")]
pub(crate) async fn create_assignment(
    app: web::Data<App>,
    caller: Caller,
    id: Path<PlacementId>,
    body: Json<Assignment>,
) -> Result<HttpResponse, Problem> {
    let address = format!("/api/v1/placements/{}/coaches", id.0);
    let made = blocking(&app, move |app| assignments::create(app, &caller, &id, &body.value)).await?;
    Ok(HttpResponse::Created().insert_header((LOCATION, address)).json(made))
}

/// Lists a placement's job coaches.
///
/// In the order in which they were assigned.
#[utoipa::path(
    tag = "assignments",
    params(("id" = String, Path, format = "uuid", description = "The placement.")),
    responses((status = 200, description = "The coaches.", body = Vec<Assignment>), Problems)
)]
#[get("/placements/{id}/coaches")]
pub(crate) async fn list_assignments(
    app: web::Data<App>,
    caller: Caller,
    id: Path<PlacementId>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| assignments::list(app, &caller, &id)).await?)
}

/// Ends an assignment.
///
/// The coach can no longer see the placement.
#[utoipa::path(
    tag = "assignments",
    params(
        ("id" = String, Path, format = "uuid", description = "The placement."),
        ("coach" = String, Path, format = "uuid", description = "The coach.")
    ),
    responses((status = 204, description = "Ended."), Problems, WriteProblems)
)]
#[delete("/placements/{id}/coaches/{coach}")]
pub(crate) async fn remove_assignment(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(PlacementId, UserId)>,
) -> Result<HttpResponse, Problem> {
    let (placement, coach) = path.0;
    blocking(&app, move |app| assignments::remove(app, &caller, &placement, &coach)).await?;
    Ok(reply::nothing())
}
