//! The people who sign in. Nothing here is ever kept for a repeated request: passwords pass through.

use actix_web::{HttpResponse, delete, get, post, put, web};

use crate::app::App;
use crate::auth::Caller;
use crate::domain::ids::{OrganisationId, UserId};
use crate::domain::role::Role;
use crate::http::openapi::{Problems, VersionProblems, WriteProblems};
use crate::http::page::PageQuery;
use crate::http::{IfMatch, Json, Listing, Page, Path, Problem, Query, blocking, reply};
use crate::services::users::{
    self, MembershipRequest, PasswordRequest, UserChange, UserQuery, UserRequest, UserView,
};

/// Adds a user.
///
/// With one role in one organisation; more can be given. A provider adds its own people only.
#[utoipa::path(
    tag = "users",
    request_body = UserRequest,
    responses(
        (status = 201, description = "Added.", body = UserView,
            headers(("ETag" = String, description = "Its version."), ("Location" = String, description = "Its address."))),
        Problems, WriteProblems
    )
)]
#[post("/users")]
pub(crate) async fn create_user(
    app: web::Data<App>,
    caller: Caller,
    body: Json<UserRequest>,
) -> Result<HttpResponse, Problem> {
    let made = blocking(&app, move |app| users::create(app, &caller, &body.value)).await?;
    reply::created(made, "/api/v1/users")
}

/// Lists the users of an organisation.
///
/// In the order in which they were added.
#[utoipa::path(
    tag = "users",
    params(UserQuery, PageQuery),
    responses((status = 200, description = "A page of users.", body = Listing<UserView>), Problems)
)]
#[get("/users")]
pub(crate) async fn list_users(
    app: web::Data<App>,
    caller: Caller,
    query: Query<UserQuery>,
    page: Page,
) -> Result<HttpResponse, Problem> {
    let page = blocking(&app, move |app| users::list(app, &caller, &query.0, &page.0)).await?;
    reply::ok(&Listing::from(page))
}

/// Reads a user.
///
/// With their roles in the organisations whose users the caller keeps.
#[utoipa::path(
    tag = "users",
    params(("id" = String, Path, format = "uuid", description = "The user.")),
    responses(
        (status = 200, description = "The user.", body = UserView, headers(("ETag" = String, description = "Its version."))),
        Problems
    )
)]
#[get("/users/{id}")]
pub(crate) async fn read_user(
    app: web::Data<App>,
    caller: Caller,
    id: Path<UserId>,
) -> Result<HttpResponse, Problem> {
    let view = blocking(&app, move |app| users::read(app, &caller, &id)).await?;
    reply::ok(&view)
}

/// Changes a user.
///
/// The body takes the place of what was known. Barring a user ends every sign-in of theirs.
#[utoipa::path(
    tag = "users",
    params(
        ("id" = String, Path, format = "uuid", description = "The user."),
        ("If-Match" = String, Header, description = "The ETag that came with what was read.")
    ),
    request_body = UserChange,
    responses(
        (status = 200, description = "Changed.", body = UserView, headers(("ETag" = String, description = "Its version."))),
        Problems, WriteProblems, VersionProblems
    )
)]
#[put("/users/{id}")]
pub(crate) async fn change_user(
    app: web::Data<App>,
    caller: Caller,
    id: Path<UserId>,
    version: IfMatch,
    body: Json<UserChange>,
) -> Result<HttpResponse, Problem> {
    let view = blocking(&app, move |app| users::change(app, &caller, &id, version.0, &body.value)).await?;
    reply::ok(&view)
}

/// Sets a user's password.
///
/// Ends every sign-in of theirs.
#[utoipa::path(
    tag = "users",
    params(("id" = String, Path, format = "uuid", description = "The user.")),
    request_body = PasswordRequest,
    responses((status = 204, description = "Set."), Problems, WriteProblems)
)]
#[put("/users/{id}/password")]
pub(crate) async fn set_user_password(
    app: web::Data<App>,
    caller: Caller,
    id: Path<UserId>,
    body: Json<PasswordRequest>,
) -> Result<HttpResponse, Problem> {
    blocking(&app, move |app| users::set_password(app, &caller, &id, &body.value)).await?;
    Ok(reply::nothing())
}

/// Gives a user a role more.
///
/// Doing it again changes nothing.
#[utoipa::path(
    tag = "users",
    params(("id" = String, Path, format = "uuid", description = "The user.")),
    request_body = MembershipRequest,
    responses((status = 200, description = "The user with their roles.", body = UserView), Problems, WriteProblems)
)]
#[post("/users/{id}/memberships")]
pub(crate) async fn grant_membership(
    app: web::Data<App>,
    caller: Caller,
    id: Path<UserId>,
    body: Json<MembershipRequest>,
) -> Result<HttpResponse, Problem> {
    let view = blocking(&app, move |app| users::grant(app, &caller, &id, &body.value)).await?;
    reply::ok(&view)
}

/// Takes a role away.
///
/// Ends every sign-in of the user.
#[utoipa::path(
    tag = "users",
    params(
        ("id" = String, Path, format = "uuid", description = "The user."),
        ("organisation" = String, Path, format = "uuid", description = "The organisation."),
        ("role" = Role, Path, description = "The role.")
    ),
    responses((status = 204, description = "Taken away."), Problems, WriteProblems)
)]
#[delete("/users/{id}/memberships/{organisation}/{role}")]
pub(crate) async fn revoke_membership(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(UserId, OrganisationId, Role)>,
) -> Result<HttpResponse, Problem> {
    let (user, organisation, role) = path.0;
    blocking(&app, move |app| users::revoke(app, &caller, &user, &organisation, role)).await?;
    Ok(reply::nothing())
}
