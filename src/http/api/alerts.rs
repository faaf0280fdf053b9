//! Alerts that a learner is not known to have arrived.

use actix_web::{HttpResponse, get, post, web};

use crate::app::App;
use crate::auth::Caller;
use crate::domain::ids::{AlertId, PlacementId};
use crate::http::etag::IfMatchGiven;
use crate::http::openapi::{Problems, VersionProblems, WriteProblems};
use crate::http::{Path, Problem, blocking, reply};
use crate::services::alerts::{self, AlertView};

/// Lists the alerts that nobody has acknowledged.
///
/// Those that have waited longest come first, 200 at most. An alert is raised when nobody has ticked an expected learner
/// as arrived by the minute in the pack, or when somebody says that the learner has not arrived. An alert is a
/// message that may go unread, not an alarm: the pack asks the employer to ring.
#[utoipa::path(
    tag = "alerts",
    responses((status = 200, description = "The alerts.", body = Vec<AlertView>), Problems)
)]
#[get("/alerts")]
pub(crate) async fn list_alerts(app: web::Data<App>, caller: Caller) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| alerts::list(app, &caller)).await?)
}

/// Lists the alerts of a placement.
///
/// One for each day that had one, with who was told when and who acknowledged it.
#[utoipa::path(
    tag = "alerts",
    params(("id" = String, Path, format = "uuid", description = "The placement.")),
    responses((status = 200, description = "The alerts, by day.", body = Vec<AlertView>), Problems)
)]
#[get("/placements/{id}/alerts")]
pub(crate) async fn list_placement_alerts(
    app: web::Data<App>,
    caller: Caller,
    id: Path<PlacementId>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| alerts::of_placement(app, &caller, &id)).await?)
}

/// Acknowledges an alert.
///
/// Notes that a person is dealing with it, so that nobody else is told. Only a person who is signed in can do so, and
/// the first one stays noted. An alert that was raised again meanwhile has another version.
#[utoipa::path(
    tag = "alerts",
    params(
        ("id" = String, Path, format = "uuid", description = "The alert."),
        ("If-Match" = Option<String>, Header, description = "The ETag that was read, if it matters.")
    ),
    responses(
        (status = 200, description = "Acknowledged.", body = AlertView), Problems, WriteProblems, VersionProblems
    )
)]
#[post("/alerts/{id}/acknowledgement")]
pub(crate) async fn acknowledge_alert(
    app: web::Data<App>,
    caller: Caller,
    id: Path<AlertId>,
    version: IfMatchGiven,
) -> Result<HttpResponse, Problem> {
    let acknowledged =
        blocking(&app, move |app| version.change(|version| alerts::acknowledge(app, &caller, &id, version)));
    reply::ok(&acknowledged.await?)
}
