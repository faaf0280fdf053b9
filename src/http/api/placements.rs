//! Placements, step by step.

use actix_web::{HttpResponse, get, post, web};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::app::App;
use crate::auth::Caller;
use crate::domain::check::FieldError;
use crate::domain::code::CodeSet;
use crate::domain::ids::{LearnerId, OfferId, OrganisationId, PlacementId};
use crate::domain::placement::{PlacementAction, PlacementState, Transition};
use crate::http::etag::IfMatchGiven;
use crate::http::idempotency::Idempotency;
use crate::http::list_of::range_faults;
use crate::http::openapi::{Problems, VersionProblems, WriteProblems};
use crate::http::page::PageQuery;
use crate::http::query::several;
use crate::http::{Json, ListOf, ListQuery, Listing, Path, Problem, blocking, reply};
use crate::services::listing::Search;
use crate::services::placements::{
    self, PlacementSort, PlacementSummary, PlacementView, Proposal, Step, Wanted,
};

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
    /// Only of this provider's learners.
    #[param(value_type = Option<String>, format = "uuid")]
    pub provider: Option<OrganisationId>,
    /// Only at this employer.
    #[param(value_type = Option<String>, format = "uuid")]
    pub employer: Option<OrganisationId>,
    /// Only in this state. Several may be given, separated by commas or in repeated parameters.
    #[serde(default, deserialize_with = "several")]
    #[param(value_type = Option<Vec<PlacementState>>)]
    pub state: CodeSet<PlacementState>,
    /// Only those that have a day on this date or later.
    pub from: Option<NaiveDate>,
    /// Only those that have a day on this date or earlier.
    pub to: Option<NaiveDate>,
    /// Only those that a change to the offer or to an organisation now stands in the way of.
    #[serde(default)]
    pub marked: bool,
    /// Words that must all occur in the reference, the title, the employer's name or the parts of the learner's
    /// name that the caller may read. Case and accents are ignored. At most 2,000 rows are searched; narrow a
    /// longer list with other filters.
    #[param(value_type = Option<String>, min_length = 1, max_length = 100)]
    pub q: Option<Search>,
    /// The sort order; `created` by default.
    #[param(inline)]
    pub sort: Option<PlacementSort>,
}

impl ListQuery for PlacementQuery {
    type Sort = PlacementSort;

    fn sort(&self) -> PlacementSort {
        self.sort.unwrap_or(PlacementSort::Created)
    }

    fn search(&self) -> Option<Search> {
        self.q.clone()
    }

    fn faults(&self) -> Vec<FieldError> {
        range_faults(self.from, self.to)
    }
}

/// Proposes a learner to an employer.
///
/// No seat is taken yet. The employer sees functional needs, but no name.
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
/// In the order in which they were proposed, unless `sort` says otherwise.
#[utoipa::path(
    tag = "placements",
    params(PlacementQuery, PageQuery),
    responses((status = 200, description = "A page of placements.", body = Listing<PlacementSummary>), Problems)
)]
#[get("/placements")]
pub(crate) async fn list_placements(
    app: web::Data<App>,
    caller: Caller,
    list: ListOf<PlacementQuery>,
) -> Result<HttpResponse, Problem> {
    let ListOf { query, asked } = list;
    let PlacementQuery { learner, offer, provider, employer, state: states, from, to, marked, .. } = query;
    let wanted = Wanted { learner, offer, provider, employer, states, from, to, marked };
    let sort = asked.sort;
    let page = blocking(&app, move |app| placements::list(app, &caller, &wanted, &asked)).await?;
    reply::ok(&Listing::sorted(page, sort))
}

/// Reads a placement.
///
/// The response depends on the role: an employer sees the first name only once both sides have agreed.
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

/// Lists the steps taken on a placement.
///
/// Shows who took each step and when, in order.
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
        version.change(|version| {
            placements::step(app, &caller, once.as_ref(), &id, version, action, &body.value)
        })
    })
    .await?;
    reply::done(taken)
}
