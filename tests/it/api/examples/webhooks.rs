//! Other systems that are told of events.

use placewell::domain::role::Role;
use serde_json::{Value, json};

use super::book::Book;
use crate::engines::server::{Reply, Server};

const NONE: &Value = &Value::Null;
const BY: Role = Role::Provider;

/// A receiver on this machine, and the webhook that leads there.
pub(super) struct Hook {
    id: String,
    _receiver: Server,
}

/// Subscribes a school's system, whose secret is rotated and which is ended; and one that is there.
pub(super) fn subscribe(book: &Book) -> Hook {
    let system = json!({"url": "https://records.school.example/placewell", "events": ["placement.changed"]});
    let made = book.call("create_webhook", BY, &[], &system);
    let id = [made["id"].as_str().unwrap()];
    let receiver = Server::new(|_| Reply::Json(200, json!({})));
    let here = json!({"url": receiver.url(), "events": ["placement.changed"]});
    let there = book.call("create_webhook", BY, &[], &here);
    book.call("list_webhooks", BY, &["?limit=1"], NONE);
    book.call("rotate_webhook_secret", BY, &id, NONE);
    book.call("end_webhook", BY, &id, NONE);
    Hook { id: there["id"].as_str().unwrap().to_owned(), _receiver: receiver }
}

/// What it was told of, and that once more.
pub(super) fn look(book: &Book, hook: &Hook) {
    let told = book.call("list_webhook_messages", BY, &[&hook.id, "?limit=2"], NONE);
    let message = told["items"][0]["id"].as_str().unwrap();
    book.call("replay_webhook_message", BY, &[&hook.id, message], NONE);
}
