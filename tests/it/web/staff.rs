//! The pages of staff: a placement walked from the match to the pack, by forms alone.

use placewell::domain::role::Role;
use rstest::rstest;

use super::browser::{Browser, hidden, html, seen};
use super::visit::{link_to, mailed};
use crate::api::scene::{Scene, id};
use crate::support::app::{ROLES, home};
use crate::support::database::Engine;

/// Takes a step on the page of a placement, with the version that the page shows.
fn step(browser: &mut Browser<'_>, page: &str, step: &str, reason: &str) {
    let version = hidden(&html(&browser.get(page).expect(200)), "version");
    let done = browser.submit(&format!("{page}/steps/{step}"), &[("version", &version), ("reason", reason)]);
    assert_eq!(done.expect(303).header("Location"), format!("{page}?done={step}"));
}

#[rstest]
fn a_placement_is_walked_from_the_match_to_the_pack_by_pages_alone(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let contact = scene.contact("desk@library.example");
    let (learner, offer) = (scene.learner("carys"), scene.offer("library-shelves"));
    let mut staff = Browser::signed_in(&scene.test, Role::Provider);

    let learners = staff.get("/staff/learners?search=carys").expect(200);
    assert!(html(&learners).contains(&format!("/staff/learners/{learner}")));
    insta::assert_snapshot!("learner", seen(&staff.get(&format!("/staff/learners/{learner}")).expect(200)));
    let matches = staff.get(&format!("/staff/learners/{learner}/matches")).expect(200);
    insta::assert_snapshot!(
        "matches",
        seen(&matches).replace(&learner, "[learner]").replace(&offer, "[offer]")
    );
    let why = format!("/staff/learners/{learner}/matches/{offer}");
    let shown = html(&staff.get(&why).expect(200));
    let fields = ["once", "window", "start"].map(|name| (name, hidden(&shown, name)));
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let proposed = staff.submit(&why, &fields).expect(303).header("Location").to_owned();
    assert_eq!(
        staff.submit(&why, &fields).expect(303).header("Location"),
        proposed,
        "a form sent twice proposes once"
    );

    let page = staff.get(&proposed).expect(200);
    let placement = proposed.rsplit('/').next().unwrap().to_owned();
    // Whoever of the family can be rung stands there by a digest of this store's key.
    let shown = html(&page);
    let digest = shown.split_once("value=\"family:").unwrap().1;
    let mother = format!("family:{}", digest.split('"').next().unwrap());
    insta::assert_snapshot!(
        "placement",
        plain(&seen(&page), &[(&placement, "[placement]"), (&contact, "[contact]"), (&mother, "[mother]")])
    );
    let visit = link_to(&scene.test, "desk@library.example").unwrap();
    let mut employer = Browser::new(&scene.test);
    let version = hidden(&html(&employer.get(&visit).expect(200)), "version");
    employer.post(&format!("{visit}/accept"), &[("version", &version)]).expect(303);

    let once = hidden(&html(&staff.get(&proposed)), "once");
    let agreement = [
        ("once", once.as_str()),
        ("scope", "placement"),
        ("actor", "parent"),
        ("method", "paper"),
        ("on", "2026-03-02"),
        ("wording", "We have read what the employer is told, and agree."),
        ("aims", "Learn how a library works\r\nHelp somebody find a book\r\n"),
        ("settled", "yes"),
        ("statement", "Needs to see the exit from where she works."),
        ("first_aid", ""),
        ("signed_by", "Hawa Lindqvist, Careers leader"),
    ];
    staff.submit(&format!("{proposed}/agreement"), &agreement).expect(303);
    step(&mut staff, &proposed, "agree", "");
    step(&mut staff, &proposed, "waive_visit", "A colleague walked it in February.");
    step(&mut staff, &proposed, "meet", "");
    let once = hidden(&html(&staff.get(&proposed)), "once");
    staff.submit(&format!("{proposed}/plan"), &[("once", &once)]).expect(303);
    step(&mut staff, &proposed, "agree_plan", "");
    let mut lead = Browser::signed_in(&scene.test, Role::SafeguardingLead);
    let once = hidden(&html(&lead.get(&proposed).expect(200)), "once");
    let decision = [("once", once.as_str()), ("choice", "two_adults"), ("note", "Two adults are in sight.")];
    lead.submit(&format!("{proposed}/vetting"), &decision).expect(303);
    step(&mut staff, &proposed, "confirm", "");

    let pack = format!("{proposed}/pack");
    let shown = html(&staff.get(&pack).expect(200));
    assert!(shown.contains("nothing found") && shown.contains(&format!("value=\"{contact}\"")), "{shown}");
    let message = html(&staff.get(&format!("{pack}/html")).expect(200));
    for told in ["Carys", "Help somebody find a book", "Needs to see the exit", "Hawa Lindqvist"] {
        assert!(message.contains(told), "{told} is missing");
    }
    assert!(staff.get(&format!("{pack}/pdf")).expect(200).bytes.starts_with(b"%PDF-"));
    let (once, hash) = (hidden(&shown, "once"), hidden(&shown, "hash"));
    let form = [("once", once.as_str()), ("hash", hash.as_str()), ("to", contact.as_str())];
    staff.submit(&pack, &form).expect(303);
    let sent = mailed(&scene.test);
    assert_eq!(sent.iter().filter(|letter| letter.calendar.is_some()).count(), 1);
    let page = seen(&staff.get(&proposed).expect(200));
    insta::assert_snapshot!(
        "placement_briefed",
        plain(&page, &[(&placement, "[placement]"), (&contact, "[contact]"), (&mother, "[mother]")])
    );
}

/// A page without what differs from run to run, and without the blocks of the week.
fn plain(page: &str, known: &[(&str, &str)]) -> String {
    let page = known.iter().fold(page.to_owned(), |page, (value, name)| page.replace(value, name));
    let is_block = |line: &&str| line.get(2..3) == Some(":") && line.get(5..9) == Some(" to ");
    page.lines().filter(|line| !is_block(line)).collect::<Vec<_>>().join("\n")
}

#[rstest]
fn what_the_employer_told_is_seen_and_noted(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(visit) = super::visit::Visit::first_day(engine) else { return };
    let test = &visit.scene.test;
    let date = visit.placement()["days"][0].as_str().unwrap().to_owned();
    let tick =
        [("date", date.as_str()), ("arrival", "not_arrived"), ("version", "0"), ("note", "<b>No call</b>")];
    visit.browser().post(&format!("{}/tick", visit.path), &tick).expect(303);
    let page = format!("/staff/placements/{}", visit.placed.id);
    let mut staff = Browser::signed_in(test, Role::Provider);
    let list = html(&staff.get("/staff/placements?due=report").expect(200));
    assert!(list.contains(&page), "{list}");
    let shown = html(&staff.get(&page).expect(200));
    assert!(shown.contains("Not arrived") && shown.contains("&#60;b&#62;No call"), "{shown}");
    let fields = [("report", hidden(&shown, "report")), ("version", hidden(&shown, "version"))];
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    staff.submit(&format!("{page}/seen"), &fields).expect(303);
    assert!(!html(&staff.get(&page).expect(200)).contains("look at it now"));
    assert!(!html(&staff.get("/staff").expect(200)).contains("Told by the employer"));
    staff.submit(&format!("{page}/seen"), &fields).expect(412);
}

/// The letter of a role in tables of who may what.
pub(super) fn letter(role: Role) -> char {
    match role {
        Role::Hub => 'h',
        Role::Provider => 'p',
        Role::JobCoach => 'j',
        Role::Employer => 'e',
        Role::Admin => 'a',
        Role::SafeguardingLead => 's',
    }
}

#[rstest]
fn pages_show_what_is_the_caller_s_and_nothing_else(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    scene.contact("desk@library.example");
    let placed = scene.proposed();
    let pages = [
        ("/staff".to_owned(), "hpjeas"),
        ("/staff/placements".to_owned(), "hpjes"),
        (format!("/staff/placements/{}", placed.id), "hpes"),
        ("/staff/learners".to_owned(), "pjs"),
        (format!("/staff/learners/{}", placed.learner), "ps"),
        (format!("/staff/learners/{}/matches", placed.learner), "p"),
        ("/staff/offers".to_owned(), "hpjes"),
        (format!("/staff/offers/{}", placed.offer), "hpjes"),
    ];
    for role in ROLES {
        let mut browser = Browser::signed_in(&scene.test, role);
        let letter = letter(role);
        for (path, may) in &pages {
            let answer = browser.get(path);
            let expected =
                if may.contains(letter) { answer.status == 200 } else { [403, 404].contains(&answer.status) };
            assert!(expected, "{letter} {path}: {}", answer.status);
            if matches!(role, Role::Hub | Role::Employer | Role::Admin) {
                assert!(!html(&answer).contains("Carys"), "{letter} {path}");
            }
        }
    }
    let stranger = scene.test.stranger(Role::Provider);
    let mut browser = Browser::new(&scene.test);
    browser.cookies.insert("placewell-access".to_owned(), stranger.token);
    browser.get("/staff").expect(200);
    for path in [&pages[2].0, &pages[4].0, &pages[5].0] {
        browser.get(path).expect(404);
    }
    let seen_by_stranger = html(&browser.get("/staff/placements").expect(200));
    assert!(!seen_by_stranger.contains(&placed.id));
    assert_ne!(home(Role::Provider), home(Role::Employer));
}

#[test]
fn names_and_titles_are_text_and_never_markup() {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    let mark = "<script>alert(1)</script>";
    let mut learner = scene.learner_document("carys");
    learner["learner"]["identity"]["known_as"] = serde_json::json!(mark);
    let learner = id(&scene.post(Role::Provider, "/learners", &learner).expect(201));
    let mut offer = scene.offer_document("library-shelves");
    offer["offer"]["title"] = serde_json::json!(format!("Shelves {mark}"));
    offer["offer"]["tasks"][0]["name"] = serde_json::json!("\"><img src=x onerror=alert(1)>");
    let offer = id(&scene.post(Role::Employer, "/offers", &offer).expect(201));
    let mut staff = Browser::signed_in(&scene.test, Role::Provider);
    let pages = [
        "/staff/learners".to_owned(),
        format!("/staff/learners/{learner}"),
        format!("/staff/learners/{learner}/matches"),
        format!("/staff/learners/{learner}/matches/{offer}"),
        "/staff/offers".to_owned(),
        format!("/staff/offers/{offer}"),
        format!("/staff/learners?search={}", "%3Cscript%3E%22"),
    ];
    for page in pages {
        let html = html(&staff.get(&page).expect(200));
        assert!(!html.contains("<script") && !html.contains("<img"), "{page}: {html}");
        assert!(html.contains("&#60;"), "{page}");
    }
}

#[test]
fn a_refusal_is_a_page_with_its_reason() {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    let placed = scene.proposed();
    let page = format!("/staff/placements/{}", placed.id);
    let mut staff = Browser::signed_in(&scene.test, Role::Provider);
    let version = hidden(&html(&staff.get(&page).expect(200)), "version");
    let refused = staff.submit(&format!("{page}/steps/waive_visit"), &[("version", &version)]).expect(422);
    let shown = html(&refused);
    assert!(
        shown.contains("<a href=\"#waive_visit-reason\">Enter why no site visit is needed</a>"),
        "{shown}"
    );
    assert!(shown.contains("id=\"waive_visit-reason-error\"") && shown.contains("<details open>"));
    let early = staff.submit(&format!("{page}/steps/confirm"), &[("version", &version)]).expect(409);
    assert!(html(&early).contains("<a href=\"#main\">No agreement stands of: parent."), "{}", html(&early));
    let stale = staff.submit(&format!("{page}/steps/meet"), &[("version", "7")]).expect(412);
    assert!(html(&stale).contains("Somebody changed this while you were looking at it"));
    staff.submit(&format!("{page}/steps/accept"), &[("version", &version)]).expect(403);
    staff.submit(&format!("{page}/steps/nothing"), &[("version", &version)]).expect(404);
}
