//! The page that the link in a message to families opens, without an account: the message, its answer, and how such messages
//! are wanted. The code in the address is the secret.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use serde::Deserialize;

use super::fault::{Fault, run};
use super::form::{Sent, typed};
use super::layout::{page, shown};
use super::session::see_other;
use super::visit::Done;
use crate::app::App;
use crate::auth::family_visitor::FamilyVisitor;
use crate::domain::code::Code;
use crate::domain::family_message::{FamilyAnswer, FamilyWish};
use crate::domain::text::Paragraph;
use crate::http::client::Client;
use crate::services::ServiceError;
use crate::services::families::{self, FamilyOpened, FamilyPage};
use crate::words::family::{self, page as words};
use crate::words::pages::moment;

/// Where the pages are.
pub(super) const BASE: &str = "/family";

type Choice = (&'static str, &'static str, bool);

#[derive(Template)]
#[template(path = "family/message.html", config = "src/web/askama.toml")]
struct Message {
    code: String,
    page: FamilyPage,
    answers: Vec<Choice>,
    answered: Option<(&'static str, String)>,
    words: String,
    banner: Option<&'static str>,
    errors: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "family/over.html", config = "src/web/askama.toml")]
struct Over {
    code: String,
    words: (&'static str, &'static str),
}

#[derive(Template)]
#[template(path = "family/wish.html", config = "src/web/askama.toml")]
struct Wish {
    code: String,
    now: &'static str,
    choices: Vec<Choice>,
    banner: Option<&'static str>,
    errors: Vec<(String, String)>,
}

/// What somebody sends from the page of a message.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Answered {
    answer: String,
    words: String,
}

/// How somebody wants messages.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wished {
    wish: String,
}

async fn opened(app: &web::Data<App>, client: Client, code: &str) -> Result<FamilyOpened, Fault> {
    let code = code.to_owned();
    run(app, move |app| families::open(app, client.0, &code)).await.map_err(Fault::for_visitor)
}

/// Who opened a link that is good; otherwise the page that says why it is not.
async fn visitor(
    app: &web::Data<App>,
    client: Client,
    code: &str,
) -> Result<Result<FamilyVisitor, HttpResponse>, Fault> {
    let words = match opened(app, client, code).await? {
        FamilyOpened::Good(visitor) => return Ok(Ok(visitor)),
        FamilyOpened::Expired => words::EXPIRED,
        FamilyOpened::Gone => words::GONE,
    };
    Ok(Err(page(StatusCode::GONE, &Over { code: code.to_owned(), words })))
}

async fn message(app: &web::Data<App>, visitor: FamilyVisitor, code: String) -> Result<Message, Fault> {
    let seen = run(app, move |app| families::page(app, &visitor)).await.map_err(Fault::for_visitor)?;
    let before = seen.answered.map(|(answer, _)| answer);
    let answers = seen.question.answers().iter();
    Ok(Message {
        answers: answers.map(|one| (one.code(), family::answer(*one), before == Some(*one))).collect(),
        answered: seen.answered.map(|(answer, at)| (family::answer(answer), moment(at))),
        page: seen,
        code,
        words: String::new(),
        banner: None,
        errors: Vec::new(),
    })
}

#[get("/{code}")]
pub(super) async fn show(
    app: web::Data<App>,
    client: Client,
    code: web::Path<String>,
    done: web::Query<Done>,
) -> Result<HttpResponse, Fault> {
    let visitor = match visitor(&app, client, &code).await? {
        Ok(visitor) => visitor,
        Err(over) => return Ok(over),
    };
    let banner = done.done.as_deref().and_then(words::done);
    Ok(shown(&Message { banner, ..message(&app, visitor, code.into_inner()).await? }))
}

/// Answers the message.
#[post("/{code}/answer")]
pub(super) async fn answered(
    app: web::Data<App>,
    client: Client,
    code: web::Path<String>,
    form: Sent<Answered>,
) -> Result<HttpResponse, Fault> {
    let visitor = match visitor(&app, client, &code).await? {
        Ok(visitor) => visitor,
        Err(over) => return Ok(over),
    };
    let (sent, who) = (form.0.clone(), visitor.clone());
    let done = run(&app, move |app| Ok(carry_out(app, &who, &sent))).await?;
    let errors = match done {
        Ok(()) => return Ok(see_other(&format!("{BASE}/{code}?done=answer"))),
        Err(ServiceError::Invalid(errors)) => {
            errors.into_iter().map(|error| (error.field, error.reason)).collect()
        }
        Err(other) => return Err(Fault::from(other).for_visitor()),
    };
    let view = message(&app, visitor, code.into_inner()).await?;
    Ok(page(StatusCode::UNPROCESSABLE_ENTITY, &Message { errors, words: form.0.words, ..view }))
}

fn carry_out(app: &App, visitor: &FamilyVisitor, sent: &Answered) -> Result<(), ServiceError> {
    let answer = FamilyAnswer::named(&sent.answer)
        .ok_or_else(|| ServiceError::invalid("answer", words::SELECT_ANSWER))?;
    let text = sent.words.replace("\r\n", "\n");
    let said = typed(&text).map(Paragraph::parse).transpose();
    let said = said.map_err(|error| ServiceError::invalid("words", error.to_string()))?;
    families::answer(app, visitor, answer, said.as_ref())
}

async fn wish(app: &web::Data<App>, client: Client, code: String) -> Result<Wish, Fault> {
    let of = code.clone();
    let known =
        run(app, move |app| families::wish_of(app, client.0, &of)).await.map_err(Fault::for_visitor)?;
    let chosen = known.unwrap_or(FamilyWish::Mail);
    let choices = FamilyWish::ALL.iter().map(|one| (one.code(), words::choice(*one), *one == chosen));
    Ok(Wish { code, now: words::now(known), choices: choices.collect(), banner: None, errors: Vec::new() })
}

/// How such messages are wanted. A link that is too old serves for that, too.
#[get("/{code}/messages")]
pub(super) async fn ask_wish(
    app: web::Data<App>,
    client: Client,
    code: web::Path<String>,
    done: web::Query<Done>,
) -> Result<HttpResponse, Fault> {
    let banner = done.done.as_deref().and_then(words::done);
    Ok(shown(&Wish { banner, ..wish(&app, client, code.into_inner()).await? }))
}

#[post("/{code}/messages")]
pub(super) async fn save_wish(
    app: web::Data<App>,
    client: Client,
    code: web::Path<String>,
    form: Sent<Wished>,
) -> Result<HttpResponse, Fault> {
    let Some(wanted) = FamilyWish::named(&form.0.wish) else {
        let errors = vec![("wish".to_owned(), words::SELECT_WAY.to_owned())];
        let view = wish(&app, client, code.into_inner()).await?;
        return Ok(page(StatusCode::UNPROCESSABLE_ENTITY, &Wish { errors, ..view }));
    };
    let of = code.clone();
    let done = run(&app, move |app| families::wish(app, client.0, &of, wanted)).await;
    done.map_err(Fault::for_visitor)?;
    Ok(see_other(&format!("{BASE}/{code}/messages?done=wish")))
}

/// Stops messages as a mail program asks by itself (RFC 8058): no page, no redirect, and the same answer for every code.
#[post("/stop/{code}")]
pub(super) async fn unsubscribe(
    app: web::Data<App>,
    client: Client,
    code: web::Path<String>,
) -> Result<HttpResponse, Fault> {
    let done = run(&app, move |app| families::unsubscribe(app, client.0, &code)).await;
    done.map_err(Fault::for_visitor)?;
    Ok(HttpResponse::Ok().finish())
}

fn wrong<'a>(errors: &'a [(String, String)], field: &str) -> Option<&'a str> {
    errors.iter().find(|(name, _)| name == field).map(|(_, reason)| reason.as_str())
}

impl Message {
    fn error(&self, field: &str) -> Option<&str> {
        wrong(&self.errors, field)
    }
}

impl Wish {
    fn error(&self, field: &str) -> Option<&str> {
        wrong(&self.errors, field)
    }
}
