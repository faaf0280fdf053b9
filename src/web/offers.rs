//! Offers: the list, and one as it was written.

pub(super) mod change;
pub(super) mod drafting;
mod sections;

use actix_web::{HttpResponse, get, web};
use askama::Template;
use serde::Deserialize;

use super::change::Saved;
use super::fault::{Fault, run};
use super::fields::Form;
use super::layout::{Shell, shown};
use super::paging::{Foot, Turned, by_name, searched};
use super::session::Signed;
use super::typed::Again;
use crate::app::App;
use crate::auth::policy::allowed;
use crate::auth::{Action, Caller};
use crate::domain::code::{Code, CodeSet};
use crate::domain::exposure::Exposure;
use crate::domain::fact::{Availability, Presence};
use crate::domain::ids::OfferId;
use crate::domain::offer::OfferState;
use crate::domain::provision::Provision;
use crate::domain::text::Line;
use crate::intake::ImportKind;
use crate::services::listing::Search;
use crate::services::offers::{self, OfferView, Wanted};
use crate::services::placements::PlacementHit;
use crate::services::{Asked, ServiceError};
use crate::words::label::Label;
use crate::words::pages::{
    drafting as drafting_words, ending, form as form_words, offer as words, offers as offer_words,
};

struct Row {
    id: String,
    title: String,
    at: String,
    windows: Vec<String>,
    state: &'static str,
    unknown: usize,
}

#[derive(Template)]
#[template(path = "offers/list.html", config = "src/web/askama.toml")]
struct List {
    shell: Shell,
    search: String,
    states: Vec<(&'static str, &'static str, bool)>,
    narrowed: bool,
    may_draft: bool,
    may_import: bool,
    total: i64,
    named: bool,
    rows: Vec<Row>,
    /// Where the same rows are on a map.
    map: String,
    foot: Foot,
}

/// What the list is narrowed to.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Narrowed {
    search: String,
    state: String,
}

impl Narrowed {
    /// The same as parts of a query.
    pub(super) fn query(&self) -> [(&'static str, &str); 2] {
        [("search", self.search.as_str()), ("state", self.state.as_str())]
    }

    /// The states and the search that are meant.
    pub(super) fn asked(&self) -> Result<(CodeSet<OfferState>, Option<Search>), ServiceError> {
        Ok((OfferState::named(&self.state).into_iter().collect(), searched(&self.search)?))
    }
}

#[get("/offers")]
pub(super) async fn list(
    app: web::Data<App>,
    signed: Signed,
    narrowed: web::Query<Narrowed>,
    turned: web::Query<Turned>,
) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| {
        let (states, search) = narrowed.asked()?;
        let is_narrowed = !states.is_empty() || search.is_some();
        let mut turned = turned.into_inner();
        let wanted = Wanted { states, ..Wanted::default() };
        let read = |asked: &Asked<_>| offers::list(app, &signed.0, &wanted, asked);
        let (found, named) = by_name(&mut turned, search.as_ref(), read)?;
        let query = narrowed.query();
        Ok(List {
            shell: Shell::of(app, &signed.0)?,
            map: turned.here("/staff/map", &query),
            foot: Foot::of("/staff/offers", &query, &turned, &found).with_files("offers", &query),
            named,
            may_draft: allowed(signed.0.role, Action::DraftOffer),
            may_import: super::imports::kinds(&signed.0).any(|kind| kind == ImportKind::Offers),
            narrowed: is_narrowed,
            states: OfferState::ALL
                .iter()
                .map(|code| (code.code(), code.label(), states.contains(*code)))
                .collect(),
            search: narrowed.into_inner().search,
            total: found.total,
            rows: found.items.into_iter().map(Row::from).collect(),
        })
    });
    Ok(shown(&view.await?))
}

impl From<OfferView> for Row {
    fn from(view: OfferView) -> Self {
        let offer = view.offer;
        Self {
            id: view.id.to_string(),
            at: format!("{}, {}", view.employer_name.unwrap_or_default(), offer.site.name),
            windows: words::windows(&offer),
            state: view.state.label(),
            unknown: offer.unstated(),
            title: offer.title.to_string(),
        }
    }
}

/// A placement in whose way a change stands.
struct Hit {
    id: String,
    line: String,
    reasons: Vec<String>,
}

impl From<&PlacementHit> for Hit {
    fn from(hit: &PlacementHit) -> Self {
        Self {
            id: hit.placement.to_string(),
            line: format!("{}, {}", hit.reference, hit.state.label()),
            reasons: hit.reasons.iter().map(|reason| reason.words.clone()).collect(),
        }
    }
}

#[derive(Template)]
#[template(path = "offers/offer.html", config = "src/web/askama.toml")]
pub(super) struct Page {
    shell: Shell,
    id: String,
    may_change: bool,
    draft: bool,
    preview: bool,
    next: Option<&'static str>,
    confirm: Option<Form>,
    ends: Vec<Form>,
    missing: Vec<String>,
    hazards: usize,
    controls: usize,
    saved: String,
    hits: Vec<Hit>,
    title: String,
    summary: String,
    state: &'static str,
    confirmed: bool,
    facts: Vec<(&'static str, Vec<String>)>,
    tasks: Vec<(String, String)>,
    provisions: Vec<(&'static str, &'static str)>,
    exposures: Vec<(&'static str, &'static str)>,
    unknown: usize,
}

#[get("/offers/{id}")]
pub(super) async fn show(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    done: web::Query<Saved>,
) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| {
        let id = OfferId::parse(&id).map_err(|_| ServiceError::NotFound)?;
        page(app, &signed.0, offers::read(app, &signed.0, &id)?, done.into_inner())
    });
    Ok(shown(&view.await?))
}

fn page(app: &App, caller: &Caller, view: OfferView, done: Saved) -> Result<Page, ServiceError> {
    let id = &view.id;
    let offer = &view.offer;
    let provisions = Provision::ALL.iter().map(|code| (*code, offer.provisions.get(*code)));
    let exposures = Exposure::ALL.iter().map(|code| (*code, offer.exposures.get(*code)));
    let address = offer.site.address.iter().map(ToString::to_string);
    let people = offer.people.iter().map(|person| format!("{}, {}", person.name, person.role));
    let shell = Shell::of(app, caller)?;
    let closed = view.state == OfferState::Archived;
    let confirm = || {
        let action = format!("/staff/offers/{id}/confirm");
        let form = Form::new(&shell.csrf, &Again::default(), "confirm", action, offer_words::CONFIRM);
        form.with("version", view.version)
    };
    let once = app.ids.next_id();
    let mut ends = Vec::new();
    if allowed(caller.role, Action::CopyOffer) {
        let (action, again) = (format!("/staff/offers/{id}/copy"), Again::default());
        ends.push(
            Form::new(&shell.csrf, &again, "copy", action, ending::COPY_OFFER).second().with("once", once),
        );
    }
    if allowed(caller.role, Action::ArchiveOffer) && !closed {
        let (action, again) = (format!("/staff/offers/{id}/archive"), Again::default());
        let form = Form::new(&shell.csrf, &again, "archive", action, ending::ARCHIVE_OFFER);
        ends.push(form.folded(ending::OFFER).second().with("version", view.version));
    }
    let waits = view.confirmed_by_employer_at.is_none() && !closed;
    Ok(Page {
        id: id.to_string(),
        may_change: allowed(caller.role, Action::ChangeOffer) && !closed,
        draft: view.state == OfferState::Draft && allowed(caller.role, Action::ChangeOffer),
        preview: false,
        next: drafting_words::done(&done.saved).filter(|_| view.state == OfferState::Open),
        confirm: (waits && allowed(caller.role, Action::ConfirmOffer)).then(confirm),
        ends,
        missing: view.still_missing.iter().map(|one| form_words::refusal(&one.field, &one.reason)).collect(),
        controls: offer.tasks.iter().map(|task| task.hazards.len()).sum(),
        saved: done.saved,
        hits: view.placements_hit.iter().map(Hit::from).collect(),
        hazards: offer.tasks.iter().map(|task| task.unanswered_proposals().len()).sum(),
        shell,
        title: offer.title.to_string(),
        summary: offer.summary.to_string(),
        state: view.state.label(),
        confirmed: view.confirmed_by_employer_at.is_some(),
        facts: vec![
            (words::SITE, std::iter::once(offer.site.name.to_string()).chain(address).collect()),
            (words::DOOR, vec![door(&offer.site.door)]),
            (words::WINDOWS, words::windows(offer)),
            (words::PEOPLE, people.collect()),
        ],
        tasks: offer.tasks.iter().map(|task| (task.name.to_string(), task.place.to_string())).collect(),
        provisions: provisions
            .filter(|(_, state)| *state != Availability::Unknown)
            .map(|(code, state)| (code.label(), state.label()))
            .collect(),
        exposures: exposures
            .filter(|(_, state)| *state != Presence::Unknown)
            .map(|(code, state)| (code.label(), state.label()))
            .collect(),
        unknown: offer.unstated(),
    })
}

fn door(door: &Line) -> String {
    if door.is_unsaid() { drafting_words::NOT_KNOWN.to_owned() } else { door.to_string() }
}

/// The page as the offer's employer sees it, without the forms of whoever looks.
fn preview(app: &App, caller: &Caller, view: OfferView, done: Saved) -> Result<Page, ServiceError> {
    Ok(Page {
        preview: true,
        may_change: false,
        draft: false,
        confirm: None,
        ends: Vec::new(),
        ..page(app, caller, view, done)?
    })
}
