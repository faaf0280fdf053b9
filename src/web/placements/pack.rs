//! The pack: as it will go, to whom, and what became of earlier ones.

use actix_web::{HttpRequest, HttpResponse, get, post, web};
use askama::Template;
use serde::Deserialize;

use crate::app::App;
use crate::auth::policy::allowed;
use crate::auth::{Action, Caller};
use crate::domain::ids::{ContactId, DeliveryId, PlacementId};
use crate::services::briefings::{self, Approval, Rendering};
use crate::services::{ServiceError, Slice, contacts, placements};
use crate::web::fault::{Fault, run};
use crate::web::form::{Posted, once};
use crate::web::layout::{Shell, shown};
use crate::web::printed;
use crate::web::session::{Signed, see_other};
use crate::words::label::Label;
use crate::words::pages::task as words;

/// A sending of an earlier version.
struct Sending {
    id: String,
    words: String,
    advice: Option<String>,
    again: bool,
}

#[derive(Template)]
#[template(path = "placements/pack.html", config = "src/web/askama.toml")]
struct View {
    shell: Shell,
    id: String,
    once: String,
    reference: String,
    hash: String,
    subject: String,
    pages: usize,
    leaks: Vec<String>,
    contacts: Vec<(String, String)>,
    may_approve: bool,
    sendings: Vec<Sending>,
}

fn placement(id: &str) -> Result<PlacementId, ServiceError> {
    PlacementId::parse(id).map_err(|_| ServiceError::NotFound)
}

#[get("/placements/{id}/pack")]
pub(in crate::web) async fn show(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
) -> Result<HttpResponse, Fault> {
    Ok(shown(&run(&app, move |app| view(app, &signed.0, &placement(&id)?)).await?))
}

fn view(app: &App, caller: &Caller, id: &PlacementId) -> Result<View, ServiceError> {
    let placement = placements::read(app, caller, id)?;
    let preview = briefings::preview(app, caller, id)?;
    let listed = match contacts::list(app, caller, &placement.employer, &Slice::first(50)) {
        Err(ServiceError::Forbidden(_)) => Vec::new(),
        listed => listed?.items,
    };
    let contacts: Vec<(String, String)> = listed
        .into_iter()
        .map(|contact| {
            (contact.id.to_string(), format!("{}, {}", contact.details.name, contact.details.role))
        })
        .collect();
    let mut sendings = Vec::new();
    for briefing in briefings::list(app, caller, id)? {
        for sending in briefings::deliveries(app, caller, &briefing.id)? {
            let known = contacts.iter().find(|(known, _)| *known == sending.contact.to_string());
            let to = known.map_or(words::A_CONTACT, |(_, name)| name.as_str());
            sendings.push(Sending {
                id: sending.id.to_string(),
                words: words::sending(briefing.number, to, sending.state.label()),
                advice: sending.advice,
                again: sending.state.is_over() && allowed(caller.role, Action::ResendBriefing),
            });
        }
    }
    Ok(View {
        shell: Shell::of(app, caller)?,
        id: id.to_string(),
        once: app.ids.next_id(),
        reference: placement.reference.to_string(),
        hash: preview.hash,
        subject: preview.subject,
        pages: preview.pages,
        leaks: preview.leaks,
        contacts,
        may_approve: allowed(caller.role, Action::ApproveBriefing),
        sendings,
    })
}

/// The pack's message as it will go.
#[get("/placements/{id}/pack/html")]
pub(in crate::web) async fn html(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
) -> Result<HttpResponse, Fault> {
    let rendered = run(&app, move |app| briefings::render(app, &signed.0, &placement(&id)?, Rendering::Html));
    Ok(printed::message(rendered.await?))
}

/// The pack's main document as it will go.
#[get("/placements/{id}/pack/pdf")]
pub(in crate::web) async fn pdf(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
) -> Result<HttpResponse, Fault> {
    let rendered = run(&app, move |app| briefings::render(app, &signed.0, &placement(&id)?, Rendering::Pdf));
    Ok(printed::document(printed::PACK, rendered.await?))
}

/// What is approved, and to whom it goes.
#[derive(Deserialize)]
pub(in crate::web) struct Form {
    once: String,
    hash: String,
    #[serde(default)]
    to: Vec<ContactId>,
}

#[post("/placements/{id}/pack")]
pub(in crate::web) async fn approve(
    app: web::Data<App>,
    signed: Signed,
    request: HttpRequest,
    id: web::Path<String>,
    form: Posted<Form>,
) -> Result<HttpResponse, Fault> {
    let route = request.path().to_owned();
    let answer = see_other(&format!("/staff/placements/{id}?done=pack"));
    run(&app, move |app| {
        let Form { once: key, hash, to } = form.0;
        let once = once(&route, &key, &format!("{hash} {to:?}"));
        briefings::approve(app, &signed.0, &once, &placement(&id)?, &Approval { hash, send_to: to })
    })
    .await?;
    Ok(answer)
}

/// Which sending is repeated.
#[derive(Deserialize)]
pub(in crate::web) struct Again {
    once: String,
    delivery: DeliveryId,
}

#[post("/placements/{id}/pack/again")]
pub(in crate::web) async fn again(
    app: web::Data<App>,
    signed: Signed,
    request: HttpRequest,
    id: web::Path<String>,
    form: Posted<Again>,
) -> Result<HttpResponse, Fault> {
    let route = request.path().to_owned();
    let answer = see_other(&format!("/staff/placements/{id}/pack"));
    run(&app, move |app| {
        let once = once(&route, &form.0.once, form.0.delivery.as_str());
        briefings::resend(app, &signed.0, &once, &form.0.delivery)
    })
    .await?;
    Ok(answer)
}
