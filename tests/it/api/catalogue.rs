//! The catalogue of occupations over HTTP.

use placewell::auth::Action;
use placewell::auth::policy::allowed;
use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use super::scene::Scene;
use crate::support::app::{ROLES, home};
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

fn wanted() -> Value {
    json!({"occupation": "library-assistant", "tasks": ["sort-returns", "display"],
        "site": {"name": "Elm Row", "address": ["1 Elm Row", "Newport"], "postcode": "NP20 1AA", "nation": "wales"}})
}

fn fields(list: &Value) -> Vec<&str> {
    list.as_array().into_iter().flatten().map(|one| one["field"].as_str().unwrap()).collect()
}

#[rstest]
fn a_draft_says_what_is_missing_and_asks_for_all_of_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let draft = scene.post(Role::Employer, "/offers/drafts", &wanted()).expect(200).body;
    insta::assert_json_snapshot!("a_draft", draft);
    let asked: Vec<&str> = draft["questions"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["needed"] == true)
        .flat_map(|one| one["fields"].as_array().unwrap())
        .map(|field| field.as_str().unwrap())
        .collect();
    let within = |inner: &str, outer: &str| {
        inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    for missing in fields(&draft["still_missing"]) {
        assert!(
            asked.iter().any(|field| within(field, missing) || within(missing, field)),
            "{missing} is not asked"
        );
    }
    let listed = scene.get(Role::Employer, "/offers").expect(200).body;
    assert_eq!(listed["items"], json!([]), "a draft is not stored");
    let refused = json!({"state": "draft", "offer": draft["offer"]});
    let refused = scene.post(Role::Employer, "/offers", &refused).expect(422).body;
    assert_eq!(fields(&refused["errors"]), fields(&draft["still_missing"]));
}

#[test]
fn a_draft_is_made_of_what_the_catalogue_has_for_an_employer_in_view() {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    let faults = |role: Role, field: &str, value: Value| {
        let mut body = wanted();
        body[field] = value;
        let refused = scene.post(role, "/offers/drafts", &body).expect(422).body;
        fields(&refused["errors"]).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(faults(Role::Employer, "occupation", json!("lion-tamer")), ["occupation"]);
    assert_eq!(faults(Role::Employer, "tasks", json!([])), ["tasks"]);
    assert_eq!(
        faults(Role::Employer, "tasks", json!(vec!["tame-lions"; 13])),
        ["tasks"],
        "so many are not read"
    );
    let tasks = json!(["sort-returns", "tame-lions", "sort-returns"]);
    assert_eq!(faults(Role::Employer, "tasks", tasks), ["tasks[1]", "tasks[2]"]);
    let mut body = wanted();
    assert_eq!(
        fields(&scene.post(Role::Hub, "/offers/drafts", &body).expect(422).body["errors"]),
        ["employer"]
    );
    body["employer"] = json!(home(Role::Provider));
    scene.post(Role::Hub, "/offers/drafts", &body).expect(404);
    scene.post(Role::Employer, "/offers/drafts", &body).expect(404);
    body["employer"] = json!(home(Role::Employer));
    scene.post(Role::Hub, "/offers/drafts", &body).expect(200);
    scene.post(Role::Provider, "/offers/drafts", &body).expect(403);
}
