//! Cohorts: learners placed together.

use actix_web::http::header::CONTENT_DISPOSITION;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::app::App;
use crate::auth::Caller;
use crate::domain::ids::{CohortId, LearnerId, OfferId};
use crate::http::idempotency::Idempotency;
use crate::http::openapi::{Problems, WriteProblems};
use crate::http::page::{PagePart, PageQuery, encode};
use crate::http::query::Query;
use crate::http::{Document, Json, Listing, Page, Path, Problem, blocking, reply};
use crate::services::cohorts::{
    self, CohortCsv, CohortDecided, CohortDecision, CohortDemand, CohortOutcome, CohortPart, CohortProposals,
    CohortReplay, CohortRequest, CohortSheet, CohortView, CohortWhatIf,
};

const NUMBER: &str = "number";

/// Creates a cohort.
///
/// Learners whose agreement that the hub sees their matches stands are weighed against every open offer, and placed
/// together: as many as possible, then as `objective` says. A job does the work; read the cohort to see how far it is.
/// Learners with a placement proposed or confirmed that is still to come keep it.
#[utoipa::path(
    tag = "cohorts",
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat harmless.")),
    request_body = CohortRequest,
    responses((status = 201, description = "Queued.", body = CohortView), Problems, WriteProblems)
)]
#[post("/cohorts")]
pub(crate) async fn create_cohort(
    app: web::Data<App>,
    caller: Caller,
    key: Idempotency,
    body: Document<CohortRequest>,
) -> Result<HttpResponse, Problem> {
    let once = key.once(&body.bytes);
    let made = blocking(&app, move |app| cohorts::create(app, &caller, once.as_ref(), &body.value)).await?;
    reply::created(made, "/api/v1/cohorts")
}

/// Lists cohorts.
///
/// Oldest first, without their answers. A provider sees those in which learners of its own take part.
#[utoipa::path(
    tag = "cohorts",
    params(PageQuery),
    responses((status = 200, description = "A page of cohorts.", body = Listing<CohortView>), Problems)
)]
#[get("/cohorts")]
pub(crate) async fn list_cohorts(
    app: web::Data<App>,
    caller: Caller,
    page: Page,
) -> Result<HttpResponse, Problem> {
    let page = blocking(&app, move |app| cohorts::list(app, &caller, &page.0)).await?;
    reply::ok(&Listing::from(page))
}

/// Reads a cohort.
///
/// How far it is, and once it is solved the answer as a whole: how many are placed, the proof, where seats are short,
/// what one more seat would bring. A provider reads it without the answer.
#[utoipa::path(
    tag = "cohorts",
    params(("id" = String, Path, format = "uuid", description = "The cohort.")),
    responses((status = 200, description = "The cohort.", body = CohortView), Problems)
)]
#[get("/cohorts/{id}")]
pub(crate) async fn read_cohort(
    app: web::Data<App>,
    caller: Caller,
    id: Path<CohortId>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| cohorts::read(app, &caller, &id)).await?)
}

/// Checks a cohort's answer by solving it again.
///
/// From the inputs that were kept: says whether the same answer comes out to the last byte and whether its
/// certificate holds, which is checked by addition and comparison only.
#[utoipa::path(
    tag = "cohorts",
    params(("id" = String, Path, format = "uuid", description = "The cohort.")),
    responses(
        (status = 200, description = "What came out.", body = CohortReplay), Problems,
        (status = 409, description = "There is no answer yet.", body = Problem, content_type = "application/problem+json")
    )
)]
#[get("/cohorts/{id}/proof")]
pub(crate) async fn prove_cohort(
    app: web::Data<App>,
    caller: Caller,
    id: Path<CohortId>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| cohorts::prove(app, &caller, &id)).await?)
}

/// Learners of a cohort.
#[derive(Debug, Serialize, ToSchema)]
pub struct CohortParts {
    /// By number.
    pub items: Vec<CohortPart>,
    /// Sent as `cursor` for the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// Lists the learners of a cohort.
///
/// By number, each with what they got and why, and why not their best offer. A hub reads those who agreed that it
/// sees their matches, a provider its own; other learners in a chain of moves are numbers.
#[utoipa::path(
    tag = "cohorts",
    params(("id" = String, Path, format = "uuid", description = "The cohort."), PageQuery),
    responses((status = 200, description = "A page of learners.", body = CohortParts), Problems)
)]
#[get("/cohorts/{id}/learners")]
pub(crate) async fn list_cohort_learners(
    app: web::Data<App>,
    caller: Caller,
    id: Path<CohortId>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let after = |parts: &[String]| parts.first().and_then(|text| text.parse::<i32>().ok());
    let PagePart { limit, after } = PagePart::of(&request, NUMBER, after).map_err(Problem::fields)?;
    let (items, more) =
        blocking(&app, move |app| cohorts::list_learners(app, &caller, &id, after, limit)).await?;
    let last = items.last().filter(|_| more).map(|last| encode(NUMBER, &[last.number.to_string()]));
    reply::ok(&CohortParts { items, next: last })
}

/// Which offer is asked about.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct WhyQuery {
    /// Why not this offer; the learner's best one unless said.
    #[param(value_type = Option<String>, format = "uuid")]
    pub offer: Option<OfferId>,
}

/// Reads a learner's part of a cohort.
///
/// What the learner got and why, and why not another offer: who would have to move, and what that would cost them.
#[utoipa::path(
    tag = "cohorts",
    params(
        ("id" = String, Path, format = "uuid", description = "The cohort."),
        ("learner" = String, Path, format = "uuid", description = "The learner."),
        WhyQuery
    ),
    responses(
        (status = 200, description = "The learner's part.", body = CohortPart), Problems,
        (status = 409, description = "There is no answer yet, or the learner is not in it.", body = Problem, content_type = "application/problem+json")
    )
)]
#[get("/cohorts/{id}/learners/{learner}")]
pub(crate) async fn read_cohort_learner(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(CohortId, LearnerId)>,
    query: Query<WhyQuery>,
) -> Result<HttpResponse, Problem> {
    let ((id, learner), offer) = (path.0, query.0.offer);
    let part = blocking(&app, move |app| cohorts::read_learner(app, &caller, &id, &learner, offer.as_ref()));
    reply::ok(&part.await?)
}

/// Tries out changes to a cohort.
///
/// A withdrawal, a pin, a pair ruled out, seats more or fewer: says who would move where. Nothing is stored.
#[utoipa::path(
    tag = "cohorts",
    params(("id" = String, Path, format = "uuid", description = "The cohort.")),
    request_body = CohortWhatIf,
    responses((status = 200, description = "What they would bring.", body = CohortOutcome), Problems, WriteProblems)
)]
#[post("/cohorts/{id}/what-if")]
pub(crate) async fn try_cohort(
    app: web::Data<App>,
    caller: Caller,
    id: Path<CohortId>,
    body: Json<CohortWhatIf>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| cohorts::try_out(app, &caller, &id, &body.value)).await?)
}

/// Records a decision about a learner's part.
///
/// A person accepts it, replaces the offer by another that suits and says why, or rejects it and says why. A later
/// decision takes the place of an earlier one until the learner is proposed; all of them are in the learner's export.
/// No API key can do this.
#[utoipa::path(
    tag = "cohorts",
    params(
        ("id" = String, Path, format = "uuid", description = "The cohort."),
        ("learner" = String, Path, format = "uuid", description = "The learner."),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat harmless.")
    ),
    request_body = CohortDecision,
    responses((status = 200, description = "Recorded.", body = CohortDecided), Problems, WriteProblems)
)]
#[post("/cohorts/{id}/learners/{learner}/decisions")]
pub(crate) async fn record_decision(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(CohortId, LearnerId)>,
    key: Idempotency,
    body: Document<CohortDecision>,
) -> Result<HttpResponse, Problem> {
    let (id, learner) = path.0;
    let once = key.once(&body.bytes);
    let decided =
        blocking(&app, move |app| cohorts::decide(app, &caller, once.as_ref(), (&id, &learner), &body.value));
    reply::done(decided.await?)
}

/// Proposes placements for the accepted learners.
///
/// Every learner whose part was accepted or replaced and who has no placement yet is proposed. Each is asked again
/// whether the offer still suits, whether a seat and a place of its pool are left, and whether nobody meets whom they
/// are kept apart from; one that is refused does not stop the others. The call may be repeated: nobody is proposed
/// twice.
#[utoipa::path(
    tag = "cohorts",
    params(("id" = String, Path, format = "uuid", description = "The cohort.")),
    responses((status = 200, description = "What became of each.", body = CohortProposals), Problems, WriteProblems)
)]
#[post("/cohorts/{id}/proposals")]
pub(crate) async fn propose_cohort(
    app: web::Data<App>,
    caller: Caller,
    id: Path<CohortId>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| cohorts::propose(app, &caller, &id)).await?)
}

/// Reads a cohort's gaps in supply.
///
/// Which single change, asked of whom, would open an offer to most learners without a placement; of which kind of offer
/// there is too little, and where; how often each employer was asked in a year, and when last.
#[utoipa::path(
    tag = "cohorts",
    params(("id" = String, Path, format = "uuid", description = "The cohort.")),
    responses(
        (status = 200, description = "What it shows.", body = CohortDemand), Problems,
        (status = 409, description = "There is no answer yet.", body = Problem, content_type = "application/problem+json")
    )
)]
#[get("/cohorts/{id}/demand")]
pub(crate) async fn read_cohort_demand(
    app: web::Data<App>,
    caller: Caller,
    id: Path<CohortId>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| cohorts::demand(app, &caller, &id)).await?)
}

/// Exports a cohort as a spreadsheet.
///
/// `pairs`, `capacities` and `learners` are what `placewell allocate` reads, so that anyone can work the answer out
/// again; learners stand in them by number. `answer` says what each learner got, with the identifiers of those whom
/// the hub may see.
#[utoipa::path(
    tag = "cohorts",
    params(
        ("id" = String, Path, format = "uuid", description = "The cohort."),
        ("sheet" = inline(CohortSheet), Path, description = "Which sheet.")
    ),
    responses(
        (status = 200, description = "The sheet.", content_type = "text/csv", body = String), Problems,
        (status = 409, description = "There is no answer yet.", body = Problem, content_type = "application/problem+json")
    )
)]
#[get("/cohorts/{id}/sheets/{sheet}")]
pub(crate) async fn export_cohort(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(CohortId, CohortSheet)>,
) -> Result<HttpResponse, Problem> {
    let (id, sheet) = path.0;
    let CohortCsv { name, csv } = blocking(&app, move |app| cohorts::sheet(app, &caller, &id, sheet)).await?;
    let file = format!("attachment; filename=\"{name}\"");
    let found = HttpResponse::Ok()
        .insert_header((CONTENT_DISPOSITION, file))
        .content_type("text/csv; charset=utf-8")
        .body(csv);
    Ok(found)
}
