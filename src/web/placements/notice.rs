//! The notice of a placement, where it is too short or somebody agreed to less.

use chrono_tz::Europe::London;

use super::tasks::{DONE, Forms, IN_THE_WAY, Task};
use crate::app::App;
use crate::auth::Action;
use crate::auth::policy::allowed;
use crate::domain::notice::ShorterNotice;
use crate::services::ServiceError;
use crate::services::placements::notice::{self, ShorterNoticeRecord};
use crate::web::fields::Kind;
use crate::web::typed::Typed;
use crate::words::amount::date;
use crate::words::pages::task as words;

/// The task, with the form of whoever may agree to a shorter notice.
pub(super) fn task(app: &App, forms: &Forms<'_>) -> Result<Option<Task>, ServiceError> {
    let found = notice::read(app, forms.caller, &forms.placement.id)?;
    if !found.short && found.shorter.is_empty() {
        return Ok(None);
    }
    let line = |record: &ShorterNoticeRecord| {
        let on = date(record.recorded_at.with_timezone(&London).date_naive());
        let reason = record.reason.as_ref().map(|reason| reason.as_str());
        words::shorter(record.working_days, &record.recorded_by_name, &on, reason)
    };
    let by = found.confirm_by.map(date);
    let counts = Some(found.counts).filter(|counts| *counts < found.hub_asks);
    let asked = words::notice(found.hub_asks, counts, by.as_deref().map(|by| (by, found.short)));
    let may = found.short && allowed(forms.caller.role, Action::ShortenNotice);
    let form = || {
        forms
            .form("notice", "notice", words::SHORTEN)
            .folded(words::SHORTEN)
            .second()
            .with("once", app.ids.next_id())
            .ask(Kind::Line, "working_days", words::ENOUGH, "", "")
            .ask(Kind::Area, "reason", words::WHY_ENOUGH, words::WHY_ENOUGH_HINT, "")
    };
    Ok(Some(Task {
        code: "notice",
        name: words::NOTICE,
        tag: if found.short { IN_THE_WAY } else { DONE },
        done: None,
        lines: std::iter::once(asked).chain(found.shorter.iter().map(line)).collect(),
        forms: may.then(form).into_iter().collect(),
    }))
}

/// The shorter notice as typed, with everything that is wrong.
pub(super) fn typed(typed: &Typed) -> Result<ShorterNotice, ServiceError> {
    let days = typed.number("working_days", words::ENTER_DAYS);
    let reason = typed.paragraph("reason", words::ENTER_ENOUGH);
    match (days, reason) {
        (Ok(working_days), Ok(reason)) => Ok(ShorterNotice { working_days, reason }),
        (Err(ServiceError::Invalid(mut days)), Err(ServiceError::Invalid(reason))) => {
            days.extend(reason);
            Err(days.into())
        }
        (Err(other), _) | (_, Err(other)) => Err(other),
    }
}
