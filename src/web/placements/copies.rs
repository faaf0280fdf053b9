//! The copies of a plan beside the employer's pack: where each stands, as it will go, approved, sent to its readers.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use askama::Template;
use serde::Deserialize;

use crate::app::App;
use crate::auth::policy::allowed;
use crate::auth::{Action, Caller};
use crate::domain::code::Code;
use crate::domain::delivery::{BriefingState, Edition};
use crate::domain::ids::{BriefingId, PlacementId};
use crate::domain::reader::Reader;
use crate::services::briefings::{self, CopyApproval, CopyRecipient, ReaderView, Rendering};
use crate::services::{ServiceError, placements, sides};
use crate::web::fault::{Fault, run};
use crate::web::fields::{Form, Kind, summary};
use crate::web::form::{Posted, once};
use crate::web::layout::{Shell, page};
use crate::web::printed;
use crate::web::session::{Signed, see_other};
use crate::web::typed::{Again, Typed};
use crate::words::label::Label;
use crate::words::pages::{copies as words, task};

/// Where one of the four copies stands.
pub(super) struct Copy {
    /// The end of its address, under the placement's.
    pub address: String,
    pub name: &'static str,
    /// Its latest version, and what became of each sending of it.
    pub lines: Vec<String>,
}

/// The four copies as they stand, for whoever may read them.
pub(super) fn standing(app: &App, caller: &Caller, id: &PlacementId) -> Result<Vec<Copy>, ServiceError> {
    if !allowed(caller.role, Action::ReadCopy) {
        return Ok(Vec::new());
    }
    let versions =
        briefings::list(app, caller, id)?.into_iter().chain(briefings::list_copies(app, caller, id)?);
    let versions: Vec<_> = versions.collect();
    let copy = |edition: &Edition| {
        let latest = versions.iter().rfind(|one| one.edition == *edition);
        let sendings = match latest {
            None => Vec::new(),
            Some(latest) if *edition == Edition::Employer => {
                let all = briefings::deliveries(app, caller, &latest.id)?.into_iter();
                all.map(|one| words::sending(task::A_CONTACT, one.state.label())).collect()
            }
            Some(latest) => {
                let all = briefings::copy_deliveries(app, caller, &latest.id)?.into_iter();
                let to = |reader: Option<&Reader>| reader.map_or(task::A_CONTACT, words::reader);
                all.map(|one| words::sending(to(one.reader.as_ref()), one.state.label())).collect()
            }
        };
        let head = match latest {
            None => words::NOT_APPROVED.to_owned(),
            Some(_) if sendings.is_empty() => words::NOT_SENT.to_owned(),
            Some(latest) => words::version(latest.number, latest.state.label()),
        };
        Ok(Copy {
            address: match edition {
                Edition::Employer => "pack".to_owned(),
                other => format!("copies/{}", other.code()),
            },
            name: words::name(*edition),
            lines: std::iter::once(head).chain(sendings).collect(),
        })
    };
    Edition::ALL.iter().map(copy).collect()
}

/// A sending, with the form that repeats it.
struct Sending {
    words: String,
    advice: Option<String>,
    again: Option<Form>,
}

#[derive(Template)]
#[template(path = "placements/copy.html", config = "src/web/askama.toml")]
struct View {
    shell: Shell,
    banner: Option<&'static str>,
    errors: Vec<(String, String)>,
    id: String,
    edition: &'static str,
    name: &'static str,
    about: &'static str,
    reference: String,
    subject: String,
    pages: usize,
    leaks: Vec<String>,
    agrees: bool,
    nobody: Option<&'static str>,
    /// Who may not be written to, and why.
    kept_back: Vec<(String, String)>,
    approve: Option<Form>,
    pages_of: Vec<Form>,
    sendings: Vec<Sending>,
    printed: Option<String>,
}

/// The placement and the copy in an address. The employer's pack has a page of its own.
fn named((id, edition): &(String, String)) -> Result<(PlacementId, Edition), ServiceError> {
    let id = PlacementId::parse(id).map_err(|_| ServiceError::NotFound)?;
    let edition = Edition::named(edition).filter(|edition| *edition != Edition::Employer);
    Ok((id, edition.ok_or(ServiceError::NotFound)?))
}

/// What was done before the page was shown.
#[derive(Deserialize)]
pub(in crate::web) struct Done {
    done: Option<String>,
}

#[get("/placements/{id}/copies/{edition}")]
pub(in crate::web) async fn show(
    app: web::Data<App>,
    signed: Signed,
    path: web::Path<(String, String)>,
    done: web::Query<Done>,
) -> Result<HttpResponse, Fault> {
    let banner = match done.done.as_deref() {
        Some("approved") => Some(words::APPROVED),
        Some("again") => Some(words::GOES_AGAIN),
        Some("page") => Some(words::PAGE_SENT),
        _ => None,
    };
    let shown = run(&app, move |app| {
        let (id, edition) = named(&path)?;
        Ok(View { banner, ..view(app, &signed.0, &id, edition, &Again::default())? })
    });
    Ok(page(StatusCode::OK, &shown.await?))
}

fn view(
    app: &App,
    caller: &Caller,
    id: &PlacementId,
    edition: Edition,
    again: &Again,
) -> Result<View, ServiceError> {
    let shell = Shell::of(app, caller)?;
    let placement = placements::read(app, caller, id)?;
    let preview = briefings::preview_copy(app, caller, id, edition)?;
    let base = format!("/staff/placements/{id}/copies/{}", edition.code());
    let versions = briefings::list_copies(app, caller, id)?;
    let mut sendings = Vec::new();
    for version in versions.iter().filter(|one| one.edition == edition) {
        for sending in briefings::copy_deliveries(app, caller, &version.id)? {
            let reader = sending.reader.as_ref();
            let known = preview.readers.iter().find(|one| Some(&one.reader) == reader);
            let to = known.map_or_else(
                || reader.map_or(task::A_CONTACT, words::reader).to_owned(),
                |known| known.name.clone(),
            );
            let repeats = |known: &ReaderView| {
                let code = format!("again-{}", sending.id);
                Form::new(&shell.csrf, again, &code, format!("{base}/again"), words::AGAIN)
                    .second()
                    .with("once", app.ids.next_id())
                    .with("copy", &version.id)
                    .with("reader", String::from(known.reader.clone()))
            };
            let may = version.state == BriefingState::Approved
                && sending.state.is_over()
                && allowed(caller.role, Action::SendCopy);
            sendings.push(Sending {
                words: words::of_version(version.number, &to, sending.state.label()),
                again: known.filter(|known| may && known.refused.is_none()).map(repeats),
                advice: sending.advice,
            });
        }
    }
    let open = preview.readers.iter().filter(|one| one.refused.is_none());
    let choices: Vec<(String, String)> =
        open.map(|one| (String::from(one.reader.clone()), one.name.clone())).collect();
    let approve = || {
        let form = Form::new(&shell.csrf, again, "approve", base.clone(), words::APPROVE)
            .with("once", app.ids.next_id())
            .with("hash", &preview.hash);
        match choices.is_empty() {
            true => form,
            false => form.choose(Kind::Ticks, "to", words::WHO, words::WHO_HINT, choices.clone(), &[]),
        }
    };
    let page_of = |one: &ReaderView| {
        let code = format!("page-{}", one.reader);
        Form::new(&shell.csrf, again, &code, format!("{base}/page"), &words::send_page(&one.name))
            .second()
            .with("reader", String::from(one.reader.clone()))
    };
    let own = matches!(edition, Edition::Learner | Edition::Family) && allowed(caller.role, Action::SendLink);
    let pages_of: Vec<Form> =
        preview.readers.iter().filter(|one| own && one.refused.is_none()).map(page_of).collect();
    let ready = preview.agrees_with_pack && preview.leaks.is_empty();
    let approve = (ready && allowed(caller.role, Action::ApproveCopy)).then(approve);
    let latest = versions.iter().rfind(|one| one.edition == edition);
    let forms = approve.iter().chain(sendings.iter().filter_map(|one| one.again.as_ref()));
    Ok(View {
        banner: None,
        errors: summary(again, forms),
        id: id.to_string(),
        edition: edition.code(),
        name: words::name(edition),
        about: words::about(edition),
        reference: placement.reference.to_string(),
        nobody: preview.readers.is_empty().then(|| words::nobody(edition)),
        kept_back: preview
            .readers
            .iter()
            .filter_map(|one| Some((one.name.clone(), one.reason.clone().or(one.refused.clone())?)))
            .collect(),
        subject: preview.subject,
        pages: preview.pages,
        leaks: preview.leaks,
        agrees: preview.agrees_with_pack,
        approve,
        pages_of,
        sendings,
        printed: latest.map(|one| one.id.to_string()),
        shell,
    })
}

/// A copy as it will go: the message or the pages.
#[get("/placements/{id}/copies/{edition}/{rendering}")]
pub(in crate::web) async fn rendered(
    app: web::Data<App>,
    signed: Signed,
    path: web::Path<(String, String, String)>,
) -> Result<HttpResponse, Fault> {
    let (id, edition, rendering) = path.into_inner();
    let wanted = match rendering.as_str() {
        "html" => Rendering::Html,
        "pdf" => Rendering::Pdf,
        _ => return Err(ServiceError::NotFound.into()),
    };
    let bytes = run(&app, move |app| {
        let (id, edition) = named(&(id, edition))?;
        briefings::render_copy(app, &signed.0, &id, edition, wanted)
    });
    let bytes = bytes.await?;
    Ok(match wanted {
        Rendering::Html => printed::message(bytes),
        _ => printed::document(printed::COPY, bytes),
    })
}

/// The pages of an approved copy, exactly as they are sent.
#[get("/copies/{copy}/pdf")]
pub(in crate::web) async fn approved(
    app: web::Data<App>,
    signed: Signed,
    copy: web::Path<String>,
) -> Result<HttpResponse, Fault> {
    let bytes = run(&app, move |app| briefings::copy_pages(app, &signed.0, &copy_id(&copy)?));
    Ok(printed::document(printed::COPY, bytes.await?))
}

fn copy_id(text: &str) -> Result<BriefingId, ServiceError> {
    BriefingId::parse(text).map_err(|_| ServiceError::NotFound)
}

fn reader(text: &str) -> Result<Reader, ServiceError> {
    Reader::parse(text).map_err(|error| ServiceError::invalid("to", error.to_string()))
}

/// Approves the copy that was looked at, and queues it to those who were ticked.
#[post("/placements/{id}/copies/{edition}")]
pub(in crate::web) async fn approve_copy(
    app: web::Data<App>,
    signed: Signed,
    request: HttpRequest,
    path: web::Path<(String, String)>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let route = request.path().to_owned();
    let done = see_other(&format!("{route}?done=approved"));
    let refused = run(&app, move |app| {
        let (id, edition) = named(&path)?;
        let work = |typed: &Typed| {
            let send_to = typed.all("to").map(reader).collect::<Result<_, _>>()?;
            let approval = CopyApproval { hash: typed.get("hash").to_owned(), send_to };
            let once = once(&route, typed.get("once"), &format!("{approval:?}"));
            briefings::approve_copy(app, &signed.0, &once, &id, edition, &approval).map(drop)
        };
        Again::unless_done("approve", form.0, work, |again| view(app, &signed.0, &id, edition, again))
    });
    Ok(refused.await?.map_or(done, |(status, view)| page(status, &view)))
}

/// Sends the learner or somebody of the family the link to their page.
#[post("/placements/{id}/copies/{edition}/page")]
pub(in crate::web) async fn send_page(
    app: web::Data<App>,
    signed: Signed,
    request: HttpRequest,
    path: web::Path<(String, String)>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let done = see_other(&format!("{}?done=page", request.path().trim_end_matches("/page")));
    let refused = run(&app, move |app| {
        let (id, edition) = named(&path)?;
        let work = |typed: &Typed| sides::send(app, &signed.0, &id, &reader(typed.get("reader"))?);
        Again::unless_done("page", form.0, work, |again| view(app, &signed.0, &id, edition, again))
    });
    Ok(refused.await?.map_or(done, |(status, view)| page(status, &view)))
}

/// Sends an approved copy once more.
#[post("/placements/{id}/copies/{edition}/again")]
pub(in crate::web) async fn send_again(
    app: web::Data<App>,
    signed: Signed,
    request: HttpRequest,
    path: web::Path<(String, String)>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let route = request.path().to_owned();
    let done = see_other(&format!("{}?done=again", route.trim_end_matches("/again")));
    let refused = run(&app, move |app| {
        let (id, edition) = named(&path)?;
        let work = |typed: &Typed| {
            let to = CopyRecipient { reader: reader(typed.get("reader"))?, again: true };
            let once = once(&route, typed.get("once"), &format!("{to:?}"));
            briefings::send_copy(app, &signed.0, &once, &copy_id(typed.get("copy"))?, &to).map(drop)
        };
        Again::unless_done("again", form.0, work, |again| view(app, &signed.0, &id, edition, again))
    });
    Ok(refused.await?.map_or(done, |(status, view)| page(status, &view)))
}
