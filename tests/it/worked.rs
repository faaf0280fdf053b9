//! `placewell worked`: the page of worked examples is the one in the documents.

use std::path::Path;

use placewell::cli::worked::{WorkedArgs, run};

#[test]
fn the_worked_examples_in_the_documents_are_the_ones_that_are_printed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut printed = Vec::new();
    run(&WorkedArgs { sample: root.join("sample") }, &mut printed).unwrap();
    let printed = String::from_utf8(printed).unwrap();
    let kept = std::fs::read_to_string(root.join("docs/WORKED-EXAMPLES.md")).unwrap_or_default();
    assert_eq!(printed.matches("\n## ").count(), 10);
    let told = "run `cargo run -- worked > docs/WORKED-EXAMPLES.md`, read the difference, and commit it";
    assert!(kept == printed, "{told}");
}
