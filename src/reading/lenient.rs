//! Reading a document that a newer version of the program wrote.

mod known_fields;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use serde_path_to_error::{Path, Segment};

use super::reason::unknown_field;
use known_fields::KnownFields;

/// Reads a document without the fields that a `T` does not know.
///
/// `None` when it cannot be read even so: it lacks a field, or holds a code that is not known. A code cannot be left out
/// as a field can, because it may stand for a hazard or a need.
#[must_use]
pub fn known_part<T: DeserializeOwned>(mut document: Value) -> Option<T> {
    loop {
        let (path, fault) = match attempt(&document) {
            Ok(value) => return Some(value),
            Err(error) => (error.path().clone(), error.into_inner().to_string()),
        };
        drop_unread::<T>(&mut document, &path, &fault)?;
    }
}

fn attempt<T: DeserializeOwned>(
    document: &Value,
) -> Result<T, serde_path_to_error::Error<serde_json::Error>> {
    serde_path_to_error::deserialize(KnownFields(document))
}

/// Drops one unknown field of a tagged union. Serde reads such a union from a buffer, out of reach of [`KnownFields`], and
/// its path leads only as far as the union: several objects there may have a field of that name.
fn drop_unread<T: DeserializeOwned>(document: &mut Value, path: &Path, fault: &str) -> Option<()> {
    let name = unknown_field(fault)?;
    let start = start(document, path, name);
    let mut holders = Vec::new();
    holders_of(name, document.pointer(&start)?, &start, &mut holders);
    for holder in holders {
        let field = below(&holder, name);
        let sent = document.pointer_mut(&field)?.take();
        // A field that was not looked at before the fault may hold what fits no type at all.
        let unread = [json!(true), json!({})].into_iter().all(|probe| {
            if let Some(value) = document.pointer_mut(&field) {
                *value = probe;
            }
            attempt::<T>(document).is_err_and(|error| error.inner().to_string() == fault)
        });
        if unread {
            document.pointer_mut(&holder)?.as_object_mut()?.remove(name);
            return Some(());
        }
        *document.pointer_mut(&field)? = sent;
    }
    None
}

/// A pointer to the part of the document to which a path leads, short of the field itself.
fn start(document: &Value, path: &Path, name: &str) -> String {
    let mut at = String::new();
    for segment in path.iter() {
        let next = match segment {
            Segment::Seq { index } => format!("{at}/{index}"),
            Segment::Map { key } | Segment::Enum { variant: key } if key != name => below(&at, key),
            _ => break,
        };
        if document.pointer(&next).is_none() {
            break;
        }
        at = next;
    }
    at
}

/// Pointers to the objects with a field of a name, in the order in which serde comes to those fields.
fn holders_of(name: &str, value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                if key == name {
                    found.push(at.to_owned());
                }
                holders_of(name, member, &below(at, key), found);
            }
        }
        Value::Array(items) => {
            for (nth, item) in items.iter().enumerate() {
                holders_of(name, item, &format!("{at}/{nth}"), found);
            }
        }
        _ => {}
    }
}

/// A JSON pointer (RFC 6901) one member further.
fn below(at: &str, key: &str) -> String {
    format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"))
}
