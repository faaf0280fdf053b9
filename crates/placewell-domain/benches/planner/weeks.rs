//! The weeks that the benches plan: every offer of the sample with learners.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use placewell_domain::learner::Profile;
use placewell_domain::offer::Offer;
use placewell_domain::workload::{HourLimits, WorkInput};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Days of a placement that count as a week here: what one search looks at.
pub(crate) const DAYS: usize = 6;

/// A learner with a name.
pub(crate) type Learner = (String, Profile);

/// The learners of the sample.
pub(crate) fn learners() -> Vec<Learner> {
    all(&sample().join("learners"), &["learner", "profile"])
}

/// As many learners again who do not exist, each with traits of six of these.
#[allow(dead_code, reason = "not every bench plans their weeks")]
pub(crate) fn mixed(learners: &[Learner]) -> Vec<Learner> {
    let other = |nth: usize| &learners[nth % learners.len()].1;
    let mix = |(nth, (name, profile)): (usize, &Learner)| {
        let profile = Profile {
            variety: other(nth + 1).variety,
            stamina: other(nth + 3).stamina,
            capability: other(nth + 5).capability,
            interests: other(nth + 7).interests,
            hopes: other(nth + 9).hopes.clone(),
            companions: other(nth + 11).companions.clone(),
            ..profile.clone()
        };
        (format!("{name}-mixed"), profile)
    };
    learners.iter().enumerate().map(mix).collect()
}

/// Shows the week of every offer of the sample with every one of these learners, and its name, `offer/learner`.
pub(crate) fn each(learners: &[Learner], mut show: impl FnMut(&str, &WorkInput<'_>)) {
    let offers: Vec<(String, Offer)> = all(&sample().join("offers"), &["offer"]);
    let nothing = BTreeSet::new();
    for (place, offer) in &offers {
        for (who, profile) in learners {
            let window = &offer.windows[0];
            let Some(start) = window.starts(offer.pattern, window.dates.from, &[]).next() else { continue };
            let Some(days) = window.placement_days(offer.pattern, start, &[]) else { continue };
            let days = &days[..days.len().min(DAYS)];
            let input = WorkInput::new(offer, window, days, &nothing, profile, HourLimits::UNDER_18);
            show(&format!("{place}/{who}"), &input);
        }
    }
}

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sample")
}

/// Every document of a folder, in the order of file names, by the path to what is wanted.
fn all<T: DeserializeOwned>(folder: &Path, path: &[&str]) -> Vec<(String, T)> {
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let one = |file: &std::path::PathBuf| {
        let document: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
        let wanted = path.iter().fold(&document, |value, key| &value[*key]);
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        (name, serde_json::from_value(wanted.clone()).unwrap())
    };
    files.iter().map(one).collect()
}
