//! Placements, step by step.

use actix_web::{HttpResponse, get, post, web};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::app::App;
use crate::auth::Caller;
use crate::domain::ids::{LearnerId, OfferId, PlacementId};
use crate::domain::placement::{PlacementAction, PlacementState, Transition};
use crate::http::etag::IfMatchGiven;
use crate::http::idempotency::Idempotency;
use crate::http::openapi::{Problems, VersionProblems, WriteProblems};
use crate::http::page::PageQuery;
use crate::http::query::Query;
use crate::http::{Json, Listing, Page, Path, Problem, blocking, reply};
use crate::services::placements::{self, PlacementSummary, PlacementView, Proposal, Step, Wanted};

/// Which placements are listed.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PlacementQuery {
    /// Only of this learner.
    #[param(value_type = Option<String>, format = "uuid")]
    pub learner: Option<LearnerId>,
    /// Only at this offer.
    #[param(value_type = Option<String>, format = "uuid")]
    pub offer: Option<OfferId>,
    /// Only in this state.
    pub state: Option<PlacementState>,
    /// Only those in whose way a change of the offer or of an organisation stands.
    #[serde(default)]
    pub marked: bool,
}

/// Proposes a learner to an employer.
///
/// No seat is taken yet. The employer sees what is needed in functional terms, and nobody's name.
#[utoipa::path(
    tag = "placements",
    params(("Idempotency-Key" = String, Header, description = "Makes a repeat harmless; required.")),
    request_body = Proposal,
    responses((status = 201, description = "Proposed.", body = PlacementView), Problems, WriteProblems)
)]
#[post("/placements")]
pub(crate) async fn propose_placement(
    app: web::Data<App>,
    caller: Caller,
    key: Idempotency,
    body: Json<Proposal>,
) -> Result<HttpResponse, Problem> {
    let once = key.require(&body.bytes)?;
    let made = blocking(&app, move |app| placements::propose(app, &caller, &once, &body.value)).await?;
    reply::created(made, "/api/v1/placements")
}

/// Lists the caller's placements.
///
/// In the order in which they were proposed.
#[utoipa::path(
    tag = "placements",
    params(PlacementQuery, PageQuery),
    responses((status = 200, description = "A page of placements.", body = Listing<PlacementSummary>), Problems)
)]
#[get("/placements")]
pub(crate) async fn list_placements(
    app: web::Data<App>,
    caller: Caller,
    query: Query<PlacementQuery>,
    page: Page,
) -> Result<HttpResponse, Problem> {
    let PlacementQuery { learner, offer, state, marked } = query.0;
    let wanted = Wanted { learner, offer, state, marked };
    let page = blocking(&app, move |app| placements::list(app, &caller, &wanted, &page.0)).await?;
    reply::ok(&Listing::from(page))
}

/// Reads a placement.
///
/// Each role sees its own part: an employer reads a first name only when both sides have agreed.
#[utoipa::path(
    tag = "placements",
    params(("id" = String, Path, format = "uuid", description = "The placement.")),
    responses((status = 200, description = "The placement.", body = PlacementView), Problems)
)]
#[get("/placements/{id}")]
pub(crate) async fn read_placement(
    app: web::Data<App>,
    caller: Caller,
    id: Path<PlacementId>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| placements::read(app, &caller, &id)).await?)
}

/// Lists what happened to a placement.
///
/// Who did what, when, in order.
#[utoipa::path(
    tag = "placements",
    params(("id" = String, Path, format = "uuid", description = "The placement.")),
    responses((status = 200, description = "The steps.", body = Vec<Transition>), Problems)
)]
#[get("/placements/{id}/transitions")]
pub(crate) async fn list_transitions(
    app: web::Data<App>,
    caller: Caller,
    id: Path<PlacementId>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| placements::transitions(app, &caller, &id)).await?)
}

/// Takes a step of a placement.
///
/// Acceptance, agreement, visit and meeting come in any order; confirming takes the seats.
#[utoipa::path(
    tag = "placements",
    params(
        ("id" = String, Path, format = "uuid", description = "The placement."),
        ("step" = PlacementAction, Path, description = "The step."),
        ("If-Match" = Option<String>, Header, description = "The ETag that was read, if it matters."),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat harmless.")
    ),
    request_body = Step,
    responses(
        (status = 200, description = "Taken.", body = PlacementView), Problems, WriteProblems, VersionProblems
    )
)]
#[post("/placements/{id}/steps/{step}")]
pub(crate) async fn step_placement(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(PlacementId, PlacementAction)>,
    version: IfMatchGiven,
    key: Idempotency,
    body: Json<Step>,
) -> Result<HttpResponse, Problem> {
    let (id, action) = path.0;
    let once = key.once(&body.bytes);
    let taken = blocking(&app, move |app| {
        placements::step(app, &caller, once.as_ref(), &id, version.0, action, &body.value)
    })
    .await?;
    reply::done(taken)
}
