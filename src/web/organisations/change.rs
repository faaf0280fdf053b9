//! Adding an organisation, and changing what is recorded of one.

use actix_web::http::StatusCode;
use actix_web::web::ServiceConfig;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use serde::Deserialize;

use super::{fields, may_change, organisation_id};
use crate::app::App;
use crate::auth::policy::authorise;
use crate::auth::{Action, Caller};
use crate::domain::code::Code;
use crate::domain::ids::OrganisationId;
use crate::domain::organisation::{OrganisationKind, Urn};
use crate::services::ServiceError;
use crate::services::organisations::{self, School};
use crate::web::change::Change;
use crate::web::fault::{Fault, run};
use crate::web::fields::Form;
use crate::web::form::{Posted, made, once};
use crate::web::layout::Shell;
use crate::web::session::{Signed, see_other};
use crate::web::typed::{Again, Typed};
use crate::words::label::Label;
use crate::words::pages::form::sentence;
use crate::words::pages::organisations as words;

pub(super) fn register(config: &mut ServiceConfig) {
    config.service(ask).service(add).service(show).service(save);
}

/// The kinds that a hub adds; hubs are founded at the machine itself.
fn added(kind: &str) -> Result<OrganisationKind, ServiceError> {
    OrganisationKind::named(kind).filter(|kind| *kind != OrganisationKind::Hub).ok_or(ServiceError::NotFound)
}

/// Which school of the register is added.
#[derive(Default, Deserialize)]
#[serde(default)]
struct OfSchool {
    urn: String,
}

#[get("/organisations/new/{kind}")]
async fn ask(
    app: web::Data<App>,
    signed: Signed,
    kind: web::Path<String>,
    of: web::Query<OfSchool>,
) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| {
        let school = match Urn::parse(&of.urn) {
            Ok(urn) => organisations::school(app, &signed.0, &urn)?,
            Err(_) => None,
        };
        new(app, &signed.0, added(&kind)?, school.as_ref(), &Again::default())
    });
    Ok(view.await?.answer(StatusCode::OK))
}

fn new(
    app: &App,
    caller: &Caller,
    kind: OrganisationKind,
    school: Option<&School>,
    again: &Again,
) -> Result<Change, ServiceError> {
    authorise(caller, Action::CreateOrganisation)?;
    let shell = Shell::of(app, caller)?;
    let action = format!("/staff/organisations/new/{}", kind.code());
    let form = Form::new(&shell.csrf, again, "new", action, words::ADD).with("once", app.ids.next_id());
    let change = Change {
        back: "/staff/organisations".to_owned(),
        caption: sentence(kind.label()),
        heading: match kind {
            OrganisationKind::Employer => words::ADD_EMPLOYER,
            OrganisationKind::Provider | OrganisationKind::Hub => words::ADD_PROVIDER,
        },
        lead: "",
        form: fields::ask(form, kind, None, school),
        errors: Vec::new(),
        shell,
    };
    Ok(change.refused(again))
}

#[post("/organisations/new/{kind}")]
async fn add(
    app: web::Data<App>,
    signed: Signed,
    request: HttpRequest,
    kind: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let route = request.path().to_owned();
    let answer = run(&app, move |app| {
        let (caller, kind) = (&signed.0, added(&kind)?);
        let work = |typed: &Typed| {
            let document = fields::read(kind, typed)?;
            let once = once(&route, typed.get("once"), &format!("{document:?}"));
            let reply = organisations::create(app, caller, Some(&once), &document)?;
            Ok(made(reply, |organisation| organisation.id.to_string()))
        };
        match work(&form.0) {
            Ok(id) => Ok(Ok(id)),
            Err(error) => {
                let (status, again) = Again::of("new", form.0, error)?;
                Ok(Err((status, new(app, caller, kind, None, &again)?)))
            }
        }
    });
    Ok(match answer.await? {
        Ok(id) => see_other(&format!("/staff/organisations/{id}?saved=0")),
        Err((status, view)) => view.answer(status),
    })
}

#[get("/organisations/{id}/change")]
async fn show(app: web::Data<App>, signed: Signed, id: web::Path<String>) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| view(app, &signed.0, &organisation_id(&id)?, &Again::default()));
    Ok(view.await?.answer(StatusCode::OK))
}

fn view(app: &App, caller: &Caller, id: &OrganisationId, again: &Again) -> Result<Change, ServiceError> {
    authorise(caller, Action::ChangeOrganisation)?;
    if !may_change(caller, id) {
        return Err(ServiceError::NotFound);
    }
    let found = organisations::read(app, caller, id)?;
    let shell = Shell::of(app, caller)?;
    let action = format!("/staff/organisations/{id}/change");
    let form = Form::record(&shell.csrf, again, "change", action, words::SAVE, found.version);
    let change = Change {
        back: format!("/staff/organisations/{id}"),
        caption: found.name.to_string(),
        heading: words::CHANGE,
        lead: "",
        form: fields::ask(form, found.kind, Some(&found.document), None),
        errors: Vec::new(),
        shell,
    };
    Ok(change.refused(again))
}

#[post("/organisations/{id}/change")]
async fn save(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let answer = run(&app, move |app| {
        let (caller, id) = (&signed.0, organisation_id(&id)?);
        let work = |typed: &Typed| {
            let kind = organisations::read(app, caller, &id)?.kind;
            let document = fields::read(kind, typed)?;
            let changed = organisations::change(app, caller, &id, typed.version(), &document)?;
            Ok(changed.placements_hit.len())
        };
        match work(&form.0) {
            Ok(affected) => Ok(Ok((id, affected))),
            Err(error) => {
                let (status, again) = Again::of("change", form.0, error)?;
                Ok(Err((status, view(app, caller, &id, &again)?)))
            }
        }
    });
    Ok(match answer.await? {
        Ok((id, affected)) => see_other(&format!("/staff/organisations/{id}?saved={affected}")),
        Err((status, view)) => view.answer(status),
    })
}
