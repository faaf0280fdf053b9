//! Learners, employers and offers from a spreadsheet, by the pages.

use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::json;

use super::browser::{Browser, hidden, html};
use crate::api::scene::Scene;
use crate::support::database::Engine;

const LINE: &str = "----placewell";

/// A form with a file, as a browser sends it.
fn upload(staff: &mut Browser<'_>, file: &[u8], token: &str) -> crate::support::app::Answer {
    named(staff, file, token, "class.csv")
}

/// The same with a file of another name.
pub(super) fn named(
    staff: &mut Browser<'_>,
    file: &[u8],
    token: &str,
    called: &str,
) -> crate::support::app::Answer {
    sent(staff, file, (token, ""), called)
}

/// A file of a kind, as a browser sends it.
pub(crate) fn of_kind(staff: &mut Browser<'_>, kind: &str, file: &str) -> crate::support::app::Answer {
    let token = staff.token();
    sent(staff, file.as_bytes(), (&token, kind), "sheet.csv")
}

fn sent(
    staff: &mut Browser<'_>,
    file: &[u8],
    (token, kind): (&str, &str),
    called: &str,
) -> crate::support::app::Answer {
    let form = html(&staff.get(&format!("/staff/imports/new?kind={kind}")).expect(200));
    let once = hidden(&form, "once");
    let mut body = Vec::new();
    for (name, value) in [("csrf", token), ("once", once.as_str()), ("kind", kind)] {
        body.extend(
            format!("--{LINE}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
        );
    }
    let head = format!(
        "Content-Disposition: form-data; name=\"file\"; filename=\"{called}\"\r\nContent-Type: text/csv"
    );
    body.extend(format!("--{LINE}\r\n{head}\r\n\r\n").bytes());
    body.extend(file);
    body.extend(format!("\r\n--{LINE}--\r\n").bytes());
    staff.send("/staff/imports", &format!("multipart/form-data; boundary={LINE}"), body)
}

#[rstest]
fn a_spreadsheet_is_brought_matched_taken_in_and_finished(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let mut staff = Browser::signed_in(&scene.test, Role::Provider);
    let token = staff.token();
    assert_eq!(upload(&mut staff, b"Surname,Forename\n", "made up").status, 403);
    let empty = upload(&mut staff, b"", &token);
    assert_eq!(empty.status, 422);
    assert!(html(&empty).contains("Select a CSV, XLSX or ODS file"), "{}", html(&empty));
    let refused = html(&upload(&mut staff, b"\x89PNG\0", &token));
    assert!(refused.contains("The file must be a CSV, XLSX or ODS"), "{refused}");

    let file = "Surname,Forename,No.,Postcode\nMoss,Kit,0042,NP20 1AA\nLane,,0043,\n";
    let brought = upload(&mut staff, file.as_bytes(), &token).expect(303);
    let page = brought.header("Location").to_owned();
    let asked = html(&staff.get(&page).expect(200));
    assert!(asked.contains("Which column holds the UPN") && asked.contains("Column C: No."), "{asked}");
    let version = hidden(&asked, "version");
    let columns = [
        ("version", version.as_str()),
        ("column-A", "family_name"),
        ("column-B", "given_name"),
        ("column-C", "external_id"),
        ("column-D", "postcode"),
        ("sheet", ""),
    ];
    staff.submit(&format!("{page}/answers"), &columns).expect(303);
    let looked_at = html(&staff.get(&page).expect(200));
    assert!(looked_at.contains("You need to change 1 row"), "{looked_at}");
    assert!(looked_at.contains("First name is missing"), "{looked_at}");
    let rest = staff.get(&format!("{page}/rest")).expect(200);
    assert!(String::from_utf8(rest.bytes.to_vec()).unwrap().contains("Lane,,0043"));
    let version = hidden(&looked_at, "version");
    let all = [("version", version.as_str()), ("rows", "all")];
    assert_eq!(staff.submit(&format!("{page}/confirm"), &all).status, 409);
    let good = [("version", version.as_str()), ("rows", "good")];
    staff.submit(&format!("{page}/confirm"), &good).expect(303);
    assert!(html(&staff.get(&page).expect(200)).contains("The learners have been imported"));
    let listed = html(&staff.get("/staff/imports").expect(200));
    assert!(
        listed.contains(&page) && listed.contains("It can be undone until Tuesday 3 March 2026"),
        "{listed}"
    );
    let other = upload(&mut staff, file.as_bytes(), &token).expect(303).header("Location").to_owned();
    let version = hidden(&html(&staff.get(&other).expect(200)), "version");
    staff.submit(&format!("{other}/remove"), &[("version", "7")]).expect(412);
    staff.submit(&format!("{other}/remove"), &[("version", version.as_str())]).expect(303);
    staff.get(&other).expect(404);

    let drafts = html(&staff.get("/staff/learner-drafts").expect(200));
    assert!(drafts.contains("Kit Moss"), "{drafts}");
    let draft = drafts.split("/staff/learner-drafts/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let draft = format!("/staff/learner-drafts/{draft}");
    let form = html(&staff.get(&draft).expect(200));
    assert!(form.contains("value=\"Kit\"") && form.contains("value=\"NP20 1AA\""), "{form}");
    assert!(!form.contains(" checked"), "nothing is taken as answered that nobody said");
    let version = hidden(&form, "version");
    let refused = staff.submit(&format!("{draft}/finish"), &[("version", version.as_str())]);
    assert_eq!(refused.status, 422);
    let answers = super::learners::answers("", &[("once", ""), ("version", version.as_str())]);
    let finished = staff.submit(&format!("{draft}/finish"), &answers).expect(303);
    assert!(finished.header("Location").starts_with("/staff/learners/"));
    staff.get(&draft).expect(404);
}

#[rstest]
fn employers_are_brought_and_their_cells_corrected_on_the_page(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let mut staff = Browser::signed_in(&scene.test, Role::Hub);
    let listed = html(&staff.get("/staff/organisations").expect(200));
    assert!(listed.contains("/staff/imports/new?kind=employers"), "{listed}");
    let form = html(&staff.get("/staff/imports/new?kind=employers").expect(200));
    assert!(form.contains("Import employers from a spreadsheet") && !form.contains("UPN"), "{form}");
    staff.get("/staff/imports/new?kind=learners").expect(404);
    let file = "Company,SIC,Contact,Job title,Email\nTide Mill Bakery,bread,Ash Pugh,,ash@tide.example\nElm Farm,,,,\n";
    let brought = of_kind(&mut staff, "employers", file).expect(303);
    let page = brought.header("Location").to_owned();
    let asked = html(&staff.get(&page).expect(200));
    assert!(
        asked.contains("Row 2, column B: SIC 2007 code") && asked.contains("must be five figures"),
        "{asked}"
    );
    assert!(
        asked.contains("value=\"bread\"") && asked.contains("Job title of contact 1 is missing"),
        "{asked}"
    );
    let version = hidden(&asked, "version");
    let cells = [("version", version.as_str()), ("cell-2-sic", "10710"), ("cell-2-contact_role-0", "Owner")];
    staff.submit(&format!("{page}/cells"), &cells).expect(303);
    let whole = html(&staff.get(&page).expect(200));
    assert!(
        !whole.contains("You need to change") && whole.contains("<dt>New employers</dt><dd>2</dd>"),
        "{whole}"
    );
    let version = hidden(&whole, "version");
    staff.submit(&format!("{page}/confirm"), &[("version", version.as_str()), ("rows", "all")]).expect(303);
    let done = html(&staff.get(&page).expect(200));
    assert!(done.contains("The employers have been imported") && done.contains("kind=employer"), "{done}");
    let listed = html(&staff.get("/staff/organisations?kind=employer").expect(200));
    assert!(listed.contains("Tide Mill Bakery") && listed.contains("Elm Farm"), "{listed}");
    let version = hidden(&done, "version");
    staff.submit(&format!("{page}/undo"), &[("version", version.as_str())]).expect(303);
    assert!(!html(&staff.get("/staff/organisations?kind=employer").expect(200)).contains("Elm Farm"));
}

#[rstest]
fn an_offer_becomes_a_draft_whose_questions_the_pages_ask(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let mut staff = Browser::signed_in(&scene.test, Role::Hub);
    let organisation = json!({"employer": {"name": "Quay Books"}});
    scene.post(Role::Hub, "/organisations", &organisation).expect(201);
    let file = "Employer,Title,Occupation,Address,Postcode\nQuay Books,Shop floor,Bookseller,2 Quay Street,NP20 1AA\n";
    let page = of_kind(&mut staff, "offers", file).expect(303).header("Location").to_owned();
    let asked = html(&staff.get(&page).expect(200));
    assert!(asked.contains(">Bookseller (as in the file)</option>"), "{asked}");
    assert!(
        asked.contains(">Bookshop assistant</option>")
            && asked.contains("Say what is the same for every row"),
        "{asked}"
    );
    let version = hidden(&asked, "version");
    let cells = [("version", version.as_str()), ("cell-2-occupation", "Bookshop assistant")];
    staff.submit(&format!("{page}/cells"), &cells).expect(303);
    let asked = html(&staff.get(&page).expect(200));
    assert!(asked.contains("Nation is missing"), "{asked}");
    let every = [("version", "2"), ("sheet", ""), ("every-nation", "Wales"), ("every-specified_place", "no")];
    staff.submit(&format!("{page}/answers"), &every).expect(303);
    let whole = html(&staff.get(&page).expect(200));
    assert!(
        whole.contains("<dt>New drafts of offers</dt><dd>1</dd>") && whole.contains("Tasks (1 offer)"),
        "{whole}"
    );
    staff.submit(&format!("{page}/confirm"), &[("version", "3"), ("rows", "all")]).expect(303);
    let drafts = html(&staff.get("/staff/offers?state=draft").expect(200));
    let offer = drafts.split("/staff/offers/").find(|part| part.contains("Shop floor")).unwrap();
    let draft = format!("/staff/offers/{}/draft", offer.split('"').next().unwrap());
    let overview = html(&staff.get(&draft).expect(200));
    assert!(
        overview.contains("What is the workplace called: not known yet")
            && overview.contains("tasks could a learner do here"),
        "{overview}"
    );
    let tasks = html(&staff.get(&format!("{draft}/tasks")).expect(200));
    let boxes = tasks.matches("type=\"checkbox\"").count();
    assert!(
        (8..=12).contains(&boxes) && !tasks.contains(" checked"),
        "the catalogue’s tasks, none ticked: {tasks}"
    );
    let version = hidden(&tasks, "version");
    let task = tasks.split("name=\"task\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    staff
        .submit(&format!("{draft}/tasks"), &[("version", version.as_str()), ("task", task.as_str())])
        .expect(303);
    let place = html(&staff.get(&format!("{draft}/where")).expect(200));
    assert!(place.contains("value=\"NP20 1AA\"") && !place.contains("value=\"?\""), "{place}");
}
