//! Finding needs in a text: a suggestion goes on the record once a person has said how much hangs on it.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;

use crate::app::App;
use crate::auth::policy::authorise;
use crate::auth::{Action, Caller};
use crate::domain::check::FieldError;
use crate::domain::code::Code;
use crate::domain::ids::LearnerId;
use crate::domain::need::{Need, NeedsInWords, SuggestedNeed, Wanted, Weight};
use crate::domain::text::Paragraph;
use crate::services::ServiceError;
use crate::services::learners::{self, LearnerDocument, LearnerView};
use crate::services::needs::{self, NeedsText};
use crate::web::fault::{Fault, run};
use crate::web::fields::{Form, Kind, summary};
use crate::web::form::Posted;
use crate::web::layout::{Shell, page};
use crate::web::learners::learner_id;
use crate::web::session::{Signed, see_other};
use crate::web::typed::{Again, Typed};
use crate::words::pages::found_needs as words;

/// The names of the page's forms.
const FIND: &str = "find";
const ACCEPT: &str = "accept";

/// What stands for a suggestion that is not taken.
const LEFT: &str = "no";

/// What a text came to.
struct Found {
    accept: Option<Form>,
    /// What was not suggested: its heading, what to do about it, and the parts of the text.
    aside: Vec<(&'static str, &'static str, Vec<String>)>,
}

#[derive(Template)]
#[template(path = "learners/needs.html", config = "src/web/askama.toml")]
struct View {
    shell: Shell,
    id: String,
    name: String,
    heading: &'static str,
    found: Option<Found>,
    ask: Form,
    errors: Vec<(String, String)>,
}

#[get("/learners/{id}/needs")]
pub(in crate::web) async fn ask_for_text(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| view(app, &signed.0, &learner_id(&id)?, None, &Again::default()));
    Ok(page(StatusCode::OK, &view.await?))
}

#[post("/learners/{id}/needs")]
pub(in crate::web) async fn find_needs(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let answer = run(&app, move |app| {
        let (id, caller) = (learner_id(&id)?, &signed.0);
        let read = form.0.paragraph("text", words::ENTER_TEXT);
        match read {
            Ok(text) => {
                Ok((StatusCode::OK, view(app, caller, &id, Some(NeedsText { text }), &Again::default())?))
            }
            Err(error) => {
                let (status, again) = Again::of(FIND, form.0, error)?;
                Ok((status, view(app, caller, &id, None, &again)?))
            }
        }
    });
    let (status, view) = answer.await?;
    Ok(page(status, &view))
}

#[post("/learners/{id}/needs/accept")]
pub(in crate::web) async fn accept_needs(
    app: web::Data<App>,
    signed: Signed,
    path: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let saved = see_other(&format!("/staff/learners/{path}?saved=there#there"));
    let refused = run(&app, move |app| {
        let (id, caller) = (learner_id(&path)?, &signed.0);
        let work = |typed: &Typed| add(app, caller, &id, typed);
        Again::unless_done(ACCEPT, form.0, work, |again| {
            let text = again.typed.paragraph("text", words::ENTER_TEXT)?;
            view(app, caller, &id, Some(NeedsText { text }), again)
        })
    });
    Ok(refused.await?.map_or(saved, |(status, view)| page(status, &view)))
}

/// Puts the needs that were accepted on the record.
fn add(app: &App, caller: &Caller, id: &LearnerId, typed: &Typed) -> Result<(), ServiceError> {
    authorise(caller, Action::ChangeLearner)?;
    let accepted = accepted(app, caller, typed)?;
    if accepted.is_empty() {
        return Err(ServiceError::invalid("", words::TICK_ONE));
    }
    let mut learner = learners::read(app, caller, id)?.learner;
    let known: Vec<Wanted> = learner.profile.needs.iter().map(|need| need.wanted).collect();
    learner.profile.needs.extend(accepted.into_iter().filter(|need| !known.contains(&need.wanted)));
    learners::change(app, caller, id, typed.version(), &LearnerDocument { learner })?;
    Ok(())
}

/// What a text may mean; nothing where there is none.
pub(in crate::web) fn suggested(
    app: &App,
    caller: &Caller,
    text: &str,
) -> Result<Vec<SuggestedNeed>, ServiceError> {
    let Ok(text) = Paragraph::parse(text) else { return Ok(Vec::new()) };
    Ok(needs::suggest(app, caller, &NeedsText { text })?.suggested)
}

/// The needs that were accepted of those that the text suggests. They are read from the text again, so that
/// only what was suggested can be accepted.
fn accepted(app: &App, caller: &Caller, typed: &Typed) -> Result<Vec<Need>, ServiceError> {
    let weighed = |one: &SuggestedNeed| {
        let weight = Weight::named(typed.get(&name(one.wanted)))?;
        Some(Need { wanted: one.wanted, weight, note: None })
    };
    let Some(text) = typed.paragraph_if_any("text")? else { return Ok(Vec::new()) };
    Ok(needs::suggest(app, caller, &NeedsText { text })?.suggested.iter().filter_map(weighed).collect())
}

/// What was decided of each suggestion: the needs that were accepted, and what is none.
///
/// # Errors
/// [`ServiceError::Invalid`] that names each suggestion that nobody has decided.
pub(in crate::web) fn decided_needs(
    suggested: &[SuggestedNeed],
    typed: &Typed,
) -> Result<(Vec<Need>, Vec<Wanted>), ServiceError> {
    let (mut needs, mut not_needed, mut open) = (Vec::new(), Vec::new(), Vec::new());
    for one in suggested {
        let (wanted, field) = (one.wanted, name(one.wanted));
        match (Weight::named(typed.get(&field)), typed.get(&field)) {
            (Some(weight), _) => needs.push(Need { wanted, weight, note: None }),
            (None, LEFT) => not_needed.push(wanted),
            (None, _) => open.push(FieldError::new(field, words::DECIDE)),
        }
    }
    if open.is_empty() { Ok((needs, not_needed)) } else { Err(ServiceError::Invalid(open)) }
}

/// Asks of each suggestion how much hangs on it.
pub(in crate::web) fn ask_of(form: Form, suggested: &[SuggestedNeed]) -> Form {
    let choices = [
        (Weight::Essential.code(), words::ESSENTIAL),
        (Weight::Helpful.code(), words::HELPFUL),
        (LEFT, words::NOT_A_NEED),
    ];
    suggested.iter().fold(form, |form, one| {
        let (name, label, from) = (name(one.wanted), words::wanted(one.wanted), words::from(&one.words));
        form.choose(Kind::Radios, &name, &label, &from, choices, &[])
    })
}

fn name(wanted: Wanted) -> String {
    match wanted {
        Wanted::Provision(provision) => format!("there-{}", provision.code()),
        Wanted::Avoid(exposure) => format!("away-{}", exposure.code()),
    }
}

fn view(
    app: &App,
    caller: &Caller,
    id: &LearnerId,
    text: Option<NeedsText>,
    again: &Again,
) -> Result<View, ServiceError> {
    authorise(caller, Action::ChangeLearner)?;
    let learner = learners::read(app, caller, id)?;
    let shell = Shell::of(app, caller)?;
    let action = format!("/staff/learners/{id}/needs");
    let found = match &text {
        Some(text) => {
            Some(suggestions(&shell, again, &action, &learner, needs::suggest(app, caller, text)?, text))
        }
        None => None,
    };
    let before = text.map(|text| text.text.to_string()).unwrap_or_default();
    let button = if found.is_some() { words::FIND_AGAIN } else { words::FIND };
    let ask = Form::new(&shell.csrf, again, FIND, action, button);
    let ask = ask.ask(Kind::Area, "text", words::TEXT, words::TEXT_HINT, before);
    let ask = if found.is_some() { ask.second() } else { ask };
    let accept = found.as_ref().and_then(|found| found.accept.as_ref());
    let identity = &learner.learner.identity;
    Ok(View {
        id: id.to_string(),
        name: format!("{} {}", identity.first_name(), identity.family_name),
        heading: words::HEADING,
        errors: summary(again, accept.into_iter().chain([&ask])),
        found,
        ask,
        shell,
    })
}

fn suggestions(
    shell: &Shell,
    again: &Again,
    action: &str,
    learner: &LearnerView,
    read: NeedsInWords,
    text: &NeedsText,
) -> Found {
    let known: Vec<Wanted> = learner.learner.profile.needs.iter().map(|need| need.wanted).collect();
    let new: Vec<SuggestedNeed> =
        read.suggested.into_iter().filter(|one| !known.contains(&one.wanted)).collect();
    let action = format!("{action}/accept");
    let form = Form::record(&shell.csrf, again, ACCEPT, action, words::ACCEPT, learner.version);
    let aside = [
        (words::NOT_NEEDED, "", read.not_needed),
        (words::CONDITIONS, words::ABOUT_CONDITIONS, read.conditions),
        (words::UNREAD, words::ABOUT_UNREAD, read.unread),
    ];
    Found {
        accept: (!new.is_empty()).then(|| ask_of(form.with("text", &text.text), &new)),
        aside: aside.into_iter().filter(|(_, _, parts)| !parts.is_empty()).collect(),
    }
}
