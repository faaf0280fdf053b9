//! What is typed into the steps, as far as several of them read it alike.

use crate::domain::code::{Code, CodeSet};
use crate::domain::text::Line;
use crate::domain::time::{Span, TimeOfDay, Weekday, Weekdays};
use crate::domain::window::Pattern;
use crate::services::ServiceError;
use crate::web::fields::{Form, Kind};
use crate::web::form::typed as given;
use crate::web::typed::Typed;
use crate::words::label::Label;
use crate::words::pages::drafting as words;

/// A line as it stands in a field: empty where nobody has given the answer.
pub(super) fn shown(line: &Line) -> String {
    if line.is_unsaid() { String::new() } else { line.to_string() }
}

/// A line as typed; the sign of an open answer where the field was left empty.
pub(super) fn line(typed: &Typed, name: &str) -> Result<Line, ServiceError> {
    match typed.line_if_any(name)? {
        Some(line) => Ok(line),
        None => Line::unsaid().map_err(ServiceError::internal),
    }
}

/// Asks for a line that may stay open.
pub(super) fn ask_line(form: Form, name: &str, now: &Line) -> Form {
    form.ask(Kind::Line, name, words::ask(name), words::hint(name), shown(now))
}

/// A time as people write it: `9:30`, `09.30`; none where the field was left empty.
pub(super) fn time(typed: &Typed, name: &str) -> Result<Option<TimeOfDay>, ServiceError> {
    let text = given(typed.get(name)).map(|text| text.replace('.', ":"));
    let padded = text.map(|text| if text.find(':') == Some(1) { format!("0{text}") } else { text });
    let read = padded.map(|text| TimeOfDay::parse(&text)).transpose();
    read.map_err(|_| ServiceError::invalid(name, words::wrong("time")))
}

/// A stretch of the day; none where both fields were left empty.
pub(super) fn span(typed: &Typed, from: &str, to: &str) -> Result<Option<Span>, ServiceError> {
    match (time(typed, from)?, time(typed, to)?) {
        (None, None) => Ok(None),
        (Some(start), Some(end)) => {
            let span = Span::new(start, end);
            span.map(Some).map_err(|_| ServiceError::invalid(to, words::wrong("ends")))
        }
        (None, Some(_)) => Err(ServiceError::invalid(from, words::wrong("time"))),
        (Some(_), None) => Err(ServiceError::invalid(to, words::wrong("time"))),
    }
}

/// Asks for weekdays.
pub(super) fn ask_weekdays(form: Form, name: &str, label: &str, hint: &str, now: Weekdays) -> Form {
    let now: Vec<&str> = now.iter().map(Code::code).collect();
    let days = Weekday::ALL.iter().map(|day| (day.code(), day.label()));
    form.choose(Kind::Ticks, name, label, hint, days, &now)
}

/// The weekdays that were ticked.
pub(super) fn weekdays(typed: &Typed, name: &str) -> Weekdays {
    typed.all(name).filter_map(Weekday::named).collect::<CodeSet<_>>()
}

/// Asks yes, no or "I don't know".
pub(super) fn ask_yes_no(form: Form, kind: Kind, name: &str, label: &str, now: Option<bool>) -> Form {
    let now = match now {
        Some(true) => "yes",
        Some(false) => "no",
        None => words::UNKNOWN,
    };
    let choices = words::YES_NO.into_iter().chain([words::DONT_KNOW]);
    form.choose(kind, name, label, "", choices, &[now])
}

/// Yes or no; none where it was left open.
pub(super) fn yes_no(typed: &Typed, name: &str) -> Option<bool> {
    match typed.get(name) {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

/// How many days or weeks a pattern has; 0 where nobody has said.
pub(super) fn number(pattern: Pattern) -> u8 {
    match pattern {
        Pattern::Block { days } => days,
        Pattern::Extended { weeks } | Pattern::Rotation { weeks } => weeks,
    }
}

/// The value of a pattern among the kinds.
pub(super) fn kind(pattern: Pattern) -> &'static str {
    match pattern {
        Pattern::Block { days: 0 } => words::UNKNOWN,
        Pattern::Block { .. } => "block",
        Pattern::Extended { .. } => "extended",
        Pattern::Rotation { .. } => "rotation",
    }
}
