//! Whether the process lives, and whether the service can do its work. Only the first is for deciding on a restart,
//! which mends nothing of what the others tell.

use std::time::Duration;

use actix_web::{HttpResponse, get, web};
use serde_json::json;

use super::blocking::blocking;
use super::problem::{Problem, ProblemKind};
use crate::app::{App, Unready};
use crate::services::ServiceError;

/// When a client of a service that is stopping may come back, to another that took its place.
const STOPPING_WAIT: Duration = Duration::from_secs(5);

/// The process answers. Nothing else is looked at.
#[get("/live")]
pub(crate) async fn live() -> HttpResponse {
    HttpResponse::Ok().json(json!({ "status": "ok" }))
}

/// The store answers, and the keys are its own. Also says how many open offers do not read back, if any: the log names
/// them.
///
/// # Errors
/// 503 while it does not, or they are not.
#[get("/health")]
pub(crate) async fn health(app: web::Data<App>) -> Result<HttpResponse, Problem> {
    blocking(&app, |app| Ok(app.standing()?)).await?;
    Ok(answer(&app))
}

/// As [`health`]; besides, the store takes a write, and the service is not stopping. For whoever sends it work.
///
/// # Errors
/// 503 with a code that says why not.
#[get("/ready")]
pub(crate) async fn ready(app: web::Data<App>) -> Result<HttpResponse, Problem> {
    let ready = blocking(&app, |app| match app.ready() {
        Err(Unready::Store(error)) => Err(ServiceError::from(error)),
        Err(Unready::Stopping) => Ok(false),
        Ok(()) => Ok(true),
    });
    if ready.await? { Ok(answer(&app)) } else { Err(stopping()) }
}

fn stopping() -> Problem {
    Problem::new(ProblemKind::Busy, "The service is stopping and takes no new work.")
        .with_code("stopping")
        .with_retry_after(STOPPING_WAIT)
}

fn answer(app: &App) -> HttpResponse {
    let (mail, unreadable) = (&app.config.mail, app.offers.unreadable());
    HttpResponse::Ok().json(json!({
        "status": "ok",
        "mail": { "leaves": mail.uses_smtp(), "note": mail.note() },
        "unreadable_offers": unreadable,
    }))
}
