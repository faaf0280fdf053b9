//! Learners: the list, and one record as its provider reads it.

use actix_web::{HttpResponse, get, web};
use askama::Template;
use serde::Deserialize;

use super::fault::{Fault, run};
use super::form::typed;
use super::layout::{Shell, shown};
use super::session::Signed;
use crate::app::App;
use crate::auth::policy::allowed;
use crate::auth::{Action, Caller};
use crate::domain::code::CodeSet;
use crate::domain::ids::LearnerId;
use crate::domain::learner::{LearnerState, Profile};
use crate::domain::need::{Need, Wanted, Weight};
use crate::domain::text::{Line, Paragraph};
use crate::services::learners::{self, LearnerSummary};
use crate::services::listing::Search;
use crate::services::{Asked, NamedSort, ServiceError, Slice};
use crate::words::amount::{hours, list as and};
use crate::words::label::Label;
use crate::words::pages::{dates, learner as words};
use crate::words::visit;

/// How many learners stand on a page.
const ROWS: u16 = 200;

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
    total: i64,
    more: bool,
    rows: Vec<Row>,
}

/// What the list is narrowed to.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Narrowed {
    search: String,
    archived: String,
}

#[get("/learners")]
pub(super) async fn list(
    app: web::Data<App>,
    signed: Signed,
    narrowed: web::Query<Narrowed>,
) -> Result<HttpResponse, Fault> {
    let Narrowed { search, archived } = narrowed.into_inner();
    let view = run(&app, move |app| {
        let archived = archived == "yes";
        let state = if archived { LearnerState::Archived } else { LearnerState::Active };
        let looked_for = typed(&search).map(|text| Search::try_from(text.to_owned())).transpose();
        let looked_for = looked_for.map_err(|error| ServiceError::invalid("search", error.to_string()))?;
        let asked = Asked { sort: NamedSort::Name, search: looked_for, slice: Slice::first(ROWS) };
        let found = learners::list(app, &signed.0, [state].into_iter().collect::<CodeSet<_>>(), &asked)?;
        Ok(List {
            shell: Shell::of(app, &signed.0)?,
            search,
            archived,
            total: found.total,
            more: found.next.is_some(),
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

#[derive(Template)]
#[template(path = "learners/learner.html", config = "src/web/askama.toml")]
struct Record {
    shell: Shell,
    id: String,
    name: String,
    state: &'static str,
    may_match: bool,
    facts: Vec<(&'static str, Vec<String>)>,
    placements: Vec<(String, String)>,
}

#[get("/learners/{id}")]
pub(super) async fn show(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
) -> Result<HttpResponse, Fault> {
    Ok(shown(&run(&app, move |app| record(app, &signed.0, &learner_id(&id)?)).await?))
}

pub(super) fn learner_id(text: &str) -> Result<LearnerId, ServiceError> {
    LearnerId::parse(text).map_err(|_| ServiceError::NotFound)
}

fn record(app: &App, caller: &Caller, id: &LearnerId) -> Result<Record, ServiceError> {
    let found = learners::read(app, caller, id)?;
    let identity = &found.learner.identity;
    let search = Search::try_from(identity.family_name.to_string()).ok();
    let asked = Asked { sort: NamedSort::Name, search, slice: Slice::first(ROWS) };
    let listed = learners::list(app, caller, CodeSet::EMPTY, &asked)?.items;
    let row = listed.into_iter().find(|one| one.id == *id).map(Row::from);
    Ok(Record {
        shell: Shell::of(app, caller)?,
        id: id.to_string(),
        name: format!("{} {}", identity.first_name(), identity.family_name),
        state: found.state.label(),
        may_match: allowed(caller.role, Action::ListMatches) && found.state == LearnerState::Active,
        facts: facts(&found.learner.profile),
        placements: row.map(|row| row.placements).unwrap_or_default(),
    })
}

/// The profile, the learner's own words first; what nobody said is left out.
fn facts(profile: &Profile) -> Vec<(&'static str, Vec<String>)> {
    let own = &profile.own_words;
    let text = |text: &Option<Paragraph>| text.iter().map(ToString::to_string).collect();
    let lines = |lines: &[Line]| lines.iter().map(ToString::to_string).collect();
    let named = |labels: Vec<&'static str>| if labels.is_empty() { Vec::new() } else { vec![and(&labels)] };
    let needs = |weight: Weight, avoid: bool| {
        let of_weight = profile.needs.iter().filter(move |need| need.weight == weight);
        let label = move |need: &Need| match need.wanted {
            Wanted::Provision(provision) if !avoid => Some(provision.label().to_owned()),
            Wanted::Avoid(exposure) if avoid => Some(exposure.label().to_owned()),
            _ => None,
        };
        of_weight.filter_map(label).collect::<Vec<_>>()
    };
    let stamina = &profile.stamina;
    let works = visit::stamina(&hours(stamina.max_continuous_minutes), &hours(stamina.max_daily_minutes));
    let earlier = profile.earlier.iter().map(words::earlier).collect();
    let sections: Vec<(&'static str, Vec<String>)> = vec![
        (words::LIKES, text(&own.likes)),
        (words::WANTS_TO_TRY, text(&own.wants_to_try)),
        (words::DISLIKES, text(&own.dislikes)),
        (words::STATEMENT, text(&own.statement)),
        (words::INTERESTS, named(profile.interests.iter().map(Label::label).collect())),
        (words::STRENGTHS, lines(&profile.strengths)),
        (visit::NEEDED, needs(Weight::Essential, false)),
        (visit::HELPFUL, needs(Weight::Helpful, false)),
        (visit::KEPT_AWAY, needs(Weight::Essential, true)),
        (visit::BETTER_AWAY, needs(Weight::Helpful, true)),
        (visit::COMMUNICATES, named(profile.communicates.iter().map(|mode| mode.label()).collect())),
        (visit::INSTRUCTED, named(profile.instructed_by.iter().map(|mode| mode.label()).collect())),
        (visit::STAMINA, vec![works]),
        (words::HELP, vec![profile.help.label().to_owned()]),
        (words::STRESS, lines(&profile.stress_signs)),
        (words::WHAT_HELPS, lines(&profile.what_helps)),
        (words::PLEASE_AVOID, lines(&profile.please_avoid)),
        (visit::EVACUATION, vec![profile.evacuation.label().to_owned()]),
        (visit::SAFETY, text(&profile.safety_statement)),
        (words::EARLIER, earlier),
    ];
    sections.into_iter().filter(|(_, lines)| !lines.is_empty()).collect()
}
