//! Reminders: whether they come, and a button to change it.

use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use serde::Deserialize;

use super::BASE;
use crate::app::App;
use crate::http::client::Client;
use crate::services::visits;
use crate::web::fault::{Fault, run};
use crate::web::form::Sent;
use crate::web::layout::shown;
use crate::web::session::see_other;
use crate::words::reminder as words;

#[derive(Template)]
#[template(path = "visit/reminders.html", config = "src/web/askama.toml")]
struct View {
    code: String,
    stopped: bool,
    words: (&'static str, &'static str, &'static str),
}

/// What the button says.
#[derive(Deserialize)]
pub(in crate::web) struct Wanted {
    #[serde(default)]
    reminders: String,
}

#[get("/{code}/reminders")]
pub(in crate::web) async fn show(
    app: web::Data<App>,
    client: Client,
    code: web::Path<String>,
) -> Result<HttpResponse, Fault> {
    let of = code.clone();
    let stopped = run(&app, move |app| visits::reminders_stopped(app, client.0, &of)).await;
    let stopped = stopped.map_err(Fault::for_visitor)?;
    let words = if stopped { words::STOPPED } else { words::COME };
    Ok(shown(&View { code: code.into_inner(), stopped, words }))
}

/// Stops reminders as a mail program asks by itself (RFC 8058): no page, no redirect, and the same answer for every code.
#[post("/stop/{code}")]
pub(in crate::web) async fn unsubscribe(
    app: web::Data<App>,
    client: Client,
    code: web::Path<String>,
) -> Result<HttpResponse, Fault> {
    let done = run(&app, move |app| visits::unsubscribe(app, client.0, &code)).await;
    done.map_err(Fault::for_visitor)?;
    Ok(HttpResponse::Ok().finish())
}

#[post("/{code}/reminders")]
pub(in crate::web) async fn set(
    app: web::Data<App>,
    client: Client,
    code: web::Path<String>,
    wanted: Sent<Wanted>,
) -> Result<HttpResponse, Fault> {
    let (of, stop) = (code.clone(), wanted.0.reminders != "yes");
    let done = run(&app, move |app| visits::stop_reminders(app, client.0, &of, stop)).await;
    done.map_err(Fault::for_visitor)?;
    Ok(see_other(&format!("{BASE}/{code}/reminders")))
}
