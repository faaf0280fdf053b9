//! Contacts of employers.

use actix_web::{HttpResponse, get, post, put, web};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::app::App;
use crate::auth::Caller;
use crate::domain::contact::ContactDetails;
use crate::domain::ids::{ContactId, OrganisationId};
use crate::http::etag::IfMatch;
use crate::http::idempotency::Idempotency;
use crate::http::openapi::{Problems, VersionProblems, WriteProblems};
use crate::http::page::{PageQuery, Paged};
use crate::http::{Json, Listing, Path, Problem, blocking, reply};
use crate::services::contacts::{self, ContactView, NewContact};

/// Whose contacts are listed.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ContactQuery {
    /// Of this employer.
    #[param(value_type = String, format = "uuid")]
    pub employer: OrganisationId,
}

/// Adds a contact.
///
/// A contact is a person at an employer who receives mail about placements.
#[utoipa::path(
    tag = "contacts",
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat harmless.")),
    request_body = NewContact,
    responses((status = 201, description = "Added.", body = ContactView), Problems, WriteProblems)
)]
#[post("/contacts")]
pub(crate) async fn create_contact(
    app: web::Data<App>,
    caller: Caller,
    key: Idempotency,
    body: Json<NewContact>,
) -> Result<HttpResponse, Problem> {
    let once = key.once(&body.bytes);
    let made = blocking(&app, move |app| contacts::create(app, &caller, once.as_ref(), &body.value)).await?;
    reply::created(made, "/api/v1/contacts")
}

/// Lists an employer's contacts.
///
/// Active contacts only, in the order in which they were added.
#[utoipa::path(
    tag = "contacts",
    params(ContactQuery, PageQuery),
    responses((status = 200, description = "A page of contacts.", body = Listing<ContactView>), Problems)
)]
#[get("/contacts")]
pub(crate) async fn list_contacts(
    app: web::Data<App>,
    caller: Caller,
    list: Paged<ContactQuery>,
) -> Result<HttpResponse, Problem> {
    let Paged { query: ContactQuery { employer }, slice } = list;
    let page = blocking(&app, move |app| contacts::list(app, &caller, &employer, &slice)).await?;
    reply::ok(&Listing::from(page))
}

/// Reads a contact.
///
/// Includes whether mail to the address has bounced.
#[utoipa::path(
    tag = "contacts",
    params(("id" = String, Path, format = "uuid", description = "The contact.")),
    responses((status = 200, description = "The contact.", body = ContactView), Problems)
)]
#[get("/contacts/{id}")]
pub(crate) async fn read_contact(
    app: web::Data<App>,
    caller: Caller,
    id: Path<ContactId>,
) -> Result<HttpResponse, Problem> {
    reply::ok(&blocking(&app, move |app| contacts::read(app, &caller, &id)).await?)
}

/// Replaces a contact's details.
///
/// A bounced address is assumed to be corrected.
#[utoipa::path(
    tag = "contacts",
    params(
        ("id" = String, Path, format = "uuid", description = "The contact."),
        ("If-Match" = String, Header, description = "The ETag that was read.")
    ),
    request_body = ContactDetails,
    responses(
        (status = 200, description = "Changed.", body = ContactView), Problems, WriteProblems, VersionProblems
    )
)]
#[put("/contacts/{id}")]
pub(crate) async fn change_contact(
    app: web::Data<App>,
    caller: Caller,
    id: Path<ContactId>,
    version: IfMatch,
    body: Json<ContactDetails>,
) -> Result<HttpResponse, Problem> {
    reply::ok(
        &blocking(&app, move |app| {
            version.change(|version| contacts::change(app, &caller, &id, version, &body.value))
        })
        .await?,
    )
}

/// Archives a contact.
///
/// Everything already sent to the contact stays on record.
#[utoipa::path(
    tag = "contacts",
    params(
        ("id" = String, Path, format = "uuid", description = "The contact."),
        ("If-Match" = String, Header, description = "The ETag that was read.")
    ),
    responses(
        (status = 200, description = "Archived.", body = ContactView), Problems, WriteProblems, VersionProblems
    )
)]
#[post("/contacts/{id}/archive")]
pub(crate) async fn archive_contact(
    app: web::Data<App>,
    caller: Caller,
    id: Path<ContactId>,
    version: IfMatch,
) -> Result<HttpResponse, Problem> {
    reply::ok(
        &blocking(&app, move |app| version.change(|version| contacts::archive(app, &caller, &id, version)))
            .await?,
    )
}
