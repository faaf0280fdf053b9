//! Hubs, providers and employers.

use actix_web::{HttpResponse, delete, get, post, put, web};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::app::App;
use crate::auth::Caller;
use crate::domain::code::CodeSet;
use crate::domain::ids::OrganisationId;
use crate::domain::organisation::OrganisationKind;
use crate::http::openapi::{Problems, VersionProblems, WriteProblems};
use crate::http::page::PageQuery;
use crate::http::query::several;
use crate::http::{
    Document, Idempotency, IfMatch, ListOf, ListQuery, Listing, Path, Problem, blocking, reply,
};
use crate::services::listing::{NamedSort, Search};
use crate::services::organisations::{self, OrganisationDocument, OrganisationView, Wanted};

/// Which organisations are listed.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OrganisationQuery {
    /// Only of this kind. Several may be given, separated by commas or in repeated parameters.
    #[serde(default, deserialize_with = "several")]
    #[param(value_type = Option<Vec<OrganisationKind>>)]
    pub kind: CodeSet<OrganisationKind>,
    /// Include archived organisations.
    #[serde(default)]
    pub archived: bool,
    /// Words that must all occur in the name; capitals and accents make no difference. At most 2,000
    /// rows are searched: narrow a longer list with other filters.
    #[param(value_type = Option<String>, min_length = 1, max_length = 100)]
    pub q: Option<Search>,
    /// The sort order; `created` by default.
    #[param(inline)]
    pub sort: Option<NamedSort>,
}

impl ListQuery for OrganisationQuery {
    type Sort = NamedSort;

    fn sort(&self) -> NamedSort {
        self.sort.unwrap_or(NamedSort::Created)
    }

    fn search(&self) -> Option<Search> {
        self.q.clone()
    }
}

/// Adds a provider or an employer.
///
/// A provider belongs to the caller's hub; an employer is one that the hub works with from now on.
#[utoipa::path(
    tag = "organisations",
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat of the request harmless.")),
    request_body = OrganisationDocument,
    responses(
        (status = 201, description = "Added.", body = OrganisationView,
            headers(("ETag" = String, description = "Its version."), ("Location" = String, description = "Its address."))),
        Problems, WriteProblems
    )
)]
#[post("/organisations")]
pub(crate) async fn create_organisation(
    app: web::Data<App>,
    caller: Caller,
    key: Idempotency,
    body: Document<OrganisationDocument>,
) -> Result<HttpResponse, Problem> {
    let once = key.once(&body.bytes);
    let made =
        blocking(&app, move |app| organisations::create(app, &caller, once.as_ref(), &body.value)).await?;
    reply::created(made, "/api/v1/organisations")
}

/// Lists the organisations in view.
///
/// A hub sees its providers and the employers it works with; a provider its hub and those employers; an employer
/// itself. In the order in which they were added, unless `sort` says otherwise.
#[utoipa::path(
    tag = "organisations",
    params(OrganisationQuery, PageQuery),
    responses((status = 200, description = "A page of organisations.", body = Listing<OrganisationView>), Problems)
)]
#[get("/organisations")]
pub(crate) async fn list_organisations(
    app: web::Data<App>,
    caller: Caller,
    list: ListOf<OrganisationQuery>,
) -> Result<HttpResponse, Problem> {
    let ListOf { query: OrganisationQuery { kind: kinds, archived, .. }, asked } = list;
    let (wanted, sort) = (Wanted { kinds, archived }, asked.sort);
    let page = blocking(&app, move |app| organisations::list(app, &caller, wanted, &asked)).await?;
    reply::ok(&Listing::sorted(page, sort))
}

/// Reads an organisation.
///
/// Its ETag is sent back as `If-Match` to change it.
#[utoipa::path(
    tag = "organisations",
    params(("id" = String, Path, format = "uuid", description = "The organisation.")),
    responses(
        (status = 200, description = "The organisation.", body = OrganisationView,
            headers(("ETag" = String, description = "Its version."))),
        Problems
    )
)]
#[get("/organisations/{id}")]
pub(crate) async fn read_organisation(
    app: web::Data<App>,
    caller: Caller,
    id: Path<OrganisationId>,
) -> Result<HttpResponse, Problem> {
    let view = blocking(&app, move |app| organisations::read(app, &caller, &id)).await?;
    reply::ok(&view)
}

/// Changes an organisation.
///
/// The body takes the place of the whole document.
#[utoipa::path(
    tag = "organisations",
    params(
        ("id" = String, Path, format = "uuid", description = "The organisation."),
        ("If-Match" = String, Header, description = "The ETag that came with what was read.")
    ),
    request_body = OrganisationDocument,
    responses(
        (status = 200, description = "Changed.", body = OrganisationView,
            headers(("ETag" = String, description = "Its version."))),
        Problems, WriteProblems, VersionProblems
    )
)]
#[put("/organisations/{id}")]
pub(crate) async fn change_organisation(
    app: web::Data<App>,
    caller: Caller,
    id: Path<OrganisationId>,
    version: IfMatch,
    body: Document<OrganisationDocument>,
) -> Result<HttpResponse, Problem> {
    let view = blocking(&app, move |app| {
        version.change(|version| organisations::change(app, &caller, &id, version, &body.value))
    })
    .await?;
    reply::ok(&view)
}

/// Archives an organisation.
///
/// It is kept for the record and no longer listed. Doing it again changes nothing.
#[utoipa::path(
    tag = "organisations",
    params(
        ("id" = String, Path, format = "uuid", description = "The organisation."),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat of the request harmless.")
    ),
    responses(
        (status = 200, description = "Put away.", body = OrganisationView,
            headers(("ETag" = String, description = "Its version."))),
        Problems, WriteProblems
    )
)]
#[post("/organisations/{id}/archive")]
pub(crate) async fn archive_organisation(
    app: web::Data<App>,
    caller: Caller,
    id: Path<OrganisationId>,
    key: Idempotency,
) -> Result<HttpResponse, Problem> {
    let once = key.once(b"");
    let done = blocking(&app, move |app| organisations::archive(app, &caller, once.as_ref(), &id)).await?;
    reply::done(done)
}

/// Allows a hub to work with the caller's employer.
///
/// An employer that one hub entered decides itself which others see and enter its offers and
/// contacts. Doing it again changes nothing.
#[utoipa::path(
    tag = "organisations",
    params(("id" = String, Path, format = "uuid", description = "The hub.")),
    responses((status = 204, description = "The hub works with the employer."), Problems, WriteProblems)
)]
#[put("/organisations/{id}/link")]
pub(crate) async fn link_organisation(
    app: web::Data<App>,
    caller: Caller,
    id: Path<OrganisationId>,
) -> Result<HttpResponse, Problem> {
    blocking(&app, move |app| organisations::link(app, &caller, &id)).await?;
    Ok(reply::nothing())
}

/// Stops a hub working with an employer.
///
/// Either side may. Placements that are agreed stay as they are; only the employer can let the
/// hub in again.
#[utoipa::path(
    tag = "organisations",
    params(("id" = String, Path, format = "uuid", description = "The other side.")),
    responses((status = 204, description = "They no longer work together."), Problems, WriteProblems)
)]
#[delete("/organisations/{id}/link")]
pub(crate) async fn unlink_organisation(
    app: web::Data<App>,
    caller: Caller,
    id: Path<OrganisationId>,
) -> Result<HttpResponse, Problem> {
    blocking(&app, move |app| organisations::unlink(app, &caller, &id)).await?;
    Ok(reply::nothing())
}
