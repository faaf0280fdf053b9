//! Forms as they are shown: their fields with what stands in them and what is wrong with it.

use askama::Template;

use super::typed::{Again, Typed};
use crate::domain::code::Code;
use crate::words::label::Label;
use crate::words::pages::form as words;

/// Something to choose.
pub(super) struct Choice {
    pub value: String,
    pub label: String,
    pub chosen: bool,
}

/// How a field is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Line,
    Short,
    Date,
    Area,
    /// One of several, in a list that opens.
    Select,
    /// One of a few that are all in sight.
    Radios,
    /// Any number of several.
    Ticks,
}

/// A field of a form.
pub(super) struct Field {
    pub id: String,
    pub name: String,
    pub label: String,
    pub hint: Option<String>,
    pub error: Option<String>,
    pub kind: Kind,
    pub value: String,
    pub choices: Vec<Choice>,
}

impl Field {
    /// The attribute that joins the field to its hint and its error.
    fn described(&self) -> String {
        let hint = self.hint.iter().map(|_| format!("{}-hint", self.id));
        let error = self.error.iter().map(|_| format!("{}-error", self.id));
        let ids: Vec<_> = hint.chain(error).collect();
        if ids.is_empty() { String::new() } else { format!(" aria-describedby=\"{}\"", ids.join(" ")) }
    }

    /// The attributes of a field in which a line is typed.
    fn attributes(&self) -> &'static str {
        match self.kind {
            Kind::Date => " type=\"date\" class=\"short\"",
            Kind::Short => " class=\"short\" maxlength=\"20\"",
            _ => " maxlength=\"200\"",
        }
    }
}

/// A form with its button.
#[derive(Template)]
#[template(path = "layout/form.html", config = "src/web/askama.toml")]
pub(super) struct Form {
    code: String,
    action: String,
    hidden: Vec<(&'static str, String)>,
    fold: Option<String>,
    opened: bool,
    pub fields: Vec<Field>,
    button: String,
    second: bool,
    wrong: Vec<(String, String)>,
    typed: Option<Typed>,
}

impl Form {
    /// A form without fields. `again` is the form of the page that was refused, if one was.
    pub(super) fn new(csrf: &str, again: &Again, code: &str, action: String, button: &str) -> Self {
        let refused = again.form == code;
        Self {
            code: code.to_owned(),
            action,
            hidden: vec![("csrf", csrf.to_owned())],
            fold: None,
            opened: refused,
            fields: Vec::new(),
            button: button.to_owned(),
            second: false,
            wrong: if refused { again.wrong.clone() } else { Vec::new() },
            typed: refused.then(|| again.typed.clone()),
        }
    }

    /// Behind a line that opens it.
    pub(super) fn folded(self, line: &str) -> Self {
        Self { fold: Some(line.to_owned()), ..self }
    }

    /// With a button that is not the first choice.
    pub(super) fn second(self) -> Self {
        Self { second: true, ..self }
    }

    /// With what is sent along unseen.
    pub(super) fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.hidden.push((name, value.to_string()));
        self
    }

    /// A field in which something is typed.
    pub(super) fn ask(
        self,
        kind: Kind,
        name: &str,
        label: &str,
        hint: &str,
        before: impl Into<String>,
    ) -> Self {
        let before = before.into();
        let value = self.typed.as_ref().map_or(before, |typed| typed.get(name).to_owned());
        self.put(kind, name, label, hint, value, Vec::new())
    }

    /// A field in which something is chosen; `before` are the values that stand chosen.
    pub(super) fn choose<V: Into<String>, L: Into<String>>(
        self,
        kind: Kind,
        name: &str,
        label: &str,
        hint: &str,
        choices: impl IntoIterator<Item = (V, L)>,
        before: &[&str],
    ) -> Self {
        let chosen = |value: &str| match &self.typed {
            Some(typed) => typed.all(name).any(|typed| typed == value),
            None => before.contains(&value),
        };
        let choices = choices.into_iter().map(|(value, label)| {
            let (value, label) = (value.into(), label.into());
            Choice { chosen: chosen(&value), value, label }
        });
        let choices = choices.collect();
        self.put(kind, name, label, hint, String::new(), choices)
    }

    fn put(
        mut self,
        kind: Kind,
        name: &str,
        label: &str,
        hint: &str,
        value: String,
        choices: Vec<Choice>,
    ) -> Self {
        let error = self.wrong.iter().find(|(of, _)| of == name);
        self.fields.push(Field {
            id: format!("{}-{name}", self.code),
            name: name.to_owned(),
            label: label.to_owned(),
            hint: Some(hint.to_owned()).filter(|hint| !hint.is_empty()),
            error: error.map(|(_, reason)| words::wrong(label, reason)),
            kind,
            value,
            choices,
        });
        self
    }
}

/// What is wrong on a page, each with the field that it leads to.
pub(super) fn summary<'a>(again: &Again, forms: impl IntoIterator<Item = &'a Form>) -> Vec<(String, String)> {
    let fields: Vec<&Field> = forms.into_iter().flat_map(|form| &form.fields).collect();
    let line = |(name, reason): &(String, String)| {
        let id = format!("{}-{name}", again.form);
        let field = fields.iter().find(|field| field.id == id);
        match field {
            Some(field) => (id, words::wrong(&field.label, reason)),
            None => ("main".to_owned(), words::wrong(&words::path(name), reason)),
        }
    };
    again.wrong.iter().map(line).collect()
}

/// The codes of a vocabulary with their labels.
pub(super) fn codes<T: Code + Label>() -> Vec<(&'static str, &'static str)> {
    T::ALL.iter().map(|code| (code.code(), code.label())).collect()
}
