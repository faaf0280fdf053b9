//! Learners of whom not every question has been answered.

use actix_web::{HttpResponse, delete, get, post, web};

use crate::app::App;
use crate::auth::Caller;
use crate::domain::ids::LearnerId;
use crate::http::etag::IfMatch;
use crate::http::openapi::{Problems, VersionProblems, WriteProblems};
use crate::http::page::PageQuery;
use crate::http::{Document, Listing, Page, Path, Problem, blocking, reply};
use crate::services::learner_drafts::{self, FinishedDraft, LearnerDraftView};
use crate::services::learners::LearnerView;

/// Lists the drafts of learners.
///
/// They come from imported files. Each holds what the file said of the learner, and the questions that are still open.
#[utoipa::path(
    tag = "learners",
    params(PageQuery),
    responses((status = 200, description = "A page of drafts.", body = Listing<LearnerDraftView>), Problems)
)]
#[get("/learner-drafts")]
pub(crate) async fn list_learner_drafts(
    app: web::Data<App>,
    caller: Caller,
    page: Page,
) -> Result<HttpResponse, Problem> {
    let page = blocking(&app, move |app| learner_drafts::list(app, &caller, &page.0)).await?;
    reply::ok(&Listing::from(page))
}

/// Reads a draft of a learner.
///
/// The request is recorded in the access log.
#[utoipa::path(
    tag = "learners",
    params(("id" = String, Path, format = "uuid", description = "The draft.")),
    responses((status = 200, description = "The draft.", body = LearnerDraftView), Problems)
)]
#[get("/learner-drafts/{id}")]
pub(crate) async fn read_learner_draft(
    app: web::Data<App>,
    caller: Caller,
    id: Path<LearnerId>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| learner_drafts::read(app, &caller, &id)).await?)
}

/// Makes a learner of a draft.
///
/// The learner gets the identifier of the draft, and the draft is deleted. The codes of the draft stay, unless the request has
/// its own. Each need that the draft's `needs_text` suggests must be decided: recorded in `profile.needs`, or named in
/// `not_needed`.
#[utoipa::path(
    tag = "learners",
    params(
        ("id" = String, Path, format = "uuid", description = "The draft."),
        ("If-Match" = String, Header, description = "The ETag that was read.")
    ),
    request_body = FinishedDraft,
    responses(
        (status = 200, description = "The learner.", body = LearnerView), Problems, WriteProblems, VersionProblems
    )
)]
#[post("/learner-drafts/{id}/finish")]
pub(crate) async fn finish_learner_draft(
    app: web::Data<App>,
    caller: Caller,
    id: Path<LearnerId>,
    version: IfMatch,
    body: Document<FinishedDraft>,
) -> Result<HttpResponse, Problem> {
    let view = blocking(&app, move |app| {
        version.change(|version| learner_drafts::finish(app, &caller, &id, version, &body.value))
    });
    reply::ok(&view.await?)
}

/// Removes a draft of a learner.
///
/// With all that was said in it.
#[utoipa::path(
    tag = "learners",
    params(
        ("id" = String, Path, format = "uuid", description = "The draft."),
        ("If-Match" = String, Header, description = "The ETag that was read.")
    ),
    responses((status = 204, description = "Removed."), Problems, VersionProblems)
)]
#[delete("/learner-drafts/{id}")]
pub(crate) async fn remove_learner_draft(
    app: web::Data<App>,
    caller: Caller,
    id: Path<LearnerId>,
    version: IfMatch,
) -> Result<HttpResponse, Problem> {
    blocking(&app, move |app| version.change(|version| learner_drafts::remove(app, &caller, &id, version)))
        .await?;
    Ok(reply::nothing())
}
