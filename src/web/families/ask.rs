//! A message to families as it is asked for, and how that is read.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};

use super::OfYear;
use crate::app::App;
use crate::auth::Caller;
use crate::domain::family_message::{FamilyMessage, FamilyQuestion, FamilyText, PlannedFor, YearGroup};
use crate::domain::language::LanguageTag;
use crate::services::ServiceError;
use crate::services::families::{self, FamilyMessageView};
use crate::web::change::Change;
use crate::web::fault::{Fault, run};
use crate::web::fields::{Form, Kind, codes};
use crate::web::form::{Posted, made, once};
use crate::web::layout::Shell;
use crate::web::learners::languages;
use crate::web::session::{Signed, see_other};
use crate::web::typed::{Again, Typed, date_of};
use crate::words::pages::families as words;

use super::message::message_id;

/// The year groups that are asked for: those of secondary schools and colleges.
const YEARS: std::ops::RangeInclusive<u8> = 7..=15;

fn asked(form: Form, known: Option<&FamilyMessage>, year: i32) -> Form {
    let planned = known.map_or_else(|| format!("{year}-10"), |known| known.planned_for.to_string());
    let groups: Vec<String> = known
        .map(|known| known.year_groups.iter().map(|group| group.number().to_string()).collect())
        .unwrap_or_default();
    let chosen: Vec<&str> = groups.iter().map(String::as_str).collect();
    let choices = YearGroup::all()
        .map(YearGroup::number)
        .filter(|number| YEARS.contains(number) || groups.contains(&number.to_string()))
        .map(|number| (number.to_string(), format!("Year {number}")));
    let question = known.map_or(FamilyQuestion::Nothing, |known| known.question);
    let form = form
        .ask(Kind::Line, "planned_for", words::PLANNED_FOR, words::PLANNED_FOR_HINT, planned)
        .choose(Kind::Ticks, "year_groups", words::YEAR_GROUPS, words::YEAR_GROUPS_HINT, choices, &chosen)
        .choose(Kind::Radios, "question", words::QUESTION, "", codes::<FamilyQuestion>(), &[code(question)]);
    let texts = known.map(|known| known.texts.as_slice()).unwrap_or_default();
    (0..(texts.len() + 1).clamp(2, FamilyMessage::MOST_TEXTS)).fold(form, |form, at| {
        let text = texts.get(at);
        let language = match (text, at) {
            (Some(text), _) => text.language.to_string(),
            (None, 0) => "en".to_owned(),
            (None, _) => String::new(),
        };
        let hint = if at == 0 { words::ABOUT_LANGUAGE } else { "" };
        let title = text.map(|text| text.title.to_string()).unwrap_or_default();
        let body = text.map(|text| text.body.to_string()).unwrap_or_default();
        let label = |what| words::of_text(at, what);
        form.choose(
            Kind::Select,
            &format!("language-{at}"),
            &label(words::LANGUAGE),
            hint,
            languages(&language, words::NO_TEXT),
            &[language.as_str()],
        )
        .ask(Kind::Line, &format!("title-{at}"), &label(words::TITLE), "", title)
        .ask(Kind::Area, &format!("body-{at}"), &label(words::BODY), words::ABOUT_TEXT, body)
    })
}

fn code(question: FamilyQuestion) -> &'static str {
    use crate::domain::code::Code;
    question.code()
}

fn planned_for(typed: &Typed) -> Result<PlannedFor, ServiceError> {
    let text = typed.get("planned_for").trim();
    let day = date_of(text).map(|day| day.to_string());
    PlannedFor::parse(day.as_deref().unwrap_or(text))
        .map_err(|_| ServiceError::invalid("planned_for", words::ENTER_PLANNED_FOR))
}

/// One text, with everything that is wrong; none where everything was left empty but the language.
fn one_text(typed: &Typed, at: usize, keep: &mut impl FnMut(ServiceError)) -> Result<Option<FamilyText>, ()> {
    let [language, title, body] = ["language", "title", "body"].map(|what| format!("{what}-{at}"));
    if typed.is_empty(&title) && typed.is_empty(&body) && (at > 0 || typed.is_empty(&language)) {
        return Ok(None);
    }
    let read = LanguageTag::parse(typed.get(&language));
    let read = read.map_err(|_| keep(ServiceError::invalid(language, words::SELECT_LANGUAGE)));
    let title = typed.line(&title, words::ENTER_TITLE).map_err(&mut *keep);
    let body = typed.paragraph(&body, words::ENTER_BODY).map_err(&mut *keep);
    Ok(Some(FamilyText { language: read?, title: title?, body: body? }))
}

/// The message as typed, with everything that is wrong.
fn read(typed: &Typed, before: Option<&FamilyMessage>) -> Result<FamilyMessage, ServiceError> {
    let mut wrong = Vec::new();
    let mut keep = |fault: ServiceError| {
        if let ServiceError::Invalid(errors) = fault {
            wrong.extend(errors);
        }
    };
    let planned_for = planned_for(typed).map_err(&mut keep);
    let question = typed.code("question", words::SELECT_QUESTION).map_err(&mut keep);
    let texts: Vec<_> = (0..FamilyMessage::MOST_TEXTS).map(|at| one_text(typed, at, &mut keep)).collect();
    let texts: Result<Vec<_>, ()> = texts.into_iter().collect();
    let groups = typed.all("year_groups").filter_map(|number| number.parse::<i64>().ok());
    match (planned_for, question, texts) {
        (Ok(planned_for), Ok(question), Ok(texts)) => Ok(FamilyMessage {
            planned_for,
            year_groups: groups.filter_map(|number| YearGroup::try_from(number).ok()).collect(),
            question,
            texts: texts.into_iter().flatten().collect(),
            template: before.and_then(|before| before.template),
        }),
        _ => Err(wrong.into()),
    }
}

fn adding(app: &App, caller: &Caller, year: i32, again: &Again) -> Result<Change, ServiceError> {
    let shell = Shell::of(app, caller)?;
    let key = match again.typed.get("once") {
        "" => app.ids.next_id(),
        key => key.to_owned(),
    };
    let form = Form::new(&shell.csrf, again, "new", "/staff/families/new".to_owned(), words::SAVE)
        .with("once", key)
        .with("year", year);
    let change = Change {
        back: format!("/staff/families?year={year}"),
        caption: words::FAMILIES.to_owned(),
        heading: words::NEW,
        lead: words::ABOUT,
        form: asked(form, None, year),
        errors: Vec::new(),
        shell,
    };
    Ok(change.refused(again))
}

#[get("/families/new")]
pub(super) async fn new(
    app: web::Data<App>,
    signed: Signed,
    of: web::Query<OfYear>,
) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| {
        let year = of.year.unwrap_or_else(|| families::this_year(app));
        // Whoever may not plan a message is told so before they write it.
        families::list(app, &signed.0, year)?;
        adding(app, &signed.0, year, &Again::default())
    });
    Ok(view.await?.answer(StatusCode::OK))
}

#[post("/families/new")]
pub(super) async fn add(
    app: web::Data<App>,
    signed: Signed,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let answer = run(&app, move |app| {
        let (caller, typed) = (&signed.0, form.0);
        let key = once("/staff/families/new", typed.get("once"), &format!("{typed:?}"));
        let done = read(&typed, None).and_then(|message| families::create(app, caller, Some(&key), &message));
        match done {
            Ok(reply) => Ok(Ok(made(reply, |view| view.id.to_string()))),
            Err(error) => {
                let year = typed.number("year", "").unwrap_or_else(|_| families::this_year(app));
                let (status, again) = Again::of("new", typed, error)?;
                Ok(Err((status, adding(app, caller, year, &again)?)))
            }
        }
    });
    Ok(match answer.await? {
        Ok(id) => see_other(&format!("/staff/families/{id}?saved=new")),
        Err((status, view)) => view.answer(status),
    })
}

fn changing(
    app: &App,
    caller: &Caller,
    known: &FamilyMessageView,
    again: &Again,
) -> Result<Change, ServiceError> {
    let shell = Shell::of(app, caller)?;
    let action = format!("/staff/families/{}/change", known.id);
    let form = Form::record(&shell.csrf, again, "change", action, words::SAVE, known.version);
    let change = Change {
        back: format!("/staff/families/{}", known.id),
        caption: super::title(known),
        heading: words::CHANGE,
        lead: words::ABOUT,
        form: asked(form, Some(&known.message), known.school_year),
        errors: Vec::new(),
        shell,
    };
    Ok(change.refused(again))
}

#[get("/families/{id}/change")]
pub(super) async fn show(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| {
        let known = families::read(app, &signed.0, &message_id(&id)?)?;
        changing(app, &signed.0, &known, &Again::default())
    });
    Ok(view.await?.answer(StatusCode::OK))
}

#[post("/families/{id}/change")]
pub(super) async fn save(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let done = see_other(&format!("/staff/families/{id}?saved=change"));
    let refused = run(&app, move |app| {
        let (caller, id) = (&signed.0, message_id(&id)?);
        let known = families::read(app, caller, &id)?;
        let work = |typed: &Typed| {
            let message = read(typed, Some(&known.message))?;
            families::change(app, caller, &id, typed.version(), &message).map(drop)
        };
        Again::unless_done("change", form.0, work, |again| changing(app, caller, &known, again))
    });
    Ok(match refused.await? {
        None => done,
        Some((status, view)) => view.answer(status),
    })
}
