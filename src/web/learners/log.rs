//! Who has looked at a learner, and who was told what.

use std::collections::BTreeMap;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, web};

use super::learner_id;
use crate::app::App;
use crate::auth::policy::allowed;
use crate::auth::{Action, Caller};
use crate::domain::ids::{LearnerId, OrganisationId};
use crate::services::access::{self, AccessView};
use crate::services::disclosures::{self, DisclosureView};
use crate::services::users::{self, UserQuery};
use crate::services::{ServiceError, Slice, organisations};
use crate::web::fault::{Fault, run};
use crate::web::layout::Shell;
use crate::web::plain::{Item, Plain, Section};
use crate::web::session::Signed;
use crate::words::label::Label;
use crate::words::pages::{log as words, moment};

/// How many looks stand on the page.
const ROWS: u16 = 200;

#[get("/learners/{id}/log")]
pub(in crate::web) async fn show(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| view(app, &signed.0, &learner_id(&id)?));
    Ok(view.await?.answer(StatusCode::OK))
}

fn view(app: &App, caller: &Caller, id: &LearnerId) -> Result<Plain, ServiceError> {
    let looks = access::of_learner(app, caller, id, &Slice::first(ROWS), true)?;
    let mut names = Names { app, caller, people: people(app, caller)?, organisations: BTreeMap::new() };
    let mut sections = Vec::new();
    if allowed(caller.role, Action::ListDisclosures) {
        let told = disclosures::list(app, caller, id)?;
        sections.push(Section {
            items: told.iter().rev().map(|one| receipt(one, &mut names)).collect(),
            empty: words::NOTHING_TOLD,
            ..Section::headed("told", words::TOLD)
        });
    }
    sections.push(Section {
        lead: looks.next.is_some().then(|| words::SOME.to_owned()).into_iter().collect(),
        items: looks.items.iter().map(|look| line(look, &mut names)).collect(),
        empty: words::NO_LOOK,
        ..Section::headed("looks", words::LOOKS)
    });
    let lead = vec![words::ABOUT.to_owned()];
    let page = Plain { lead, sections, ..Plain::headed(Shell::of(app, caller)?, words::HEADING) };
    Ok(page.back(format!("/staff/learners/{id}"), words::BACK))
}

/// The caller's colleagues, for whoever may list them.
fn people(app: &App, caller: &Caller) -> Result<BTreeMap<String, String>, ServiceError> {
    if !allowed(caller.role, Action::ListUsers) {
        return Ok(BTreeMap::new());
    }
    let all = users::list(app, caller, &UserQuery::default(), &Slice::first(200))?.items;
    Ok(all.into_iter().map(|user| (user.id.to_string(), user.name.to_string())).collect())
}

/// What people and organisations are called, as far as the caller may read it.
struct Names<'a> {
    app: &'a App,
    caller: &'a Caller,
    people: BTreeMap<String, String>,
    organisations: BTreeMap<String, String>,
}

impl Names<'_> {
    fn person(&self, id: &str) -> &str {
        self.people.get(id).map_or(words::SOMEBODY, String::as_str)
    }

    fn organisation(&mut self, id: &str) -> String {
        if id == self.caller.organisation.as_str() {
            return String::new();
        }
        if let Some(known) = self.organisations.get(id) {
            return known.clone();
        }
        let read = |id| organisations::read(self.app, self.caller, id).ok();
        let found = OrganisationId::parse(id).ok().as_ref().and_then(read);
        let name = found.map(|found| found.name.to_string()).unwrap_or_default();
        self.organisations.insert(id.to_owned(), name.clone());
        name
    }
}

fn receipt(one: &DisclosureView, names: &mut Names<'_>) -> Item {
    let to = match (&one.reader, &one.contact) {
        (Some(_), _) => words::A_READER,
        (None, Some(_)) => words::A_CONTACT,
        (None, None) => words::SOMEBODY,
    };
    let by = words::by(names.person(one.actor.as_str()), &moment(one.at));
    Item {
        lines: vec![by, words::fields(&one.fields)],
        ..Item::linked(words::told(one.edition.label(), to), format!("/staff/placements/{}", one.placement))
    }
}

fn line(look: &AccessView, names: &mut Names<'_>) -> Item {
    let organisation = names.organisation(&look.organisation);
    let who = names.person(&look.actor);
    let line = words::at(who, &organisation, &moment(look.at));
    Item { lines: vec![line], ..Item::named(words::act(&look.action, &look.object_kind)) }
}
