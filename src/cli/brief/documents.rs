use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::BriefArgs;
use crate::domain::check::FieldError;
use crate::domain::place::{Coordinates, Postcode};
use crate::maintenance::open_table;
use crate::reading::field_error;
use crate::services::briefings::offline::{LearnerDocument, OfferDocument};
use crate::travel::grid::Grid;
use crate::travel::postcodes::PostcodeReader;

/// What is wrong with a document. It never repeats what the document says.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// It cannot be read.
    #[error("{}: {error}", path.display())]
    File {
        /// The document.
        path: PathBuf,
        /// Why not.
        error: io::Error,
    },
    /// It is no JSON.
    #[error("{}: no JSON: it goes wrong at line {line} column {column}", path.display())]
    NoJson {
        /// The document.
        path: PathBuf,
        /// Where, from 1.
        line: usize,
        /// Where in the line, from 1.
        column: usize,
    },
    /// Fields cannot be accepted.
    #[error("{} cannot be accepted{}", path.display(), listed(faults))]
    Fields {
        /// The document.
        path: PathBuf,
        /// Which and why, every one that was found.
        faults: Vec<FieldError>,
    },
}

fn listed(faults: &[FieldError]) -> String {
    faults.iter().map(|fault| format!("\n  {}: {}", fault.field, fault.reason)).collect()
}

/// Reads and checks both documents. Where they lie in a folder like the sample's, an offer may name
/// its employer's file, and a learner leave out the provider of the area.
pub(super) fn read(args: &BriefArgs) -> Result<(OfferDocument, LearnerDocument), DocumentError> {
    let mut offer = json(&args.offer)?;
    if let Some(name) = offer.get("employer").and_then(Value::as_str) {
        let path = area(&args.offer).join("employers").join(format!("{name}.json"));
        take_over(&mut offer, "employer", &json(&path)?);
    }
    let mut learner = json(&args.learner)?;
    let manifest = area(&args.learner).join("sample.json");
    if learner.is_object() && learner.get("provider").is_none() && manifest.exists() {
        take_over(&mut learner, "provider", &json(&manifest)?);
    }
    let offer: OfferDocument = typed(&args.offer, offer)?;
    let learner: LearnerDocument = typed(&args.learner, learner)?;
    offer.check().map_err(|faults| refused(&args.offer, faults))?;
    learner.check(args.start).map_err(|faults| refused(&args.learner, faults))?;
    Ok((offer, learner))
}

/// Puts in the positions of home and site by their postcodes, where the documents do not give them.
pub(super) fn place(
    offer: &mut OfferDocument,
    learner: &mut LearnerDocument,
    postcodes: Option<&Path>,
) -> Result<(), Box<dyn std::error::Error>> {
    let Some(path) = postcodes else { return Ok(()) };
    let (site, home) = (&mut offer.offer.site, &mut learner.learner.home);
    let mut wanted: [(&Postcode, &mut Option<Coordinates>); 2] =
        [(&site.postcode, &mut site.coordinates), (&home.postcode, &mut home.coordinates)];
    for (postcode, at) in PostcodeReader::new(open_table(path)?, Grid::new()?).flatten() {
        for (_, place) in wanted.iter_mut().filter(|(one, place)| **one == postcode && place.is_none()) {
            **place = Some(at);
        }
    }
    Ok(())
}

/// Puts a field of another document in; what is missing there stays as it was, to be refused.
fn take_over(document: &mut Value, field: &str, from: &Value) {
    if let (Some(fields), Some(value)) = (document.as_object_mut(), from.get(field)) {
        fields.insert(field.to_owned(), value.clone());
    }
}

/// The folder above the document's own.
fn area(document: &Path) -> PathBuf {
    document.parent().unwrap_or(Path::new("")).join("..")
}

fn json(path: &Path) -> Result<Value, DocumentError> {
    let text = fs::read(path).map_err(|error| DocumentError::File { path: path.to_owned(), error })?;
    serde_json::from_slice(&text).map_err(|error| DocumentError::NoJson {
        path: path.to_owned(),
        line: error.line(),
        column: error.column(),
    })
}

fn typed<T: DeserializeOwned>(path: &Path, value: Value) -> Result<T, DocumentError> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        refused(path, vec![field_error(&error.path().to_string(), &error.inner().to_string())])
    })
}

fn refused(path: &Path, faults: Vec<FieldError>) -> DocumentError {
    DocumentError::Fields { path: path.to_owned(), faults }
}
