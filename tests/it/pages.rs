//! The calls of the README and of `docs/FIRST-TEN-CALLS.md`, made as they are written to a demo that serves.

use std::fs;

use crate::support::database::Engine;
use crate::support::machine::{Machine, Served};

/// Where the pages say that the demo serves.
const WRITTEN: &str = "127.0.0.1:8080";

/// Writes down the status of every call, in the order in which they end.
const WITNESS: &str = "curl() { command curl -w '%{stderr}%{http_code}\n' \"$@\" 2>>statuses; }\n";

/// The blocks of a page: those that make calls, as one script, and the others. A block that names a language is a
/// picture.
fn blocks(page: &str) -> (String, Vec<&str>) {
    let fenced = page.split("```").skip(1).step_by(2);
    let blocks = fenced.filter_map(|block| block.strip_prefix('\n'));
    let (calls, others): (Vec<_>, Vec<_>) =
        blocks.partition(|block| block.contains("curl ") || block.starts_with("API="));
    (calls.concat(), others)
}

/// What the calls of a page answered, the statuses of all of them apart.
fn made(machine: &Machine, service: &Served, page: &str) -> (String, Vec<String>) {
    let script = format!("set -eu\n{WITNESS}{}", blocks(page).0).replace(WRITTEN, &service.address);
    let told = machine.run(&script);
    let statuses = fs::read_to_string(machine.folder.path().join("statuses")).unwrap();
    (told, statuses.lines().map(str::to_owned).collect())
}

fn demo() -> (Machine, Served) {
    let machine = Machine::fresh(Engine::Sqlite).unwrap();
    let service = machine.serve("placewell demo --port 0");
    (machine, service)
}

#[test]
fn the_first_ten_calls_are_made_as_they_are_written() {
    let (machine, service) = demo();
    let page = include_str!("../../docs/FIRST-TEN-CALLS.md");
    let (told, statuses) = made(&machine, &service, page);
    let expected = ["200", "200", "200", "200", "200", "200", "200", "201", "200", "422"];
    assert_eq!(statuses, expected, "{told}");
    assert_eq!(blocks(page).1, Vec::<&str>::new(), "a block that no test runs");
    for (numbered, words) in
        (1..=10).zip(["openapi", "", "provider", "total", "", "employer_name", "", "", "obstacles", "errors"])
    {
        assert!(page.contains(&format!("**{numbered}. ")) && told.contains(words), "{numbered}: {told}");
    }
    assert!(told.contains("\"state\":\"proposed\""), "{told}");
    assert!(told.contains("learner.profile") && told.contains("learner.home.postcode"), "{told}");
}

#[test]
fn the_calls_of_the_readme_are_made_as_they_are_written() {
    let (machine, service) = demo();
    let page = include_str!("../../README.md");
    let (told, statuses) = made(&machine, &service, page);
    // The demo is what answers here, and the other is the run that this test is part of.
    assert_eq!(blocks(page).1, ["cargo run -- demo\n", "cargo test\n"], "a block that no test runs");
    assert_eq!(statuses, ["200"; 6], "{told}");
    assert!(told.contains("\"assessment\"") && told.contains("\"action\":\"confirm\""), "{told}");
    let pack = fs::read(machine.folder.path().join("pack.pdf")).unwrap();
    assert!(pack.starts_with(b"%PDF-"));
}
