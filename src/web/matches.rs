//! Which offers suit a learner, in bands; why one does, and proposing it.

pub(super) mod compare;
pub(super) mod decision;
mod needs;
pub(super) mod opening;

use actix_web::{HttpRequest, HttpResponse, get, post, web};
use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;

use self::decision::Decided;
use self::needs::{NeedRow, table};
use super::fault::{Fault, run};
use super::fields::{Form, summary};
use super::form::{Posted, made, once};
use super::layout::{Shell, shown};
use super::learners::learner_id;
use super::paging::Foot;
use super::session::{Signed, see_other};
use super::typed::{Again, Typed};
use crate::app::App;
use crate::auth::policy::allowed;
use crate::auth::{Action, Caller};
use crate::domain::ids::{LearnerId, OfferId, WindowId};
use crate::services::matches::{self, MatchView, Wanted};
use crate::services::placements::{self, Proposal};
use crate::services::{ServiceError, learners};
use crate::words::label::Label;
use crate::words::pages::{dates, matching as words, needs as needs_words};

/// How many matches stand on a page.
const ROWS: usize = 20;

/// How many reasons stand in the list.
const REASONS: usize = 3;

struct Row {
    offer: String,
    chosen: bool,
    title: String,
    employer: String,
    band: &'static str,
    outcome: String,
    dates: String,
    reasons: Vec<String>,
    /// What people made of it: a mark, and who, when and why.
    decided: Option<Decided>,
}

#[derive(Template)]
#[template(path = "matches/list.html", config = "src/web/askama.toml")]
struct List {
    shell: Shell,
    errors: Vec<(String, String)>,
    learner: String,
    name: String,
    may_read: bool,
    may_try: bool,
    shortlisted: Vec<Decided>,
    rows: Vec<Row>,
    left_out: Vec<String>,
    foot: Foot,
}

#[get("/learners/{id}/matches")]
pub(super) async fn list(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| list_of(app, &signed.0, &learner_id(&id)?, None));
    Ok(shown(&view.await?))
}

/// The list; with what was selected where that was not two.
fn list_of(app: &App, caller: &Caller, id: &LearnerId, wrong: Option<&Typed>) -> Result<List, ServiceError> {
    let wanted = Wanted { limit: ROWS, ..Wanted::default() };
    let found = matches::list(app, caller, id, wanted)?;
    let mut rows: Vec<Row> = found.items.into_iter().map(Row::from).collect();
    let decided = decision::standing(app, caller, id)?;
    for row in &mut rows {
        row.decided = decided.iter().find(|one| one.offer == row.offer).cloned();
        row.chosen = wrong.is_some_and(|typed| typed.all("offer").any(|offer| offer == row.offer));
    }
    let first = rows.first().map_or_else(|| "main".to_owned(), |row| format!("offer-{}", row.offer));
    Ok(List {
        shell: Shell::of(app, caller)?,
        errors: wrong.map(|_| (first, needs_words::SELECT_TWO.to_owned())).into_iter().collect(),
        name: name(app, caller, id)?,
        learner: id.to_string(),
        foot: Foot::files("matches", &[("of", id.as_str())]),
        may_read: allowed(caller.role, Action::ReadLearner),
        may_try: allowed(caller.role, Action::TryMatches),
        shortlisted: decided.into_iter().filter(|one| one.mark == "good").collect(),
        left_out: words::funnel(&found.funnel),
        rows,
    })
}

/// What the learner is called, for whoever may read it.
fn name(app: &App, caller: &Caller, id: &LearnerId) -> Result<String, ServiceError> {
    if !allowed(caller.role, Action::ReadLearner) {
        return Ok(words::A_LEARNER.to_owned());
    }
    let identity = learners::read(app, caller, id)?.learner.identity;
    Ok(format!("{} {}", identity.first_name(), identity.family_name))
}

impl From<MatchView> for Row {
    fn from(view: MatchView) -> Self {
        Self {
            offer: view.offer.to_string(),
            chosen: false,
            title: view.title,
            employer: view.employer_name,
            band: view.family_band.map_or(words::NO_BAND, Label::label),
            outcome: view.words.outcome,
            dates: dates(view.days.first().copied(), view.days.last().copied()),
            reasons: view
                .here_before
                .into_iter()
                .chain(view.words.reasons.into_iter().take(REASONS))
                .collect(),
            decided: None,
        }
    }
}

#[derive(Template)]
#[template(path = "matches/why.html", config = "src/web/askama.toml")]
struct Why {
    shell: Shell,
    once: String,
    learner: String,
    name: String,
    row: Row,
    window: Option<String>,
    start: Option<NaiveDate>,
    needs: Vec<NeedRow>,
    sections: Vec<(&'static str, Vec<String>)>,
    may_propose: bool,
    may_explain: bool,
    decided: Vec<Decided>,
    decide: Option<Form>,
    errors: Vec<(String, String)>,
}

#[get("/learners/{id}/matches/{offer}")]
pub(super) async fn show(
    app: web::Data<App>,
    signed: Signed,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Fault> {
    let (id, offer) = path.into_inner();
    let view = run(&app, move |app| {
        let offer = OfferId::parse(&offer).map_err(|_| ServiceError::NotFound)?;
        why(app, &signed.0, &learner_id(&id)?, &offer, &Again::default())
    });
    Ok(shown(&view.await?))
}

/// The page of one offer for a learner, with the form that was refused as it was typed.
fn why(
    app: &App,
    caller: &Caller,
    id: &LearnerId,
    offer: &OfferId,
    again: &Again,
) -> Result<Why, ServiceError> {
    let found = matches::read(app, caller, id, offer, None)?;
    let told = found.words.clone();
    let window = found.window.as_ref().map(ToString::to_string);
    let start = found.days.first().copied();
    let shell = Shell::of(app, caller)?;
    let decided = decision::about(app, caller, id, offer)?;
    let decide = decision::form(caller, id, offer, decided.last(), (&shell.csrf, again));
    Ok(Why {
        errors: summary(again, &decide),
        once: app.ids.next_id(),
        name: name(app, caller, id)?,
        needs: table(app, caller, id, std::slice::from_ref(offer))?,
        learner: id.to_string(),
        may_explain: allowed(caller.role, Action::ExplainMatch),
        may_propose: allowed(caller.role, Action::ProposePlacement) && window.is_some() && start.is_some(),
        window,
        start,
        decided,
        decide,
        sections: [
            (words::FOR, told.reasons),
            (words::HERE_BEFORE, found.here_before.clone()),
            (words::TO_ASK, told.questions),
            (words::CHANGES, told.changes),
            (words::AGAINST, told.blockers),
            (words::UNLOCKS, told.unlocks),
            (words::LEFT_OUT, told.carved),
            (words::LAW, told.findings),
        ]
        .into_iter()
        .filter(|(_, lines)| !lines.is_empty())
        .collect(),
        row: Row::from(found),
        shell,
    })
}

/// What is proposed.
#[derive(Deserialize)]
pub(super) struct Proposed {
    once: String,
    window: WindowId,
    start: NaiveDate,
}

#[post("/learners/{id}/matches/{offer}")]
pub(super) async fn propose(
    app: web::Data<App>,
    signed: Signed,
    request: HttpRequest,
    path: web::Path<(String, String)>,
    form: Posted<Proposed>,
) -> Result<HttpResponse, Fault> {
    let route = request.path().to_owned();
    let (id, offer) = path.into_inner();
    let proposed = run(&app, move |app| {
        let Proposed { once: key, window, start } = form.0;
        let offer = OfferId::parse(&offer).map_err(|_| ServiceError::NotFound)?;
        let once = once(&route, &key, &format!("{window} {start}"));
        let proposal = Proposal { learner: learner_id(&id)?, offer, window, start };
        placements::propose(app, &signed.0, &once, &proposal)
    });
    let id = made(proposed.await?, |placement| placement.id.to_string());
    Ok(see_other(&format!("/staff/placements/{id}")))
}
