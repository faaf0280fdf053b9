//! Learners: the list, and one record as its provider reads it.

pub(super) mod change;
pub(super) mod end;
mod home;
pub(super) mod log;
pub(super) mod needs;
pub(super) mod new;
mod sections;

pub(super) use home::languages;

use actix_web::{HttpResponse, get, web};
use askama::Template;
use serde::Deserialize;

use self::sections::{Fact, LearnerSection, facts};
use super::change::Saved;
use super::fault::{Fault, run};
use super::layout::{Shell, shown};
use super::paging::{Foot, Turned, by_name, searched};
use super::session::Signed;
use crate::app::App;
use crate::auth::policy::allowed;
use crate::auth::{Action, Caller};
use crate::domain::code::{Code, CodeSet};
use crate::domain::ids::LearnerId;
use crate::domain::learner::{LearnerState, Profile};
use crate::services::learners::{self, LearnerSummary};
use crate::services::listing::Search;
use crate::services::{self, Asked, NamedSort, ServiceError, Slice};
use crate::words::label::Label;
use crate::words::pages::{agreement, dates, record as record_words};

/// How many of one family name are looked through for a record’s placements.
const NAMESAKES: u16 = 200;

struct Row {
    id: String,
    name: String,
    placements: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "learners/list.html", config = "src/web/askama.toml")]
struct List {
    shell: Shell,
    search: String,
    archived: bool,
    may_add: bool,
    total: i64,
    named: bool,
    rows: Vec<Row>,
    foot: Foot,
}

/// What the list is narrowed to.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Narrowed {
    search: String,
    archived: String,
}

impl Narrowed {
    fn is_archived(&self) -> bool {
        self.archived == "yes"
    }

    /// The states and the search that are meant.
    pub(super) fn asked(&self) -> Result<(CodeSet<LearnerState>, Option<Search>), ServiceError> {
        let state = if self.is_archived() { LearnerState::Archived } else { LearnerState::Active };
        Ok(([state].into_iter().collect(), searched(&self.search)?))
    }
}

#[get("/learners")]
pub(super) async fn list(
    app: web::Data<App>,
    signed: Signed,
    narrowed: web::Query<Narrowed>,
    turned: web::Query<Turned>,
) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| {
        let (states, search) = narrowed.asked()?;
        let mut turned = turned.into_inner();
        let read = |asked: &Asked<_>| learners::list(app, &signed.0, states, asked);
        let (found, named) = by_name(&mut turned, search.as_ref(), read)?;
        let query = [("search", narrowed.search.as_str()), ("archived", narrowed.archived.as_str())];
        Ok(List {
            shell: Shell::of(app, &signed.0)?,
            foot: Foot::of("/staff/learners", &query, &turned, &found).with_files("learners", &query),
            archived: narrowed.is_archived(),
            search: narrowed.into_inner().search,
            named,
            may_add: allowed(signed.0.role, Action::CreateLearner),
            total: found.total,
            rows: found.items.into_iter().map(Row::from).collect(),
        })
    });
    Ok(shown(&view.await?))
}

impl From<LearnerSummary> for Row {
    fn from(learner: LearnerSummary) -> Self {
        let placements = learner.placements.into_iter().map(|one| {
            let when = dates(one.first_day, one.last_day);
            (one.id.to_string(), format!("{}, {}: {when}", one.state.label(), one.employer_name))
        });
        Self {
            id: learner.id.to_string(),
            name: format!("{}, {}", learner.family_name, learner.first_name),
            placements: placements.collect(),
        }
    }
}

/// A part of the record.
struct Part {
    code: &'static str,
    heading: &'static str,
    facts: Vec<Fact>,
}

#[derive(Template)]
#[template(path = "learners/learner.html", config = "src/web/askama.toml")]
struct Record {
    shell: Shell,
    id: String,
    name: String,
    state: &'static str,
    may_match: bool,
    may_change: bool,
    may_end: bool,
    may_read_log: bool,
    parts: Vec<Part>,
    saved: String,
    agreements: Vec<String>,
    placements: Vec<(String, String)>,
}

#[get("/learners/{id}")]
pub(super) async fn show(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    done: web::Query<Saved>,
) -> Result<HttpResponse, Fault> {
    let Saved { saved } = done.into_inner();
    Ok(shown(
        &run(&app, move |app| Ok(Record { saved, ..record(app, &signed.0, &learner_id(&id)?)? })).await?,
    ))
}

pub(super) fn learner_id(text: &str) -> Result<LearnerId, ServiceError> {
    LearnerId::parse(text).map_err(|_| ServiceError::NotFound)
}

fn record(app: &App, caller: &Caller, id: &LearnerId) -> Result<Record, ServiceError> {
    let found = learners::read(app, caller, id)?;
    let identity = &found.learner.identity;
    let search = Search::try_from(identity.family_name.to_string()).ok();
    let asked = Asked { sort: NamedSort::Name, search, slice: Slice::first(NAMESAKES) };
    let listed = learners::list(app, caller, CodeSet::EMPTY, &asked)?.items;
    let row = listed.into_iter().find(|one| one.id == *id).map(Row::from);
    Ok(Record {
        shell: Shell::of(app, caller)?,
        id: id.to_string(),
        name: format!("{} {}", identity.first_name(), identity.family_name),
        state: found.state.label(),
        may_match: allowed(caller.role, Action::ListMatches) && found.state == LearnerState::Active,
        may_change: allowed(caller.role, Action::ChangeLearner) && found.state == LearnerState::Active,
        may_end: allowed(caller.role, Action::EraseLearner),
        may_read_log: allowed(caller.role, Action::ReadAccessLog),
        parts: LearnerSection::SHOWN.iter().map(|section| part(*section, &found.learner.profile)).collect(),
        saved: String::new(),
        agreements: agreements(app, caller, id)?,
        placements: row.map(|row| row.placements).unwrap_or_default(),
    })
}

fn part(section: LearnerSection, profile: &Profile) -> Part {
    let code = section.code();
    Part { code, heading: record_words::heading(code), facts: facts(section, profile) }
}

/// The agreements in lines, for those who may read them.
fn agreements(app: &App, caller: &Caller, id: &LearnerId) -> Result<Vec<String>, ServiceError> {
    if !allowed(caller.role, Action::ListAgreements) {
        return Ok(Vec::new());
    }
    let all = services::agreements::list(app, caller, id)?;
    Ok(all.iter().map(|one| agreement::line(&one.agreement, one.withdrawn_at.is_some())).collect())
}
