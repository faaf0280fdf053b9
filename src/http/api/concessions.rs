//! When passes are free, by authority.

use actix_web::{HttpResponse, get, put, web};

use crate::app::App;
use crate::auth::Caller;
use crate::domain::concession::Concessions;
use crate::domain::ids::OrganisationId;
use crate::http::openapi::{Problems, VersionProblems, WriteProblems};
use crate::http::{Document, IfMatch, Path, Problem, blocking, reply};
use crate::services::concessions::{self, ConcessionsView};

/// Reads the hours of free bus travel, by authority.
///
/// As the hub keeps it, for the authorities whose schemes are other than their nation's. The hours are told beside a
/// journey and never stand against one.
#[utoipa::path(
    tag = "organisations",
    params(("id" = String, Path, format = "uuid", description = "The hub.")),
    responses(
        (status = 200, description = "The authorities and their hours.", body = ConcessionsView,
            headers(("ETag" = String, description = "Its version."))),
        Problems
    )
)]
#[get("/organisations/{id}/concessions")]
pub(crate) async fn read_concessions(
    app: web::Data<App>,
    caller: Caller,
    id: Path<OrganisationId>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| concessions::read(app, &caller, &id)).await?)
}

/// Replaces the hours of free bus travel, by authority.
///
/// The body takes the place of the whole table. Every version is kept.
#[utoipa::path(
    tag = "organisations",
    params(
        ("id" = String, Path, format = "uuid", description = "The hub."),
        ("If-Match" = String, Header, description = "The ETag that came with what was read.")
    ),
    request_body = Concessions,
    responses(
        (status = 200, description = "Changed.", body = ConcessionsView,
            headers(("ETag" = String, description = "Its version."))),
        Problems, WriteProblems, VersionProblems
    )
)]
#[put("/organisations/{id}/concessions")]
pub(crate) async fn change_concessions(
    app: web::Data<App>,
    caller: Caller,
    id: Path<OrganisationId>,
    version: IfMatch,
    body: Document<Concessions>,
) -> Result<HttpResponse, Problem> {
    let view = blocking(&app, move |app| {
        version.change(|version| concessions::change(app, &caller, &id, version, &body.value))
    })
    .await?;
    reply::ok(&view)
}
