//! One's own account: the password, the second step, the role in which one acts.

use actix_web::http::StatusCode;
use actix_web::web::ServiceConfig;
use actix_web::{HttpRequest, HttpResponse, get, post, web};

use super::CONFIRM;
use super::change::Saved;
use super::fault::{Fault, run};
use super::fields::{Form, Kind};
use super::form::{Posted, typed as given};
use super::layout::Shell;
use super::plain::{Plain, Section};
use super::session::{Kept, Signed, see_other, signed_in};
use super::typed::{Again, Typed};
use crate::app::App;
use crate::auth::Caller;
use crate::domain::code::Code;
use crate::domain::ids::OrganisationId;
use crate::domain::role::Role;
use crate::http::client::Client;
use crate::services::sessions::{self, Confirmation, Login, MembershipView, PasswordChange, SessionTokens};
use crate::services::{ServiceError, organisations};
use crate::words::label::Label;
use crate::words::pages::account as words;

/// Where the page is.
const ACCOUNT: &str = "/staff/account";

/// Registers the pages.
pub(super) fn register(config: &mut ServiceConfig) {
    config
        .service(show)
        .service(change_password)
        .service(remove_step)
        .service(act_as)
        .service(ask)
        .service(give_password);
}

#[get("/account")]
async fn show(app: web::Data<App>, signed: Signed, done: web::Query<Saved>) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| {
        let banner = words::done(&done.saved).map(str::to_owned);
        Ok(Plain { banner, ..view(app, &signed.0, &Again::default())? })
    });
    Ok(view.await?.answer(StatusCode::OK))
}

fn view(app: &App, caller: &Caller, again: &Again) -> Result<Plain, ServiceError> {
    let shell = Shell::of(app, caller)?;
    let session = sessions::read(app, caller)?;
    let form =
        |code: &str, button: &str| Form::new(&shell.csrf, again, code, format!("{ACCOUNT}/{code}"), button);
    let facts = vec![
        (words::NAME.to_owned(), vec![session.name.to_string()]),
        (words::EMAIL.to_owned(), vec![session.email.as_str().to_owned()]),
        (words::ROLE.to_owned(), vec![post(app, caller, &session.organisation, session.role)]),
    ];
    let mut sections =
        vec![Section { facts, lead: vec![words::BY_WHOM.to_owned()], ..Section::headed("who", words::WHO) }];
    let others: Vec<(String, String)> = session
        .memberships
        .iter()
        .filter(|one| (&one.organisation, one.role) != (&session.organisation, session.role))
        .map(|one| (value(one), post(app, caller, &one.organisation, one.role)))
        .collect();
    if !others.is_empty() {
        let switch = form("role", words::SWITCH)
            .choose(Kind::Radios, "post", words::AS, "", others, &[])
            .ask(Kind::Password, "password", words::YOUR_PASSWORD, "", "")
            .ask(Kind::Short, "code", words::CODE, words::CODE_HINT, "")
            .second();
        sections.push(Section { forms: vec![switch], ..Section::headed("role", words::ROLES) });
    }
    let password = form("password", words::CHANGE)
        .ask(Kind::Password, "old_password", words::OLD, "", "")
        .ask(Kind::Password, "new_password", words::NEW, words::NEW_HINT, "")
        .ask(Kind::Password, "repeat", words::REPEAT, "", "")
        .second();
    sections.push(Section {
        lead: vec![words::OTHERS_END.to_owned()],
        forms: vec![password],
        ..Section::headed("password", words::PASSWORD)
    });
    sections.push(Section {
        lead: vec![words::ABOUT_STEP.to_owned()],
        links: vec![("/staff/second-step".to_owned(), words::ADD_STEP.to_owned())],
        forms: vec![form("step", words::END_STEP).second()],
        ..Section::headed("step", words::SECOND_STEP)
    });
    Ok(Plain { sections, ..Plain::headed(shell, words::HEADING) }.refused(again))
}

/// A role with the name of its organisation, where the caller may read that.
fn post(app: &App, caller: &Caller, organisation: &OrganisationId, role: Role) -> String {
    match organisations::read(app, caller, organisation) {
        Ok(found) => format!("{}, {}", role.label(), found.name),
        Err(_) => format!("{} {}", role.label(), words::ELSEWHERE),
    }
}

fn value(post: &MembershipView) -> String {
    format!("{}.{}", post.organisation, post.role.code())
}

#[post("/account/password")]
async fn change_password(
    app: web::Data<App>,
    signed: Signed,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let refused = run(&app, move |app| {
        let caller = &signed.0;
        let work = |typed: &Typed| {
            if typed.get("new_password") != typed.get("repeat") {
                return Err(ServiceError::invalid("repeat", words::SAME));
            }
            let change = PasswordChange {
                old_password: typed.get("old_password").to_owned(),
                new_password: typed.get("new_password").to_owned(),
            };
            waited(sessions::change_password(app, caller, &change), "old_password")
        };
        Again::unless_done("password", form.0, work, |again| view(app, caller, again))
    });
    let done = || see_other("/staff/account?saved=password");
    Ok(refused.await?.map_or_else(done, |(status, view)| view.answer(status)))
}

/// Says beside a field that there were too many attempts.
fn waited<T>(done: Result<T, ServiceError>, field: &str) -> Result<T, ServiceError> {
    done.map_err(|error| match error {
        ServiceError::TooMany { .. } => ServiceError::invalid(field, words::WAIT),
        other => other,
    })
}

#[post("/account/step")]
async fn remove_step(
    app: web::Data<App>,
    signed: Signed,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let refused = run(&app, move |app| {
        let caller = &signed.0;
        let work = |_: &Typed| match sessions::end_second_factor(app, caller) {
            Err(ServiceError::NotFound) => Err(ServiceError::invalid("", words::NO_STEP)),
            done => done,
        };
        Again::unless_done("step", form.0, work, |again| view(app, caller, again))
    });
    let done = || see_other("/staff/account?saved=step");
    Ok(refused.await?.map_or_else(done, |(status, view)| view.answer(status)))
}

enum Switched {
    Done(Box<SessionTokens>),
    Again(StatusCode, Box<Plain>),
}

/// Signs in anew, in another role of the same account.
#[post("/account/role")]
async fn act_as(
    app: web::Data<App>,
    client: Client,
    request: HttpRequest,
    signed: Signed,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let device = Kept::Device.sent(&app, &request);
    let switched = run(&app, move |app| {
        let caller = &signed.0;
        match enter(app, client, device, caller, &form.0) {
            Ok(tokens) => Ok(Switched::Done(Box::new(tokens))),
            Err(error) => {
                let (status, again) = Again::of("role", form.0, error)?;
                Ok(Switched::Again(status, Box::new(view(app, caller, &again)?)))
            }
        }
    });
    match switched.await? {
        Switched::Again(status, view) => Ok(view.answer(status)),
        Switched::Done(tokens) => {
            let mut answer = see_other("/staff/account?saved=role");
            for cookie in signed_in(&app, &tokens) {
                // A cookie of ours is always well formed.
                let _ = answer.add_cookie(&cookie);
            }
            Ok(answer)
        }
    }
}

fn enter(
    app: &App,
    client: Client,
    device: Option<String>,
    caller: &Caller,
    typed: &Typed,
) -> Result<SessionTokens, ServiceError> {
    let session = sessions::read(app, caller)?;
    let wanted = session.memberships.iter().find(|one| value(one) == typed.get("post"));
    let wanted = wanted.ok_or_else(|| ServiceError::invalid("post", words::SELECT_ROLE))?;
    let login = Login {
        email: session.email.as_str().to_owned(),
        password: typed.get("password").to_owned(),
        code: given(typed.get("code")).map(str::to_owned),
        organisation: Some(wanted.organisation.clone()),
        role: Some(wanted.role),
        device_token: device,
    };
    // The sign-in before ends once the other has begun, so that a wrong password ends nothing.
    let tokens = proven(sessions::create(app, client.0, &login))?;
    sessions::end(app, caller)?;
    Ok(tokens)
}

/// Says beside the password what is wrong with it or the code.
fn proven<T>(done: Result<T, ServiceError>) -> Result<T, ServiceError> {
    waited(done, "password").map_err(|error| match error {
        ServiceError::Unauthenticated | ServiceError::SecondFactor => {
            ServiceError::invalid("password", words::WRONG)
        }
        other => other,
    })
}

#[get("/account/confirm")]
async fn ask(app: web::Data<App>, signed: Signed) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| confirmation(app, &signed.0, &Again::default()));
    Ok(view.await?.answer(StatusCode::OK))
}

fn confirmation(app: &App, caller: &Caller, again: &Again) -> Result<Plain, ServiceError> {
    let shell = Shell::of(app, caller)?;
    let form = Form::new(&shell.csrf, again, "confirm", CONFIRM.to_owned(), words::CONTINUE)
        .ask(Kind::Password, "password", words::YOUR_PASSWORD, "", "")
        .ask(Kind::Short, "code", words::CODE, words::CODE_HINT, "");
    let sections = vec![Section { forms: vec![form], ..Section::default() }];
    let lead = vec![words::WHY_CONFIRM.to_owned()];
    Ok(Plain { lead, sections, ..Plain::headed(shell, words::CONFIRM) }.refused(again))
}

#[post("/account/confirm")]
async fn give_password(
    app: web::Data<App>,
    signed: Signed,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let refused = run(&app, move |app| {
        let caller = &signed.0;
        let work = |typed: &Typed| {
            let code = given(typed.get("code")).map(str::to_owned);
            let proof = Confirmation { password: typed.get("password").to_owned(), code };
            proven(sessions::confirm(app, caller, &proof))
        };
        Again::unless_done("confirm", form.0, work, |again| confirmation(app, caller, again))
    });
    let done = || see_other("/staff/account?saved=confirm");
    Ok(refused.await?.map_or_else(done, |(status, view)| view.answer(status)))
}
