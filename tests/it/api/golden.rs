//! The OpenAPI document that is checked in is the one that is served.

use std::fs;
use std::path::Path;

#[test]
fn the_checked_in_document_is_the_served_one() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("api/openapi.json");
    let served = placewell::http::openapi::document().to_pretty_json().unwrap() + "\n";
    let checked_in = fs::read_to_string(&path).unwrap_or_default();
    let hint = "run `cargo run -- openapi > api/openapi.json`, read the difference, and commit it";
    assert!(served == checked_in, "api/openapi.json is not what is served: {hint}");
}
