//! How long a placement is, when, for how many and for whom.

use super::answers::{ask_weekdays, kind, number, span, weekdays};
use super::origin::Origin;
use crate::domain::ids::Slug;
use crate::domain::offer::{Ages, Offer};
use crate::domain::time::DateRange;
use crate::domain::window::{Pattern, Window};
use crate::services::ServiceError;
use crate::web::fields::{Form, Kind};
use crate::web::typed::Typed;
use crate::words::briefing::weekday_list;
use crate::words::pages::{drafting as words, form as form_words};

/// The name of the window that the step fills.
const WINDOW: &str = "main";

/// A figure as it stands in a field: empty where nobody has said.
fn figure(number: u8) -> String {
    if number == 0 { String::new() } else { number.to_string() }
}

/// Asks how long, and for which ages.
pub(super) fn ask_length(form: Form, offer: &Offer) -> Form {
    let Offer { pattern, ages, .. } = offer;
    form.choose(Kind::Radios, "kind", words::ask("kind"), "", words::KINDS, &[kind(*pattern)])
        .ask(
            Kind::Short,
            "how_many",
            words::ask("how_many"),
            words::hint("how_many"),
            figure(number(*pattern)),
        )
        .ask(Kind::Short, "from_age", words::ask("from_age"), words::hint("from_age"), figure(ages.from))
        .ask(Kind::Short, "to_age", words::ask("to_age"), words::hint("to_age"), figure(ages.to))
}

/// The length and the ages as typed; a figure that was left empty stays open.
pub(super) fn read_length(typed: &Typed, offer: &mut Offer) -> Result<(), ServiceError> {
    let typed_number =
        |name: &str, within: std::ops::RangeInclusive<u8>, wrong: &str| match typed.is_empty(name) {
            true => Ok(0),
            false => match typed.number::<u8>(name, wrong)? {
                number if within.contains(&number) => Ok(number),
                _ => Err(ServiceError::invalid(name, wrong)),
            },
        };
    offer.pattern = match typed.get("kind") {
        "block" => Pattern::Block { days: typed_number("how_many", 1..=20, words::wrong("days"))? },
        "extended" => Pattern::Extended { weeks: typed_number("how_many", 2..=40, words::wrong("weeks"))? },
        "rotation" => {
            Pattern::Rotation { weeks: typed_number("how_many", 4..=20, words::wrong("rotation"))? }
        }
        words::UNKNOWN if typed.is_empty("how_many") => Pattern::Block { days: 0 },
        words::UNKNOWN => return Err(ServiceError::invalid("kind", words::wrong("kind_first"))),
        _ => return Err(ServiceError::invalid("kind", words::wrong("kind"))),
    };
    let from = typed_number("from_age", 11..=25, words::wrong("age"))?;
    let to = typed_number("to_age", 11..=25, words::wrong("age"))?;
    if to != 0 && to < from {
        return Err(ServiceError::invalid("to_age", words::wrong("ages")));
    }
    offer.ages = Ages { from, to };
    Ok(())
}

/// Asks for dates, hours and numbers. What is usual in the trade is a hint, not an answer.
pub(super) fn ask_window(form: Form, offer: &Offer, origin: Option<&Origin>) -> Form {
    let window = offer.windows.first();
    let text = |of: fn(&Window) -> String| window.map(of).unwrap_or_default();
    let rest = window.and_then(|window| window.breaks.first());
    let typical = origin.and_then(|origin| origin.draft.offer.windows.first());
    let days = typical.map(|typical| words::usually(&weekday_list(typical.weekdays)));
    let hours = typical.and_then(|typical| typical.hours);
    let usual = |time: Option<String>| time.map_or(words::hint("starts").to_owned(), |t| words::usually(&t));
    let form = form
        .ask(Kind::Date, "from", words::ask("from"), "", text(|window| window.dates.from.to_string()))
        .ask(Kind::Date, "to", words::ask("to"), "", text(|window| window.dates.to.to_string()));
    let now = window.map(|window| window.weekdays).unwrap_or_default();
    ask_weekdays(form, "weekdays", words::ask("weekdays"), &days.unwrap_or_default(), now)
        .ask(
            Kind::Short,
            "starts",
            words::ask("starts"),
            &usual(hours.map(|hours| hours.from.to_string())),
            text(|window| window.hours.from.to_string()),
        )
        .ask(
            Kind::Short,
            "ends",
            words::ask("ends"),
            &usual(hours.map(|hours| hours.to.to_string())),
            text(|window| window.hours.to.to_string()),
        )
        .ask(
            Kind::Short,
            "break_starts",
            words::ask("break_starts"),
            words::hint("break_starts"),
            rest.map(|rest| rest.from.to_string()).unwrap_or_default(),
        )
        .ask(
            Kind::Short,
            "break_ends",
            words::ask("break_ends"),
            words::hint("break_ends"),
            rest.map(|rest| rest.to.to_string()).unwrap_or_default(),
        )
        .ask(
            Kind::Short,
            "capacity",
            words::ask("capacity"),
            words::hint("capacity"),
            window.map(|window| figure(window.capacity)).unwrap_or_default(),
        )
}

/// Dates, hours and numbers as typed. Nothing typed leaves all of them open.
pub(super) fn read_window(typed: &Typed, offer: &mut Offer) -> Result<(), ServiceError> {
    let names = ["from", "to", "weekdays", "starts", "ends", "break_starts", "break_ends", "capacity"];
    if names.into_iter().all(|name| typed.is_empty(name)) {
        // The others are not on this page.
        if !offer.windows.is_empty() {
            offer.windows.remove(0);
        }
        return Ok(());
    }
    let hours = span(typed, "starts", "ends")?;
    let (false, false, Some(hours)) = (typed.is_empty("from"), typed.is_empty("to"), hours) else {
        let name = ["from", "to", "starts"].into_iter().find(|name| typed.is_empty(name));
        return Err(ServiceError::invalid(name.unwrap_or("from"), words::wrong("together")));
    };
    let from = typed.date("from", form_words::DATE)?;
    let dates = DateRange::new(from, typed.date("to", form_words::DATE)?)
        .map_err(|_| ServiceError::invalid("to", words::wrong("later")))?;
    let capacity =
        if typed.is_empty("capacity") { 0 } else { typed.number("capacity", words::wrong("capacity"))? };
    let rest = span(typed, "break_starts", "break_ends")?;
    let before = offer.windows.first().cloned();
    let id = Slug::parse(WINDOW).map_err(ServiceError::internal)?;
    let before = before.unwrap_or(Window {
        id,
        dates,
        weekdays: Default::default(),
        hours,
        breaks: Vec::new(),
        capacity,
        start_can_move_minutes: 0,
        closed: Vec::new(),
        works_bank_holidays: false,
    });
    let later = before.breaks.iter().skip(1).copied();
    let breaks = rest.into_iter().chain(later).collect();
    let window = Window { dates, weekdays: weekdays(typed, "weekdays"), hours, breaks, capacity, ..before };
    match offer.windows.first_mut() {
        Some(first) => *first = window,
        None => offer.windows.push(window),
    }
    Ok(())
}
