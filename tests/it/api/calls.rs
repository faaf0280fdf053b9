//! Planned calls: on the contact's page, in the provider's day, and nowhere else.

use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::json;

use super::scene::{API, Scene};
use crate::support::database::Engine;
use crate::web::browser::{Browser, html};
use crate::web::side::pages;
use crate::web::visit::{Visit, link_to};

#[rstest]
fn a_call_is_planned_seen_and_called_off(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(visit) = Visit::first_day(engine) else { return };
    let (scene, test) = (&visit.scene, &visit.scene.test);
    let other = scene.contact("huw@library.example");
    let path = format!("/placements/{}/calls", visit.placed.id);
    let days = visit.placement()["days"].clone();
    let call = json!({"contact": visit.contact, "date": days[1], "at": "14:00"});
    let planned = scene.post(Role::Provider, &path, &call).expect(200).body;
    assert_eq!(
        scene.post(Role::Provider, &path, &call).expect(200).body,
        planned,
        "the same again adds nothing"
    );
    assert_eq!((&planned["at"], &planned["name"]), (&json!("14:00"), &json!("Sioned Marsh")));
    for (field, wrong) in [
        ("date", json!({"contact": visit.contact, "date": "2026-03-02", "at": "14:00"})),
        ("at", json!({"contact": visit.contact, "date": days[1], "at": "25:00"})),
    ] {
        let refused = scene.post(Role::Provider, &path, &wrong).expect(422).body;
        assert_eq!(refused["errors"][0]["field"], field, "{refused}");
    }
    for role in [Role::Employer, Role::Hub, Role::Admin] {
        scene.get(role, &path).expect(403);
        scene.post(role, &path, &call).expect(403);
    }
    let stranger = test.stranger(Role::Provider);
    test.get(&format!("{API}{path}")).bearing(&stranger.token).send().expect(404);
    let shown = html(&visit.browser().get(&visit.path).expect(200));
    assert!(shown.contains("will ring you on Tuesday 10 March 2026 at 14:00"), "{shown}");
    scene
        .post(Role::Provider, &format!("/placements/{}/links", visit.placed.id), &json!({"contact": other}))
        .expect(204);
    let theirs = link_to(test, "huw@library.example").unwrap();
    assert!(!html(&visit.browser().get(&theirs).expect(200)).contains("ring you on"), "it is for whom it is");

    let mut staff = Browser::signed_in(test, Role::Provider);
    assert!(!html(&staff.get("/staff/today").expect(200)).contains("Calls today"));
    let second = days[1].as_str().unwrap();
    test.clock.set(format!("{second}T09:00:00Z").parse().unwrap());
    let mut staff = Browser::signed_in(test, Role::Provider);
    assert!(html(&staff.get("/staff/today").expect(200)).contains("14:00: ring Sioned Marsh"));
    let page = format!("/staff/placements/{}", visit.placed.id);
    let typed = [("to", visit.contact.as_str()), ("date", second), ("at", "15:30")];
    staff.submit(&format!("{page}/calls"), &typed).expect(303);
    let refused = staff.submit(&format!("{page}/calls"), &[("at", "noon")]).expect(422);
    assert!(html(&refused).contains("Enter the time of the call"));
    let id = planned["id"].as_str().unwrap();
    staff.submit(&format!("{page}/calls/end"), &[("call", id)]).expect(303);
    let left = scene.get(Role::Provider, &path).expect(200).body;
    assert_eq!((left.as_array().unwrap().len(), &left[0]["at"]), (1, &json!("15:30")));
    test.delete(&format!("{API}{path}/{id}")).by(Role::Provider).send().expect(404);
    let last = left[0]["id"].as_str().unwrap();
    test.delete(&format!("{API}{path}/{last}")).by(Role::Provider).send().expect(204);
    assert_eq!(scene.get(Role::Provider, &path).expect(200).body, json!([]));
}

#[rstest]
fn a_call_to_the_family_is_told_to_them_and_to_nobody_else(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let (placed, [learner, family]) = pages(&scene);
    let copy = |edition: &str| {
        let path = format!("/placements/{}/copies/{edition}", placed.id);
        scene.get(Role::Provider, &path).expect(200).body
    };
    let reader = copy("family")["readers"][0]["reader"].clone();
    let calls = format!("/placements/{}/calls", placed.id);
    let day =
        scene.get(Role::Provider, &format!("/placements/{}", placed.id)).expect(200).body["days"][1].clone();
    let call = json!({"reader": reader, "date": day, "at": "16:15"});
    let both = json!({"reader": reader, "contact": scene.contact("sioned@library.example"), "date": day, "at": "16:15"});
    assert_eq!(scene.post(Role::Provider, &calls, &both).expect(422).body["errors"][0]["field"], "contact");
    let planned = scene.post(Role::Provider, &calls, &call).expect(200).body;
    let page = |path: &str| html(&Browser::new(&scene.test).get(path).expect(200));
    assert!(page(&family).contains("at 16:15"), "{}", page(&family));
    assert!(!page(&learner).contains("16:15"));
    let told = |body: &serde_json::Value| body.to_string().contains("16:15");
    assert!(told(&copy("family")), "their copy tells it");
    assert!(!told(&copy("learner")) && !told(&copy("job_coach")));
    let pack = scene.get(Role::Provider, &format!("/placements/{}/briefing", placed.id)).expect(200).body;
    assert!(!told(&pack), "the employer is not told when the family is rung");
    let off = format!("{API}{calls}/{}", planned["id"].as_str().unwrap());
    scene.test.delete(&off).by(Role::Provider).send().expect(204);
    assert!(!page(&family).contains("16:15") && !told(&copy("family")));
}
