//! What the document says of every operation: who may call it, what its lists and identifiers are, and since when.

use placewell::auth::operation::{Gate, gate};
use placewell::http::openapi::{Listed, document, operations};
use serde_json::{Value, json};

/// Every operation with what the document says of it.
fn described() -> (Value, Vec<(Listed, Value)>) {
    let listed = operations(&document());
    let document = serde_json::to_value(document()).unwrap();
    let of = |one: Listed| {
        let described = document["paths"][&one.path][one.method.to_lowercase()].clone();
        (one, described)
    };
    let described = listed.into_iter().map(of).collect();
    (document, described)
}

/// The schema itself, where it is named.
fn resolved<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    match schema["$ref"].as_str() {
        Some(name) => document.pointer(name.trim_start_matches('#')).unwrap(),
        None => schema,
    }
}

#[test]
fn exactly_the_operations_that_need_nobody_signed_in_say_so() {
    let mut open = 0;
    for (operation, described) in described().1 {
        let is_open = gate(&operation.id) == Some(Gate::Open);
        assert_eq!(described["security"] == json!([]), is_open, "{}", operation.id);
        open += usize::from(is_open);
    }
    assert_eq!(open, 5);
}

#[test]
fn whatever_is_listed_has_a_name() {
    let (document, described) = described();
    let (mut lists, mut nameless) = (0, Vec::new());
    for (operation, described) in described {
        for (status, answer) in described["responses"].as_object().unwrap() {
            let schema = resolved(&document, &answer["content"]["application/json"]["schema"]);
            let list = if schema["type"] == "array" { schema } else { &schema["properties"]["items"] };
            if status.starts_with('2') && list["type"] == "array" {
                lists += 1;
                nameless.extend((!list["items"]["$ref"].is_string()).then(|| operation.id.clone()));
            }
        }
    }
    assert!(lists > 30, "{lists}");
    assert_eq!(nameless, Vec::<String>::new());
}

#[test]
fn every_identifier_says_what_it_looks_like() {
    let (document, described) = described();
    let shaped = |schema: &Value| {
        let schema = resolved(&document, schema);
        ["format", "pattern", "enum", "oneOf"].iter().any(|key| schema.get(key).is_some())
    };
    let (mut seen, mut shapeless) = (0, Vec::new());
    for (operation, described) in described {
        for parameter in
            described["parameters"].as_array().into_iter().flatten().filter(|one| one["in"] == "path")
        {
            seen += 1;
            shapeless.extend(
                (!shaped(&parameter["schema"])).then(|| format!("{} {}", operation.id, parameter["name"])),
            );
        }
    }
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        if let Some(id) = schema["properties"].get("id") {
            seen += 1;
            shapeless.extend((!shaped(id)).then(|| name.clone()));
        }
        shapeless.extend((name.ends_with("Id") && !shaped(schema)).then(|| name.clone()));
    }
    assert!(seen > 120, "{seen}");
    assert_eq!(shapeless, Vec::<String>::new());
}

#[test]
fn whatever_was_added_since_the_first_operations_is_in_the_list_of_changes() {
    let first: Vec<&str> = include_str!("first_operations.txt").lines().collect();
    let changes = include_str!("../../../docs/API-CHANGES.md");
    let told = |path: &str| {
        changes.match_indices(path).any(|(at, _)| changes[at + path.len()..].starts_with(['`', ' ']))
    };
    let (mut kept, mut untold) = (0, Vec::new());
    for operation in operations(&document()) {
        let path = operation.path.trim_start_matches("/api/v1");
        let line = format!("{} {path}", operation.method);
        match first.contains(&line.as_str()) {
            true => kept += 1,
            false => untold.extend((!told(path)).then_some(line)),
        }
    }
    assert_eq!(kept, first.len(), "an operation of the first version is gone");
    assert_eq!(untold, Vec::<String>::new());
}
