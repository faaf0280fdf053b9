//! The catalogue of occupations over HTTP.

use placewell::auth::Action;
use placewell::auth::policy::allowed;
use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::Value;

use super::scene::Scene;
use crate::support::app::ROLES;
use crate::support::database::Engine;

#[rstest]
fn whoever_may_read_offers_reads_the_catalogue(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    for role in ROLES {
        let status = if allowed(role, Action::ReadOffer) { 200 } else { 403 };
        let list = scene.get(role, "/catalogue/occupations").expect(status).body;
        let one = scene.get(role, "/catalogue/occupations/library-assistant").expect(status).body;
        if status == 200 {
            let items = list["items"].as_array().unwrap();
            assert!(items.len() >= 40, "{}", items.len());
            let library = items.iter().find(|item| item["slug"] == "library-assistant");
            insta::assert_json_snapshot!("an_occupation_in_the_list", library.unwrap());
            assert_eq!(one["tasks"][0]["id"], "sort-returns");
        }
    }
    let gone = scene.get(Role::Employer, "/catalogue/occupations/lion-tamer").expect(404);
    assert_eq!(gone.problem(), "not-found");
    scene.get(Role::Employer, "/catalogue/occupations/Not%20a%20slug").expect(404);
}

fn slugs(scene: &Scene, query: &str) -> Vec<String> {
    let list = scene.get(Role::Employer, &format!("/catalogue/occupations?{query}")).expect(200).body;
    let slug = |item: &Value| item["slug"].as_str().unwrap().to_owned();
    list["items"].as_array().unwrap().iter().map(slug).collect()
}

#[test]
fn the_list_is_narrowed_by_words_and_by_theme() {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    assert_eq!(slugs(&scene, "q=LIBRARY%20assistant"), ["library-assistant"]);
    assert_eq!(slugs(&scene, "q=lion"), Vec::<String>::new());
    let animals = slugs(&scene, "theme=animals");
    assert!(animals.contains(&"stable-yard-assistant".to_owned()) && animals.len() < 20, "{animals:?}");
    assert_eq!(slugs(&scene, "theme=animals&q=stable"), ["stable-yard-assistant"]);
    let refused = scene.get(Role::Employer, "/catalogue/occupations?theme=lions").expect(422);
    assert_eq!(refused.body["errors"][0]["field"], "theme");
}

#[test]
fn an_entry_that_is_known_already_is_not_sent_again() {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    for path in ["/api/v1/catalogue/occupations", "/api/v1/catalogue/occupations/library-assistant"] {
        let asked = |tag: &str| scene.test.get(path).by(Role::Employer).header("If-None-Match", tag).send();
        let tag = asked("\"0\"").expect(200).header("ETag").to_owned();
        assert_eq!(asked(&tag).expect(304).bytes.len(), 0);
    }
}
