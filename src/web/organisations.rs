//! Hubs, schools and colleges, and employers: the list, and one with its contacts and what can be done.

mod change;
mod contacts;
mod facts;
mod fields;
mod register;

use actix_web::http::StatusCode;
use actix_web::web::ServiceConfig;
use actix_web::{HttpResponse, get, post, web};
use serde::Deserialize;

use super::change::Saved;
use super::fault::{Fault, run};
use super::fields::{Form, Kind};
use super::form::Posted;
use super::layout::Shell;
use super::paging::{Foot, Turned, by_name, searched};
use super::people;
use super::plain::{Item, Narrow, Pick, Plain, Section};
use super::session::{Signed, see_other};
use super::typed::{Again, Typed};
use crate::app::App;
use crate::auth::policy::allowed;
use crate::auth::{Action, Caller};
use crate::domain::code::Code;
use crate::domain::ids::OrganisationId;
use crate::domain::organisation::OrganisationKind;
use crate::domain::role::Role;
use crate::intake::ImportKind;
use crate::services::listing::Search;
use crate::services::organisations::{self, OrganisationView, Wanted};
use crate::services::users::{self, SecondFactorPolicy};
use crate::services::{Asked, ServiceError};
use crate::words::label::Label;
use crate::words::pages::form::sentence;
use crate::words::pages::imports::bring;
use crate::words::pages::organisations as words;

/// Registers the pages.
pub(super) fn register(config: &mut ServiceConfig) {
    config
        .service(list)
        .configure(change::register)
        .service(register::find_school)
        .service(show)
        .service(archive_organisation)
        .service(end_work)
        .service(let_in)
        .service(set_rule)
        .configure(contacts::register);
}

/// What the list is narrowed to.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Narrowed {
    search: String,
    kind: String,
    archived: String,
}

impl Narrowed {
    /// What is meant, and the search.
    pub(super) fn asked(&self) -> Result<(Wanted, Option<Search>), ServiceError> {
        let kinds = OrganisationKind::named(&self.kind).into_iter().collect();
        Ok((Wanted { kinds, archived: self.archived == "yes" }, searched(&self.search)?))
    }
}

/// Reads the identifier of an address.
pub(super) fn organisation_id(text: &str) -> Result<OrganisationId, ServiceError> {
    OrganisationId::parse(text).map_err(|_| ServiceError::NotFound)
}

#[get("/organisations")]
async fn list(
    app: web::Data<App>,
    signed: Signed,
    narrowed: web::Query<Narrowed>,
    turned: web::Query<Turned>,
) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| listed(app, &signed.0, narrowed.into_inner(), turned.into_inner()));
    Ok(view.await?.answer(StatusCode::OK))
}

fn listed(app: &App, caller: &Caller, narrowed: Narrowed, mut turned: Turned) -> Result<Plain, ServiceError> {
    let (wanted, search) = narrowed.asked()?;
    let read = |asked: &Asked<_>| organisations::list(app, caller, wanted, asked);
    let (found, _) = by_name(&mut turned, search.as_ref(), read)?;
    let Narrowed { search, kind, archived } = narrowed;
    let query = [("search", search.as_str()), ("kind", kind.as_str()), ("archived", archived.as_str())];
    let foot = Foot::of("/staff/organisations", &query, &turned, &found).with_files("organisations", &query);
    let kind = OrganisationKind::named(&kind);
    let shell = Shell::of(app, caller)?;
    let add = |kind: OrganisationKind, words: &str| {
        (format!("/staff/organisations/new/{}", kind.code()), words.to_owned())
    };
    let mut links = Vec::new();
    if allowed(caller.role, Action::CreateOrganisation) {
        links.push(add(OrganisationKind::Employer, words::ADD_EMPLOYER));
        links.push(add(OrganisationKind::Provider, words::ADD_PROVIDER));
        links.push(("/staff/schools".to_owned(), words::FIND_SCHOOL.to_owned()));
    }
    let from_sheet = super::imports::kinds(caller).filter(|kind| *kind == ImportKind::Employers);
    links.extend(
        from_sheet
            .map(|kind| (format!("/staff/imports/new?kind={}", kind.code()), bring(kind.code()).to_owned())),
    );
    let any = (String::new(), words::ANY.to_owned(), kind.is_none());
    let kinds = OrganisationKind::ALL.iter();
    let kinds = kinds.map(|one| (one.code().to_owned(), one.label().to_owned(), Some(*one) == kind));
    let narrow = Narrow {
        action: "/staff/organisations",
        label: words::NAME,
        value: search,
        choice: Some(Pick {
            name: "kind",
            label: words::KIND,
            values: std::iter::once(any).chain(kinds).collect(),
        }),
        tick: Some(("archived", words::ARCHIVED, wanted.archived)),
    };
    let sections = vec![
        Section { links, ..Section::default() },
        Section {
            items: found.items.iter().map(row).collect(),
            empty: words::NONE,
            foot,
            ..Section::default()
        },
    ];
    Ok(Plain { narrow: Some(narrow), sections, ..Plain::headed(shell, words::HEADING) })
}

fn row(one: &OrganisationView) -> Item {
    Item {
        mark: one.archived_at.map(|_| ("none", words::IS_ARCHIVED.to_owned())),
        lines: vec![sentence(one.kind.label())],
        ..Item::linked(one.name.to_string(), format!("/staff/organisations/{}", one.id))
    }
}

#[get("/organisations/{id}")]
async fn show(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    done: web::Query<Saved>,
) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| {
        let affected = done.saved.parse().ok().map(words::affected);
        Ok(Plain { banner: affected, ..view(app, &signed.0, &organisation_id(&id)?, &Again::default())? })
    });
    Ok(view.await?.answer(StatusCode::OK))
}

/// Whether a caller may change an organisation: its own, and for a hub all in its view.
fn may_change(caller: &Caller, id: &OrganisationId) -> bool {
    let hub_side = matches!(caller.role, Role::Hub | Role::Admin);
    allowed(caller.role, Action::ChangeOrganisation) && (hub_side || *id == caller.organisation)
}

fn view(app: &App, caller: &Caller, id: &OrganisationId, again: &Again) -> Result<Plain, ServiceError> {
    let found = organisations::read(app, caller, id)?;
    let shell = Shell::of(app, caller)?;
    let own = *id == caller.organisation;
    let live = found.archived_at.is_none();
    let mut details = Section { facts: facts::of(&found), ..Section::headed("details", words::DETAILS) };
    if live && may_change(caller, id) {
        details.links.push((format!("/staff/organisations/{id}/change"), words::CHANGE.to_owned()));
    }
    let mut sections = vec![details];
    if found.kind == OrganisationKind::Employer && allowed(caller.role, Action::ListContacts) {
        sections.push(contacts::section(app, caller, id, live, (&shell.csrf, again))?);
    }
    let links = ways_on(caller, &found, own);
    if !links.is_empty() {
        sections.push(Section { links, ..Section::headed("more", words::MORE) });
    }
    if own && found.kind == OrganisationKind::Employer && allowed(caller.role, Action::LinkOrganisation) {
        sections.push(hubs(app, caller, id, (&shell.csrf, again))?);
    }
    // Whoever keeps the people of an organisation sets the rule on their page.
    if own && allowed(caller.role, Action::RequireSecondFactor) && !allowed(caller.role, Action::ListUsers) {
        let action = format!("/staff/organisations/{id}/second-step");
        let required = users::is_second_factor_required(app, caller, id)?;
        let form = |button| Form::new(&shell.csrf, again, "rule", action, button);
        sections.push(people::rule(required, form));
    }
    sections.extend(ends(caller, &found, own, (&shell.csrf, again)));
    let page = Plain {
        caption: sentence(found.kind.label()),
        sections,
        ..Plain::headed(shell, found.name.to_string())
    };
    let many = matches!(caller.role, Role::Hub | Role::Admin);
    let page = if many { page.back("/staff/organisations", words::BACK) } else { page };
    Ok(page.refused(again))
}

/// The pages that belong to an organisation.
fn ways_on(caller: &Caller, found: &OrganisationView, own: bool) -> Vec<(String, String)> {
    let may = |action| allowed(caller.role, action);
    let keeps = match caller.role {
        Role::Admin => true,
        Role::Hub => found.kind == OrganisationKind::Employer,
        _ => own,
    };
    let people = (may(Action::ListUsers) && keeps)
        .then(|| (format!("/staff/people?organisation={}", found.id), words::PEOPLE));
    let keys = (own && may(Action::ListApiKeys)).then(|| ("/staff/keys".to_owned(), words::KEYS));
    let hooks = (own && may(Action::ListWebhooks)).then(|| ("/staff/webhooks".to_owned(), words::WEBHOOKS));
    let hub = found.kind == OrganisationKind::Hub;
    let weights = (hub && may(Action::ReadWeights))
        .then(|| (format!("/staff/organisations/{}/weights", found.id), words::WEIGHTS));
    let passes = (hub && may(Action::ReadConcessions))
        .then(|| (format!("/staff/organisations/{}/passes", found.id), words::PASSES));
    let its_hub = found.hub.as_ref().filter(|_| own);
    let its_hub = its_hub.map(|id| (format!("/staff/organisations/{id}"), words::ITS_HUB));
    let all = [people, keys, hooks, weights, passes, its_hub];
    all.into_iter().flatten().map(|(to, words)| (to, words.to_owned())).collect()
}

/// The hubs that an employer works with, each with the way to leave it, and the way to let another in.
fn hubs(
    app: &App,
    caller: &Caller,
    id: &OrganisationId,
    (csrf, again): (&str, &Again),
) -> Result<Section, ServiceError> {
    let form = |code: &str, button: &str| {
        Form::new(csrf, again, code, format!("/staff/organisations/{id}/{code}"), button).second()
    };
    let item = |(hub, name): (OrganisationId, String)| Item {
        forms: vec![form("unlink", words::LEAVE).with("hub", &hub)],
        ..Item::linked(name, format!("/staff/organisations/{hub}"))
    };
    let link = form("link", words::LINK).folded(words::LINK);
    Ok(Section {
        items: organisations::own_hubs(app, caller)?.into_iter().map(item).collect(),
        empty: words::NO_HUB,
        forms: vec![link.ask(Kind::Line, "hub", words::HUB_ID, words::HUB_ID_HINT, "")],
        ..Section::headed("hubs", words::HUBS)
    })
}

/// What ends the part of an organisation.
fn ends(caller: &Caller, found: &OrganisationView, own: bool, (csrf, again): (&str, &Again)) -> Vec<Section> {
    let form = |code: &str, what: &str, button: &str| {
        Form::new(csrf, again, code, format!("/staff/organisations/{}/{what}", found.id), button).second()
    };
    let employer = found.kind == OrganisationKind::Employer;
    let mut sections = Vec::new();
    let mut forms = Vec::new();
    if found.archived_at.is_none() && !own {
        if employer && caller.role == Role::Hub {
            let sure = [("yes", words::IS_SURE_UNLINK)];
            let form = form("unlink", "unlink", words::UNLINK).folded(words::UNLINK);
            forms.push(form.choose(Kind::Ticks, "sure", words::SURE, words::ABOUT_UNLINKING, sure, &[]));
        }
        if allowed(caller.role, Action::ArchiveOrganisation) && found.kind != OrganisationKind::Hub {
            let sure = [("yes", words::IS_SURE)];
            let form = form("archive", "archive", words::ARCHIVE).folded(words::ARCHIVE);
            forms.push(form.choose(Kind::Ticks, "sure", words::SURE, words::ABOUT_ARCHIVING, sure, &[]));
        }
    }
    if !forms.is_empty() {
        sections.push(Section { forms, ..Section::headed("end", words::END) });
    }
    sections
}

/// Does what a form of the page asks; then the page that says how many placements that affects, or another.
async fn act(
    app: &web::Data<App>,
    signed: Signed,
    id: String,
    (code, typed): (&'static str, Typed),
    work: impl FnOnce(&App, &Caller, &OrganisationId, &Typed) -> Result<String, ServiceError> + Send + 'static,
) -> Result<HttpResponse, Fault> {
    let answer = run(app, move |app| {
        let (caller, id) = (&signed.0, organisation_id(&id)?);
        match work(app, caller, &id, &typed) {
            Ok(next) => Ok(Ok(next)),
            Err(error) => {
                let (status, again) = Again::of(code, typed, error)?;
                Ok(Err((status, view(app, caller, &id, &again)?)))
            }
        }
    });
    Ok(match answer.await? {
        Ok(next) => see_other(&next),
        Err((status, view)) => view.answer(status),
    })
}

#[post("/organisations/{id}/archive")]
async fn archive_organisation(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    act(&app, signed, id.into_inner(), ("archive", form.0), |app, caller, id, typed| {
        if typed.get("sure") != "yes" {
            return Err(ServiceError::invalid("sure", words::TICK_SURE));
        }
        organisations::archive(app, caller, None, id)?;
        Ok(format!("/staff/organisations/{id}"))
    })
    .await
}

/// A hub names nobody: it leaves the employer whose page this is. An employer names the hub.
#[post("/organisations/{id}/unlink")]
async fn end_work(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    act(&app, signed, id.into_inner(), ("unlink", form.0), |app, caller, id, typed| {
        if caller.role == Role::Employer {
            organisations::unlink(app, caller, &hub(typed)?).map_err(no_hub)?;
            return Ok(format!("/staff/organisations/{id}?saved=0"));
        }
        if typed.get("sure") != "yes" {
            return Err(ServiceError::invalid("sure", words::TICK_UNLINK));
        }
        organisations::unlink(app, caller, id)?;
        Ok("/staff/organisations".to_owned())
    })
    .await
}

#[post("/organisations/{id}/second-step")]
async fn set_rule(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    act(&app, signed, id.into_inner(), ("rule", form.0), |app, caller, id, typed| {
        let policy = SecondFactorPolicy { required: typed.get("required") == "true" };
        users::require_second_factor(app, caller, id, policy)?;
        Ok(format!("/staff/organisations/{id}"))
    })
    .await
}

#[post("/organisations/{id}/link")]
async fn let_in(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    act(&app, signed, id.into_inner(), ("link", form.0), |app, caller, id, typed| {
        organisations::link(app, caller, &hub(typed)?).map_err(no_hub)?;
        Ok(format!("/staff/organisations/{id}?saved=0"))
    })
    .await
}

fn hub(typed: &Typed) -> Result<OrganisationId, ServiceError> {
    OrganisationId::parse(typed.get("hub").trim()).map_err(|_| no_hub(ServiceError::NotFound))
}

fn no_hub(error: ServiceError) -> ServiceError {
    match error {
        ServiceError::NotFound => ServiceError::invalid("hub", words::ENTER_HUB),
        other => other,
    }
}
