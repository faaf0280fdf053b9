//! The sample: its own offers and learners, read from their files.

use std::collections::BTreeSet;
use std::path::Path;

use placewell::domain::calendar::age_on;
use placewell::domain::learner::Learner;
use placewell::domain::offer::Offer;
use placewell::domain::workload::{HourLimits, WorkInput};
use placewell::programme::{check, plan};
use serde_json::Value;

use super::truth::is_true;

fn read<T: serde::de::DeserializeOwned>(folder: &str, field: &str) -> Vec<(String, T)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample").join(folder);
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
        .iter()
        .map(|file| {
            let mut document: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
            let name = file.file_stem().unwrap().to_string_lossy().into_owned();
            (name, serde_json::from_value(document[field].take()).unwrap())
        })
        .collect()
}

#[test]
fn every_sample_offer_has_a_week_for_most_learners() {
    let learners = read::<Learner>("learners", "learner");
    for (name, offer) in read::<Offer>("offers", "offer") {
        let mut planned = 0;
        let window = &offer.windows[0];
        let start = window.starts(offer.pattern, window.dates.from, &[]).next().unwrap();
        let days = window.placement_days(offer.pattern, start, &[]).unwrap();
        for (who, learner) in &learners {
            let adult = age_on(learner.identity.date_of_birth, start) >= 18;
            let limits = if adult { HourLimits::ADULT } else { HourLimits::UNDER_18 };
            let none = BTreeSet::new();
            let input = WorkInput::new(&offer, window, &days, &none, &learner.profile, limits);
            match plan(&input) {
                Ok(programme) => {
                    planned += 1;
                    assert_eq!(check(&programme, &input), vec![], "{name} for {who}");
                }
                Err(shortfall) => {
                    let untrue: Vec<_> =
                        shortfall.missing.iter().filter(|gap| !is_true(gap, &input)).collect();
                    assert!(untrue.is_empty(), "{name} for {who}: {untrue:?}");
                }
            }
        }
        assert!(planned * 2 > learners.len(), "{name}: {planned} of {}", learners.len());
    }
}
