//! What is done from the page of a placement.

use actix_web::{HttpRequest, HttpResponse, post, web};

use super::{after, calls, coaches, forms, notice, page, reviews};
use crate::app::App;
use crate::auth::Caller;
use crate::domain::code::Code;
use crate::domain::ids::{AgreementId, AlertId, ContactId, PlacementId, ReportId};
use crate::domain::placement::PlacementAction;
use crate::learning::LessonChoice;
use crate::services::assignments::{self, Assignment};
use crate::services::organisations::OrganisationDocument;
use crate::services::placements::Step;
use crate::services::{
    ServiceError, agreements, alerts, decisions, destinations, internship_reviews, lessons, organisations,
    placements, planned_calls, programmes, reports, visits,
};
use crate::web::cover;
use crate::web::fault::{Fault, run};
use crate::web::form::{Posted, once};
use crate::web::helped;
use crate::web::layout;
use crate::web::session::{Signed, see_other};
use crate::web::typed::{Again, Typed};
use crate::words::pages::task as words;

/// Does what a form of the page asks, and comes back to the page; a form that is refused stands there as it was typed.
async fn act(
    app: &web::Data<App>,
    signed: Signed,
    id: String,
    (form, done): (String, &str),
    typed: Typed,
    work: impl FnOnce(&App, &Caller, &PlacementId, &Typed) -> Result<(), ServiceError> + Send + 'static,
) -> Result<HttpResponse, Fault> {
    let answer = see_other(&format!("/staff/placements/{id}?done={done}"));
    let refused = run(app, move |app| {
        let id = PlacementId::parse(&id).map_err(|_| ServiceError::NotFound)?;
        let work = |typed: &Typed| work(app, &signed.0, &id, typed);
        Again::unless_done(&form, typed, work, |again| page::view(app, &signed.0, &id, again))
    });
    Ok(refused.await?.map_or(answer, |(status, view)| layout::page(status, &view)))
}

/// Takes a step.
#[post("/placements/{id}/steps/{step}")]
pub(in crate::web) async fn step(
    app: web::Data<App>,
    signed: Signed,
    path: web::Path<(String, String)>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let (id, name) = path.into_inner();
    let action = PlacementAction::named(&name).ok_or(ServiceError::NotFound)?;
    act(&app, signed, id, (name, action.code()), form.0, move |app, caller, id, typed| {
        let reason = match action.needs_reason() {
            true => Some(typed.paragraph("reason", words::enter_why(action))?),
            false => None,
        };
        let step = Step { reason, ..forms::details(action, typed)? };
        placements::step(app, caller, None, id, Some(typed.version()), action, &step)?;
        Ok(())
    })
    .await
}

/// Records an agreement, to the placement or to the learner's statement.
#[post("/placements/{id}/agreement")]
pub(in crate::web) async fn agreement(
    app: web::Data<App>,
    signed: Signed,
    request: HttpRequest,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let (route, id) = (request.path().to_owned(), id.into_inner());
    let name = ("agreement".to_owned(), "agreement");
    act(&app, signed, id, name, form.0, move |app, caller, id, typed| {
        let learner = placements::read(app, caller, id)?.learner.ok_or(ServiceError::NotFound)?;
        let agreement = forms::agreement(id.clone(), typed)?;
        let once = once(&route, typed.get("once"), &format!("{agreement:?}"));
        agreements::record(app, caller, Some(&once), &learner, &agreement)?;
        Ok(())
    })
    .await
}

/// Records that an agreement was withdrawn.
#[post("/placements/{id}/agreement/withdraw")]
pub(in crate::web) async fn withdraw(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let name = (format!("withdraw-{}", form.0.get("agreement")), "withdrawn");
    act(&app, signed, id.into_inner(), name, form.0, |app, caller, id, typed| {
        let learner = placements::read(app, caller, id)?.learner.ok_or(ServiceError::NotFound)?;
        let given = AgreementId::parse(typed.get("agreement")).map_err(|_| ServiceError::NotFound)?;
        agreements::withdraw(app, caller, &learner, &given)
    })
    .await
}

/// Records the safeguarding lead's decision on vetting.
#[post("/placements/{id}/vetting")]
pub(in crate::web) async fn vetting(
    app: web::Data<App>,
    signed: Signed,
    request: HttpRequest,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let (route, id) = (request.path().to_owned(), id.into_inner());
    let name = ("vetting".to_owned(), "vetting");
    act(&app, signed, id, name, form.0, move |app, caller, id, typed| {
        let decision = forms::vetting(typed, app.clock.today_in_london())?;
        let once = once(&route, typed.get("once"), &format!("{decision:?}"));
        decisions::record_vetting(app, caller, Some(&once), id, &decision)?;
        Ok(())
    })
    .await
}

/// Agrees to a shorter notice.
#[post("/placements/{id}/notice")]
pub(in crate::web) async fn shorten(
    app: web::Data<App>,
    signed: Signed,
    request: HttpRequest,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let (route, id) = (request.path().to_owned(), id.into_inner());
    let name = ("notice".to_owned(), "notice");
    act(&app, signed, id, name, form.0, move |app, caller, id, typed| {
        let shorter = notice::typed(typed)?;
        let once = once(&route, typed.get("once"), &format!("{shorter:?}"));
        placements::notice::shorten(app, caller, Some(&once), id, &shorter)?;
        Ok(())
    })
    .await
}

/// States the employer's insurance.
#[post("/placements/{id}/insurance")]
pub(in crate::web) async fn insurance(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let name = ("insurance".to_owned(), "insurance");
    act(&app, signed, id.into_inner(), name, form.0, |app, caller, id, typed| {
        let employer = placements::read(app, caller, id)?.employer;
        let before = organisations::read(app, caller, &employer)?;
        let OrganisationDocument::Employer(mut document) = before.document else {
            return Err(ServiceError::NotFound);
        };
        document.insurance = Some(cover::read(typed)?);
        let document = OrganisationDocument::Employer(document);
        organisations::change(app, caller, &employer, typed.version(), &document)?;
        Ok(())
    })
    .await
}

/// Plans the week.
#[post("/placements/{id}/plan")]
pub(in crate::web) async fn plan(
    app: web::Data<App>,
    signed: Signed,
    request: HttpRequest,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let (route, id) = (request.path().to_owned(), id.into_inner());
    let name = ("plan".to_owned(), "plan");
    act(&app, signed, id, name, form.0, move |app, caller, id, typed| {
        programmes::plan_afresh(app, caller, Some(&once(&route, typed.get("once"), "")), id)?;
        Ok(())
    })
    .await
}

/// Sends a contact the link to their page.
#[post("/placements/{id}/link")]
pub(in crate::web) async fn link(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let name = ("link".to_owned(), "link");
    act(&app, signed, id.into_inner(), name, form.0, |app, caller, id, typed| {
        let contact = ContactId::parse(typed.get("contact"))
            .map_err(|_| ServiceError::invalid("contact", words::CONTACT))?;
        visits::send(app, caller, id, &contact)
    })
    .await
}

/// Revokes every link to the placement.
#[post("/placements/{id}/links/revoke")]
pub(in crate::web) async fn revoke(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let name = ("revoke".to_owned(), "revoke");
    act(&app, signed, id.into_inner(), name, form.0, |app, caller, id, _| visits::revoke(app, caller, id))
        .await
}

/// Notes that something the employer told was seen.
#[post("/placements/{id}/seen")]
pub(in crate::web) async fn seen(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let name = ("seen".to_owned(), "seen");
    act(&app, signed, id.into_inner(), name, form.0, |app, caller, _, typed| {
        let report = ReportId::parse(typed.get("report")).map_err(|_| ServiceError::NotFound)?;
        reports::see(app, caller, &report, typed.version())
    })
    .await
}

/// Says when somebody is rung.
#[post("/placements/{id}/calls")]
pub(in crate::web) async fn plan_call(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let name = ("call".to_owned(), "call");
    act(&app, signed, id.into_inner(), name, form.0, |app, caller, id, typed| {
        planned_calls::plan(app, caller, id, &calls::typed(typed)?).map(drop)
    })
    .await
}

/// Calls a planned call off.
#[post("/placements/{id}/calls/end")]
pub(in crate::web) async fn end_call(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let name = ("call-off".to_owned(), "call-off");
    act(&app, signed, id.into_inner(), name, form.0, |app, caller, id, typed| {
        planned_calls::end(app, caller, id, typed.get("call"))
    })
    .await
}

/// Says where the learner is some months after.
#[post("/placements/{id}/destinations")]
pub(in crate::web) async fn tell_destination(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let name = ("destination".to_owned(), "destination");
    act(&app, signed, id.into_inner(), name, form.0, |app, caller, id, typed| {
        destinations::tell(app, caller, id, &after::typed(typed)?).map(drop)
    })
    .await
}

/// Records a review of a supported internship.
#[post("/placements/{id}/reviews")]
pub(in crate::web) async fn record_review(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let name = ("review".to_owned(), "review");
    act(&app, signed, id.into_inner(), name, form.0, |app, caller, id, typed| {
        internship_reviews::record(app, caller, id, &reviews::typed(typed)?).map(drop)
    })
    .await
}

/// Says what somebody of the provider saw.
#[post("/placements/{id}/observation")]
pub(in crate::web) async fn observation(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let name = ("observation".to_owned(), "observation");
    act(&app, signed, id.into_inner(), name, form.0, |app, caller, id, typed| {
        let told = helped::with_step(typed, helped::observation(typed));
        let told = told.map_err(|(field, words)| ServiceError::invalid(field, words))?;
        lessons::tell(app, caller, id, &told)
    })
    .await
}

/// Accepts or declines what the placement suggests.
#[post("/placements/{id}/lesson")]
pub(in crate::web) async fn lesson(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let choice = LessonChoice::named(form.0.get("choice")).ok_or(ServiceError::NotFound)?;
    let code = format!("{}-{}", choice.code(), form.0.get("lesson"));
    let done = match choice {
        LessonChoice::Accept => "lesson-accept",
        LessonChoice::Decline => "lesson-decline",
    };
    act(&app, signed, id.into_inner(), (code, done), form.0, move |app, caller, id, typed| {
        lessons::decide(app, caller, id, typed.get("lesson"), choice).map(drop)
    })
    .await
}

/// Notes that somebody is dealing with an alert.
#[post("/placements/{id}/acknowledge")]
pub(in crate::web) async fn acknowledge(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let name = ("acknowledge".to_owned(), "acknowledge");
    act(&app, signed, id.into_inner(), name, form.0, |app, caller, _, typed| {
        let alert = AlertId::parse(typed.get("alert")).map_err(|_| ServiceError::NotFound)?;
        alerts::acknowledge(app, caller, &alert, Some(typed.version())).map(drop)
    })
    .await
}

/// Assigns a job coach.
#[post("/placements/{id}/coaches")]
pub(in crate::web) async fn assign_coach(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let name = ("coach".to_owned(), "coach");
    act(&app, signed, id.into_inner(), name, form.0, |app, caller, id, typed| {
        assignments::create(app, caller, id, &Assignment { coach: coaches::coach(typed)? }).map(drop)
    })
    .await
}

/// Ends an assignment.
#[post("/placements/{id}/coaches/end")]
pub(in crate::web) async fn end_assignment(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let name = ("uncoach".to_owned(), "uncoach");
    act(&app, signed, id.into_inner(), name, form.0, |app, caller, id, typed| {
        assignments::remove(app, caller, id, &coaches::coach(typed)?)
    })
    .await
}
