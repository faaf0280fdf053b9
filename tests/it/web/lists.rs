//! Long lists page by page, and whole as files.

use std::collections::BTreeSet;
use std::io::Cursor;

use calamine::{Reader, Xlsx, open_workbook_from_rs};
use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::json;

use super::browser::{Browser, hidden, html};
use super::staff::letter;
use crate::api::scene::{Scene, id};
use crate::support::app::{Answer, ROLES, home};
use crate::support::database::Engine;

/// A scene with so many learners, each with a name of their own.
fn with_learners(engine: Engine, count: usize) -> Option<Scene> {
    let scene = Scene::new(engine)?;
    for n in 0..count {
        let mut document = scene.learner_document("carys");
        document["learner"]["codes"]["external_id"] = json!(format!("N{n}"));
        document["learner"]["identity"]["family_name"] = json!(format!("Moss{n:03}"));
        scene.post(Role::Provider, "/learners", &document).expect(201);
    }
    Some(scene)
}

/// The address of the next page.
fn next(page: &str) -> Option<String> {
    let (_, rest) = page.split_once("<a rel=\"next\" href=\"")?;
    Some(rest.split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&"))
}

/// The rows of a CSV file, its headings first.
fn csv(answer: &Answer) -> Vec<Vec<String>> {
    let text = String::from_utf8(answer.bytes.clone()).unwrap();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[rstest]
fn a_long_list_is_read_page_by_page(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = with_learners(engine, 120) else { return };
    let mut staff = Browser::signed_in(&scene.test, Role::Provider);
    let (mut path, mut seen, mut said) =
        (Some("/staff/learners?search=moss".to_owned()), Vec::new(), Vec::new());
    while let Some(at) = path {
        let page = html(&staff.get(&at).expect(200));
        let names = page.match_indices(">Moss").map(|(at, _)| page[at + 1..at + 8].to_owned());
        seen.extend(names);
        let range = page.split_once("Pages of this list\"><p>").unwrap().1;
        said.push(range.split('<').next().unwrap().to_owned());
        assert_eq!(page.contains("First page"), said.len() > 1);
        path = next(&page);
        assert!(path.as_ref().is_none_or(|next| next.contains("search=moss")), "the filter stays: {path:?}");
    }
    let all: Vec<String> = (0..120).map(|n| format!("Moss{n:03}")).collect();
    assert_eq!(seen, all, "every learner once, by name");
    assert_eq!(said, ["1 to 50 of 120", "51 to 100 of 120", "101 to 120 of 120"]);
}

#[rstest]
fn a_page_begins_again_where_its_row_has_gone(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = with_learners(engine, 52) else { return };
    let mut staff = Browser::signed_in(&scene.test, Role::Provider);
    let first = html(&staff.get("/staff/learners").expect(200));
    let second = next(&first).unwrap();
    assert!(html(&staff.get(&second).expect(200)).contains("Moss050"));
    // The fiftieth learner is archived, so that the page before ends with nobody of this list.
    let link = first.split_once(">Moss049").unwrap().0.rsplit_once("/staff/learners/").unwrap().1;
    let learner = link.split('"').next().unwrap();
    let end = format!("/staff/learners/{learner}/end");
    let version = hidden(&html(&staff.get(&end).expect(200)), "version");
    staff.submit(&format!("/staff/learners/{learner}/archive"), &[("version", &version)]).expect(303);
    let again = html(&staff.get(&second).expect(200));
    assert!(again.contains("Moss000") && again.contains("1 to 50 of 51"), "the list begins again: {again}");
    for odd in
        ["/staff/learners?after=nonsense", "/staff/learners?after=&before=7", "/staff/offers?after=%00"]
    {
        staff.get(odd).expect(200);
    }
    staff.get("/staff/learners?before=many").expect(400);
}

#[rstest]
fn every_list_is_taken_out_whole(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = with_learners(engine, 60) else { return };
    let contact = "desk@library.example";
    scene.contact(contact);
    let placed = scene.proposed();
    scene.record_agreement(&placed.learner, None, "hub_sees_matches").expect(201);
    let lists = [
        ("learners", String::new(), "pjs", 61),
        ("learners", "&search=moss01".to_owned(), "p", 10),
        ("offers", String::new(), "phjes", 1),
        ("offers", "&state=archived".to_owned(), "h", 0),
        ("placements", String::new(), "phes", 1),
        ("placements", "&due=answer".to_owned(), "p", 1),
        ("placements", "&due=pack".to_owned(), "p", 0),
        ("organisations", "&kind=employer".to_owned(), "h", 1),
        ("people", format!("&of={}", home(Role::Provider)), "p", 3),
        ("contacts", format!("&of={}", home(Role::Employer)), "he", 1),
        ("matches", format!("&of={}", placed.learner), "ph", 1),
        ("agreed-learners", String::new(), "h", 1),
        ("today", String::new(), "pjs", 0),
    ];
    for role in ROLES {
        let mut browser = Browser::signed_in(&scene.test, role);
        let letter = letter(role);
        for (list, narrowed, may, rows) in &lists {
            let path = format!("/staff/lists/{list}?format=csv{narrowed}");
            let answer = browser.get(&path);
            if !may.contains(letter) {
                continue;
            }
            let answer = answer.expect(200);
            let file = csv(&answer);
            let many = if letter == 'j' && *list != "offers" { 0 } else { *rows };
            assert_eq!(file.len() - 1, many, "{letter} {path}: {file:?}");
            assert_eq!(answer.header("Content-Type"), "text/csv; charset=utf-8");
            let disposition = answer.header("Content-Disposition");
            assert!(disposition.starts_with("attachment; filename=\"") && disposition.ends_with(".csv\""));
            let book = browser.get(&format!("/staff/lists/{list}?format=xlsx{narrowed}")).expect(200).bytes;
            let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(book)).unwrap();
            let sheet = book.worksheet_range("Table").unwrap();
            assert_eq!(sheet.height(), many + 1, "{letter} {path}");
            assert_eq!(sheet.width(), file[0].len() - 1, "a column of the moment stands in the text alone");
            if matches!(role, Role::Hub | Role::Employer) {
                assert!(!file.iter().flatten().any(|cell| cell.contains("Carys")), "{letter} {path}");
            }
        }
    }
    let mut staff = Browser::signed_in(&scene.test, Role::Provider);
    for wrong in [
        "learners?format=pdf",
        "learners",
        "learners?format=doc",
        "nothing?format=csv",
        "people?format=csv&of=x",
    ] {
        staff.get(&format!("/staff/lists/{wrong}")).expect(404);
    }
    Browser::signed_in(&scene.test, Role::Employer).get("/staff/lists/learners?format=csv").expect(403);
    let log = scene.get(Role::Provider, &format!("/learners/{}/access-log", placed.learner)).expect(200).body;
    let did: BTreeSet<&str> =
        log["items"].as_array().unwrap().iter().map(|look| look["action"].as_str().unwrap()).collect();
    assert!(did.contains("list_learners"), "whoever took the list out is noted: {did:?}");
}

#[test]
fn what_people_typed_is_no_formula_in_a_list() {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    let mut offer = scene.offer_document("library-shelves");
    offer["offer"]["title"] = json!("=HYPERLINK(\"http://elsewhere.example\")");
    id(&scene.post(Role::Employer, "/offers", &offer).expect(201));
    let mut staff = Browser::signed_in(&scene.test, Role::Hub);
    let file = csv(&staff.get("/staff/lists/offers?format=csv").expect(200));
    assert_eq!(file[1][0], "'=HYPERLINK(\"http://elsewhere.example\")");
    let book = staff.get("/staff/lists/offers?format=xlsx").expect(200).bytes;
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(book)).unwrap();
    assert!(book.worksheet_formula("Table").unwrap().is_empty());
}
