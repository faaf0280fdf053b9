//! Whether the service is alive, and whether it can do its work.

use actix_web::{HttpResponse, get, web};
use serde_json::json;

use super::blocking::blocking;
use super::problem::Problem;
use crate::app::App;

/// The process runs.
#[get("/health")]
pub(crate) async fn health() -> HttpResponse {
    HttpResponse::Ok().json(json!({ "status": "ok" }))
}

/// The store answers.
///
/// # Errors
/// 503 while it does not.
#[get("/ready")]
pub(crate) async fn ready(app: web::Data<App>) -> Result<HttpResponse, Problem> {
    blocking(&app, |app| Ok(app.db.ping()?)).await?;
    Ok(HttpResponse::Ok().json(json!({ "status": "ok" })))
}
