//! A learner's shortlist: what people made of the placements that the ranking proposes.

use actix_web::{HttpResponse, get, post, web};

use crate::app::App;
use crate::auth::Caller;
use crate::domain::ids::LearnerId;
use crate::http::openapi::{Problems, WriteProblems};
use crate::http::{Document, Path, Problem, blocking, reply};
use crate::services::shortlist::{self, ShortlistDecision, ShortlistEntry};

/// Lists the decisions about placements for a learner.
///
/// Which are to be followed up, which were set aside, who decided, when and why: every decision, oldest first. `stands`
/// marks the last about each offer.
#[utoipa::path(
    tag = "matches",
    params(("id" = String, Path, format = "uuid", description = "The learner.")),
    responses((status = 200, description = "The decisions.", body = Vec<ShortlistEntry>), Problems)
)]
#[get("/learners/{id}/shortlist")]
pub(crate) async fn list_shortlist(
    app: web::Data<App>,
    caller: Caller,
    learner: Path<LearnerId>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| shortlist::list(app, &caller, &learner)).await?)
}

/// Records a decision about a placement for a learner.
///
/// A later decision takes the place of an earlier one, and none is lost; the same again adds nothing. Nothing follows by
/// itself: no employer is told. A reason is required where a placement is set aside. The decisions are part of the learner's
/// export and go when the learner is erased. Only a person who is signed in can do so.
#[utoipa::path(
    tag = "matches",
    params(("id" = String, Path, format = "uuid", description = "The learner.")),
    request_body = ShortlistDecision,
    responses((status = 200, description = "The decision.", body = ShortlistEntry), Problems, WriteProblems)
)]
#[post("/learners/{id}/shortlist")]
pub(crate) async fn record_shortlist_decision(
    app: web::Data<App>,
    caller: Caller,
    learner: Path<LearnerId>,
    body: Document<ShortlistDecision>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| shortlist::decide(app, &caller, &learner, &body.value)).await?)
}
