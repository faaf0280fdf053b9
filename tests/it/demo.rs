//! The demo, run as a newcomer would: on both engines, and what is left in the database.

mod term;

use std::fs;
use std::path::Path;
use std::process::Command;

use clap::Parser;
use placewell::cli::demo::redate::target_monday;
use placewell::cli::demo::sample::Sample;
use placewell::cli::demo::{self, DemoArgs};
use placewell::clock::{Clock, SystemClock};
use placewell::config::Config;
use placewell::domain::learner::Learner;
use rstest::rstest;

use crate::support::database::{Engine, TestDb};

#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    demo: DemoArgs,
}

fn arguments(data: &Path, database: Option<&str>) -> DemoArgs {
    let mut words = vec!["demo".to_owned(), "--exit".to_owned()];
    words.extend(["--data".to_owned(), data.display().to_string()]);
    words.extend(database.into_iter().flat_map(|url| ["--database".to_owned(), url.to_owned()]));
    Arguments::parse_from(words).demo
}

fn story(arguments: &DemoArgs) -> String {
    let mut out = Vec::new();
    demo::run(Config::default(), arguments, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// What must never stand in a database in clear: longer names, dates of birth,
/// own words. Postcodes are open data here: the table of postcodes holds every one of the area.
fn secrets(learner: &Learner) -> Vec<String> {
    let identity = &learner.identity;
    let mut secrets = vec![
        identity.given_name.to_string(),
        identity.family_name.to_string(),
        identity.date_of_birth.to_string(),
    ];
    secrets.extend(learner.profile.own_words.likes.iter().map(ToString::to_string));
    secrets.extend(learner.profile.safety_statement.iter().map(ToString::to_string));
    secrets.extend(learner.profile.strengths.iter().map(ToString::to_string));
    // A shorter word stands in a megabyte of sealed text by chance.
    secrets.retain(|secret| secret.chars().count() > 5);
    secrets
}

#[rstest]
fn the_demo_tells_its_story_once(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(store) = TestDb::new(engine) else { return };
    let folder = tempfile::tempdir().unwrap();
    let arguments = arguments(folder.path(), Some(&store.address.url));
    let told = story(&arguments);
    assert!(told.contains("is looking for a placement"), "{told}");
    assert!(told.contains("A near miss"), "{told}");
    assert!(told.contains("4 pages, 0 leaks"), "{told}");
    let mails: Vec<_> =
        fs::read_dir(folder.path().join("mail")).unwrap().map(|entry| entry.unwrap()).collect();
    assert!(told.contains("filed, not sent"), "{told}");
    assert!(told.contains("1. Plant yard assistant"), "the learner loves plants: {told}");
    assert!(told.contains("The hub places 8 learners together"), "{told}");
    assert!(told.contains("proved the best"), "{told}");
    assert_eq!(mails.len(), 3, "the proposal to both contacts, and the pack to one");
    let again = story(&arguments);
    assert!(again.contains("loaded already"), "{again}");
    assert_eq!(fs::read_dir(folder.path().join("mail")).unwrap().count(), 3);
}

#[test]
fn the_conversation_of_a_placement_is_told_to_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = DemoArgs { conversation: true, ..arguments(folder.path(), None) };
    insta::assert_snapshot!(story(&arguments));
    assert!(!folder.path().join("conversation").exists(), "the scratch store is gone");
}

#[test]
fn the_demo_database_tells_nothing_of_its_learners() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = arguments(folder.path(), None);
    story(&arguments);
    let mut bytes = Vec::new();
    for entry in fs::read_dir(folder.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.file_name().unwrap().to_str().unwrap().starts_with("placewell.db") {
            bytes.extend(fs::read(path).unwrap());
        }
    }
    assert!(bytes.len() > 500_000, "only {} bytes were read", bytes.len());
    let sample =
        Sample::read(&folder.path().join("sample"), target_monday(SystemClock.today_in_london())).unwrap();
    let text = String::from_utf8_lossy(&bytes);
    let searched: Vec<_> = sample.learners.iter().flat_map(|(_, learner)| secrets(learner)).collect();
    assert!(searched.len() > 60, "only {} secrets", searched.len());
    for secret in &searched {
        assert!(!text.contains(secret.as_str()), "stands in clear: {} characters", secret.len());
    }
}

#[test]
fn the_demo_runs_from_any_folder() {
    let folder = tempfile::tempdir().unwrap();
    let demo = |words: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_placewell"));
        command.arg("demo").args(words).current_dir(folder.path()).output().unwrap()
    };
    let refused = demo(&["--exit", "--sample", "nowhere"]);
    assert!(!refused.status.success());
    assert!(String::from_utf8_lossy(&refused.stderr).contains("there is no sample area in nowhere"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "a refusal leaves nothing behind");
    let told = demo(&["--exit"]);
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    assert!(String::from_utf8_lossy(&told.stdout).contains("0 leaks"));
}
