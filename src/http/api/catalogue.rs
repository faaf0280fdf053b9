//! The catalogue of occupations.

use actix_web::{HttpResponse, get, post, web};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::app::App;
use crate::auth::Caller;
use crate::domain::catalogue::Occupation;
use crate::domain::ids::Slug;
use crate::domain::text::Line;
use crate::domain::theme::Theme;
use crate::http::openapi::{Problems, WriteProblems};
use crate::http::query::Query;
use crate::http::{Json, Path, Problem, blocking, reply};
use crate::services::catalogue::{self, DraftView, NewDraft, OccupationList};

/// Which occupations are listed.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OccupationQuery {
    /// Only those whose title, workplace or task names contain each of these words, in any case.
    pub q: Option<Line>,
    /// Only those with a task that touches this theme.
    pub theme: Option<Theme>,
}

/// Lists the occupations of the catalogue.
///
/// Each entry is an occupation that takes work experience, with the names of the tasks that a learner can do there.
/// The whole list comes at once, with an ETag.
#[utoipa::path(
    tag = "catalogue",
    params(OccupationQuery),
    responses(
        (status = 200, description = "The occupations, in the order of their slugs.", body = OccupationList), Problems
    )
)]
#[get("/catalogue/occupations")]
pub(crate) async fn list_occupations(
    app: web::Data<App>,
    caller: Caller,
    query: Query<OccupationQuery>,
) -> Result<HttpResponse, Problem> {
    let OccupationQuery { q, theme } = query.0;
    reply::unversioned(&blocking(&app, move |app| catalogue::list(app, &caller, q.as_ref(), theme)).await?)
}

/// Reads one occupation with its tasks.
///
/// Everything in it is typical of the trade and says nothing about a particular workplace.
#[utoipa::path(
    tag = "catalogue",
    params(("slug" = String, Path, pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", description = "The occupation.")),
    responses((status = 200, description = "The occupation.", body = Occupation), Problems)
)]
#[get("/catalogue/occupations/{slug}")]
pub(crate) async fn read_occupation(
    app: web::Data<App>,
    caller: Caller,
    slug: Path<Slug>,
) -> Result<HttpResponse, Problem> {
    reply::unversioned(&blocking(&app, move |app| catalogue::read(app, &caller, &slug)).await?)
}

/// Drafts an offer from an occupation and some of its tasks.
///
/// The draft is not stored: it lacks what only the workplace can say, as `still_missing` lists it, and is sent to
/// `POST /offers` once that is filled in. Everything in it is typical of the trade and open to question until somebody at
/// the workplace has confirmed it. `questions` lists what is open, the questions that matter most first, with who can
/// answer and the fields that the answer fills. Hazards and exposures are proposed with their questions and are not in
/// the draft, and no task counts as tried.
#[utoipa::path(
    tag = "offers",
    request_body = NewDraft,
    responses((status = 200, description = "The draft.", body = DraftView), Problems, WriteProblems)
)]
#[post("/offers/drafts")]
pub(crate) async fn draft_offer(
    app: web::Data<App>,
    caller: Caller,
    body: Json<NewDraft>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| catalogue::draft(app, &caller, &body.value)).await?)
}
