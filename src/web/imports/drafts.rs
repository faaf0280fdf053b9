//! Learners of whom not every question has been answered.

use actix_web::{HttpResponse, get, post, web};
use askama::Template;

use crate::app::App;
use crate::auth::Caller;
use crate::domain::ids::LearnerId;
use crate::services::learner_drafts::{self, FinishedDraft, LearnerDraftView};
use crate::services::{ServiceError, Slice};
use crate::web::fault::{Fault, run};
use crate::web::fields::{Form, summary};
use crate::web::form::Posted;
use crate::web::layout::{Shell, page, shown};
use crate::web::learners::{learner_id, needs, new};
use crate::web::session::{Signed, see_other};
use crate::web::typed::{Again, Typed};
use crate::words::pages::{imports as words, new_learner};

/// How many drafts stand on a page.
const ROWS: u16 = 200;

struct Row {
    id: String,
    name: String,
    missing: usize,
}

#[derive(Template)]
#[template(path = "imports/drafts.html", config = "src/web/askama.toml")]
struct List {
    shell: Shell,
    heading: &'static str,
    rows: Vec<Row>,
    more: bool,
}

fn name(draft: &LearnerDraftView) -> String {
    format!("{} {}", draft.said.text("given_name"), draft.said.text("family_name"))
}

#[get("/learner-drafts")]
pub(in crate::web) async fn list(app: web::Data<App>, signed: Signed) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| {
        let found = learner_drafts::list(app, &signed.0, &Slice::first(ROWS))?;
        let row = |draft: &LearnerDraftView| Row {
            id: draft.id.to_string(),
            name: name(draft),
            missing: draft.still_missing.len(),
        };
        Ok(List {
            shell: Shell::of(app, &signed.0)?,
            heading: words::DRAFTS,
            rows: found.items.iter().map(row).collect(),
            more: found.next.is_some(),
        })
    });
    Ok(shown(&view.await?))
}

#[derive(Template)]
#[template(path = "imports/draft.html", config = "src/web/askama.toml")]
struct View {
    shell: Shell,
    name: String,
    heading: &'static str,
    lead: &'static str,
    needs_text: Option<String>,
    /// Whether the words suggest needs, to be decided one by one.
    decides: bool,
    form: Form,
    remove: Form,
    errors: Vec<(String, String)>,
}

#[get("/learner-drafts/{id}")]
pub(in crate::web) async fn show(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
) -> Result<HttpResponse, Fault> {
    let view = run(&app, move |app| view(app, &signed.0, &learner_id(&id)?, &Again::default()));
    Ok(shown(&view.await?))
}

fn view(app: &App, caller: &Caller, id: &LearnerId, again: &Again) -> Result<View, ServiceError> {
    let draft = learner_drafts::read(app, caller, id)?;
    let shell = Shell::of(app, caller)?;
    let action = |what: &str| format!("/staff/learner-drafts/{id}/{what}");
    let form = Form::record(&shell.csrf, again, "finish", action("finish"), new_learner::SAVE, draft.version);
    let remove = Form::record(&shell.csrf, again, "remove", action("remove"), words::REMOVE, draft.version);
    let text = draft.needs_text.as_deref().unwrap_or_default();
    let suggested = needs::suggested(app, caller, text)?;
    let form = needs::ask_of(new::questions(form, &draft.said), &suggested);
    Ok(View {
        name: name(&draft),
        decides: !suggested.is_empty(),
        needs_text: draft.needs_text,
        heading: words::FINISH,
        lead: words::FINISH_LEAD,
        errors: summary(again, [&form]),
        form,
        remove: remove.second(),
        shell,
    })
}

/// Two parts of a form, or everything that is wrong with either.
fn both_parts<A, B>(
    one: Result<A, ServiceError>,
    other: Result<B, ServiceError>,
) -> Result<(A, B), ServiceError> {
    match (one, other) {
        (Ok(one), Ok(other)) => Ok((one, other)),
        (Err(ServiceError::Invalid(mut faults)), Err(ServiceError::Invalid(more))) => {
            faults.extend(more);
            Err(ServiceError::Invalid(faults))
        }
        (Err(error), _) | (_, Err(error)) => Err(error),
    }
}

#[post("/learner-drafts/{id}/finish")]
pub(in crate::web) async fn finish_draft(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let answer = run(&app, move |app| {
        let (caller, id) = (&signed.0, learner_id(&id)?);
        let refused = Again::unless_done(
            "finish",
            form.0,
            |typed| {
                let text = learner_drafts::read(app, caller, &id)?.needs_text.unwrap_or_default();
                let decided = needs::decided_needs(&needs::suggested(app, caller, &text)?, typed);
                let read = new::read(typed, app.clock.today_in_london());
                let (mut learner, (needs, not_needed)) = both_parts(read, decided)?;
                learner.profile.needs = needs;
                let document = FinishedDraft { learner, not_needed };
                learner_drafts::finish(app, caller, &id, typed.version(), &document).map(drop)
            },
            |again| view(app, caller, &id, again),
        )?;
        Ok((id, refused))
    });
    Ok(match answer.await? {
        (id, None) => see_other(&format!("/staff/learners/{id}?saved=new")),
        (_, Some((status, view))) => page(status, &view),
    })
}

#[post("/learner-drafts/{id}/remove")]
pub(in crate::web) async fn drop_draft(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    form: Posted<Typed>,
) -> Result<HttpResponse, Fault> {
    let removed =
        run(&app, move |app| learner_drafts::remove(app, &signed.0, &learner_id(&id)?, form.0.version()));
    removed.await?;
    Ok(see_other("/staff/learner-drafts"))
}
