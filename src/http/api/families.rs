//! Messages to families: planned over a school year, approved by a person, answered by a link.

use actix_web::{HttpResponse, delete, get, post, put, web};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::app::App;
use crate::auth::Caller;
use crate::domain::family_message::FamilyMessage;
use crate::domain::ids::FamilyMessageId;
use crate::domain::language::LanguageTag;
use crate::http::etag::IfMatch;
use crate::http::idempotency::Idempotency;
use crate::http::openapi::{Problems, VersionProblems, WriteProblems};
use crate::http::query::Query;
use crate::http::{Json, Path, Problem, blocking, reply};
use crate::services::families::{self, FamilyApproval, FamilyMessageView, FamilyPlanYear, FamilyRecipients};

/// Of which school year.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FamilyYearQuery {
    /// The calendar year in which the school year begins; the present one when absent.
    #[param(minimum = 2020, maximum = 2099)]
    pub school_year: Option<i32>,
}

/// In which language.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FamilyLanguageQuery {
    /// One of the message's languages; its first when absent.
    #[param(value_type = Option<String>, pattern = "^[a-z]{2,3}(-[A-Z][a-z]{3})?$")]
    pub language: Option<LanguageTag>,
}

/// Lists what is planned for families over a school year.
///
/// By the day from which each message is due.
#[utoipa::path(
    tag = "families",
    params(FamilyYearQuery),
    responses((status = 200, description = "The messages.", body = Vec<FamilyMessageView>), Problems)
)]
#[get("/family-messages")]
pub(crate) async fn list_family_messages(
    app: web::Data<App>,
    caller: Caller,
    query: Query<FamilyYearQuery>,
) -> Result<HttpResponse, Problem> {
    let asked = query.0.school_year;
    let all = blocking(&app, move |app| {
        families::list(app, &caller, asked.unwrap_or_else(|| families::this_year(app)))
    });
    reply::ok(&all.await?)
}

/// Plans a message to families.
///
/// It is the same for everybody who gets it, so it must say nothing of a learner or a placement. It goes nowhere before
/// somebody approves it.
#[utoipa::path(
    tag = "families",
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat harmless.")),
    request_body = FamilyMessage,
    responses((status = 201, description = "Planned.", body = FamilyMessageView), Problems, WriteProblems)
)]
#[post("/family-messages")]
pub(crate) async fn create_family_message(
    app: web::Data<App>,
    caller: Caller,
    key: Idempotency,
    body: Json<FamilyMessage>,
) -> Result<HttpResponse, Problem> {
    let once = key.once(&body.bytes);
    let made = blocking(&app, move |app| families::create(app, &caller, once.as_ref(), &body.value)).await?;
    reply::created(made, "/api/v1/family-messages")
}

/// Plans a school year from texts of ours.
///
/// Each in the month in which it usually goes, to all families, in English: read and change them before you approve them. Texts
/// that the year has already are left as they are.
#[utoipa::path(
    tag = "families",
    request_body = FamilyPlanYear,
    responses(
        (status = 200, description = "The messages of the year.", body = Vec<FamilyMessageView>), Problems, WriteProblems
    )
)]
#[post("/family-messages/start")]
pub(crate) async fn start_family_plan(
    app: web::Data<App>,
    caller: Caller,
    body: Json<FamilyPlanYear>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| families::start(app, &caller, body.value)).await?)
}

/// Reads a message to families.
///
/// With who approved it, and who gave its printed sheets out.
#[utoipa::path(
    tag = "families",
    params(("id" = String, Path, format = "uuid", description = "The message.")),
    responses((status = 200, description = "The message.", body = FamilyMessageView), Problems)
)]
#[get("/family-messages/{id}")]
pub(crate) async fn read_family_message(
    app: web::Data<App>,
    caller: Caller,
    id: Path<FamilyMessageId>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| families::read(app, &caller, &id)).await?)
}

/// Changes a message to families.
///
/// Only before it was approved.
#[utoipa::path(
    tag = "families",
    params(
        ("id" = String, Path, format = "uuid", description = "The message."),
        ("If-Match" = String, Header, description = "The ETag that was read.")
    ),
    request_body = FamilyMessage,
    responses(
        (status = 200, description = "Changed.", body = FamilyMessageView), Problems, WriteProblems, VersionProblems
    )
)]
#[put("/family-messages/{id}")]
pub(crate) async fn change_family_message(
    app: web::Data<App>,
    caller: Caller,
    id: Path<FamilyMessageId>,
    version: IfMatch,
    body: Json<FamilyMessage>,
) -> Result<HttpResponse, Problem> {
    let changed = blocking(&app, move |app| {
        version.change(|version| families::change(app, &caller, &id, version, &body.value))
    });
    reply::ok(&changed.await?)
}

/// Removes a message to families.
///
/// Only before it was approved.
#[utoipa::path(
    tag = "families",
    params(
        ("id" = String, Path, format = "uuid", description = "The message."),
        ("If-Match" = String, Header, description = "The ETag that was read.")
    ),
    responses((status = 204, description = "Removed."), Problems, WriteProblems, VersionProblems)
)]
#[delete("/family-messages/{id}")]
pub(crate) async fn remove_family_message(
    app: web::Data<App>,
    caller: Caller,
    id: Path<FamilyMessageId>,
    version: IfMatch,
) -> Result<HttpResponse, Problem> {
    blocking(&app, move |app| version.change(|version| families::remove(app, &caller, &id, version))).await?;
    Ok(reply::nothing())
}

/// Composes the letter of a message to families.
///
/// As it would be mailed, with a link that opens nothing.
#[utoipa::path(
    tag = "families",
    params(("id" = String, Path, format = "uuid", description = "The message."), FamilyLanguageQuery),
    responses((status = 200, description = "The mail.", content_type = "text/html", body = String), Problems)
)]
#[get("/family-messages/{id}/letter")]
pub(crate) async fn preview_family_message(
    app: web::Data<App>,
    caller: Caller,
    id: Path<FamilyMessageId>,
    query: Query<FamilyLanguageQuery>,
) -> Result<HttpResponse, Problem> {
    let html = blocking(&app, move |app| families::letter(app, &caller, &id, query.0.language.as_ref()));
    Ok(HttpResponse::Ok().content_type("text/html; charset=utf-8").body(html.await?))
}

/// Lists who would get a message to families.
///
/// Worked out as things stand: each person once, however many learners they are family of, and who is left out and why. An
/// approval names the `mark` of this list.
#[utoipa::path(
    tag = "families",
    params(("id" = String, Path, format = "uuid", description = "The message.")),
    responses((status = 200, description = "Who gets it, and who does not.", body = FamilyRecipients), Problems)
)]
#[get("/family-messages/{id}/recipients")]
pub(crate) async fn list_family_recipients(
    app: web::Data<App>,
    caller: Caller,
    id: Path<FamilyMessageId>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| families::recipients(app, &caller, &id)).await?)
}

/// Approves a message to families.
///
/// Mails are queued at once, and sheets can be printed for whoever gets it on paper. It is refused when the message, or who gets
/// it, has changed since the list was read. No API key can do this: a person has looked at it.
#[utoipa::path(
    tag = "families",
    params(
        ("id" = String, Path, format = "uuid", description = "The message."),
        ("Idempotency-Key" = String, Header, description = "Makes a repeat harmless.")
    ),
    request_body = FamilyApproval,
    responses((status = 200, description = "Approved.", body = FamilyMessageView), Problems, WriteProblems)
)]
#[post("/family-messages/{id}/approve")]
pub(crate) async fn approve_family_message(
    app: web::Data<App>,
    caller: Caller,
    id: Path<FamilyMessageId>,
    key: Idempotency,
    body: Json<FamilyApproval>,
) -> Result<HttpResponse, Problem> {
    let once = key.require(&body.bytes)?;
    reply::done(blocking(&app, move |app| families::approve(app, &caller, &once, &id, &body.value)).await?)
}
