//! Asking for a letter with which to choose a new password.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;

use crate::app::App;
use crate::domain::contact::EmailAddress;
use crate::http::blocking;
use crate::http::client::Client;
use crate::services::ServiceError;
use crate::services::sessions::{self, ResetRequest};
use crate::web::fault::Fault;
use crate::web::form::Posted;
use crate::web::layout::page;
use crate::web::typed::Typed;
use crate::words::pages::sign_in as words;

#[derive(Default, Template)]
#[template(path = "sign_in/forgotten.html", config = "src/web/askama.toml")]
struct Forgotten {
    email: String,
    sent: bool,
    error: Option<&'static str>,
}

#[get("/sign-in/forgotten")]
pub(in crate::web) async fn show() -> HttpResponse {
    page(StatusCode::OK, &Forgotten::default())
}

/// The answer tells nobody whether there is an account.
#[post("/sign-in/forgotten")]
pub(in crate::web) async fn send(
    app: web::Data<App>,
    client: Client,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let typed = form.0.get("email").trim().to_owned();
    let refused = |status, error| {
        Ok(page(status, &Forgotten { email: typed.clone(), sent: false, error: Some(error) }))
    };
    let Ok(email) = EmailAddress::parse(&typed) else {
        return refused(StatusCode::UNPROCESSABLE_ENTITY, words::EMAIL);
    };
    let request = ResetRequest { email };
    match blocking(&app, move |app| Ok(sessions::request_reset(app, client.0, &request))).await? {
        Ok(()) => Ok(page(StatusCode::OK, &Forgotten { sent: true, ..Forgotten::default() })),
        Err(ServiceError::TooMany { .. }) => refused(StatusCode::TOO_MANY_REQUESTS, words::WAIT),
        Err(other) => Err(other.into()),
    }
}
