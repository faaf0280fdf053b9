//! A learner's part of a cohort's answer: what they got and why, and what a person decides about it.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use askama::Template;

use super::{Names, cohort_id};
use crate::app::App;
use crate::auth::policy::allowed;
use crate::auth::{Action, Caller};
use crate::domain::code::Code;
use crate::domain::cohort::CohortChoice;
use crate::domain::ids::{CohortId, LearnerId, OfferId};
use crate::services::cohorts::{self, CohortDecision, CohortPart};
use crate::services::matches::{self, Wanted};
use crate::services::{ServiceError, learners};
use crate::web::fault::{Fault, run};
use crate::web::fields::{Form, Kind, summary};
use crate::web::form::{Posted, once};
use crate::web::layout::{Shell, page};
use crate::web::learners::learner_id;
use crate::web::session::{Signed, see_other};
use crate::web::typed::{Again, Typed};
use crate::words::label::Label;
use crate::words::pages::form::sentence;
use crate::words::pages::{cohorts as words, dates};

/// How many offers a provider is shown to choose from.
const OFFERS: usize = 50;

#[derive(Template)]
#[template(path = "cohorts/part.html", config = "src/web/askama.toml")]
struct Page {
    shell: Shell,
    errors: Vec<(String, String)>,
    cohort: String,
    learner: String,
    name: String,
    may_read: bool,
    may_try: bool,
    words: String,
    got: Option<(String, String, String)>,
    lists: Vec<(&'static str, Vec<String>)>,
    decision: Option<&'static str>,
    placement: Option<String>,
    form: Option<Form>,
}

#[get("/cohorts/{id}/learners/{learner}")]
pub(in crate::web) async fn show(
    app: web::Data<App>,
    signed: Signed,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Fault> {
    let (id, learner) = path.into_inner();
    let view = run(&app, move |app| {
        view(app, &signed.0, &cohort_id(&id)?, &learner_id(&learner)?, &Again::default())
    });
    Ok(page(StatusCode::OK, &view.await?))
}

fn view(
    app: &App,
    caller: &Caller,
    id: &CohortId,
    learner: &LearnerId,
    again: &Again,
) -> Result<Page, ServiceError> {
    let shell = Shell::of(app, caller)?;
    let part = cohorts::read_learner(app, caller, id, learner, None)?;
    let may_decide =
        allowed(caller.role, Action::RecordDecision) && part.placement.is_none() && part.standing.is_some();
    let form = match may_decide {
        true => Some(decision(
            app,
            caller,
            id,
            &part,
            Form::new(
                &shell.csrf,
                again,
                "decide",
                format!("/staff/cohorts/{id}/learners/{learner}"),
                words::DECIDE,
            ),
        )?),
        false => None,
    };
    let may_read = allowed(caller.role, Action::ReadLearner);
    let name = match may_read {
        true => {
            let identity = learners::read(app, caller, learner)?.learner.identity;
            format!("{} {}", identity.first_name(), identity.family_name)
        }
        false => Names(Default::default()).call_part(&part),
    };
    Ok(Page {
        errors: summary(again, &form),
        cohort: id.to_string(),
        learner: learner.to_string(),
        name,
        may_read,
        may_try: part.standing.is_some() && allowed(caller.role, Action::TryCohort),
        words: sentence(part.words.as_deref().unwrap_or_default()),
        got: part.got.as_ref().map(|got| {
            let at = format!("{}, {}", got.title, got.employer_name);
            (got.offer.to_string(), at, dates(Some(got.start), Some(got.last_day)))
        }),
        lists: lists(&part),
        decision: part.decision.map(Label::label),
        placement: part.placement.as_ref().map(ToString::to_string),
        form,
        shell,
    })
}

fn lists(part: &CohortPart) -> Vec<(&'static str, Vec<String>)> {
    let (reasons, questions, changes) =
        part.got.clone().map(|got| (got.reasons, got.questions, got.changes)).unwrap_or_default();
    let why_not =
        part.why_not.iter().map(|why| format!("{}, {}: {}", why.title, why.employer_name, why.words));
    let opens = part
        .would_open
        .iter()
        .map(|one| format!("{}, {}: {} ({})", one.title, one.employer_name, one.words, one.owner));
    let lists = [
        (words::FOR, reasons),
        (words::TO_ASK, questions),
        (words::CHANGES, changes),
        (words::WHY_NOT, why_not.collect()),
        (words::WOULD_OPEN, opens.collect()),
    ];
    lists.into_iter().filter(|(_, lines)| !lines.is_empty()).collect()
}

/// What is decided: the offer of the answer, another that suits, or none.
fn decision(
    app: &App,
    caller: &Caller,
    id: &CohortId,
    part: &CohortPart,
    form: Form,
) -> Result<Form, ServiceError> {
    let offered = CohortChoice::ALL.iter().filter(|one| part.got.is_some() || **one != CohortChoice::Accept);
    let choices = offered.map(|one| (one.code(), words::choice(*one)));
    let none = (String::new(), words::NONE.to_owned());
    let others = offers(app, caller, id, part)?;
    Ok(form
        .with("once", app.ids.next_id())
        .choose(Kind::Radios, "choice", words::DECISION, "", choices, &[])
        .choose(
            Kind::Select,
            "offer",
            words::INSTEAD,
            words::INSTEAD_HINT,
            std::iter::once(none).chain(others),
            &[""],
        )
        .ask(Kind::Area, "reason", words::WHY, words::WHY_HINT, ""))
}

/// The offers among which another is chosen: a hub's of the whole answer, a provider's that suit its learner.
fn offers(
    app: &App,
    caller: &Caller,
    id: &CohortId,
    part: &CohortPart,
) -> Result<Vec<(String, String)>, ServiceError> {
    let name = |title: &str, employer: &str| format!("{title}, {employer}");
    let mut offers: Vec<(String, String)> = match cohorts::read(app, caller, id)?.answer {
        Some(answer) => answer
            .offers
            .iter()
            .map(|one| (one.offer.to_string(), name(&one.title, &one.employer_name)))
            .collect(),
        None if allowed(caller.role, Action::ListMatches) => {
            let wanted = Wanted { limit: OFFERS, ..Wanted::default() };
            let found = matches::list(app, caller, &part.learner, wanted)?.items;
            found.iter().map(|one| (one.offer.to_string(), name(&one.title, &one.employer_name))).collect()
        }
        None => Vec::new(),
    };
    let got = part.got.as_ref().map(|got| got.offer.to_string());
    offers.retain(|(offer, _)| Some(offer) != got.as_ref());
    offers.sort_by(|one, other| one.1.cmp(&other.1));
    offers.dedup();
    Ok(offers)
}

#[post("/cohorts/{id}/learners/{learner}")]
pub(in crate::web) async fn decide(
    app: web::Data<App>,
    signed: Signed,
    request: HttpRequest,
    path: web::Path<(String, String)>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let route = request.path().to_owned();
    let (id, learner) = path.into_inner();
    let saved = see_other(&route);
    let refused = run(&app, move |app| {
        let (id, learner) = (cohort_id(&id)?, learner_id(&learner)?);
        let work = |typed: &Typed| {
            let decision = read(typed)?;
            let once = once(&route, typed.get("once"), &format!("{decision:?}"));
            cohorts::decide(app, &signed.0, Some(&once), (&id, &learner), &decision).map(drop)
        };
        Again::unless_done("decide", form.0, work, |again| view(app, &signed.0, &id, &learner, again))
    });
    Ok(refused.await?.map_or(saved, |(status, view)| page(status, &view)))
}

fn read(typed: &Typed) -> Result<CohortDecision, ServiceError> {
    let choice: CohortChoice = typed.code("choice", words::SELECT_CHOICE)?;
    let offer = OfferId::parse(typed.get("offer")).ok();
    if offer.is_some() != (choice == CohortChoice::Override) {
        return Err(ServiceError::invalid("offer", words::SELECT_INSTEAD));
    }
    let reason = match choice {
        CohortChoice::Accept => typed.paragraph_if_any("reason")?,
        CohortChoice::Override | CohortChoice::Reject => Some(typed.paragraph("reason", words::ENTER_WHY)?),
    };
    Ok(CohortDecision { choice, offer, reason })
}
