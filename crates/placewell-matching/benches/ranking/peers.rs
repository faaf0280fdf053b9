//! The first stage of a ranking beside other engines: which offers are for this learner, have what is essential, are free of
//! what must be avoided and lie within a straight line, the nearest 50. `peers.py` in this folder asks DuckDB and polars
//! the same of the same offers and compares the answers.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

use placewell_matching::domain::calendar::age_on;
use placewell_matching::domain::learner::{LearnerFacts, ProgrammeKind};
use placewell_matching::domain::place::Coordinates;
use placewell_matching::ranking::Snapshot;
use placewell_matching::ranking::bound::Looker;
use placewell_matching::ranking::near::Near;
use placewell_matching::suitability::{Seeker, Weights};
use placewell_matching::travel::circuity::straight_metres;

use crate::generate::monday;

const METRES: [u32; 4] = [1_000, 2_000, 5_000, 20_000];
const NEAREST: usize = 50;

/// Writes offers, questions, and the answers of this crate with the microseconds that each took.
pub(crate) fn export(folder: &Path, snapshot: &Snapshot, learners: &[LearnerFacts]) {
    let mut offers = "id,lat,lon,age_from,age_to,interns,missing,present\n".to_owned();
    for (id, seen) in snapshot.seen().enumerate() {
        let packed = seen.packed();
        let Some(site) = seen.facts().offer.site.coordinates else { continue };
        let (ages, interns) = (packed.ages, u8::from(packed.interns_only));
        let (missing, present) = (packed.missing.bits(), packed.present.bits());
        let (lat, lon) = (site.lat_udeg, site.lon_udeg);
        writeln!(offers, "{id},{lat},{lon},{},{},{interns},{missing},{present}", ages.from, ages.to).unwrap();
    }
    let mut questions = "lat,lon,age,intern,essential,avoid,metres\n".to_owned();
    let mut answers = "micros,ids\n".to_owned();
    for (nth, learner) in learners.iter().enumerate() {
        let Some(home) = learner.home else { continue };
        let age = u8::try_from(age_on(learner.date_of_birth, monday())).unwrap();
        let needs = Seeker::new(learner).needs;
        let intern = u8::from(learner.profile.programme == ProgrammeKind::SupportedInternship);
        let metres = METRES[nth % METRES.len()];
        let (essential, avoid) = (needs.essential.bits(), needs.must_avoid.bits());
        writeln!(
            questions,
            "{},{},{age},{intern},{essential},{avoid},{metres}",
            home.lat_udeg, home.lon_udeg
        )
        .unwrap();
        let mut best = (u128::MAX, Vec::new());
        for _ in 0..5 {
            let begun = Instant::now();
            let found = nearest(snapshot, learner, home, age, metres);
            best = best.min((begun.elapsed().as_micros(), found));
        }
        let ids: Vec<String> = best.1.iter().map(|(_, id)| id.to_string()).collect();
        writeln!(answers, "{},{}", best.0, ids.join(" ")).unwrap();
    }
    for (name, text) in [("offers.csv", offers), ("questions.csv", questions), ("answers.csv", answers)] {
        std::fs::write(folder.join(name), text).expect("the folder is there");
    }
}

fn nearest(
    snapshot: &Snapshot,
    learner: &LearnerFacts,
    home: Coordinates,
    age: u8,
    metres: u32,
) -> Vec<(u32, usize)> {
    let (seeker, weights) = (Seeker::new(learner), Weights::default());
    let (looker, near) = (Looker::new(&seeker, &weights), Near::around(home, metres));
    let mut heap = std::collections::BinaryHeap::with_capacity(NEAREST + 1);
    for (id, seen) in snapshot.seen().enumerate() {
        let Some(site) = seen.site().filter(|site| near.holds(*site)) else { continue };
        if looker.ruled_out(seen.packed(), age).is_some() {
            continue;
        }
        let far = straight_metres(home, site);
        if far <= metres && (heap.len() < NEAREST || heap.peek().is_some_and(|worst| (far, id) < *worst)) {
            heap.push((far, id));
            if heap.len() > NEAREST {
                heap.pop();
            }
        }
    }
    let mut found = heap.into_vec();
    found.sort_unstable();
    found
}
