//! What a placement suggests for the learner's profile and for the offer, and what was seen of it.

use actix_web::{HttpResponse, get, post, web};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::Caller;
use crate::domain::ids::PlacementId;
use crate::http::openapi::{Problems, WriteProblems};
use crate::http::{Json, Path, Problem, blocking, reply};
use crate::learning::{LessonChoice, Observation};
use crate::services::lessons::{self, LessonView};

/// A decision about a lesson.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LessonDecisionRequest {
    /// The `id` of the lesson.
    #[schema(pattern = "^[A-Za-z0-9_-]{43}$")]
    pub lesson: String,
    /// What is decided.
    pub choice: LessonChoice,
}

/// Lists what a placement suggests for the learner's profile and for the offer.
///
/// Each rests on what somebody said: a tick, the employer's or the provider's observation, the learner's reflection.
/// Nothing changes until a person accepts it. What waits for a decision comes first. An employer and a hub see what is
/// about the offer only.
#[utoipa::path(
    tag = "lessons",
    params(("id" = String, Path, format = "uuid", description = "The placement.")),
    responses((status = 200, description = "The lessons.", body = Vec<LessonView>), Problems)
)]
#[get("/placements/{id}/lessons")]
pub(crate) async fn list_lessons(
    app: web::Data<App>,
    caller: Caller,
    id: Path<PlacementId>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| lessons::list(app, &caller, &id)).await?)
}

/// Accepts or declines a lesson.
///
/// What is accepted goes into the learner's profile or the offer at once, as a change by whoever accepts it. The provider
/// decides about the profile; the employer, or a hub on its behalf, about the offer. Only a person who is signed in can do
/// so. The same choice again changes nothing; a lesson that was declined is not suggested again.
#[utoipa::path(
    tag = "lessons",
    params(("id" = String, Path, format = "uuid", description = "The placement.")),
    request_body = LessonDecisionRequest,
    responses((status = 200, description = "The lesson as decided.", body = LessonView), Problems, WriteProblems)
)]
#[post("/placements/{id}/lessons/decisions")]
pub(crate) async fn decide_lesson(
    app: web::Data<App>,
    caller: Caller,
    id: Path<PlacementId>,
    body: Json<LessonDecisionRequest>,
) -> Result<HttpResponse, Problem> {
    let decided = blocking(&app, move |app| {
        let LessonDecisionRequest { lesson, choice } = &body.value;
        lessons::decide(app, &caller, &id, lesson, *choice)
    });
    reply::ok(&decided.await?)
}

/// Says what was seen of a placement.
///
/// Which supports helped, which tasks the learner did by the steps of the offer, and with how much help new tasks began.
/// What is left out is not said. The newest of each person counts; what they said before stays on record. The same again
/// adds nothing.
#[utoipa::path(
    tag = "lessons",
    params(("id" = String, Path, format = "uuid", description = "The placement.")),
    request_body = Observation,
    responses((status = 204, description = "Noted."), Problems, WriteProblems)
)]
#[post("/placements/{id}/observations")]
pub(crate) async fn tell_observation(
    app: web::Data<App>,
    caller: Caller,
    id: Path<PlacementId>,
    body: Json<Observation>,
) -> Result<HttpResponse, Problem> {
    blocking(&app, move |app| lessons::tell(app, &caller, &id, &body.value)).await?;
    Ok(reply::nothing())
}
