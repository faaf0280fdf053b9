//! The page on which one part of a record is changed.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;
use serde::Deserialize;

use super::fields::{Form, summary};
use super::layout::{Shell, page};
use super::typed::Again;

/// Which part was saved before a page was shown.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Saved {
    pub saved: String,
}

/// The page: one form, and the way back.
#[derive(Template)]
#[template(path = "layout/change.html", config = "src/web/askama.toml")]
pub(super) struct Change {
    pub shell: Shell,
    pub back: String,
    pub caption: String,
    pub heading: &'static str,
    pub lead: &'static str,
    pub form: Form,
    pub errors: Vec<(String, String)>,
}

impl Change {
    /// With what is wrong, if the form was refused.
    pub(super) fn refused(self, again: &Again) -> Self {
        Self { errors: summary(again, [&self.form]), ..self }
    }

    /// The page as an answer.
    pub(super) fn answer(&self, status: StatusCode) -> HttpResponse {
        page(status, self)
    }
}
