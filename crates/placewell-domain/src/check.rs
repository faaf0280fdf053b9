//! Checks across the fields of a document: every fault at once, each with the path of its field.

use serde::Serialize;
use utoipa::ToSchema;

/// A field that cannot be accepted, and why. The value itself is never repeated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldError {
    /// The path of the field, such as `tasks[2].with[0]`.
    pub field: String,
    /// What must change.
    pub reason: String,
}

/// The faults of one part of a document, with their paths from the document's top.
#[must_use]
pub fn within(part: &str, faults: Vec<FieldError>) -> Vec<FieldError> {
    faults.into_iter().map(|fault| FieldError { field: format!("{part}.{}", fault.field), ..fault }).collect()
}

/// Collects the faults of one document.
#[derive(Debug, Default)]
pub struct Faults(Vec<FieldError>);

impl Faults {
    /// Notes a fault unless the condition holds.
    pub fn require(&mut self, holds: bool, field: impl Into<String>, reason: impl Into<String>) {
        if !holds {
            self.0.push(FieldError { field: field.into(), reason: reason.into() });
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
