//! Whole numbers in requests: the document bounds each of them, and what is out of bounds is refused.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::http::Method;
use placewell::domain::role::Role;
use placewell::http::openapi::document;
use serde_json::{Value, json};

use super::operations::{self, NOTHING};
use super::roles::may;
use super::scene::Scene;
use crate::support::app::{Answer, ROLES, home};
use crate::support::database::Engine;

/// Numbers that no request here reaches: an optional part that the examples leave out, or a subject that must be there
/// first. `tests/peers/schemas.sh` sends them to a service that has the subjects.
const OUT_OF_REACH: &[&str] = &[
    "Batch.of",
    "CoachPool.places",
    "CohortChange.places",
    "CohortChange.seats",
    "Coordinates.lat_udeg",
    "Coordinates.lon_udeg",
    "Deductions.decisive_question",
    "Deductions.employer_acts",
    "Deductions.family_acts",
    "Deductions.hub_acts",
    "Deductions.hundred_pounds",
    "Deductions.little_effort",
    "Deductions.much_effort",
    "Deductions.other_question",
    "Deductions.provider_acts",
    "Deductions.some_effort",
    "ShorterNotice.working_days",
    "ToBeArranged.capacity",
    "ToBeArranged.lead_days",
    "ToBeArranged.load_minutes",
    "WeightsDocument.environment",
    "WeightsDocument.interest",
    "WeightsDocument.novelty",
    "WeightsDocument.own_voice",
    "WeightsDocument.stretch",
    "WeightsDocument.support_surplus",
    "WeightsDocument.task_fit",
    "WeightsDocument.travel",
];

/// A whole number in a request: where it stands, and between what it must be.
struct Number {
    at: String,
    bounds: (i64, i64),
}

/// The schemas of the document.
struct Schemas(Value);

impl Schemas {
    fn new() -> Self {
        Self(serde_json::to_value(document()).unwrap())
    }

    /// A schema behind its references, with the name of the last.
    fn behind<'a>(&'a self, schema: &'a Value, name: &'a str) -> (&'a Value, &'a str) {
        match schema["$ref"].as_str() {
            Some(to) => self.behind(self.0.pointer(&to[1..]).unwrap(), to.rsplit('/').next().unwrap()),
            None => (schema, name),
        }
    }

    /// Every operation of the document, with its address and method.
    fn operations(&self) -> impl Iterator<Item = (&str, &str, &Value)> {
        let items = self.0["paths"].as_object().unwrap().iter();
        items.flat_map(|(path, item)| {
            item.as_object().unwrap().iter().map(move |(method, it)| (path.as_str(), method.as_str(), it))
        })
    }

    /// Every whole number below a schema, as it may be sent.
    fn all<'a>(
        &'a self,
        schema: &'a Value,
        name: &'a str,
        seen: &mut BTreeSet<&'a str>,
        found: &mut BTreeMap<String, Option<(i64, i64)>>,
    ) {
        let is_named = schema["$ref"].is_string();
        let (schema, named) = self.behind(schema, name);
        if is_named && !seen.insert(named) {
            return;
        }
        for (field, property) in schema["properties"].as_object().into_iter().flatten() {
            if is_whole(property) {
                found.insert(format!("{named}.{field}"), bounds(property));
            }
        }
        let members = schema["properties"].as_object().into_iter().flat_map(|fields| fields.values());
        let parts =
            ["oneOf", "anyOf", "allOf"].into_iter().filter_map(|kind| schema[kind].as_array()).flatten();
        let inner =
            [&schema["items"], &schema["additionalProperties"]].into_iter().filter(|it| it.is_object());
        members.chain(parts).chain(inner).for_each(|part| self.all(part, named, seen, found));
    }

    /// The whole numbers of a value, each kind once.
    fn of<'a>(
        &'a self,
        schema: &'a Value,
        name: &'a str,
        value: &Value,
        at: &str,
        found: &mut BTreeMap<String, Number>,
    ) {
        let (schema, name) = self.behind(schema, name);
        for part in
            ["oneOf", "anyOf", "allOf"].into_iter().filter_map(|kind| schema[kind].as_array()).flatten()
        {
            if self.is_meant(part, value) {
                self.of(part, name, value, at, found);
            }
        }
        if let (Some(first), true) =
            (value.as_array().and_then(|items| items.first()), schema["items"].is_object())
        {
            self.of(&schema["items"], name, first, &format!("{at}/0"), found);
        }
        let Some(members) = value.as_object() else { return };
        for (field, property) in schema["properties"].as_object().into_iter().flatten() {
            let at = format!("{at}/{field}");
            if let (true, Some(bounds)) = (is_whole(property), bounds(property)) {
                found.entry(format!("{name}.{field}")).or_insert(Number { at, bounds });
            } else if let Some(member) = members.get(field) {
                self.of(property, name, member, &at, found);
            }
        }
    }

    /// Whether a value can be of this part of a union: its tag says so.
    fn is_meant(&self, part: &Value, value: &Value) -> bool {
        let (part, _) = self.behind(part, "");
        let given = |name: &str| &value[name];
        let required = part["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let mut tags =
            part["properties"].as_object().into_iter().flatten().filter(|(_, it)| it["enum"].is_array());
        value.is_object()
            && required.into_iter().all(|name| !given(name).is_null())
            && tags.all(|(name, it)| {
                given(name).is_null() || it["enum"].as_array().unwrap().contains(given(name))
            })
    }
}

fn is_whole(schema: &Value) -> bool {
    schema["type"] == "integer"
        || schema["type"].as_array().is_some_and(|types| types.contains(&json!("integer")))
}

fn bounds(schema: &Value) -> Option<(i64, i64)> {
    schema["minimum"].as_i64().zip(schema["maximum"].as_i64())
}

#[test]
fn every_whole_number_of_a_request_is_bounded_and_one_out_of_bounds_is_refused() {
    let (schemas, scene) = (Schemas::new(), Scene::new(Engine::Sqlite).unwrap());
    let (mut all, mut seen) = (BTreeMap::new(), BTreeSet::new());
    for (_, _, operation) in schemas.operations() {
        let body = &operation["requestBody"]["content"]["application/json"]["schema"];
        schemas.all(body, "", &mut seen, &mut all);
    }
    let unbounded: Vec<_> = all.iter().filter(|(_, bounds)| bounds.is_none()).map(|(name, _)| name).collect();
    assert_eq!(unbounded, Vec::<&String>::new(), "the document does not say how large they may be");

    let notes: Value = serde_json::from_str(include_str!("../../../api/examples.json")).unwrap();
    let (mut refused, mut taken) = (BTreeSet::new(), Vec::new());
    for operation in operations::all(&scene) {
        let Some((_, _, described)) =
            schemas.operations().find(|(_, _, it)| it["operationId"] == operation.id)
        else {
            continue;
        };
        let schema = &described["requestBody"]["content"]["application/json"]["schema"];
        let role = *ROLES.iter().find(|role| may(**role, &operation.id)).unwrap();
        let own = home(role);
        let noted = notes[&operation.id]["request"].clone();
        for body in operation.body.iter().chain([&noted]).chain(&further(&operation.id)) {
            let mut numbers = BTreeMap::new();
            schemas.of(schema, "", body, "", &mut numbers);
            for (name, Number { at, bounds: (least, most) }) in numbers {
                if refused.contains(&name) {
                    continue;
                }
                let beyond = [least - 1, most + 1].map(|number| {
                    let mut sent = body.clone();
                    let (parent, field) = at.rsplit_once('/').unwrap();
                    sent.pointer_mut(parent).unwrap()[field] = json!(number);
                    let about = if operation.id == "change_organisation" { own.as_str() } else { NOTHING };
                    let path = operation.about(about);
                    let call =
                        scene.test.call(operation.method.clone(), &path).by(role).header("If-Match", "\"1\"");
                    (number, call.header("Idempotency-Key", &scene.key()).json(&sent).send())
                });
                for (number, answer) in &beyond {
                    if (answer.status < 300 && !is_refused_row(answer)) || answer.status >= 500 {
                        taken.push(format!("{} {at} {number}: {}", operation.id, answer.status));
                    }
                }
                if beyond.iter().all(|(_, answer)| is_named(answer, &at)) {
                    refused.insert(name);
                }
            }
        }
    }
    println!("{} whole numbers, {} refused beyond both bounds", all.len(), refused.len());
    assert_eq!(taken, Vec::<String>::new());
    let unseen: Vec<_> = all.keys().filter(|name| !refused.contains(*name)).collect();
    assert_eq!(unseen, OUT_OF_REACH, "these were not tried");
}

/// Whether an answer to a batch of one row refuses that row.
fn is_refused_row(answer: &Answer) -> bool {
    answer.body["items"][0]["outcome"] == "invalid"
}

/// Whether an answer refuses what stands there.
fn is_named(answer: &Answer, at: &str) -> bool {
    if is_refused_row(answer) {
        let at = at.trim_start_matches("/items/0/");
        return names(&answer.body["items"][0], at);
    }
    answer.status == 422 && names(&answer.body, at)
}

/// Whether the errors of an answer, or of a row, name what stands there.
fn names(refusal: &Value, at: &str) -> bool {
    let parts = at.split('/').filter(|part| !part.is_empty()).map(|part| match part.parse::<usize>() {
        Ok(index) => format!("[{index}]"),
        Err(_) => format!(".{part}"),
    });
    let path = parts.collect::<String>().trim_start_matches('.').to_owned();
    let mut errors = refusal["errors"].as_array().into_iter().flatten();
    errors.any(|error| {
        error["field"].as_str().is_some_and(|field| !field.is_empty() && path.starts_with(field))
    })
}

/// What else may be sent: what an organisation of each kind says of itself, and the terms of a placement.
fn further(operation: &str) -> Vec<Value> {
    let policy = json!({"basis": "policy", "insurer": "Cover Mutual", "cover_pounds": 10_000_000, "expires": "2027-01-01"});
    match operation {
        "change_organisation" => vec![
            json!({"employer": {"name": "Birch Bakery", "sic": "47110", "staff": 4, "insurance": policy}}),
            json!({"hub": {"name": "A hub", "nation": "wales", "notice_working_days": 0}}),
        ],
        "record_agreement" => vec![json!({"scope": "placement", "actor": "parent", "method": "paper",
            "on": "2026-03-02", "wording": "Yes", "placement": NOTHING,
            "terms": {"supports": [{"what": "A tablet", "who": "Mared", "cost_pounds": 1}]}})],
        _ => Vec::new(),
    }
}

#[test]
fn a_whole_number_of_an_address_is_bounded_and_one_out_of_bounds_is_refused() {
    let (schemas, scene) = (Schemas::new(), Scene::new(Engine::Sqlite).unwrap());
    let mut tried = 0;
    for (path, method, operation) in schemas.operations() {
        let id = operation["operationId"].as_str().unwrap();
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            if parameter["in"] != "query" || !is_whole(&parameter["schema"]) {
                continue;
            }
            let (least, most) = bounds(&parameter["schema"]).unwrap_or_else(|| panic!("{id} {parameter}"));
            let role = *ROLES.iter().find(|role| may(**role, id)).unwrap();
            for number in [least - 1, most + 1] {
                let name = parameter["name"].as_str().unwrap();
                let address = format!("{}?{name}={number}", path.replace("{id}", NOTHING));
                let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
                let body = json!({"profile": scene.learner_document("carys")["learner"]["profile"]});
                let call = scene.test.call(method.clone(), &address).by(role);
                let call = if method == Method::POST { call.json(&body) } else { call };
                let answer = call.send();
                assert_eq!(answer.status, 422, "{id}: {address}: {}", answer.body);
                tried += 1;
            }
        }
    }
    assert!(tried > 30, "{tried}");
}

#[test]
fn more_cover_than_any_policy_gives_is_refused_by_name() {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    let path = format!("/api/v1/organisations/{}", home(Role::Employer));
    for (pounds, status) in [
        (json!(1_000_000_001_u64), 422),
        (json!(9_223_372_036_854_775_808_u64), 422),
        (json!(1e30), 422),
        (json!(1_000_000_000_u64), 200),
    ] {
        let policy = json!({"basis": "policy", "insurer": "Cover Mutual", "cover_pounds": pounds,
            "expires": "2027-01-01"});
        let employer = json!({"employer": {"name": "Birch Bakery", "sic": "47110", "insurance": policy}});
        let tag = scene.test.get(&path).by(Role::Employer).send().header("ETag").to_owned();
        let call = scene.test.put(&path).by(Role::Employer).header("If-Match", &tag).json(&employer);
        let answer = call.send();
        assert_eq!(answer.status, status, "{pounds}: {}", answer.body);
        if status == 422 {
            assert_eq!(
                answer.body["errors"][0]["field"], "employer.insurance.cover_pounds",
                "{}",
                answer.body
            );
        }
    }
}
