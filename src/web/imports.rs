//! Files of learners, employers or offers: brought, matched, looked at, taken in, undone.

mod answers;
pub(super) mod drafts;
mod upload;

use actix_web::http::StatusCode;
use actix_web::http::header::CONTENT_DISPOSITION;
use actix_web::web::ServiceConfig;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use askama::Template;
use serde::Deserialize;

use self::answers::{answered, ask_answers, ask_cells, ask_every_row};
use self::upload::Upload;
use super::fault::{Fault, run};
use super::fields::{Form, summary};
use super::form::{Posted, made, once};
use super::layout::{Shell, page, shown};
use super::session::{Signed, see_other};
use super::typed::{Again, Typed};
use crate::app::App;
use crate::auth::policy::{allowed, authorise};
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
        .service(mend_cells)
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
    kind: &'static str,
    state: &'static str,
    brought: String,
    until: Option<String>,
}

#[derive(Template)]
#[template(path = "imports/list.html", config = "src/web/askama.toml")]
struct List {
    shell: Shell,
    ways: Vec<(&'static str, &'static str)>,
    rows: Vec<Row>,
}

/// The kinds of file that a caller may bring.
pub(super) fn kinds(caller: &Caller) -> impl Iterator<Item = ImportKind> {
    let adds = |kind: &ImportKind| match kind {
        ImportKind::Learners => Action::CreateLearner,
        ImportKind::Employers => Action::CreateOrganisation,
        ImportKind::Offers => Action::CreateOffer,
    };
    let role = caller.role;
    let may = move |kind: &ImportKind| allowed(role, Action::CreateImport) && allowed(role, adds(kind));
    ImportKind::ALL.iter().copied().filter(may)
}

#[get("/imports")]
async fn list(app: web::Data<App>, signed: Signed) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| {
        let found = imports::list(app, &signed.0, &Slice::first(ROWS))?.items;
        let rows = found.into_iter().rev().map(Row::from).collect();
        let ways = kinds(&signed.0).map(|kind| (kind.code(), words::bring(kind.code()))).collect();
        Ok(List { shell: Shell::of(app, &signed.0)?, ways, rows })
    });
    Ok(shown(&view.await?))
}

impl From<ImportSummary> for Row {
    fn from(import: ImportSummary) -> Self {
        Self {
            id: import.id.to_string(),
            kind: words::holds(import.kind.code()),
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
    lead: &'static str,
    hint: &'static str,
    kind: &'static str,
    back: (&'static str, &'static str),
    once: String,
    errors: Vec<(String, String)>,
}

/// Which kind of file is asked for; the first that the caller may bring unless said.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    kind: String,
}

fn kind_of(caller: &Caller, code: &str) -> Result<ImportKind, ServiceError> {
    authorise(caller, Action::CreateImport)?;
    let mut may = kinds(caller).filter(|kind| code.is_empty() || kind.code() == code);
    may.next().ok_or(ServiceError::NotFound)
}

fn bring_view(
    app: &App,
    caller: &Caller,
    kind: ImportKind,
    error: Option<String>,
) -> Result<Bring, ServiceError> {
    Ok(Bring {
        shell: Shell::of(app, caller)?,
        heading: words::bring(kind.code()),
        lead: words::lead(kind.code()),
        hint: words::files(kind.code()),
        kind: kind.code(),
        back: words::back(kind.code()),
        once: app.ids.next_id(),
        errors: error.into_iter().map(|error| ("file".to_owned(), error)).collect(),
    })
}

#[get("/imports/new")]
async fn ask(app: web::Data<App>, signed: Signed, asked: web::Query<Asked>) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| {
        let kind = kind_of(&signed.0, &asked.kind)?;
        bring_view(app, &signed.0, kind, None)
    });
    Ok(shown(&view.await?))
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
        let kind = kind_of(caller, &upload.kind)?;
        let refused = |error: String| Ok(Err(bring_view(app, caller, kind, Some(error))?));
        if upload.file.is_empty() {
            return refused(words::SELECT.to_owned());
        }
        let once = once(&route, &upload.once, &sha256(&upload.file));
        let new = NewImport { kind, file: FileContent(upload.file), answers: SheetAnswers::default() };
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
    /// What is wrong with whole rows.
    faults: Vec<ImportFault>,
    some: Option<usize>,
    faulty: usize,
    open_heading: &'static str,
    open: Vec<String>,
    back: (&'static str, &'static str),
    next: Option<(&'static str, &'static str)>,
    cells: Option<Form>,
    answers: Option<Form>,
    every: Option<Form>,
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
    let answers = open.then(|| ask_answers(form("answers", words::READ_AGAIN), &import).second());
    let every = Form::record(
        &shell.csrf,
        again,
        "every",
        format!("/staff/imports/{id}/answers"),
        words::READ_AGAIN,
        import.version,
    );
    let every = if open { ask_every_row(every.second(), &import) } else { None };
    let of_cells = open && import.faults.iter().any(|fault| fault.field.is_some());
    let cells = match of_cells {
        true => Some(ask_cells(app, caller, form("cells", words::READ_CELLS), &import)?.second()),
        false => None,
    };
    let taking = open && !asks && rows_to_take(&import) > 0;
    let goes_on = import.state == ImportState::Importing;
    let confirm = (taking || goes_on).then(|| match import.counts.faulty {
        0 => form("confirm", words::TAKE_ALL).with("rows", RowsTaken::All.code()),
        _ => form("confirm", words::TAKE_GOOD).with("rows", RowsTaken::Good.code()),
    });
    let in_time = import.undo_until.is_some_and(|until| app.clock.now() < until);
    let undo = (in_time || goes_on).then(|| form("undo", words::UNDO).second());
    let removable = matches!(import.state, ImportState::Previewed | ImportState::Undone);
    let remove = removable.then(|| form("remove", words::REMOVE_IMPORT).second());
    let errors = summary(again, answers.iter().chain(&cells).chain(&confirm).chain(&undo).chain(&remove));
    Ok(View {
        heading: match import.state {
            ImportState::Previewed => words::LOOK,
            ImportState::Importing => words::INTERRUPTED,
            ImportState::Confirmed => words::done(import.kind.code()),
            ImportState::Undone => words::UNDONE,
        },
        id: id.to_string(),
        errors,
        asks,
        questions: import.questions.iter().map(|one| one.question.clone()).collect(),
        counts: counts(&import),
        some: Some(import.faults.len()).filter(|_| import.faults.len() == imports::MOST_FAULTS),
        faulty: import.counts.faulty,
        faults: import.faults.into_iter().filter(|fault| fault.field.is_none()).collect(),
        open_heading: words::open_heading(import.kind.code()),
        open: import
            .still_to_ask
            .iter()
            .map(|one| words::open(import.kind.code(), one.question, one.learners))
            .collect(),
        back: words::back(import.kind.code()),
        next: (import.state == ImportState::Confirmed).then(|| words::next(import.kind.code())),
        cells,
        answers,
        every,
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
    let (drafts, added) = words::new(import.kind.code());
    let new = [(drafts, counts.drafts), (added, counts.added)]
        .into_iter()
        .filter_map(|(label, count)| Some((label?, count)));
    let known =
        [(words::CHANGED, counts.changed), (words::SAME, counts.same), (words::FAULTY, counts.faulty)];
    let mut lines: Vec<_> = new.chain(known).collect();
    if import.state == ImportState::Undone {
        lines.push((words::KEPT, counts.kept));
    }
    lines
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

/// Reads the file again with what one of the forms says of it.
fn read_again(app: &App, caller: &Caller, id: &ImportId, typed: &Typed) -> Result<(), ServiceError> {
    let answers = answered(typed, &imports::read(app, caller, id)?);
    imports::answer(app, caller, id, typed.version(), &answers).map(drop)
}

#[post("/imports/{id}/answers")]
async fn match_columns(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    act(app, signed, id.into_inner(), form.0, ("answers", read_again)).await
}

#[post("/imports/{id}/cells")]
async fn mend_cells(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    act(app, signed, id.into_inner(), form.0, ("cells", read_again)).await
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
