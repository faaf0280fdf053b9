//! What was typed into a form, and how it was refused: a page shows its form again with both.

use std::str::FromStr;

use actix_web::http::StatusCode;
use chrono::NaiveDate;
use serde::Deserialize;

use super::form::typed;
use crate::domain::code::Code;
use crate::domain::text::{Line, Paragraph};
use crate::services::ServiceError;
use crate::words::pages::{form as words, refused};

/// How dates are typed by those whose browser has no calendar.
const DATES: [&str; 4] = ["%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d/%m/%Y"];

/// The fields of a form as they were typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub(super) struct Typed(Vec<(String, String)>);

impl Typed {
    /// What was typed into a field; empty where the form has no such field.
    pub(super) fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// Everything that was ticked under a name.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether the form has a field.
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }

    /// Whether a field was left empty.
    pub(super) fn is_empty(&self, name: &str) -> bool {
        typed(self.get(name)).is_none()
    }

    /// The version of what was shown; one that there never is where the field was tampered with.
    pub(super) fn version(&self) -> i64 {
        self.get("version").parse().unwrap_or(-1)
    }

    /// A paragraph; `empty` says what to do when there is none.
    pub(super) fn paragraph(&self, name: &str, empty: &str) -> Result<Paragraph, ServiceError> {
        self.paragraph_if_any(name)?.ok_or_else(|| ServiceError::invalid(name, empty))
    }

    /// A paragraph, if there is one.
    pub(super) fn paragraph_if_any(&self, name: &str) -> Result<Option<Paragraph>, ServiceError> {
        let text = self.get(name).replace("\r\n", "\n");
        let read = typed(&text).map(Paragraph::parse).transpose();
        read.map_err(|error| ServiceError::invalid(name, error.to_string()))
    }

    /// A line; `empty` says what to do when there is none.
    pub(super) fn line(&self, name: &str, empty: &str) -> Result<Line, ServiceError> {
        self.line_if_any(name)?.ok_or_else(|| ServiceError::invalid(name, empty))
    }

    /// A line, if there is one.
    pub(super) fn line_if_any(&self, name: &str) -> Result<Option<Line>, ServiceError> {
        let read = typed(self.get(name)).map(Line::parse).transpose();
        read.map_err(|error| ServiceError::invalid(name, error.to_string()))
    }

    /// The lines of a field, without the empty ones.
    pub(super) fn lines(&self, name: &str) -> Result<Vec<Line>, ServiceError> {
        let lines = self.get(name).lines().filter_map(typed).map(Line::parse);
        lines.collect::<Result<_, _>>().map_err(|error| ServiceError::invalid(name, error.to_string()))
    }

    /// A date; `wrong` says what to do when it is none.
    pub(super) fn date(&self, name: &str, wrong: &str) -> Result<NaiveDate, ServiceError> {
        date_of(self.get(name)).ok_or_else(|| ServiceError::invalid(name, wrong))
    }

    /// A code that was chosen; `wrong` says what to do when none was.
    pub(super) fn code<T: Code>(&self, name: &str, wrong: &str) -> Result<T, ServiceError> {
        T::named(self.get(name)).ok_or_else(|| ServiceError::invalid(name, wrong))
    }

    /// A number; `wrong` says what to do when it is none.
    pub(super) fn number<T: FromStr>(&self, name: &str, wrong: &str) -> Result<T, ServiceError> {
        self.get(name).replace([',', ' '], "").parse().map_err(|_| ServiceError::invalid(name, wrong))
    }
}

/// Reads a date that was typed.
pub(super) fn date_of(text: &str) -> Option<NaiveDate> {
    DATES.iter().find_map(|shape| NaiveDate::parse_from_str(text.trim(), shape).ok())
}

/// A form that was refused. It is shown again as it was typed.
#[derive(Debug, Default)]
pub(super) struct Again {
    /// Which form of its page.
    pub form: String,
    pub typed: Typed,
    /// What is wrong, by the path of the field; of nothing in particular where that is empty.
    pub wrong: Vec<(String, String)>,
    /// Whether somebody else has changed what the form is about.
    pub overtaken: bool,
}

impl Again {
    /// Does what a form asks. Where that is refused, the view of the form as it was typed, with the status of the
    /// refusal.
    ///
    /// # Errors
    /// The refusal, where it is a page of its own; those of the view.
    pub(super) fn unless_done<V>(
        form: &str,
        typed: Typed,
        work: impl FnOnce(&Typed) -> Result<(), ServiceError>,
        view: impl FnOnce(&Self) -> Result<V, ServiceError>,
    ) -> Result<Option<(StatusCode, V)>, ServiceError> {
        let Err(error) = work(&typed) else { return Ok(None) };
        let (status, again) = Self::of(form, typed, error)?;
        Ok(Some((status, view(&again)?)))
    }

    /// What the page says of a refusal, and with which status.
    ///
    /// # Errors
    /// The refusal, where it is a page of its own.
    pub(super) fn of(
        form: &str,
        typed: Typed,
        error: ServiceError,
    ) -> Result<(StatusCode, Self), ServiceError> {
        let whole = |words: String| vec![(String::new(), words)];
        let overtaken = matches!(error, ServiceError::PreconditionFailed);
        let (status, wrong) = match error {
            ServiceError::Invalid(errors) => {
                let wrong = errors.into_iter().map(|error| (error.field, error.reason));
                (StatusCode::UNPROCESSABLE_ENTITY, wrong.collect())
            }
            ServiceError::Conflict { detail, .. } => (StatusCode::CONFLICT, whole(words::sentence(&detail))),
            ServiceError::PreconditionFailed => {
                (StatusCode::PRECONDITION_FAILED, whole(words::CHANGED.to_owned()))
            }
            ServiceError::KeyReused => (StatusCode::CONFLICT, whole(refused::REPEATED.title.to_owned())),
            other => return Err(other),
        };
        Ok((status, Self { form: form.to_owned(), typed, wrong, overtaken }))
    }
}

/// Whether a path is about a field of a form.
pub(super) fn is_about(path: &str, name: &str) -> bool {
    path == name || name_of(path) == name
}

/// The field of a form that a path such as `terms.aims[2]` or `windows[0].capacity` is about: its last name, with
/// the place of the item that it belongs to.
fn name_of(path: &str) -> String {
    let (before, last) = path.rsplit_once('.').unwrap_or(("", path));
    let last = last.split('[').next().unwrap_or(last);
    let item = before.strip_suffix(']').and_then(|item| item.rsplit_once('[')).map(|(_, at)| at);
    item.map_or_else(|| last.to_owned(), |at| format!("{last}-{at}"))
}
