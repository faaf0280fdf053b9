//! One message to families: what it says, who gets it, its approval, and what came of it.

use actix_web::http::StatusCode;
use actix_web::web::ServiceConfig;
use actix_web::{HttpResponse, get, post, web};
use serde::Deserialize;

use super::{banner, mark, title, when_and_whom};
use crate::app::App;
use crate::auth::Caller;
use crate::domain::code::Code;
use crate::domain::family_message::{FamilyAnswer, FamilyMessageState, FamilyQuestion, FamilyWay};
use crate::domain::ids::{FamilyMessageId, FamilySendingId};
use crate::domain::language::LanguageTag;
use crate::services::ServiceError;
use crate::services::families::{
    self, FamilyApproval, FamilyMessageView, FamilyRecipients, FamilySendingView, NewFamilyReply,
};
use crate::web::change::Saved;
use crate::web::fault::{Fault, run};
use crate::web::fields::{Form, Kind};
use crate::web::form::{Posted, once};
use crate::web::layout::Shell;
use crate::web::plain::{Item, Plain, Section};
use crate::web::printed;
use crate::web::session::{Signed, see_other};
use crate::web::typed::{Again, Typed};
use crate::words::label::Label;
use crate::words::language;
use crate::words::pages::{families as words, moment};

pub(super) fn register(config: &mut ServiceConfig) {
    config
        .service(show)
        .service(preview)
        .service(approve_message)
        .service(remove_message)
        .service(print_sheets)
        .service(record_handed)
        .service(save_reply)
        .service(save_seen);
}

/// The message that an address names.
pub(super) fn message_id(text: &str) -> Result<FamilyMessageId, ServiceError> {
    FamilyMessageId::parse(text).map_err(|_| ServiceError::NotFound)
}

#[get("/families/{id}")]
async fn show(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    saved: web::Query<Saved>,
) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| {
        let page = view(app, &signed.0, &message_id(&id)?, &Again::default())?;
        Ok(Plain { banner: banner(&saved), ..page })
    });
    Ok(view.await?.answer(StatusCode::OK))
}

fn view(app: &App, caller: &Caller, id: &FamilyMessageId, again: &Again) -> Result<Plain, ServiceError> {
    let message = families::read(app, caller, id)?;
    let shell = Shell::of(app, caller)?;
    let mut sections = vec![said(&message)];
    match message.state {
        FamilyMessageState::Draft => {
            let whom = families::recipients(app, caller, id)?;
            sections.extend(to_approve(&shell, app, &message, &whom, again));
        }
        FamilyMessageState::Approved => {
            let all = families::sendings(app, caller, id)?;
            sections.extend(came_of_it(&shell, &message, &all, again));
        }
    }
    let (_, state) = mark(&message);
    let mut lead = vec![state];
    lead.extend(when_and_whom(&message));
    if let Some(by) = &message.approved {
        lead.push(words::noted(words::APPROVED, &by.name, &moment(by.at)));
    }
    let page = Plain { lead, sections, ..Plain::headed(shell, title(&message)) };
    Ok(page.back(format!("/staff/families?year={}", message.school_year), words::BACK).refused(again))
}

fn said(message: &FamilyMessageView) -> Section {
    let texts = &message.message.texts;
    let facts = texts.iter().map(|text| {
        let heading = format!("{}: {}", language::name(&text.language), text.title);
        (heading, text.paragraphs().map(str::to_owned).collect())
    });
    let asks = (words::QUESTION.to_owned(), vec![message.message.question.label().to_owned()]);
    let letter = |text: &LanguageTag| format!("/staff/families/{}/letter?language={text}", message.id);
    let mut links: Vec<(String, String)> = texts
        .iter()
        .map(|text| {
            (letter(&text.language), format!("{}: {}", words::PREVIEW, language::name(&text.language)))
        })
        .collect();
    if message.state == FamilyMessageState::Draft {
        links.push((format!("/staff/families/{}/change", message.id), words::CHANGE.to_owned()));
    }
    Section { facts: facts.chain([asks]).collect(), links, ..Section::headed("what", words::WHAT) }
}

fn to_approve(
    shell: &Shell,
    app: &App,
    message: &FamilyMessageView,
    whom: &FamilyRecipients,
    again: &Again,
) -> Vec<Section> {
    let id = &message.id;
    let name = |learner: &_| whom.learner_names.get(learner).cloned().unwrap_or_default();
    let recipients = whom.recipients.iter().map(|one| {
        let way = match one.because {
            None => one.way.label().to_owned(),
            Some(because) => format!("{}: {}", one.way.label(), because.label()),
        };
        let of: Vec<String> = one.learners.iter().map(name).collect();
        let lines = vec![
            words::family_of(&of),
            way,
            words::language(&language::name(&one.language), one.is_own_language),
        ];
        Item { lines, ..Item::named(one.names.join(", ")) }
    });
    let left_out = whom.left_out.iter().map(|one| {
        let of: Vec<String> = one.learners.iter().map(name).collect();
        let family = words::family_of(&of);
        match one.names.is_empty() {
            true => Item { lines: vec![one.reason.label().to_owned()], ..Item::named(family) },
            false => Item {
                lines: vec![family, one.reason.label().to_owned()],
                ..Item::named(one.names.join(", "))
            },
        }
    });
    let form = |code: &str, button: &str| {
        let action = format!("/staff/families/{id}/{code}");
        Form::new(&shell.csrf, again, code, action, button).with("version", message.version)
    };
    let approve = (!whom.recipients.is_empty()).then(|| {
        form("approve", &words::approve(whom.by_mail, whom.on_paper))
            .with("mark", &whom.mark)
            .with("once", app.ids.next_id())
    });
    let languages =
        whom.languages.iter().map(|one| words::in_language(&language::name(&one.language), one.people));
    vec![
        Section {
            lead: [words::counts(whom.by_mail, whom.on_paper, whom.left_out.len())]
                .into_iter()
                .chain(languages)
                .collect(),
            items: recipients.collect(),
            empty: words::NOBODY,
            ..Section::headed("who", words::WHO)
        },
        Section {
            items: left_out.collect(),
            empty: words::NOBODY_LEFT_OUT,
            ..Section::headed("left-out", words::LEFT_OUT)
        },
        Section {
            lead: vec![words::ABOUT_APPROVING.to_owned()],
            forms: approve.into_iter().chain([form("remove", words::REMOVE).second()]).collect(),
            ..Section::headed("approve", words::APPROVE_OR_REMOVE)
        },
    ]
}

fn came_of_it(
    shell: &Shell,
    message: &FamilyMessageView,
    all: &[FamilySendingView],
    again: &Again,
) -> Vec<Section> {
    let mut sections = Vec::new();
    if all.iter().any(|one| one.way == FamilyWay::Paper) {
        let action = format!("/staff/families/{}/handed-over", message.id);
        let form = Form::new(&shell.csrf, again, "handed", action, words::HANDED).second();
        let handed = message.handed_over.as_ref();
        sections.push(Section {
            lead: match handed {
                Some(by) => vec![words::noted(words::GIVEN_OUT, &by.name, &moment(by.at))],
                None => vec![words::ABOUT_SHEETS.to_owned()],
            },
            links: vec![(format!("/staff/families/{}/sheets", message.id), words::PRINT.to_owned())],
            forms: if handed.is_none() { vec![form] } else { Vec::new() },
            ..Section::headed("paper", words::ON_PAPER)
        });
    }
    let question = message.message.question;
    let newest = |one: &FamilySendingView| one.replies.last().map(|reply| reply.answer);
    let count = |answer: FamilyAnswer| all.iter().filter(|one| newest(one) == Some(answer)).count();
    let tally: Vec<(&str, usize)> =
        question.answers().iter().map(|answer| (answer.label(), count(*answer))).collect();
    let none = all.iter().filter(|one| newest(one).is_none()).count();
    sections.push(Section {
        lead: if tally.is_empty() { Vec::new() } else { vec![words::tally(&tally, none)] },
        items: all.iter().map(|one| item(shell, one, question, again)).collect(),
        ..Section::headed("sent", words::SENT)
    });
    sections
}

fn item(shell: &Shell, one: &FamilySendingView, question: FamilyQuestion, again: &Again) -> Item {
    let mut lines = vec![words::family_of(&one.learner_names)];
    let state = one.state.map(|state| format!(", {}", state.label())).unwrap_or_default();
    lines.push(format!("{}{state}", one.way.label()));
    lines.extend(one.sent_at.map(|at| words::sent_on(&moment(at))));
    lines.extend(one.advice.clone());
    for reply in &one.replies {
        let by = reply.noted.as_ref().map(|noted| noted.name.as_str());
        lines.push(words::answered(reply.answer.label(), &moment(reply.at), by));
        lines.extend(reply.words.as_ref().map(ToString::to_string));
        lines.extend(
            reply.seen.as_ref().map(|seen| words::noted(words::SEEN_BY, &seen.name, &moment(seen.at))),
        );
    }
    let waits = one.replies.iter().any(|reply| reply.waits);
    let form = |code: &str, button: &str| {
        let action = format!("/staff/families/sendings/{}/{code}", one.id);
        Form::new(&shell.csrf, again, &format!("{code}-{}", one.id), action, button).second()
    };
    let answers = question.answers().iter().map(|answer| (answer.code(), answer.label()));
    let record = (!question.answers().is_empty()).then(|| {
        form("reply", words::RECORD_REPLY)
            .folded(words::RECORD_REPLY)
            .choose(Kind::Radios, "answer", words::ANSWER, "", answers, &[])
            .ask(Kind::Area, "words", words::WORDS, "", "")
    });
    Item {
        mark: waits.then(|| ("bad", words::LOOK_AT_IT.to_owned())),
        lines,
        forms: waits.then(|| form("seen", words::SEEN)).into_iter().chain(record).collect(),
        ..Item::named(one.names.join(", "))
    }
}

/// In which language a letter is looked at.
#[derive(Default, Deserialize)]
#[serde(default)]
struct InLanguage {
    language: String,
}

#[get("/families/{id}/letter")]
async fn preview(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    of: web::Query<InLanguage>,
) -> Result<HttpResponse, Fault> {
    let html = run(&app, move |app| {
        let language = LanguageTag::parse(&of.language).ok();
        families::letter(app, &signed.0, &message_id(&id)?, language.as_ref())
    });
    Ok(printed::message(html.await?))
}

#[post("/families/{id}/approve")]
async fn approve_message(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let done = see_other(&format!("/staff/families/{id}?saved=approve"));
    let refused = run(&app, move |app| {
        let (caller, id) = (&signed.0, message_id(&id)?);
        let work = |typed: &Typed| {
            let key = once(&format!("/staff/families/{id}/approve"), typed.get("once"), typed.get("mark"));
            let approval = FamilyApproval { mark: typed.get("mark").to_owned() };
            families::approve(app, caller, &key, &id, &approval).map(drop)
        };
        Again::unless_done("approve", form.0, work, |again| view(app, caller, &id, again))
    });
    Ok(match refused.await? {
        None => done,
        Some((status, view)) => view.answer(status),
    })
}

#[post("/families/{id}/remove")]
async fn remove_message(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    run(&app, move |app| families::remove(app, &signed.0, &message_id(&id)?, form.0.version())).await?;
    Ok(see_other("/staff/families?saved=remove"))
}

#[get("/families/{id}/sheets")]
async fn print_sheets(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
) -> Result<HttpResponse, Fault> {
    let html = run(&app, move |app| families::sheets(app, &signed.0, &message_id(&id)?)).await?;
    Ok(printed::message(html))
}

#[post("/families/{id}/handed-over")]
async fn record_handed(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    _form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let done = see_other(&format!("/staff/families/{id}?saved=handed"));
    run(&app, move |app| families::hand_over(app, &signed.0, &message_id(&id)?).map(drop)).await?;
    Ok(done)
}

fn sending_id(text: &str) -> Result<FamilySendingId, ServiceError> {
    FamilySendingId::parse(text).map_err(|_| ServiceError::NotFound)
}

#[post("/families/sendings/{id}/reply")]
async fn save_reply(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let answer = run(&app, move |app| {
        let (caller, id) = (&signed.0, sending_id(&id)?);
        let of = families::message_of(app, caller, &id)?;
        let work = |typed: &Typed| {
            let new = NewFamilyReply {
                answer: typed.code("answer", words::SELECT_ANSWER)?,
                words: typed.paragraph_if_any("words")?,
            };
            families::record_reply(app, caller, &id, &new).map(drop)
        };
        let code = format!("reply-{id}");
        let refused = Again::unless_done(&code, form.0, work, |again| view(app, caller, &of, again))?;
        Ok((of, refused))
    });
    let (of, refused) = answer.await?;
    Ok(match refused {
        None => see_other(&format!("/staff/families/{of}?saved=reply")),
        Some((status, view)) => view.answer(status),
    })
}

#[post("/families/sendings/{id}/seen")]
async fn save_seen(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    _form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let of = run(&app, move |app| {
        let (caller, id) = (&signed.0, sending_id(&id)?);
        families::see(app, caller, &id)?;
        families::message_of(app, caller, &id)
    });
    Ok(see_other(&format!("/staff/families/{}?saved=seen", of.await?)))
}
