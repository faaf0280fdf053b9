//! A record exported, archived or erased.

use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_DISPOSITION, ContentType};
use actix_web::{HttpResponse, get, post, web};
use askama::Template;

use crate::app::App;
use crate::auth::policy::authorise;
use crate::auth::{Action, Caller};
use crate::domain::code::Code;
use crate::domain::ids::LearnerId;
use crate::domain::learner::LearnerState;
use crate::services::ServiceError;
use crate::services::learners::{self, Erasure, ErasureReason};
use crate::web::fault::{Fault, run};
use crate::web::fields::{Form, Kind, summary};
use crate::web::form::Posted;
use crate::web::layout::{Shell, page, shown};
use crate::web::learners::learner_id;
use crate::web::session::{Signed, see_other};
use crate::web::typed::{Again, Typed};
use crate::words::pages::ending as words;

#[derive(Template)]
#[template(path = "learners/end.html", config = "src/web/askama.toml")]
struct End {
    shell: Shell,
    errors: Vec<(String, String)>,
    id: String,
    name: String,
    archive: Option<Form>,
    erase: Form,
}

#[derive(Template)]
#[template(path = "learners/erased.html", config = "src/web/askama.toml")]
struct Erased {
    shell: Shell,
}

/// What came of the wish to erase.
enum Ended {
    Refused(StatusCode, Box<End>),
    Erased(Erased),
}

fn view(app: &App, caller: &Caller, id: &LearnerId, again: &Again) -> Result<End, ServiceError> {
    authorise(caller, Action::EraseLearner)?;
    let found = learners::read(app, caller, id)?;
    let shell = Shell::of(app, caller)?;
    let archive = || {
        let action = format!("/staff/learners/{id}/archive");
        Form::record(&shell.csrf, again, "archive", action, words::ARCHIVE, found.version).second()
    };
    let archive = (found.state == LearnerState::Active).then(archive);
    let action = format!("/staff/learners/{id}/erase");
    let reasons = ErasureReason::ALL.iter().map(|reason| (reason.code(), words::reason(reason.code())));
    let erase = Form::new(&shell.csrf, again, "erase", action, words::ERASE)
        .second()
        .choose(Kind::Radios, "reason", words::WHY, "", reasons, &[])
        .choose(Kind::Ticks, "force", words::EXPECTED, words::EXPECTED_HINT, [("yes", words::FORCE)], &[])
        .choose(Kind::Ticks, "sure", words::SURE, "", [("yes", words::IS_SURE)], &[]);
    let identity = &found.learner.identity;
    Ok(End {
        errors: summary(again, archive.iter().chain([&erase])),
        id: id.to_string(),
        name: format!("{} {}", identity.first_name(), identity.family_name),
        archive,
        erase,
        shell,
    })
}

#[get("/learners/{id}/end")]
pub(in crate::web) async fn show(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| view(app, &signed.0, &learner_id(&id)?, &Again::default()));
    Ok(shown(&view.await?))
}

/// Archives the record.
#[post("/learners/{id}/archive")]
pub(in crate::web) async fn archive_record(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let done = see_other(&format!("/staff/learners/{id}"));
    let refused = run(&app, move |app| {
        let (id, caller) = (learner_id(&id)?, &signed.0);
        let work = |typed: &Typed| learners::archive(app, caller, &id, typed.version()).map(drop);
        Again::unless_done("archive", form.0, work, |again| view(app, caller, &id, again))
    });
    Ok(refused.await?.map_or(done, |(status, view)| page(status, &view)))
}

/// Erases the record.
#[post("/learners/{id}/erase")]
pub(in crate::web) async fn erase_record(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let answer = run(&app, move |app| {
        let (id, caller) = (learner_id(&id)?, &signed.0);
        let work = |typed: &Typed| {
            let reason = typed.code("reason", words::SELECT_WHY)?;
            if typed.get("sure") != "yes" {
                return Err(ServiceError::invalid("sure", words::TICK_SURE));
            }
            let how = Erasure { reason, force: typed.get("force") == "yes" };
            learners::erase(app, caller, &id, how).map(drop)
        };
        let refused = Again::unless_done("erase", form.0, work, |again| view(app, caller, &id, again))?;
        Ok(match refused {
            Some((status, view)) => Ended::Refused(status, Box::new(view)),
            None => Ended::Erased(Erased { shell: Shell::of(app, caller)? }),
        })
    });
    Ok(match answer.await? {
        Ended::Refused(status, view) => page(status, view.as_ref()),
        Ended::Erased(view) => shown(&view),
    })
}

/// Everything that is held, for the learner or the family to keep.
#[get("/learners/{id}/export/html")]
pub(in crate::web) async fn readable(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
) -> Result<HttpResponse, Fault> {
    let text = run(&app, move |app| learners::export_page(app, &signed.0, &learner_id(&id)?)).await?;
    let name = (CONTENT_DISPOSITION, "attachment; filename=\"learner-record.html\"");
    Ok(HttpResponse::Ok().insert_header(name).content_type(ContentType::html()).body(text))
}

/// The same for a program.
#[get("/learners/{id}/export/json")]
pub(in crate::web) async fn for_programs(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
) -> Result<HttpResponse, Fault> {
    let held = run(&app, move |app| learners::export(app, &signed.0, &learner_id(&id)?)).await?;
    let name = (CONTENT_DISPOSITION, "attachment; filename=\"learner-record.json\"");
    Ok(HttpResponse::Ok().insert_header(name).json(held))
}
