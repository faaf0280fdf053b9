//! A learner added by a page, and the home and the people to ring changed by one.

use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::json;

use super::browser::{Browser, hidden, html};
use crate::api::scene::Scene;
use crate::support::app::ROLES;
use crate::support::database::Engine;

/// The answers of a careers leader, with some of them otherwise.
pub(super) fn answers<'a>(once: &'a str, otherwise: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let usual = [
        ("once", once),
        ("given_name", "Seren"),
        ("family_name", "Pryce"),
        ("date_of_birth", "17 May 2010"),
        ("programme", "work_experience"),
        ("interests", "animals"),
        ("communicates", "speech"),
        ("instructed_by", "shown"),
        ("help", "shown_once"),
        ("variety", "some"),
        ("max_continuous_minutes", "45"),
        ("max_daily_minutes", "240"),
        ("break_minutes", "15"),
        ("reading", "some"),
        ("numbers", "none"),
        ("communication", "some"),
        ("physical", "much"),
        ("challenge", "2"),
        ("stretch", "3"),
        ("evacuation", "unaided"),
        ("modes", "walk"),
        ("modes", "public_transport"),
        ("speed_mm_s", "1200"),
        ("step_free", "not_needed"),
        ("max_walk_metres", "1,000"),
        ("max_total_walk_metres", "2000"),
        ("comfortable_minutes", "40"),
        ("max_minutes", "60"),
        ("max_changes", "1"),
        ("change_minutes", "5"),
        ("max_wait_minutes", "20"),
        ("address", "4 Gwent Terrace\r\nNewport"),
        ("postcode", "NP20 1AA"),
        ("own_email", "seren@home.example"),
        ("name-0", "Nia Pryce"),
        ("relationship-0", "mother"),
        ("phone-0", "01632 960001"),
    ];
    let kept = usual.into_iter().filter(|(name, _)| otherwise.iter().all(|(other, _)| other != name));
    kept.chain(otherwise.iter().copied()).filter(|(_, value)| !value.is_empty()).collect()
}

#[rstest]
fn a_learner_is_added_by_a_page(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let mut staff = Browser::signed_in(&scene.test, Role::Provider);
    assert!(html(&staff.get("/staff/learners").expect(200)).contains("href=\"/staff/learners/new\""));
    let page = html(&staff.get("/staff/learners/new").expect(200));
    assert!(!page.contains(" checked"), "nothing is answered before somebody answers it");
    let once = hidden(page.split_once("<main").unwrap().1, "once");
    let empty = html(&staff.submit("/staff/learners", &[("once", &once)]).expect(422));
    for name in ["given_name", "date_of_birth", "help", "evacuation", "modes", "postcode", "max_changes"] {
        assert!(empty.contains(&format!("<a href=\"#new-{name}\">")), "{name}: {empty}");
    }
    for (name, value, words) in [
        ("date_of_birth", "soon", "Enter a real date"),
        ("max_walk_metres", "far", "Enter a whole number of metres"),
        ("postcode", "Newport", "Enter a full postcode"),
        ("own_email", "seren", "Enter an email address"),
        ("relationship-0", "", "Enter their relationship to the learner"),
        ("break_minutes", "2", "How long a break must be: must be"),
        ("date_of_birth", "17 May 1980", "Date of birth: must make the learner 10 to 26 years old"),
    ] {
        let refused = html(&staff.submit("/staff/learners", &answers(&once, &[(name, value)])).expect(422));
        assert!(refused.contains(&format!("<a href=\"#new-{name}\">{words}")), "{name}: {refused}");
        assert!(refused.contains("value=\"Seren\"") || name == "given_name", "what was typed is lost");
    }
    let made =
        staff.submit("/staff/learners", &answers(&once, &[])).expect(303).header("Location").to_owned();
    let again = staff.submit("/staff/learners", &answers(&once, &[])).expect(303);
    assert_eq!(again.header("Location"), made, "a form sent twice adds one learner");
    assert!(html(&staff.get(&made).expect(200)).contains("The learner is added."));
    let id = made.split('?').next().unwrap().rsplit('/').next().unwrap().to_owned();
    let stored = scene.get(Role::Provider, &format!("/learners/{id}")).expect(200).body["learner"].clone();
    assert_eq!(stored["profile"]["travel"]["max_walk_metres"], json!(1000));
    assert_eq!(stored["profile"]["travel"]["modes"], json!(["walk", "public_transport"]));
    assert_eq!(stored["home"]["family"][0]["name"], json!("Nia Pryce"));
    assert_eq!(stored["profile"]["needs"], json!([]));
    staff.get(&format!("/staff/learners/{id}/matches")).expect(200);
    for role in ROLES.into_iter().filter(|role| *role != Role::Provider) {
        Browser::signed_in(&scene.test, role).get("/staff/learners/new").expect(403);
    }
}

#[rstest]
fn the_home_and_the_people_to_ring_are_changed(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let carys = scene.learner("carys");
    let before = scene.get(Role::Provider, &format!("/learners/{carys}")).expect(200).body["learner"].clone();
    let record = format!("/staff/learners/{carys}");
    let page = format!("{record}/change/home");
    let mut staff = Browser::signed_in(&scene.test, Role::Provider);
    let postcode = before["home"]["postcode"].as_str().unwrap();
    assert!(!html(&staff.get(&record).expect(200)).contains(postcode), "the record's page shows no home");
    let untouched = super::change::fields(&html(&staff.get(&page).expect(200)));
    let sent: Vec<_> = untouched.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    staff.post(&page, &sent).expect(303);
    let after = scene.get(Role::Provider, &format!("/learners/{carys}")).expect(200).body["learner"].clone();
    assert_eq!(after, before, "a form that is saved untouched changes nothing");
    let fields = super::change::fields(&html(&staff.get(&page).expect(200)));
    let last = fields.iter().filter(|(name, _)| name.starts_with("name-")).count() - 1;
    let (name, relationship) = (format!("name-{last}"), format!("relationship-{last}"));
    let sent: Vec<_> = fields.iter().filter(|(field, _)| *field != name && *field != relationship).collect();
    let mut sent: Vec<_> = sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    sent.extend([(name.as_str(), "Gethin Bevan"), (relationship.as_str(), "grandfather")]);
    assert!(staff.post(&page, &sent).expect(303).header("Location").ends_with("?saved=home#home"));
    let after = scene.get(Role::Provider, &format!("/learners/{carys}")).expect(200).body["learner"].clone();
    let family = after["home"]["family"].as_array().unwrap();
    assert_eq!(family.len(), before["home"]["family"].as_array().unwrap().len() + 1);
    assert_eq!(after["home"]["coordinates"], before["home"]["coordinates"]);
    assert_eq!(after["profile"], before["profile"]);
}
