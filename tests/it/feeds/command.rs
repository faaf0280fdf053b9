//! `import timetable`, as a person at the terminal meets it.

use std::fs;
use std::process::ExitCode;

use clap::Parser;
use placewell::cli::import::timetable::{self, TimetableArgs};
use placewell::db::{Db, feeds};
use placewell::maintenance::Store;
use rstest::rstest;

use crate::support::app::start;
use crate::support::database::{Engine, TestDb};
use crate::timetable::feed::Small;

const TIMES: &str = "t1,08:00:00,08:00:00,a,1\nt1,08:20:00,08:20:00,c,2\n";

#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    timetable: TimetableArgs,
}

/// Runs the command; the exit code and what it told, or why it could not.
fn told(db: &Db, words: &[&str]) -> Result<(ExitCode, String), String> {
    let arguments = Arguments::parse_from(["timetable"].iter().chain(words));
    let mut out = Vec::new();
    let code = timetable::run(&Store::over(db.clone()), &arguments.timetable, start(), &mut out)
        .map_err(|error| error.to_string())?;
    Ok((code, String::from_utf8(out).unwrap()))
}

fn names(db: &Db) -> Vec<String> {
    db.read(|c| feeds::list(c, "gtfs")).unwrap().into_iter().map(|feed| feed.name).collect()
}

#[rstest]
fn a_feed_is_read_in_replaced_and_taken_out(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(store) = TestDb::new(engine) else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("buses.zip");
    let path = file.to_str().unwrap();
    fs::write(&file, Small::new(TIMES).zip()).unwrap();
    let (code, first) = told(&store.db, &[path]).unwrap();
    assert_eq!(code, ExitCode::SUCCESS);
    assert!(first.contains("2 lines, 1 trips, 6 stops, 2026-06-01 to 2026-06-30"), "{first}");
    let (_, again) = told(&store.db, &[path]).unwrap();
    assert!(again.contains("unchanged"), "{again}");
    let (code, elsewhere) = told(&store.db, &[path, "--name", "other"]).unwrap();
    assert_eq!(code, ExitCode::FAILURE);
    assert!(elsewhere.contains("in use as buses"), "{elsewhere}");

    let later = TIMES.replace("08:20:00", "08:25:00");
    let odd = format!("{later}t1,08:30:00,08:30:00,nowhere,3\n");
    fs::write(&file, Small::new(&odd).zip()).unwrap();
    let (code, second) = told(&store.db, &[path]).unwrap();
    assert_eq!(code, ExitCode::SUCCESS);
    let reported = "buses: passed over: stop_times.txt, from line 4: names an unknown stop (1 times)";
    assert!(second.contains(reported), "{second}");
    let version = |told: &str| told.split(" @ ").nth(1).unwrap()[..12].to_owned();
    assert_ne!(version(&first), version(&second));
    assert_eq!(names(&store.db), ["buses"]);

    assert!(told(&store.db, &["--remove", "trams"]).unwrap_err().contains("no timetable named trams"));
    assert!(told(&store.db, &["--remove", "buses"]).unwrap().1.contains("removed"));
    assert_eq!(names(&store.db), Vec::<String>::new());
}

#[test]
fn a_long_import_shows_how_far_it_is() {
    let Some(store) = TestDb::new(Engine::Sqlite) else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("long.zip");
    let times = (0..50_001).fold(String::new(), |times, trip| {
        times + &format!("t{trip},08:00:00,08:00:00,a,1\nt{trip},08:20:00,08:20:00,c,2\n")
    });
    fs::write(&file, Small::new(&times).zip()).unwrap();
    let (_, said) = told(&store.db, &[file.to_str().unwrap()]).unwrap();
    assert!(said.starts_with("long: 100000 stop times read ...\n"), "{said}");
    assert!(said.contains("50001 trips"), "{said}");
}

#[test]
fn a_bad_feed_is_refused_in_words_and_what_stood_still_stands() {
    let Some(store) = TestDb::new(Engine::Sqlite) else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("buses.zip");
    let path = file.to_str().unwrap();
    fs::write(&file, Small::new(TIMES).zip()).unwrap();
    told(&store.db, &[path]).unwrap();
    let nowhere = Small::new("t1,08:00:00,08:00:00,nowhere,1\nt1,08:20:00,08:20:00,c,2\n").zip();
    let cases: [(Vec<u8>, &str); 5] = [
        (b"no zip at all".to_vec(), "not a zip archive"),
        (Vec::new(), "not a zip archive"),
        (Small::new(TIMES).without("stops.txt").zip(), "stops.txt is missing"),
        (Small::new(TIMES).with("stops.txt", "stop_name\nA\n").zip(), "stops.txt has no column stop_id"),
        (nowhere, "the trip has fewer than two usable stops (1 times)"),
    ];
    for (bytes, why) in cases {
        fs::write(&file, bytes).unwrap();
        let (code, refused) = told(&store.db, &[path]).unwrap();
        assert_eq!(code, ExitCode::FAILURE, "{refused}");
        assert!(refused.contains(why), "{refused}");
        assert!(refused.contains("refused") && refused.contains("nothing was changed"), "{refused}");
        assert_eq!(names(&store.db), ["buses"]);
    }
}
