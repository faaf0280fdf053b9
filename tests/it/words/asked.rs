//! The table of facts is the one in the documents, and speaks of fields that exist.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use placewell::words::asked::{FACTS, page};

#[test]
fn the_page_in_the_documents_is_the_one_that_is_printed() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/FACTS.md");
    let kept = fs::read_to_string(path).unwrap_or_default();
    assert!(kept == page(), "run `cargo run -- facts > docs/FACTS.md`, read the difference, and commit it");
}

#[test]
fn every_fact_is_a_field_of_the_api_and_no_field_of_its_group_is_missing() {
    let document = serde_json::to_value(placewell::http::openapi::document()).unwrap();
    let fields = |schema: &str| -> BTreeSet<String> {
        document["components"]["schemas"][schema]["properties"].as_object().unwrap().keys().cloned().collect()
    };
    for fact in FACTS {
        assert!(fields(fact.field.0).contains(fact.field.1), "{:?}", fact.field);
    }
    for group in ["Talk", "Hopes", "Distress", "BodyLimits", "Companion", "Cover"] {
        let told: BTreeSet<String> =
            FACTS.iter().filter(|fact| fact.field.0 == group).map(|fact| fact.field.1.to_owned()).collect();
        assert_eq!(told, fields(group), "{group}");
    }
}
