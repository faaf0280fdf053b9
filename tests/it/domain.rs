//! Tests of the nouns: the sample, and what the generator makes.

mod generated;
mod hazards;
mod hours;
mod needs_in_words;
mod notice;
mod reminders;

use std::fs;
use std::path::Path;

use placewell::domain::learner::Learner;
use placewell::domain::offer::Offer;
use placewell::domain::organisation::{Employer, Provider};
use serde::de::DeserializeOwned;
use serde_json::Value;

fn sample(folder: &str) -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample").join(folder);
    let mut found: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            (path.file_stem().unwrap().to_str().unwrap().to_owned(), serde_json::from_str(&text).unwrap())
        })
        .collect();
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found
}

fn read<T: DeserializeOwned>(name: &str, value: &Value) -> T {
    serde_path_to_error::deserialize(value).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn the_sample_is_valid() {
    let offers = sample("offers");
    assert_eq!((sample("employers").len(), offers.len(), sample("learners").len()), (12, 24, 16));
    for (name, value) in &offers {
        let offer: Offer = read(name, &value["offer"]);
        assert_eq!(offer.check(), Ok(()), "{name}");
    }
    for (name, value) in sample("employers") {
        let _: Employer = read(&name, &value["employer"]);
    }
    for (name, value) in sample("learners") {
        let learner: Learner = read(&name, &value["learner"]);
        let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 2).unwrap();
        assert_eq!(learner.check(today), Ok(()), "{name}");
    }
    let manifest: Value = serde_json::from_str(include_str!("../../sample/sample.json")).unwrap();
    let provider: Provider = read("provider", &manifest["provider"]);
    assert_eq!(provider.check(), Ok(()));
}
