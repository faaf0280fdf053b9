//! Learners from a spreadsheet, by the pages.

use placewell::domain::role::Role;
use rstest::rstest;

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
    let once = hidden(&html(&staff.get("/staff/imports/new").expect(200)), "once");
    let mut body = Vec::new();
    for (name, value) in [("csrf", token), ("once", once.as_str())] {
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
