//! The published list of words that suggest a need is the one that is used.

use std::fs;
use std::path::Path;

use placewell::words::need_words::page;

#[test]
fn the_list_in_the_documents_is_the_one_that_is_used() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/NEEDS-WORDS.md");
    if std::env::var_os("PLACEWELL_WRITE_NEEDS").is_some() {
        fs::write(&path, page()).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == page(), "run this test with PLACEWELL_WRITE_NEEDS=1, read the difference, and commit it");
}
