//! Messages to families: the plan of a year, and the people who get them. One message has a page of its own.

mod ask;
mod message;
mod people;

use actix_web::http::StatusCode;
use actix_web::web::ServiceConfig;
use actix_web::{HttpResponse, get, post, web};
use serde::Deserialize;

use super::change::Saved;
use super::fault::{Fault, run};
use super::fields::Form;
use super::form::Posted;
use super::layout::Shell;
use super::plain::{Item, Mark, Plain, Section};
use super::session::{Signed, see_other};
use super::typed::{Again, Typed};
use crate::app::App;
use crate::auth::Caller;
use crate::domain::family_message::FamilyMessageState;
use crate::services::ServiceError;
use crate::services::families::{self, FamilyMessageView, FamilyPlanYear};
use crate::words::label::Label;
use crate::words::pages::families as words;

/// Registers the pages.
pub(super) fn register(config: &mut ServiceConfig) {
    config
        .service(list)
        .service(start_year)
        .service(ask::new)
        .service(ask::add)
        .service(people::show)
        .service(people::save)
        .configure(message::register)
        .service(ask::show)
        .service(ask::save);
}

/// Of which school year.
#[derive(Default, Deserialize)]
#[serde(default)]
struct OfYear {
    year: Option<i32>,
    saved: String,
}

#[get("/families")]
async fn list(app: web::Data<App>, signed: Signed, asked: web::Query<OfYear>) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| {
        let year = asked.year.unwrap_or_else(|| families::this_year(app));
        let banner = words::done(&asked.saved).map(str::to_owned);
        Ok(Plain { banner, ..view(app, &signed.0, year, &Again::default())? })
    });
    Ok(view.await?.answer(StatusCode::OK))
}

fn view(app: &App, caller: &Caller, year: i32, again: &Again) -> Result<Plain, ServiceError> {
    let all = families::list(app, caller, year)?;
    let shell = Shell::of(app, caller)?;
    let start = Form::new(&shell.csrf, again, "start", "/staff/families/start".to_owned(), words::START)
        .second()
        .with("school_year", year);
    let others = families::years(app).filter(|one| *one != year);
    let links = others.map(|one| (format!("/staff/families?year={one}"), words::year(one)));
    let sections = vec![
        Section {
            items: all.iter().map(row).collect(),
            empty: words::NO_MESSAGE,
            links: [
                (format!("/staff/families/new?year={year}"), words::NEW.to_owned()),
                ("/staff/families/people".to_owned(), words::PEOPLE.to_owned()),
            ]
            .into_iter()
            .chain(links)
            .collect(),
            ..Section::headed("plan", words::year(year))
        },
        Section {
            lead: vec![words::ABOUT_STARTING.to_owned()],
            forms: vec![start],
            ..Section::headed("start", words::START)
        },
    ];
    let lead = vec![words::ABOUT.to_owned()];
    Ok(Plain { lead, sections, ..Plain::headed(shell, words::FAMILIES) }.refused(again))
}

/// How far a message has come, as a mark beside its title.
fn mark(message: &FamilyMessageView) -> Mark {
    let class = if message.state == FamilyMessageState::Approved { "good" } else { "none" };
    (class, message.state.label().to_owned())
}

fn title(message: &FamilyMessageView) -> String {
    message.message.texts.first().map(|text| text.title.to_string()).unwrap_or_default()
}

fn when_and_whom(message: &FamilyMessageView) -> Vec<String> {
    let groups: Vec<u8> = message.message.year_groups.iter().map(|group| group.number()).collect();
    vec![words::planned_for(&message.message.planned_for), words::audience(&groups)]
}

fn row(message: &FamilyMessageView) -> Item {
    let item = Item::linked(title(message), format!("/staff/families/{}", message.id));
    Item { mark: Some(mark(message)), lines: when_and_whom(message), ..item }
}

#[post("/families/start")]
async fn start_year(app: web::Data<App>, signed: Signed, form: Posted<Typed>) -> Result<HttpResponse, Fault> {
    let year = run(&app, move |app| {
        let school_year = form.0.number("school_year", "").map_err(|_| ServiceError::NotFound)?;
        families::start(app, &signed.0, FamilyPlanYear { school_year })?;
        Ok(school_year)
    });
    Ok(see_other(&format!("/staff/families?year={}&saved=start", year.await?)))
}

/// What was saved before a page was shown, in words.
fn banner(saved: &Saved) -> Option<String> {
    words::done(&saved.saved).map(str::to_owned)
}
