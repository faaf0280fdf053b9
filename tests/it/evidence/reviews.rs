//! Reviews of a supported internship, on each engine: asked for when one is due, entered by API and page, and told as they were
//! entered.

use placewell::clock::Clock;
use placewell::db::placements;
use placewell::domain::ids::{LearnerId, OfferId, PlacementId, Reference};
use placewell::domain::learner::ProgrammeKind;
use placewell::domain::placement::{Gates, Placement, PlacementState};
use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use super::destinations::{of, rows_of};
use crate::api::scene::Scene;
use crate::support::app::home;
use crate::support::database::Engine;
use crate::support::operator;
use crate::web::browser::{Browser, html};

const INTERNSHIP: &str = "00000002-0000-7000-8000-000000000001";
const EXPERIENCE: &str = "00000002-0000-7000-8000-000000000002";

/// It is 2 March 2026. Kacper's internship is on Mondays from 5 January to 30 March, so that six weeks ended on 15
/// February; Carys is there on the same days for work experience.
fn scene(engine: Engine) -> Option<Scene> {
    let scene = Scene::new(engine)?;
    let first: chrono::NaiveDate = "2026-01-05".parse().unwrap();
    let days: Vec<_> = first.iter_weeks().take(13).collect();
    let rows = [
        (INTERNSHIP, "kacper", ProgrammeKind::SupportedInternship, 1),
        (EXPERIENCE, "carys", ProgrammeKind::WorkExperience, 2),
    ];
    for (id, name, programme, nth) in rows {
        let placement = Placement {
            id: PlacementId::parse(id).unwrap(),
            reference: Reference::from_random([nth, 1, 1, 1, 1]),
            learner: LearnerId::parse(&scene.learner(name)).unwrap(),
            provider: home(Role::Provider),
            offer: OfferId::parse(&scene.offer("library-shelves")).unwrap(),
            employer: home(Role::Employer),
            window: "main".to_owned().try_into().unwrap(),
            programme,
            days: days.clone(),
            state: PlacementState::UnderWay,
            gates: Gates::default(),
            marked_at: None,
            version: 1,
        };
        let now = scene.test.clock.now();
        scene.test.app.write(&operator(), |c| placements::insert(c, &placement, now)).unwrap();
    }
    Some(scene)
}

fn waits(scene: &Scene) -> bool {
    let home = html(&Browser::signed_in(&scene.test, Role::Provider).get("/staff").expect(200));
    home.contains("Hold the six-week review")
}

fn fields(scene: &Scene, path: &str, body: &Value) -> Vec<String> {
    let refused = scene.post(Role::Provider, path, body).expect(422).body;
    let errors = refused["errors"].as_array().unwrap().iter();
    errors.map(|error| error["field"].as_str().unwrap().to_owned()).collect()
}

#[rstest]
fn a_review_is_asked_for_and_told_as_it_was_held(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = scene(engine) else { return };
    let path = format!("/placements/{INTERNSHIP}/internship-reviews");
    assert!(waits(&scene), "six weeks ended two weeks ago");
    let rows = rows_of(&scene, "internships");
    assert_eq!(rows.len(), 2, "two periods have begun");
    assert_eq!([of(&rows[0], "review_due"), of(&rows[1], "review_due")], ["2026-02-15", "2026-03-29"]);
    for column in ["review_held", "coach_days", "review_next"] {
        assert_eq!(of(&rows[0], column), "not_recorded", "{column}");
    }

    let held = json!({"held_on": "2026-02-10", "took_part": ["learner", "employer"], "coach_days": 9,
        "next": "The coach comes on Mondays only."});
    let with = |field: &str, value: Value| {
        let mut body = held.clone();
        body[field] = value;
        body
    };
    assert_eq!(fields(&scene, &path, &with("held_on", json!("2026-03-03"))), ["held_on"], "in the future");
    assert_eq!(fields(&scene, &path, &with("held_on", json!("2026-01-04"))), ["held_on"], "before it began");
    assert_eq!(
        fields(&scene, &path, &json!({"held_on": "2026-02-10", "took_part": [], "coach_days": 121})),
        ["took_part", "coach_days"]
    );
    let experience = format!("/placements/{EXPERIENCE}/internship-reviews");
    assert_eq!(scene.post(Role::Provider, &experience, &held).expect(409).body["code"], "not_an_internship");
    scene.post(Role::Employer, &path, &held).expect(403);
    scene.post(Role::Hub, &path, &held).expect(403);
    let stranger = scene.test.stranger(Role::Provider);
    scene.test.get(&format!("/api/v1{path}")).bearing(&stranger.token).send().expect(404);

    scene.post(Role::JobCoach, &path, &held).expect(404);
    scene.post(Role::Provider, &path, &with("coach_days", json!(10))).expect(200);
    scene.test.clock.advance(chrono::TimeDelta::minutes(1));
    scene.post(Role::Provider, &path, &held).expect(200);
    scene.post(Role::Provider, &path, &held).expect(200);
    let list = scene.get(Role::SafeguardingLead, &path).expect(200).body;
    assert_eq!(list.as_array().unwrap().len(), 2, "the same again adds nothing, and nothing is written over");
    assert!(!waits(&scene), "it was held");

    by_page(&scene);
    let rows = rows_of(&scene, "internships");
    let told = |row: usize| ["review_held", "coach_days", "review_next"].map(|column| of(&rows[row], column));
    assert_eq!(told(0), [json!("2026-02-10"), json!(9), json!("The coach comes on Mondays only.")]);
    assert_eq!(told(1), [json!("2026-02-23"), json!(2), json!("not_recorded")]);
    let learner =
        scene.get(Role::Provider, &format!("/placements/{INTERNSHIP}")).expect(200).body["learner"].clone();
    let export = scene.get(Role::Provider, &format!("/learners/{}/export", learner.as_str().unwrap()));
    let export = export.expect(200).body;
    let mut ours = export["placements"].as_array().unwrap().iter();
    let ours = ours.find(|one| one["placement"]["id"] == INTERNSHIP).unwrap();
    assert_eq!(ours["internship_reviews"].as_array().unwrap().len(), 3);

    // Of what was never held nobody asks for ever: six weeks after a period ended it is past.
    scene.test.clock.set("2026-04-01T09:00:00Z".parse().unwrap());
    assert!(waits(&scene), "no review was held since 30 March, when the last period began");
    scene.test.clock.set("2026-05-12T09:00:00Z".parse().unwrap());
    assert!(!waits(&scene));
}

/// The form of an internship: nothing is chosen beforehand, and what was typed stays.
fn by_page(scene: &Scene) {
    let mut staff = Browser::signed_in(&scene.test, Role::Provider);
    let other = html(&staff.get(&format!("/staff/placements/{EXPERIENCE}")).expect(200));
    assert!(!other.contains("id=\"reviews\""), "work experience is not reviewed");
    let page = html(&staff.get(&format!("/staff/placements/{INTERNSHIP}")).expect(200));
    let part = page.split("id=\"reviews\"").nth(1).unwrap().split("</form>").next().unwrap();
    assert!(part.contains("10 February 2026, with the learner and the employer."), "{part}");
    assert!(part.contains("on 9 days") && !part.contains("on 10 days"), "the newest of a day counts: {part}");
    assert!(part.contains("A review is due by Sunday 29 March 2026.") && !part.contains("checked"), "{part}");
    let post = format!("/staff/placements/{INTERNSHIP}/reviews");
    let wrong = html(&staff.submit(&post, &[("said", "Kit is faster than we are")]).expect(422));
    for words in ["Enter the day on which the review was held", "Select everybody who took part"] {
        assert!(wrong.contains(words), "{words}: {wrong}");
    }
    assert!(wrong.contains("Kit is faster than we are"), "what was typed stays");
    let whole = [("held_on", "23 February 2026"), ("took_part", "learner"), ("coach_days", "2")];
    staff.submit(&post, &whole).expect(303);
}
