//! The people who sign in for an organisation: invited, given roles, barred.

mod user;

use actix_web::http::StatusCode;
use actix_web::web::ServiceConfig;
use actix_web::{HttpResponse, get, post, web};
use serde::Deserialize;

use super::fault::{Fault, run};
use super::fields::{Form, Kind};
use super::form::Posted;
use super::layout::Shell;
use super::paging::Foot;
use super::plain::{Item, Plain, Section};
use super::session::{Signed, see_other};
use super::typed::{Again, Typed};
use crate::app::App;
use crate::auth::policy::{allowed, authorise};
use crate::auth::{Action, Caller};
use crate::domain::code::Code;
use crate::domain::contact::EmailAddress;
use crate::domain::ids::OrganisationId;
use crate::domain::organisation::OrganisationKind;
use crate::domain::role::Role;
use crate::services::invitations::{self, InvitationView};
use crate::services::users::{self, SecondFactorPolicy, UserQuery, UserRequest, UserView};
use crate::services::{ServiceError, Slice, organisations};
use crate::words::label::Label;
use crate::words::pages::form::back_to;
use crate::words::pages::{moment, people as words};

/// How many accounts and invitations stand on the page.
const ROWS: u16 = 200;

/// Registers the pages.
pub(super) fn register(config: &mut ServiceConfig) {
    config
        .service(list)
        .service(invite_person)
        .service(take_back)
        .service(set_rule)
        .configure(user::register);
}

/// Whose people, and what was done.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Of {
    organisation: String,
    saved: String,
}

fn organisation_id(text: &str, caller: &Caller) -> Result<OrganisationId, ServiceError> {
    match text {
        "" => Ok(caller.organisation.clone()),
        text => OrganisationId::parse(text).map_err(|_| ServiceError::NotFound),
    }
}

#[get("/people")]
async fn list(app: web::Data<App>, signed: Signed, of: web::Query<Of>) -> Result<HttpResponse, Fault> {
    // A hub officer keeps the people of employers, and nobody of the hub itself.
    if of.organisation.is_empty() && signed.0.role == Role::Hub {
        return Ok(see_other("/staff/organisations?kind=employer"));
    }
    let view = run(&app, move |app| {
        let banner = words::done(&of.saved).map(str::to_owned);
        let organisation = organisation_id(&of.organisation, &signed.0)?;
        Ok(Plain { banner, ..view(app, &signed.0, &organisation, &Again::default())? })
    });
    Ok(view.await?.answer(StatusCode::OK))
}

/// The roles that somebody can have at an organisation of a kind.
fn roles(kind: OrganisationKind) -> Vec<(&'static str, &'static str)> {
    Role::ALL.iter().filter(|role| role.fits(kind)).map(|role| (role.code(), role.label())).collect()
}

fn view(
    app: &App,
    caller: &Caller,
    organisation: &OrganisationId,
    again: &Again,
) -> Result<Plain, ServiceError> {
    authorise(caller, Action::ListUsers)?;
    let of = organisations::read(app, caller, organisation)?;
    let query = UserQuery { organisation: Some(organisation.clone()) };
    let accounts = users::list(app, caller, &query, &Slice::first(ROWS))?;
    let invited = invitations::list(app, caller, &query, &Slice::first(ROWS))?;
    let shell = Shell::of(app, caller)?;
    let form = |code: &str, button: &str| {
        let form = Form::new(&shell.csrf, again, code, format!("/staff/people/{code}"), button);
        form.with("organisation", organisation)
    };
    let person = |user: &UserView| person(user, organisation);
    let mut invitation = form("invite", words::SEND)
        .folded(words::INVITE)
        .ask(Kind::Line, "name", words::NAME, "", "")
        .ask(Kind::Line, "email", words::EMAIL, words::ABOUT_INVITING, "");
    let roles = roles(of.kind);
    invitation = match roles.as_slice() {
        [(only, _)] => invitation.with("role", only),
        _ => invitation.choose(Kind::Radios, "role", words::ROLE, "", roles, &[]),
    };
    let more = accounts.next.is_some().then(|| words::MORE.to_owned());
    let mut sections = vec![
        Section {
            lead: more.into_iter().collect(),
            items: accounts.items.iter().map(person).collect(),
            empty: words::NOBODY,
            foot: Foot::files("people", &[("of", organisation.as_str())]),
            forms: vec![invitation],
            ..Section::headed("accounts", words::ACCOUNTS)
        },
        Section {
            items: invited.items.iter().map(|one| pending(one, &form)).collect(),
            empty: words::NO_INVITATION,
            ..Section::headed("invited", words::INVITED)
        },
    ];
    if allowed(caller.role, Action::RequireSecondFactor) {
        let required = users::is_second_factor_required(app, caller, organisation)?;
        sections.push(rule(required, |button| form("rule", button)));
    }
    let page = Plain { caption: of.name.to_string(), sections, ..Plain::headed(shell, words::HEADING) };
    Ok(page.back(format!("/staff/organisations/{organisation}"), back_to(of.name.as_str())).refused(again))
}

/// Whether everybody is asked for a second step, and the form that changes it.
pub(super) fn rule(required: bool, form: impl FnOnce(&'static str) -> Form) -> Section {
    let (line, button) = match required {
        true => (words::IS_REQUIRED, words::NOT_REQUIRE),
        false => (words::IS_FREE, words::REQUIRE),
    };
    let about = (!required).then(|| words::ABOUT_REQUIRING.to_owned());
    Section {
        lead: std::iter::once(line.to_owned()).chain(about).collect(),
        forms: vec![form(button).second().with("required", !required)],
        ..Section::headed("rule", words::RULE)
    }
}

fn person(user: &UserView, organisation: &OrganisationId) -> Item {
    let held = user.memberships.iter().filter(|one| one.organisation == *organisation);
    let roles: Vec<_> = held.map(|one| one.role.label()).collect();
    let mark = match (user.disabled_at, user.has_password) {
        (Some(_), _) => Some(("bad", words::IS_BARRED.to_owned())),
        (None, false) => Some(("none", words::NO_PASSWORD.to_owned())),
        (None, true) => None,
    };
    let lines = vec![user.email.as_str().to_owned(), roles.join(", ")];
    Item { mark, lines, ..Item::linked(user.name.to_string(), format!("/staff/people/{}", user.id)) }
}

fn pending(one: &InvitationView, form: &impl Fn(&str, &str) -> Form) -> Item {
    let name = one.name.as_ref().map_or_else(|| one.email.as_str().to_owned(), ToString::to_string);
    Item {
        lines: vec![
            format!("{}, {}", one.email.as_str(), one.role.label()),
            words::until(&moment(one.expires_at)),
        ],
        forms: vec![form("back", words::TAKE_BACK).second().with("invitation", &one.id)],
        ..Item::named(name)
    }
}

/// Does what a form of the page asks, and comes back to the page.
async fn act(
    app: &web::Data<App>,
    signed: Signed,
    typed: Typed,
    code: &'static str,
    work: impl FnOnce(&App, &Caller, &OrganisationId, &Typed) -> Result<(), ServiceError> + Send + 'static,
) -> Result<HttpResponse, Fault> {
    let done =
        see_other(&format!("/staff/people?organisation={}&saved={code}", address(typed.get("organisation"))));
    let refused = run(app, move |app| {
        let (caller, organisation) = (&signed.0, organisation_id(typed.get("organisation"), &signed.0)?);
        let work = |typed: &Typed| work(app, caller, &organisation, typed);
        Again::unless_done(code, typed, work, |again| view(app, caller, &organisation, again))
    });
    Ok(refused.await?.map_or(done, |(status, view)| view.answer(status)))
}

/// An identifier as it stands in an address, and nothing else.
fn address(text: &str) -> &str {
    OrganisationId::parse(text).map_or("", |_| text)
}

#[post("/people/invite")]
async fn invite_person(
    app: web::Data<App>,
    signed: Signed,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    act(&app, signed, form.0, "invite", |app, caller, organisation, typed| {
        let request = UserRequest {
            name: typed.line("name", words::ENTER_NAME)?,
            email: email(typed)?,
            password: None,
            organisation: Some(organisation.clone()),
            role: typed.code("role", words::SELECT_ROLE)?,
        };
        invitations::invite(app, caller, &request).map(drop)
    })
    .await
}

fn email(typed: &Typed) -> Result<EmailAddress, ServiceError> {
    EmailAddress::parse(typed.get("email")).map_err(|_| ServiceError::invalid("email", words::ENTER_EMAIL))
}

#[post("/people/back")]
async fn take_back(app: web::Data<App>, signed: Signed, form: Posted<Typed>) -> Result<HttpResponse, Fault> {
    act(&app, signed, form.0, "back", |app, caller, _, typed| {
        invitations::revoke(app, caller, typed.get("invitation"))
    })
    .await
}

#[post("/people/rule")]
async fn set_rule(app: web::Data<App>, signed: Signed, form: Posted<Typed>) -> Result<HttpResponse, Fault> {
    act(&app, signed, form.0, "rule", |app, caller, organisation, typed| {
        let policy = SecondFactorPolicy { required: typed.get("required") == "true" };
        users::require_second_factor(app, caller, organisation, policy)
    })
    .await
}
