//! Changing one part of an offer; confirming as its employer what a hub wrote.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};

use super::sections::{OfferSection, Speaker, ask, read};
use crate::app::App;
use crate::auth::policy::authorise;
use crate::auth::{Action, Caller};
use crate::domain::code::Code;
use crate::domain::fact::FactSource;
use crate::domain::ids::OfferId;
use crate::domain::role::Role;
use crate::domain::text::Line;
use crate::services::offers::{self, OfferChange};
use crate::services::{ServiceError, sessions};
use crate::web::change::Change;
use crate::web::fault::{Fault, run};
use crate::web::fields::Form;
use crate::web::form::Posted;
use crate::web::layout::Shell;
use crate::web::session::{Signed, see_other};
use crate::web::typed::{Again, Typed};
use crate::words::label::Label;
use crate::words::pages::offers as words;

fn offer_id(text: &str) -> Result<OfferId, ServiceError> {
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

#[post("/offers/{id}/change/{section}")]
pub(in crate::web) async fn save(
    app: web::Data<App>,
    signed: Signed,
    path: web::Path<(String, String)>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let (id, name) = path.into_inner();
    let section = OfferSection::named(&name).ok_or(ServiceError::NotFound)?;
    let saved = see_other(&format!("/staff/offers/{id}#{name}"));
    let refused = run(&app, move |app| {
        let id = offer_id(&id)?;
        let work = |typed: &Typed| change(app, &signed.0, &id, section, typed);
        Again::unless_done(section.code(), form.0, work, |again| view(app, &signed.0, &id, section, again))
    });
    Ok(refused.await?.map_or(saved, |(status, view)| view.answer(status)))
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

fn change(
    app: &App,
    caller: &Caller,
    id: &OfferId,
    section: OfferSection,
    typed: &Typed,
) -> Result<(), ServiceError> {
    authorise(caller, Action::ChangeOffer)?;
    let found = offers::read(app, caller, id)?;
    let mut offer = found.offer;
    read(section, typed, &speaker(app, caller)?, &mut offer)?;
    offers::change(app, caller, id, typed.version(), &OfferChange { state: found.state, offer })?;
    Ok(())
}

fn speaker(app: &App, caller: &Caller) -> Result<Speaker, ServiceError> {
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
    let form = Form::new(&shell.csrf, again, section.code(), action, words::SAVE);
    let change = Change {
        back: format!("/staff/offers/{id}"),
        caption: found.offer.title.to_string(),
        heading: words::heading(section.code()),
        lead: words::lead(section.code()),
        form: ask(section, form.with("version", found.version), &found.offer),
        errors: Vec::new(),
        shell,
    };
    Ok(change.refused(again))
}
