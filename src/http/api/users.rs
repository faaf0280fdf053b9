//! The people who sign in. Nothing here is ever kept for a repeated request: passwords pass through.

use actix_web::{HttpResponse, delete, get, post, put, web};

use crate::app::App;
use crate::auth::Caller;
use crate::domain::ids::{OrganisationId, UserId};
use crate::domain::role::Role;
use crate::http::client::Client;
use crate::http::openapi::{Problems, VersionProblems, WriteProblems};
use crate::http::page::{PageQuery, Paged};
use crate::http::{IfMatch, Json, Listing, Path, Problem, blocking, reply};
use crate::services::invitations::{self, Acceptance, Accepted, InvitationView};
use crate::services::users::{
    self, MembershipRequest, PasswordRequest, SecondFactorPolicy, UserChange, UserQuery, UserRequest,
    UserView,
};

/// Invites somebody to act for an organisation.
///
/// A letter goes to the address. Its link, good once and for 72 hours, lets them choose a password of their own; whoever
/// has an account keeps theirs and gains the role. A hub invites for its employers, a provider for itself. The answer is
/// the same whether or not the address has an account. An earlier invitation to the same role is good no longer.
#[utoipa::path(
    tag = "users",
    request_body = UserRequest,
    responses((status = 202, description = "Invited.", body = InvitationView), Problems, WriteProblems)
)]
#[post("/users")]
pub(crate) async fn create_user(
    app: web::Data<App>,
    caller: Caller,
    body: Json<UserRequest>,
) -> Result<HttpResponse, Problem> {
    let made = blocking(&app, move |app| invitations::invite(app, &caller, &body.value)).await?;
    Ok(HttpResponse::Accepted().json(made))
}

/// Lists an organisation's pending invitations.
///
/// In the order in which they were made.
#[utoipa::path(
    tag = "users",
    params(UserQuery, PageQuery),
    responses((status = 200, description = "A page of invitations.", body = Listing<InvitationView>), Problems)
)]
#[get("/invitations")]
pub(crate) async fn list_invitations(
    app: web::Data<App>,
    caller: Caller,
    list: Paged<UserQuery>,
) -> Result<HttpResponse, Problem> {
    let page = blocking(&app, move |app| invitations::list(app, &caller, &list.query, &list.slice)).await?;
    reply::ok(&Listing::from(page))
}

/// Revokes an invitation.
///
/// The link stops working immediately.
#[utoipa::path(
    tag = "users",
    params(("id" = String, Path, format = "uuid", description = "The invitation.")),
    responses((status = 204, description = "Taken back."), Problems, WriteProblems)
)]
#[delete("/invitations/{id}")]
pub(crate) async fn revoke_invitation(
    app: web::Data<App>,
    caller: Caller,
    id: Path<UserId>,
) -> Result<HttpResponse, Problem> {
    blocking(&app, move |app| invitations::revoke(app, &caller, id.as_str())).await?;
    Ok(reply::nothing())
}

/// Accepts an invitation.
///
/// With the code of the letter's link and a password of one's own; whoever has a password here leaves it out. Nobody need
/// be signed in.
#[utoipa::path(
    tag = "users",
    security(()),
    request_body = Acceptance,
    responses((status = 200, description = "Taken up: sign in with POST /session.", body = Accepted), Problems, WriteProblems)
)]
#[post("/invitations/accept")]
pub(crate) async fn accept_invitation(
    app: web::Data<App>,
    client: Client,
    body: Json<Acceptance>,
) -> Result<HttpResponse, Problem> {
    let accepted = blocking(&app, move |app| invitations::accept(app, client.0, &body.value)).await?;
    reply::ok(&accepted)
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
    list: Paged<UserQuery>,
) -> Result<HttpResponse, Problem> {
    let page = blocking(&app, move |app| users::list(app, &caller, &list.query, &list.slice)).await?;
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
    let view = blocking(&app, move |app| {
        version.change(|version| users::change(app, &caller, &id, version, &body.value))
    })
    .await?;
    reply::ok(&view)
}

/// Refuses to set another user's password.
///
/// Always 409: everybody chooses their own password, by the letter that `POST /session/reset-request` sends.
#[utoipa::path(
    tag = "users",
    params(("id" = String, Path, format = "uuid", description = "The user.")),
    request_body = PasswordRequest,
    responses((status = 204, description = "Never."), Problems, WriteProblems)
)]
#[put("/users/{id}/password")]
pub(crate) async fn set_user_password(
    app: web::Data<App>,
    caller: Caller,
    id: Path<UserId>,
    _: Json<PasswordRequest>,
) -> Result<HttpResponse, Problem> {
    blocking(&app, move |app| users::set_password(app, &caller, &id)).await?;
    Ok(reply::nothing())
}

/// Sets whether an organisation requires a second factor.
///
/// Whoever has none can then do nothing else for it but add one, from their next token on. A provider and an employer set
/// it for themselves, an administrator for all in view.
#[utoipa::path(
    tag = "users",
    params(("id" = String, Path, format = "uuid", description = "The organisation.")),
    request_body = SecondFactorPolicy,
    responses((status = 204, description = "Set."), Problems, WriteProblems)
)]
#[put("/organisations/{id}/second-factor")]
pub(crate) async fn require_second_factor(
    app: web::Data<App>,
    caller: Caller,
    id: Path<OrganisationId>,
    body: Json<SecondFactorPolicy>,
) -> Result<HttpResponse, Problem> {
    blocking(&app, move |app| users::require_second_factor(app, &caller, &id, body.value)).await?;
    Ok(reply::nothing())
}

/// Removes the second factor of a user who has lost it.
///
/// Ends every sign-in of the user, who signs in with the password alone until they add another.
#[utoipa::path(
    tag = "users",
    params(("id" = String, Path, format = "uuid", description = "The user.")),
    responses((status = 204, description = "Removed."), Problems, WriteProblems)
)]
#[delete("/users/{id}/second-factor")]
pub(crate) async fn remove_second_factor(
    app: web::Data<App>,
    caller: Caller,
    id: Path<UserId>,
) -> Result<HttpResponse, Problem> {
    blocking(&app, move |app| users::remove_second_factor(app, &caller, &id)).await?;
    Ok(reply::nothing())
}

/// Grants a user another role.
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

/// Revokes a role.
///
/// Signs the user out everywhere.
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
