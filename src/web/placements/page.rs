//! One placement: what is to be done, what was told, what happened.

use actix_web::{HttpResponse, get, web};
use askama::Template;
use chrono_tz::Europe::London;
use serde::Deserialize;

use super::after;
use super::alerts::{Alert, alerts_of};
use super::calls::{self, Call};
use super::coaches;
use super::copies::{self, Copy};
use super::lessons::{self, Lesson};
use super::notice;
use super::reviews::{self, Reviews};
use super::tasks::{DONE, Forms, IN_THE_WAY, TO_DO, Task, tasks};
use crate::app::App;
use crate::auth::policy::allowed;
use crate::auth::{Action, Caller};
use crate::domain::ids::PlacementId;
use crate::domain::placement::{PlacementState, Transition};
use crate::law::Outcome;
use crate::law::insurance::cover;
use crate::services::organisations::OrganisationDocument;
use crate::services::reports::{self, ReportView};
use crate::services::{
    ServiceError, Slice, agreements, contacts, decisions, offers, organisations, placements, programmes,
};
use crate::web::fault::{Fault, run};
use crate::web::fields::{Form, Kind, summary};
use crate::web::layout::{Shell, shown};
use crate::web::plain::Section;
use crate::web::session::Signed;
use crate::web::typed::Again;
use crate::words;
use crate::words::amount::date;
use crate::words::label::Label;
use crate::words::pages::{agreement, dates, report as report_words, task as task_words};

/// Something that the employer told.
pub(super) struct Report {
    pub heading: String,
    pub lines: Vec<String>,
    pub by: String,
    /// What stands beside it while nobody has seen it.
    pub waits: Option<(&'static str, bool)>,
    pub form: Option<Form>,
}

/// The plan of the week.
#[derive(Default)]
pub(super) struct Plan {
    pub version: i64,
    pub breaches: Vec<String>,
    pub days: Vec<(String, Vec<String>)>,
}

#[derive(Template)]
#[template(path = "placements/placement.html", config = "src/web/askama.toml")]
pub(super) struct View {
    pub shell: Shell,
    pub banner: Option<&'static str>,
    pub errors: Vec<(String, String)>,
    pub id: String,
    pub reference: String,
    pub who: Option<String>,
    pub learner: Option<String>,
    pub offer: String,
    pub title: String,
    pub employer: String,
    pub dates: String,
    pub state: &'static str,
    pub obstacles: Vec<String>,
    pub tasks: Vec<Task>,
    pub ways_out: Vec<Form>,
    pub plan: Option<Plan>,
    pub may_send: bool,
    pub copies: Vec<Copy>,
    pub alerts: Vec<Alert>,
    pub reports: Vec<Report>,
    pub calls: Vec<Call>,
    pub destinations: Vec<String>,
    pub destination: Option<Form>,
    pub reviews: Option<Reviews>,
    pub call: Option<Form>,
    pub lessons: Vec<Lesson>,
    pub observation: Option<Form>,
    pub coaches: Option<Section>,
    pub letters: bool,
    pub history: Vec<(String, String, Option<String>)>,
}

/// What was done before the page was shown.
#[derive(Deserialize)]
pub(in crate::web) struct Done {
    done: Option<String>,
}

#[get("/placements/{id}")]
pub(in crate::web) async fn show(
    app: web::Data<App>,
    signed: Signed,
    id: web::Path<String>,
    done: web::Query<Done>,
) -> Result<HttpResponse, Fault> {
    let banner = done.done.as_deref().and_then(task_words::done);
    let view = run(&app, move |app| {
        let id = PlacementId::parse(&id).map_err(|_| ServiceError::NotFound)?;
        Ok(View { banner, ..view(app, &signed.0, &id, &Again::default())? })
    });
    Ok(shown(&view.await?))
}

/// What a use case gives, and nothing where the caller's role has none of it.
fn allowed_part<T: Default>(
    caller: &Caller,
    action: Action,
    read: impl FnOnce() -> Result<T, ServiceError>,
) -> Result<T, ServiceError> {
    if allowed(caller.role, action) { read() } else { Ok(T::default()) }
}

/// The page, with the form that was refused as it was typed.
pub(super) fn view(
    app: &App,
    caller: &Caller,
    id: &PlacementId,
    again: &Again,
) -> Result<View, ServiceError> {
    let shell = Shell::of(app, caller)?;
    let placement = placements::read(app, caller, id)?;
    let offer = offers::read(app, caller, &placement.offer)?;
    let employer = organisations::read(app, caller, &placement.employer)?;
    let forms = Forms { caller, csrf: &shell.csrf, again, placement: &placement };
    let mut tasks = tasks(&forms, app.clock.today_in_london());
    let plan = match allowed_part(caller, Action::ReadProgramme, || plan(app, caller, id).map(Some)) {
        Err(ServiceError::NotFound | ServiceError::Conflict { .. }) => None,
        plan => plan?,
    };
    let state = placement.state;
    for task in &mut tasks {
        match task.code {
            "answer" => answer(app, &forms, task)?,
            "agreement" => agreed(app, &forms, task)?,
            "vetting" => decided(app, &forms, task)?,
            "insurance" => insured(&forms, &employer, &offer.offer, task),
            "plan" => planned(app, &forms, plan.is_some(), task),
            _ => {}
        }
    }
    tasks.retain(|task| task.code != "vetting" || allowed(caller.role, Action::ListVettingDecisions));
    let notice = allowed_part(caller, Action::ReadNotice, || notice::task(app, &forms))?;
    let before_plan = tasks.iter().position(|task| task.code == "plan").unwrap_or_default();
    tasks.splice(before_plan..before_plan, notice);
    let alerts = allowed_part(caller, Action::ListAlerts, || alerts_of(app, &forms, id))?;
    let reports = allowed_part(caller, Action::ListReports, || {
        Ok(reports::list(app, caller, id)?.into_iter().map(|report| told(&forms, report)).collect())
    })?;
    let (calls, call) = allowed_part(caller, Action::ListCalls, || calls::calls_of(app, &forms, id))?;
    let (destinations, destination) =
        allowed_part(caller, Action::ListDestinations, || after::destinations_of(app, &forms, id))?;
    let reviews =
        allowed_part(caller, Action::ListInternshipReviews, || reviews::reviews_of(app, &forms, id))?;
    let lessons = allowed_part(caller, Action::ListLessons, || lessons::lessons_of(app, &forms, id))?;
    let observation = allowed_part(caller, Action::TellObservation, || lessons::asked_of(app, &forms, id))?;
    let coaches =
        allowed_part(caller, Action::ListAssignments, || coaches::section(app, &forms, id).map(Some))?;
    let ways_out = forms.ways_out();
    let all_forms = tasks
        .iter()
        .flat_map(|task| &task.forms)
        .chain(&ways_out)
        .chain(&observation)
        .chain(&call)
        .chain(&destination)
        .chain(reviews.iter().filter_map(|all| all.form.as_ref()));
    let of_coaches =
        coaches.iter().flat_map(|one| one.forms.iter().chain(one.items.iter().flat_map(|item| &item.forms)));
    let all_forms = all_forms.chain(of_coaches);
    Ok(View {
        errors: summary(again, all_forms),
        banner: None,
        id: id.to_string(),
        reference: placement.reference.to_string(),
        who: placement.first_name.clone(),
        learner: placement
            .learner
            .as_ref()
            .filter(|_| allowed(caller.role, Action::ReadLearner))
            .map(ToString::to_string),
        offer: placement.offer.to_string(),
        title: offer.offer.title.to_string(),
        employer: employer.name.to_string(),
        dates: dates(placement.days.first().copied(), placement.days.last().copied()),
        state: state.label(),
        obstacles: placement.obstacles.iter().flatten().map(|reason| reason.words.clone()).collect(),
        tasks,
        ways_out,
        plan,
        may_send: allowed(caller.role, Action::PreviewBriefing),
        copies: copies::standing(app, caller, id)?,
        alerts,
        reports,
        calls,
        call,
        destinations,
        destination,
        reviews,
        lessons,
        observation,
        coaches,
        letters: allowed(caller.role, Action::ListLetters) || allowed(caller.role, Action::ListLinks),
        history: placements::transitions(app, caller, id)?.iter().map(line).collect(),
        shell,
    })
}

/// Whether the placement has not begun and can still come about.
fn is_ahead(state: PlacementState) -> bool {
    matches!(state, PlacementState::Proposed | PlacementState::Confirmed | PlacementState::Briefed)
}

fn answer(app: &App, forms: &Forms<'_>, task: &mut Task) -> Result<(), ServiceError> {
    if forms.placement.state.is_final() || !allowed(forms.caller.role, Action::SendLink) {
        return Ok(());
    }
    let listed = contacts::list(app, forms.caller, &forms.placement.employer, &Slice::first(50))?.items;
    if listed.is_empty() {
        task.lines.push(task_words::NO_CONTACT.to_owned());
    } else {
        let choices = listed.into_iter().map(|contact| {
            (contact.id.to_string(), format!("{}, {}", contact.details.name, contact.details.role))
        });
        let form = forms.form("link", "link", task_words::SEND).folded(task_words::SEND_LINK).second();
        let kind = Kind::Radios;
        let form = form.choose(kind, "contact", task_words::TO_CONTACT, task_words::REPLACED, choices, &[]);
        task.forms.push(form);
    }
    if allowed(forms.caller.role, Action::RevokeLinks) {
        let form = forms.form("revoke", "links/revoke", task_words::REVOKE);
        task.forms.push(form.folded(task_words::REVOKE).second());
    }
    Ok(())
}

fn agreed(app: &App, forms: &Forms<'_>, task: &mut Task) -> Result<(), ServiceError> {
    let Some(learner) = &forms.placement.learner else { return Ok(()) };
    let role = forms.caller.role;
    if allowed(role, Action::ListAgreements) {
        let all = agreements::list(app, forms.caller, learner)?;
        for one in all.iter().filter(|one| one.agreement.placement.as_ref() == Some(&forms.placement.id)) {
            let line = agreement::line(&one.agreement, one.withdrawn_at.is_some());
            if one.withdrawn_at.is_none() && allowed(role, Action::WithdrawAgreement) {
                task.forms.push(forms.withdrawal(one.id.as_str(), &line));
            }
            task.lines.push(line);
            if one.withdrawn_at.is_none() {
                task.lines.extend(agreement::terms(&one.agreement));
            }
        }
    }
    if allowed(role, Action::RecordAgreement) && is_ahead(forms.placement.state) {
        let today = app.clock.today_in_london().to_string();
        task.forms.insert(0, forms.agreement(&app.ids.next_id(), &today));
    }
    Ok(())
}

fn decided(app: &App, forms: &Forms<'_>, task: &mut Task) -> Result<(), ServiceError> {
    if allowed(forms.caller.role, Action::ListVettingDecisions) {
        let all = decisions::list_vetting(app, forms.caller, &forms.placement.id)?;
        if !all.is_empty() {
            task.tag = DONE;
        }
        task.lines.extend(
            all.iter()
                .map(|record| format!("{}: {}", date(record.decision.on), record.decision.choice.label())),
        );
    }
    if allowed(forms.caller.role, Action::RecordVettingDecision) && is_ahead(forms.placement.state) {
        task.forms.push(forms.vetting(&app.ids.next_id()));
    }
    Ok(())
}

fn insured(
    forms: &Forms<'_>,
    employer: &organisations::OrganisationView,
    offer: &crate::domain::offer::Offer,
    task: &mut Task,
) {
    let OrganisationDocument::Employer(document) = &employer.document else { return };
    let Some(last) = forms.placement.days.last() else { return };
    let found = cover(document.insurance.as_ref(), *last);
    task.tag = match found.outcome {
        Outcome::Barred => IN_THE_WAY,
        Outcome::Question => TO_DO,
        _ => DONE,
    };
    task.lines.push(words::law::finding(&found, offer));
    if allowed(forms.caller.role, Action::ChangeOrganisation) && may_state(forms.caller) {
        task.forms.push(forms.insurance(employer, document.insurance.as_ref()));
    }
}

/// Whether an employer's insurance is the caller's to state: its own, or that of one that a hub works with.
fn may_state(caller: &Caller) -> bool {
    use crate::domain::role::Role;
    matches!(caller.role, Role::Employer | Role::Hub)
}

fn planned(app: &App, forms: &Forms<'_>, is_planned: bool, task: &mut Task) {
    if allowed(forms.caller.role, Action::PlanProgramme) && is_ahead(forms.placement.state) {
        let once = app.ids.next_id();
        let form = |button| forms.form("plan", "plan", button).with("once", &once).second();
        let form = match is_planned {
            true => form(task_words::PLAN_AFRESH).folded(task_words::REPLACES),
            false => form(task_words::PLAN_WEEK),
        };
        task.forms.insert(0, form);
    }
}

fn plan(app: &App, caller: &Caller, id: &PlacementId) -> Result<Plan, ServiceError> {
    let view = programmes::read(app, caller, id)?;
    let breaches = view.judged.iter().flat_map(|judged| &judged.breaches);
    let days = view.programme.days.iter().map(|day| {
        let blocks = day.blocks.iter().map(|block| {
            let (from, to) = (block.span.from.minutes(), block.span.to.minutes());
            task_words::block(from, to, &words::programme::wording(&block.what, false))
        });
        (date(day.date), blocks.collect())
    });
    Ok(Plan {
        version: view.version,
        breaches: breaches.map(|breach| words::breach::rule(&breach.rule)).collect(),
        days: days.collect(),
    })
}

fn told(forms: &Forms<'_>, view: ReportView) -> Report {
    let on = view.date.unwrap_or_else(|| view.at.with_timezone(&London).date_naive());
    let form = || {
        let form = forms.form("seen", "seen", task_words::SEEN);
        form.with("report", &view.id).with("version", view.version)
    };
    Report {
        heading: report_words::heading(&view.report, &date(on)),
        lines: report_words::lines(&view.report),
        form: (view.waits && allowed(forms.caller.role, Action::SeeReport)).then(form),
        by: view.told_by.clone(),
        waits: view.waits.then(|| report_words::waits(view.report.kind())),
    }
}

fn line(step: &Transition) -> (String, String, Option<String>) {
    let at = date(step.at.with_timezone(&London).date_naive());
    let by = match (&step.by, &step.by_contact) {
        (_, Some(_)) => task_words::BY_LINK,
        (None, None) => task_words::BY_SERVICE,
        (Some(_), None) => "",
    };
    (at, format!("{}{by}", task_words::happened(step.action)), step.reason.as_ref().map(ToString::to_string))
}
