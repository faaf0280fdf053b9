//! What stands between a learner and offers, and what it would take.

use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use super::scene::{API, Scene, id};
use crate::support::database::Engine;

/// A learner and four offers near her; the garden has no quiet space, which she needs.
fn garden(scene: &Scene) -> (String, String) {
    let mut learner = scene.learner_document("carys");
    learner["learner"]["home"]["coordinates"] = json!({"lat_udeg": 51_588_000, "lon_udeg": -2_998_000});
    let needs = learner["learner"]["profile"]["needs"].as_array_mut().unwrap();
    needs.retain(|need| need["wanted"]["provision"] != "quiet_space");
    needs.push(json!({"wanted": {"provision": "quiet_space"}, "weight": "essential"}));
    let learner = id(&scene.post(Role::Provider, "/learners", &learner).expect(201));
    let mut garden = String::new();
    for name in ["library-shelves", "bakery-packing", "garden-plants", "parcel-returns"] {
        let mut document = scene.offer_document(name);
        document["offer"]["site"]["coordinates"] = json!({"lat_udeg": 51_589_000, "lon_udeg": -2_998_000});
        if name == "garden-plants" {
            document["offer"]["provisions"]["quiet_space"] = json!({"state": "no"});
        }
        let made = id(&scene.post(Role::Employer, "/offers", &document).expect(201));
        if name == "garden-plants" {
            garden = made;
        }
    }
    (learner, garden)
}

#[rstest]
fn why_an_offer_does_not_suit_and_what_it_would_take(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let (learner, garden) = garden(&scene);
    let path = format!("/learners/{learner}/matches/{garden}/barriers");
    let found = scene.get(Role::Provider, &path).expect(200).body;
    assert_eq!(found["outcome"], "unsuitable");
    let failing: Vec<&Value> = found["failing"].as_array().unwrap().iter().collect();
    let quiet = failing.iter().find(|one| one["barrier"] == "support").unwrap();
    assert_eq!((&quiet["blocker"]["provision"], &quiet["adjustable"]), (&json!("quiet_space"), &json!(true)));
    let way = &found["ways"][0];
    let provides = |way: &Value| {
        let mut changes = way["changes"].as_array().unwrap().iter();
        changes.any(|change| change["what"] == json!({"code": "provide", "provision": "quiet_space"}))
    };
    assert!(provides(way), "{found}");
    assert!(way["place"].as_u64().unwrap() >= 1 && way["score"].as_u64().unwrap() > 0, "{way}");
    assert_eq!(
        way["words"].as_array().unwrap().len(),
        way["changes"].as_array().unwrap().len() + way["questions"].as_array().unwrap().len()
    );

    let unlocks = scene.get(Role::Provider, &format!("/learners/{learner}/unlocks")).expect(200).body;
    let counts = ["suit", "fail_several"].map(|name| unlocks[name].as_u64().unwrap());
    let only = unlocks["fail_only"].as_array().unwrap().iter().map(|one| one["offers"].as_u64().unwrap());
    assert_eq!(counts.iter().sum::<u64>() + only.sum::<u64>(), 4, "{unlocks}");
    assert_eq!(unlocks["offers_version"], found["offers_version"]);
    let mut listed = unlocks["unlocks"].as_array().unwrap().iter();
    assert!(listed.any(|one| provides(one) && one["best"][0]["offer"] == garden), "{unlocks}");
    insta::assert_json_snapshot!("barriers", crate::support::plain::outline(&found));
    insta::assert_json_snapshot!("unlocks", crate::support::plain::outline(&unlocks));
}

#[rstest]
fn an_offer_that_suits_fails_nothing_and_a_hub_asks_only_with_agreement(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let (learner, _) = garden(&scene);
    let matches = scene.get(Role::Provider, &format!("/learners/{learner}/matches")).expect(200).body;
    let first = &matches["items"][0];
    let path = format!("/learners/{learner}/matches/{}/barriers", first["offer"].as_str().unwrap());
    let found = scene.get(Role::Provider, &path).expect(200).body;
    assert_eq!((&found["failing"], found["ways"].as_array().unwrap().len()), (&json!([]), 1));
    let way = &found["ways"][0];
    assert_eq!((&way["place"], &way["value"]), (&json!(1), &first["assessment"]["value"]));

    let paths = [path, format!("/learners/{learner}/unlocks")];
    let status = |role: Role| [0, 1].map(|at| scene.get(role, &paths[at]).status);
    assert_eq!(status(Role::Hub), [404, 404]);
    scene.record_agreement(&learner, None, "hub_sees_matches").expect(201);
    assert_eq!(status(Role::Hub), [200, 200]);
    assert_eq!((status(Role::Employer), status(Role::SafeguardingLead)), ([403, 403], [403, 403]));
    let stranger = scene.test.stranger(Role::Provider);
    for path in &paths {
        scene.test.get(&format!("{API}{path}")).bearing(&stranger.token).send().expect(404);
        assert_eq!(
            scene.get(Role::Provider, &format!("{path}?start=soon")).expect(422).body["errors"][0]["field"],
            "start"
        );
    }
}

#[rstest]
fn matches_are_narrowed_and_counted_by_facet(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let (learner, _) = garden(&scene);
    let get =
        |query: &str| scene.get(Role::Provider, &format!("/learners/{learner}/matches?limit=200&{query}"));
    let ids = |body: &Value| -> Vec<Value> {
        body["items"].as_array().unwrap().iter().map(|one| one["offer"].clone()).collect()
    };
    let whole = get("facets=true").expect(200).body;
    let items = whole["items"].as_array().unwrap();
    assert!(items.len() >= 2, "{}", items.len());
    let facets = &whole["facets"];
    let sum = |name: &str| -> u64 {
        facets[name].as_array().unwrap().iter().map(|one| one["offers"].as_u64().unwrap()).sum()
    };
    assert_eq!(
        (sum("employers"), sum("occupations")),
        (whole["funnel"]["assessed"].as_u64().unwrap(), sum("employers"))
    );
    insta::assert_json_snapshot!("facets", crate::support::plain::outline(facets));
    assert_eq!(get("").expect(200).body.get("facets"), None);

    let first = &items[0];
    let title = first["title"].as_str().unwrap().to_uppercase().replace(' ', "%20");
    let by_words = get(&format!("q={title}")).expect(200).body;
    assert_eq!(ids(&by_words), [first["offer"].clone()]);
    assert_eq!(by_words["offers_version"], whole["offers_version"]);
    let soc = facets["occupations"][0]["soc"].as_str().unwrap();
    let of_occupation = ids(&get(&format!("occupation={soc}")).expect(200).body);
    assert!(of_occupation.iter().all(|offer| ids(&whole).contains(offer)));
    let employer = first["employer"].as_str().unwrap();
    assert!(ids(&get(&format!("employer={employer}")).expect(200).body).contains(&first["offer"]));
    for (query, left) in
        [("metres=10", 0), ("metres=200", items.len()), ("q=zeppelin", 0), ("until=2020-01-01", 0)]
    {
        assert_eq!(ids(&get(query).expect(200).body).len(), left, "{query}");
    }
    let last = first["days"].as_array().unwrap().last().unwrap().as_str().unwrap();
    let ended = get(&format!("until={last}")).expect(200).body;
    assert!(ids(&ended).contains(&first["offer"]));
    let over = |one: &Value| one["days"].as_array().unwrap().last().unwrap().as_str().unwrap() <= last;
    assert!(ended["items"].as_array().unwrap().iter().all(over));
    for (query, field) in [
        ("occupation=12", "occupation"),
        ("provision=hoist", "provision"),
        ("minutes=soon", "minutes"),
        ("minutes=601", "minutes"),
        ("metres=1000001", "metres"),
    ] {
        assert_eq!(get(query).expect(422).body["errors"][0]["field"], field, "{query}");
    }
}
