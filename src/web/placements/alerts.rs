//! Alerts on the page of a placement: what happened to each, and the button of whoever deals with it.

use chrono::{DateTime, Utc};
use chrono_tz::Europe::London;

use super::tasks::Forms;
use crate::app::App;
use crate::auth::Action;
use crate::auth::policy::allowed;
use crate::domain::alert::AlertEvent;
use crate::domain::ids::PlacementId;
use crate::services::ServiceError;
use crate::services::alerts::{self, AlertStepView, AlertView};
use crate::web::fields::Form;
use crate::words::amount::date;
use crate::words::arrival as words;
use crate::words::label::Label;
use crate::words::pages::task;

/// An alert that the learner is not known to have arrived.
pub(super) struct Alert {
    pub heading: String,
    pub lines: Vec<String>,
    pub waits: bool,
    pub form: Option<Form>,
}

/// The alerts of a placement, by day.
pub(super) fn alerts_of(app: &App, forms: &Forms<'_>, id: &PlacementId) -> Result<Vec<Alert>, ServiceError> {
    let all = alerts::of_placement(app, forms.caller, id)?;
    Ok(all.iter().map(|alert| shown(forms, alert)).collect())
}

fn shown(forms: &Forms<'_>, view: &AlertView) -> Alert {
    let time = |at: &DateTime<Utc>| at.with_timezone(&London).format("%H:%M").to_string();
    let line = |step: &AlertStepView| {
        let who = match step.event {
            AlertEvent::Acknowledged => step.by_name.as_deref(),
            AlertEvent::Raised | AlertEvent::Escalated => step.rung.map(Label::label),
            AlertEvent::Settled => None,
        };
        words::step(&time(&step.at), step.event, who)
    };
    let next = view.next_at.map(|at| words::next(&time(&at)));
    let waits = view.acknowledged_at.is_none() && view.settled_at.is_none();
    let form = || {
        let form = forms.form("acknowledge", "acknowledge", task::DEALING);
        form.with("alert", &view.id).with("version", view.version)
    };
    Alert {
        heading: words::heading(&date(view.date), view.cause),
        lines: view.steps.iter().map(line).chain(next).collect(),
        waits,
        form: (waits && allowed(forms.caller.role, Action::AcknowledgeAlert)).then(form),
    }
}
