//! Signing in and out. Nothing here is ever kept for a repeated request.

use actix_web::{HttpResponse, delete, get, post, put, web};

use crate::app::App;
use crate::auth::Caller;
use crate::http::client::Client;
use crate::http::openapi::{Problems, WriteProblems};
use crate::http::{Json, Problem, blocking, reply};
use crate::services::sessions::{
    self, Confirmation, FirstCode, Login, PasswordChange, PasswordReset, RecoveryCodes, Refresh,
    ResetRequest, SecondFactorSetup, SessionTokens, SessionView,
};

/// Signs in.
///
/// Wrong credentials are 401 whatever is wrong with them; too many attempts are 429.
#[utoipa::path(
    tag = "session",
    security(()),
    request_body = Login,
    responses((status = 200, description = "Signed in.", body = SessionTokens), Problems, WriteProblems)
)]
#[post("/session")]
pub(crate) async fn create_session(
    app: web::Data<App>,
    client: Client,
    body: Json<Login>,
) -> Result<HttpResponse, Problem> {
    let tokens = blocking(&app, move |app| sessions::create(app, client.0, &body.value)).await?;
    reply::ok(&tokens)
}

/// Exchanges a refresh token for a new pair of tokens.
///
/// A refresh token is good once. One that comes again later ends the whole sign-in, because two parties hold it.
#[utoipa::path(
    tag = "session",
    security(()),
    request_body = Refresh,
    responses((status = 200, description = "The next pair of tokens.", body = SessionTokens), Problems, WriteProblems)
)]
#[post("/session/refresh")]
pub(crate) async fn refresh_session(
    app: web::Data<App>,
    client: Client,
    body: Json<Refresh>,
) -> Result<HttpResponse, Problem> {
    let tokens = blocking(&app, move |app| sessions::refresh(app, client.0, &body.value)).await?;
    reply::ok(&tokens)
}

/// Requests a password reset e-mail.
///
/// The answer is the same whether or not the address has an account. The link is good once and for 72 hours.
#[utoipa::path(
    tag = "session",
    security(()),
    request_body = ResetRequest,
    responses((status = 202, description = "If the address has an account, a letter goes there."), Problems, WriteProblems)
)]
#[post("/session/reset-request")]
pub(crate) async fn request_password_reset(
    app: web::Data<App>,
    client: Client,
    body: Json<ResetRequest>,
) -> Result<HttpResponse, Problem> {
    blocking(&app, move |app| sessions::request_reset(app, client.0, &body.value)).await?;
    Ok(HttpResponse::Accepted().finish())
}

/// Sets a new password with the code from a reset e-mail.
///
/// Signs the user out everywhere.
#[utoipa::path(
    tag = "session",
    security(()),
    request_body = PasswordReset,
    responses((status = 204, description = "Set: sign in with POST /session."), Problems, WriteProblems)
)]
#[post("/session/reset")]
pub(crate) async fn reset_password(
    app: web::Data<App>,
    client: Client,
    body: Json<PasswordReset>,
) -> Result<HttpResponse, Problem> {
    blocking(&app, move |app| sessions::reset_password(app, client.0, &body.value)).await?;
    Ok(reply::nothing())
}

/// Begins to set up a second factor for the caller.
///
/// For an authenticator app, typed in or scanned; it is shown once. It is asked for once a first code has been given.
#[utoipa::path(
    tag = "session",
    responses((status = 200, description = "The secret.", body = SecondFactorSetup), Problems, WriteProblems)
)]
#[post("/session/second-factor")]
pub(crate) async fn begin_second_factor(
    app: web::Data<App>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let setup = blocking(&app, move |app| sessions::begin(app, &caller)).await?;
    Ok(HttpResponse::Ok().json(setup))
}

/// Activates the caller's second factor.
///
/// With the code that the app shows. The recovery codes in the answer are shown once; each stands in for the app once.
/// Refresh the token afterwards if the organisation asks for a second factor.
#[utoipa::path(
    tag = "session",
    request_body = FirstCode,
    responses((status = 200, description = "Active.", body = RecoveryCodes), Problems, WriteProblems)
)]
#[put("/session/second-factor")]
pub(crate) async fn activate_second_factor(
    app: web::Data<App>,
    caller: Caller,
    body: Json<FirstCode>,
) -> Result<HttpResponse, Problem> {
    let codes = blocking(&app, move |app| sessions::activate(app, &caller, &body.value)).await?;
    Ok(HttpResponse::Ok().json(codes))
}

/// Removes the caller's second factor.
///
/// Refused while the organisation requires one.
#[utoipa::path(
    tag = "session",
    responses((status = 204, description = "Ended."), Problems, WriteProblems)
)]
#[delete("/session/second-factor")]
pub(crate) async fn end_second_factor(app: web::Data<App>, caller: Caller) -> Result<HttpResponse, Problem> {
    blocking(&app, move |app| sessions::end_second_factor(app, &caller)).await?;
    Ok(reply::nothing())
}

/// Reads who is signed in.
///
/// Says for which organisation and in which role the credentials act, and which others the user may sign in with.
#[utoipa::path(
    tag = "session",
    responses((status = 200, description = "Who is signed in.", body = SessionView), Problems)
)]
#[get("/session")]
pub(crate) async fn read_session(app: web::Data<App>, caller: Caller) -> Result<HttpResponse, Problem> {
    let view = blocking(&app, move |app| sessions::read(app, &caller)).await?;
    reply::ok(&view)
}

/// Confirms the caller's password again.
///
/// Asked for, with 401 and `insufficient_user_authentication` (RFC 9470), before users, roles, API keys or links between
/// organisations change, unless the password was given within the last minutes. The tokens stay as they are: send the
/// refused request again.
#[utoipa::path(
    tag = "session",
    request_body = Confirmation,
    responses((status = 204, description = "Confirmed."), Problems, WriteProblems)
)]
#[post("/session/confirmation")]
pub(crate) async fn confirm_session(
    app: web::Data<App>,
    caller: Caller,
    body: Json<Confirmation>,
) -> Result<HttpResponse, Problem> {
    blocking(&app, move |app| sessions::confirm(app, &caller, &body.value)).await?;
    Ok(reply::nothing())
}

/// Signs out.
///
/// The refresh token is revoked immediately; the access token expires within minutes.
#[utoipa::path(
    tag = "session",
    responses((status = 204, description = "Signed out."), Problems, WriteProblems)
)]
#[delete("/session")]
pub(crate) async fn end_session(app: web::Data<App>, caller: Caller) -> Result<HttpResponse, Problem> {
    blocking(&app, move |app| sessions::end(app, &caller)).await?;
    Ok(reply::nothing())
}

/// Changes the caller's password.
///
/// Requires the current password. Signs the user out everywhere else.
#[utoipa::path(
    tag = "session",
    request_body = PasswordChange,
    responses((status = 204, description = "Set."), Problems, WriteProblems)
)]
#[put("/session/password")]
pub(crate) async fn change_own_password(
    app: web::Data<App>,
    caller: Caller,
    body: Json<PasswordChange>,
) -> Result<HttpResponse, Problem> {
    blocking(&app, move |app| sessions::change_password(app, &caller, &body.value)).await?;
    Ok(reply::nothing())
}
