//! The copies of a plan on the placement's page: where each stands, looked at, approved and sent to its own reader.

use placewell::domain::role::Role;
use rstest::rstest;

use super::browser::{Browser, hidden, html};
use crate::api::scene::{Proposed, Scene};
use crate::support::app::{ROLES, email};
use crate::support::database::Engine;

fn main_of(page: &str) -> &str {
    page.split_once("<main").unwrap().1
}

/// What is sent with the form that approves, to everybody who may be sent it.
fn approval(page: &str) -> Vec<(String, String)> {
    let form = main_of(page).split_once("Approve it").unwrap().1.split("</form>").next().unwrap();
    let ticks = form.split("name=\"to\" value=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    let hidden = ["once", "hash"].map(|name| (name.to_owned(), hidden(form, name)));
    hidden.into_iter().chain(ticks.map(|to| ("to".to_owned(), to.to_owned()))).collect()
}

fn sent(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

fn copy(placed: &Proposed, edition: &str) -> String {
    format!("/staff/placements/{}/copies/{edition}", placed.id)
}

#[rstest]
fn each_copy_is_looked_at_approved_and_sent_by_pages(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.with_readers();
    let mut staff = Browser::signed_in(&scene.test, Role::Provider);
    let page = format!("/staff/placements/{}", placed.id);
    let early = html(&staff.get(&copy(&placed, "family")).expect(200));
    assert!(early.contains("The employer’s pack comes first") && !early.contains("Approve it"), "{early}");
    let list = html(&staff.get(&page).expect(200));
    assert_eq!(list.matches("not approved yet").count(), 4, "{list}");

    scene.approved(&placed, &[]);
    for (edition, address) in [
        ("learner", "carys@home.example".to_owned()),
        ("family", "rhian@home.example".to_owned()),
        ("job_coach", email(Role::JobCoach)),
    ] {
        let at = copy(&placed, edition);
        assert!(html(&staff.get(&page).expect(200)).contains(&format!("href=\"{at}\"")));
        let shown = html(&staff.get(&at).expect(200));
        assert!(shown.contains("nothing found"), "{shown}");
        assert!(html(&staff.get(&format!("{at}/html")).expect(200)).contains("<html"));
        assert!(staff.get(&format!("{at}/pdf")).expect(200).bytes.starts_with(b"%PDF"));
        staff.get(&format!("{at}/cards")).expect(404);
        let fields = approval(&shown);
        assert_eq!(fields.len(), 3, "one reader: {fields:?}");
        let done = staff.submit(&at, &sent(&fields)).expect(303).header("Location").to_owned();
        assert_eq!(done, format!("{at}?done=approved"));
        assert_eq!(scene.work(), 1);
        let letter = scene.memory().sent().pop().unwrap().letter;
        assert_eq!(letter.to, address, "{edition}");
        let after = html(&staff.get(&done).expect(200));
        assert!(after.contains("The copy is approved.") && after.contains("Version 1 to"), "{after}");
        let printed = after.split_once("href=\"/staff/copies/").unwrap().1.split('"').next().unwrap();
        let printed = staff.get(&format!("/staff/copies/{printed}")).expect(200);
        assert_eq!(printed.bytes, letter.attachments[0].bytes, "what is handed over is what is sent");
    }
    let list = html(&staff.get(&page).expect(200));
    for line in ["to the learner: sent", "to the family: sent", "to the job coach: sent"] {
        assert!(list.contains(line), "{line}: {list}");
    }

    let at = copy(&placed, "family");
    let shown = html(&staff.get(&at).expect(200));
    let form = shown.split_once("/again\"").unwrap().1;
    let fields: Vec<_> = ["once", "copy", "reader"].map(|name| (name.to_owned(), hidden(form, name))).into();
    staff.submit(&format!("{at}/again"), &sent(&fields)).expect(303);
    assert_eq!(scene.work(), 1, "it goes once more");
}

#[rstest]
fn why_a_copy_cannot_go_is_said(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.confirmed();
    scene.approved(&placed, &[]);
    let mut staff = Browser::signed_in(&scene.test, Role::Provider);
    let learner = html(&staff.get(&copy(&placed, "learner")).expect(200));
    assert!(learner.contains("No address for mail is known"), "{learner}");
    let coach = html(&staff.get(&copy(&placed, "job_coach")).expect(200));
    assert!(coach.contains("No job coach is assigned"), "{coach}");
    let fields = approval(&learner);
    assert_eq!(fields.len(), 2, "it is approved to be printed");
    staff.submit(&copy(&placed, "learner"), &sent(&fields)).expect(303);
    assert!(
        html(&staff.get(&format!("/staff/placements/{}", placed.id)).expect(200))
            .contains("sent to nobody yet")
    );
    let stale: Vec<_> = [("once", "another"), ("hash", "0"), ("to", "family:nobody")]
        .map(|(n, v)| (n.to_owned(), v.to_owned()))
        .into();
    staff.submit(&copy(&placed, "learner"), &sent(&stale)).expect(422);
    let changed = [("once", "a third"), ("hash", "0")];
    let changed = html(&staff.submit(&copy(&placed, "learner"), &changed).expect(409));
    assert!(changed.contains("The copy has changed since it was previewed"), "{changed}");
    staff.get(&copy(&placed, "employer")).expect(404);
    for role in ROLES {
        let mut browser = Browser::signed_in(&scene.test, role);
        let answer = browser.get(&copy(&placed, "learner"));
        let reads = matches!(role, Role::Provider | Role::SafeguardingLead);
        assert_eq!(answer.status == 200, reads, "{role:?}: {}", answer.status);
        assert_eq!(html(&answer).contains("name=\"hash\""), role == Role::Provider, "{role:?}");
    }
}
