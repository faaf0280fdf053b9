//! Adding a second step to signing in.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use serde::Deserialize;

use crate::app::App;
use crate::services::ServiceError;
use crate::services::sessions::{self, FirstCode, SecondFactorSetup};
use crate::web::fault::{Fault, run};
use crate::web::form::Posted;
use crate::web::layout::{Shell, page, shown};
use crate::web::session::Signed;
use crate::words::pages::sign_in as words;

#[derive(Template)]
#[template(path = "sign_in/factor.html", config = "src/web/askama.toml")]
struct View {
    shell: Shell,
    /// What is typed into the app, once it is drawn.
    secret: String,
    error: Option<&'static str>,
    /// The recovery codes, once it is done.
    recovery: Vec<String>,
}

impl View {
    fn of(shell: Shell) -> Self {
        Self { shell, secret: String::new(), error: None, recovery: Vec::new() }
    }
}

/// A form without fields of its own.
#[derive(Deserialize)]
pub(in crate::web) struct Empty {}

/// The first code that the app shows.
#[derive(Deserialize)]
pub(in crate::web) struct Form {
    secret: String,
    code: String,
}

#[get("/second-step")]
pub(in crate::web) async fn show(app: web::Data<App>, signed: Signed) -> Result<HttpResponse, Fault> {
    let shell = run(&app, move |app| Shell::of(app, &signed.0)).await?;
    Ok(shown(&View::of(shell)))
}

#[post("/second-step")]
pub(in crate::web) async fn begin(
    app: web::Data<App>,
    signed: Signed,
    _form: Posted<Empty>,
) -> Result<HttpResponse, Fault> {
    let drawn = run(&app, move |app| Ok((Shell::of(app, &signed.0)?, sessions::begin(app, &signed.0)?)));
    let (shell, SecondFactorSetup { secret, .. }) = drawn.await?;
    Ok(shown(&View { secret, ..View::of(shell) }))
}

#[post("/second-step/code")]
pub(in crate::web) async fn activate(
    app: web::Data<App>,
    signed: Signed,
    form: Posted<Form>,
) -> Result<HttpResponse, Fault> {
    let Form { secret, code } = form.0;
    let given = run(&app, move |app| {
        let shell = Shell::of(app, &signed.0)?;
        Ok((shell, sessions::activate(app, &signed.0, &FirstCode { code })))
    });
    let (shell, activated) = given.await?;
    match activated {
        Ok(codes) => Ok(shown(&View { recovery: codes.recovery_codes, ..View::of(shell) })),
        Err(ServiceError::Invalid(_)) => {
            let view = View { secret, error: Some(words::WRONG_CODE), ..View::of(shell) };
            Ok(page(StatusCode::UNPROCESSABLE_ENTITY, &view))
        }
        Err(other) => Err(other.into()),
    }
}
