//! What was learned, on the page of a placement: what is suggested, who said it, and the form of whoever saw something.

use chrono_tz::Europe::London;

use super::tasks::Forms;
use crate::app::App;
use crate::auth::Action;
use crate::auth::policy::allowed;
use crate::domain::code::Code;
use crate::domain::ids::PlacementId;
use crate::domain::support::HelpLevel;
use crate::learning::{Helped, LessonChoice};
use crate::services::ServiceError;
use crate::services::lessons::{self, AskedView, LessonView};
use crate::web::fields::{Form, Kind, codes};
use crate::web::helped::{HELP, HOW, MENDED, STEP, TRIED, field, kept_value, step_value};
use crate::words::amount::date;
use crate::words::label::Label;
use crate::words::learning as words;

/// Something that the placement suggests.
pub(super) struct Lesson {
    pub words: String,
    pub target: String,
    pub said: Vec<String>,
    pub decided: Option<String>,
    pub forms: Vec<Form>,
}

/// What a placement suggests.
pub(super) fn lessons_of(
    app: &App,
    forms: &Forms<'_>,
    id: &PlacementId,
) -> Result<Vec<Lesson>, ServiceError> {
    let all = lessons::list(app, forms.caller, id)?;
    Ok(all.into_iter().map(|lesson| shown(forms, lesson)).collect())
}

fn shown(forms: &Forms<'_>, view: LessonView) -> Lesson {
    let decided = view.decided.as_ref().map(|decided| {
        format!("{}, {}", decided.choice.label(), date(decided.at.with_timezone(&London).date_naive()))
    });
    let may = decided.is_none()
        && allowed(forms.caller.role, Action::DecideLesson)
        && lessons::may_decide(forms.caller, view.target);
    let form = |choice: LessonChoice, button: &str| {
        let code = format!("{}-{}", choice.code(), view.id);
        forms.form(&code, "lesson", button).with("lesson", &view.id).with("choice", choice.code())
    };
    let pair = || {
        vec![form(LessonChoice::Accept, words::ACCEPT), form(LessonChoice::Decline, words::DECLINE).second()]
    };
    Lesson {
        forms: if may { pair() } else { Vec::new() },
        target: words::for_document(view.target),
        said: view.said.into_iter().map(|said| said.words).collect(),
        words: view.words,
        decided,
    }
}

/// The form of somebody of the provider who saw something; none before the placement has begun.
pub(super) fn asked_of(app: &App, forms: &Forms<'_>, id: &PlacementId) -> Result<Option<Form>, ServiceError> {
    let Some(AskedView { asked, said }) = lessons::ask(app, forms.caller, id)? else { return Ok(None) };
    let said = said.unwrap_or_default();
    let steps: Vec<(String, String)> = asked
        .steps
        .iter()
        .map(|(task, step)| (step_value(task, step), words::step(&asked.tasks, task, step)))
        .collect();
    let mut form = forms.form("observation", "observation", words::SAVE).folded(words::TELL).second();
    for provision in asked.supports {
        let before = said.supports.get(&provision).map_or("", |helped| helped.code());
        let choices = codes::<Helped>().into_iter().chain([("", words::CANNOT_SAY)]);
        let label = words::did_it_help(provision.label());
        form = form.choose(Kind::Radios, &field(provision), &label, "", choices, &[before]);
    }
    if !asked.tasks.is_empty() {
        let before: Vec<&str> = said.tried.iter().map(|task| task.as_str()).collect();
        let tasks = asked.tasks.into_iter().map(|(id, name)| (id.to_string(), name));
        form = form.choose(Kind::Ticks, TRIED, words::TRIED, "", tasks, &before);
    }
    if !said.mended.is_empty() {
        let kept: Vec<(String, String)> =
            said.mended.iter().map(|one| (kept_value(one), words::mended(one))).collect();
        let before: Vec<String> = kept.iter().map(|(value, _)| value.clone()).collect();
        let before: Vec<&str> = before.iter().map(String::as_str).collect();
        form = form.choose(Kind::Ticks, MENDED, words::MENDED, "", kept, &before);
    }
    if !steps.is_empty() {
        let choices = [(String::new(), words::NO_STEP.to_owned())].into_iter().chain(steps);
        form = form.choose(Kind::Select, STEP, words::WHICH_STEP, "", choices, &[""]).ask(
            Kind::Line,
            HOW,
            words::HOW_DONE,
            words::HOW_DONE_HINT,
            "",
        );
    }
    let level = said.help.map_or("", |level| level.code());
    let levels = codes::<HelpLevel>().into_iter().chain([("", words::CANNOT_SAY)]);
    Ok(Some(form.choose(Kind::Radios, HELP, words::LEVEL, "", levels, &[level])))
}
