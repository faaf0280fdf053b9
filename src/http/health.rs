//! Whether the service can do its work. Neither address is for deciding on a restart, which mends none of this.

use actix_web::{HttpResponse, get, web};
use serde_json::json;

use super::blocking::blocking;
use super::problem::Problem;
use crate::app::App;

/// The store answers, and the keys are its own. Also says how many open offers do not read back, if any: the log names
/// them.
///
/// # Errors
/// 503 while it does not, or they are not.
#[get("/health")]
pub(crate) async fn health(app: web::Data<App>) -> Result<HttpResponse, Problem> {
    answer(&app).await
}

/// As [`health`].
///
/// # Errors
/// As for [`health`].
#[get("/ready")]
pub(crate) async fn ready(app: web::Data<App>) -> Result<HttpResponse, Problem> {
    answer(&app).await
}

async fn answer(app: &web::Data<App>) -> Result<HttpResponse, Problem> {
    blocking(app, |app| Ok(app.standing()?)).await?;
    let (mail, unreadable) = (&app.config.mail, app.offers.unreadable());
    let answer = json!({
        "status": "ok",
        "mail": { "leaves": mail.uses_smtp(), "note": mail.note() },
        "unreadable_offers": unreadable,
    });
    Ok(HttpResponse::Ok().json(answer))
}
