//! Messages to families over a school year.

use placewell::domain::role::Role;
use serde_json::{Value, json};

use super::book::Book;

const NONE: &Value = &Value::Null;
const BY: Role = Role::Provider;

/// A year is planned; one message is looked at, approved and answered.
pub(super) fn engage(book: &Book) {
    book.call("start_family_plan", BY, &[], &json!({"school_year": 2025}));
    book.call("list_family_messages", BY, &["?school_year=2025"], NONE);
    let message = json!({"planned_for": "2026-05-14", "year_groups": [], "question": "yes_or_no", "texts": [
        {"language": "en", "title": "A talk about work experience", "body": "Come and talk.\n\nWill you come?"},
        {"language": "pl", "title": "Rozmowa o praktykach", "body": "Zapraszamy.\n\nCzy Państwo przyjdą?"}]});
    let made = book.call("create_family_message", BY, &[], &message);
    let id = made["id"].as_str().unwrap();
    book.call("read_family_message", BY, &[id], NONE);
    book.call("change_family_message", BY, &[id], &message);
    book.call("preview_family_message", BY, &[id, "?language=pl"], NONE);
    let whom = book.call("list_family_recipients", BY, &[id], NONE);
    book.call("approve_family_message", BY, &[id], &json!({"mark": whom["mark"]}));
    book.scene.work();
    let sendings = book.call("list_family_sendings", BY, &[id], NONE);
    book.call("print_family_sheets", BY, &[id], NONE);
    book.call("hand_over_family_sheets", BY, &[id], NONE);
    let sending = sendings[0]["id"].as_str().unwrap();
    let told = json!({"answer": "talk", "words": "Please ring after four."});
    book.call("record_family_reply", BY, &[sending], &told);
    book.call("see_family_reply", BY, &[sending], NONE);
    let families = book.call("list_families", BY, &[], NONE);
    let person = families[0]["person"].as_str().unwrap();
    book.call("record_family_wish", BY, &[person], &json!({"wish": "paper"}));
    let other = book.call("create_family_message", BY, &[], &message);
    book.call("remove_family_message", BY, &[other["id"].as_str().unwrap()], NONE);
}
