//! `placewell backup`, `restore`, `export`, `erase` and `key rotate`, as an operator runs them.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::support::database::{Engine, TestAddress};
use crate::support::operator;
use chrono::{DateTime, Utc};
use clap::Parser;
use placewell::app::App;
use placewell::cli::backup;
use placewell::cli::import::{self, ImportCommand};
use placewell::cli::key::{self, KeyCommand};
use placewell::cli::learner::{self, EraseArgs, ExportArgs};
use placewell::cli::{Outcome, migrate};
use placewell::config::{Config, DatabaseUrl};
use placewell::db::learners::{self, StoredLearner};
use placewell::db::organisations::{self, Body};
use placewell::db::{DbError, Keys};
use placewell::domain::ids::{LearnerId, OrganisationId};
use placewell::domain::learner::LearnerState;
use placewell::domain::nation::Nation;
use serde_json::Value;

#[derive(Parser)]
struct Export {
    #[command(flatten)]
    args: ExportArgs,
}

#[derive(Parser)]
struct Erase {
    #[command(flatten)]
    args: EraseArgs,
}

#[derive(Parser)]
struct Import {
    #[command(subcommand)]
    command: ImportCommand,
}

#[derive(Parser)]
struct Migrate {
    #[command(flatten)]
    args: migrate::MigrateArgs,
}

const LEARNER: &str = "0c000000-0000-7000-8000-000000000001";

struct SealContext {
    folder: tempfile::TempDir,
    config: Config,
}

impl SealContext {
    /// An installation with one learner in it.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("db").display());
        Self::at(folder, &url)
    }

    fn at(folder: tempfile::TempDir, url: &str) -> Self {
        let mut config = Config::default();
        config.database.url = DatabaseUrl::new(url);
        config.keys.file = folder.path().join("keys");
        Keys::generate().unwrap().create(&config.keys.file).unwrap();
        let place = Self { folder, config };
        place.said(|out| migrate::run(&place.config, &Migrate::parse_from(["migrate"]).args, out)).unwrap();
        place.fill();
        place
    }

    fn fill(&self) {
        let app = App::open(self.config.clone()).unwrap();
        let read = |file: &str| -> Value {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample").join(file);
            serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
        };
        let (mut manifest, mut learner) = (read("sample.json"), read("learners/carys.json"));
        let at: DateTime<Utc> = "2026-10-12T09:00:00Z".parse().unwrap();
        let provider = OrganisationId::parse("0a000000-0000-7000-8000-000000000001").unwrap();
        let body = Body::Provider(serde_json::from_value(manifest["provider"].take()).unwrap());
        let stored = StoredLearner {
            id: LearnerId::parse(LEARNER).unwrap(),
            provider: provider.clone(),
            state: LearnerState::Active,
            learner: serde_json::from_value(learner["learner"].take()).unwrap(),
            version: 1,
            created_at: at,
            updated_at: at,
        };
        app.write(&operator(), |c| {
            organisations::insert(c, &app.keys, &provider, None, &body, at)?;
            learners::insert(c, &app.keys, &stored)?;
            Ok::<_, DbError>(())
        })
        .unwrap();
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// What a command says, or what the program would end with.
    fn said(&self, command: impl FnOnce(&mut Vec<u8>) -> Outcome) -> Result<String, String> {
        let mut out = Vec::new();
        command(&mut out).map_err(|error| error.to_string())?;
        Ok(String::from_utf8(out).unwrap())
    }

    fn export(&self, file: &str) -> Result<String, String> {
        let path = self.path(file).display().to_string();
        let args = Export::parse_from(["export", "--learner", LEARNER, "--out", &path]).args;
        self.said(|out| learner::export(self.config.clone(), &args, out))
    }

    fn erase(&self) -> Result<String, String> {
        let args = Erase::parse_from(["erase", "--learner", LEARNER, "--reason", "requested"]).args;
        self.said(|out| learner::erase(self.config.clone(), &args, out))
    }

    fn restore(&self, file: &str) -> Result<String, String> {
        self.said(|out| backup::restore(&self.config, &self.path(file), out))
    }

    /// Moves the database away.
    fn lose(&self) {
        for suffix in ["", "-wal", "-shm"] {
            let file = self.path(&format!("db{suffix}"));
            if file.exists() {
                fs::remove_file(file).unwrap();
            }
        }
    }
}

#[test]
fn a_copy_brings_back_what_was_erased_since() {
    let place = SealContext::new();
    place.said(|out| backup::backup(&place.config, &place.path("copy"), out)).unwrap();
    for file in ["db", "db-wal", "db-shm", "copy", "keys"] {
        let path = place.path(file);
        let mode = fs::metadata(&path).map_or(0o600, |of| of.permissions().mode() & 0o777);
        assert_eq!(mode, 0o600, "{file} can be read by others");
    }
    let again = place.said(|out| backup::backup(&place.config, &place.path("copy"), out));
    assert!(again.is_err(), "a copy is never overwritten");
    let told = place.erase().unwrap();
    assert!(told.contains(LEARNER) && told.contains("0 placements"), "{told}");
    assert_eq!(place.erase().unwrap_err(), "there is no such learner");
    assert!(place.export("none.json").is_err() && !place.path("none.json").exists());
    let taken = place.restore("copy").unwrap_err();
    assert!(taken.contains("never overwritten"), "{taken}");
    place.lose();
    assert!(place.restore("copy").unwrap().contains("Erase again every learner"));
    assert_eq!(fs::metadata(place.path("db")).unwrap().permissions().mode() & 0o777, 0o600);
    place.export("held.json").unwrap();
    let held = fs::read_to_string(place.path("held.json")).unwrap();
    assert!(held.contains("Beynon") && held.contains("I like plants"));
    assert_eq!(fs::metadata(place.path("held.json")).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(place.export("held.json").is_err(), "a file is never overwritten");
}

#[test]
fn a_copy_that_is_of_no_use_is_refused_and_leaves_nothing() {
    let place = SealContext::new();
    place.said(|out| backup::backup(&place.config, &place.path("copy"), out)).unwrap();
    place.lose();
    let mut bytes = fs::read(place.path("copy")).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 4096].fill(7);
    fs::write(place.path("damaged"), bytes).unwrap();
    fs::write(place.path("text"), "no database at all, but long enough to be read as one".repeat(20))
        .unwrap();
    fs::write(place.path("empty"), "").unwrap();
    for file in ["damaged", "text", "empty", "absent"] {
        let refused = place.restore(file).unwrap_err();
        assert!(!refused.is_empty(), "{file}");
        assert!(!place.path("db").exists() && !place.path("db.restoring").exists(), "{file}: {refused}");
    }
    fs::remove_file(&place.config.keys.file).unwrap();
    Keys::generate().unwrap().create(&place.config.keys.file).unwrap();
    let refused = place.restore("copy").unwrap_err();
    assert!(refused.contains("the key file of its time"), "{refused}");
}

#[test]
fn after_a_rotation_the_old_key_can_go() {
    let place = SealContext::new();
    let file = &place.config.keys.file;
    let run = |command: KeyCommand| place.said(|out| key::run(&place.config, &command, out)).unwrap();
    let old = Keys::load(file).unwrap().active().to_owned();
    let told = run(KeyCommand::Rotate { add_only: true });
    assert!(!told.contains("sealed again"), "{told}");
    assert!(run(KeyCommand::Reseal).contains("5 values were sealed again"));
    assert!(run(KeyCommand::Reseal).contains("0 values"));
    assert!(run(KeyCommand::Rotate { add_only: false }).contains("5 values were sealed again"));
    let text = fs::read_to_string(file).unwrap();
    assert_eq!(text.lines().filter(|line| line.starts_with("key ")).count(), 3);
    let kept = text.lines().filter(|line| !line.contains(&old));
    fs::write(file, kept.map(|line| format!("{line}\n")).collect::<String>()).unwrap();
    place.export("held.json").unwrap();
}

#[test]
fn a_file_without_a_postcode_is_refused_and_the_others_are_read() {
    let place = SealContext::new();
    let file = |name: &str, text: &str| {
        let path = place.folder.path().join(name);
        fs::write(&path, text).unwrap();
        path
    };
    let (prose, postcodes) =
        (file("README.md", "# Not postcodes\n"), file("np.csv", "NP20 1AA,10,331005,188347\n"));
    let import = |files: &[&PathBuf]| {
        let command = ImportCommand::Postcodes { files: files.iter().map(|path| (*path).clone()).collect() };
        let mut out = Vec::new();
        let code = import::run(&place.config, &command, &mut out).unwrap();
        (code, String::from_utf8(out).unwrap())
    };
    let (code, told) = import(&[&prose, &postcodes]);
    assert_eq!(code, std::process::ExitCode::FAILURE);
    assert!(
        told.starts_with("refused, as it has no postcode: ") && told.contains("np.csv: 1 postcodes"),
        "{told}"
    );
    assert_eq!(import(&[&postcodes]).0, std::process::ExitCode::SUCCESS);
}

#[test]
fn learners_come_in_from_a_file_and_faulty_rows_go_out() {
    let place = SealContext::new();
    let (file, rest) = (place.path("class.csv"), place.path("rest.csv"));
    fs::write(&file, "Surname,Forename,Adno,House\nMoss,Kit,0042,Red\nLane,,0043,Red\n").unwrap();
    let run = |more: &[&str]| {
        let file = file.display().to_string();
        let provider = "0a000000-0000-7000-8000-000000000001";
        let args =
            ["import", "learners", &file, "--provider", provider].into_iter().chain(more.iter().copied());
        let command = Import::parse_from(args).command;
        let mut out = Vec::new();
        let code = import::run(&place.config, &command, &mut out).unwrap();
        (code == std::process::ExitCode::SUCCESS, String::from_utf8(out).unwrap())
    };
    let (done, told) = run(&[]);
    assert!(!done && told.contains("row 3, column B: First name is missing"), "{told}");
    assert!(told.contains("column D is not read: House") && told.contains("Nothing was imported."), "{told}");
    let (done, told) = run(&["--rest", &rest.display().to_string()]);
    assert!(done && told.contains("0 added, 1 drafts, 0 changed, 0 the same, 1 faulty"), "{told}");
    let handed_back = fs::read_to_string(&rest).unwrap();
    assert!(handed_back.contains("Lane,,0043,Red,First name is missing"), "{handed_back}");
    assert_eq!(fs::metadata(&rest).unwrap().permissions().mode() & 0o777, 0o600);
    let (_, told) = run(&["--dry-run", "--map", "House=family_name", "--map", "Surname="]);
    assert!(told.contains("0 added, 0 drafts, 1 changed, 0 the same, 1 faulty"), "{told}");
}

#[test]
fn the_register_of_schools_comes_in_and_schools_that_are_gone_go() {
    let place = SealContext::new();
    let import = |file: &Path| {
        let command = ImportCommand::Schools { file: file.to_owned() };
        let mut out = Vec::new();
        let done = import::run(&place.config, &command, &mut out);
        (done.is_ok_and(|code| code == std::process::ExitCode::SUCCESS), String::from_utf8(out).unwrap())
    };
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample/sheets/register.csv");
    let (done, told) = import(&sample);
    assert!(done && told.contains("4 schools, 0 gone"), "{told}");
    assert!(told.contains("passed over 1 rows, the first is row 5: it is not open"), "{told}");
    assert!(told.contains("row 6: it is neither in England nor in Wales"), "{told}");
    let fewer = place.path("register.csv");
    let text = fs::read(&sample).unwrap();
    fs::write(&fewer, &text[..text.len() - text.rsplit(|byte| *byte == b'\n').nth(1).unwrap().len() - 1])
        .unwrap();
    assert!(import(&fewer).1.contains("3 schools, 1 gone"));
    fs::write(&fewer, "URN,Name\n1,A\n").unwrap();
    assert!(!import(&fewer).0, "no register changes nothing");
    let app = App::open(place.config.clone()).unwrap();
    let named = |text: &str| app.read(&operator(), |c| placewell::db::schools::named(c, text, 50)).unwrap();
    let found = named("café");
    assert_eq!((found.len(), found[0].urn.as_str(), found[0].nation), (1, "900002", Nation::England));
    assert_eq!((named("MADE-UP").len(), named("%").len()), (3, 0));
    assert_eq!(named("ysgol")[0].nation, Nation::Wales);
}

#[test]
fn employers_and_offers_come_in_from_files_with_what_the_files_leave_out() {
    let place = SealContext::new();
    let hub = OrganisationId::parse("0a000000-0000-7000-8000-000000000002").unwrap();
    let app = App::open(place.config.clone()).unwrap();
    let body =
        Body::Hub(serde_json::from_value(serde_json::json!({"name": "Usk Hub", "nation": "wales"})).unwrap());
    let at = "2026-10-12T09:00:00Z".parse().unwrap();
    app.write(&operator(), |c| organisations::insert(c, &app.keys, &hub, None, &body, at)).unwrap();
    let run = |kind: &str, text: &str, more: &[&str]| {
        let file = place.path("sheet.csv");
        fs::write(&file, text).unwrap();
        let file = file.display().to_string();
        let args = ["import", kind, &file, "--hub", hub.as_str()].into_iter().chain(more.iter().copied());
        let mut out = Vec::new();
        let done = import::run(&place.config, &Import::parse_from(args).command, &mut out);
        (done.is_ok_and(|code| code == std::process::ExitCode::SUCCESS), String::from_utf8(out).unwrap())
    };
    let employers = "Company,Contact,Job title,Email\nElm Farm,Sam Reed,,sam@elm.example\n";
    let (done, told) = run("employers", employers, &[]);
    assert!(!done && told.contains("row 2, column C: Job title of contact 1 is missing"), "{told}");
    let (done, told) = run("employers", employers, &["--cell", "2.contact_role-0=Farmer"]);
    assert!(done && told.contains("1 added, 0 drafts, 0 changed, 0 the same, 0 faulty"), "{told}");
    let imported = told.split("Imported as ").nth(1).unwrap().split(',').next().unwrap().to_owned();
    let offers = "Employer,Occupation,Address,Postcode\nElm Farm,Farm hand,Elm Lane,NP20 1AA\n";
    let (done, told) = run("offers", offers, &[]);
    assert!(!done && told.contains("row 2: Nation is missing"), "{told}");
    let every = ["--every", "nation=Wales", "--every", "specified_place=no"];
    let (done, told) = run("offers", offers, &every);
    assert!(
        done && told.contains("0 added, 1 drafts") && told.contains("still to ask of 1: Tasks"),
        "{told}"
    );
    let (done, told) = run("offers", offers, &every);
    assert!(done && told.contains("0 added, 0 drafts, 0 changed, 1 the same, 0 faulty"), "{told}");
    let (done, _) = run("offers", offers, &["--every", "title=Farm"]);
    assert!(!done, "a title is not the same everywhere");
    let undo = ["import", "undo", imported.as_str(), "--hub", hub.as_str()];
    let mut out = Vec::new();
    import::run(&place.config, &Import::parse_from(undo).command, &mut out).unwrap();
    assert!(String::from_utf8(out).unwrap().starts_with("Undone; 1 kept"), "an offer rests on the employer");
}

#[test]
fn a_database_that_is_not_there_is_not_backed_up() {
    let place = SealContext::new();
    place.lose();
    let refused = place.said(|out| backup::backup(&place.config, &place.path("copy"), out)).unwrap_err();
    assert!(refused.contains("there is no database"), "{refused}");
    assert!(!place.path("db").exists() && !place.path("copy").exists());
}

#[test]
fn a_restored_copy_is_private_whatever_the_copy_was() {
    let place = SealContext::new();
    place.said(|out| backup::backup(&place.config, &place.path("copy"), out)).unwrap();
    fs::set_permissions(place.path("copy"), fs::Permissions::from_mode(0o644)).unwrap();
    place.lose();
    place.restore("copy").unwrap();
    assert_eq!(fs::metadata(place.path("db")).unwrap().permissions().mode() & 0o777, 0o600);
}

/// An installation on PostgreSQL with a copy, the settings of an empty database beside it, and both as long as they are
/// needed.
fn on_postgres() -> Option<(SealContext, Config, [TestAddress; 2])> {
    let (full, empty) = (TestAddress::empty(Engine::Postgres)?, TestAddress::empty(Engine::Postgres)?);
    let place = SealContext::at(tempfile::tempdir().unwrap(), &full.url);
    place.said(|out| backup::backup(&place.config, &place.path("copy"), out)).unwrap();
    let mut beside = place.config.clone();
    beside.database.url = DatabaseUrl::new(&empty.url);
    Some((place, beside, [full, empty]))
}

#[test]
fn a_copy_of_a_server_is_private_and_comes_back_whole() {
    let Some((mut place, beside, _kept)) = on_postgres() else { return };
    assert_eq!(fs::metadata(place.path("copy")).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(place.said(|out| backup::backup(&place.config, &place.path("copy"), out)).is_err());
    let taken = place.restore("copy").unwrap_err();
    assert!(taken.contains("never overwritten"), "{taken}");
    place.config = beside;
    assert!(place.restore("copy").unwrap().contains("Erase again every learner"));
    place.export("held.json").unwrap();
    assert!(fs::read_to_string(place.path("held.json")).unwrap().contains("Beynon"));
    assert!(place.restore("copy").unwrap_err().contains("never overwritten"));
}

#[test]
fn a_copy_of_a_server_that_is_of_no_use_is_refused_and_leaves_nothing() {
    let Some((mut place, beside, _kept)) = on_postgres() else { return };
    place.config = beside;
    let bytes = fs::read(place.path("copy")).unwrap();
    for (name, kept) in [("torn", bytes.len() / 2), ("short", bytes.len() - 1), ("head", 64), ("empty", 0)] {
        fs::write(place.path(name), &bytes[..kept]).unwrap();
    }
    fs::write(place.path("text"), "no copy at all".repeat(100)).unwrap();
    for file in ["torn", "short", "head", "empty", "text", "absent"] {
        assert!(!place.restore(file).unwrap_err().is_empty(), "{file}");
    }
    let ours = fs::read(&place.config.keys.file).unwrap();
    fs::remove_file(&place.config.keys.file).unwrap();
    Keys::generate().unwrap().create(&place.config.keys.file).unwrap();
    let refused = place.restore("copy").unwrap_err();
    assert!(refused.contains("the key file of its time"), "{refused}");
    fs::write(&place.config.keys.file, ours).unwrap();
    place.restore("copy").unwrap();
}

#[test]
fn a_server_that_cannot_be_reached_leaves_no_copy_and_tells_no_password() {
    let Some((mut place, _, _kept)) = on_postgres() else { return };
    for url in ["postgres://placewell:hush@127.0.0.1:1/p", "postgres://placewell@127.0.0.1:1/p?password=hush"]
    {
        place.config.database.url = DatabaseUrl::new(url);
        let refused = place.said(|out| backup::backup(&place.config, &place.path("none"), out)).unwrap_err();
        assert!(refused.starts_with("pg_dump failed: ") && !refused.contains("hush"), "{refused}");
        assert!(!place.path("none").exists());
    }
}
