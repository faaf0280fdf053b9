//! Reading the sample area from its folder.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::redate::Shift;
use crate::domain::contact::ContactDetails;
use crate::domain::learner::Learner;
use crate::domain::offer::Offer;
use crate::domain::organisation::{Employer, Hub, Provider};

/// Why the sample could not be read.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// A file or folder is missing.
    #[error("{0}: {1}; this is not a whole sample area")]
    Missing(PathBuf, std::io::Error),
    /// A file does not hold what it should.
    #[error("{0}: {1}")]
    Malformed(PathBuf, String),
}

/// What `sample.json` says.
#[derive(Debug, Deserialize)]
pub struct Manifest {
    /// The Monday that the sample was written around.
    pub anchor: NaiveDate,
    /// The careers hub.
    pub hub: Hub,
    /// The school.
    pub provider: Provider,
    /// The learner whose story is told.
    pub story: String,
}

/// An employer with its contacts.
#[derive(Debug, Deserialize)]
pub struct SampleEmployer {
    /// What it says of itself.
    pub employer: Employer,
    /// Whom to write to.
    pub contacts: Vec<ContactDetails>,
}

/// An offer with the name of its employer's file.
#[derive(Debug, Deserialize)]
pub struct SampleOffer {
    /// The employer's name in the sample.
    pub employer: String,
    /// The offer.
    pub offer: Offer,
}

#[derive(Debug, Deserialize)]
struct SampleLearner {
    learner: Learner,
}

/// The sample area, moved to the present. Each list is in the order of file names.
#[derive(Debug)]
pub struct Sample {
    /// Hub, provider, story.
    pub manifest: Manifest,
    /// Employers by name.
    pub employers: Vec<(String, SampleEmployer)>,
    /// Offers by name.
    pub offers: Vec<(String, SampleOffer)>,
    /// Learners by name.
    pub learners: Vec<(String, Learner)>,
}

impl Sample {
    /// The Monday that the sample in a folder was written around.
    ///
    /// # Errors
    /// [`SampleError`] naming the file.
    pub fn anchor(folder: &Path) -> Result<NaiveDate, SampleError> {
        let path = folder.join("sample.json");
        Ok(parse::<Manifest>(&path, read_json(&path)?)?.anchor)
    }

    /// Reads a folder and moves its dates so that the anchor falls on `monday`.
    ///
    /// # Errors
    /// [`SampleError`] naming the file.
    pub fn read(folder: &Path, monday: NaiveDate) -> Result<Self, SampleError> {
        let path = folder.join("sample.json");
        let raw = read_json(&path)?;
        let anchor = parse::<Manifest>(&path, raw.clone())?.anchor;
        let shift = Shift::between(anchor, monday);
        Ok(Self {
            manifest: parse(&path, moved(shift, raw))?,
            employers: read_all(&folder.join("employers"), shift)?,
            offers: read_all(&folder.join("offers"), shift)?,
            learners: read_all::<SampleLearner>(&folder.join("learners"), shift)?
                .into_iter()
                .map(|(name, sample)| (name, sample.learner))
                .collect(),
        })
    }
}

fn read_all<T: DeserializeOwned>(folder: &Path, shift: Shift) -> Result<Vec<(String, T)>, SampleError> {
    let missing = |error| SampleError::Missing(folder.to_owned(), error);
    let mut paths = fs::read_dir(folder)
        .and_then(|entries| {
            entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()
        })
        .map_err(missing)?;
    paths.retain(|path| path.extension().is_some_and(|kind| kind == "json"));
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            Ok((name, parse(&path, moved(shift, read_json(&path)?))?))
        })
        .collect()
}

fn read_json(path: &Path) -> Result<Value, SampleError> {
    let text = fs::read_to_string(path).map_err(|error| SampleError::Missing(path.to_owned(), error))?;
    serde_json::from_str(&text).map_err(|error| SampleError::Malformed(path.to_owned(), error.to_string()))
}

fn parse<T: DeserializeOwned>(path: &Path, value: Value) -> Result<T, SampleError> {
    serde_path_to_error::deserialize(value)
        .map_err(|error| SampleError::Malformed(path.to_owned(), error.to_string()))
}

fn moved(shift: Shift, mut document: Value) -> Value {
    shift.apply(&mut document);
    document
}
