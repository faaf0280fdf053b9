//! The page as it is shown.

use askama::Template;
use chrono_tz::Europe::London;

use super::fields::{Fields, SideForm};
use crate::domain::code::Code;
use crate::domain::report::{Face, Reflection};
use crate::services::sides::{ShownWording, SidePage};
use crate::web::visit::{Radio, Wrong, dialled, radios};
use crate::words::amount::date;
use crate::words::pages::dates;
use crate::words::side as words;
use crate::words::visit::rings;

/// What the page shows.
#[derive(Template)]
#[template(path = "side/side.html", config = "src/web/askama.toml")]
pub(super) struct View {
    pub code: String,
    pub banner: Option<&'static str>,
    pub errors: Vec<Wrong>,
    pub opened: Option<SideForm>,
    pub fields: Fields,
    pub reference: String,
    pub title: String,
    pub employer: String,
    pub provider: String,
    pub dates: String,
    pub status: &'static str,
    pub is_learner: bool,
    pub first_name: String,
    pub wording: Option<ShownWording>,
    pub copy: Option<i32>,
    pub calls: Vec<String>,
    pub expected_today: bool,
    pub absent_today: bool,
    pub complaints: Vec<(String, String, Option<String>)>,
    pub has_come: bool,
    pub may_reflect: bool,
    pub faces: Vec<Radio>,
    pub phones: Vec<(String, String, String)>,
    pub safeguarding: (String, String, String),
}

impl View {
    pub(super) fn new(code: String, page: SidePage, fields: Fields) -> Self {
        let on = |at: chrono::DateTime<chrono::Utc>| date(at.with_timezone(&London).date_naive());
        let fields = if fields.face.is_empty() { said(fields, page.reflection) } else { fields };
        let called = page.provider.clone();
        Self {
            code,
            banner: None,
            errors: Vec::new(),
            opened: None,
            reference: page.reference.to_string(),
            title: page.title,
            employer: page.employer,
            provider: page.provider,
            dates: dates(page.days.first().copied(), page.days.last().copied()),
            status: words::status(page.state),
            is_learner: page.is_learner,
            first_name: page.first_name,
            wording: page.wording,
            copy: page.copy,
            calls: page.calls.iter().map(|(day, at)| rings(&called, *day, *at)).collect(),
            expected_today: page.expected_today,
            absent_today: page.absent_today,
            complaints: page
                .complaints
                .into_iter()
                .map(|(at, words, seen)| (on(at), words, seen.map(on)))
                .collect(),
            has_come: page.has_come,
            may_reflect: page.may_reflect,
            faces: radios::<Face>("face", &fields.face),
            phones: page.phones.iter().map(dialled).collect(),
            safeguarding: dialled(&page.safeguarding),
            fields,
        }
    }

    fn error(&self, field: &str) -> Option<&str> {
        self.errors.iter().find(|(of, _)| *of == field).map(|(_, words)| words.as_str())
    }

    fn is_open(&self, act: &str) -> bool {
        self.opened.is_some_and(|opened| opened.code() == act)
    }
}

/// The form with what the learner said last.
fn said(fields: Fields, last: Option<Reflection>) -> Fields {
    let Some(last) = last else { return fields };
    let text =
        |said: Option<crate::domain::text::Paragraph>| said.map(|said| said.to_string()).unwrap_or_default();
    Fields {
        face: last.face.code().to_owned(),
        best: text(last.best),
        hard: text(last.hard),
        next: text(last.next),
        scribe: last.scribed_by.map(|by| by.to_string()).unwrap_or_default(),
        ..fields
    }
}
