//! Agreements of learners and families.

use actix_web::{HttpResponse, delete, get, post, web};

use crate::app::App;
use crate::auth::Caller;
use crate::domain::agreement::Agreement;
use crate::domain::ids::{AgreementId, LearnerId};
use crate::http::idempotency::Idempotency;
use crate::http::openapi::{Problems, WriteProblems};
use crate::http::{Json, Path, Problem, blocking, reply};
use crate::services::agreements::{self, AgreementView};

/// Records an agreement.
///
/// Who agreed, how, when, and the wording that was shown.
#[utoipa::path(
    tag = "agreements",
    params(
        ("id" = String, Path, format = "uuid", description = "The learner."),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat harmless.")
    ),
    request_body = Agreement,
    responses((status = 201, description = "Recorded.", body = AgreementView), Problems, WriteProblems)
)]
#[post("/learners/{id}/agreements")]
pub(crate) async fn record_agreement(
    app: web::Data<App>,
    caller: Caller,
    learner: Path<LearnerId>,
    key: Idempotency,
    body: Json<Agreement>,
) -> Result<HttpResponse, Problem> {
    let once = key.once(&body.bytes);
    let address = format!("/api/v1/learners/{}/agreements", learner.0);
    let recorded =
        blocking(&app, move |app| agreements::record(app, &caller, once.as_ref(), &learner, &body.value))
            .await?;
    reply::created(recorded, &address)
}

/// Lists a learner's agreements.
///
/// Oldest first, those taken back among them.
#[utoipa::path(
    tag = "agreements",
    params(("id" = String, Path, format = "uuid", description = "The learner.")),
    responses((status = 200, description = "The agreements.", body = Vec<AgreementView>), Problems)
)]
#[get("/learners/{id}/agreements")]
pub(crate) async fn list_agreements(
    app: web::Data<App>,
    caller: Caller,
    learner: Path<LearnerId>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| agreements::list(app, &caller, &learner)).await?)
}

/// Records the withdrawal of an agreement.
///
/// Anything that it allowed stops immediately.
#[utoipa::path(
    tag = "agreements",
    params(
        ("id" = String, Path, format = "uuid", description = "The learner."),
        ("agreement" = String, Path, format = "uuid", description = "The agreement.")
    ),
    responses((status = 204, description = "Taken back."), Problems, WriteProblems)
)]
#[delete("/learners/{id}/agreements/{agreement}")]
pub(crate) async fn withdraw_agreement(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(LearnerId, AgreementId)>,
) -> Result<HttpResponse, Problem> {
    let (learner, agreement) = path.0;
    blocking(&app, move |app| agreements::withdraw(app, &caller, &learner, &agreement)).await?;
    Ok(reply::nothing())
}
