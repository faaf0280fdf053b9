//! What a hub sets for everybody, and the learners whom it may ask about.

mod passes;
mod weights;

use std::collections::BTreeMap;

use actix_web::http::StatusCode;
use actix_web::web::ServiceConfig;
use actix_web::{HttpResponse, get, web};

use super::fault::{Fault, run};
use super::layout::Shell;
use super::paging::Foot;
use super::plain::{Item, Plain, Section};
use super::session::Signed;
use crate::app::App;
use crate::auth::Caller;
use crate::services::{ServiceError, Slice, learners};
use crate::words::label::Label;
use crate::words::pages::hub as words;

/// How many learners stand on the page.
const ROWS: u16 = 200;

/// Registers the pages.
pub(super) fn register(config: &mut ServiceConfig) {
    config.service(list).configure(weights::register).configure(passes::register);
}

#[get("/agreed-learners")]
async fn list(app: web::Data<App>, signed: Signed) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| view(app, &signed.0));
    Ok(view.await?.answer(StatusCode::OK))
}

fn view(app: &App, caller: &Caller) -> Result<Plain, ServiceError> {
    let found = learners::list_agreed(app, caller, &Slice::first(ROWS))?;
    // They are told apart by their place among the learners of their provider, which no name stands behind.
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let items = found.items.into_iter().map(|one| {
        let place = places.entry(one.provider.to_string()).or_default();
        *place += 1;
        let name = words::learner(*place, one.provider_name.as_str());
        let link = format!("/staff/learners/{}/matches", one.learner);
        Item { lines: vec![one.programme.label().to_owned()], ..Item::linked(name, link) }
    });
    let section = Section {
        items: items.collect(),
        empty: words::NO_LEARNER,
        foot: Foot::files("agreed-learners", &[]),
        lead: found.next.is_some().then(|| words::SOME.to_owned()).into_iter().collect(),
        ..Section::default()
    };
    let page = Plain::headed(Shell::of(app, caller)?, words::LEARNERS);
    Ok(Plain { lead: vec![words::ABOUT_LEARNERS.to_owned()], sections: vec![section], ..page })
}
