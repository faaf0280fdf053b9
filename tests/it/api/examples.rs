//! The examples of the document: every operation called as people call it, over the sample.
//!
//! `INSTA_UPDATE=always cargo test --test it api::examples` writes `api/examples.json` anew.

mod book;
mod cohort;
mod families;
mod learners;
mod people;
mod placement;
mod places;
mod webhooks;

use placewell::config::Config;
use rstest::rstest;
use serde_json::Value;

use super::cohorts::hub::Hub;
use super::golden::compare;
use super::scene::Scene;
use crate::support::app::TestApp;
use crate::support::database::Engine;
use book::Book;

/// Operations whose requests are always refused, and why.
const ALWAYS_REFUSED: &[(&str, &str)] = &[("set_user_password", "people set their own passwords")];

/// Tells everything from the first sign-in to the erasure of a learner; the notes.
fn tell(engine: Engine) -> Option<Value> {
    let mut config = Config::default();
    config.jobs.webhooks_to_own_network = true;
    let hub = Hub::on(Scene::on(TestApp::with(engine, config)?));
    let book = Book::new(&hub.scene);
    let hook = webhooks::subscribe(&book);
    people::sign_in(&book);
    people::let_in(&book);
    let contact = places::add(&book);
    learners::add(&book, &hub);
    cohort::place(&book, &hub);
    families::engage(&book);
    placement::arrange(&book, &hub, &contact);
    webhooks::look(&book, &hook);
    learners::erase(&book);
    Some(book.notes())
}

#[rstest]
fn the_notes_are_what_is_accepted_and_answered_today(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(notes) = tell(engine) else { return };
    compare("examples.json", &(serde_json::to_string_pretty(&notes).unwrap() + "\n"));
}

#[test]
fn whatever_takes_or_gives_json_shows_an_example() {
    let document = serde_json::to_value(placewell::http::openapi::document()).unwrap();
    let (mut requests, mut answers, mut bare) = (0, 0, Vec::new());
    for operation in
        document["paths"].as_object().unwrap().values().flat_map(|item| item.as_object().unwrap().values())
    {
        let id = operation["operationId"].as_str().unwrap();
        let mut parameters = operation["parameters"].as_array().into_iter().flatten();
        let cursor = parameters.find(|parameter| parameter["name"] == "cursor");
        let unknown = cursor.filter(|cursor| !cursor["schema"]["examples"][0].is_string());
        bare.extend(unknown.map(|_| format!("cursor of {id}")));
        let mut look = |content: &Value, count: &mut usize| {
            if let Some(json) = content.get("application/json") {
                *count += 1;
                bare.extend(json.get("example").is_none().then(|| id.to_owned()));
            }
        };
        look(&operation["requestBody"]["content"], &mut requests);
        for (status, answer) in operation["responses"].as_object().unwrap() {
            if status.starts_with('2') {
                look(&answer["content"], &mut answers);
            }
        }
    }
    println!("{requests} requests and {answers} answers, without an example: {bare:?}");
    assert!(requests > 40 && answers > 90, "{requests}, {answers}");
    assert_eq!(bare, Vec::<String>::new());
}
