//! The key file and the database are a pair: no command opens one with another's other half.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use diesel::prelude::*;
use diesel::sql_query;
use placewell::app::App;
use placewell::config::{Config, DatabaseUrl};
use placewell::db::{Conn, Db, DbError, Keys};
use rstest::rstest;

use crate::operations::program;
use crate::support::app::TestApp;
use crate::support::database::{Engine, TestAddress, options};
use crate::support::operator;

/// An installation as an operator sees it: a folder, a key file, a database.
struct Place {
    folder: tempfile::TempDir,
    address: TestAddress,
}

impl Place {
    /// With a key file and a database without tables; on SQLite, none at all.
    fn bare(engine: Engine) -> Option<Self> {
        let place = Self { folder: tempfile::tempdir().unwrap(), address: TestAddress::empty(engine)? };
        place.run(&["key", "new"]).unwrap();
        Some(place)
    }

    /// With somebody in it.
    fn new(engine: Engine) -> Option<Self> {
        let place = Self::bare(engine)?;
        place.run(&["migrate"]).unwrap();
        place.run(ADD_USER).unwrap();
        Some(place)
    }

    fn keys(&self) -> PathBuf {
        self.folder.path().join("keys")
    }

    fn run(&self, words: &[&str]) -> Result<String, String> {
        let settings = [
            format!("database.url={}", self.address.url),
            format!("keys.file={}", self.keys().display()),
            format!("mail.folder={}", self.folder.path().join("mail").display()),
        ];
        let flags = settings.iter().flat_map(|setting| ["--set", setting]);
        let done = Command::new(env!("CARGO_BIN_EXE_placewell"))
            .args(words)
            .args(flags)
            .current_dir(self.folder.path())
            .output()
            .unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        if done.status.success() { Ok(text(done.stdout)) } else { Err(text(done.stderr)) }
    }

    /// Puts another key file in the place of this one.
    fn swap(&self, text: &str) {
        fs::write(self.keys(), text).unwrap();
    }

    fn sql(&self, statement: &str) -> usize {
        let db = Db::open(&self.address.url, options()).unwrap();
        db.write(|c| Ok::<_, DbError>(sql_query(statement).execute(c)?)).unwrap()
    }

    /// How many keys the database names.
    fn named(&self) -> usize {
        #[derive(QueryableByName)]
        struct Id {
            #[diesel(sql_type = diesel::sql_types::Text)]
            #[allow(dead_code, reason = "only counted")]
            id: String,
        }
        let db = Db::open(&self.address.url, options()).unwrap();
        db.read(|c: &mut Conn| {
            Ok::<_, DbError>(sql_query("SELECT id FROM sealing_keys").load::<Id>(c)?.len())
        })
        .unwrap()
    }
}

const ADD_USER: &[&str] =
    &["user", "add", "--new-hub", "A hub", "--role", "admin", "--name", "Sam", "--email", "sam@hub.example"];
const NOBODY: &str = "0c000000-0000-7000-8000-000000000001";

/// Every command that opens the database and either reads or writes what is sealed, or stands beside it.
const OPENING: &[&[&str]] = &[
    &["serve"],
    &["worker"],
    &["migrate"],
    &["import", "timetable", "--remove", "none"],
    &["import", "postcodes", "none.csv"],
    &["import", "learners", "none.csv", "--provider", NOBODY],
    &["import", "employers", "none.csv", "--hub", NOBODY],
    &["import", "offers", "none.csv", "--hub", NOBODY],
    &["import", "schools", "none.csv"],
    &["import", "undo", NOBODY, "--provider", NOBODY],
    &["key", "rotate"],
    &["key", "rotate", "--add-only"],
    &["key", "reseal"],
    &["evidence", "register", "--provider", NOBODY, "--out", "never-written.csv"],
    &["export", "--learner", NOBODY, "--out", "never-written.json"],
    &["erase", "--learner", NOBODY, "--reason", "requested"],
    &["user", "add", "--new-hub", "B hub", "--role", "hub", "--name", "Kit", "--email", "kit@hub.example"],
];

/// The commands that are not in that list, each with why.
const BESIDE: &[(&str, &str)] = &[
    ("demo", "the_demo_never_opens_an_installation"),
    ("key new", "a_new_key_file_is_offered_to_an_empty_database_only"),
    ("restore", "keep::a_copy_that_is_of_no_use_is_refused_and_leaves_nothing"),
    ("backup", "copies the file as it is and opens nothing that is sealed"),
    ("allocate", "opens no database"),
    ("brief", "opens no database"),
    ("config", "opens no database"),
    ("facts", "opens no database"),
    ("journeys", "opens no database"),
    ("mail-test", "opens no database"),
    ("openapi", "opens no database"),
    ("weeks", "opens no database"),
    ("worked", "opens no database"),
];

#[test]
fn every_command_of_the_program_is_tried_or_said_why_not() {
    let tried = |command: &str| OPENING.iter().any(|words| words.join(" ").starts_with(command));
    let beside = |command: &str| BESIDE.iter().any(|(known, _)| *known == command);
    for command in program() {
        assert!(tried(&command) != beside(&command), "{command}");
    }
}

#[rstest]
fn the_demo_never_opens_an_installation(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(place) = Place::new(engine) else { return };
    let refused =
        place.run(&["demo", "--exit", "--data", "demo", "--database", &place.address.url]).unwrap_err();
    assert!(refused.contains("Bring back the key file"), "{refused}");
    assert!(!place.folder.path().join("demo/placewell.keys").exists());
    assert_eq!(place.named(), 1);
}

#[rstest]
fn a_database_that_is_behind_is_not_changed_with_a_foreign_key_file(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = Place::new(engine) else { return };
    place.run(&["migrate", "--revert"]).unwrap();
    let (own, pending) = (fs::read_to_string(place.keys()).unwrap(), place.run(&["migrate", "--pending"]));
    assert!(pending.as_ref().unwrap().contains("pending"));
    place.swap(&foreign());
    let demo = place.folder.path().join("demo");
    fs::create_dir(&demo).unwrap();
    fs::write(demo.join("placewell.keys"), foreign()).unwrap();
    let url = place.address.url.as_str();
    for command in [&["migrate"][..], &["demo", "--exit", "--data", "demo", "--database", url]] {
        let refused = place.run(command).unwrap_err();
        assert!(refused.contains("bring back the key file"), "{command:?}: {refused}");
        assert_eq!(place.run(&["migrate", "--pending"]), pending, "{command:?}");
    }
    place.swap(&own);
    assert!(place.run(&["migrate"]).unwrap().contains("applied"));
}

fn foreign() -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys");
    Keys::generate().unwrap().create(&path).unwrap();
    fs::read_to_string(path).unwrap()
}

/// The secrets of one file under the names of another.
fn disguised(own: &str, only: &str) -> String {
    let foreign = foreign();
    let secret = |text: &str, kind: &str| {
        let line = text.lines().find(|line| line.starts_with(kind)).unwrap();
        line.split(' ').find(|word| word.len() == 44).unwrap().to_owned()
    };
    own.replace(&secret(own, only), &secret(&foreign, only))
}

#[rstest]
fn a_foreign_key_file_is_refused_by_every_command_and_changes_nothing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = Place::new(engine) else { return };
    let own = fs::read_to_string(place.keys()).unwrap();
    for (file, words) in [
        (foreign(), "lacks the key"),
        (disguised(&own, "key "), "is not the one that seals"),
        (disguised(&own, "index "), "is not the one that seals"),
    ] {
        place.swap(&file);
        for command in OPENING {
            let refused = place.run(command).unwrap_err();
            assert!(
                refused.contains(words) && refused.contains("bring back the key file"),
                "{command:?}: {refused}"
            );
        }
        assert_eq!(
            fs::read_to_string(place.keys()).unwrap(),
            file,
            "a refused rotation leaves the file alone"
        );
        assert_eq!(place.named(), 1);
    }
    place.swap(&own);
    assert!(place.run(&["key", "reseal"]).unwrap().contains("0 values"));
}

#[rstest]
fn a_database_of_before_is_judged_by_what_it_holds(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = Place::new(engine) else { return };
    let own = fs::read_to_string(place.keys()).unwrap();
    place.sql("DELETE FROM sealing_keys");
    for (file, words) in [
        (foreign(), "lacks the key"),
        (disguised(&own, "key "), "is not the one that seals"),
        (disguised(&own, "index "), "is not the one that seals"),
    ] {
        place.swap(&file);
        let refused = place.run(&["key", "rotate"]).unwrap_err();
        assert!(refused.contains(words), "{refused}");
        assert_eq!(place.named(), 0);
    }
    place.swap(&own);
    place.run(&["migrate"]).unwrap();
    assert_eq!(place.named(), 1);
}

#[rstest]
fn a_new_key_file_is_offered_to_an_empty_database_only(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = Place::bare(engine) else { return };
    let lose = || fs::remove_file(place.keys()).unwrap();
    lose();
    place.run(&["migrate"]).unwrap();
    let told = place.run(&["serve"]).unwrap_err();
    assert!(told.contains("Make one with: placewell key new"), "{told}");
    place.run(&["key", "new"]).unwrap();
    place.run(ADD_USER).unwrap();
    let id = Keys::load(&place.keys()).unwrap().active().to_owned();
    lose();
    for command in OPENING.iter().filter(|command| command[0] != "migrate") {
        let told = place.run(command).unwrap_err();
        assert!(told.contains(&id) && !told.contains("key new"), "{command:?}: {told}");
    }
    let refused = place.run(&["key", "new"]).unwrap_err();
    assert!(refused.contains(&id) && refused.contains("Bring back the key file"), "{refused}");
    assert!(!place.keys().exists());
}

#[rstest]
fn a_database_without_tables_is_made_by_migrate_alone(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = Place::bare(engine) else { return };
    let asked = ["migrate", "key"];
    for command in OPENING.iter().filter(|command| !asked.contains(&command[0])) {
        let refused = place.run(command).unwrap_err();
        assert!(refused.contains("placewell migrate"), "{command:?}: {refused}");
    }
    if engine == Engine::Sqlite {
        for command in [["migrate", "--pending"], ["migrate", "--revert"]] {
            let refused = place.run(&command).unwrap_err();
            assert!(refused.contains("there is no database at"), "{refused}");
        }
        assert!(!fs::exists(place.address.url.trim_start_matches("sqlite:")).unwrap());
    }
    assert!(place.run(&["migrate"]).unwrap().contains("applied"));
}

#[test]
fn a_file_that_is_lost_is_not_made_anew() {
    let Some(place) = Place::new(Engine::Sqlite) else { return };
    let file = place.address.url.trim_start_matches("sqlite:").to_owned();
    for suffix in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(format!("{file}{suffix}"));
    }
    for command in OPENING.iter().filter(|command| !["migrate", "key"].contains(&command[0])) {
        let refused = place.run(command).unwrap_err();
        assert!(refused.contains("there is no database at"), "{command:?}: {refused}");
        assert!(!fs::exists(&file).unwrap(), "{command:?}");
    }
}

#[rstest]
fn a_key_may_leave_the_file_when_nothing_needs_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(place) = Place::new(engine) else { return };
    let old = Keys::load(&place.keys()).unwrap().active().to_owned();
    place.run(&["key", "rotate", "--add-only"]).unwrap();
    let both = fs::read_to_string(place.keys()).unwrap();
    let without =
        both.lines().filter(|line| !line.contains(&old)).map(|line| format!("{line}\n")).collect::<String>();
    place.swap(&without);
    let refused = place.run(&["migrate"]).unwrap_err();
    assert!(refused.contains(&old), "{refused}");
    place.swap(&both);
    assert!(place.run(&["key", "reseal"]).unwrap().contains("2 values"));
    place.swap(&without);
    place.run(&["migrate"]).unwrap();
}

#[rstest]
fn neither_health_nor_ready_says_ok_with_another_key(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(test) = TestApp::new(engine) else { return };
    let statuses = || ["/health", "/ready"].map(|path| test.get(path).send().status);
    assert_eq!(statuses(), [200, 200]);
    let theirs = Keys::generate().unwrap();
    test.app
        .write(&operator(), |c| Ok::<_, DbError>(sql_query("DELETE FROM sealing_keys").execute(c)?))
        .unwrap();
    for table in ["memberships", "users", "hub_employers", "organisations"] {
        let delete = format!("DELETE FROM {table}");
        test.app.write(&operator(), |c| Ok::<_, DbError>(sql_query(&delete).execute(c)?)).unwrap();
    }
    placewell::db::keyring::admit(
        test.app.store(&operator()),
        &theirs,
        placewell::clock::Clock::now(&*test.clock),
    )
    .unwrap();
    assert_eq!(statuses(), [503, 503]);
}

#[test]
fn neither_health_nor_ready_says_ok_when_the_file_is_gone_or_another() {
    let place = Place::new(Engine::Sqlite).unwrap();
    let mut config = Config::default();
    config.database.url = DatabaseUrl::new(place.address.url.clone());
    config.keys.file = place.keys();
    config.mail.folder = place.folder.path().join("mail");
    let app = App::open(config).unwrap();
    app.standing().unwrap();
    let file = place.address.url.trim_start_matches("sqlite:").to_owned();
    fs::rename(&file, place.folder.path().join("away")).unwrap();
    assert!(matches!(app.standing(), Err(DbError::Missing(_))));
    fs::copy(place.folder.path().join("away"), &file).unwrap();
    assert!(matches!(app.standing(), Err(DbError::Unavailable(_))));
}
