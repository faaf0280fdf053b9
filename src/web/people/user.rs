//! One account: who it is, in which roles, and whether they may sign in.

use actix_web::http::StatusCode;
use actix_web::web::ServiceConfig;
use actix_web::{HttpResponse, get, post, web};

use super::{email, roles};
use crate::app::App;
use crate::auth::policy::allowed;
use crate::auth::{Action, Caller};
use crate::domain::code::Code;
use crate::domain::ids::{OrganisationId, UserId};
use crate::domain::role::Role;
use crate::services::sessions::MembershipView;
use crate::services::users::{self, MembershipRequest, UserChange, UserView};
use crate::services::{ServiceError, organisations};
use crate::web::change::Saved;
use crate::web::fault::{Fault, run};
use crate::web::fields::{Form, Kind};
use crate::web::form::Posted;
use crate::web::layout::Shell;
use crate::web::plain::{Item, Plain, Section};
use crate::web::session::{Signed, see_other};
use crate::web::typed::{Again, Typed};
use crate::words::label::Label;
use crate::words::pages::form::sentence;
use crate::words::pages::people as words;

pub(super) fn register(config: &mut ServiceConfig) {
    config.service(show).service(change_user).service(grant_role).service(revoke_role).service(remove_step);
}

/// The roles that can still be given at an organisation, with its name.
type Grant = (OrganisationId, String, Vec<(&'static str, &'static str)>);

fn user_id(text: &str) -> Result<UserId, ServiceError> {
    UserId::parse(text).map_err(|_| ServiceError::NotFound)
}

#[get("/people/{id}")]
async fn show(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    done: web::Query<Saved>,
) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| {
        let banner = words::done(&done.saved).map(str::to_owned);
        Ok(Plain { banner, ..view(app, &signed.0, &user_id(&id)?, &Again::default())? })
    });
    Ok(view.await?.answer(StatusCode::OK))
}

fn view(app: &App, caller: &Caller, id: &UserId, again: &Again) -> Result<Plain, ServiceError> {
    let user = users::read(app, caller, id)?;
    let in_hand = users::what_is_in_hand(app, caller, id)?;
    let shell = Shell::of(app, caller)?;
    let action = |what: &str| format!("/staff/people/{id}/{what}");
    let barred = if user.disabled_at.is_some() { "yes" } else { "" };
    let details = Form::record(&shell.csrf, again, "details", action("details"), words::SAVE, user.version)
        .ask(Kind::Line, "name", words::NAME, "", user.name.to_string())
        .ask(Kind::Line, "email", words::EMAIL, "", user.email.as_str());
    // Nobody bars themselves: there would be nobody to let them in again.
    let details = match *id == caller.user {
        true => details,
        false => {
            let bar = [("yes", words::BARRED)];
            details.choose(Kind::Ticks, "barred", words::ACCESS, words::BARRED_HINT, bar, &[barred])
        }
    };
    let (mut held, mut grants) = (Vec::new(), Vec::<Grant>::new());
    for one in &user.memberships {
        let of = organisations::read(app, caller, &one.organisation)?;
        let form = Form::new(&shell.csrf, again, "revoke", action("revoke"), words::REMOVE_ROLE).second();
        let own = *id == caller.user && one.organisation == caller.organisation && one.role == caller.role;
        held.push(Item {
            forms: (!own).then(|| form.with("post", value(one))).into_iter().collect(),
            ..Item::named(sentence(&format!("{}, {}", one.role.label(), of.name)))
        });
        let more = || further(&user, &one.organisation, roles(of.kind));
        if grants.iter().all(|(organisation, ..)| *organisation != one.organisation) && !more().is_empty() {
            grants.push((one.organisation.clone(), of.name.to_string(), more()));
        }
    }
    let forms = grants.into_iter().map(|(organisation, name, more)| {
        let form = Form::new(&shell.csrf, again, "grant", action("grant"), words::GIVE);
        let form =
            form.folded(&format!("{}: {name}", words::GIVE)).second().with("organisation", organisation);
        form.choose(Kind::Radios, "role", words::ROLE, "", more, &[])
    });
    let roles = Section {
        lead: vec![words::SIGNED_OUT.to_owned()],
        items: held,
        forms: forms.collect(),
        ..Section::headed("roles", words::ROLES)
    };
    let details = match in_hand.account {
        true => Section { forms: vec![details], ..Section::headed("details", words::DETAILS) },
        false => Section {
            lead: vec![user.email.as_str().to_owned(), words::NOT_IN_HAND.to_owned()],
            ..Section::headed("details", words::DETAILS)
        },
    };
    let mut sections = vec![details, roles];
    if allowed(caller.role, Action::RemoveSecondFactor) && *id != caller.user && in_hand.second_factor {
        let form = Form::new(&shell.csrf, again, "step", action("step"), words::REMOVE_STEP);
        sections.push(Section {
            lead: vec![words::ABOUT_STEP.to_owned()],
            forms: vec![form.second()],
            ..Section::headed("step", words::PHONE_LOST)
        });
    }
    let list = user.memberships.first().map(|one| one.organisation.to_string()).unwrap_or_default();
    let page = Plain { sections, ..Plain::headed(shell, user.name.to_string()) };
    Ok(page.back(format!("/staff/people?organisation={list}"), words::BACK).refused(again))
}

/// The roles of an organisation that somebody does not hold yet.
fn further(
    user: &UserView,
    organisation: &OrganisationId,
    all: Vec<(&'static str, &'static str)>,
) -> Vec<(&'static str, &'static str)> {
    let holds = |role: &str| {
        user.memberships.iter().any(|one| one.organisation == *organisation && one.role.code() == role)
    };
    all.into_iter().filter(|(role, _)| !holds(role)).collect()
}

fn value(post: &MembershipView) -> String {
    format!("{}.{}", post.organisation, post.role.code())
}

async fn act(
    app: &web::Data<App>,
    signed: Signed,
    id: String,
    (code, typed): (&'static str, Typed),
    work: impl FnOnce(&App, &Caller, &UserId, &Typed) -> Result<(), ServiceError> + Send + 'static,
) -> Result<HttpResponse, Fault> {
    let answer = run(app, move |app| {
        let (caller, id) = (&signed.0, user_id(&id)?);
        let work = |typed: &Typed| work(app, caller, &id, typed);
        let refused = Again::unless_done(code, typed, work, |again| view(app, caller, &id, again))?;
        Ok((id, refused))
    });
    Ok(match answer.await? {
        (id, None) => see_other(&format!("/staff/people/{id}?saved={code}")),
        (_, Some((status, view))) => view.answer(status),
    })
}

#[post("/people/{id}/details")]
async fn change_user(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    act(&app, signed, id.into_inner(), ("details", form.0), |app, caller, id, typed| {
        let change = UserChange {
            name: typed.line("name", words::ENTER_NAME)?,
            email: email(typed)?,
            disabled: typed.get("barred") == "yes",
        };
        users::change(app, caller, id, typed.version(), &change).map(drop)
    })
    .await
}

#[post("/people/{id}/grant")]
async fn grant_role(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    act(&app, signed, id.into_inner(), ("grant", form.0), |app, caller, id, typed| {
        let organisation =
            OrganisationId::parse(typed.get("organisation")).map_err(|_| ServiceError::NotFound)?;
        let role = typed.code("role", words::SELECT_ROLE)?;
        users::grant(app, caller, id, &MembershipRequest { organisation, role }).map(drop)
    })
    .await
}

#[post("/people/{id}/revoke")]
async fn revoke_role(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let organisation = form.0.get("post").split('.').next().unwrap_or_default().to_owned();
    let answer = run(&app, move |app| {
        let (caller, id) = (&signed.0, user_id(&id)?);
        let (organisation, role) = form.0.get("post").split_once('.').ok_or(ServiceError::NotFound)?;
        let organisation = OrganisationId::parse(organisation).map_err(|_| ServiceError::NotFound)?;
        let role = Role::named(role).ok_or(ServiceError::NotFound)?;
        users::revoke(app, caller, &id, &organisation, role)
    });
    answer.await?;
    // Whoever holds no role here any more has no page here either.
    Ok(see_other(&format!("/staff/people?organisation={organisation}&saved=revoke")))
}

#[post("/people/{id}/step")]
async fn remove_step(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    act(&app, signed, id.into_inner(), ("step", form.0), |app, caller, id, _| {
        match users::remove_second_factor(app, caller, id) {
            Err(ServiceError::NotFound) => Err(ServiceError::invalid("", words::NO_STEP_HERE)),
            done => done,
        }
    })
    .await
}
