//! Learners.

use actix_web::{HttpResponse, get, post, put, web};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::app::App;
use crate::auth::Caller;
use crate::domain::code::CodeSet;
use crate::domain::ids::LearnerId;
use crate::domain::learner::LearnerState;
use crate::http::body::fit;
use crate::http::etag::IfMatch;
use crate::http::idempotency::Idempotency;
use crate::http::openapi::{Problems, VersionProblems, WriteProblems};
use crate::http::page::PageQuery;
use crate::http::query::several;
use crate::http::{Document, Json, ListOf, ListQuery, Listing, Page, Path, Problem, blocking, reply};
use crate::services::learners::{
    self, AgreedLearner, BatchAnswer, Erasure, ErasureReceipt, LearnerBatch, LearnerDocument, LearnerExport,
    LearnerSummary, LearnerView, MOST_ROWS,
};
use crate::services::listing::{NamedSort, Search};

/// Which learners are listed.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LearnerQuery {
    /// Only in this state. Several may be given, separated by commas or in repeated parameters.
    #[serde(default, deserialize_with = "several")]
    #[param(value_type = Option<Vec<LearnerState>>)]
    pub state: CodeSet<LearnerState>,
    /// Words that must all occur in the learner's names; capitals and accents make no difference. At most 2,000
    /// rows are searched: narrow a longer list with other filters.
    #[param(value_type = Option<String>, min_length = 1, max_length = 100)]
    pub q: Option<Search>,
    /// The sort order; `created` by default.
    #[param(inline)]
    pub sort: Option<NamedSort>,
}

impl ListQuery for LearnerQuery {
    type Sort = NamedSort;

    fn sort(&self) -> NamedSort {
        self.sort.unwrap_or(NamedSort::Created)
    }

    fn search(&self) -> Option<Search> {
        self.q.clone()
    }
}

/// Adds a learner.
///
/// The learner is added to the caller's own provider.
#[utoipa::path(
    tag = "learners",
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat harmless.")),
    request_body = LearnerDocument,
    responses((status = 201, description = "Added.", body = LearnerView), Problems, WriteProblems)
)]
#[post("/learners")]
pub(crate) async fn create_learner(
    app: web::Data<App>,
    caller: Caller,
    key: Idempotency,
    body: Document<LearnerDocument>,
) -> Result<HttpResponse, Problem> {
    let once = key.once(&body.bytes);
    let made = blocking(&app, move |app| learners::create(app, &caller, once.as_ref(), &body.value)).await?;
    reply::created(made, "/api/v1/learners")
}

/// Adds several learners.
///
/// Up to 100, to the caller's own provider. Each row is accepted or refused separately; a refused row does not affect
/// the others. Correct the refused rows and send them in a new request.
#[utoipa::path(
    tag = "learners",
    params(("Idempotency-Key" = String, Header, description = "Makes a repeat harmless; required.")),
    request_body = LearnerBatch,
    responses((status = 200, description = "What became of each row.", body = BatchAnswer), Problems, WriteProblems)
)]
#[post("/learners/batch")]
pub(crate) async fn create_learners(
    app: web::Data<App>,
    caller: Caller,
    key: Idempotency,
    body: Json<LearnerBatch>,
) -> Result<HttpResponse, Problem> {
    let once = key.require(&body.bytes)?;
    let today = app.clock.today_in_london();
    let made = blocking(&app, move |app| {
        let rows: Vec<_> =
            body.value.items.into_iter().take(MOST_ROWS + 1).map(|row| fit(row, today)).collect();
        learners::create_all(app, &caller, &once, rows)
    })
    .await?;
    reply::done(made)
}

/// Lists the caller's learners.
///
/// A provider sees all of its own, a job coach those assigned to them. Each learner comes with the placements that are not over.
#[utoipa::path(
    tag = "learners",
    params(LearnerQuery, PageQuery),
    responses((status = 200, description = "A page of learners.", body = Listing<LearnerSummary>), Problems)
)]
#[get("/learners")]
pub(crate) async fn list_learners(
    app: web::Data<App>,
    caller: Caller,
    list: ListOf<LearnerQuery>,
) -> Result<HttpResponse, Problem> {
    let ListOf { query, asked } = list;
    let sort = asked.sort;
    let page = blocking(&app, move |app| learners::list(app, &caller, query.state, &asked)).await?;
    reply::ok(&Listing::sorted(page, sort))
}

/// Lists the learners who agreed to let the hub see which placements suit them.
///
/// Identifiers for `GET /learners/{id}/matches`, with the provider, and no names. Whoever takes the agreement back is no
/// longer in the list.
#[utoipa::path(
    tag = "learners",
    params(PageQuery),
    responses((status = 200, description = "A page of learners.", body = Listing<AgreedLearner>), Problems)
)]
#[get("/agreed-learners")]
pub(crate) async fn list_agreed_learners(
    app: web::Data<App>,
    caller: Caller,
    page: Page,
) -> Result<HttpResponse, Problem> {
    let page = blocking(&app, move |app| learners::list_agreed(app, &caller, &page.0)).await?;
    reply::ok(&Listing::from(page))
}

/// Reads a learner.
///
/// The request is recorded in the access log.
#[utoipa::path(
    tag = "learners",
    params(("id" = String, Path, format = "uuid", description = "The learner.")),
    responses((status = 200, description = "The learner.", body = LearnerView), Problems)
)]
#[get("/learners/{id}")]
pub(crate) async fn read_learner(
    app: web::Data<App>,
    caller: Caller,
    id: Path<LearnerId>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| learners::read(app, &caller, &id)).await?)
}

/// Replaces a learner's record.
///
/// The request replaces the whole record.
#[utoipa::path(
    tag = "learners",
    params(
        ("id" = String, Path, format = "uuid", description = "The learner."),
        ("If-Match" = String, Header, description = "The ETag that was read.")
    ),
    request_body = LearnerDocument,
    responses(
        (status = 200, description = "Changed.", body = LearnerView), Problems, WriteProblems, VersionProblems
    )
)]
#[put("/learners/{id}")]
pub(crate) async fn change_learner(
    app: web::Data<App>,
    caller: Caller,
    id: Path<LearnerId>,
    version: IfMatch,
    body: Document<LearnerDocument>,
) -> Result<HttpResponse, Problem> {
    reply::ok(
        &blocking(&app, move |app| {
            version.change(|version| learners::change(app, &caller, &id, version, &body.value))
        })
        .await?,
    )
}

/// Archives a learner's record.
///
/// The provider can still read it, but the learner can no longer be proposed for placements.
#[utoipa::path(
    tag = "learners",
    params(
        ("id" = String, Path, format = "uuid", description = "The learner."),
        ("If-Match" = String, Header, description = "The ETag that was read.")
    ),
    responses(
        (status = 200, description = "Archived.", body = LearnerView), Problems, WriteProblems, VersionProblems
    )
)]
#[post("/learners/{id}/archive")]
pub(crate) async fn archive_learner(
    app: web::Data<App>,
    caller: Caller,
    id: Path<LearnerId>,
    version: IfMatch,
) -> Result<HttpResponse, Problem> {
    reply::ok(
        &blocking(&app, move |app| version.change(|version| learners::archive(app, &caller, &id, version)))
            .await?,
    )
}

/// Exports everything held about a learner.
///
/// For a request by the learner or the family to see it: the record, agreements, placements with their steps,
/// programmes, packs and sendings, the receipts of what was disclosed, and who looked. The reading itself is written
/// to the access log.
#[utoipa::path(
    tag = "learners",
    params(("id" = String, Path, format = "uuid", description = "The learner.")),
    responses((status = 200, description = "Everything.", body = LearnerExport), Problems)
)]
#[get("/learners/{id}/export")]
pub(crate) async fn export_learner(
    app: web::Data<App>,
    caller: Caller,
    id: Path<LearnerId>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| learners::export(app, &caller, &id)).await?)
}

/// Exports everything held about a learner, as a page that a parent can read.
///
/// The same as the JSON, in words: with the letters that were sent and their files to open. The reading itself is written
/// to the access log.
#[utoipa::path(
    tag = "learners",
    params(("id" = String, Path, format = "uuid", description = "The learner.")),
    responses((status = 200, description = "The page.", content_type = "text/html", body = String), Problems)
)]
#[get("/learners/{id}/export/html")]
pub(crate) async fn export_learner_html(
    app: web::Data<App>,
    caller: Caller,
    id: Path<LearnerId>,
) -> Result<HttpResponse, Problem> {
    let page = blocking(&app, move |app| learners::export_page(app, &caller, &id)).await?;
    Ok(HttpResponse::Ok().content_type("text/html; charset=utf-8").body(page))
}

/// Erases a learner.
///
/// The record goes with agreements, placements, programmes, packs and the words of every step and decision. What
/// stays are rows of identifiers and codes: who looked, what was disclosed to whom, and that this was done. Refused
/// while a confirmed placement has not ended, unless forced. It cannot be taken back.
#[utoipa::path(
    tag = "learners",
    params(("id" = String, Path, format = "uuid", description = "The learner.")),
    request_body = Erasure,
    responses(
        (status = 200, description = "Erased; how much of what.", body = ErasureReceipt), Problems, WriteProblems
    )
)]
#[post("/learners/{id}/erase")]
pub(crate) async fn erase_learner(
    app: web::Data<App>,
    caller: Caller,
    id: Path<LearnerId>,
    body: Json<Erasure>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| learners::erase(app, &caller, &id, body.value)).await?)
}
