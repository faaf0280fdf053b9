//! Four learners, four placements, told in words.

use std::fmt::Write;

use placewell::domain::exposure::Exposure;
use placewell::domain::fact::{Availability, Presence, Stated};
use placewell::domain::need::Wanted;
use placewell::domain::offer::OfferFacts;
use placewell::domain::provision::Provision;
use placewell::domain::support::Evacuation;
use placewell::law;
use placewell::suitability::Assessment;
use placewell::words::label::Label;
use placewell::words::suitability::{self, Audience};

use crate::generate::{essential, helpful};
use crate::suitability::{assessed, near, somebody};

fn story(answer: &Assessment, offer: &OfferFacts) -> String {
    let it = &offer.offer;
    let mut told = format!("{}: {}\n", it.title, answer.outcome.label());
    match answer.family_band() {
        Some(band) => writeln!(told, "for the family: {}", band.label()).unwrap(),
        None => writeln!(told, "for the family: no band").unwrap(),
    }
    let mut section = |title: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            writeln!(told, "\n{title}").unwrap();
            lines.iter().for_each(|line| writeln!(told, "- {line}").unwrap());
        }
    };
    section("Why", answer.reasons.iter().map(|one| suitability::reason(one, it)).collect());
    let question = |one: &placewell::suitability::Question| {
        format!("{}: {}", one.to.label(), suitability::question(one, it))
    };
    section("Decisive questions", answer.questions.iter().filter(|one| one.decisive).map(question).collect());
    section("Other questions", answer.questions.iter().filter(|one| !one.decisive).map(question).collect());
    section("Changes", answer.changes.iter().map(|one| suitability::change(one, it)).collect());
    let blockers = |audience| answer.blockers.iter().map(|one| suitability::blocker(one, audience)).collect();
    section("Why not", blockers(Audience::Professional));
    section("Why not, for the family", blockers(Audience::Family));
    section("Left out", answer.carved.iter().map(|one| suitability::carved(one, it)).collect());
    section("Score", answer.contributions.iter().map(suitability::why).collect());
    let notable = answer.findings.iter().filter(|one| one.outcome != law::Outcome::Clear);
    section("Law", notable.map(|one| placewell::words::law::finding(one, it)).collect());
    told
}

#[test]
fn a_wheelchair_user_at_the_library() {
    let mut rhian = somebody(
        "2008-05-04",
        vec![
            essential(Wanted::Provision(Provision::StepFreeThroughout)),
            essential(Wanted::Provision(Provision::AccessibleToilet)),
            helpful(Wanted::Provision(Provision::AdjustableWorkstation)),
        ],
    );
    rhian.profile.evacuation = Evacuation::CannotUseStairs;
    let mut library = near("Helping at the library", &rhian);
    let facts = &mut library.offer.provisions.0;
    facts.insert(Provision::StepFreeThroughout, Stated::plain(Availability::CanArrange));
    insta::assert_snapshot!(story(&assessed(&rhian, &library), &library));
}

#[test]
fn a_noise_sensitive_learner_at_the_warehouse() {
    let dylan = somebody(
        "2009-01-20",
        vec![
            essential(Wanted::Avoid(Exposure::LoudNoise)),
            helpful(Wanted::Provision(Provision::EarDefendersAllowed)),
        ],
    );
    let warehouse = near("Packing orders in the warehouse", &dylan);
    insta::assert_snapshot!(story(&assessed(&dylan, &warehouse), &warehouse));
}

#[test]
fn somebody_who_speaks_with_a_device_at_the_office() {
    let amal = somebody(
        "2006-11-02",
        vec![
            essential(Wanted::Provision(Provision::AacDeviceAllowed)),
            essential(Wanted::Provision(Provision::TimeToCommunicate)),
            helpful(Wanted::Avoid(Exposure::Interruptions)),
        ],
    );
    let mut office = near("Office and post room", &amal);
    office.offer.provisions.0.remove(&Provision::TimeToCommunicate);
    office.insurance = None;
    insta::assert_snapshot!(story(&assessed(&amal, &office), &office));
}

#[test]
fn a_pupil_of_year_ten_in_the_cafe_kitchen() {
    let kai = somebody("2012-02-14", vec![essential(Wanted::Avoid(Exposure::SharpTools))]);
    let mut cafe = near("Working in the café kitchen", &kai);
    cafe.offer.supervision.lone_adult = None;
    cafe.offer.provisions.0.remove(&Provision::TwoAdultsInSight);
    for task in &mut cafe.offer.tasks {
        task.exposures.0.insert(Exposure::SharpTools, Stated::plain(Presence::Absent));
    }
    insta::assert_snapshot!(story(&assessed(&kai, &cafe), &cafe));
}
