//! A stored draft: its steps, all its answers with what is open, and opening it.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use serde::Deserialize;

use super::check::{Answered, answered};
use super::origin::{self, Origin};
use super::work::ticked;
use super::{DraftStep, steps, who};
use crate::app::App;
use crate::auth::policy::authorise;
use crate::auth::{Action, Caller};
use crate::domain::catalogue::Answerer;
use crate::domain::code::Code;
use crate::domain::ids::OfferId;
use crate::domain::insurance::Insurance;
use crate::domain::offer::OfferState;
use crate::services::ServiceError;
use crate::services::catalogue::{self, NewDraft};
use crate::services::offers::{self, OfferChange, OfferView};
use crate::services::organisations::{self, OrganisationDocument, OrganisationView};
use crate::web::change::{Change, Saved};
use crate::web::fault::{Fault, run};
use crate::web::fields::{Form, summary};
use crate::web::form::Posted;
use crate::web::layout::{Shell, page, shown};
use crate::web::offers::change::{offer_id, speaker};
use crate::web::session::{Signed, see_other};
use crate::web::typed::{Again, Typed};
use crate::web::{cover, offers as offer_pages};
use crate::words::label::Label;
use crate::words::pages::{drafting as words, form as form_words};

/// From where a step was opened.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Opened {
    from: String,
}

/// The value of [`Opened::from`] for a step that was opened to change an answer.
const CHECK: &str = "check";

/// A draft as its writer may change it.
fn draft(app: &App, caller: &Caller, id: &OfferId) -> Result<OfferView, ServiceError> {
    authorise(caller, Action::ChangeOffer)?;
    let found = offers::read(app, caller, id)?;
    if found.state == OfferState::Draft { Ok(found) } else { Err(ServiceError::NotFound) }
}

fn insurance_of(employer: &OrganisationView) -> Option<&Insurance> {
    match &employer.document {
        OrganisationDocument::Employer(employer) => employer.insurance.as_ref(),
        _ => None,
    }
}

fn view(
    app: &App,
    caller: &Caller,
    id: &OfferId,
    step: DraftStep,
    from: &str,
    again: &Again,
) -> Result<Change, ServiceError> {
    let found = draft(app, caller, id)?;
    let origin = origin::of(app, caller, &found)?;
    let shell = Shell::of(app, caller)?;
    let action = format!("/staff/offers/{id}/draft/{}", step.code());
    let form = match step {
        DraftStep::Insurance => {
            let employer = organisations::read(app, caller, &found.employer)?;
            let form = Form::record(&shell.csrf, again, step.code(), action, words::SAVE, employer.version);
            cover::ask(form.with("from", from), insurance_of(&employer), &[words::DONT_KNOW])
        }
        _ => {
            let form = Form::record(&shell.csrf, again, step.code(), action, words::SAVE, found.version);
            steps::ask(step, form.with("from", from), &found.offer, origin.as_ref())
        }
    };
    let change = Change {
        back: format!("/staff/offers/{id}/draft"),
        caption: found.offer.title.to_string(),
        heading: words::heading(step.code()),
        lead: words::lead(if step == DraftStep::Where { "" } else { step.code() }),
        form,
        errors: Vec::new(),
        shell,
    };
    Ok(change.refused(again))
}

#[get("/offers/{id}/draft/{step}")]
pub(in crate::web) async fn show(
    app: web::Data<App>,
    signed: Signed,
    path: web::Path<(String, String)>,
    opened: web::Query<Opened>,
) -> Result<HttpResponse, Fault> {
    let (id, name) = path.into_inner();
    let step = DraftStep::named(&name).ok_or(ServiceError::NotFound)?;
    let view =
        run(&app, move |app| view(app, &signed.0, &offer_id(&id)?, step, &opened.from, &Again::default()));
    Ok(view.await?.answer(StatusCode::OK))
}

#[post("/offers/{id}/draft/{step}")]
pub(in crate::web) async fn save(
    app: web::Data<App>,
    signed: Signed,
    path: web::Path<(String, String)>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let (id, name) = path.into_inner();
    let step = DraftStep::named(&name).ok_or(ServiceError::NotFound)?;
    let from = form.0.get("from").to_owned();
    let following = DraftStep::ALL.iter().skip_while(|one| **one != step).nth(1);
    let next = match following.filter(|_| from != CHECK) {
        Some(following) => format!("/staff/offers/{id}/draft/{}", following.code()),
        None => format!("/staff/offers/{id}/draft#{name}"),
    };
    let refused = run(&app, move |app| {
        let (id, caller) = (offer_id(&id)?, &signed.0);
        let work = |typed: &Typed| keep(app, caller, &id, step, typed);
        Again::unless_done(step.code(), form.0, work, |again| view(app, caller, &id, step, &from, again))
    });
    Ok(refused.await?.map_or_else(|| see_other(&next), |(status, view)| view.answer(status)))
}

fn keep(
    app: &App,
    caller: &Caller,
    id: &OfferId,
    step: DraftStep,
    typed: &Typed,
) -> Result<(), ServiceError> {
    let found = draft(app, caller, id)?;
    if step == DraftStep::Insurance {
        return insure(app, caller, &found, typed);
    }
    let origin = origin::of(app, caller, &found)?;
    let mut offer = found.offer.clone();
    if step == DraftStep::Tasks {
        let (ticked, mut drafted) = (ticked(typed)?, Vec::new());
        if let Some(Origin { slug, .. }) = &origin {
            let employer = Some(found.employer.clone());
            let new = NewDraft { employer, occupation: slug.clone(), tasks: ticked.clone(), site: None };
            drafted = catalogue::draft(app, caller, &new)?.offer.tasks;
        }
        steps::keep_tasks(&mut offer, &ticked, &drafted);
        who::join(&mut offer, &drafted);
    }
    steps::read(step, typed, &speaker(app, caller)?, &mut offer, origin.as_ref())?;
    if offer == found.offer && typed.version() == found.version {
        return Ok(());
    }
    offers::change(app, caller, id, typed.version(), &OfferChange { state: OfferState::Draft, offer })?;
    Ok(())
}

/// The insurance is the employer's, for all its offers. "I don't know" leaves what stands there.
fn insure(app: &App, caller: &Caller, found: &OfferView, typed: &Typed) -> Result<(), ServiceError> {
    if typed.get("basis") == words::UNKNOWN {
        return Ok(());
    }
    let OrganisationView { document, .. } = organisations::read(app, caller, &found.employer)?;
    let OrganisationDocument::Employer(mut employer) = document else { return Err(ServiceError::NotFound) };
    let stated = Some(cover::read(typed)?);
    if employer.insurance == stated {
        return Ok(());
    }
    employer.insurance = stated;
    let document = OrganisationDocument::Employer(employer);
    organisations::change(app, caller, &found.employer, typed.version(), &document)?;
    Ok(())
}

#[derive(Template)]
#[template(path = "offers/drafting/check.html", config = "src/web/askama.toml")]
struct Overview {
    shell: Shell,
    errors: Vec<(String, String)>,
    id: String,
    title: String,
    answers: Vec<Answered>,
    needed: Vec<(String, String)>,
    better: Vec<(String, String)>,
    blocking: Vec<String>,
    controls: bool,
    open: Option<Form>,
}

fn overview_of(app: &App, caller: &Caller, id: &OfferId, again: &Again) -> Result<Overview, ServiceError> {
    let found = draft(app, caller, id)?;
    let origin = origin::of(app, caller, &found)?;
    let employer = organisations::read(app, caller, &found.employer)?;
    let shell = Shell::of(app, caller)?;
    let (mut needed, mut better) = (Vec::new(), Vec::new());
    for question in origin.iter().flat_map(|origin| origin::open(origin, &found.offer)) {
        let who: Vec<&str> = question.answered_by.iter().map(|one| one.label()).collect();
        let line = (question.question.clone(), words::answered_by(&who));
        if question.needed { needed.push(line) } else { better.push(line) }
    }
    if found.offer.tasks.is_empty() {
        needed
            .insert(0, (words::WHICH_TASKS.to_owned(), words::answered_by(&[Answerer::SiteManager.label()])));
    }
    let blocking: Vec<String> = found
        .still_missing
        .iter()
        .filter(|one| one.blocks_opening)
        .map(|one| form_words::refusal(&one.field, &one.reason))
        .collect();
    let open = || {
        let action = format!("/staff/offers/{id}/draft");
        Form::new(&shell.csrf, again, "open", action, words::OPEN).with("version", found.version)
    };
    let open = blocking.is_empty().then(open);
    Ok(Overview {
        errors: summary(again, &open),
        id: id.to_string(),
        title: found.offer.title.to_string(),
        answers: answered(&found.offer, insurance_of(&employer)),
        controls: found.offer.tasks.iter().any(|task| !task.hazards.is_empty()),
        needed,
        better,
        blocking,
        open,
        shell,
    })
}

/// All answers, what is open and who can answer it.
#[get("/offers/{id}/draft")]
pub(in crate::web) async fn overview(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| overview_of(app, &signed.0, &offer_id(&id)?, &Again::default()));
    Ok(shown(&view.await?))
}

/// Opens the offer, so that learners can be matched with it.
#[post("/offers/{id}/draft")]
pub(in crate::web) async fn publish(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let opened = see_other(&format!("/staff/offers/{id}?saved=open"));
    let refused = run(&app, move |app| {
        let (id, caller) = (offer_id(&id)?, &signed.0);
        let work = |typed: &Typed| {
            let offer = draft(app, caller, &id)?.offer;
            let change = OfferChange { state: OfferState::Open, offer };
            offers::change(app, caller, &id, typed.version(), &change).map(drop)
        };
        Again::unless_done("open", form.0, work, |again| overview_of(app, caller, &id, again))
    });
    Ok(refused.await?.map_or(opened, |(status, view)| page(status, &view)))
}

/// The offer as its employer sees it.
#[get("/offers/{id}/preview")]
pub(in crate::web) async fn preview(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| {
        authorise(&signed.0, Action::ChangeOffer)?;
        let found = offers::read(app, &signed.0, &offer_id(&id)?)?;
        offer_pages::preview(app, &signed.0, found, Saved::default())
    });
    Ok(shown(&view.await?))
}
