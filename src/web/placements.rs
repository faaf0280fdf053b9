//! Placements: those that wait for something, and one as a list of tasks with every step done from there.

mod after;
mod alerts;
mod calls;
mod coaches;
pub(super) mod copies;
mod edits;
mod forms;
mod lessons;
pub(super) mod letters;
mod notice;
pub(super) mod page;
pub(super) mod pack;
mod reviews;
pub(super) mod steps;
mod tasks;
pub(super) mod week;

use actix_web::{HttpResponse, get, web};
use askama::Template;
use serde::Deserialize;

use super::fault::{Fault, run};
use super::layout::{Shell, shown};
use super::paging::{Foot, Turned, or_from_the_first};
use super::session::Signed;
use crate::app::App;
use crate::domain::code::Code;
use crate::services::placements::PlacementSummary;
use crate::services::work;
use crate::standing::Due;
use crate::words::label::Label;
use crate::words::pages::dates;
use crate::words::pages::work as words;

#[derive(Template)]
#[template(path = "placements/list.html", config = "src/web/askama.toml")]
struct List {
    shell: Shell,
    heading: Option<&'static str>,
    items: Vec<Item>,
    foot: Foot,
}

/// A placement in a list.
struct Item {
    id: String,
    name: String,
    at: String,
    dates: String,
    state: &'static str,
}

impl From<PlacementSummary> for Item {
    fn from(summary: PlacementSummary) -> Self {
        let called = [summary.reference.to_string(), summary.learner_name()];
        Self {
            id: summary.id.to_string(),
            name: called.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "),
            at: format!("{}, {}", summary.title, summary.employer_name),
            dates: dates(summary.first_day, summary.last_day),
            state: summary.state.label(),
        }
    }
}

/// Which placements are wanted.
#[derive(Deserialize)]
pub(super) struct Wanted {
    /// What they wait for; everything that is not over when absent.
    pub due: Option<Due>,
}

#[get("/placements")]
pub(super) async fn list(
    app: web::Data<App>,
    signed: Signed,
    wanted: web::Query<Wanted>,
    turned: web::Query<Turned>,
) -> Result<HttpResponse, Fault> {
    let due = wanted.due;
    let view = run(&app, move |app| {
        let mut turned = turned.into_inner();
        let found = or_from_the_first(&mut turned, |slice| work::open(app, &signed.0, due, slice))?;
        let query = [("due", due.map(Code::code).unwrap_or_default())];
        let foot = Foot::of("/staff/placements", &query, &turned, &found).with_files("placements", &query);
        let items = found.items.into_iter().map(|one| Item::from(one.placement)).collect();
        Ok(List { shell: Shell::of(app, &signed.0)?, heading: due.map(words::heading), items, foot })
    });
    Ok(shown(&view.await?))
}
