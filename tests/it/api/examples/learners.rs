//! Learners, what suits them, and what is recorded about the handling of their data.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
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
    let text =
        json!({"text": "Autistic. Struggles with noise and needs a job coach, no stairs. Loves animals."});
    book.call("suggest_needs", BY, &[], &text);
    book.call("change_learner", BY, &[&hub.learner("carys")], &carys);
    matches(book, &hub.learner("carys"), &hub.offers["library-shelves"]);
    imports(book);
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
    let decision = json!({"offer": offer, "choice": "shortlisted", "reason": "It is quiet, and she can see the way out."});
    book.call("record_shortlist_decision", BY, &[learner], &decision);
    book.call("list_shortlist", BY, &[learner], NONE);
}

/// Brings a file in, makes a learner of one draft, removes another, and undoes a second file.
fn imports(book: &Book) {
    let new = |file: &str| json!({"kind": "learners", "file": STANDARD.encode(file)});
    let file = "Surname,Forename,DOB,Pupil no.,House\nMoss,Kit,2010-05-17,0417,Red\n\
        Reed,Sam,2011-02-03,0418,Blue\nLane,,2010-01-09,0419,Blue\n";
    let made = book.call("create_import", BY, &[], &new(file));
    let id = [made["id"].as_str().unwrap()];
    let answers = json!({"columns": {"Pupil no.": "external_id", "House": ""}});
    book.call("answer_import", BY, &id, &answers);
    book.call("read_import", BY, &id, NONE);
    book.call("export_import_rest", BY, &id, NONE);
    book.call("confirm_import", BY, &id, &json!({"rows": "good"}));
    book.call("list_learner_drafts", BY, &["?limit=1"], NONE);
    let drafts = book.call("list_learner_drafts", BY, &["?limit=2"], NONE);
    let draft = |at: usize| drafts["items"][at]["id"].as_str().unwrap().to_owned();
    book.call("read_learner_draft", BY, &[&draft(0)], NONE);
    let mut document = book.scene.learner_document("zara");
    document["learner"]["codes"]["external_id"] = json!("0417");
    book.call("finish_learner_draft", BY, &[&draft(0)], &document);
    book.call("remove_learner_draft", BY, &[&draft(1)], NONE);
    let again = book.call("create_import", BY, &[], &new("Surname,Forename,Pupil no.\nReed,Sam,0418\n"));
    let id = [again["id"].as_str().unwrap()];
    book.call("confirm_import", BY, &id, &json!({"rows": "all"}));
    book.call("undo_import", BY, &id, NONE);
    book.call("list_imports", BY, &["?limit=1"], NONE);
    book.call("remove_import", BY, &id, NONE);
}

/// Erases a learner.
pub(super) fn erase(book: &Book) {
    let made = book.call("create_learner", BY, &[], &book.scene.learner_document("zara"));
    book.call("erase_learner", BY, &[made["id"].as_str().unwrap()], &json!({"reason": "requested"}));
}
