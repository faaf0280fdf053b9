//! Hazards as a stated answer, and the words that put the question.

use placewell::domain::hazard::signs::{SIGNS, proposals};
use placewell::domain::hazard::{Hazard, HazardAnswer};
use placewell::domain::offer::Offer;
use placewell::domain::sign::PEOPLE;
use placewell::domain::task::Task;
use rstest::rstest;
use serde_json::json;

use super::{read, sample};
use crate::generate::{self, line};

fn task(document: serde_json::Value) -> Task {
    let mut whole = json!({
        "id": "task", "name": "A task", "steps": [{ "does": "Do it" }],
        "available": [{ "weekdays": ["mon"], "hours": { "from": "09:00", "to": "12:00" } }],
        "place": "Bench", "with": ["mo"], "pace": "own",
        "load": { "reading": "none", "numbers": "none", "communication": "none", "physical": "none", "challenge": 1 },
        "good_looks_like": "Neat", "visible_finish": "Done", "if_finished": "Stop", "if_stuck": "Ask",
    });
    whole.as_object_mut().unwrap().extend(document.as_object().unwrap().clone());
    serde_json::from_value(whole).unwrap()
}

fn of(text: &str) -> Vec<Hazard> {
    proposals([text]).into_iter().map(|proposal| proposal.hazard).collect()
}

#[rstest]
#[case("Slaughters animals", Hazard::SharpBlades)]
#[case("Secures ladders", Hazard::WorkAtHeight)]
#[case("Drives vehicle", Hazard::VehicleMovements)]
#[case("Clean the roofs", Hazard::WorkAtHeight)]
#[case("Puts up SCAFFOLDING", Hazard::WorkAtHeight)]
#[case("Trim with the saw", Hazard::DangerousMachinery)]
#[case("Change the blades", Hazard::SharpBlades)]
#[case("Cut it with a knife", Hazard::SharpBlades)]
#[case("Load the vans", Hazard::VehicleMovements)]
#[case("Ride on the fork-lift", Hazard::LiftTruck)]
#[case("Fetch the pallet truck", Hazard::LiftTruck)]
#[case("Change the gas bottle", Hazard::CompressedGases)]
#[case("Wipe with solvent", Hazard::ToxicSubstances)]
#[case("Mix the chemicals", Hazard::ToxicSubstances)]
#[case("Dip it in hot water", Hazard::HotOilOrSteam)]
#[case("Open the oven", Hazard::HotOilOrSteam)]
#[case("Steam the shirts", Hazard::HotOilOrSteam)]
#[case("Feed the machine", Hazard::DangerousMachinery)]
#[case("Operates press", Hazard::DangerousMachinery)]
#[case("Lifts people from beds", Hazard::PersonalCare)]
#[case("Lifts people from beds", Hazard::BeyondPhysicalCapacity)]
#[case("Bathes residents", Hazard::PersonalCare)]
#[case("Feed a patient", Hazard::PersonalCare)]
#[case("Count the cash", Hazard::AnswerableForMoney)]
#[case("Look after the shop alone", Hazard::LoneWorking)]
fn a_word_that_signals_a_hazard_proposes_it(#[case] text: &str, #[case] hazard: Hazard) {
    assert!(of(text).contains(&hazard), "{text}: {:?}", of(text));
}

#[rstest]
#[case("Press the green button")]
#[case("Feed and water the goats")]
#[case("Take a photo")]
#[case("Advance the list")]
#[case("Bake bread by hand")]
#[case("Write what you see")]
#[case("")]
fn whole_words_and_stems_only(#[case] text: &str) {
    assert_eq!(of(text), []);
}

#[test]
fn signs_are_written_in_lower_case_and_each_finds_itself() {
    for (hazard, signs) in SIGNS {
        for sign in *signs {
            assert_eq!(*sign, sign.to_lowercase());
            let text = sign.replace('*', "").replace("@people", "people").replace(" + ", " ");
            assert!(of(&text).contains(hazard), "{sign}");
        }
    }
    assert!(PEOPLE.iter().all(|one| !one.contains(' ')));
}

#[test]
fn an_empty_list_is_an_answer_only_with_a_statement() {
    let stated = json!({ "by": "Mo, shift lead", "on": "2026-09-21" });
    assert_eq!(task(json!({})).hazard_answer(), HazardAnswer::NotAsked);
    assert_eq!(task(json!({ "hazards": [] })).hazard_answer(), HazardAnswer::NotAsked);
    assert_eq!(task(json!({ "hazards_stated": stated })).hazard_answer(), HazardAnswer::None);
    let these = task(json!({ "hazards": [{ "hazard": "lift_truck" }] }));
    assert_eq!(these.hazard_answer(), HazardAnswer::These);
}

#[test]
fn name_steps_and_equipment_propose_and_a_name_and_a_date_answer() {
    let words = json!({ "name": "Tidy the van", "equipment": ["Stepladder"],
        "steps": [{ "does": "Wait", "cue": "The oven bell", "check": "No blade is left out" }] });
    let mut it = task(words);
    let open = |task: &Task| task.unanswered_proposals().iter().map(|one| one.hazard).collect::<Vec<_>>();
    assert_eq!(
        open(&it),
        [Hazard::VehicleMovements, Hazard::WorkAtHeight, Hazard::SharpBlades, Hazard::HotOilOrSteam]
    );
    it.hazards = serde_json::from_value(json!([{ "hazard": "sharp_blades" }])).unwrap();
    it.hazards_stated = serde_json::from_value(
        json!({ "by": "Mo", "on": "2026-09-21", "struck_out": ["vehicle_movements", "hot_oil_or_steam"] }),
    )
    .unwrap();
    assert_eq!(open(&it), [Hazard::WorkAtHeight]);
    it.name = line("Climb into the van");
    assert_eq!(open(&it), [Hazard::WorkAtHeight], "a word added later is asked about again only if new");
    it.name = line("Tidy the gas store");
    assert_eq!(open(&it), [Hazard::WorkAtHeight, Hazard::CompressedGases]);
}

/// The sample and the generator state what there is, so that nothing else in these tests rests on
/// an unasked question.
#[test]
fn the_sample_and_the_generator_answer_for_every_task() {
    let sampled =
        sample("offers").into_iter().map(|(name, value)| (name.clone(), read(&name, &value["offer"])));
    let made = (0..200).map(|seed| (format!("seed {seed}"), generate::offer(seed, 0).offer));
    let mut open = Vec::new();
    for (name, offer) in sampled.chain(made) {
        let offer: Offer = offer;
        for task in &offer.tasks {
            if task.hazards_stated.is_none() || !task.unanswered_proposals().is_empty() {
                let words: Vec<_> =
                    task.unanswered_proposals().into_iter().map(|one| (one.hazard, one.words)).collect();
                open.push(format!("{name}: {}: {words:?}", task.name));
            }
        }
    }
    open.sort();
    open.dedup_by_key(|one| one.split_once(": ").map(|(_, rest)| rest.to_owned()));
    assert!(open.is_empty(), "{}", open.join("\n"));
}
