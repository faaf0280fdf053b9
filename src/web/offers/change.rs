//! Changing one part of an offer; confirming as its employer what a hub wrote.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, post, web};

use super::sections::{OfferSection, Speaker, ask, read};
use super::{Page, page};
use crate::app::App;
use crate::auth::policy::authorise;
use crate::auth::{Action, Caller};
use crate::domain::code::Code;
use crate::domain::fact::FactSource;
use crate::domain::ids::OfferId;
use crate::domain::role::Role;
use crate::domain::text::Line;
use crate::services::offers::{self, OfferChange, OfferView};
use crate::services::{ServiceError, sessions};
use crate::web::change::{Change, Saved};
use crate::web::fault::{Fault, run};
use crate::web::fields::Form;
use crate::web::form::{Posted, made, once};
use crate::web::layout::{Shell, shown};
use crate::web::session::{Signed, see_other};
use crate::web::typed::{Again, Typed};
use crate::words::label::Label;
use crate::words::pages::offers as words;

pub(super) fn offer_id(text: &str) -> Result<OfferId, ServiceError> {
    OfferId::parse(text).map_err(|_| ServiceError::NotFound)
}

#[get("/offers/{id}/change/{section}")]
pub(in crate::web) async fn show(
    app: web::Data<App>,
    signed: Signed,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Fault> {
    let (id, name) = path.into_inner();
    let section = OfferSection::named(&name).ok_or(ServiceError::NotFound)?;
    let view = run(&app, move |app| view(app, &signed.0, &offer_id(&id)?, section, &Again::default()));
    Ok(view.await?.answer(StatusCode::OK))
}

/// What comes after a form was sent.
enum Next {
    Go(String),
    /// The offer, with the placements that the change affects.
    Page(Box<Page>),
    Again(StatusCode, Box<Change>),
}

#[post("/offers/{id}/change/{section}")]
pub(in crate::web) async fn save(
    app: web::Data<App>,
    signed: Signed,
    path: web::Path<(String, String)>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let (id, name) = path.into_inner();
    let section = OfferSection::named(&name).ok_or(ServiceError::NotFound)?;
    let answer = run(&app, move |app| {
        let (id, caller) = (offer_id(&id)?, &signed.0);
        let changed = match change(app, caller, &id, section, &form.0) {
            Ok(changed) => changed,
            Err(error) => {
                let (status, again) = Again::of(section.code(), form.0, error)?;
                return Ok(Next::Again(status, Box::new(view(app, caller, &id, section, &again)?)));
            }
        };
        let done = Saved { saved: section.code().to_owned() };
        if !changed.placements_hit.is_empty() {
            return Ok(Next::Page(Box::new(page(app, caller, changed, done)?)));
        }
        let mut stated = changed.offer.tasks.iter().flat_map(|task| &task.hazards);
        let uncontrolled = stated.any(|stated| stated.control.is_none());
        Ok(Next::Go(match section {
            OfferSection::Hazards if uncontrolled => format!("/staff/offers/{id}/change/controls"),
            _ => format!("/staff/offers/{id}?saved={name}#{}", section.anchor()),
        }))
    });
    Ok(match answer.await? {
        Next::Go(address) => see_other(&address),
        Next::Page(page) => shown(page.as_ref()),
        Next::Again(status, view) => view.answer(status),
    })
}

/// The employer confirms what a hub wrote.
#[post("/offers/{id}/confirm")]
pub(in crate::web) async fn confirm(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let answer = see_other(&format!("/staff/offers/{id}"));
    run(&app, move |app| offers::confirm(app, &signed.0, &offer_id(&id)?, form.0.version())).await?;
    Ok(answer)
}

/// Copies an offer as a draft.
#[post("/offers/{id}/copy")]
pub(in crate::web) async fn copy(
    app: web::Data<App>,
    signed: Signed,
    request: HttpRequest,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let route = request.path().to_owned();
    let copied = run(&app, move |app| {
        let once = once(&route, form.0.get("once"), "");
        offers::copy(app, &signed.0, Some(&once), &offer_id(&id)?)
    });
    let id = made(copied.await?, |offer| offer.id.to_string());
    Ok(see_other(&format!("/staff/offers/{id}/draft")))
}

/// Archives an offer.
#[post("/offers/{id}/archive")]
pub(in crate::web) async fn archive_offer(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| {
        let (id, caller) = (offer_id(&id)?, &signed.0);
        let archived = offers::archive(app, caller, &id, form.0.version())?;
        page(app, caller, archived, Saved { saved: "archive".to_owned() })
    });
    Ok(shown(&view.await?))
}

fn change(
    app: &App,
    caller: &Caller,
    id: &OfferId,
    section: OfferSection,
    typed: &Typed,
) -> Result<OfferView, ServiceError> {
    authorise(caller, Action::ChangeOffer)?;
    let found = offers::read(app, caller, id)?;
    let mut offer = found.offer.clone();
    read(section, typed, &speaker(app, caller)?, &mut offer)?;
    // What is stored by a hub has to be confirmed again by the employer, and by an employer counts as confirmed.
    if offer == found.offer && typed.version() == found.version {
        return Ok(found);
    }
    offers::change(app, caller, id, typed.version(), &OfferChange { state: found.state, offer })
}

pub(super) fn speaker(app: &App, caller: &Caller) -> Result<Speaker, ServiceError> {
    let name = sessions::read(app, caller)?.name;
    Ok(Speaker {
        by: Line::parse(&format!("{name}, {}", caller.role.label())).map_err(ServiceError::internal)?,
        source: if caller.role == Role::Employer { FactSource::Employer } else { FactSource::Hub },
        on: app.clock.today_in_london(),
    })
}

fn view(
    app: &App,
    caller: &Caller,
    id: &OfferId,
    section: OfferSection,
    again: &Again,
) -> Result<Change, ServiceError> {
    authorise(caller, Action::ChangeOffer)?;
    let found = offers::read(app, caller, id)?;
    let shell = Shell::of(app, caller)?;
    let action = format!("/staff/offers/{id}/change/{}", section.code());
    let form = Form::record(&shell.csrf, again, section.code(), action, words::SAVE, found.version);
    let change = Change {
        back: format!("/staff/offers/{id}"),
        caption: found.offer.title.to_string(),
        heading: words::heading(section.code()),
        lead: words::lead(
            section.code(),
            caller.role == Role::Employer && found.confirmed_by_employer_at.is_none(),
        ),
        form: ask(section, form, &found.offer),
        errors: Vec::new(),
        shell,
    };
    Ok(change.refused(again))
}
