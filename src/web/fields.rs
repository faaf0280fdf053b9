//! Forms as they are shown: their fields with what stands in them and what is wrong with it.

use askama::Template;

use super::typed::{Again, Typed, is_about};
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
    /// A secret: what was typed is never shown again.
    Password,
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
    /// What was sent, where the field shows what somebody else has stored since.
    pub sent: Option<String>,
    pub kind: Kind,
    pub value: String,
    pub choices: Vec<Choice>,
}

impl Field {
    /// The attribute that joins the field to its hint, its error and what was sent.
    fn described(&self) -> String {
        let hint = self.hint.iter().map(|_| format!("{}-hint", self.id));
        let error = self.error.iter().map(|_| format!("{}-error", self.id));
        let sent = self.sent.iter().map(|_| format!("{}-sent", self.id));
        let ids: Vec<_> = hint.chain(error).chain(sent).collect();
        if ids.is_empty() { String::new() } else { format!(" aria-describedby=\"{}\"", ids.join(" ")) }
    }

    /// The attributes of a field in which a line is typed.
    fn attributes(&self) -> &'static str {
        match self.kind {
            Kind::Date => " type=\"date\" class=\"short\"",
            Kind::Short => " class=\"short\" maxlength=\"20\"",
            Kind::Password => " type=\"password\" autocomplete=\"off\" maxlength=\"200\"",
            _ => " maxlength=\"200\"",
        }
    }
}

/// What stands in a field.
struct Shown {
    value: String,
    choices: Vec<Choice>,
    sent: Option<String>,
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
    /// Somebody else has changed what the fields show: they show it as it is stored, and what was sent beside it.
    overtaken: bool,
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
            overtaken: false,
        }
    }

    /// A form that shows what is stored, as of a version, so that it can be changed. A form sent on an older version
    /// shows what is stored now: sending it again changes nothing that its sender has not seen.
    pub(super) fn record(
        csrf: &str,
        again: &Again,
        code: &str,
        action: String,
        button: &str,
        version: i64,
    ) -> Self {
        let form = Self::new(csrf, again, code, action, button);
        let overtaken = again.overtaken && form.typed.is_some();
        // What is sent again after a typing fault is still about the version that its sender has seen.
        let seen = form.typed.as_ref().filter(|_| !overtaken).map_or(version, Typed::version);
        Self { overtaken, ..form.with("version", seen) }
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
        let typed = self.typed.as_ref().filter(|_| kind != Kind::Password);
        let typed = typed.map(|typed| typed.get(name).to_owned());
        let (value, sent) = match typed {
            Some(typed) if self.overtaken => {
                let differs = typed.replace("\r\n", "\n").trim() != before.trim();
                (before, differs.then_some(typed))
            }
            typed => (typed.unwrap_or(before), None),
        };
        self.put(kind, name, label, hint, Shown { value, choices: Vec::new(), sent })
    }

    /// With what is wrong about the field that was added last.
    pub(super) fn but(mut self, error: &str) -> Self {
        if let Some(field) = self.fields.last_mut() {
            field.error = Some(error.to_owned());
        }
        self
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
        let typed =
            |value: &str| self.typed.as_ref().map(|typed| typed.all(name).any(|typed| typed == value));
        let stored = |value: &str| before.contains(&value);
        let chosen = |value: &str| match typed(value) {
            Some(typed) if !self.overtaken => typed,
            _ => stored(value),
        };
        let choices: Vec<Choice> = choices
            .into_iter()
            .map(|(value, label)| {
                let (value, label) = (value.into(), label.into());
                Choice { chosen: chosen(&value), value, label }
            })
            .collect();
        let differs =
            self.overtaken && choices.iter().any(|one| typed(&one.value) != Some(stored(&one.value)));
        let sent = differs.then(|| {
            let ticked = choices.iter().filter(|one| typed(&one.value) == Some(true));
            ticked.map(|one| one.label.as_str()).collect::<Vec<_>>().join(", ")
        });
        self.put(kind, name, label, hint, Shown { value: String::new(), choices, sent })
    }

    fn put(mut self, kind: Kind, name: &str, label: &str, hint: &str, shown: Shown) -> Self {
        let Shown { value, choices, sent } = shown;
        let error = self.wrong.iter().find(|(path, _)| is_about(path, name));
        self.fields.push(Field {
            id: format!("{}-{name}", self.code),
            name: name.to_owned(),
            label: label.to_owned(),
            hint: Some(hint.to_owned()).filter(|hint| !hint.is_empty()),
            error: error.map(|(_, reason)| words::wrong(label, reason)),
            sent: sent.map(|sent| words::sent(&sent)),
            kind,
            value,
            choices,
        });
        self
    }
}

/// What is wrong on a page, each with the field that it leads to.
pub(super) fn summary<'a>(again: &Again, forms: impl IntoIterator<Item = &'a Form>) -> Vec<(String, String)> {
    let sent = forms.into_iter().filter(|form| form.code == again.form);
    let fields: Vec<&Field> = sent.flat_map(|form| &form.fields).collect();
    let line = |(path, reason): &(String, String)| {
        let field = fields.iter().find(|field| is_about(path, &field.name));
        match field {
            Some(field) => (field.id.clone(), words::wrong(&field.label, reason)),
            None => ("main".to_owned(), words::wrong(&words::path(path), reason)),
        }
    };
    again.wrong.iter().map(line).collect()
}

/// The codes of a vocabulary with their labels.
pub(super) fn codes<T: Code + Label>() -> Vec<(&'static str, &'static str)> {
    T::ALL.iter().map(|code| (code.code(), code.label())).collect()
}
