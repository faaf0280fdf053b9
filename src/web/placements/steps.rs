//! What is done from the page of a placement.

use actix_web::{HttpRequest, HttpResponse, post, web};
use serde::Deserialize;

use crate::app::App;
use crate::domain::agreement::{Agreement, AgreementActor, AgreementMethod, AgreementScope};
use crate::domain::code::Code;
use crate::domain::ids::{ContactId, PlacementId, ReportId};
use crate::domain::placement::PlacementAction;
use crate::domain::text::Paragraph;
use crate::law::VettingDecision;
use crate::law::vetting::VettingChoice;
use crate::services::placements::Step;
use crate::services::{ServiceError, agreements, decisions, placements, programmes, reports, visits};
use crate::web::fault::{Fault, run};
use crate::web::form::{Posted, once, typed};
use crate::web::session::{Signed, see_other};
use crate::words::pages::task as words;

/// Every field of every form of the page, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Fields {
    version: i64,
    once: String,
    reason: String,
    actor: String,
    method: String,
    on: String,
    wording: String,
    choice: String,
    note: String,
    contact: String,
    report: String,
}

fn placement(id: &str) -> Result<PlacementId, ServiceError> {
    PlacementId::parse(id).map_err(|_| ServiceError::NotFound)
}

fn paragraph(field: &str, text: &str, empty: &str) -> Result<Paragraph, ServiceError> {
    let text = text.replace("\r\n", "\n");
    let text = typed(&text).ok_or_else(|| ServiceError::invalid(field, empty))?;
    Paragraph::parse(text).map_err(|error| ServiceError::invalid(field, error.to_string()))
}

fn back(id: &str, done: &str) -> HttpResponse {
    see_other(&format!("/staff/placements/{id}?done={done}"))
}

/// Takes a step.
#[post("/placements/{id}/steps/{step}")]
pub(in crate::web) async fn step(
    app: web::Data<App>,
    signed: Signed,
    path: web::Path<(String, String)>,
    form: Posted<Fields>,
) -> Result<HttpResponse, Fault> {
    let (id, name) = path.into_inner();
    let answer = back(&id, &name);
    run(&app, move |app| {
        let action = PlacementAction::named(&name).ok_or(ServiceError::NotFound)?;
        let reason = match (action.needs_reason(), typed(&form.0.reason)) {
            (true, _) => Some(paragraph("reason", &form.0.reason, words::REASON)?),
            (false, _) => None,
        };
        let id = placement(&id)?;
        placements::step(app, &signed.0, None, &id, Some(form.0.version), action, &Step { reason })
    })
    .await?;
    Ok(answer)
}

/// Records an agreement to the placement.
#[post("/placements/{id}/agreement")]
pub(in crate::web) async fn agreement(
    app: web::Data<App>,
    signed: Signed,
    request: HttpRequest,
    id: web::Path<String>,
    form: Posted<Fields>,
) -> Result<HttpResponse, Fault> {
    let route = request.path().to_owned();
    let answer = back(&id, "agreement");
    run(&app, move |app| {
        let (id, form) = (placement(&id)?, form.0);
        let learner = placements::read(app, &signed.0, &id)?.learner.ok_or(ServiceError::NotFound)?;
        let agreement = Agreement {
            scope: AgreementScope::Placement,
            placement: Some(id),
            actor: AgreementActor::named(&form.actor)
                .ok_or_else(|| ServiceError::invalid("actor", words::ACTOR))?,
            method: AgreementMethod::named(&form.method)
                .ok_or_else(|| ServiceError::invalid("method", words::METHOD))?,
            on: form.on.trim().parse().map_err(|_| ServiceError::invalid("on", words::DATE))?,
            wording: paragraph("wording", &form.wording, words::WORDING)?,
            terms: None,
        };
        let once = once(&route, &form.once, &format!("{agreement:?}"));
        agreements::record(app, &signed.0, Some(&once), &learner, &agreement)
    })
    .await?;
    Ok(answer)
}

/// Records the safeguarding lead's decision on vetting.
#[post("/placements/{id}/vetting")]
pub(in crate::web) async fn vetting(
    app: web::Data<App>,
    signed: Signed,
    request: HttpRequest,
    id: web::Path<String>,
    form: Posted<Fields>,
) -> Result<HttpResponse, Fault> {
    let route = request.path().to_owned();
    let answer = back(&id, "vetting");
    run(&app, move |app| {
        let (id, form) = (placement(&id)?, form.0);
        let decision = VettingDecision {
            choice: VettingChoice::named(&form.choice)
                .ok_or_else(|| ServiceError::invalid("choice", words::CHOICE))?,
            on: app.clock.today_in_london(),
            note: paragraph("note", &form.note, words::NOTE)?,
        };
        let once = once(&route, &form.once, &format!("{decision:?}"));
        decisions::record_vetting(app, &signed.0, Some(&once), &id, &decision)
    })
    .await?;
    Ok(answer)
}

/// Plans the week.
#[post("/placements/{id}/plan")]
pub(in crate::web) async fn plan(
    app: web::Data<App>,
    signed: Signed,
    request: HttpRequest,
    id: web::Path<String>,
    form: Posted<Fields>,
) -> Result<HttpResponse, Fault> {
    let route = request.path().to_owned();
    let answer = back(&id, "plan");
    run(&app, move |app| {
        let once = once(&route, &form.0.once, "");
        programmes::plan_afresh(app, &signed.0, Some(&once), &placement(&id)?)
    })
    .await?;
    Ok(answer)
}

/// Sends a contact the link to their page.
#[post("/placements/{id}/link")]
pub(in crate::web) async fn link(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Fields>,
) -> Result<HttpResponse, Fault> {
    let answer = back(&id, "link");
    run(&app, move |app| {
        let contact = ContactId::parse(&form.0.contact)
            .map_err(|_| ServiceError::invalid("contact", words::CONTACT))?;
        visits::send(app, &signed.0, &placement(&id)?, &contact)
    })
    .await?;
    Ok(answer)
}

/// Takes every link of the placement back.
#[post("/placements/{id}/links/revoke")]
pub(in crate::web) async fn revoke(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    _form: Posted<Fields>,
) -> Result<HttpResponse, Fault> {
    let answer = back(&id, "revoke");
    run(&app, move |app| visits::revoke(app, &signed.0, &placement(&id)?)).await?;
    Ok(answer)
}

/// Notes that something the employer told was seen.
#[post("/placements/{id}/seen")]
pub(in crate::web) async fn seen(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Fields>,
) -> Result<HttpResponse, Fault> {
    let answer = back(&id, "seen");
    run(&app, move |app| {
        let report = ReportId::parse(&form.0.report).map_err(|_| ServiceError::NotFound)?;
        reports::see(app, &signed.0, &report, form.0.version)
    })
    .await?;
    Ok(answer)
}
