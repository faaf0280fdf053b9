//! Webhooks. Nothing that holds a secret is kept for a repeated request.

use actix_web::{HttpResponse, delete, get, post, web};

use crate::app::App;
use crate::auth::Caller;
use crate::domain::ids::{WebhookId, WebhookMessageId};
use crate::http::openapi::{Problems, WriteProblems};
use crate::http::page::PageQuery;
use crate::http::{Json, Listing, Page, Path, Problem, blocking, reply};
use crate::services::Reply;
use crate::services::webhooks::{self, WebhookMade, WebhookMessageView, WebhookRequest, WebhookView};

/// Creates a webhook.
///
/// Each event is posted to the address as JSON with identifiers and codes only, signed as the Standard Webhooks
/// specification has it (`webhook-id`, `webhook-timestamp`, `webhook-signature`). A message may arrive more than once and
/// out of order; `webhook-id` tells repeats. Any answer but 2xx is tried again, with growing waits, for about a day and a
/// half. A provider is told of its placements, a hub of `placement.changed` only. No event tells of a worry. The secret is
/// shown in this answer and never again.
#[utoipa::path(
    tag = "webhooks",
    request_body = WebhookRequest,
    responses((status = 201, description = "Made.", body = WebhookMade), Problems, WriteProblems)
)]
#[post("/webhooks")]
pub(crate) async fn create_webhook(
    app: web::Data<App>,
    caller: Caller,
    body: Json<WebhookRequest>,
) -> Result<HttpResponse, Problem> {
    let made = blocking(&app, move |app| webhooks::create(app, &caller, body.value)).await?;
    reply::created(Reply::Fresh(made), "/api/v1/webhooks")
}

/// Lists the webhooks of the caller's organisation.
///
/// In order of creation, including ended ones. Secrets are not shown.
#[utoipa::path(
    tag = "webhooks",
    params(PageQuery),
    responses((status = 200, description = "A page of webhooks.", body = Listing<WebhookView>), Problems)
)]
#[get("/webhooks")]
pub(crate) async fn list_webhooks(
    app: web::Data<App>,
    caller: Caller,
    page: Page,
) -> Result<HttpResponse, Problem> {
    let page = blocking(&app, move |app| webhooks::list(app, &caller, &page.0)).await?;
    reply::ok(&Listing::from(page))
}

/// Rotates a webhook's secret.
///
/// For one day, each message is signed with both the new secret and the old one.
#[utoipa::path(
    tag = "webhooks",
    params(("id" = String, Path, format = "uuid", description = "The webhook.")),
    responses((status = 200, description = "The new secret.", body = WebhookMade), Problems, WriteProblems)
)]
#[post("/webhooks/{id}/secret")]
pub(crate) async fn rotate_webhook_secret(
    app: web::Data<App>,
    caller: Caller,
    id: Path<WebhookId>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| webhooks::rotate(app, &caller, &id)).await?)
}

/// Ends a webhook.
///
/// No further events are posted to it. Past messages can still be read.
#[utoipa::path(
    tag = "webhooks",
    params(("id" = String, Path, format = "uuid", description = "The webhook.")),
    responses((status = 204, description = "Ended."), Problems, WriteProblems)
)]
#[delete("/webhooks/{id}")]
pub(crate) async fn end_webhook(
    app: web::Data<App>,
    caller: Caller,
    id: Path<WebhookId>,
) -> Result<HttpResponse, Problem> {
    blocking(&app, move |app| webhooks::end(app, &caller, &id)).await?;
    Ok(reply::nothing())
}

/// Lists the messages of a webhook.
///
/// Oldest first, each with every attempt to deliver it. They are kept as long as finished jobs.
#[utoipa::path(
    tag = "webhooks",
    params(("id" = String, Path, format = "uuid", description = "The webhook."), PageQuery),
    responses((status = 200, description = "A page of messages.", body = Listing<WebhookMessageView>), Problems)
)]
#[get("/webhooks/{id}/messages")]
pub(crate) async fn list_webhook_messages(
    app: web::Data<App>,
    caller: Caller,
    id: Path<WebhookId>,
    page: Page,
) -> Result<HttpResponse, Problem> {
    let page = blocking(&app, move |app| webhooks::messages(app, &caller, &id, &page.0)).await?;
    reply::ok(&Listing::from(page))
}

/// Sends a message again.
///
/// The `webhook-id` and body are unchanged. Messages that were delivered can be sent again too.
#[utoipa::path(
    tag = "webhooks",
    params(
        ("id" = String, Path, format = "uuid", description = "The webhook."),
        ("message" = String, Path, format = "uuid", description = "The message.")
    ),
    responses((status = 200, description = "Queued.", body = WebhookMessageView), Problems, WriteProblems)
)]
#[post("/webhooks/{id}/messages/{message}/replay")]
pub(crate) async fn replay_webhook_message(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(WebhookId, WebhookMessageId)>,
) -> Result<HttpResponse, Problem> {
    let (id, message) = path.0;
    reply::ok(&blocking(&app, move |app| webhooks::replay(app, &caller, &id, &message)).await?)
}
