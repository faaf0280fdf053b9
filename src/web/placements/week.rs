//! The plan of the week: its days and blocks, the rules that it breaks, and what people change in it.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use chrono_tz::Europe::London;

use super::edits;
use crate::app::App;
use crate::auth::policy::allowed;
use crate::auth::{Action, Caller};
use crate::domain::ids::PlacementId;
use crate::domain::offer::Offer;
use crate::programme::{Block, BlockId, Breach, Edit};
use crate::services::programmes::{self, ProgrammeView};
use crate::services::{ServiceError, offers, placements};
use crate::web::fault::{Fault, run};
use crate::web::fields::{Form, Kind, summary};
use crate::web::form::Posted;
use crate::web::layout::{Shell, page};
use crate::web::session::{Signed, see_other};
use crate::web::typed::{Again, Typed};
use crate::words;
use crate::words::amount::date;
use crate::words::pages::week as week_words;

/// A block as it stands in the table of the week.
struct Row {
    id: String,
    time: String,
    what: String,
    place: String,
    with: String,
    /// The rules that it breaks.
    breaks: Vec<String>,
}

/// A rule that the plan breaks, with where it does.
struct Broken {
    anchor: String,
    words: String,
}

#[derive(Template)]
#[template(path = "placements/week.html", config = "src/web/askama.toml")]
struct Week {
    shell: Shell,
    errors: Vec<(String, String)>,
    id: String,
    reference: String,
    version: i64,
    may_change: bool,
    broken: Vec<Broken>,
    days: Vec<(String, String, Vec<Row>)>,
    lose: Option<Form>,
}

#[derive(Template)]
#[template(path = "placements/block.html", config = "src/web/askama.toml")]
struct Page {
    shell: Shell,
    errors: Vec<(String, String)>,
    id: String,
    heading: String,
    day: String,
    facts: Vec<(&'static str, String)>,
    breaks: Vec<String>,
    forms: Vec<Form>,
}

/// What both pages are made from.
struct Read {
    shell: Shell,
    reference: String,
    offer: Offer,
    plan: ProgrammeView,
    may_change: bool,
}

impl Read {
    fn of(app: &App, caller: &Caller, id: &PlacementId) -> Result<Self, ServiceError> {
        let placement = placements::read(app, caller, id)?;
        Ok(Self {
            shell: Shell::of(app, caller)?,
            plan: programmes::read(app, caller, id)?,
            offer: offers::read(app, caller, &placement.offer)?.offer,
            reference: placement.reference.to_string(),
            may_change: allowed(caller.role, Action::ChangeProgramme) && !placement.state.is_final(),
        })
    }

    fn breaches(&self) -> impl Iterator<Item = &Breach> {
        self.plan.judged.iter().flat_map(|judged| &judged.breaches)
    }

    fn of_block(&self, id: &BlockId) -> Vec<String> {
        let own = self.breaches().filter(|breach| breach.block.as_ref() == Some(id));
        own.map(|breach| words::breach::rule(&breach.rule)).collect()
    }

    fn row(&self, block: &Block) -> Row {
        Row {
            id: block.id.to_string(),
            time: format!("{} to {}", block.span.from, block.span.to),
            what: words::programme::wording(&block.what, false).into_owned(),
            place: words::programme::wording(&block.place, false).into_owned(),
            with: edits::name(&self.offer, &block.person),
            breaks: self.of_block(&block.id),
        }
    }
}

fn placement(text: &str) -> Result<PlacementId, ServiceError> {
    PlacementId::parse(text).map_err(|_| ServiceError::NotFound)
}

#[get("/placements/{id}/week")]
pub(in crate::web) async fn show(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| week_of(app, &signed.0, &placement(&id)?, &Again::default()));
    Ok(page(StatusCode::OK, &view.await?))
}

fn week_of(app: &App, caller: &Caller, id: &PlacementId, again: &Again) -> Result<Week, ServiceError> {
    let read = Read::of(app, caller, id)?;
    let now = app.clock.now().with_timezone(&London);
    let days = read.plan.programme.days.iter().map(|day| {
        let rows = day.blocks.iter().map(|block| read.row(block)).collect();
        (day.date.to_string(), date(day.date), rows)
    });
    let broken = read.breaches().map(|breach| Broken {
        anchor: breach.block.as_ref().map_or_else(|| breach.date.to_string(), ToString::to_string),
        words: format!("{}: {}", date(breach.date), words::breach::rule(&breach.rule)),
    });
    let lose = || {
        let action = format!("/staff/placements/{id}/week/lose");
        let dates = read.plan.programme.days.iter().map(|day| (day.date.to_string(), date(day.date)));
        Form::new(&read.shell.csrf, again, "lose", action, week_words::LOSE)
            .folded(week_words::LOSE)
            .second()
            .with("version", read.plan.version)
            .choose(Kind::Select, "date", week_words::WHICH_DAY, "", dates, &[])
            .choose(Kind::Radios, "half", week_words::WHICH_HALF, "", week_words::HALVES, &[])
            .ask(
                Kind::Date,
                "done_on",
                week_words::DONE_ON,
                week_words::DONE_HINT,
                now.date_naive().to_string(),
            )
            .ask(Kind::Short, "done_until", week_words::DONE_UNTIL, "", now.format("%H:%M").to_string())
    };
    let lose = read.may_change.then(lose);
    Ok(Week {
        errors: summary(again, &lose),
        id: id.to_string(),
        version: read.plan.version,
        may_change: read.may_change,
        broken: broken.collect(),
        days: days.collect(),
        lose,
        reference: read.reference,
        shell: read.shell,
    })
}

#[get("/placements/{id}/week/{block}")]
pub(in crate::web) async fn show_block(
    app: web::Data<App>,
    signed: Signed,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Fault> {
    let (id, name) = path.into_inner();
    let view = run(&app, move |app| one(app, &signed.0, &placement(&id)?, &name, &Again::default()));
    Ok(page(StatusCode::OK, &view.await?))
}

fn one(
    app: &App,
    caller: &Caller,
    id: &PlacementId,
    name: &str,
    again: &Again,
) -> Result<Page, ServiceError> {
    let read = Read::of(app, caller, id)?;
    let wanted = BlockId::parse(name).map_err(|_| ServiceError::NotFound)?;
    let (on, found) = read.plan.programme.block(&wanted).ok_or(ServiceError::NotFound)?;
    let row = read.row(found);
    let make = |code: &str, button: &str| {
        let action = format!("/staff/placements/{id}/week/{wanted}/{code}");
        Form::new(&read.shell.csrf, again, code, action, button).with("version", read.plan.version)
    };
    let forms = if read.may_change {
        edits::forms(make, &read.plan.programme, &read.offer, found)
    } else {
        Vec::new()
    };
    Ok(Page {
        errors: summary(again, &forms),
        id: id.to_string(),
        heading: row.what,
        day: format!("{}, {}", date(on.date), row.time),
        facts: vec![(week_words::PLACE, row.place), (week_words::WITH, row.with)],
        breaks: row.breaks,
        forms,
        shell: read.shell,
    })
}

/// Changes one block; a change that is refused stands in its form as it was typed.
#[post("/placements/{id}/week/{block}/{edit}")]
pub(in crate::web) async fn change_block(
    app: web::Data<App>,
    signed: Signed,
    path: web::Path<(String, String, String)>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let (id, name, edit) = path.into_inner();
    let saved = see_other(&format!("/staff/placements/{id}/week#{name}"));
    let refused = run(&app, move |app| {
        let id = placement(&id)?;
        let wanted = BlockId::parse(&name).map_err(|_| ServiceError::NotFound)?;
        let work = |typed: &Typed| store(app, &signed.0, &id, typed, &edits::read(&edit, wanted, typed)?);
        Again::unless_done(&edit, form.0, work, |again| one(app, &signed.0, &id, &name, again))
    });
    Ok(refused.await?.map_or(saved, |(status, view)| page(status, &view)))
}

/// Plans the rest again after half a day, or a day, was lost.
#[post("/placements/{id}/week/lose")]
pub(in crate::web) async fn lose_time(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let saved = see_other(&format!("/staff/placements/{id}/week"));
    let refused = run(&app, move |app| {
        let id = placement(&id)?;
        let work = |typed: &Typed| {
            let plan = programmes::read(app, &signed.0, &id)?;
            store(app, &signed.0, &id, typed, &edits::lost(&plan.programme, typed)?)
        };
        Again::unless_done("lose", form.0, work, |again| week_of(app, &signed.0, &id, again))
    });
    Ok(refused.await?.map_or(saved, |(status, view)| page(status, &view)))
}

fn store(
    app: &App,
    caller: &Caller,
    id: &PlacementId,
    typed: &Typed,
    change: &Edit,
) -> Result<(), ServiceError> {
    programmes::change(app, caller, id, typed.version(), change).map(drop)
}
