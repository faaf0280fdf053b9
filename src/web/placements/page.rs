//! One placement: what is to be done, what was told, what happened.

use actix_web::{HttpResponse, get, web};
use askama::Template;
use chrono_tz::Europe::London;
use serde::Deserialize;

use super::tasks::{Step, Task, tasks, ways_out};
use crate::app::App;
use crate::auth::policy::allowed;
use crate::auth::{Action, Caller};
use crate::domain::agreement::{AgreementActor, AgreementMethod};
use crate::domain::code::Code;
use crate::domain::ids::PlacementId;
use crate::domain::placement::{PlacementState, Transition};
use crate::law::vetting::VettingChoice;
use crate::services::reports::{self, ReportView};
use crate::services::{
    ServiceError, Slice, agreements, contacts, decisions, offers, organisations, placements, programmes,
};
use crate::web::fault::{Fault, run};
use crate::web::layout::{Shell, shown};
use crate::web::session::Signed;
use crate::words;
use crate::words::amount::date;
use crate::words::label::Label;
use crate::words::pages::{dates, report as report_words, task as task_words};

/// A code to choose, with its label.
pub(super) type Option_ = (&'static str, &'static str);

/// Something that the employer told.
pub(super) struct Report {
    pub id: String,
    pub version: i64,
    pub heading: String,
    pub lines: Vec<String>,
    pub by: String,
    pub waits: bool,
}

/// The plan of the week.
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
    pub id: String,
    pub version: i64,
    pub once: String,
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
    pub ways_out: Vec<Step>,
    pub contacts: Vec<(String, String)>,
    pub may_send_link: bool,
    pub may_record: bool,
    pub actors: Vec<Option_>,
    pub methods: Vec<Option_>,
    pub agreed: Vec<String>,
    pub today: String,
    pub may_decide: bool,
    pub choices: Vec<Option_>,
    pub decided: Vec<String>,
    pub may_plan: bool,
    pub plan: Option<Plan>,
    pub may_send: bool,
    pub reports: Vec<Report>,
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
        Ok(View { banner, ..view(app, &signed.0, &id)? })
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

fn view(app: &App, caller: &Caller, id: &PlacementId) -> Result<View, ServiceError> {
    let placement = placements::read(app, caller, id)?;
    let offer = offers::read(app, caller, &placement.offer)?;
    let today = app.clock.today_in_london();
    let state = placement.state;
    let going =
        matches!(state, PlacementState::Proposed | PlacementState::Confirmed | PlacementState::Briefed);
    let contacts = allowed_part(caller, Action::ListContacts, || {
        let listed = contacts::list(app, caller, &placement.employer, &Slice::first(50))?.items;
        Ok(listed
            .into_iter()
            .map(|contact| {
                (contact.id.to_string(), format!("{}, {}", contact.details.name, contact.details.role))
            })
            .collect())
    })?;
    let agreed = match &placement.learner {
        Some(learner) => allowed_part(caller, Action::ListAgreements, || {
            let all = agreements::list(app, caller, learner)?;
            let of_this = all.into_iter().filter(|one| one.agreement.placement.as_ref() == Some(id));
            Ok(of_this.map(|one| task_words::agreed(&one.agreement, one.withdrawn_at.is_some())).collect())
        })?,
        None => Vec::new(),
    };
    let decided = allowed_part(caller, Action::ListVettingDecisions, || {
        let all = decisions::list_vetting(app, caller, id)?;
        Ok(all
            .iter()
            .map(|record| format!("{}: {}", date(record.decision.on), record.decision.choice.label()))
            .collect())
    })?;
    let plan = match allowed_part(caller, Action::ReadProgramme, || plan(app, caller, id).map(Some)) {
        Err(ServiceError::NotFound | ServiceError::Conflict { .. }) => None,
        plan => plan?,
    };
    let reports = allowed_part(caller, Action::ListReports, || {
        Ok(reports::list(app, caller, id)?.into_iter().map(Report::from).collect())
    })?;
    let history = placements::transitions(app, caller, id)?.iter().map(line).collect();
    let employer = organisations::read(app, caller, &placement.employer)?;
    Ok(View {
        shell: Shell::of(app, caller)?,
        banner: None,
        id: id.to_string(),
        version: placement.version,
        once: app.ids.next_id(),
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
        tasks: tasks(caller, &placement, today),
        ways_out: ways_out(caller, state),
        contacts,
        may_send_link: allowed(caller.role, Action::SendLink) && !state.is_final(),
        may_record: allowed(caller.role, Action::RecordAgreement) && placement.learner.is_some() && going,
        actors: options::<AgreementActor>(),
        methods: options::<AgreementMethod>(),
        agreed,
        today: today.to_string(),
        may_decide: allowed(caller.role, Action::RecordVettingDecision) && going,
        choices: options::<VettingChoice>(),
        decided,
        may_plan: allowed(caller.role, Action::PlanProgramme) && going,
        plan,
        may_send: allowed(caller.role, Action::PreviewBriefing),
        reports,
        history,
    })
}

fn options<T: Code + Label>() -> Vec<Option_> {
    T::ALL.iter().map(|code| (code.code(), code.label())).collect()
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

impl From<ReportView> for Report {
    fn from(view: ReportView) -> Self {
        let on = view.date.unwrap_or_else(|| view.at.with_timezone(&London).date_naive());
        Self {
            id: view.id.to_string(),
            version: view.version,
            heading: report_words::heading(&view.report, &date(on)),
            lines: report_words::lines(&view.report),
            by: view.told_by,
            waits: view.waits,
        }
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
