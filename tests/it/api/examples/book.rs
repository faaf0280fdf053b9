//! Calls operations by their names in the document, and notes the first call of each.

use std::cell::RefCell;
use std::collections::BTreeMap;

use actix_web::http::Method;
use placewell::domain::role::Role;
use placewell::http::openapi::{Listed, document, operations};
use serde_json::{Value, json};

use super::ALWAYS_REFUSED;
use crate::api::scene::Scene;
use crate::support::app::Answer;

/// As whom a call is made.
#[derive(Clone, Copy)]
pub(super) enum Who<'a> {
    User(Role),
    Bearer(&'a str),
    Nobody,
}

impl From<Role> for Who<'_> {
    fn from(role: Role) -> Self {
        Self::User(role)
    }
}

/// The notes, and the service that is called.
pub(super) struct Book<'a> {
    pub(super) scene: &'a Scene,
    operations: Vec<Listed>,
    noted: RefCell<Vec<(String, Value)>>,
}

impl<'a> Book<'a> {
    pub(super) fn new(scene: &'a Scene) -> Self {
        Self { scene, operations: operations(&document()), noted: RefCell::default() }
    }

    /// Calls an operation with the parts of its path, which may end in a query; the answer of a call that is accepted.
    #[track_caller]
    pub(super) fn call<'w>(&self, id: &str, who: impl Into<Who<'w>>, parts: &[&str], body: &Value) -> Value {
        let answer = self.send(id, who.into(), parts, body);
        let refused = ALWAYS_REFUSED.iter().any(|(refused, _)| *refused == id);
        let text = String::from_utf8_lossy(&answer.bytes);
        assert_eq!((200..300).contains(&answer.status), !refused, "{id}: {} {text}", answer.status);
        let mut note = serde_json::Map::new();
        if !body.is_null() {
            note.insert("request".to_owned(), without_code(body));
        }
        if !refused && answer.header("Content-Type") == "application/json" {
            note.insert(
                "answer".to_owned(),
                if id == WHOLE { answer.body.clone() } else { cut(&answer.body) },
            );
        }
        let mut noted = self.noted.borrow_mut();
        if noted.iter().all(|(known, _)| known != id) {
            noted.push((id.to_owned(), Value::Object(note)));
        }
        answer.body
    }

    fn send(&self, id: &str, who: Who, parts: &[&str], body: &Value) -> Answer {
        let operation = self.operations.iter().find(|known| known.id == id).expect(id);
        let mut parts = parts.iter();
        let part =
            |part: &str| if part.starts_with('{') { *parts.next().expect(id) } else { part }.to_owned();
        let path: Vec<String> = operation.path.split('/').map(part).collect();
        let query = parts.next().copied().unwrap_or_default();
        let method = Method::from_bytes(operation.method.as_bytes()).unwrap();
        let call = self.scene.test.call(method, &(path.join("/") + query));
        let tags: Vec<String> = (0..20).map(|version| format!("\"{version}\"")).collect();
        let call = call.header("If-Match", &tags.join(", ")).header("Idempotency-Key", &self.scene.key());
        let call = match who {
            Who::User(role) => call.by(role),
            Who::Bearer(token) => call.bearing(token),
            Who::Nobody => call,
        };
        if body.is_null() { call.send() } else { call.json(body).send() }
    }

    /// What was noted, by operation.
    pub(super) fn notes(self) -> Value {
        let mut stable = Stable::default();
        let noted = self.noted.into_inner().into_iter();
        noted.map(|(id, note)| (id, stable.value("", note))).collect::<serde_json::Map<_, _>>().into()
    }
}

/// The same without a code that was mailed or shown by an app: it is another each time.
fn without_code(request: &Value) -> Value {
    let mut request = request.clone();
    // A code of destinations is one of a list.
    let is_listed = request.get("after").is_some();
    if let Some(code) = request.get_mut("code").filter(|_| !is_listed) {
        let is_number = code.as_str().unwrap().bytes().all(|byte| byte.is_ascii_digit());
        *code = json!(if is_number { "123456" } else { "the-code-in-the-letter" });
    }
    request
}

/// An entry of the catalogue stays whole: its lists have least lengths.
const WHOLE: &str = "read_occupation";

/// How many entries of a list an example shows.
const SHOWN: usize = 2;

/// The same with every list cut short.
fn cut(value: &Value) -> Value {
    match value {
        Value::Array(entries) => entries.iter().take(SHOWN).map(cut).collect(),
        Value::Object(fields) => fields.iter().map(|(name, value)| (name.clone(), cut(value))).collect(),
        other => other.clone(),
    }
}

/// What stands for a secret, by the name of its field.
const PLACEHOLDERS: &[(&str, &str)] = &[
    ("access_token", "an-access-token"),
    ("refresh_token", "a-refresh-token"),
    ("device_token", "a-device-token"),
    ("secret", "a-secret"),
    ("uri", "otpauth://totp/Placewell?secret=a-secret"),
    ("recovery_codes", "a-recovery-code"),
];

/// Replaces secrets, digests and sealed names of readers, which are others each time, by what is the same each time.
#[derive(Default)]
struct Stable {
    digests: BTreeMap<String, String>,
}

impl Stable {
    fn value(&mut self, name: &str, value: Value) -> Value {
        match value {
            Value::String(text) => json!(self.text(name, text)),
            Value::Array(entries) => entries.into_iter().map(|entry| self.value(name, entry)).collect(),
            Value::Object(fields) => {
                let fields = fields.into_iter();
                fields
                    .map(|(name, value)| (name.clone(), self.value(&name, value)))
                    .collect::<serde_json::Map<_, _>>()
                    .into()
            }
            other => other,
        }
    }

    fn text(&mut self, name: &str, text: String) -> String {
        if let Some((_, placeholder)) = PLACEHOLDERS.iter().find(|(known, _)| *known == name) {
            return (*placeholder).to_owned();
        }
        if ["mark", "person"].contains(&name) && text.len() == 43 {
            return "A".repeat(43);
        }
        if text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            let next = format!("{:064x}", self.digests.len() + 1);
            return self.digests.entry(text).or_insert(next).clone();
        }
        if let Some((kind, key)) = text.split_once(':')
            && kind == "family"
            && key.len() == 43
        {
            return format!("{kind}:{}", "A".repeat(43));
        }
        text
    }
}
