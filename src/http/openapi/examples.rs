//! Examples of what is sent and answered, noted by a test that calls every operation.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use utoipa::Modify;
use utoipa::openapi::path::Parameter;
use utoipa::openapi::{Content, OpenApi as Document, RefOr, Schema};

use super::operations_mut;

/// The notes: for each operation a request that was accepted, and what the service answered.
const NOTES: &str = include_str!("../../../api/examples.json");

const JSON: &str = "application/json";

#[derive(Deserialize)]
struct Note {
    request: Option<Value>,
    answer: Option<Value>,
}

/// Puts the notes where the operations are described.
pub(super) struct Examples;

impl Modify for Examples {
    fn modify(&self, document: &mut Document) {
        let mut notes: BTreeMap<String, Note> = serde_json::from_str(NOTES).unwrap_or_default();
        for operation in operations_mut(document) {
            let Some(note) = operation.operation_id.as_ref().and_then(|id| notes.remove(id)) else {
                continue;
            };
            let next = note.answer.as_ref().and_then(|answer| answer.get("next"));
            for parameter in operation.parameters.iter_mut().flatten() {
                point(parameter, next);
            }
            if let Some(RefOr::T(body)) = &mut operation.request_body {
                show(body.content.get_mut(JSON), note.request);
            }
            let answers =
                operation.responses.responses.iter_mut().filter(|(status, _)| status.starts_with('2'));
            for (_, answer) in answers {
                if let RefOr::T(answer) = answer {
                    show(answer.content.get_mut(JSON), note.answer.clone());
                }
            }
        }
    }
}

/// The place of the next page is what the next request sends as its cursor.
fn point(parameter: &mut RefOr<Parameter>, next: Option<&Value>) {
    if let RefOr::T(parameter) = parameter
        && parameter.name == "cursor"
        && let Some(RefOr::T(Schema::Object(text))) = &mut parameter.schema
    {
        text.examples = next.cloned().into_iter().collect();
    }
}

fn show(content: Option<&mut RefOr<Content>>, example: Option<Value>) {
    if let Some(RefOr::T(content)) = content {
        content.example = example;
    }
}
