//! Links of an employer's contacts, and what employers tell by them.

use actix_web::{HttpResponse, delete, get, post, web};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::Caller;
use crate::domain::ids::{ContactId, PlacementId, ReportId};
use crate::domain::reader::Reader;
use crate::http::etag::IfMatch;
use crate::http::openapi::{Problems, VersionProblems, WriteProblems};
use crate::http::{Json, Path, Problem, blocking, reply};
use crate::services::attendance::{self, AttendanceAnswer, AttendanceRequest};
use crate::services::reports::{self, ReportView};
use crate::services::sides;
use crate::services::visits::{self, LinkView};

/// To whom a link is sent.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkRequest {
    /// A contact in use of the placement's employer. Either this or `reader` is given.
    pub contact: Option<ContactId>,
    /// The learner or somebody of the family, for their own page.
    pub reader: Option<Reader>,
}

/// Sends a contact, the learner or somebody of the family the link to their page of a placement.
///
/// A link that they hold is replaced. The link stands in the letter alone: no operation shows it.
#[utoipa::path(
    tag = "visits",
    params(("id" = String, Path, format = "uuid", description = "The placement.")),
    request_body = LinkRequest,
    responses((status = 204, description = "On its way."), Problems, WriteProblems)
)]
#[post("/placements/{id}/links")]
pub(crate) async fn send_link(
    app: web::Data<App>,
    caller: Caller,
    id: Path<PlacementId>,
    body: Json<LinkRequest>,
) -> Result<HttpResponse, Problem> {
    blocking(&app, move |app| match (&body.value.contact, &body.value.reader) {
        (Some(contact), None) => visits::send(app, &caller, &id, contact),
        (None, Some(reader)) => sides::send(app, &caller, &id, reader),
        _ => Err(visits::neither()),
    })
    .await?;
    Ok(reply::nothing())
}

/// Lists the links to a placement's page.
///
/// Shows the contact, the expiry date and, for an ended link, the reason.
#[utoipa::path(
    tag = "visits",
    params(("id" = String, Path, format = "uuid", description = "The placement.")),
    responses((status = 200, description = "The links, oldest first.", body = Vec<LinkView>), Problems)
)]
#[get("/placements/{id}/links")]
pub(crate) async fn list_links(
    app: web::Data<App>,
    caller: Caller,
    id: Path<PlacementId>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| visits::links_of(app, &caller, &id)).await?)
}

/// Revokes every link to a placement's page.
///
/// They stop working immediately and cannot be used to request a new link.
#[utoipa::path(
    tag = "visits",
    params(("id" = String, Path, format = "uuid", description = "The placement.")),
    responses((status = 204, description = "Revoked."), Problems, WriteProblems)
)]
#[delete("/placements/{id}/links")]
pub(crate) async fn revoke_links(
    app: web::Data<App>,
    caller: Caller,
    id: Path<PlacementId>,
) -> Result<HttpResponse, Problem> {
    blocking(&app, move |app| visits::revoke(app, &caller, &id)).await?;
    Ok(reply::nothing())
}

/// Lists what was told about a placement.
///
/// By the employer: ticks, hazards, feedback, interest, another time, and that the pack was read. By the provider's staff:
/// ticks. By the learner and the family: absences, complaints, how it was. A worry is shown to the safeguarding lead only.
#[utoipa::path(
    tag = "visits",
    params(("id" = String, Path, format = "uuid", description = "The placement.")),
    responses((status = 200, description = "The reports, oldest first.", body = Vec<ReportView>), Problems)
)]
#[get("/placements/{id}/reports")]
pub(crate) async fn list_reports(
    app: web::Data<App>,
    caller: Caller,
    id: Path<PlacementId>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| reports::list(app, &caller, &id)).await?)
}

/// Records that a report has been seen.
///
/// The first person to record it stays on record until the report changes.
#[utoipa::path(
    tag = "visits",
    params(
        ("id" = String, Path, format = "uuid", description = "The report."),
        ("If-Match" = String, Header, description = "The version that was read, as an ETag.")
    ),
    responses((status = 204, description = "Noted."), Problems, WriteProblems, VersionProblems)
)]
#[post("/reports/{id}/seen")]
pub(crate) async fn see_report(
    app: web::Data<App>,
    caller: Caller,
    id: Path<ReportId>,
    version: IfMatch,
) -> Result<HttpResponse, Problem> {
    blocking(&app, move |app| version.change(|version| reports::see(app, &caller, &id, version))).await?;
    Ok(reply::nothing())
}

/// Records who came on a day.
///
/// Several learners at once, at any sites: all rows are recorded or none. Each row states the version of the tick that
/// was read, which `GET /placements/{id}/reports` shows; a row that says what is recorded already changes nothing, so that
/// a request may be repeated. Where a learner has not arrived today, the provider is alerted as when the employer says so.
#[utoipa::path(
    tag = "visits",
    request_body = AttendanceRequest,
    responses(
        (status = 200, description = "The ticks, in the order of the rows.", body = Vec<AttendanceAnswer>), Problems,
        WriteProblems, VersionProblems
    )
)]
#[post("/attendance")]
pub(crate) async fn record_attendance(
    app: web::Data<App>,
    caller: Caller,
    body: Json<AttendanceRequest>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| attendance::record(app, &caller, &body.value)).await?)
}
