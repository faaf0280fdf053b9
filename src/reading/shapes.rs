//! The schema of a document, as the OpenAPI document publishes it.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use crate::domain::calendar::is_bank_holiday;

/// How deep a schema is followed: deeper than any, and an end for one that holds itself.
const DEEPEST: usize = 24;

/// How far ahead the dates of examples lie.
const AHEAD: Days = Days::new(28);

/// The schema of one kind of document with all that it refers to.
#[derive(Debug)]
pub(super) struct Shapes {
    root: Value,
    named: Map<String, Value>,
    day: NaiveDate,
}

impl Shapes {
    /// The schema of `T`.
    pub(super) fn of<T: ToSchema>(today: NaiveDate) -> Self {
        let mut named = Vec::new();
        T::schemas(&mut named);
        let json = |schema| serde_json::to_value(schema).unwrap_or_default();
        let named = named.into_iter().map(|(name, schema)| (name, json(schema))).collect();
        Self { root: json(T::schema()), named, day: working_day(today) }
    }

    /// The schema of the whole document.
    pub(super) fn root(&self) -> &Value {
        &self.root
    }

    /// What a schema says once references are followed, and the schema of an optional value is taken for the value.
    pub(super) fn resolved<'a>(&'a self, schema: &'a Value) -> &'a Value {
        let mut schema = schema;
        for _ in 0..DEEPEST {
            if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
                let name = name.rsplit('/').next().unwrap_or_default();
                let Some(named) = self.named.get(name) else { return schema };
                schema = named;
            } else if let [only] = branches(schema).as_slice() {
                schema = only;
            } else {
                return schema;
            }
        }
        schema
    }

    /// Whether `null` fits.
    pub(super) fn nullable(&self, schema: &Value) -> bool {
        let null = |schema: &Value| types(schema).any(|kind| kind == "null");
        null(schema) || one_of(schema).iter().any(null) || null(self.resolved(schema))
    }

    /// The alternatives of a resolved schema, with the tag that tells them apart.
    pub(super) fn union<'a>(&'a self, schema: &'a Value) -> Option<Union<'a>> {
        let branches = branches(schema);
        let first = branches.first()?;
        let tag = properties(first)
            .map(|(name, _)| name.as_str())
            .find(|name| branches.iter().all(|one| tag_of(one, name).is_some()));
        Some(Union { tag, branches })
    }

    /// A value that fits a schema and holds no more than it must.
    pub(super) fn stand_in(&self, schema: &Value) -> Value {
        self.made(schema, 0)
    }

    fn made(&self, schema: &Value, depth: usize) -> Value {
        if let Some(example) = schema.get("example") {
            return example.clone();
        }
        let schema = self.resolved(schema);
        let listed = || schema.get("examples").or_else(|| schema.get("enum"))?.get(0);
        if let Some(given) = schema.get("example").or_else(listed) {
            return given.clone();
        }
        if depth > DEEPEST {
            return Value::Null;
        }
        if let Some(Union { branches, .. }) = self.union(schema)
            && let Some(first) = branches.first()
        {
            return self.made(first, depth + 1);
        }
        match types(schema).next().unwrap_or_default() {
            "object" => {
                let member =
                    |name: &str| Some((name.to_owned(), self.made(property(schema, name)?, depth + 1)));
                required(schema).filter_map(member).collect::<Map<_, _>>().into()
            }
            "array" => {
                let least = schema.get("minItems").and_then(Value::as_u64).unwrap_or(0).min(100);
                let item = schema.get("items").map(|items| self.made(items, depth + 1)).unwrap_or_default();
                (0..least).map(|_| item.clone()).collect()
            }
            "integer" | "number" => schema.get("minimum").cloned().unwrap_or_else(|| json!(0)),
            "boolean" => json!(false),
            "string" => self.text(schema),
            _ => Value::Null,
        }
    }

    fn text(&self, schema: &Value) -> Value {
        match schema.get("format").and_then(Value::as_str).unwrap_or_default() {
            "date" => json!(self.day),
            "date-time" => json!(format!("{}T09:00:00Z", self.day)),
            "uuid" => json!("00000000-0000-7000-8000-000000000000"),
            _ => json!("text"),
        }
    }
}

/// A choice between shapes.
pub(super) struct Union<'a> {
    /// The member whose value names the alternative; without one, the name of the only member does.
    pub(super) tag: Option<&'a str>,
    /// The alternatives.
    pub(super) branches: Vec<&'a Value>,
}

impl<'a> Union<'a> {
    /// The words that name the alternatives.
    pub(super) fn names(&self) -> Vec<&'a str> {
        self.branches.iter().filter_map(|branch| self.name(branch)).collect()
    }

    fn name(&self, branch: &'a Value) -> Option<&'a str> {
        match self.tag {
            Some(tag) => tag_of(branch, tag),
            None => required(branch).next(),
        }
    }

    /// The alternative of a name.
    pub(super) fn named(&self, name: &str) -> Option<&'a Value> {
        self.branches.iter().copied().find(|branch| self.name(branch) == Some(name))
    }
}

fn one_of(schema: &Value) -> &[Value] {
    schema.get("oneOf").and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The alternatives other than `null`.
fn branches(schema: &Value) -> Vec<&Value> {
    one_of(schema).iter().filter(|branch| !types(branch).eq(["null"])).collect()
}

fn tag_of<'a>(branch: &'a Value, name: &str) -> Option<&'a str> {
    match property(branch, name)?.get("enum")?.as_array()?.as_slice() {
        [only] => only.as_str(),
        _ => None,
    }
}

/// The members of an object's schema.
fn properties(schema: &Value) -> impl Iterator<Item = (&String, &Value)> {
    schema.get("properties").and_then(Value::as_object).into_iter().flatten()
}

/// The schema of one member.
pub(super) fn property<'a>(schema: &'a Value, name: &str) -> Option<&'a Value> {
    schema.get("properties")?.get(name)
}

/// The members that an object must have, in the order in which they are declared.
pub(super) fn required(schema: &Value) -> impl Iterator<Item = &str> {
    schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

/// The types that a schema allows.
pub(super) fn types(schema: &Value) -> impl Iterator<Item = &str> {
    let one = schema.get("type").and_then(Value::as_str);
    let several = schema.get("type").and_then(Value::as_array);
    one.into_iter().chain(several.into_iter().flatten().filter_map(Value::as_str))
}

/// A Wednesday some weeks ahead that is no holiday.
fn working_day(today: NaiveDate) -> NaiveDate {
    let ahead = today.checked_add_days(AHEAD).unwrap_or(today);
    let fits = |day: &NaiveDate| day.weekday() == Weekday::Wed && !is_bank_holiday(*day);
    ahead.iter_days().take(60).find(fits).unwrap_or(ahead)
}
