//! What `docs/OPERATIONS.md` says under "Starting", command by command as written, on a fresh machine.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use rstest::rstest;

use crate::support::database::Engine;
use crate::support::machine::Machine;

/// The commands of the first block under a heading.
fn commands(heading: &str) -> Vec<String> {
    let page = include_str!("../../docs/OPERATIONS.md");
    let (_, section) = page.split_once(&format!("\n## {heading}\n")).unwrap();
    let (_, block) = section.split_once("```\n").unwrap();
    block.split("```").next().unwrap().lines().map(str::to_owned).collect()
}

fn ask(address: &str, request: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    stream.write_all(request).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[rstest]
fn a_service_is_started_as_the_page_says(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(machine) = Machine::fresh(engine) else { return };
    let mut lines = commands("Starting");
    let serve = lines.pop().unwrap();
    assert_eq!(serve, "placewell serve");
    assert!(lines.len() >= 5, "{lines:?}");
    for line in &lines {
        machine.run(line);
    }
    let mut service = machine.serve(&serve);
    let mut log = service.log();
    assert!(service.said.contains("No mail server is set (mail.host)"), "{}", service.said);
    let address = service.address.clone();
    let ready = ask(&address, b"GET /ready HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n");
    assert!(ready.starts_with("HTTP/1.1 200 "), "{ready}");
    assert!(ask(&address, b"GET nonsense\r\n\r\n").starts_with("HTTP/1.1 400 "));
    drop(service);
    let mut logged = String::new();
    log.read_to_string(&mut logged).unwrap();
    assert!(
        logged.contains("request") && !logged.contains("ERROR"),
        "a malformed request is no fault of ours: {logged}"
    );
}

#[test]
fn only_migrate_changes_a_server() {
    let Some(machine) = Machine::fresh(Engine::Postgres) else { return };
    machine.run("placewell key new");
    for line in [
        "placewell import postcodes codepo_gb/Data/CSV/*.csv",
        "placewell import timetable region.zip --name region",
        "placewell user add --new-hub 'A careers hub' --role admin --name 'Ada Moss' --email ada@hub.example",
        "placewell serve",
    ] {
        let output = machine.shell(line).output().unwrap();
        let words = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && words.contains("placewell migrate"), "{line}: {words}");
    }
    assert!(machine.run("placewell migrate --pending").lines().count() > 5, "nothing was applied");
}
