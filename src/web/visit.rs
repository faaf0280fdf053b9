//! The page of an employer's contact: everything that is open at one placement, by a link and without an account.
//!
//! The code in the address is the secret, so no cookie is set and no other token is needed: whoever does not have it
//! cannot send a form here.

mod acts;
mod fields;
mod helped;
mod helped_form;
mod refused;
mod reminders;
mod view;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use serde::Deserialize;

use super::fault::{Fault, run};
use super::layout::{page, shown};
use super::printed;
use super::session::see_other;
use crate::app::App;
use crate::auth::visitor::Visitor;
use crate::http::client::Client;
use crate::services::visits::{self, Opened, Over};
use crate::words::{side, visit as words};

pub(super) use acts::posted;
use fields::Fields;
pub(super) use fields::{clock, optional};
pub(super) use helped::posted as posted_helped;
pub(super) use refused::{Refused, Wrong};
pub(super) use reminders::{set as set_reminders, show as show_reminders, unsubscribe};
use view::View;
pub(super) use view::{Radio, dialled, radios};

/// Where the pages are.
pub(super) const BASE: &str = "/visit";

#[derive(Template)]
#[template(path = "visit/over.html", config = "src/web/askama.toml")]
pub(super) struct OverView {
    base: &'static str,
    code: String,
    words: (&'static str, &'static str),
    renews: bool,
    sent: bool,
}

/// What came of a form that was sent before.
#[derive(Deserialize)]
pub(super) struct Done {
    pub done: Option<String>,
}

#[get("/{code}")]
pub(super) async fn show(
    app: web::Data<App>,
    client: Client,
    code: web::Path<String>,
    done: web::Query<Done>,
) -> Result<HttpResponse, Fault> {
    match opened(&app, client, &code).await? {
        Opened::Over(over) => Ok(page(StatusCode::GONE, &OverView::of(BASE, code.into_inner(), over))),
        Opened::Good(visitor) => {
            let seen = run(&app, move |app| Ok((visits::page(app, &visitor)?, app.ids.next_id()))).await;
            let (seen, once) = seen.map_err(Fault::for_visitor)?;
            let banner = done.done.as_deref().and_then(words::done);
            let view = View::new(code.into_inner(), &seen, Fields::of(&seen, once));
            Ok(shown(&View { banner, ..view }))
        }
    }
}

#[get("/{code}/pack")]
pub(super) async fn pack(
    app: web::Data<App>,
    client: Client,
    code: web::Path<String>,
) -> Result<HttpResponse, Fault> {
    let visitor = match visitor(&app, client, &code).await? {
        Ok(visitor) => visitor,
        Err(over) => return Ok(over),
    };
    let html = run(&app, move |app| visits::pack_html(app, &visitor)).await.map_err(Fault::for_visitor)?;
    Ok(printed::message(html))
}

#[get("/{code}/pack.pdf")]
pub(super) async fn pdf(
    app: web::Data<App>,
    client: Client,
    code: web::Path<String>,
) -> Result<HttpResponse, Fault> {
    let visitor = match visitor(&app, client, &code).await? {
        Ok(visitor) => visitor,
        Err(over) => return Ok(over),
    };
    let bytes = run(&app, move |app| visits::pack_pdf(app, &visitor)).await.map_err(Fault::for_visitor)?;
    Ok(printed::document(printed::PACK, bytes))
}

/// Sends a new link to the address that the old one went to.
#[post("/{code}/new-link")]
pub(super) async fn renew(
    app: web::Data<App>,
    client: Client,
    code: web::Path<String>,
) -> Result<HttpResponse, Fault> {
    let old = code.clone();
    run(&app, move |app| visits::renew(app, client.0, &old)).await.map_err(Fault::for_visitor)?;
    Ok(shown(&OverView::sent(BASE, code.into_inner())))
}

/// Who opened a link that is good; otherwise the page that says why it is not.
async fn visitor(
    app: &web::Data<App>,
    client: Client,
    code: &str,
) -> Result<Result<Visitor, HttpResponse>, Fault> {
    Ok(match opened(app, client, code).await? {
        Opened::Good(visitor) => Ok(visitor),
        Opened::Over(over) => Err(page(StatusCode::GONE, &OverView::of(BASE, code.to_owned(), over))),
    })
}

async fn opened(app: &web::Data<App>, client: Client, code: &str) -> Result<Opened, Fault> {
    let code = code.to_owned();
    run(app, move |app| visits::open(app, client.0, &code)).await.map_err(Fault::for_visitor)
}

impl OverView {
    /// The page that says why a link is good no longer.
    pub(super) fn of(base: &'static str, code: String, over: Over) -> Self {
        let words = match over {
            Over::Expired => words::EXPIRED,
            Over::Replaced => words::REPLACED,
            Over::Revoked => words::REVOKED,
            Over::PlacementOver if base == BASE => words::PLACEMENT_OVER,
            Over::PlacementOver => side::OVER,
        };
        Self { base, code, words, renews: over.renews(), sent: false }
    }

    /// The page after a new link was asked for.
    pub(super) fn sent(base: &'static str, code: String) -> Self {
        Self { base, code, words: words::SENT, renews: false, sent: true }
    }
}

/// Back to the page, with what was done.
fn back(code: &str, done: &str) -> HttpResponse {
    see_other(&format!("{BASE}/{code}?done={done}"))
}
