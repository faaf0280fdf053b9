//! A page of headed parts: what is known, a list, what can be done. Pages that need no more than that share it.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use super::fields::{Form, summary};
use super::layout::{Shell, page};
use super::paging::Foot;
use super::typed::Again;

/// A mark beside a name: how it looks, and what it says.
pub(super) type Mark = (&'static str, String);

/// One of a list.
#[derive(Default)]
pub(super) struct Item {
    pub name: String,
    pub link: Option<String>,
    pub mark: Option<Mark>,
    pub lines: Vec<String>,
    pub forms: Vec<Form>,
}

impl Item {
    /// One that leads to a page of its own.
    pub(super) fn linked(name: impl Into<String>, link: String) -> Self {
        Self { name: name.into(), link: Some(link), ..Self::default() }
    }

    /// One that leads nowhere.
    pub(super) fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }
}

/// A part of a page under a heading of its own.
#[derive(Default)]
pub(super) struct Section {
    pub id: &'static str,
    pub heading: String,
    pub lead: Vec<String>,
    pub facts: Vec<(String, Vec<String>)>,
    pub items: Vec<Item>,
    /// What stands there where the list is empty.
    pub empty: &'static str,
    pub links: Vec<(String, String)>,
    pub forms: Vec<Form>,
    /// The pages and the files of its list.
    pub foot: Foot,
}

impl Section {
    /// A part without anything yet.
    pub(super) fn headed(id: &'static str, heading: impl Into<String>) -> Self {
        Self { id, heading: heading.into(), ..Self::default() }
    }
}

/// A list to choose from.
pub(super) struct Pick {
    pub name: &'static str,
    pub label: &'static str,
    /// The values, each with its words and whether it is chosen.
    pub values: Vec<(String, String, bool)>,
}

/// Narrows a list by a name.
pub(super) struct Narrow {
    pub action: &'static str,
    pub label: &'static str,
    pub value: String,
    /// A list to choose from.
    pub choice: Option<Pick>,
    /// A box to tick: its name, its label, whether it is ticked.
    pub tick: Option<(&'static str, &'static str, bool)>,
}

impl Narrow {
    /// Whether anything is narrowed.
    fn is_set(&self) -> bool {
        let mut values = self.choice.iter().flat_map(|one| &one.values);
        let chosen = values.any(|(value, _, on)| *on && !value.is_empty());
        !self.value.is_empty() || chosen || self.tick.as_ref().is_some_and(|(_, _, on)| *on)
    }
}

/// The page.
#[derive(Template)]
#[template(path = "layout/plain.html", config = "src/web/askama.toml")]
pub(super) struct Plain {
    pub shell: Shell,
    /// The way back: where to, and what it says.
    pub back: Option<(String, String)>,
    pub caption: String,
    pub heading: String,
    /// What was just done.
    pub banner: Option<String>,
    pub lead: Vec<String>,
    pub narrow: Option<Narrow>,
    pub sections: Vec<Section>,
    pub errors: Vec<(String, String)>,
}

impl Plain {
    /// A page without parts.
    pub(super) fn headed(shell: Shell, heading: impl Into<String>) -> Self {
        Self {
            shell,
            back: None,
            caption: String::new(),
            heading: heading.into(),
            banner: None,
            lead: Vec::new(),
            narrow: None,
            sections: Vec::new(),
            errors: Vec::new(),
        }
    }

    /// With the way back.
    pub(super) fn back(self, to: impl Into<String>, words: impl Into<String>) -> Self {
        Self { back: Some((to.into(), words.into())), ..self }
    }

    /// With what is wrong, if one of its forms was refused.
    pub(super) fn refused(self, again: &Again) -> Self {
        let forms = self
            .sections
            .iter()
            .flat_map(|one| one.forms.iter().chain(one.items.iter().flat_map(|item| &item.forms)));
        let errors = summary(again, forms);
        Self { errors, ..self }
    }

    /// The page as an answer.
    pub(super) fn answer(&self, status: StatusCode) -> HttpResponse {
        page(status, self)
    }
}
