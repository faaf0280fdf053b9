//! Offers.

use actix_web::{HttpResponse, get, post, put, web};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::app::App;
use crate::auth::Caller;
use crate::domain::ids::{OfferId, OrganisationId};
use crate::domain::offer::OfferState;
use crate::http::etag::IfMatch;
use crate::http::idempotency::Idempotency;
use crate::http::openapi::{Problems, VersionProblems, WriteProblems};
use crate::http::page::PageQuery;
use crate::http::query::Query;
use crate::http::{Document, Listing, Page, Path, Problem, blocking, reply};
use crate::services::offers::{self, NewOffer, OfferChange, OfferView};

/// Which offers are listed.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OfferQuery {
    /// Only of this employer.
    #[param(value_type = Option<String>, format = "uuid")]
    pub employer: Option<OrganisationId>,
    /// Only in this state; providers see open offers whatever they ask for.
    pub state: Option<OfferState>,
}

/// Adds an offer.
///
/// An employer adds its own; a hub adds one on behalf of an employer that it works with.
#[utoipa::path(
    tag = "offers",
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat harmless.")),
    request_body = NewOffer,
    responses((status = 201, description = "Added.", body = OfferView), Problems, WriteProblems)
)]
#[post("/offers")]
pub(crate) async fn create_offer(
    app: web::Data<App>,
    caller: Caller,
    key: Idempotency,
    body: Document<NewOffer>,
) -> Result<HttpResponse, Problem> {
    let once = key.once(&body.bytes);
    let made = blocking(&app, move |app| offers::create(app, &caller, once.as_ref(), &body.value)).await?;
    reply::created(made, "/api/v1/offers")
}

/// Lists the offers in the caller's view.
///
/// In the order in which they were added.
#[utoipa::path(
    tag = "offers",
    params(OfferQuery, PageQuery),
    responses((status = 200, description = "A page of offers.", body = Listing<OfferView>), Problems)
)]
#[get("/offers")]
pub(crate) async fn list_offers(
    app: web::Data<App>,
    caller: Caller,
    query: Query<OfferQuery>,
    page: Page,
) -> Result<HttpResponse, Problem> {
    let OfferQuery { employer, state } = query.0;
    let page =
        blocking(&app, move |app| offers::list(app, &caller, employer.as_ref(), state, &page.0)).await?;
    reply::ok(&Listing::from(page))
}

/// Reads an offer.
///
/// Drafts are seen by the employer and its hubs only.
#[utoipa::path(
    tag = "offers",
    params(("id" = String, Path, format = "uuid", description = "The offer.")),
    responses((status = 200, description = "The offer.", body = OfferView), Problems)
)]
#[get("/offers/{id}")]
pub(crate) async fn read_offer(
    app: web::Data<App>,
    caller: Caller,
    id: Path<OfferId>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| offers::read(app, &caller, &id)).await?)
}

/// Replaces an offer.
///
/// The whole offer is sent, with its state; windows that placements use must stay. The answer names the
/// placements that the change hits, and marks them for their providers.
#[utoipa::path(
    tag = "offers",
    params(
        ("id" = String, Path, format = "uuid", description = "The offer."),
        ("If-Match" = String, Header, description = "The ETag that was read.")
    ),
    request_body = OfferChange,
    responses(
        (status = 200, description = "Changed.", body = OfferView), Problems, WriteProblems, VersionProblems
    )
)]
#[put("/offers/{id}")]
pub(crate) async fn change_offer(
    app: web::Data<App>,
    caller: Caller,
    id: Path<OfferId>,
    version: IfMatch,
    body: Document<OfferChange>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| offers::change(app, &caller, &id, version.0, &body.value)).await?)
}

/// Archives an offer.
///
/// It stays readable. The answer names the placements that it hits: none of them is confirmed, and no pack
/// of theirs leaves.
#[utoipa::path(
    tag = "offers",
    params(
        ("id" = String, Path, format = "uuid", description = "The offer."),
        ("If-Match" = String, Header, description = "The ETag that was read.")
    ),
    responses(
        (status = 200, description = "Archived.", body = OfferView), Problems, WriteProblems, VersionProblems
    )
)]
#[post("/offers/{id}/archive")]
pub(crate) async fn archive_offer(
    app: web::Data<App>,
    caller: Caller,
    id: Path<OfferId>,
    version: IfMatch,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| offers::archive(app, &caller, &id, version.0)).await?)
}

/// Stands by an offer.
///
/// The employer confirms what a hub entered on its behalf.
#[utoipa::path(
    tag = "offers",
    params(
        ("id" = String, Path, format = "uuid", description = "The offer."),
        ("If-Match" = String, Header, description = "The ETag that was read.")
    ),
    responses(
        (status = 200, description = "Confirmed.", body = OfferView), Problems, WriteProblems, VersionProblems
    )
)]
#[post("/offers/{id}/confirm")]
pub(crate) async fn confirm_offer(
    app: web::Data<App>,
    caller: Caller,
    id: Path<OfferId>,
    version: IfMatch,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| offers::confirm(app, &caller, &id, version.0)).await?)
}
