//! Keys of machine clients. Nothing here is ever kept for a repeated request: the answer holds a secret.

use actix_web::{HttpResponse, delete, get, post, web};

use crate::app::App;
use crate::auth::Caller;
use crate::domain::ids::ApiKeyId;
use crate::http::openapi::{Problems, WriteProblems};
use crate::http::page::PageQuery;
use crate::http::{Json, Listing, Page, Path, Problem, blocking, reply};
use crate::services::Reply;
use crate::services::api_keys::{self, ApiKeyMade, ApiKeyRequest, ApiKeyView};

/// Creates an API key.
///
/// The key acts for its creator's organisation, in its creator's role. The secret appears in this response only.
#[utoipa::path(
    tag = "api_keys",
    request_body = ApiKeyRequest,
    responses((status = 201, description = "Made.", body = ApiKeyMade), Problems, WriteProblems)
)]
#[post("/api-keys")]
pub(crate) async fn create_api_key(
    app: web::Data<App>,
    caller: Caller,
    body: Json<ApiKeyRequest>,
) -> Result<HttpResponse, Problem> {
    let made = blocking(&app, move |app| api_keys::create(app, &caller, body.value)).await?;
    reply::created(Reply::Fresh(made), "/api/v1/api-keys")
}

/// Lists the API keys of the caller's organisation.
///
/// In order of creation. Secrets are not shown.
#[utoipa::path(
    tag = "api_keys",
    params(PageQuery),
    responses((status = 200, description = "A page of keys.", body = Listing<ApiKeyView>), Problems)
)]
#[get("/api-keys")]
pub(crate) async fn list_api_keys(
    app: web::Data<App>,
    caller: Caller,
    page: Page,
) -> Result<HttpResponse, Problem> {
    let page = blocking(&app, move |app| api_keys::list(app, &caller, &page.0)).await?;
    reply::ok(&Listing::from(page))
}

/// Revokes an API key.
///
/// The key stops working immediately.
#[utoipa::path(
    tag = "api_keys",
    params(("id" = String, Path, format = "uuid", description = "The key.")),
    responses((status = 204, description = "Revoked."), Problems, WriteProblems)
)]
#[delete("/api-keys/{id}")]
pub(crate) async fn revoke_api_key(
    app: web::Data<App>,
    caller: Caller,
    id: Path<ApiKeyId>,
) -> Result<HttpResponse, Problem> {
    blocking(&app, move |app| api_keys::revoke(app, &caller, &id)).await?;
    Ok(reply::nothing())
}
