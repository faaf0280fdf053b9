//! Reading a JSON document so that everything that is wrong with it is said at once.
//!
//! Serde decides whether a document fits; it stops at the first fault. When it does not fit, [`explain`] walks the
//! document beside its own schema, notes each fault, puts a stand-in in its place, and reads
//! again until the document can be read. The rules across fields are then asked of what was read, and what rests on a
//! stand-in is left out.

mod lenient;
mod reason;
mod shapes;
mod spot;
mod walk;

use chrono::NaiveDate;
use serde::de::DeserializeOwned;
use serde_json::Value;
use utoipa::ToSchema;

use crate::domain::check::FieldError;

pub use lenient::known_part;
pub use reason::field_error;

pub use crate::words::fields::REPEATED;
use shapes::Shapes;

/// How many faults one answer names at most.
pub const MOST_FAULTS: usize = 200;

/// What became of a document that does not fit.
#[derive(Debug)]
pub struct Explained<T> {
    /// Everything that is wrong or missing, in the order of the document.
    pub faults: Vec<FieldError>,
    /// The document with stand-ins for what is wrong, if that can be read.
    pub read: Option<T>,
    stood_in: Vec<String>,
}

impl<T> Explained<T> {
    /// Adds what the rules across fields say of [`Self::read`], as far as it rests on what was sent.
    pub fn join(&mut self, checked: Vec<FieldError>) {
        let rests_on_sent = |fault: &FieldError| {
            let mut paths = std::iter::once(&fault.field).chain(&fault.rests_on);
            paths.all(|path| !self.stood_in.iter().any(|stand_in| touches(path, stand_in)))
        };
        self.faults.extend(checked.into_iter().filter(rests_on_sent));
        self.faults.truncate(MOST_FAULTS);
    }
}

/// Everything that is wrong with a document as a `T`; no faults when it fits. `today` dates the examples that are given
/// for what is missing.
#[must_use]
pub fn explain<T: DeserializeOwned + ToSchema>(mut document: Value, today: NaiveDate) -> Explained<T> {
    let shapes = Shapes::of::<T>(today);
    let walk::Walk { mut faults, mut stood_in, .. } = walk::walk(&shapes, &mut document);
    let mut read = None;
    for _ in 0..MOST_FAULTS {
        let error = match serde_path_to_error::deserialize(&document) {
            Ok(value) => {
                read = Some(value);
                break;
            }
            Err(error) => error,
        };
        let path = error.path().to_string();
        let mut fault = field_error(&path, &error.inner().to_string());
        let Some(spot) = spot::find(&shapes, &mut document, error.path()) else {
            faults.push(fault);
            break;
        };
        let stand_in = shapes.stand_in(spot.schema);
        if fault.field == path {
            fault = fault.with_example(stand_in.clone());
        }
        faults.push(fault);
        if *spot.value == stand_in {
            break;
        }
        *spot.value = stand_in;
        stood_in.push(path);
    }
    faults.truncate(MOST_FAULTS);
    Explained { faults, read, stood_in }
}

/// Whether one path is the other or lies in it.
fn touches(one: &str, other: &str) -> bool {
    let within = |inner: &str, outer: &str| {
        inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    within(one, other) || within(other, one)
}
