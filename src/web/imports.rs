//! Files of learners: brought, matched, looked at, taken in, undone.

pub(super) mod drafts;
mod upload;

use actix_web::http::StatusCode;
use actix_web::http::header::CONTENT_DISPOSITION;
use actix_web::web::ServiceConfig;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use askama::Template;

use self::upload::Upload;
use super::fault::{Fault, run};
use super::fields::{Form, Kind, summary};
use super::form::{Posted, made, once, typed as given};
use super::layout::{Shell, page, shown};
use super::session::{Signed, see_other};
use super::typed::{Again, Typed};
use crate::app::App;
use crate::auth::policy::authorise;
use crate::auth::{Action, Caller};
use crate::domain::code::Code;
use crate::domain::digest::sha256;
use crate::domain::ids::ImportId;
use crate::intake::SheetAnswers;
use crate::services::imports::{
    self, FileContent, ImportConfirmation, ImportFault, ImportKind, ImportState, ImportSummary, ImportView,
    NewImport, RowsTaken,
};
use crate::services::{ServiceError, Slice};
use crate::words::pages::form::sentence;
use crate::words::pages::imports as words;
use crate::words::pages::moment;

/// How many imports stand on a page.
const ROWS: u16 = 200;

/// Registers the pages.
pub(super) fn register(config: &mut ServiceConfig) {
    config
        .service(list)
        .service(ask)
        .service(bring)
        .service(show)
        .service(match_columns)
        .service(take_rows)
        .service(take_back)
        .service(drop_import)
        .service(rows_to_mend)
        .service(drafts::list)
        .service(drafts::show)
        .service(drafts::finish_draft)
        .service(drafts::drop_draft);
}

struct Row {
    id: String,
    state: &'static str,
    brought: String,
    until: Option<String>,
}

#[derive(Template)]
#[template(path = "imports/list.html", config = "src/web/askama.toml")]
struct List {
    shell: Shell,
    rows: Vec<Row>,
}

#[get("/imports")]
async fn list(app: web::Data<App>, signed: Signed) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| {
        let found = imports::list(app, &signed.0, &Slice::first(ROWS))?.items;
        let rows = found.into_iter().rev().map(Row::from).collect();
        Ok(List { shell: Shell::of(app, &signed.0)?, rows })
    });
    Ok(shown(&view.await?))
}

impl From<ImportSummary> for Row {
    fn from(import: ImportSummary) -> Self {
        Self {
            id: import.id.to_string(),
            state: words::state(import.state.code()),
            brought: moment(import.created_at),
            until: import.undo_until.map(moment),
        }
    }
}

#[derive(Template)]
#[template(path = "imports/new.html", config = "src/web/askama.toml")]
struct Bring {
    shell: Shell,
    heading: &'static str,
    once: String,
    errors: Vec<(String, String)>,
}

fn bring_view(app: &App, caller: &Caller, error: Option<String>) -> Result<Bring, ServiceError> {
    authorise(caller, Action::CreateImport)?;
    Ok(Bring {
        shell: Shell::of(app, caller)?,
        heading: words::BRING,
        once: app.ids.next_id(),
        errors: error.into_iter().map(|error| ("file".to_owned(), error)).collect(),
    })
}

#[get("/imports/new")]
async fn ask(app: web::Data<App>, signed: Signed) -> Result<HttpResponse, Fault> {
    Ok(shown(&run(&app, move |app| bring_view(app, &signed.0, None)).await?))
}

#[post("/imports")]
async fn bring(
    app: web::Data<App>,
    signed: Signed,
    request: HttpRequest,
    upload: Upload,
) -> Result<HttpResponse, Fault> {
    let route = request.path().to_owned();
    let brought = run(&app, move |app| {
        let caller = &signed.0;
        let refused = |error: String| Ok(Err(bring_view(app, caller, Some(error))?));
        if upload.file.is_empty() {
            return refused(words::SELECT.to_owned());
        }
        let once = once(&route, &upload.once, &sha256(&upload.file));
        let new = NewImport {
            kind: ImportKind::Learners,
            file: FileContent(upload.file),
            answers: SheetAnswers::default(),
        };
        match imports::create(app, caller, Some(&once), &new) {
            Ok(reply) => Ok(Ok(made(reply, |import| import.id.to_string()))),
            Err(ServiceError::Invalid(faults)) => {
                refused(faults.iter().map(|fault| sentence(&fault.reason)).collect::<Vec<_>>().join(" "))
            }
            Err(other) => Err(other),
        }
    });
    Ok(match brought.await? {
        Ok(id) => see_other(&format!("/staff/imports/{id}")),
        Err(view) => page(StatusCode::UNPROCESSABLE_ENTITY, &view),
    })
}

#[derive(Template)]
#[template(path = "imports/import.html", config = "src/web/askama.toml")]
struct View {
    shell: Shell,
    heading: &'static str,
    id: String,
    errors: Vec<(String, String)>,
    asks: bool,
    questions: Vec<String>,
    counts: Vec<(&'static str, usize)>,
    faults: Vec<ImportFault>,
    all_faults: usize,
    faulty: usize,
    open: Vec<String>,
    done: bool,
    answers: Option<Form>,
    confirm: Option<Form>,
    undo: Option<Form>,
    remove: Option<Form>,
}

#[get("/imports/{id}")]
async fn show(app: web::Data<App>, signed: Signed, id: web::Path<String>) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| view(app, &signed.0, &import_id(&id)?, &Again::default()));
    Ok(shown(&view.await?))
}

fn import_id(text: &str) -> Result<ImportId, ServiceError> {
    ImportId::parse(text).map_err(|_| ServiceError::NotFound)
}

fn view(app: &App, caller: &Caller, id: &ImportId, again: &Again) -> Result<View, ServiceError> {
    let import = imports::read(app, caller, id)?;
    let shell = Shell::of(app, caller)?;
    let open = import.state == ImportState::Previewed;
    let asks = !import.questions.is_empty();
    let form = |code: &str, button: &str| {
        let action = format!("/staff/imports/{id}/{code}");
        Form::record(&shell.csrf, again, code, action, button, import.version)
    };
    let answers = open.then(|| answers(form("answers", words::READ_AGAIN), &import).second());
    let taking = open && !asks && rows_to_take(&import) > 0;
    let confirm = taking.then(|| match import.counts.faulty {
        0 => form("confirm", words::TAKE_ALL).with("rows", RowsTaken::All.code()),
        _ => form("confirm", words::TAKE_GOOD).with("rows", RowsTaken::Good.code()),
    });
    let undo = import
        .undo_until
        .filter(|until| app.clock.now() < *until)
        .map(|_| form("undo", words::UNDO).second());
    let removable = import.state != ImportState::Confirmed;
    let remove = removable.then(|| form("remove", words::REMOVE_IMPORT).second());
    let errors = summary(again, answers.iter().chain(&confirm).chain(&undo).chain(&remove));
    Ok(View {
        heading: match import.state {
            ImportState::Previewed => words::LOOK,
            ImportState::Confirmed => words::DONE,
            ImportState::Undone => words::UNDONE,
        },
        id: id.to_string(),
        errors,
        asks,
        questions: import.questions.iter().map(|one| one.question.clone()).collect(),
        counts: counts(&import),
        all_faults: import.counts.faulty,
        faulty: import.counts.faulty,
        faults: import.faults,
        open: import.still_to_ask.iter().map(|one| words::open(one.question, one.learners)).collect(),
        done: import.state == ImportState::Confirmed,
        answers,
        confirm,
        undo,
        remove,
        shell,
    })
}

fn rows_to_take(import: &ImportView) -> usize {
    import.counts.added + import.counts.drafts + import.counts.changed
}

fn counts(import: &ImportView) -> Vec<(&'static str, usize)> {
    let counts = &import.counts;
    let mut lines = vec![
        (words::NEW_DRAFTS, counts.drafts),
        (words::NEW_WHOLE, counts.added),
        (words::CHANGED, counts.changed),
        (words::SAME, counts.same),
        (words::FAULTY, counts.faulty),
    ];
    if import.state == ImportState::Undone {
        lines.push((words::KEPT, counts.kept));
    }
    lines
}

fn column_field(place: &str) -> String {
    format!("column-{place}")
}

/// What each column is, and what else only its bringer can say.
fn answers(form: Form, import: &ImportView) -> Form {
    let known = &import.answers;
    let fields = || imports::fields().into_iter().map(|field| (field.field, field.question));
    let form = import.columns.iter().fold(form, |form, column| {
        let label = words::column(&column.column, &column.heading);
        let choices = [("", words::UNREAD)].into_iter().chain(fields());
        let before = [column.field.unwrap_or_default()];
        form.choose(Kind::Select, &column_field(&column.column), &label, "", choices, &before)
    });
    let dates = known.dates.map(|dates| dates.code()).into_iter().collect::<Vec<_>>();
    let dated = [("day_first", words::DAY_FIRST), ("month_first", words::MONTH_FIRST)];
    let form = form.choose(Kind::Radios, "dates", words::DATES, "", dated, &dates);
    let separator = known.separator.map(|separator| separator.code()).into_iter().collect::<Vec<_>>();
    let separated = [("comma", words::COMMA), ("semicolon", words::SEMICOLON), ("tab", words::TAB)];
    let form = form.choose(Kind::Radios, "separator", words::SEPARATOR, "", separated, &separator);
    form.ask(Kind::Line, "sheet", words::SHEET, words::SHEET_HINT, known.sheet.clone().unwrap_or_default())
}

fn answered(typed: &Typed, import: &ImportView) -> SheetAnswers {
    let mut answers = import.answers.clone();
    for column in &import.columns {
        let name = column_field(&column.column);
        if typed.has(&name) {
            answers.columns.insert(column.heading.clone(), typed.get(&name).to_owned());
        }
    }
    answers.dates = Code::named(typed.get("dates"));
    answers.separator = Code::named(typed.get("separator"));
    answers.sheet = given(typed.get("sheet")).map(str::to_owned);
    answers
}

/// What a form of an import does.
type Act = fn(&App, &Caller, &ImportId, &Typed) -> Result<(), ServiceError>;

async fn act(
    app: web::Data<App>,
    signed: Signed,
    id: String,
    form: Typed,
    (code, act): (&'static str, Act),
) -> Result<HttpResponse, Fault> {
    let answer = run(&app, move |app| {
        let (caller, id) = (&signed.0, import_id(&id)?);
        let work = |typed: &Typed| act(app, caller, &id, typed);
        let refused = Again::unless_done(code, form, work, |again| view(app, caller, &id, again))?;
        Ok((id, refused))
    });
    Ok(match answer.await? {
        (id, None) => see_other(&format!("/staff/imports/{id}")),
        (_, Some((status, view))) => page(status, &view),
    })
}

#[post("/imports/{id}/answers")]
async fn match_columns(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let read_again: Act = |app, caller, id, typed| {
        let answers = answered(typed, &imports::read(app, caller, id)?);
        imports::answer(app, caller, id, typed.version(), &answers).map(drop)
    };
    act(app, signed, id.into_inner(), form.0, ("answers", read_again)).await
}

#[post("/imports/{id}/confirm")]
async fn take_rows(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let take_in: Act = |app, caller, id, typed| {
        let rows = RowsTaken::named(typed.get("rows")).unwrap_or(RowsTaken::All);
        imports::confirm(app, caller, id, typed.version(), ImportConfirmation { rows }).map(drop)
    };
    act(app, signed, id.into_inner(), form.0, ("confirm", take_in)).await
}

#[post("/imports/{id}/undo")]
async fn take_back(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let undo: Act = |app, caller, id, typed| imports::undo(app, caller, id, typed.version()).map(drop);
    act(app, signed, id.into_inner(), form.0, ("undo", undo)).await
}

#[post("/imports/{id}/remove")]
async fn drop_import(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let refused = run(&app, move |app| {
        let (caller, id) = (&signed.0, import_id(&id)?);
        let work = |typed: &Typed| imports::remove(app, caller, &id, typed.version());
        Again::unless_done("remove", form.0, work, |again| view(app, caller, &id, again))
    });
    Ok(refused.await?.map_or_else(|| see_other("/staff/imports"), |(status, view)| page(status, &view)))
}

#[get("/imports/{id}/rest")]
async fn rows_to_mend(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
) -> Result<HttpResponse, Fault> {
    let csv = run(&app, move |app| imports::rest(app, &signed.0, &import_id(&id)?)).await?;
    let answer = HttpResponse::Ok()
        .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"rows-to-correct.csv\""))
        .content_type("text/csv; charset=utf-8")
        .body(csv);
    Ok(answer)
}
