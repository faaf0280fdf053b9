//! `placewell brief`: a pack from two documents.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use placewell::cli::brief::{BriefArgs, run};
use placewell::clock::FixedClock;
use placewell::programme::Programme;
use serde_json::{Value, json};

#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    brief: BriefArgs,
}

fn sample(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample").join(file)
}

/// What became of a run: its exit code, or what the program would end with, and what it said.
struct Said {
    code: Result<ExitCode, String>,
    out: String,
    errors: String,
}

fn brief(offer: &Path, learner: &Path, start: &str, folder: &Path) -> Said {
    brief_by(&[], offer, learner, start, folder)
}

fn brief_by(timetables: &[PathBuf], offer: &Path, learner: &Path, start: &str, folder: &Path) -> Said {
    let path = |path: &Path| path.to_str().unwrap().to_owned();
    let mut words = vec![
        "brief".to_owned(),
        format!("--offer={}", path(offer)),
        format!("--learner={}", path(learner)),
        format!("--start={start}"),
        format!("--out={}", path(folder)),
        "--reference=PW-7K3M9QTX".to_owned(),
        format!("--postcodes={}", path(&sample("codepoint-open-np.csv.gz"))),
    ];
    words.extend(timetables.iter().map(|feed| format!("--timetable={}", path(feed))));
    let arguments = Arguments::parse_from(words);
    let clock = FixedClock::at("2026-10-12T09:00:00Z".parse().unwrap());
    let (mut out, mut errors) = (Vec::new(), Vec::new());
    let code = run(&arguments.brief, &clock, &mut out, &mut errors).map_err(|error| error.to_string());
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Said { code, out: text(out), errors: text(errors) }
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(path).unwrap()))
        .collect()
}

/// A copy of the sample's learner of the story with another field, and the provider put in.
fn altered(folder: &Path, change: impl Fn(&mut Value)) -> PathBuf {
    let read = |file: &str| -> Value { serde_json::from_slice(&fs::read(sample(file)).unwrap()).unwrap() };
    let mut learner = read("learners/carys.json");
    learner["provider"] = read("sample.json")["provider"].take();
    change(&mut learner);
    let path = folder.join("learner.json");
    fs::write(&path, learner.to_string()).unwrap();
    path
}

const OFFER: &str = "offers/garden-plants.json";
const START: &str = "2026-11-02";

#[test]
fn two_documents_of_the_sample_become_a_week_and_its_pack() {
    let folder = tempfile::tempdir().unwrap();
    let (first, again) = (folder.path().join("a/first"), folder.path().join("again"));
    let said = brief(&sample(OFFER), &sample("learners/carys.json"), START, &first);
    assert_eq!(said.code, Ok(ExitCode::SUCCESS), "{}", said.errors);
    assert!(said.out.contains("PW-7K3M9QTX: 5 days; the pack has 4 pages."), "{}", said.out);
    let written = files(&first);
    let names: Vec<&str> = written.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "briefing.json",
            "family.html",
            "family.pdf",
            "family.txt",
            "job-coach.html",
            "job-coach.pdf",
            "job-coach.txt",
            "learner.html",
            "learner.pdf",
            "learner.txt",
            "pack.html",
            "pack.ics",
            "pack.pdf",
            "pack.txt",
            "programme.json",
            "task-cards.pdf"
        ]
    );
    let programme: Programme = serde_json::from_slice(&written["programme.json"]).unwrap();
    assert_eq!(programme.days.len(), 5);
    assert!(written["pack.pdf"].starts_with(b"%PDF-") && written["pack.ics"].starts_with(b"BEGIN:VCALENDAR"));
    brief(&sample(OFFER), &sample("learners/carys.json"), START, &again);
    assert!(files(&again) == written, "the same documents give the same bytes");
}

#[test]
fn nobody_is_named_or_quoted_until_that_is_agreed() {
    let folder = tempfile::tempdir().unwrap();
    let text = |agreed: Value| {
        let learner = altered(folder.path(), |document| document["agreed"] = agreed.clone());
        let out = folder.path().join("out");
        let said = brief(&sample(OFFER), &learner, START, &out);
        assert_eq!(said.code, Ok(ExitCode::SUCCESS), "{}", said.errors);
        String::from_utf8(files(&out).remove("pack.txt").unwrap()).unwrap()
    };
    assert!(!text(json!({})).contains("Carys"));
    let named = text(json!({"placement": "2026-10-05"}));
    assert!(named.contains("Carys") && !named.contains("Beynon"));
}

#[test]
fn a_document_that_cannot_be_accepted_is_told_by_file_and_field() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let refusal = |change: &dyn Fn(&mut Value)| {
        let learner = altered(folder.path(), change);
        let error = brief(&sample(OFFER), &learner, START, &out).code.unwrap_err();
        assert!(!out.exists());
        error.replace(folder.path().to_str().unwrap(), "")
    };
    let soon = refusal(&|learner| learner["learner"]["identity"]["date_of_birth"] = json!("soon"));
    assert!(
        soon.contains("/learner.json cannot be accepted\n  learner.identity.date_of_birth: must be a date"),
        "{soon}"
    );
    let unknown = refusal(&|learner| learner["learner"]["profile"]["diagnosis"] = json!("x"));
    assert!(unknown.contains("  learner.profile.diagnosis: is not a field of this"), "{unknown}");
    let two = refusal(&|learner| {
        learner["learner"]["profile"]["stamina"]["max_daily_minutes"] = json!(5);
        learner["provider"]["phones"] = json!([]);
    });
    assert!(two.contains("learner.profile.stamina.max_daily_minutes: must be 30 to 480"), "{two}");
    assert!(two.contains("provider.phones: must hold 2 to 4 lines"), "{two}");
    fs::write(folder.path().join("broken.json"), "{\"learner\":\n").unwrap();
    let broken = brief(&sample(OFFER), &folder.path().join("broken.json"), START, &out).code.unwrap_err();
    assert!(broken.contains("broken.json: no JSON"), "{broken}");
    let absent = brief(&sample("offers/nothing.json"), &sample("learners/carys.json"), START, &out).code;
    assert!(absent.unwrap_err().contains("nothing.json: "));
}

#[test]
fn what_stands_in_the_way_is_told_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let stopped = |offer: &Path, learner: &Path, start: &str| {
        let said = brief(offer, learner, start, &out);
        assert_eq!(said.code, Ok(ExitCode::FAILURE), "{}", said.out);
        assert!(!out.exists() && said.out.is_empty());
        said.errors
    };
    let carys = sample("learners/carys.json");
    let sunday = stopped(&sample(OFFER), &carys, "2026-11-08");
    assert_eq!(
        sunday,
        "placewell: No placement can start on Sunday 8 November 2026\n  The first start after it is Monday 9 November 2026.\n"
    );
    let internship = stopped(&sample("offers/hotel-internship.json"), &carys, "2026-11-03");
    assert!(internship.contains("This place takes people aged 16 to 25."), "{internship}");
    let mut little: Value = serde_json::from_slice(&fs::read(sample(OFFER)).unwrap()).unwrap();
    let employer = fs::read(sample("employers/garden-centre.json")).unwrap();
    little["employer"] = serde_json::from_slice::<Value>(&employer).unwrap()["employer"].take();
    little["offer"]["tasks"].as_array_mut().unwrap().truncate(1);
    let path = folder.path().join("little.json");
    fs::write(&path, little.to_string()).unwrap();
    let told = stopped(&path, &carys, START);
    assert!(told.contains("do not fill the days"), "{told}");
    assert!(told.lines().filter(|line| line.contains("November, ")).count() > 1, "every gap is told: {told}");
}

#[test]
fn a_pack_that_would_tell_too_much_is_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let learner = altered(folder.path(), |document| {
        document["learner"]["profile"]["what_helps"] = json!(["Carys Beynon likes to hear her name"]);
    });
    let said = brief(&sample(OFFER), &learner, START, &out);
    assert_eq!(said.code, Ok(ExitCode::FAILURE));
    assert!(
        said.errors.contains("would tell what must not leave")
            && said.errors.contains("a name that must not be told")
    );
    assert!(!said.errors.contains("Beynon") && !out.exists(), "{}", said.errors);
}

#[test]
fn the_journey_is_judged_by_a_timetable_and_says_by_which() {
    let folder = tempfile::tempdir().unwrap();
    let learner = folder.path().join("learner.json");
    let read = |file: &str| -> Value { serde_json::from_slice(&fs::read(sample(file)).unwrap()).unwrap() };
    let mut maya = read("learners/maya.json");
    maya["provider"] = read("sample.json")["provider"].take();
    fs::write(&learner, maya.to_string()).unwrap();
    let print = sample("offers/print-finishing.json");
    let told = |timetables: &[PathBuf]| {
        let said = brief_by(timetables, &print, &learner, START, &folder.path().join("out"));
        assert_eq!(said.code, Ok(ExitCode::SUCCESS), "{}", said.errors);
        said.out
    };
    let question = "Is there a bus or train that gets there and back at these times?";
    let estimated = told(&[]);
    assert!(estimated.contains("The journey: no data for the way by bus or train."), "{estimated}");
    assert!(estimated.contains("An estimate from the straight line, not from a timetable."), "{estimated}");
    assert!(estimated.contains(question), "{estimated}");

    let by_bus = told(&[sample("newport-20230613_gtfs.zip")]);
    assert!(by_bus.contains("The journey: reachable."), "{by_bus}");
    assert!(by_bus.contains("Timetable newport-20230613_gtfs @ "), "{by_bus}");
    assert!(by_bus.contains("the same weekday of its last week in term was read instead."), "{by_bus}");
    assert!(!by_bus.contains(question), "{by_bus}");

    let none = folder.path().join("none.zip");
    fs::write(&none, "no zip").unwrap();
    let refused = brief_by(&[none], &print, &learner, START, &folder.path().join("never"));
    assert!(refused.code.unwrap_err().contains("none.zip: not a zip archive"));
}
