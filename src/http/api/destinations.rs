//! Where learners are some months after a placement.

use actix_web::{HttpResponse, get, post, web};

use crate::app::App;
use crate::auth::Caller;
use crate::domain::destination::Destination;
use crate::domain::ids::PlacementId;
use crate::http::openapi::{Problems, WriteProblems};
use crate::http::{Json, Path, Problem, blocking, reply};
use crate::services::destinations::{self, DestinationView};

/// Says where the learner is some months after a placement.
///
/// What was said before stays on record, and the newest of three, six and twelve months counts. `code` is one of the
/// provider's `destinations`, or of the usual list where it has none; it is left out where nobody could say. The same
/// again adds nothing.
#[utoipa::path(
    tag = "evidence",
    params(("id" = String, Path, format = "uuid", description = "The placement.")),
    request_body = Destination,
    responses((status = 200, description = "What counts now.", body = DestinationView), Problems, WriteProblems)
)]
#[post("/placements/{id}/destinations")]
pub(crate) async fn tell_destination(
    app: web::Data<App>,
    caller: Caller,
    id: Path<PlacementId>,
    body: Json<Destination>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| destinations::tell(app, &caller, &id, &body.value)).await?)
}

/// Lists where the learner was found to be after a placement.
///
/// Everything that was said, the oldest first.
#[utoipa::path(
    tag = "evidence",
    params(("id" = String, Path, format = "uuid", description = "The placement.")),
    responses((status = 200, description = "What was said.", body = Vec<DestinationView>), Problems)
)]
#[get("/placements/{id}/destinations")]
pub(crate) async fn list_destinations(
    app: web::Data<App>,
    caller: Caller,
    id: Path<PlacementId>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| destinations::list(app, &caller, &id)).await?)
}
