//! Needs that a text may mean.

use actix_web::{HttpResponse, post, web};

use crate::app::App;
use crate::auth::Caller;
use crate::domain::need::NeedsInWords;
use crate::http::openapi::{Problems, WriteProblems};
use crate::http::{Json, Problem, blocking, reply};
use crate::services::needs::{self, NeedsText};

/// Suggests needs from a text.
///
/// Looks for the words of a published list (`docs/NEEDS-WORDS.md`) and returns each need with the words that suggest it.
/// Nothing is stored and nothing is decided: a person accepts each need, says how much hangs on it, and puts it on the
/// record with `PUT /learners/{id}`. The name of a condition suggests nothing.
#[utoipa::path(
    tag = "learners",
    request_body = NeedsText,
    responses((status = 200, description = "What the text may mean.", body = NeedsInWords), Problems, WriteProblems)
)]
#[post("/needs/suggestions")]
pub(crate) async fn suggest_needs(
    app: web::Data<App>,
    caller: Caller,
    body: Json<NeedsText>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| needs::suggest(app, &caller, &body.value)).await?)
}
