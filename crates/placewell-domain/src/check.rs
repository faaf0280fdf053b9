//! Checks across the fields of a document: every fault at once, each with the path of its field.

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// A field that cannot be accepted, and why. The value itself is never repeated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldError {
    /// The path of the field, such as `tasks[2].with[0]`.
    pub field: String,
    /// What must change.
    pub reason: String,
    /// A made-up value that has the right shape, where the shape was wrong or the field missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<Value>,
    /// The other fields on which the judgement rests. It says nothing while they are wrong themselves.
    #[serde(skip)]
    #[schema(ignore)]
    pub rests_on: Vec<String>,
}

impl FieldError {
    /// A field and what must change.
    pub fn new(field: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { field: field.into(), reason: reason.into(), example: None, rests_on: Vec::new() }
    }

    /// With a value that has the right shape.
    #[must_use]
    pub fn with_example(self, example: Value) -> Self {
        Self { example: Some(example), ..self }
    }
}

/// The faults of one part of a document, with their paths from the document's top.
#[must_use]
pub fn within(part: &str, faults: Vec<FieldError>) -> Vec<FieldError> {
    let beneath = |path: String| format!("{part}.{path}");
    let lifted = |fault: FieldError| FieldError {
        field: beneath(fault.field),
        rests_on: fault.rests_on.into_iter().map(beneath).collect(),
        ..fault
    };
    faults.into_iter().map(lifted).collect()
}

/// Collects the faults of one document.
#[derive(Debug, Default)]
pub struct Faults(Vec<FieldError>);

impl Faults {
    /// Notes a fault unless the condition holds.
    pub fn require(&mut self, holds: bool, field: impl Into<String>, reason: impl Into<String>) {
        if !holds {
            self.0.push(FieldError::new(field, reason));
        }
    }

    /// As [`Self::require`], where other fields decide as well.
    pub fn require_given<P: Into<String>>(
        &mut self,
        holds: bool,
        field: impl Into<String>,
        reason: impl Into<String>,
        rests_on: impl IntoIterator<Item = P>,
    ) {
        if !holds {
            let rests_on = rests_on.into_iter().map(Into::into).collect();
            self.0.push(FieldError { rests_on, ..FieldError::new(field, reason) });
        }
    }

    /// Notes every item that repeats an earlier one under the same key.
    pub fn require_unique<K: Ord>(&mut self, keys: impl IntoIterator<Item = K>, list: &str, key: &str) {
        let mut seen = std::collections::BTreeSet::new();
        for (at, item) in keys.into_iter().enumerate() {
            let fresh = seen.insert(item);
            self.require(fresh, format!("{list}[{at}].{key}"), "must not repeat an earlier one");
        }
    }

    /// The faults, or nothing when there are none.
    ///
    /// # Errors
    /// Every fault, in the order noted.
    pub fn finish(self) -> Result<(), Vec<FieldError>> {
        if self.0.is_empty() { Ok(()) } else { Err(self.0) }
    }
}
