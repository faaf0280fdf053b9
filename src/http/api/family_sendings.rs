//! To whom messages to families went, what was answered, and how each wants them.

use actix_web::{HttpResponse, get, post, web};

use crate::app::App;
use crate::auth::Caller;
use crate::domain::family_message::FamilyPerson;
use crate::domain::ids::{FamilyMessageId, FamilySendingId};
use crate::http::openapi::{Problems, WriteProblems};
use crate::http::{Json, Path, Problem, blocking, reply};
use crate::services::families::{
    self, FamilyContactView, FamilyMessageView, FamilyReplyView, FamilySendingView, NewFamilyReply,
    NewFamilyWish,
};

/// Lists to whom a message to families went.
///
/// With how the mail stands and what was answered, oldest first: the newest answer counts.
#[utoipa::path(
    tag = "families",
    params(("id" = String, Path, format = "uuid", description = "The message.")),
    responses((status = 200, description = "The sendings.", body = Vec<FamilySendingView>), Problems)
)]
#[get("/family-messages/{id}/sendings")]
pub(crate) async fn list_family_sendings(
    app: web::Data<App>,
    caller: Caller,
    id: Path<FamilyMessageId>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| families::sendings(app, &caller, &id)).await?)
}

/// Prints the sheets of a message to families.
///
/// One for each reader on paper, after a list for whoever gives them out. A sheet names its reader and nobody else.
#[utoipa::path(
    tag = "families",
    params(("id" = String, Path, format = "uuid", description = "The message.")),
    responses((status = 200, description = "The sheets.", content_type = "text/html", body = String), Problems)
)]
#[get("/family-messages/{id}/sheets")]
pub(crate) async fn print_family_sheets(
    app: web::Data<App>,
    caller: Caller,
    id: Path<FamilyMessageId>,
) -> Result<HttpResponse, Problem> {
    let html = blocking(&app, move |app| families::sheets(app, &caller, &id)).await?;
    Ok(HttpResponse::Ok().content_type("text/html; charset=utf-8").body(html))
}

/// Records that the printed sheets of a message were given out.
///
/// Who said so and when stays on record. A second time changes nothing.
#[utoipa::path(
    tag = "families",
    params(("id" = String, Path, format = "uuid", description = "The message.")),
    responses((status = 200, description = "Recorded.", body = FamilyMessageView), Problems, WriteProblems)
)]
#[post("/family-messages/{id}/handed-over")]
pub(crate) async fn hand_over_family_sheets(
    app: web::Data<App>,
    caller: Caller,
    id: Path<FamilyMessageId>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| families::hand_over(app, &caller, &id)).await?)
}

/// Records an answer that came on paper or by telephone.
///
/// Whoever records it has seen it. The same again adds nothing.
#[utoipa::path(
    tag = "families",
    params(("id" = String, Path, format = "uuid", description = "The sending.")),
    request_body = NewFamilyReply,
    responses((status = 200, description = "The answer.", body = FamilyReplyView), Problems, WriteProblems)
)]
#[post("/family-sendings/{id}/replies")]
pub(crate) async fn record_family_reply(
    app: web::Data<App>,
    caller: Caller,
    id: Path<FamilySendingId>,
    body: Json<NewFamilyReply>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| families::record_reply(app, &caller, &id, &body.value)).await?)
}

/// Records that somebody has seen what a family answered.
///
/// It no longer waits in the work list.
#[utoipa::path(
    tag = "families",
    params(("id" = String, Path, format = "uuid", description = "The sending.")),
    responses((status = 204, description = "Recorded."), Problems, WriteProblems)
)]
#[post("/family-sendings/{id}/seen")]
pub(crate) async fn see_family_reply(
    app: web::Data<App>,
    caller: Caller,
    id: Path<FamilySendingId>,
) -> Result<HttpResponse, Problem> {
    blocking(&app, move |app| families::see(app, &caller, &id)).await?;
    Ok(reply::nothing())
}

/// Lists the people of the families of learners in use.
///
/// Each once, by name, with how messages reach them. People who share an address are one. Adults who have not agreed that their
/// family is written to are left out.
#[utoipa::path(
    tag = "families",
    responses((status = 200, description = "The people.", body = Vec<FamilyContactView>), Problems)
)]
#[get("/families")]
pub(crate) async fn list_families(app: web::Data<App>, caller: Caller) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| families::families(app, &caller)).await?)
}

/// Records how somebody of a family wants messages.
///
/// As they told the provider: by mail, on paper, or not at all. Who recorded it and when stays on record.
#[utoipa::path(
    tag = "families",
    params(("id" = String, Path, pattern = "^[A-Za-z0-9_-]{43}$", description = "Who, by `person` in the list of families.")),
    request_body = NewFamilyWish,
    responses((status = 200, description = "Recorded.", body = FamilyContactView), Problems, WriteProblems)
)]
#[post("/families/{id}/wish")]
pub(crate) async fn record_family_wish(
    app: web::Data<App>,
    caller: Caller,
    id: Path<FamilyPerson>,
    body: Json<NewFamilyWish>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| families::record_wish(app, &caller, id.as_str(), body.value)).await?)
}
