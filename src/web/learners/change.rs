//! Changing one part of a learner's record.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};

use super::sections::{LearnerSection, ask, read};
use crate::app::App;
use crate::auth::policy::authorise;
use crate::auth::{Action, Caller};
use crate::domain::code::Code;
use crate::domain::ids::LearnerId;
use crate::services::ServiceError;
use crate::services::learners::{self, LearnerDocument};
use crate::web::change::Change;
use crate::web::fault::{Fault, run};
use crate::web::fields::Form;
use crate::web::form::Posted;
use crate::web::layout::Shell;
use crate::web::learners::learner_id;
use crate::web::session::{Signed, see_other};
use crate::web::typed::{Again, Typed};
use crate::words::pages::record as words;

#[get("/learners/{id}/change/{section}")]
pub(in crate::web) async fn show(
    app: web::Data<App>,
    signed: Signed,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Fault> {
    let (id, name) = path.into_inner();
    let section = LearnerSection::named(&name).ok_or(ServiceError::NotFound)?;
    let view = run(&app, move |app| view(app, &signed.0, &learner_id(&id)?, section, &Again::default()));
    Ok(view.await?.answer(StatusCode::OK))
}

#[post("/learners/{id}/change/{section}")]
pub(in crate::web) async fn save(
    app: web::Data<App>,
    signed: Signed,
    path: web::Path<(String, String)>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let (id, name) = path.into_inner();
    let section = LearnerSection::named(&name).ok_or(ServiceError::NotFound)?;
    let saved = see_other(&format!("/staff/learners/{id}?saved={name}#{name}"));
    let refused = run(&app, move |app| {
        let id = learner_id(&id)?;
        let work = |typed: &Typed| change(app, &signed.0, &id, section, typed);
        Again::unless_done(section.code(), form.0, work, |again| view(app, &signed.0, &id, section, again))
    });
    Ok(refused.await?.map_or(saved, |(status, view)| view.answer(status)))
}

fn change(
    app: &App,
    caller: &Caller,
    id: &LearnerId,
    section: LearnerSection,
    typed: &Typed,
) -> Result<(), ServiceError> {
    authorise(caller, Action::ChangeLearner)?;
    let mut learner = learners::read(app, caller, id)?.learner;
    read(section, typed, &mut learner)?;
    learners::change(app, caller, id, typed.version(), &LearnerDocument { learner })?;
    Ok(())
}

fn view(
    app: &App,
    caller: &Caller,
    id: &LearnerId,
    section: LearnerSection,
    again: &Again,
) -> Result<Change, ServiceError> {
    authorise(caller, Action::ChangeLearner)?;
    let found = learners::read(app, caller, id)?;
    let shell = Shell::of(app, caller)?;
    let action = format!("/staff/learners/{id}/change/{}", section.code());
    let form = Form::record(&shell.csrf, again, section.code(), action, words::SAVE, found.version);
    let identity = &found.learner.identity;
    let change = Change {
        back: format!("/staff/learners/{id}"),
        caption: format!("{} {}", identity.first_name(), identity.family_name),
        heading: words::heading(section.code()),
        lead: words::lead(section.code()),
        form: ask(section, form, &found.learner),
        errors: Vec::new(),
        shell,
    };
    Ok(change.refused(again))
}
