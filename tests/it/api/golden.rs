//! The OpenAPI document and the examples that are checked in are those of today.

use std::fs;
use std::path::Path;

/// Compares a file of `api/` with what it should say; with `INSTA_UPDATE=always` it is written anew.
#[track_caller]
pub(super) fn compare(name: &str, today: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("api").join(name);
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        fs::write(&path, today).unwrap();
    }
    let checked_in = fs::read_to_string(&path).unwrap_or_default();
    let mut lines = today.lines().zip(checked_in.lines()).enumerate();
    let first = lines.find(|(_, (today, checked_in))| today != checked_in);
    let hint = "run this test with INSTA_UPDATE=always, read the difference, and commit it";
    assert!(
        today == checked_in,
        "api/{name} is not of today: {hint}. First (line, today, checked in): {first:?}"
    );
}

#[test]
fn the_checked_in_document_is_the_served_one() {
    let served = placewell::http::openapi::document().to_pretty_json().unwrap() + "\n";
    compare("openapi.json", &served);
}
