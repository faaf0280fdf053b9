//! A document walked beside its schema.

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::MOST_FAULTS;
use super::shapes::{Shapes, Union, property, required, types};
use crate::domain::check::FieldError;
use crate::words::fields as say;

/// What a walk found. The document that was walked has stand-ins in place of what is wrong.
pub(super) struct Walk<'a> {
    shapes: &'a Shapes,
    pub(super) faults: Vec<FieldError>,
    pub(super) stood_in: Vec<String>,
}

pub(super) fn walk<'a>(shapes: &'a Shapes, document: &mut Value) -> Walk<'a> {
    let mut walk = Walk { shapes, faults: Vec::new(), stood_in: Vec::new() };
    walk.visit("", shapes.root(), document);
    walk
}

impl Walk<'_> {
    fn visit(&mut self, at: &str, schema: &Value, value: &mut Value) {
        if self.faults.len() >= MOST_FAULTS || (value.is_null() && self.shapes.nullable(schema)) {
            return;
        }
        let resolved = self.shapes.resolved(schema);
        if let Some(union) = self.shapes.union(resolved) {
            return self.alternatives(at, schema, &union, value);
        }
        let fits = match resolved.get("enum").and_then(Value::as_array) {
            Some(codes) => codes.contains(value),
            None => types(resolved).next().is_none_or(|kind| is_of(kind, value)) && within(resolved, value),
        };
        if !fits {
            return self.refuse(at, schema, value);
        }
        match value {
            Value::Object(members) => self.members(at, resolved, members),
            Value::Array(items) => self.items(at, resolved, items),
            _ => {}
        }
    }

    fn members(&mut self, at: &str, schema: &Value, members: &mut Map<String, Value>) {
        let others = schema.get("additionalProperties");
        let keys = schema.get("propertyNames").map(|names| self.shapes.resolved(names));
        members.retain(|name, _| {
            let reason = match keys.and_then(|keys| keys.get("enum")?.as_array()) {
                Some(codes) if !codes.iter().any(|code| code == name) => say::wrong_key(&texts(codes)),
                None if others == Some(&Value::Bool(false)) && property(schema, name).is_none() => {
                    say::unknown()
                }
                _ => return true,
            };
            self.faults.push(FieldError::new(beneath(at, name), reason));
            false
        });
        for name in required(schema) {
            let Some(member) = property(schema, name) else { continue };
            match members.get_mut(name) {
                Some(value) => self.visit(&beneath(at, name), member, value),
                None => {
                    self.absent(&beneath(at, name), member);
                    members.insert(name.to_owned(), self.shapes.stand_in(member));
                }
            }
        }
        for (name, value) in members.iter_mut().filter(|(name, _)| !required(schema).any(|one| one == *name))
        {
            if let Some(member) = property(schema, name).or(others) {
                self.visit(&beneath(at, name), member, value);
            }
        }
    }

    fn items(&mut self, at: &str, schema: &Value, items: &mut Vec<Value>) {
        let bound =
            |name: &str| schema.get(name).and_then(Value::as_u64).and_then(|most| usize::try_from(most).ok());
        let (least, most) = (bound("minItems").unwrap_or(0), bound("maxItems").unwrap_or(usize::MAX));
        let Some(of) = schema.get("items") else { return };
        if !(least..=most).contains(&items.len()) {
            let fault = FieldError::new(whole(at), say::must_hold(least, bound("maxItems")));
            self.faults.push(fault.with_example(self.shapes.stand_in(schema)));
            self.stood_in.push(at.to_owned());
            items.truncate(most);
        }
        for (nth, item) in items.iter_mut().enumerate() {
            self.visit(&format!("{at}[{nth}]"), of, item);
        }
        while items.len() < least {
            items.push(self.shapes.stand_in(of));
        }
    }

    fn alternatives(&mut self, at: &str, schema: &Value, union: &Union<'_>, value: &mut Value) {
        let Value::Object(members) = value else { return self.refuse(at, schema, value) };
        let named = match union.tag {
            Some(tag) => members.get(tag).and_then(Value::as_str),
            None => Some(members.keys().next().map_or("", String::as_str)).filter(|_| members.len() == 1),
        };
        if let Some(branch) = named.and_then(|name| union.named(name)) {
            let branch = self.shapes.resolved(branch);
            return self.members(at, branch, members);
        }
        let (names, stand_in) = (union.names(), self.shapes.stand_in(schema));
        let (field, reason, example) = match union.tag {
            Some(tag) if members.contains_key(tag) => {
                let example = stand_in.get(tag).cloned().unwrap_or_default();
                (beneath(at, tag), say::must_be(&say::choice(&names)), example)
            }
            Some(tag) => (whole(at).to_owned(), say::must_be(&say::tagged(tag, &names)), stand_in.clone()),
            None => (whole(at).to_owned(), say::one_member(&names), stand_in.clone()),
        };
        self.faults.push(FieldError::new(field, reason).with_example(example));
        self.stood_in.push(at.to_owned());
        *value = stand_in;
    }

    /// Notes each part of what is not there.
    fn absent(&mut self, at: &str, schema: &Value) {
        let resolved = self.shapes.resolved(schema);
        let parts: Vec<&str> = required(resolved).collect();
        if schema.get("example").is_none() && resolved.get("example").is_none() && !parts.is_empty() {
            for name in parts {
                if let Some(part) = property(resolved, name) {
                    self.absent(&beneath(at, name), part);
                }
            }
            return;
        }
        let fault = FieldError::new(whole(at), say::missing(&self.wanted(resolved)));
        self.faults.push(fault.with_example(self.shapes.stand_in(schema)));
        self.stood_in.push(at.to_owned());
    }

    fn refuse(&mut self, at: &str, schema: &Value, value: &mut Value) {
        let stand_in = self.shapes.stand_in(schema);
        let reason = say::must_be(&self.wanted(self.shapes.resolved(schema)));
        self.faults.push(FieldError::new(whole(at), reason).with_example(stand_in.clone()));
        self.stood_in.push(at.to_owned());
        *value = stand_in;
    }

    /// What a schema wants, in words.
    fn wanted(&self, schema: &Value) -> String {
        if let Some(union) = self.shapes.union(schema) {
            return match union.tag {
                Some(tag) => say::tagged(tag, &union.names()),
                None => say::one_of_members(&union.names()),
            };
        }
        if let Some(codes) = schema.get("enum").and_then(Value::as_array) {
            return say::choice(&texts(codes));
        }
        let number = |name: &str| schema.get(name).and_then(Value::as_i64);
        match types(schema).next().unwrap_or_default() {
            "integer" => say::whole_number(number("minimum"), number("maximum")),
            "number" => say::number(number("minimum"), number("maximum")),
            "boolean" => say::truth(),
            "array" => say::list(number("minItems"), number("maxItems")),
            "object" => say::object(),
            _ => match (
                schema.get("format").and_then(Value::as_str),
                schema.get("example").and_then(Value::as_str),
            ) {
                (Some("date"), _) => say::date(),
                (Some("date-time"), _) => say::instant(),
                (_, Some(example)) => say::text_such_as(example),
                _ => say::text(number("maxLength")),
            },
        }
    }
}

fn texts(codes: &[Value]) -> Vec<&str> {
    codes.iter().filter_map(Value::as_str).collect()
}

/// The name of the document itself is `body`.
fn whole(at: &str) -> &str {
    if at.is_empty() { "body" } else { at }
}

fn beneath(at: &str, name: &str) -> String {
    if at.is_empty() { name.to_owned() } else { format!("{at}.{name}") }
}

fn is_of(kind: &str, value: &Value) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "null" => value.is_null(),
        _ => true,
    }
}

/// Whether a value keeps to the bounds of its schema.
fn within(schema: &Value, value: &Value) -> bool {
    let bound = |name: &str| schema.get(name).and_then(Value::as_i64).map(i128::from);
    match value {
        Value::Number(number) => {
            let whole = number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from));
            whole.is_none_or(|whole| {
                bound("minimum").is_none_or(|least| whole >= least)
                    && bound("maximum").is_none_or(|most| whole <= most)
            })
        }
        Value::String(text) => {
            let length = i128::try_from(text.trim().chars().count()).unwrap_or(i128::MAX);
            let dated = schema.get("format").and_then(Value::as_str) != Some("date")
                || text.parse::<NaiveDate>().is_ok();
            dated
                && bound("minLength").is_none_or(|least| length >= least)
                && bound("maxLength").is_none_or(|most| length <= most)
        }
        _ => true,
    }
}
