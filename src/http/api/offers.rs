//! Offers.

use actix_web::{HttpResponse, get, post, put, web};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::app::App;
use crate::auth::Caller;
use crate::domain::check::FieldError;
use crate::domain::code::CodeSet;
use crate::domain::ids::{OfferId, OrganisationId};
use crate::domain::offer::OfferState;
use crate::http::etag::IfMatch;
use crate::http::idempotency::Idempotency;
use crate::http::list_of::range_faults;
use crate::http::openapi::{Problems, VersionProblems, WriteProblems};
use crate::http::page::PageQuery;
use crate::http::query::several;
use crate::http::{Document, ListOf, ListQuery, Listing, Path, Problem, blocking, reply};
use crate::services::listing::{NamedSort, Search};
use crate::services::offers::{self, NewOffer, OfferChange, OfferView, Wanted};

/// Which offers are listed.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OfferQuery {
    /// Only of this employer.
    #[param(value_type = Option<String>, format = "uuid")]
    pub employer: Option<OrganisationId>,
    /// Only in this state. Several may be given, separated by commas or in repeated parameters. Providers see open offers whatever they ask for.
    #[serde(default, deserialize_with = "several")]
    #[param(value_type = Option<Vec<OfferState>>)]
    pub state: CodeSet<OfferState>,
    /// Only those with a window that ends on this date or later.
    pub from: Option<NaiveDate>,
    /// Only those with a window that begins on this date or earlier.
    pub to: Option<NaiveDate>,
    /// Words that must all occur in the title or the employer's name; capitals and accents make no difference. At most 2,000
    /// rows are searched: narrow a longer list with other filters.
    #[param(value_type = Option<String>, min_length = 1, max_length = 100)]
    pub q: Option<Search>,
    /// The sort order; `created` by default.
    #[param(inline)]
    pub sort: Option<NamedSort>,
}

impl ListQuery for OfferQuery {
    type Sort = NamedSort;

    fn sort(&self) -> NamedSort {
        self.sort.unwrap_or(NamedSort::Created)
    }

    fn search(&self) -> Option<Search> {
        self.q.clone()
    }

    fn faults(&self) -> Vec<FieldError> {
        range_faults(self.from, self.to)
    }
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
/// In the order in which they were added, unless `sort` says otherwise.
#[utoipa::path(
    tag = "offers",
    params(OfferQuery, PageQuery),
    responses((status = 200, description = "A page of offers.", body = Listing<OfferView>), Problems)
)]
#[get("/offers")]
pub(crate) async fn list_offers(
    app: web::Data<App>,
    caller: Caller,
    list: ListOf<OfferQuery>,
) -> Result<HttpResponse, Problem> {
    let ListOf { query: OfferQuery { employer, state: states, from, to, .. }, asked } = list;
    let (wanted, sort) = (Wanted { employer, states, from, to }, asked.sort);
    let page = blocking(&app, move |app| offers::list(app, &caller, &wanted, &asked)).await?;
    reply::ok(&Listing::sorted(page, sort))
}

/// Reads an offer.
///
/// Only the employer and its hubs can see a draft.
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

/// Copies an offer.
///
/// The copy is a draft for the same employer and says everything that the original says. Change what differs, such as
/// the dates, and check it before opening it: nobody has confirmed the copy.
#[utoipa::path(
    tag = "offers",
    params(
        ("id" = String, Path, format = "uuid", description = "The offer."),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat harmless.")
    ),
    responses((status = 201, description = "Copied.", body = OfferView), Problems, WriteProblems)
)]
#[post("/offers/{id}/copy")]
pub(crate) async fn copy_offer(
    app: web::Data<App>,
    caller: Caller,
    id: Path<OfferId>,
    key: Idempotency,
) -> Result<HttpResponse, Problem> {
    let once = key.once(b"");
    let made = blocking(&app, move |app| offers::copy(app, &caller, once.as_ref(), &id)).await?;
    reply::created(made, "/api/v1/offers")
}

/// Replaces an offer.
///
/// The request replaces the whole offer, including its state. Windows used by placements must remain. The answer names the
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
    reply::ok(
        &blocking(&app, move |app| {
            version.change(|version| offers::change(app, &caller, &id, version, &body.value))
        })
        .await?,
    )
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
    reply::ok(
        &blocking(&app, move |app| version.change(|version| offers::archive(app, &caller, &id, version)))
            .await?,
    )
}

/// Confirms an offer.
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
    reply::ok(
        &blocking(&app, move |app| version.change(|version| offers::confirm(app, &caller, &id, version)))
            .await?,
    )
}
