//! The schemas of the OpenAPI document: one name a shape, and the codes that are really written.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::architecture::product;

/// The names under which a source file's types stand in the document.
fn named(text: &str) -> Vec<String> {
    let (mut found, mut derives, mut alias) = (Vec::new(), false, None);
    for line in text.lines().map(str::trim) {
        if line.starts_with("#[derive(") || line == "vocabulary! {" {
            derives = line.contains("ToSchema") || line == "vocabulary! {";
            alias = None;
        } else if let Some((_, rest)) = line.split_once("schema(as = ") {
            alias = rest.split([')', ',']).next().map(str::to_owned);
        } else if derives && !line.starts_with("//") && !line.starts_with("#[") {
            let name =
                line.trim_start_matches("pub ").trim_start_matches("struct ").trim_start_matches("enum ");
            let name = name.chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
            let name: String = alias.take().unwrap_or(name);
            found.extend((!name.is_empty()).then_some(name));
            derives = false;
        }
    }
    found
}

#[test]
fn no_two_shapes_share_a_name() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (path, text) in product() {
        for name in named(&text) {
            places.entry(name).or_default().push(path.display().to_string());
        }
    }
    assert!(
        places.contains_key("PackStep") && places.contains_key("Hazard"),
        "the reader of sources is blind"
    );
    places.retain(|_, places| places.len() > 1);
    assert_eq!(places, BTreeMap::new(), "the later shape would silently stand for the earlier one");
}

#[test]
fn codes_are_written_as_they_are_sent() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("api/openapi.json");
    let document: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let (mut seen, mut wrong) = (0, Vec::new());
    codes(&document, &mut |code| {
        seen += 1;
        // The codes of the school census are in capitals; a variant's own name never is.
        let mixed =
            code.chars().any(|c| c.is_ascii_uppercase()) && code.chars().any(|c| c.is_ascii_lowercase());
        wrong.extend(mixed.then(|| code.to_owned()));
    });
    assert!(seen > 300, "only {seen} codes were found");
    assert_eq!(wrong, Vec::<String>::new());
}

fn codes(value: &Value, visit: &mut impl FnMut(&str)) {
    match value {
        Value::Object(fields) => {
            let listed = fields.get("enum").and_then(Value::as_array);
            listed.into_iter().flatten().filter_map(Value::as_str).for_each(&mut *visit);
            fields.values().for_each(|field| codes(field, visit));
        }
        Value::Array(items) => items.iter().for_each(|item| codes(item, visit)),
        _ => {}
    }
}
