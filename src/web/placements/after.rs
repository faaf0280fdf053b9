//! Where a learner is some months after the placement, on its page.

use super::tasks::Forms;
use crate::app::App;
use crate::auth::Action;
use crate::auth::policy::allowed;
use crate::domain::destination::{Destination, DestinationSource, FollowUp};
use crate::domain::ids::PlacementId;
use crate::domain::text::Line;
use crate::services::ServiceError;
use crate::services::destinations::{self, DestinationView};
use crate::web::fields::{Form, Kind, codes};
use crate::web::typed::Typed;
use crate::words::amount::date;
use crate::words::label::Label;
use crate::words::pages::destinations as words;
use crate::words::pages::form::sentence;

/// What was found out, and the form that says more; neither before the placement is over.
pub(super) fn destinations_of(
    app: &App,
    forms: &Forms<'_>,
    id: &PlacementId,
) -> Result<(Vec<String>, Option<Form>), ServiceError> {
    let found = destinations::list(app, forms.caller, id)?.iter().map(line).collect();
    let today = app.clock.today_in_london();
    let is_over = forms.placement.days.last().is_some_and(|last| *last < today)
        && destinations::came_about(forms.placement.state);
    if !is_over || !allowed(forms.caller.role, Action::TellDestination) {
        return Ok((found, None));
    }
    let own = destinations::codes(app, forms.caller)?.into_iter();
    let own = own.map(|one| (one.code.to_string(), one.words.to_string()));
    let places = std::iter::once((String::new(), words::NOT_CHOSEN.to_owned())).chain(own);
    let form = forms.form("destination", "destinations", words::TELL).folded(words::TELL).second();
    let form = form
        .choose(Kind::Radios, "after", words::AFTER, "", codes::<FollowUp>(), &[])
        .choose(Kind::Select, "code", words::WHERE, words::WHERE_HINT, places, &[""])
        .ask(Kind::Short, "hours_a_week", words::HOURS, "", "")
        .choose(Kind::Radios, "paid", words::PAID, "", words::ANSWERS, &[])
        .choose(Kind::Radios, "same_employer", words::SAME, "", words::ANSWERS, &[])
        .choose(Kind::Radios, "source", words::SOURCE, "", codes::<DestinationSource>(), &[])
        .ask(Kind::Date, "asked_on", words::ASKED_ON, "", "")
        .ask(Kind::Area, "note", words::NOTE, "", "");
    Ok((found, Some(form)))
}

fn line(view: &DestinationView) -> String {
    let found = &view.destination;
    let place = view.words.as_deref().or(found.code.as_ref().map(Line::as_str));
    let answer =
        |given: Option<bool>, yes: &str, no: &str| given.map(|given| if given { yes } else { no }.to_owned());
    let more = [
        found.hours_a_week.map(words::hours),
        answer(found.paid, words::IS_PAID, words::UNPAID),
        answer(found.same_employer, words::WITH_SAME, words::WITH_OTHER),
    ];
    let more: Vec<String> = more.into_iter().flatten().collect();
    words::line(&sentence(found.after.label()), place, &more, found.source.label(), &date(found.asked_on))
}

/// What was found out as typed, with everything that is wrong.
pub(super) fn typed(typed: &Typed) -> Result<Destination, ServiceError> {
    let mut wrong = Vec::new();
    let mut keep = |fault: ServiceError| {
        if let ServiceError::Invalid(errors) = fault {
            wrong.extend(errors);
        }
    };
    let after = typed.code("after", words::SELECT_AFTER).map_err(&mut keep);
    let source = typed.code("source", words::SELECT_SOURCE).map_err(&mut keep);
    let asked_on = typed.date("asked_on", words::ENTER_DAY).map_err(&mut keep);
    let note = typed.paragraph_if_any("note").map_err(&mut keep);
    let hours = match typed.is_empty("hours_a_week") {
        true => Ok(None),
        false => typed.number("hours_a_week", words::ENTER_HOURS).map(Some).map_err(&mut keep),
    };
    let answer = |name: &str| match typed.get(name) {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    match (after, source, asked_on, note, hours) {
        (Ok(after), Ok(source), Ok(asked_on), Ok(note), Ok(hours_a_week)) => Ok(Destination {
            after,
            code: Line::try_from(typed.get("code").trim().to_owned()).ok(),
            source,
            asked_on,
            hours_a_week,
            paid: answer("paid"),
            same_employer: answer("same_employer"),
            note,
        }),
        _ => Err(wrong.into()),
    }
}
