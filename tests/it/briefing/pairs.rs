//! The pairs of the sample, from its documents.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use placewell::clock::FixedClock;
use placewell::domain::ids::Reference;
use placewell::services::briefings::offline::{LearnerDocument, OfferDocument, Prepared, Stopped, prepare};
use placewell::travel::estimate::Estimate;
use serde_json::Value;

use super::fixture::press;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample")
}

fn read(file: &str) -> Value {
    serde_json::from_slice(&fs::read(folder().join(file)).unwrap()).unwrap()
}

/// A placement of the sample on paper.
pub(super) fn sample(learner: &str, offer: &str, start: NaiveDate) -> Result<Prepared, Stopped> {
    let mut of_learner = read(&format!("learners/{learner}.json"));
    of_learner["provider"] = read("sample.json")["provider"].take();
    let mut of_offer = read(&format!("offers/{offer}.json"));
    let employer = of_offer["employer"].as_str().unwrap().to_owned();
    of_offer["employer"] = read(&format!("employers/{employer}.json"))["employer"].take();
    let of_offer: OfferDocument = serde_json::from_value(of_offer).unwrap();
    let of_learner: LearnerDocument = serde_json::from_value(of_learner).unwrap();
    let clock = FixedClock::at("2026-10-12T09:00:00Z".parse().unwrap());
    let reference = Reference::parse("PW-7K3M9QTX").unwrap();
    prepare(press(), &clock, &of_offer, &of_learner, &Estimate, start, &reference)
}

/// Every pair of the sample that suits, with its name, at its first start from the sample's Monday on. What stops
/// one is the pair, its law or its dates; that a copy would tell too much or cannot be printed is no such reason.
pub(super) fn suited() -> impl Iterator<Item = (String, Prepared)> {
    let monday: NaiveDate = "2026-11-02".parse().unwrap();
    let pairs = names("learners")
        .into_iter()
        .flat_map(|learner| names("offers").into_iter().map(move |offer| (learner.clone(), offer)));
    pairs.filter_map(move |(learner, offer)| {
        let made = match sample(&learner, &offer, monday) {
            Err(Stopped::NoDates { next: Some(next), .. }) => sample(&learner, &offer, next),
            first => first,
        };
        let name = format!("{learner} at {offer}");
        match made {
            Ok(prepared) => Some((name, prepared)),
            Err(Stopped::NoDates { .. } | Stopped::Unsuitable { .. } | Stopped::Law(_)) => None,
            Err(stopped) => panic!("{name}: {stopped}: {:?}", stopped.lines()),
        }
    })
}

fn names(kind: &str) -> Vec<String> {
    let files = fs::read_dir(folder().join(kind)).unwrap().map(|file| file.unwrap().path());
    let mut names: Vec<String> =
        files.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    names.sort();
    names
}
