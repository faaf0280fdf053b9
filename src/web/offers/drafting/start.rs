//! Before a draft can be stored: whether, which occupation, which tasks, where. The answers stand in the address.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use askama::Template;

use super::steps::{SiteTyped, ask_site, read_site};
use super::work::ticked;
use crate::app::App;
use crate::auth::policy::authorise;
use crate::auth::{Action, Caller};
use crate::domain::catalogue::TypicalTask;
use crate::domain::ids::{OrganisationId, Slug};
use crate::domain::offer::OfferState;
use crate::domain::organisation::OrganisationKind;
use crate::domain::role::Role;
use crate::domain::text::Line;
use crate::services::catalogue::{self, NewDraft, OccupationSummary};
use crate::services::offers::{self, NewOffer};
use crate::services::organisations::{self, Wanted};
use crate::services::{Asked, NamedSort, ServiceError, Slice};
use crate::web::change::Change;
use crate::web::fault::{Fault, run};
use crate::web::fields::Form;
use crate::web::form::{Posted, made, once, typed as given};
use crate::web::layout::{Shell, page, shown};
use crate::web::session::{Signed, see_other};
use crate::web::typed::{Again, Typed};
use crate::words::pages::drafting as words;

/// How many employers are offered to choose from.
const ROWS: u16 = 200;

#[derive(Template)]
#[template(path = "offers/drafting/appetite.html", config = "src/web/askama.toml")]
struct Appetite {
    shell: Shell,
    errors: Vec<(String, String)>,
    can: String,
    employer: String,
    employers: Option<Vec<(String, String)>>,
}

#[derive(Template)]
#[template(path = "offers/drafting/not_now.html", config = "src/web/askama.toml")]
struct NotNow {
    shell: Shell,
}

struct Row {
    slug: String,
    title: String,
    workplace: String,
    summary: String,
    tasks: String,
}

impl From<OccupationSummary> for Row {
    fn from(one: OccupationSummary) -> Self {
        let tasks: Vec<&str> = one.tasks.iter().map(Line::as_str).collect();
        Self {
            slug: one.slug.to_string(),
            title: one.title.to_string(),
            workplace: one.workplace.to_string(),
            summary: one.summary.to_string(),
            tasks: tasks.join("; "),
        }
    }
}

#[derive(Template)]
#[template(path = "offers/drafting/occupations.html", config = "src/web/askama.toml")]
struct Occupations {
    shell: Shell,
    maybe: bool,
    can: String,
    employer: String,
    words: String,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "offers/drafting/tasks.html", config = "src/web/askama.toml")]
struct Tasks {
    shell: Shell,
    errors: Vec<(String, String)>,
    can: String,
    employer: String,
    occupation: String,
    title: String,
    tasks: Vec<(String, String, String)>,
}

/// What is shown before there is a draft.
enum Shown {
    Appetite(StatusCode, Box<Appetite>),
    NotNow(NotNow),
    Occupations(Box<Occupations>),
    Tasks(StatusCode, Box<Tasks>),
    Site(StatusCode, Box<Change>),
    Stored(String),
}

impl Shown {
    fn answer(self) -> HttpResponse {
        match self {
            Self::Appetite(status, view) => page(status, view.as_ref()),
            Self::NotNow(view) => shown(&view),
            Self::Occupations(view) => shown(view.as_ref()),
            Self::Tasks(status, view) => page(status, view.as_ref()),
            Self::Site(status, view) => view.answer(status),
            Self::Stored(id) => see_other(&format!("/staff/offers/{id}/draft/length")),
        }
    }
}

fn appetite_of(app: &App, caller: &Caller, asked: &Typed, wrong: &[&str]) -> Result<Appetite, ServiceError> {
    authorise(caller, Action::DraftOffer)?;
    let employers = match caller.role {
        Role::Employer => None,
        _ => {
            let wanted =
                Wanted { kinds: [OrganisationKind::Employer].into_iter().collect(), archived: false };
            let by_name = Asked { sort: NamedSort::Name, search: None, slice: Slice::first(ROWS) };
            let found = organisations::list(app, caller, wanted, &by_name)?.items;
            Some(found.into_iter().map(|one| (one.id.to_string(), one.name.to_string())).collect())
        }
    };
    let errors = wrong.iter().map(|name| ((*name).to_owned(), words::wrong(name).to_owned()));
    Ok(Appetite {
        shell: Shell::of(app, caller)?,
        errors: errors.collect(),
        can: asked.get("can").to_owned(),
        employer: asked.get("employer").to_owned(),
        employers,
    })
}

/// Whether the employer can take a learner.
#[get("/offers/new")]
pub(in crate::web) async fn appetite(
    app: web::Data<App>,
    signed: Signed,
    asked: web::Query<Typed>,
) -> Result<HttpResponse, Fault> {
    Ok(shown(&run(&app, move |app| appetite_of(app, &signed.0, &asked, &[])).await?))
}

/// Which occupation of the catalogue.
#[get("/offers/new/work")]
pub(in crate::web) async fn occupations(
    app: web::Data<App>,
    signed: Signed,
    asked: web::Query<Typed>,
) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| {
        let (caller, asked) = (&signed.0, asked.into_inner());
        authorise(caller, Action::DraftOffer)?;
        if asked.get("can") == "no" {
            return Ok(Shown::NotNow(NotNow { shell: Shell::of(app, caller)? }));
        }
        let for_whom = caller.role == Role::Employer || OrganisationId::parse(asked.get("employer")).is_ok();
        let said = words::APPETITE.iter().any(|(code, _)| *code == asked.get("can"));
        let wrong: Vec<&str> =
            [("can", said), ("employer", for_whom)].iter().filter(|(_, ok)| !ok).map(|(n, _)| *n).collect();
        if !wrong.is_empty() {
            let view = appetite_of(app, caller, &asked, &wrong)?;
            return Ok(Shown::Appetite(StatusCode::UNPROCESSABLE_ENTITY, Box::new(view)));
        }
        let text = given(asked.get("words")).map(Line::parse).transpose();
        let text = text.map_err(|error| ServiceError::invalid("words", error.to_string()))?;
        let found = catalogue::list(app, caller, text.as_ref(), None)?.items;
        Ok(Shown::Occupations(Box::new(Occupations {
            shell: Shell::of(app, caller)?,
            maybe: asked.get("can") == "maybe",
            can: asked.get("can").to_owned(),
            employer: asked.get("employer").to_owned(),
            words: asked.get("words").to_owned(),
            rows: found.into_iter().map(Row::from).collect(),
        })))
    });
    Ok(view.await?.answer())
}

fn tasks_of(app: &App, caller: &Caller, asked: &Typed, wrong: bool) -> Result<Tasks, ServiceError> {
    authorise(caller, Action::DraftOffer)?;
    let slug = Slug::parse(asked.get("occupation")).map_err(|_| ServiceError::NotFound)?;
    let found = catalogue::read(app, caller, &slug)?;
    let error = || ("task".to_owned(), words::wrong("task").to_owned());
    let first = |task: &TypicalTask| task.steps.first().map(|step| step.does.to_string()).unwrap_or_default();
    let tasks = found.tasks.iter().map(|task| (task.id.to_string(), task.name.to_string(), first(task)));
    Ok(Tasks {
        shell: Shell::of(app, caller)?,
        errors: wrong.then(error).into_iter().collect(),
        can: asked.get("can").to_owned(),
        employer: asked.get("employer").to_owned(),
        occupation: slug.to_string(),
        title: found.title.to_string(),
        tasks: tasks.collect(),
    })
}

/// Which of its tasks.
#[get("/offers/new/tasks")]
pub(in crate::web) async fn which_tasks(
    app: web::Data<App>,
    signed: Signed,
    asked: web::Query<Typed>,
) -> Result<HttpResponse, Fault> {
    Ok(shown(&run(&app, move |app| tasks_of(app, &signed.0, &asked, false)).await?))
}

/// Where: the step that stores the draft.
#[get("/offers/new/where")]
pub(in crate::web) async fn site(
    app: web::Data<App>,
    signed: Signed,
    asked: web::Query<Typed>,
) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| {
        let (caller, asked) = (&signed.0, asked.into_inner());
        if ticked(&asked).is_err() {
            let view = tasks_of(app, caller, &asked, true)?;
            return Ok(Shown::Tasks(StatusCode::UNPROCESSABLE_ENTITY, Box::new(view)));
        }
        let view = site_of(app, caller, &asked, &Again::default())?;
        Ok(Shown::Site(StatusCode::OK, Box::new(view)))
    });
    Ok(view.await?.answer())
}

fn site_of(app: &App, caller: &Caller, asked: &Typed, again: &Again) -> Result<Change, ServiceError> {
    authorise(caller, Action::DraftOffer)?;
    let slug = Slug::parse(asked.get("occupation")).map_err(|_| ServiceError::NotFound)?;
    let found = catalogue::read(app, caller, &slug)?;
    let shell = Shell::of(app, caller)?;
    let form = Form::new(&shell.csrf, again, "where", "/staff/offers/new".to_owned(), words::SAVE)
        .with("once", app.ids.next_id())
        .with("employer", asked.get("employer"))
        .with("occupation", asked.get("occupation"));
    let form = asked.all("task").fold(form, |form, task| form.with("task", task));
    let query: Vec<(&str, &str)> =
        ["can", "employer", "occupation"].into_iter().map(|name| (name, asked.get(name))).collect();
    let query = serde_html_form::to_string(&query).map_err(ServiceError::internal)?;
    let change = Change {
        back: format!("/staff/offers/new/tasks?{query}"),
        caption: found.title.to_string(),
        heading: words::heading("where"),
        lead: words::lead("where"),
        form: ask_site(form, ["", "", ""], ["", ""]),
        errors: Vec::new(),
        shell,
    };
    Ok(change.refused(again))
}

/// Stores the draft.
#[post("/offers/new")]
pub(in crate::web) async fn create(
    app: web::Data<App>,
    signed: Signed,
    request: HttpRequest,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let route = request.path().to_owned();
    let view = run(&app, move |app| {
        let (caller, typed) = (&signed.0, form.0);
        let stored = drafted(app, caller, &typed).and_then(|new| {
            let once = once(&route, typed.get("once"), &format!("{new:?}"));
            offers::create(app, caller, Some(&once), &new)
        });
        match stored {
            Ok(reply) => Ok(Shown::Stored(made(reply, |offer| offer.id.to_string()))),
            Err(error) => {
                let (status, again) = Again::of("where", typed.clone(), error)?;
                Ok(Shown::Site(status, Box::new(site_of(app, caller, &typed, &again)?)))
            }
        }
    });
    Ok(view.await?.answer())
}

/// What the catalogue drafts, and the sign of an open answer wherever only the workplace can say.
fn drafted(app: &App, caller: &Caller, typed: &Typed) -> Result<NewOffer, ServiceError> {
    let SiteTyped { basics, specified } = read_site(typed)?;
    let occupation = Slug::parse(typed.get("occupation"))
        .map_err(|_| ServiceError::invalid("occupation", words::wrong("occupation")))?;
    let employer = OrganisationId::parse(typed.get("employer")).ok();
    let new = NewDraft {
        employer: employer.clone(),
        occupation,
        tasks: ticked(typed)?,
        site: Some(basics.clone()),
    };
    let draft = catalogue::draft(app, caller, &new)?.offer;
    let offer = draft.begin(basics, specified).map_err(ServiceError::internal)?;
    Ok(NewOffer { employer, state: OfferState::Draft, offer })
}
