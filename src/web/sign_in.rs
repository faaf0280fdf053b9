//! Signing in and out.

pub(super) mod factor;
pub(super) mod forgotten;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use askama::Template;
use serde::Deserialize;

use super::fault::{Fault, run};
use super::form::{Posted, typed};
use super::layout::page;
use super::session::{Kept, SIGN_IN, Signed, own_page, see_other, signed_in, signed_out};
use crate::app::App;
use crate::http::blocking;
use crate::http::client::Client;
use crate::services::ServiceError;
use crate::services::sessions::{self, Login};
use crate::words::pages::sign_in as words;

#[derive(Default, Template)]
#[template(path = "sign_in/sign_in.html", config = "src/web/askama.toml")]
struct View {
    email: String,
    next: String,
    asks_code: bool,
    errors: Vec<(&'static str, &'static str)>,
}

impl View {
    fn error(&self, field: &str) -> Option<&'static str> {
        self.errors.iter().find(|(of, _)| *of == field).map(|(_, words)| *words)
    }
}

#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    next: String,
}

/// What somebody types in.
#[derive(Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    code: Option<String>,
    #[serde(default)]
    next: String,
}

#[get("/sign-in")]
pub(super) async fn show(wanted: web::Query<Wanted>) -> HttpResponse {
    page(StatusCode::OK, &View { next: wanted.into_inner().next, ..View::default() })
}

#[post("/sign-in")]
pub(super) async fn enter(
    app: web::Data<App>,
    client: Client,
    request: HttpRequest,
    form: Posted<Form>,
) -> Result<HttpResponse, Fault> {
    let Form { email, password, code, next } = form.0;
    let mut view = View { asks_code: code.is_some(), email, next, errors: Vec::new() };
    let missing =
        [("email", typed(&view.email), words::EMAIL), ("password", typed(&password), words::PASSWORD)];
    view.errors.extend(
        missing.iter().filter(|(_, given, _)| given.is_none()).map(|(field, _, error)| (*field, *error)),
    );
    if !view.errors.is_empty() {
        return Ok(page(StatusCode::UNPROCESSABLE_ENTITY, &view));
    }
    let login = Login {
        email: view.email.trim().to_owned(),
        password,
        code: code.as_deref().and_then(typed).map(str::to_owned),
        organisation: None,
        role: None,
        device_token: Kept::Device.sent(&app, &request),
    };
    let (status, error) = match blocking(&app, move |app| Ok(sessions::create(app, client.0, &login))).await?
    {
        Ok(tokens) => {
            let mut answer = see_other(own_page(&view.next).unwrap_or(super::STAFF));
            for cookie in signed_in(&app, &tokens) {
                // A cookie of ours is always well formed.
                let _ = answer.add_cookie(&cookie);
            }
            return Ok(answer);
        }
        Err(ServiceError::SecondFactor) => {
            view.asks_code = true;
            (StatusCode::OK, None)
        }
        Err(ServiceError::Unauthenticated) => (StatusCode::UNPROCESSABLE_ENTITY, Some(words::WRONG)),
        Err(ServiceError::TooMany { .. }) => (StatusCode::TOO_MANY_REQUESTS, Some(words::WAIT)),
        Err(ServiceError::Invalid(_)) => (StatusCode::UNPROCESSABLE_ENTITY, Some(words::NO_ROLE)),
        Err(other) => return Err(other.into()),
    };
    view.errors.extend(error.map(|error| ("email", error)));
    Ok(page(status, &view))
}

#[post("/sign-out")]
pub(super) async fn leave(
    app: web::Data<App>,
    signed: Signed,
    _form: Posted<Wanted>,
) -> Result<HttpResponse, Fault> {
    let mut answer = see_other(SIGN_IN);
    for cookie in signed_out(&app) {
        let _ = answer.add_cookie(&cookie);
    }
    run(&app, move |app| sessions::end(app, &signed.0)).await?;
    Ok(answer)
}
