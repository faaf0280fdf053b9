//! Offers on a map, as a second view of the same rows: a page of the list, or what suits a learner.

use std::collections::BTreeSet;

use actix_web::{HttpResponse, get, web};
use askama::Template;
use serde::Deserialize;

use super::fault::{Fault, run};
use super::form::typed;
use super::layout::{Shell, shown};
use super::learners::learner_id;
use super::offers::Narrowed;
use super::paging::{Turned, by_name};
use super::session::Signed;
use crate::app::App;
use crate::auth::Caller;
use crate::domain::ids::{LearnerId, OfferId};
use crate::maps::{Map, MapArea, MapMark, draw};
use crate::services::maps::{self, Areas, Sites};
use crate::services::matches::MatchView;
use crate::services::{Asked, ServiceError, offers};
use crate::words::maps as words;

/// How many matches stand on a map.
const MATCHES: usize = 20;

/// A place of the list.
struct Row {
    link: String,
    title: String,
    employer: String,
    is_drawn: bool,
}

/// A square with the learners who live there.
struct Area {
    name: String,
    learners: String,
}

#[derive(Template)]
#[template(path = "maps/map.html", config = "src/web/askama.toml")]
struct Page {
    shell: Shell,
    title: &'static str,
    back: (String, &'static str),
    svg: Option<String>,
    notes: Vec<String>,
    rows: Vec<Row>,
    areas: Vec<Area>,
}

/// Whose matches; the offers of the list where nobody is named.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Of {
    learner: String,
}

#[get("/map")]
pub(super) async fn show(
    app: web::Data<App>,
    signed: Signed,
    of: web::Query<Of>,
    narrowed: web::Query<Narrowed>,
    turned: web::Query<Turned>,
) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| match typed(&of.learner) {
        Some(learner) => of_matches(app, &signed.0, &learner_id(learner)?),
        None => of_offers(app, &signed.0, &narrowed, turned.into_inner()),
    });
    Ok(shown(&view.await?))
}

/// What the rows of a map are before they are drawn: the offer, its title and its employer, and where it leads.
type Listed = Vec<(OfferId, String, String, String)>;

fn of_offers(
    app: &App,
    caller: &Caller,
    narrowed: &Narrowed,
    mut turned: Turned,
) -> Result<Page, ServiceError> {
    let (states, search) = narrowed.asked()?;
    let wanted = offers::Wanted { states, ..offers::Wanted::default() };
    let read = |asked: &Asked<_>| maps::of_offers(app, caller, &wanted, asked);
    let ((found, sites), _) = by_name(&mut turned, search.as_ref(), read)?;
    let row = |one: offers::OfferView| {
        let link = format!("/staff/offers/{}", one.id);
        (one.id, one.offer.title.to_string(), one.employer_name.unwrap_or_default(), link)
    };
    let rows = found.items.into_iter().map(row).collect();
    let back = (turned.here("/staff/offers", &narrowed.query()), words::BACK_TO_OFFERS);
    page(app, caller, (words::OFFERS, back), (rows, sites), maps::areas(app, caller)?)
}

fn of_matches(app: &App, caller: &Caller, learner: &LearnerId) -> Result<Page, ServiceError> {
    let (found, sites) = maps::of_matches(app, caller, learner, MATCHES)?;
    let row = |one: MatchView| {
        let link = format!("/staff/learners/{learner}/matches/{}", one.offer);
        (one.offer, one.title, one.employer_name, link)
    };
    let rows = found.into_iter().map(row).collect();
    let back = (format!("/staff/learners/{learner}/matches"), words::BACK_TO_MATCHES);
    page(app, caller, (words::MATCHES, back), (rows, sites), maps::area_of(app, caller, learner)?)
}

fn page(
    app: &App,
    caller: &Caller,
    (title, back): (&'static str, (String, &'static str)),
    (rows, sites): (Listed, Sites),
    found: Areas,
) -> Result<Page, ServiceError> {
    let marks = (1..).zip(&rows).filter_map(|(number, (id, name, ..))| {
        Some(MapMark { number, name: name.clone(), at: *sites.get(id)? })
    });
    let marks: Vec<MapMark> = marks.collect();
    let backdrop = maps::backdrop(app, caller)?;
    let (areas, named): (Vec<_>, Vec<_>) = found.areas.into_iter().unzip();
    let svg = draw(&Map { title, marks: &marks, areas: &areas, backdrop: &backdrop });
    let mut notes = vec![words::ABOUT.to_owned()];
    notes.extend((!areas.is_empty()).then(|| words::AREAS.to_owned()));
    notes.extend((found.unplaced > 0).then(|| words::unplaced(found.unplaced)));
    notes.extend(backdrop.stops.is_empty().then(|| words::NO_TIMETABLE.to_owned()));
    let area = |(area, outward): (&MapArea, BTreeSet<String>)| Area {
        name: outward.into_iter().collect::<Vec<_>>().join(", "),
        learners: words::learners(area.learners),
    };
    let row = |(id, title, employer, link): (OfferId, String, String, String)| Row {
        is_drawn: sites.contains_key(&id),
        link,
        title,
        employer,
    };
    Ok(Page {
        shell: Shell::of(app, caller)?,
        title,
        back,
        svg,
        notes,
        areas: areas.iter().zip(named).map(area).collect(),
        rows: rows.into_iter().map(row).collect(),
    })
}
