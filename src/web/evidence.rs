//! Evidence tables: which there are, each on a page that prints, and as files.

use actix_web::web::ServiceConfig;
use actix_web::{HttpResponse, get, web};
use askama::Template;
use serde::Deserialize;

use super::fault::{Fault, run};
use super::form::typed;
use super::layout::{Shell, shown};
use super::learners::learner_id;
use super::printed::attached;
use super::session::Signed;
use super::typed::date_of;
use crate::app::App;
use crate::auth::Caller;
use crate::domain::code::{Code, CodeSet};
use crate::domain::learner::LearnerState;
use crate::domain::role::Role;
use crate::evidence::{EvidenceCell, EvidenceRow, EvidenceSheet, EvidenceTable, MANY, TermOfYear, charts};
use crate::services::evidence::{self, EvidenceAsked, EvidenceFormat};
use crate::services::{Asked, NamedSort, ServiceError, Slice, learners};
use crate::words::pages::evidence as words;

/// How many learners can be chosen from.
const LEARNERS: u16 = 200;

/// Registers the pages.
pub(super) fn register(config: &mut ServiceConfig) {
    config.service(list).service(show).service(download);
}

#[derive(Template)]
#[template(path = "evidence/list.html", config = "src/web/askama.toml")]
struct List {
    shell: Shell,
    tables: Vec<(&'static str, &'static str, &'static str)>,
    of_hub: bool,
}

#[get("/evidence")]
async fn list(app: web::Data<App>, signed: Signed) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| {
        let nation = evidence::nation(app, &signed.0)?;
        let tables = evidence::tables_of(&signed.0).map(|one| (one.code(), one.title(nation), one.about()));
        let of_hub = signed.0.role == Role::Hub;
        Ok(List { shell: Shell::of(app, &signed.0)?, tables: tables.collect(), of_hub })
    });
    Ok(shown(&view.await?))
}

/// What of a table is asked for, as it stands in the address.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
struct Narrowed {
    learner: String,
    from: String,
    to: String,
    term: String,
    format: String,
}

impl Narrowed {
    fn asked(&self) -> Result<EvidenceAsked, ServiceError> {
        let date = |name: &str, text: &str| match typed(text) {
            None => Ok(None),
            Some(text) => {
                date_of(text).map(Some).ok_or_else(|| ServiceError::invalid(name, words::WRONG_DATE))
            }
        };
        Ok(EvidenceAsked {
            learner: typed(&self.learner).map(learner_id).transpose()?,
            from: date("from", &self.from)?,
            to: date("to", &self.to)?,
            term: typed(&self.term)
                .map(|code| TermOfYear::named(code).ok_or(ServiceError::NotFound))
                .transpose()?,
        })
    }
}

/// A cell: what it says, where that leads, what stands above it, and whether it says that there is no value.
struct Cell {
    words: String,
    link: Option<String>,
    heading: &'static str,
    is_empty: bool,
}

#[derive(Template)]
#[template(path = "evidence/table.html", config = "src/web/askama.toml")]
struct Page {
    shell: Shell,
    code: &'static str,
    title: &'static str,
    about: &'static str,
    as_at: Option<String>,
    count: String,
    notes: Vec<String>,
    columns: Vec<(&'static str, &'static str)>,
    rows: Vec<Vec<Cell>>,
    charts: Vec<String>,
    many: bool,
    of_one: bool,
    dated: bool,
    learners: Vec<(String, String, bool)>,
    terms: Vec<(String, String, bool)>,
    asked: EvidenceAsked,
}

impl Page {
    /// What a link to the same as a file adds to its address.
    fn query(&self) -> String {
        let EvidenceAsked { learner, from, to, term } = &self.asked;
        let learner = learner.as_ref().map(|id| format!("&learner={id}"));
        let from = from.map(|date| format!("&from={date}"));
        let to = to.map(|date| format!("&to={date}"));
        let term = term.map(|term| format!("&term={}", term.code()));
        [learner, from, to, term].into_iter().flatten().collect()
    }

    fn from(&self) -> String {
        self.asked.from.map(|date| date.to_string()).unwrap_or_default()
    }

    fn to(&self) -> String {
        self.asked.to.map(|date| date.to_string()).unwrap_or_default()
    }
}

fn table(code: &str) -> Result<EvidenceTable, ServiceError> {
    EvidenceTable::named(code).ok_or(ServiceError::NotFound)
}

#[get("/evidence/{table}")]
async fn show(
    app: web::Data<App>,
    signed: Signed,
    code: web::Path<String>,
    narrowed: web::Query<Narrowed>,
) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| view(app, &signed.0, table(&code)?, narrowed.asked()?));
    Ok(shown(&view.await?))
}

fn view(
    app: &App,
    caller: &Caller,
    table: EvidenceTable,
    asked: EvidenceAsked,
) -> Result<Page, ServiceError> {
    let nation = evidence::nation(app, caller)?;
    let of_one = table.is_of_one_learner();
    let waits = of_one && asked.learner.is_none();
    let found = if waits { None } else { Some(evidence::read(app, caller, table, &asked)?) };
    let learners = if of_one { choices(app, caller, &asked)? } else { Vec::new() };
    let terms = if table.is_of_hub() { terms(app, caller, &asked)? } else { Vec::new() };
    let title = table.title(nation);
    let (columns, rows) = found.as_ref().map(laid_out).unwrap_or_default();
    Ok(Page {
        shell: Shell::of(app, caller)?,
        code: table.code(),
        title,
        about: table.about(),
        as_at: found.as_ref().map(|found| words::as_at(found.as_at)),
        count: words::rows(rows.len()),
        many: columns.len() >= MANY,
        columns,
        rows,
        charts: found.as_ref().map(charts).unwrap_or_default(),
        notes: found.map(|found| found.notes).unwrap_or_default(),
        of_one,
        dated: !table.is_of_all_dates(),
        learners,
        terms,
        asked,
    })
}

/// The terms of which there are figures; the newest is chosen unless another is.
fn terms(
    app: &App,
    caller: &Caller,
    asked: &EvidenceAsked,
) -> Result<Vec<(String, String, bool)>, ServiceError> {
    let all = evidence::terms(app, caller)?;
    let chosen = asked.term.or(all.first().copied());
    Ok(all.into_iter().map(|term| (term.code(), term.words(), chosen == Some(term))).collect())
}

/// The learners whom a table can be about.
fn choices(
    app: &App,
    caller: &Caller,
    asked: &EvidenceAsked,
) -> Result<Vec<(String, String, bool)>, ServiceError> {
    let active = [LearnerState::Active].into_iter().collect::<CodeSet<_>>();
    let all = Asked { sort: NamedSort::Name, search: None, slice: Slice::first(LEARNERS) };
    let found = learners::list(app, caller, active, &all)?.items.into_iter();
    let choice = |one: learners::LearnerSummary| {
        let chosen = asked.learner.as_ref() == Some(&one.id);
        (one.id.to_string(), format!("{}, {}", one.family_name, one.first_name), chosen)
    };
    let mut choices: Vec<_> = found.map(choice).collect();
    // Whoever is asked for stands in the list, however long it is; nobody is chosen who was not.
    match &asked.learner {
        Some(id) if choices.iter().all(|(_, _, chosen)| !chosen) => {
            choices.insert(0, (id.to_string(), words::THE_ONE_SHOWN.to_owned(), true));
        }
        Some(_) => {}
        None => choices.insert(0, (String::new(), words::CHOOSE.to_owned(), true)),
    }
    Ok(choices)
}

type LaidOut = (Vec<(&'static str, &'static str)>, Vec<Vec<Cell>>);

fn laid_out(evidence: &EvidenceSheet) -> LaidOut {
    let columns = evidence.columns.iter().map(|column| (column.heading, column.source)).collect();
    let row = |row: &EvidenceRow| {
        let cells = row.cells.iter().zip(&evidence.columns);
        cells.map(|(cell, column)| laid(cell, column.name, column.heading, row)).collect()
    };
    (columns, evidence.rows.iter().map(row).collect())
}

fn laid(cell: &EvidenceCell, name: &str, heading: &'static str, row: &EvidenceRow) -> Cell {
    let link = match name {
        "reference" => row.placement.as_ref().map(|id| format!("/staff/placements/{id}")),
        "learner" => row.learner.as_ref().map(|id| format!("/staff/learners/{id}")),
        _ => None,
    };
    Cell { words: cell.words(), link, heading, is_empty: cell.is_empty() }
}

/// The same as a file.
#[get("/evidence/{table}/file")]
async fn download(
    app: web::Data<App>,
    signed: Signed,
    code: web::Path<String>,
    narrowed: web::Query<Narrowed>,
) -> Result<HttpResponse, Fault> {
    let file = run(&app, move |app| {
        let format = EvidenceFormat::named(&narrowed.format).ok_or(ServiceError::NotFound)?;
        evidence::file(app, &signed.0, table(&code)?, &narrowed.asked()?, format)
    });
    Ok(attached(file.await?))
}
