//! What is said to suit can be planned: of generated pairs, and of every pair of the sample.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::Path;

use chrono::NaiveDate;
use flate2::read::MultiGzDecoder;
use placewell::cli::demo::sample::Sample;
use placewell::domain::ids::{LearnerId, OfferId, OrganisationId};
use placewell::domain::learner::LearnerFacts;
use placewell::domain::offer::OfferFacts;
use placewell::domain::place::{Coordinates, Postcode};
use placewell::domain::window::Window;
use placewell::domain::workload::WorkInput;
use placewell::programme::{check, plan};
use placewell::ranking::{Query, Snapshot, rank};
use placewell::suitability::assess::hour_limits;
use placewell::suitability::{Assessment, Outcome, Weights};
use placewell::travel::estimate::Estimate;
use placewell::travel::grid::Grid;
use placewell::travel::postcodes::PostcodeReader;

use crate::generate;
use crate::suitability::{assessed, first_dates};

/// Plans what was said to suit, and checks the plan.
#[track_caller]
fn must_plan(
    answer: &Assessment,
    offer: &OfferFacts,
    window: &Window,
    days: &[NaiveDate],
    learner: &LearnerFacts,
    who: &str,
) {
    let carved: BTreeSet<_> = answer.carved.iter().map(|one| one.task.clone()).collect();
    let limits = hour_limits(learner.date_of_birth, days[0]);
    let input = WorkInput {
        starts_later_minutes: answer.starts_later_minutes,
        ..WorkInput::new(&offer.offer, window, days, &carved, &learner.profile, limits)
    };
    let programme = plan(&input).unwrap_or_else(|short| panic!("{who}: {:?}", short.missing));
    assert_eq!(check(&programme, &input), vec![], "{who}");
}

/// How many pairs of an offer and a learner are assessed.
const PAIRS: u64 = 2_000;

#[test]
fn everything_that_suits_now_or_with_changes_has_a_programme() {
    let (mut suitable, mut others) = (0_u64, 0_u64);
    for seed in 0..PAIRS {
        let hardness = u8::try_from(seed % 60).unwrap();
        let offer = generate::offer(seed, hardness);
        let learner = generate::learner(seed.wrapping_mul(17), hardness);
        let (window, days) = first_dates(&offer).unwrap();
        let answer = assessed(&learner, &offer);
        if answer.outcome == Outcome::Unsuitable {
            continue;
        }
        must_plan(&answer, &offer, window, &days, &learner, &format!("seed {seed}"));
        if answer.outcome == Outcome::Suitable { suitable += 1 } else { others += 1 }
    }
    println!("{suitable} suitable, {others} with answers or changes");
    assert!(suitable > 20 && others > 100, "{suitable} and {others}: too few to show anything");
}

/// The positions of the sample's postcodes.
fn places(folder: &Path) -> BTreeMap<Postcode, Coordinates> {
    let file = File::open(folder.join("codepoint-open-np.csv.gz")).unwrap();
    PostcodeReader::new(MultiGzDecoder::new(file), Grid::new().unwrap()).flatten().collect()
}

fn number(at: usize) -> String {
    format!("0c000000-0000-7000-8000-{at:012}")
}

fn sample() -> (Vec<LearnerFacts>, Vec<OfferFacts>, NaiveDate) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample");
    let monday = generate::date("2026-11-02");
    let Sample { manifest, employers, offers, learners } = Sample::read(&folder, monday).unwrap();
    let (places, employers) = (places(&folder), BTreeMap::from_iter(employers));
    let offers = offers.into_iter().enumerate().map(|(at, (_, mut sampled))| {
        let employer = &employers[&sampled.employer].employer;
        sampled.offer.site.coordinates = places.get(&sampled.offer.site.postcode).copied();
        OfferFacts {
            id: OfferId::parse(&number(at)).unwrap(),
            version: 1,
            employer: OrganisationId::parse(&number(at)).unwrap(),
            employer_name: employer.name.clone(),
            insurance: employer.insurance.clone(),
            offer: sampled.offer,
            full: BTreeMap::new(),
            supervised: std::collections::BTreeSet::new(),
        }
    });
    let learners = learners.into_iter().enumerate().map(|(at, (_, learner))| LearnerFacts {
        id: LearnerId::parse(&number(at)).unwrap(),
        version: 1,
        nation: manifest.provider.nation,
        closed: manifest.provider.closed.clone(),
        date_of_birth: learner.identity.date_of_birth,
        home: places.get(&learner.home.postcode).copied(),
        profile: learner.profile,
        placed: Vec::new(),
    });
    (learners.collect(), offers.collect(), monday)
}

#[test]
fn every_match_of_the_sample_that_suits_has_a_programme() {
    let (learners, offers, monday) = sample();
    assert_eq!((learners.len(), offers.len()), (16, 24));
    assert!(learners.iter().all(|learner| learner.home.is_some()), "every home is found");
    let snapshot = Snapshot::build(offers);
    let (mut suitable, mut others) = (0, 0);
    for learner in &learners {
        let query = Query::from(monday, 100);
        for one in rank(&snapshot, learner, &Estimate, &Weights::default(), &query).matches {
            let offer = snapshot.get(&one.offer).unwrap();
            let window = offer.offer.window(one.window.as_ref().unwrap()).unwrap();
            let who = format!("{} for {}", offer.offer.title, learner.id);
            must_plan(&one.assessment, offer, window, &one.days, learner, &who);
            if one.assessment.outcome == Outcome::Suitable { suitable += 1 } else { others += 1 }
        }
    }
    println!("{suitable} suitable, {others} with answers or changes, of {}", 16 * 24);
    assert!(suitable > 0 && others > 0, "{suitable} and {others}: too few to show anything");
}
