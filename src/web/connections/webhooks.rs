//! Webhooks of the caller's organisation, and what each was told.

use actix_web::http::StatusCode;
use actix_web::web::ServiceConfig;
use actix_web::{HttpResponse, get, post, web};

use super::secret;
use crate::app::App;
use crate::auth::Caller;
use crate::domain::code::{Code, CodeSet};
use crate::domain::ids::{WebhookId, WebhookMessageId};
use crate::domain::webhook::{WebhookEvent, WebhookState};
use crate::services::listing::whole;
use crate::services::webhooks::{self, WebhookMessageView, WebhookRequest, WebhookView};
use crate::services::{ServiceError, Slice};
use crate::web::change::Saved;
use crate::web::fault::{Fault, run};
use crate::web::fields::{Form, Kind, codes};
use crate::web::form::Posted;
use crate::web::layout::Shell;
use crate::web::plain::{Item, Plain, Section};
use crate::web::session::{Signed, see_other};
use crate::web::typed::{Again, Typed};
use crate::words::label::Label;
use crate::words::pages::{connections as words, moment};

/// How many webhooks and messages stand on a page.
const ROWS: u16 = 200;

pub(super) fn register(config: &mut ServiceConfig) {
    config
        .service(list)
        .service(make_webhook)
        .service(show)
        .service(rotate)
        .service(end_webhook)
        .service(replay_message);
}

fn webhook_id(text: &str) -> Result<WebhookId, ServiceError> {
    WebhookId::parse(text).map_err(|_| ServiceError::NotFound)
}

#[get("/webhooks")]
async fn list(app: web::Data<App>, signed: Signed) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| view(app, &signed.0, &Again::default()));
    Ok(view.await?.answer(StatusCode::OK))
}

fn view(app: &App, caller: &Caller, again: &Again) -> Result<Plain, ServiceError> {
    let all = whole(|slice| webhooks::list(app, caller, slice))?;
    let shell = Shell::of(app, caller)?;
    let form = Form::new(&shell.csrf, again, "webhook", "/staff/webhooks".to_owned(), words::MAKE_WEBHOOK)
        .folded(words::MAKE_WEBHOOK)
        .ask(Kind::Line, "url", words::URL, words::URL_HINT, "")
        .choose(Kind::Ticks, "events", words::EVENTS, "", codes::<WebhookEvent>(), &[]);
    let sections = vec![Section {
        items: all.iter().rev().map(row).collect(),
        empty: words::NO_WEBHOOK,
        forms: vec![form],
        ..Section::default()
    }];
    let lead = vec![words::ABOUT_WEBHOOKS.to_owned()];
    let page = Plain { lead, sections, ..Plain::headed(shell, words::WEBHOOKS) };
    let back = format!("/staff/organisations/{}", caller.organisation);
    Ok(page.back(back, words::BACK_TO_ORGANISATION).refused(again))
}

fn row(webhook: &WebhookView) -> Item {
    let events = webhook.events.iter().map(Label::label).collect::<Vec<_>>().join("; ");
    Item {
        mark: webhook.ended_at.map(|_| ("none", words::ENDED.to_owned())),
        lines: vec![events, words::life(&moment(webhook.created_at), None)],
        ..Item::linked(webhook.url.clone(), format!("/staff/webhooks/{}", webhook.id))
    }
}

#[post("/webhooks")]
async fn make_webhook(
    app: web::Data<App>,
    signed: Signed,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let answer = run(&app, move |app| {
        let caller = &signed.0;
        match asked(&form.0).and_then(|request| webhooks::create(app, caller, request)) {
            Ok(made) => Ok((StatusCode::OK, shown_once(app, caller, made.secret)?)),
            Err(error) => {
                let (status, again) = Again::of("webhook", form.0, error)?;
                Ok((status, view(app, caller, &again)?))
            }
        }
    });
    let (status, view) = answer.await?;
    Ok(view.answer(status))
}

fn shown_once(app: &App, caller: &Caller, made: String) -> Result<Plain, ServiceError> {
    let back = ("/staff/webhooks", words::BACK_TO_WEBHOOKS);
    Ok(secret(Shell::of(app, caller)?, words::MADE_SECRET, words::THE_SECRET, made, back))
}

fn asked(typed: &Typed) -> Result<WebhookRequest, ServiceError> {
    let url = typed.get("url").trim().to_owned();
    if url.is_empty() {
        return Err(ServiceError::invalid("url", words::ENTER_URL));
    }
    let events: CodeSet<WebhookEvent> = typed.all("events").filter_map(WebhookEvent::named).collect();
    if events.is_empty() {
        return Err(ServiceError::invalid("events", words::SELECT_EVENT));
    }
    Ok(WebhookRequest { url, events: Some(events) })
}

#[get("/webhooks/{id}")]
async fn show(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    done: web::Query<Saved>,
) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| {
        let banner = words::done(&done.saved).map(str::to_owned);
        Ok(Plain { banner, ..one(app, &signed.0, &webhook_id(&id)?)? })
    });
    Ok(view.await?.answer(StatusCode::OK))
}

fn one(app: &App, caller: &Caller, id: &WebhookId) -> Result<Plain, ServiceError> {
    let all = whole(|slice| webhooks::list(app, caller, slice))?;
    let webhook = all.into_iter().find(|one| one.id == *id).ok_or(ServiceError::NotFound)?;
    let told = webhooks::messages(app, caller, id, &Slice::first(ROWS))?;
    let shell = Shell::of(app, caller)?;
    let live = webhook.ended_at.is_none();
    let form = |what: &str, button: &str| {
        let action = format!("/staff/webhooks/{id}/{what}");
        Form::new(&shell.csrf, &Again::default(), what, action, button).second()
    };
    let again = |message: &WebhookMessageView| {
        let form = live.then(|| form("again", words::AGAIN).with("message", &message.id));
        form.into_iter().collect()
    };
    let item = |message: &WebhookMessageView| {
        let class = match message.state {
            WebhookState::Delivered => "good",
            WebhookState::Queued => "none",
            _ => "bad",
        };
        let attempts = message.attempts.iter();
        let attempts =
            attempts.map(|one| words::attempt(&moment(one.at), one.status, one.problem.as_deref()));
        Item {
            mark: Some((class, message.state.label().to_owned())),
            lines: std::iter::once(moment(message.created_at)).chain(attempts).collect(),
            forms: again(message),
            ..Item::named(message.event.label())
        }
    };
    let mut sections = vec![Section {
        lead: told.next.is_some().then(|| words::SOME.to_owned()).into_iter().collect(),
        items: told.items.iter().map(item).collect(),
        empty: words::NO_MESSAGE,
        ..Section::headed("messages", words::MESSAGES)
    }];
    if live {
        sections.push(Section {
            lead: vec![words::ABOUT_ROTATING.to_owned()],
            forms: vec![form("secret", words::ROTATE)],
            ..Section::headed("secret", words::ROTATE)
        });
        sections.push(Section {
            lead: vec![words::ABOUT_ENDING.to_owned()],
            forms: vec![form("end", words::END)],
            ..Section::headed("end", words::END)
        });
    }
    let page = Plain { caption: words::WEBHOOKS.to_owned(), sections, ..Plain::headed(shell, webhook.url) };
    Ok(page.back("/staff/webhooks", words::BACK_TO_WEBHOOKS))
}

#[post("/webhooks/{id}/secret")]
async fn rotate(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    _form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| {
        let made = webhooks::rotate(app, &signed.0, &webhook_id(&id)?)?;
        shown_once(app, &signed.0, made.secret)
    });
    Ok(view.await?.answer(StatusCode::OK))
}

#[post("/webhooks/{id}/end")]
async fn end_webhook(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    _form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let done = see_other(&format!("/staff/webhooks/{id}?saved=end"));
    run(&app, move |app| webhooks::end(app, &signed.0, &webhook_id(&id)?)).await?;
    Ok(done)
}

#[post("/webhooks/{id}/again")]
async fn replay_message(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let done = see_other(&format!("/staff/webhooks/{id}?saved=again"));
    run(&app, move |app| {
        let message = WebhookMessageId::parse(form.0.get("message")).map_err(|_| ServiceError::NotFound)?;
        webhooks::replay(app, &signed.0, &webhook_id(&id)?, &message)
    })
    .await?;
    Ok(done)
}
