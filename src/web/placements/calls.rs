//! Planned calls on the page of a placement.

use super::tasks::Forms;
use crate::app::App;
use crate::auth::Action;
use crate::auth::policy::allowed;
use crate::domain::ids::{ContactId, PlacementId};
use crate::domain::reader::{Addressee, Reader};
use crate::services::ServiceError;
use crate::services::planned_calls::{self, CallView, NewCall};
use crate::web::fields::{Form, Kind};
use crate::web::typed::Typed;
use crate::web::visit::clock;
use crate::words::amount::date;
use crate::words::pages::calls as words;

/// A call that is planned, with the form that calls it off.
pub(super) struct Call {
    pub words: String,
    pub form: Option<Form>,
}

/// The calls that are planned, and the form for another.
pub(super) fn calls_of(
    app: &App,
    forms: &Forms<'_>,
    id: &PlacementId,
) -> Result<(Vec<Call>, Option<Form>), ServiceError> {
    let may = allowed(forms.caller.role, Action::PlanCall);
    let calls = planned_calls::list(app, forms.caller, id)?.into_iter().map(|call| {
        let form = || {
            let code = format!("call-off-{}", call.id);
            forms.form(&code, "calls/end", words::OFF).second().with("call", &call.id)
        };
        Call { form: may.then(form), words: line(&call) }
    });
    let calls = calls.collect();
    let plans = may && !planned_calls::is_over(forms.placement.state);
    let whom = if plans { planned_calls::whom(app, forms.caller, id)? } else { Vec::new() };
    if whom.is_empty() {
        return Ok((calls, None));
    }
    let choices = whom.into_iter().map(|one| match one.to {
        Addressee::Contact(contact) => (contact.to_string(), one.name),
        Addressee::Reader(reader) => (reader.to_string(), one.name),
    });
    let form = forms.form("call", "calls", words::PLAN).folded(words::PLAN).second();
    let form = form
        .choose(Kind::Radios, "to", words::WHOM, "", choices, &[])
        .ask(Kind::Date, "date", words::DAY, "", "")
        .ask(Kind::Short, "at", words::TIME, words::TIME_HINT, "");
    Ok((calls, Some(form)))
}

/// When somebody is rung.
fn line(call: &CallView) -> String {
    words::call(&date(call.date), &call.at.to_string(), &call.name)
}

/// A call as typed, with everything that is wrong.
pub(super) fn typed(typed: &Typed) -> Result<NewCall, ServiceError> {
    let mut wrong = Vec::new();
    let mut keep = |fault: ServiceError| {
        if let ServiceError::Invalid(errors) = fault {
            wrong.extend(errors);
        }
    };
    let to = typed.get("to");
    let (contact, reader) = (ContactId::parse(to).ok(), Reader::parse(to).ok());
    if contact.is_none() && reader.is_none() {
        keep(ServiceError::invalid("to", words::SELECT));
    }
    let day = typed.date("date", words::ENTER_DAY).map_err(&mut keep);
    let at = clock(typed.get("at").trim())
        .map_err(|()| ServiceError::invalid("at", words::ENTER_TIME))
        .map_err(&mut keep);
    match (day, at) {
        (Ok(date), Ok(at)) if contact.is_some() || reader.is_some() => {
            Ok(NewCall { contact, reader, date, at })
        }
        _ => Err(wrong.into()),
    }
}
