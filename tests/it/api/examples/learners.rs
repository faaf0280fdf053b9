//! Learners, what suits them, and what is recorded about the handling of their data.

use placewell::domain::role::Role;
use serde_json::{Value, json};

use super::book::Book;
use crate::api::cohorts::hub::Hub;

const NONE: &Value = &Value::Null;
const BY: Role = Role::Provider;

/// Adds learners, gives Carys and her mother addresses, and looks at what suits.
pub(super) fn add(book: &Book, hub: &Hub) {
    let scene = book.scene;
    let owain = scene.learner_document("owain");
    let made = book.call("create_learner", BY, &[], &owain);
    let id = [made["id"].as_str().unwrap()];
    book.call("create_learners", BY, &[], &json!({"items": [scene.learner_document("ffion")]}));
    book.call("list_learners", BY, &["?limit=2"], NONE);
    book.call("read_learner", BY, &id, NONE);
    let agreement = json!({"scope": "hub_sees_matches", "actor": "parent", "method": "paper", "on": "2026-03-02",
        "wording": "The hub may see which offers suit Owain."});
    book.call("record_agreement", BY, &id, &agreement);
    book.call("list_agreements", BY, &id, NONE);
    book.call("list_agreed_learners", Role::Hub, &["?limit=2"], NONE);
    let mut carys = scene.learner_document("carys");
    carys["learner"]["home"]["own_email"] = json!("carys@home.example");
    carys["learner"]["home"]["family"][0]["email"] = json!("rhian@home.example");
    book.call("change_learner", BY, &[&hub.learner("carys")], &carys);
    matches(book, &hub.learner("carys"), &hub.offers["library-shelves"]);
    book.call("export_learner", BY, &id, NONE);
    book.call("archive_learner", BY, &id, NONE);
}

fn matches(book: &Book, learner: &str, offer: &str) {
    book.call("list_matches", BY, &[learner, "?limit=1&facets=true"], NONE);
    let profile = book.scene.learner_document("carys")["learner"]["profile"].clone();
    book.call("try_matches", BY, &[learner, "?limit=1"], &json!({"profile": profile}));
    book.call("read_match", BY, &[learner, offer], NONE);
    book.call("explain_match", BY, &[learner, offer], NONE);
    book.call("list_unlocks", BY, &[learner], NONE);
}

/// Erases a learner.
pub(super) fn erase(book: &Book) {
    let made = book.call("create_learner", BY, &[], &book.scene.learner_document("zara"));
    book.call("erase_learner", BY, &[made["id"].as_str().unwrap()], &json!({"reason": "requested"}));
}
