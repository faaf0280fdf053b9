//! Learners placed together.

use placewell::domain::role::Role;
use serde_json::{Value, json};

use super::book::Book;
use crate::api::cohorts::hub::Hub;

const NONE: &Value = &Value::Null;

/// Places the hub's learners, and proposes what is accepted for one of them.
pub(super) fn place(book: &Book, hub: &Hub) {
    let made = book.call("create_cohort", Role::Hub, &[], &json!({"name": "Year 10 in March"}));
    hub.drain();
    let id = made["id"].as_str().unwrap();
    book.call("create_cohort", Role::Hub, &[], &json!({"name": "Year 11 in March"}));
    book.call("list_cohorts", Role::Hub, &["?limit=1"], NONE);
    book.call("read_cohort", Role::Hub, &[id], NONE);
    book.call("prove_cohort", Role::Hub, &[id], NONE);
    book.call("read_cohort_demand", Role::Hub, &[id], NONE);
    book.call("list_cohort_learners", Role::Hub, &[id, "?limit=2"], NONE);
    let library = json!(hub.offers["library-shelves"]);
    let roomier = json!({"changes": [{"change": "seats", "offer": library, "seats": 2}]});
    book.call("try_cohort", Role::Hub, &[id], &roomier);
    let elsewhere = |part: &Value| {
        part["standing"] == "placed"
            && part["got"]["offer"] != library
            && part["learner"] != hub.learner("carys")
    };
    let part = hub.parts(Role::Hub, id).into_iter().find(elsewhere).unwrap();
    let learner = part["learner"].as_str().unwrap();
    book.call("read_cohort_learner", Role::Hub, &[id, learner], NONE);
    book.call("record_decision", Role::Provider, &[id, learner], &json!({"choice": "accept"}));
    book.call("propose_cohort", Role::Hub, &[id], NONE);
}
