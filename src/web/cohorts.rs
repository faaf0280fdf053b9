//! Cohorts: followed while they are worked out, and read by who is placed, who is not, where, and why.

pub(super) mod demand;
pub(super) mod part;
pub(super) mod propose;
pub(super) mod setup;
pub(super) mod what_if;

use std::collections::BTreeMap;

use actix_web::http::header::CONTENT_DISPOSITION;
use actix_web::{HttpResponse, get, web};
use askama::Template;
use serde::Deserialize;

use super::fault::{Fault, run};
use super::fields::Form;
use super::layout::{Shell, shown};
use super::session::Signed;
use super::typed::Again;
use crate::app::App;
use crate::auth::policy::allowed;
use crate::auth::{Action, Caller};
use crate::domain::code::{Code, CodeSet, vocabulary};
use crate::domain::cohort::CohortState;
use crate::domain::ids::{CohortId, LearnerId};
use crate::services::cohorts::{self, CohortAnswer, CohortPart, CohortSheet, CohortView};
use crate::services::{Asked, NamedSort, ServiceError, Slice, learners};
use crate::words::label::Label;
use crate::words::pages::{cohorts as words, dates};

/// How many cohorts, and how many learners of one, stand on a page.
const ROWS: u16 = 200;

vocabulary! {
    /// Which view of an answer is open.
    Tab {
        /// Who is placed.
        Placed = "placed",
        /// Who is not.
        Unplaced = "unplaced",
        /// Each employer's offers with who takes them up.
        Offers = "offers",
        /// What is short, and what to ask for next.
        Shortages = "shortages",
    }
}

struct Row {
    id: String,
    name: String,
    state: &'static str,
    learners: i32,
}

#[derive(Template)]
#[template(path = "cohorts/list.html", config = "src/web/askama.toml")]
struct List {
    shell: Shell,
    may_create: bool,
    rows: Vec<Row>,
}

#[get("/cohorts")]
pub(super) async fn list(app: web::Data<App>, signed: Signed) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| {
        let found = cohorts::list(app, &signed.0, &Slice::first(ROWS))?.items;
        let rows = found.into_iter().rev().map(Row::from).collect();
        let may_create = allowed(signed.0.role, Action::CreateCohort);
        Ok(List { shell: Shell::of(app, &signed.0)?, may_create, rows })
    });
    Ok(shown(&view.await?))
}

impl From<CohortView> for Row {
    fn from(view: CohortView) -> Self {
        Self {
            id: view.id.to_string(),
            name: view.name.to_string(),
            state: view.state.label(),
            learners: view.learners,
        }
    }
}

/// What learners are called, for whoever may read it; others know them by number.
struct Names(BTreeMap<LearnerId, String>);

impl Names {
    fn of(app: &App, caller: &Caller) -> Result<Self, ServiceError> {
        if !allowed(caller.role, Action::ReadLearner) {
            return Ok(Self(BTreeMap::new()));
        }
        let asked = Asked { sort: NamedSort::Name, search: None, slice: Slice::first(ROWS) };
        let all = learners::list(app, caller, CodeSet::EMPTY, &asked)?.items.into_iter();
        Ok(Self(all.map(|one| (one.id, format!("{} {}", one.first_name, one.family_name))).collect()))
    }

    fn call(&self, learner: Option<&LearnerId>, number: u32) -> String {
        let known = learner.and_then(|learner| self.0.get(learner));
        known.cloned().unwrap_or_else(|| words::numbered(number))
    }

    fn call_part(&self, part: &CohortPart) -> String {
        self.call(Some(&part.learner), u32::try_from(part.number).unwrap_or_default())
    }
}

/// A learner's part in a list.
struct Part {
    learner: String,
    name: String,
    at: Option<String>,
    dates: String,
    words: String,
    decision: Option<&'static str>,
    placement: Option<String>,
}

impl Part {
    fn of(part: CohortPart, names: &Names) -> Self {
        let got = part.got.as_ref();
        Self {
            name: names.call_part(&part),
            learner: part.learner.to_string(),
            at: got.map(|got| format!("{}, {}", got.title, got.employer_name)),
            dates: got.map(|got| dates(Some(got.start), Some(got.last_day))).unwrap_or_default(),
            words: part.words.unwrap_or_default(),
            decision: part.decision.map(Label::label),
            placement: part.placement.map(|id| id.to_string()),
        }
    }
}

#[derive(Template)]
#[template(path = "cohorts/cohort.html", config = "src/web/askama.toml")]
struct Page {
    shell: Shell,
    id: String,
    name: String,
    state: &'static str,
    waits: bool,
    done: i32,
    learners: i32,
    problem: Option<String>,
    facts: Vec<(&'static str, String)>,
    tabs: Vec<(&'static str, &'static str, bool)>,
    tab: Tab,
    parts: Vec<Part>,
    more: bool,
    offers: Vec<(String, String, String)>,
    shortages: Vec<String>,
    next: Vec<String>,
    sheets: Vec<(&'static str, &'static str)>,
    may_prove: bool,
    may_try: bool,
    may_repeat: bool,
    propose: Option<Form>,
}

/// Which view is wanted.
#[derive(Deserialize)]
pub(super) struct Wanted {
    tab: Option<String>,
}

#[get("/cohorts/{id}")]
pub(super) async fn show(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    wanted: web::Query<Wanted>,
) -> Result<HttpResponse, Fault> {
    let tab = wanted.tab.as_deref().and_then(Tab::named).unwrap_or(Tab::Placed);
    let view = run(&app, move |app| view(app, &signed.0, &cohort_id(&id)?, tab));
    Ok(shown(&view.await?))
}

fn cohort_id(text: &str) -> Result<CohortId, ServiceError> {
    CohortId::parse(text).map_err(|_| ServiceError::NotFound)
}

fn view(app: &App, caller: &Caller, id: &CohortId, tab: Tab) -> Result<Page, ServiceError> {
    let shell = Shell::of(app, caller)?;
    let cohort = cohorts::read(app, caller, id)?;
    let answer = cohort.answer.as_ref();
    let lists_learners = matches!(tab, Tab::Placed | Tab::Unplaced);
    let (parts, more) = match lists_learners {
        true => cohorts::list_learners(app, caller, id, None, ROWS)?,
        false => (Vec::new(), false),
    };
    let names = Names::of(app, caller)?;
    let is_placed = |part: &CohortPart| part.got.is_some() || part.placement.is_some();
    let of_tab = parts.into_iter().filter(|part| is_placed(part) == (tab == Tab::Placed));
    let solved = cohort.state == CohortState::Solved;
    let may = |action| solved && allowed(caller.role, action);
    let propose = || {
        let action = format!("/staff/cohorts/{id}/propose");
        Form::new(&shell.csrf, &Again::default(), "propose", action, words::PROPOSE)
    };
    let tabs = Tab::ALL.iter().filter(|one| answer.is_some() || matches!(one, Tab::Placed | Tab::Unplaced));
    let sheets = CohortSheet::ALL.iter().filter(|_| may(Action::ExportCohort));
    let offers = answer.iter().flat_map(|answer| &answer.offers);
    Ok(Page {
        id: id.to_string(),
        name: cohort.name.to_string(),
        state: cohort.state.label(),
        waits: matches!(cohort.state, CohortState::Weighing | CohortState::Explaining),
        done: cohort.done,
        learners: cohort.learners,
        problem: cohort.problem.as_ref().map(|problem| problem.words.clone()),
        facts: answer.map(figures).unwrap_or_default(),
        tabs: tabs.map(|one| (one.code(), words::tab(one.code()), *one == tab)).collect(),
        tab,
        parts: of_tab.map(|part| Part::of(part, &names)).collect(),
        more,
        offers: offers
            .map(|one| {
                let at = format!("{}, {}", one.title, one.employer_name);
                (one.offer.to_string(), at, words::seats(one.taken, one.seats, one.suits, &one.words))
            })
            .collect(),
        shortages: answer.iter().flat_map(|answer| &answer.shortages).map(|one| one.words.clone()).collect(),
        next: answer
            .iter()
            .flat_map(|answer| &answer.recruit_next)
            .map(|one| words::ask_next(&one.title, &one.area, one.placed))
            .collect(),
        sheets: sheets.map(|sheet| (sheet.code(), words::sheet(sheet.code()))).collect(),
        may_prove: may(Action::ProveCohort) && may(Action::ReadCohortDemand),
        may_try: may(Action::TryCohort),
        may_repeat: may(Action::CreateCohort),
        propose: may(Action::ProposeCohort).then(propose),
        shell,
    })
}

/// The answer in figures.
fn figures(answer: &CohortAnswer) -> Vec<(&'static str, String)> {
    let lowest = answer.lowest.map(|lowest| (words::LOWEST, words::score(lowest)));
    let proof = (words::PROOF, words::proof(answer.proof.holds, answer.proof.apart).to_owned());
    let placed = (words::PLACED_OF, words::placed(answer.placed, answer.of));
    let most = (words::AT_MOST, answer.proof.at_most.to_string());
    [Some(placed), Some(most), lowest, Some(proof)].into_iter().flatten().collect()
}

/// A sheet to open in a spreadsheet.
#[get("/cohorts/{id}/sheets/{sheet}")]
pub(super) async fn download(
    app: web::Data<App>,
    signed: Signed,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Fault> {
    let (id, name) = path.into_inner();
    let sheet = CohortSheet::named(&name).ok_or(ServiceError::NotFound)?;
    let written = run(&app, move |app| cohorts::sheet(app, &signed.0, &cohort_id(&id)?, sheet)).await?;
    let name = format!("attachment; filename=\"{}\"", written.name);
    let answer = HttpResponse::Ok()
        .insert_header((CONTENT_DISPOSITION, name))
        .content_type("text/csv; charset=utf-8")
        .body(written.csv);
    Ok(answer)
}
