//! The people at an employer who are written to.

use actix_web::http::StatusCode;
use actix_web::web::ServiceConfig;
use actix_web::{HttpRequest, HttpResponse, get, post, web};

use super::act;
use crate::app::App;
use crate::auth::policy::allowed;
use crate::auth::{Action, Caller};
use crate::domain::contact::{BounceState, ContactDetails, EmailAddress, Phone};
use crate::domain::ids::{ContactId, OrganisationId};
use crate::services::contacts::{self, ContactView, NewContact};
use crate::services::{ServiceError, Slice, organisations};
use crate::web::fault::{Fault, run};
use crate::web::fields::{Form, Kind};
use crate::web::form::{Posted, once, typed as given};
use crate::web::layout::Shell;
use crate::web::paging::Foot;
use crate::web::plain::{Item, Plain, Section};
use crate::web::session::{Signed, see_other};
use crate::web::typed::{Again, Typed};
use crate::words::pages::form::back_to;
use crate::words::pages::organisations as words;

/// How many contacts stand on the page of their employer.
const ROWS: u16 = 200;

pub(super) fn register(config: &mut ServiceConfig) {
    config.service(add_contact).service(show).service(change_contact).service(archive_contact);
}

/// The contacts of an employer, with the form that adds one.
pub(super) fn section(
    app: &App,
    caller: &Caller,
    employer: &OrganisationId,
    live: bool,
    (csrf, again): (&str, &Again),
) -> Result<Section, ServiceError> {
    let all = contacts::list(app, caller, employer, &Slice::first(ROWS))?.items;
    let action = format!("/staff/organisations/{employer}/contacts");
    let add = || {
        let form = Form::new(csrf, again, "contact", action, words::ADD_CONTACT).folded(words::ADD_CONTACT);
        fields(form.with("once", app.ids.next_id()), None)
    };
    Ok(Section {
        items: all.iter().map(row).collect(),
        empty: words::NO_CONTACT,
        foot: Foot::files("contacts", &[("of", employer.as_str())]),
        forms: (live && allowed(caller.role, Action::CreateContact)).then(add).into_iter().collect(),
        ..Section::headed("contacts", words::CONTACTS)
    })
}

fn row(contact: &ContactView) -> Item {
    let details = &contact.details;
    let phone = details.phone.as_ref().map(|phone| format!(", {phone}")).unwrap_or_default();
    let mark = match (contact.archived_at, contact.bounce) {
        (Some(_), _) => Some(("none", words::IS_ARCHIVED.to_owned())),
        (None, BounceState::Bounced) => Some(("bad", words::BOUNCED.to_owned())),
        (None, BounceState::Fine) => None,
    };
    Item {
        mark,
        lines: vec![details.role.to_string(), format!("{}{phone}", details.email.as_str())],
        ..Item::linked(details.name.to_string(), format!("/staff/contacts/{}", contact.id))
    }
}

fn fields(form: Form, known: Option<&ContactDetails>) -> Form {
    let text = |of: fn(&ContactDetails) -> Option<String>| known.and_then(of).unwrap_or_default();
    form.ask(Kind::Line, "name", words::ITS_NAME, "", text(|one| Some(one.name.to_string())))
        .ask(Kind::Line, "role", words::CONTACT_ROLE, "", text(|one| Some(one.role.to_string())))
        .ask(
            Kind::Line,
            "email",
            words::CONTACT_EMAIL,
            words::CONTACT_EMAIL_HINT,
            text(|one| Some(one.email.as_str().to_owned())),
        )
        .ask(Kind::Line, "phone", words::CONTACT_PHONE, "", text(|one| Some(one.phone.as_ref()?.to_string())))
}

fn details(typed: &Typed) -> Result<ContactDetails, ServiceError> {
    let phone = given(typed.get("phone")).map(Phone::parse).transpose();
    Ok(ContactDetails {
        name: typed.line("name", words::ENTER_NAME)?,
        role: typed.line("role", words::ENTER_ROLE)?,
        email: EmailAddress::parse(typed.get("email"))
            .map_err(|_| ServiceError::invalid("email", words::ENTER_EMAIL))?,
        phone: phone.map_err(|_| ServiceError::invalid("phone", words::ENTER_PHONE))?,
    })
}

#[post("/organisations/{id}/contacts")]
async fn add_contact(
    app: web::Data<App>,
    signed: Signed,
    request: HttpRequest,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let route = request.path().to_owned();
    act(&app, signed, id.into_inner(), ("contact", form.0), move |app, caller, employer, typed| {
        let new = NewContact { employer: employer.clone(), details: details(typed)? };
        let once = once(&route, typed.get("once"), &format!("{new:?}"));
        contacts::create(app, caller, Some(&once), &new)?;
        Ok(format!("/staff/organisations/{employer}?saved=0#contacts"))
    })
    .await
}

fn contact_id(text: &str) -> Result<ContactId, ServiceError> {
    ContactId::parse(text).map_err(|_| ServiceError::NotFound)
}

#[get("/contacts/{id}")]
async fn show(app: web::Data<App>, signed: Signed, id: web::Path<String>) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| view(app, &signed.0, &contact_id(&id)?, &Again::default()));
    Ok(view.await?.answer(StatusCode::OK))
}

fn view(app: &App, caller: &Caller, id: &ContactId, again: &Again) -> Result<Plain, ServiceError> {
    let contact = contacts::read(app, caller, id)?;
    let employer = organisations::read(app, caller, &contact.employer)?;
    let shell = Shell::of(app, caller)?;
    let form = |code: &str, button: &str| {
        let action = format!("/staff/contacts/{id}/{code}");
        Form::record(&shell.csrf, again, code, action, button, contact.version)
    };
    let mut sections = Vec::new();
    let bounced = contact.bounce == BounceState::Bounced;
    let lead: Vec<String> = bounced.then(|| words::ABOUT_BOUNCE.to_owned()).into_iter().collect();
    if contact.archived_at.is_none() && allowed(caller.role, Action::ChangeContact) {
        let change = fields(form("change", words::SAVE), Some(&contact.details));
        sections.push(Section { lead, forms: vec![change], ..Section::default() });
        sections.push(Section {
            lead: vec![words::ABOUT_ARCHIVING_CONTACT.to_owned()],
            forms: vec![form("archive", words::ARCHIVE_CONTACT).second()],
            ..Section::headed("archive", words::LEFT)
        });
    } else {
        sections.push(Section { lead, items: vec![row(&contact)], ..Section::default() });
    }
    let page = Plain {
        caption: employer.name.to_string(),
        sections,
        ..Plain::headed(shell, contact.details.name.to_string())
    };
    let back = format!("/staff/organisations/{}", contact.employer);
    Ok(page.back(back, back_to(employer.name.as_str())).refused(again))
}

async fn act_on(
    app: &web::Data<App>,
    signed: Signed,
    id: String,
    (code, typed): (&'static str, Typed),
    work: impl FnOnce(&App, &Caller, &ContactId, &Typed) -> Result<ContactView, ServiceError> + Send + 'static,
) -> Result<HttpResponse, Fault> {
    let answer = run(app, move |app| {
        let (caller, id) = (&signed.0, contact_id(&id)?);
        match work(app, caller, &id, &typed) {
            Ok(contact) => Ok(Ok(contact.employer)),
            Err(error) => {
                let (status, again) = Again::of(code, typed, error)?;
                Ok(Err((status, view(app, caller, &id, &again)?)))
            }
        }
    });
    Ok(match answer.await? {
        Ok(employer) => see_other(&format!("/staff/organisations/{employer}?saved=0#contacts")),
        Err((status, view)) => view.answer(status),
    })
}

#[post("/contacts/{id}/change")]
async fn change_contact(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    act_on(&app, signed, id.into_inner(), ("change", form.0), |app, caller, id, typed| {
        contacts::change(app, caller, id, typed.version(), &details(typed)?)
    })
    .await
}

#[post("/contacts/{id}/archive")]
async fn archive_contact(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    act_on(&app, signed, id.into_inner(), ("archive", form.0), |app, caller, id, typed| {
        contacts::archive(app, caller, id, typed.version())
    })
    .await
}
