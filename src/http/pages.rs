//! The two pages that a mailed link leads to: somebody chooses a password, and that is all.
//!
//! The code stands behind the `#` of the link, so it reaches no log on the way here; a short script puts it into the
//! form, and whoever runs no scripts types it in.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use serde::Deserialize;

use super::blocking::blocking;
use super::client::Client;
use crate::app::App;
use crate::services::ServiceError;
use crate::services::invitations::{self, Acceptance};
use crate::services::sessions::{self, PasswordReset};
use crate::words::account::{self, Page};

/// Where the pages are.
pub const BASE: &str = "/account";

const SCRIPT: &str = "const code = location.hash.slice(1);\n\
    if (code) {\n  document.getElementById('code').value = code;\n  history.replaceState(null, '', location.pathname);\n}\n";

/// What the form sends.
#[derive(Deserialize)]
pub(crate) struct Form {
    code: String,
    password: String,
}

#[get("/account/fill.js")]
pub(crate) async fn script() -> HttpResponse {
    HttpResponse::Ok().content_type("text/javascript; charset=utf-8").body(SCRIPT)
}

#[get("/account/invitation")]
pub(crate) async fn invitation_page() -> HttpResponse {
    shown(StatusCode::OK, &Page::invitation())
}

#[get("/account/reset")]
pub(crate) async fn reset_page() -> HttpResponse {
    shown(StatusCode::OK, &Page::reset())
}

#[post("/account/invitation")]
pub(crate) async fn accept_form(app: web::Data<App>, client: Client, form: web::Form<Form>) -> HttpResponse {
    let Form { code, password } = form.into_inner();
    let acceptance =
        Acceptance { code: code.clone(), password: Some(password).filter(|given| !given.is_empty()) };
    let done = once(&app, move |app| invitations::accept(app, client.0, &acceptance).map(drop)).await;
    answered(done, Page::invitation(), code)
}

#[post("/account/reset")]
pub(crate) async fn reset_form(app: web::Data<App>, client: Client, form: web::Form<Form>) -> HttpResponse {
    let Form { code, password } = form.into_inner();
    let reset = PasswordReset { code: code.clone(), password };
    let done = once(&app, move |app| sessions::reset_password(app, client.0, &reset)).await;
    answered(done, Page::reset(), code)
}

/// Runs a use case; a refusal comes back in words for the page.
async fn once(
    app: &web::Data<App>,
    work: impl FnOnce(&App) -> Result<(), ServiceError> + Send + 'static,
) -> Result<(), String> {
    let told = blocking(app, move |app| Ok(work(app).map_err(|refusal| in_words(&refusal)))).await;
    told.unwrap_or_else(|_| Err(account::TRY_AGAIN.to_owned()))
}

fn in_words(refusal: &ServiceError) -> String {
    match refusal {
        ServiceError::Invalid(errors) => {
            let all: Vec<_> =
                errors.iter().map(|error| account::refused(&error.field, &error.reason)).collect();
            all.join(" ")
        }
        ServiceError::Conflict { detail, .. } => detail.clone(),
        ServiceError::TooMany { .. } => account::WAIT.to_owned(),
        _ => account::TRY_AGAIN.to_owned(),
    }
}

fn answered(done: Result<(), String>, page: Page, code: String) -> HttpResponse {
    match done {
        Ok(()) => shown(StatusCode::OK, &page.done()),
        Err(problem) => shown(StatusCode::UNPROCESSABLE_ENTITY, &page.refused(problem, code)),
    }
}

fn shown(status: StatusCode, page: &Page) -> HttpResponse {
    match page.render() {
        Ok(html) => HttpResponse::build(status).content_type("text/html; charset=utf-8").body(html),
        Err(_) => HttpResponse::InternalServerError().finish(),
    }
}
