//! What was said of one learner, question by question, and what is still to be asked.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use super::field::SheetField;
use super::learner::{FIELDS, NEEDS_TEXT};
use crate::domain::check::FieldError;
use crate::domain::learner::Learner;
use crate::reading::{explain, field_error};
use crate::words::intake as label;
use crate::words::pages::new_learner as words;

/// How many people of the family a sheet has columns for.
const PEOPLE: usize = 2;

/// Answers by the names of their questions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = Object)]
pub struct Answered(BTreeMap<String, Value>);

/// A question without an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct StillToAsk {
    /// Its name.
    #[schema(value_type = String)]
    pub field: &'static str,
    /// The question.
    #[schema(value_type = String)]
    pub question: &'static str,
}

impl Answered {
    /// Notes an answer; nothing says nothing.
    pub(super) fn put(&mut self, name: &str, answer: Value) {
        if !answer.is_null() {
            self.0.insert(name.to_owned(), answer);
        }
    }

    /// Takes an answer out.
    pub fn forget(&mut self, name: &str) {
        self.0.remove(name);
    }

    /// Whether a question has its answer.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// An answer.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// The names of the answers.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// An answer as it stands in a form: one value, or none.
    #[must_use]
    pub fn text(&self, name: &str) -> String {
        self.all(name).into_iter().next().unwrap_or_default()
    }

    /// An answer of several values as they stand in a form.
    #[must_use]
    pub fn all(&self, name: &str) -> Vec<String> {
        let text = |value: &Value| match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        match self.0.get(name) {
            None => Vec::new(),
            Some(Value::Array(values)) => values.iter().map(text).collect(),
            Some(value) => vec![text(value)],
        }
    }

    /// With what was said since. What was said of one person of the family is not kept for another.
    #[must_use]
    pub fn and(&self, newer: &Self) -> Self {
        let another = |name: &str| {
            let named = name.split_once('-').map(|(_, at)| format!("name-{at}"));
            named.is_some_and(|named| {
                newer.has(&named) && self.has(&named) && newer.text(&named) != self.text(&named)
            })
        };
        let kept = self.0.iter().filter(|(name, _)| !another(name));
        let all = kept.chain(&newer.0).map(|(name, answer)| (name.clone(), answer.clone()));
        Self(all.collect())
    }

    /// The questions without which there is no record, and which nobody has answered. What was written about needs is
    /// one, until a person has said what it means.
    #[must_use]
    pub fn missing(&self) -> Vec<StillToAsk> {
        let person = |name: &str| {
            let (part, at) = name.split_once('-')?;
            let needed = ["name", "relationship"].contains(&part) && self.knows(at);
            Some(needed)
        };
        let needed = |field: &&SheetField| field.needed || person(field.name).unwrap_or_default();
        let open = FIELDS.iter().filter(needed).filter(|field| !self.has(field.name));
        let meant =
            self.has(NEEDS_TEXT).then_some(StillToAsk { field: NEEDS_TEXT, question: label::NEEDS_MEANT });
        open.map(|field| StillToAsk { field: field.name, question: field.label }).chain(meant).collect()
    }

    /// Whether anything is said of a person of the family.
    fn knows(&self, at: &str) -> bool {
        ["name", "relationship", "phone", "email"].iter().any(|part| self.has(&format!("{part}-{at}")))
    }

    /// The record as far as it was said.
    #[must_use]
    pub fn document(&self) -> Value {
        let mut document = json!({
            "identity": {},
            "profile": {"interests": [], "own_words": {}, "stamina": {}, "capability": {}, "travel": {}},
            "home": {},
            "codes": {},
        });
        for field in FIELDS.iter().filter(|field| !field.path.is_empty()) {
            if let Some(answer) = self.0.get(field.name) {
                put(&mut document, field.path, answer.clone());
            }
        }
        for list in ["/home/address", "/home/family", "/codes/sen"] {
            if let Some(Value::Array(items)) = document.pointer_mut(list) {
                items.retain(|item| !item.is_null());
            }
        }
        document
    }

    /// The record, where every question of one has its answer.
    ///
    /// # Errors
    /// Everything that is wrong or missing, with its path.
    pub fn learner(&self, today: NaiveDate) -> Result<Learner, Vec<FieldError>> {
        let explained = explain::<Learner>(self.document(), today);
        let learner = explained.read.filter(|_| explained.faults.is_empty()).ok_or(explained.faults)?;
        learner.check(today).map(|()| learner)
    }

    /// A record with what was said put over it; what was not said stays.
    ///
    /// # Errors
    /// Everything that is wrong with the record that would come of it, with its path.
    pub fn over(&self, learner: &Learner, today: NaiveDate) -> Result<Learner, Vec<FieldError>> {
        let Ok(mut document) = serde_json::to_value(learner) else { return Err(Vec::new()) };
        for field in FIELDS.iter().filter(|field| !field.path.ends_with(|c: char| c.is_ascii_digit())) {
            let stands = !field.path.is_empty() && !field.path.starts_with("/home/family");
            let answer = self.0.get(field.name).filter(|_| stands);
            if let Some(answer) = answer {
                put(&mut document, field.path, answer.clone());
            }
        }
        let own = self.document();
        // An address is one answer: a town alone does not take the place of a street and a town.
        let no_address =
            document.pointer("/home/address").and_then(Value::as_array).is_none_or(Vec::is_empty);
        if let Some(said) = own.pointer("/home/address").filter(|_| no_address || self.has("address_1")) {
            put(&mut document, "/home/address", said.clone());
        }
        for field in FIELDS.iter().filter(|field| field.path.starts_with("/codes/sen/")) {
            if let Some(answer) = self.0.get(field.name) {
                put(&mut document, field.path, answer.clone());
            }
        }
        if let Some(Value::Array(codes)) = document.pointer_mut("/codes/sen") {
            codes.retain(|code| !code.is_null());
        }
        let elsewhere = self.has("postcode") && self.text("postcode") != learner.home.postcode.as_str();
        if let Some(home) = document.pointer_mut("/home").and_then(Value::as_object_mut) {
            if elsewhere {
                home.remove("coordinates");
            }
            let family = home.entry("family").or_insert_with(|| json!([]));
            (0..PEOPLE).try_for_each(|at| self.person(family, at))?;
        }
        let read: Learner = serde_path_to_error::deserialize(&document)
            .map_err(|error| vec![field_error(&error.path().to_string(), &error.inner().to_string())])?;
        read.check(today).map(|()| read)
    }

    /// Puts what was said of a person over the one of that name; anybody else is added.
    fn person(&self, family: &mut Value, at: usize) -> Result<(), Vec<FieldError>> {
        let part = |part: &str| self.0.get(&format!("{part}-{at}"));
        let (Some(name), Some(family)) = (part("name"), family.as_array_mut()) else { return Ok(()) };
        let said: Map<String, Value> = ["name", "relationship", "phone", "email"]
            .iter()
            .filter_map(|name| Some(((*name).to_owned(), part(name)?.clone())))
            .collect();
        let known =
            family.iter_mut().filter_map(Value::as_object_mut).find(|one| one.get("name") == Some(name));
        match known {
            Some(known) => known.extend(said),
            None if said.contains_key("relationship") => family.push(Value::Object(said)),
            None => {
                let path = format!("home.family[{at}].relationship");
                return Err(vec![FieldError::new(path, words::ENTER_RELATIONSHIP)]);
            }
        }
        Ok(())
    }
}

/// Puts a value where a pointer leads, making what is not there on the way.
pub(super) fn put(document: &mut Value, pointer: &str, value: Value) {
    let mut at = document;
    for part in pointer.split('/').skip(1) {
        at = match part.parse::<usize>() {
            Ok(place) => {
                if !at.is_array() {
                    *at = json!([]);
                }
                let Value::Array(items) = at else { return };
                while items.len() <= place {
                    items.push(Value::Null);
                }
                let Some(item) = items.get_mut(place) else { return };
                item
            }
            Err(_) => {
                if !at.is_object() {
                    *at = json!({});
                }
                let Value::Object(members) = at else { return };
                members.entry(part).or_insert(Value::Null)
            }
        };
    }
    *at = value;
}
