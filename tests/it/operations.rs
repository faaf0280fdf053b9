//! What `docs/OPERATIONS.md` says under "Starting", command by command as written, on a fresh machine.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use clap::CommandFactory;
use rstest::rstest;

use crate::support::database::Engine;
use crate::support::machine::Machine;

const READY: &[u8] = b"GET /ready HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n";

const PAGE: &str = include_str!("../../docs/OPERATIONS.md");

/// The blocks of commands on the page, each with its heading.
fn blocks() -> Vec<(&'static str, Vec<&'static str>)> {
    let sections = PAGE.split("\n## ").skip(1);
    let of = |section: &'static str| {
        let heading = section.lines().next().unwrap();
        let blocks = section.split("```\n").skip(1).step_by(2);
        blocks.map(move |block| (heading, block.lines().collect()))
    };
    sections.flat_map(of).collect()
}

/// The commands of the only block under a heading.
fn commands(heading: &str) -> Vec<&'static str> {
    let found: Vec<_> = blocks().into_iter().filter(|(known, _)| *known == heading).collect();
    assert_eq!(found.len(), 1, "{heading}");
    found[0].1.clone()
}

/// Every command of the program, with the words that lead to it.
pub(crate) fn program() -> Vec<String> {
    fn leaves(command: &clap::Command, before: &str) -> Vec<String> {
        let name = format!("{before}{}", command.get_name());
        let within: Vec<_> =
            command.get_subcommands().flat_map(|one| leaves(one, &format!("{name} "))).collect();
        if within.is_empty() { vec![name] } else { within }
    }
    placewell::cli::Cli::command().get_subcommands().flat_map(|one| leaves(one, "")).collect()
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
    let mut service = machine.serve(serve);
    let mut log = service.log();
    assert!(service.said.contains("No mail server is set (mail.host)"), "{}", service.said);
    let address = service.address.clone();
    let ready = ask(&address, READY);
    assert!(ready.starts_with("HTTP/1.1 200 "), "{ready}");
    assert!(ask(&address, b"GET nonsense\r\n\r\n").starts_with("HTTP/1.1 400 "));
    drop(service);
    let mut logged = String::new();
    log.read_to_string(&mut logged).unwrap();
    assert!(
        logged.contains("request") && !logged.contains("ERROR"),
        "a malformed request is no fault of ours: {logged}"
    );
    for warning in ["file.readable_by_others", "connections.limited_by_open_files"] {
        assert!(!logged.contains(warning), "{logged}");
    }
}

/// An answer's head and body, as long as the connection is kept.
fn answer(kept: &mut TcpStream) -> String {
    kept.write_all(b"GET /live HTTP/1.1\r\nHost: here\r\n\r\n").unwrap();
    let mut heard = Vec::new();
    while !heard.ends_with(b"}") {
        let mut byte = [0];
        assert_eq!(kept.read(&mut byte).unwrap(), 1, "{heard:?}");
        heard.extend(byte);
    }
    String::from_utf8(heard).unwrap().to_lowercase()
}

#[test]
fn a_service_that_is_told_to_end_goes_on_answering_while_its_clients_turn_to_another() {
    let machine = Machine::fresh(Engine::Sqlite).unwrap();
    machine.run("placewell key new");
    machine.run("placewell migrate");
    let mut service = machine.serve("placewell serve --set server.drain_seconds=2");
    let mut kept = TcpStream::connect(&service.address).unwrap();
    kept.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    assert!(!answer(&mut kept).contains("connection: close"));
    service.terminate();
    let mut asked = (0..10_000).map(|_| ask(&service.address, READY));
    let stopping = asked.find(|ready| ready.starts_with("HTTP/1.1 503 ")).unwrap();
    assert!(stopping.contains("\"stopping\""), "{stopping}");
    let last = answer(&mut kept);
    assert!(last.starts_with("http/1.1 200 ") && last.contains("connection: close"), "{last}");
    assert_eq!(kept.read(&mut [0]).unwrap(), 0, "and so the connection ends");
    assert!(service.ended_well());
}

#[rstest]
fn what_the_page_says_to_do_later_is_done_as_it_says(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(machine) = Machine::fresh(engine) else { return };
    let (mut run, mut headings) = (0, Vec::new());
    for (heading, lines) in blocks() {
        headings.push(heading);
        // Each engine has a way of its own to make a place for what is restored.
        let of_the_other = if engine == Engine::Sqlite { "createdb" } else { "mv placewell.db" };
        if lines.iter().any(|line| line.starts_with(of_the_other)) {
            continue;
        }
        for line in lines.into_iter().filter(|line| *line != "placewell serve") {
            machine.run(line);
            run += 1;
        }
    }
    let copies = "Backing up and restoring";
    assert_eq!(headings, ["Starting", "Timetables", "The key file", copies, copies, copies]);
    assert_eq!(run, 12);
    assert!(machine.run("placewell migrate --pending").contains("nothing pending"));
    drop(machine.serve("placewell serve"));
}

#[test]
fn the_page_names_every_command_and_no_other() {
    let table = PAGE.split("|---|---|\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let named = table.lines().flat_map(|row| row.split('|').nth(1).unwrap().split('`').skip(1).step_by(2));
    let plain = |words: &str| {
        let small = |word: &&str| word.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-');
        words.split(' ').filter(small).collect::<Vec<_>>().join(" ")
    };
    let mut named: Vec<_> = named.map(plain).collect();
    let mut known = program();
    named.sort();
    known.sort();
    assert_eq!(named, known);
}

/// What a service logs until it answers.
fn logged_at_start(machine: &Machine, line: &str) -> String {
    let mut service = machine.serve(line);
    let mut log = service.log();
    assert!(ask(&service.address, READY).starts_with("HTTP/1.1 200 "));
    drop(service);
    let mut logged = String::new();
    log.read_to_string(&mut logged).unwrap();
    logged
}

#[test]
fn files_that_others_can_read_are_warned_of() {
    let machine = Machine::fresh(Engine::Sqlite).unwrap();
    machine.run("placewell key new && placewell migrate");
    assert!(!logged_at_start(&machine, "placewell serve").contains("file.readable_by_others"));
    for (file, setting) in [("placewell.keys", "keys.file"), ("placewell.db", "database.url")] {
        machine.run(&format!("chmod 644 {file}"));
        let logged = logged_at_start(&machine, "placewell serve");
        assert!(logged.contains("file.readable_by_others") && logged.contains(setting), "{logged}");
        machine.run(&format!("chmod 600 {file}"));
    }
}

#[test]
fn the_limit_of_open_files_is_raised_as_far_as_it_goes_and_no_further() {
    let machine = Machine::fresh(Engine::Sqlite).unwrap();
    machine.run("placewell key new && placewell migrate");
    let serve = "placewell serve --set server.connections=500";
    for (limit, warned) in [("ulimit -S -n 300", false), ("ulimit -n 300", true)] {
        let logged = logged_at_start(&machine, &format!("sh -c '{limit}; exec {serve}'"));
        assert_eq!(logged.contains("connections.limited_by_open_files"), warned, "{limit}: {logged}");
    }
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
