//! What `docs/INSTALLING.md` says, as far as a test may do it: the program's own commands, the settings, and the files of
//! `packaging`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use clap::Parser;
use placewell::cli::Cli;
use rstest::rstest;

use crate::support::database::Engine;
use crate::support::machine::Machine;

const PAGE: &str = include_str!("../../docs/INSTALLING.md");

/// How the program is called on an installed machine.
const PROGRAM: &str = "placewell --config /etc/placewell/placewell.toml ";

/// The blocks of one kind on the page.
fn blocks(kind: &str) -> Vec<&'static str> {
    let begins = format!("```{kind}\n");
    PAGE.split(begins.as_str()).skip(1).map(|rest| rest.split("```").next().unwrap()).collect()
}

fn packaging(name: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging");
    fs::read_to_string(root.join(name)).unwrap_or_else(|error| panic!("packaging/{name}: {error}"))
}

fn units() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging/systemd");
    fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect()
}

#[rstest]
fn the_commands_of_the_page_run_one_after_the_other(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(machine) = Machine::fresh(engine) else { return };
    let lines = blocks("sh").into_iter().flat_map(str::lines);
    let ours: Vec<_> =
        lines.filter_map(|line| line.strip_prefix("sudo -u placewell ")?.strip_prefix(PROGRAM)).collect();
    assert_eq!(ours.len(), 7, "{ours:?}");
    for line in ours {
        machine.run(&format!("placewell {line}"));
    }
}

#[test]
fn the_settings_of_the_page_are_settings() {
    let machine = Machine::fresh(Engine::Sqlite).unwrap();
    let [one_machine, replicas] = blocks("toml")[..] else { panic!("two blocks of settings") };
    for (nth, settings) in [one_machine, replicas].into_iter().enumerate() {
        fs::write(machine.folder.path().join(format!("{nth}.toml")), settings).unwrap();
        let said = machine.run(&format!("placewell --config {nth}.toml config"));
        assert!(said.contains(&format!("{nth}.toml")), "{said}");
    }
}

#[rstest]
fn a_backup_is_taken_and_proved(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(machine) = Machine::fresh(engine) else { return };
    machine.run("placewell key new && placewell migrate");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging/backup");
    let proof = match engine {
        Engine::Sqlite => "",
        Engine::Postgres => "PROOF_URL=postgres:///placewell_proof ",
    };
    if engine == Engine::Postgres {
        machine.run("createdb placewell_proof");
    }
    for _ in 0..2 {
        machine.run(&format!("{proof}sh {} copies && rm -r copies", script.display()));
    }
    machine.run("mv placewell.keys away.keys");
    let refused = machine.shell(&format!("{proof}sh {} copies", script.display())).output().unwrap();
    assert!(!refused.status.success(), "a copy that nobody can open proves nothing");
}

#[test]
fn units_are_named_by_the_page_and_run_what_the_program_knows() {
    let known = units();
    let words = PAGE.split(|letter: char| letter.is_whitespace() || "`;".contains(letter));
    let named: BTreeSet<_> = words
        .filter(|word| word.starts_with("placewell-") || word.starts_with("placewell@8"))
        .filter(|word| !word.contains("linux") && *word != "placewell-before" && !word.contains('*'))
        .map(|word| match word.split_once('@') {
            Some(_) => "placewell@.service".to_owned(),
            None if word.ends_with(".timer") => word.to_owned(),
            None => format!("{word}.service"),
        })
        .collect();
    for name in &named {
        assert!(known.contains(name), "{name} is not in packaging/systemd");
    }
    let mut run = 0;
    for name in known {
        let (stem, kind) = name.rsplit_once('.').unwrap();
        let timed = kind == "service" && named.contains(&format!("{stem}.timer"));
        assert!(timed || named.contains(&name), "{name} is not named by the page");
        let unit = packaging(&format!("systemd/{name}"));
        for line in unit.lines().filter_map(|line| line.strip_prefix("ExecStart=/usr/local/bin/placewell ")) {
            let words = line.replace("%i", "8080").replace("${FEED}", "region");
            Cli::try_parse_from(format!("placewell {words}").split(' ')).unwrap();
            run += 1;
        }
    }
    assert_eq!(run, 3);
}

#[test]
fn the_proxy_asks_whether_a_replica_is_ready() {
    let file = packaging("Caddyfile");
    assert!(file.contains("health_uri /ready"));
    for place in ["{$PLACEWELL_SITE:\":80\"}", "{$PLACEWELL_REPLICAS:127.0.0.1:8080}"] {
        assert!(file.contains(place) && PAGE.contains(place), "{place}");
    }
}
