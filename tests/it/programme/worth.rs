//! What the plan says of itself: where rests are taken, the step up, the tests of a meaningful experience.

use placewell::domain::time::Span;
use placewell::domain::workload::{RestReason, WeekRule};
use placewell::programme::{Content, MeaningfulTest, Programme, Wording, meaningful, plan};
use serde_json::json;

use super::fixtures::{Case, depot_json, profile_json};

fn met(case: &Case, programme: &Programme) -> Vec<MeaningfulTest> {
    let results = meaningful(programme, &case.offer, &case.profile.hopes.aims);
    results.into_iter().filter(|result| result.met).map(|result| result.test).collect()
}

#[test]
fn a_plan_that_nobody_has_told_anything_meets_only_what_its_blocks_show() {
    let case = Case::depot();
    let programme = plan(&case.input()).unwrap();
    assert_eq!(
        met(&case, &programme),
        [MeaningfulTest::Outcomes, MeaningfulTest::People, MeaningfulTest::Feedback],
        "a welcome and a goodbye, which every plan has, meet nothing"
    );
}

#[test]
fn aims_uses_and_hand_overs_meet_the_other_tests_by_the_blocks_that_show_them() {
    let (mut offer, mut profile) = (depot_json(), profile_json());
    offer["tasks"][3]["used"] = json!({ "how": "Rhian packs with them", "hand_to": "rhian" });
    profile["hopes"] = json!({ "aims": ["Start the next job myself"] });
    let case = Case::new(offer, profile, "2026-06-15");
    let programme = plan(&case.input()).unwrap();
    assert_eq!(met(&case, &programme).len(), 7);
    for result in meaningful(&programme, &case.offer, &case.profile.hopes.aims) {
        let blocks = result.shown_by.iter().map(|id| programme.block(id).unwrap().1);
        match result.test {
            MeaningfulTest::Interaction => assert!(blocks.into_iter().all(|block| block.hand_to.is_some())),
            MeaningfulTest::Task => {
                assert!(blocks.into_iter().all(|block| block.content.task().unwrap().as_str() == "boxes"));
            }
            MeaningfulTest::Purpose => assert!(result.shown_by.is_empty()),
            _ => assert!(!result.shown_by.is_empty(), "{:?}", result.test),
        }
    }
}

#[test]
fn the_step_up_is_the_stretch_done_last() {
    let case = Case::depot();
    let programme = plan(&case.input()).unwrap();
    let step_up = &programme.step_up().unwrap().task;
    let last = programme.blocks().filter(|(_, block)| block.content.task() == Some(step_up)).last().unwrap();
    assert_eq!(last.0.date, programme.days.last().unwrap().date);
}

#[test]
fn rests_are_taken_in_the_quietest_place_for_them_that_the_learner_can_get_to() {
    let place = |name: &str, noise: &str, level: bool| json!({ "name": name, "noise": noise, "level_exit": level, "for_rest": true });
    let rests = |evacuation: &str| {
        let (mut offer, mut profile) = (depot_json(), profile_json());
        offer["places"] = json!([place("Canteen", "talk", true), place("Loft", "quiet", false)]);
        profile["evacuation"] = json!(evacuation);
        let case = Case::new(offer, profile, "2026-06-15");
        let programme = plan(&case.input()).unwrap();
        let rest = |content: &Content| matches!(content, Content::Rest { reason: RestReason::Stamina });
        let places =
            programme.blocks().filter(|(_, block)| rest(&block.content)).map(|(_, block)| &block.place);
        let mut names: Vec<String> = places
            .map(|place| match place {
                Wording::Said { text } => text.to_string(),
                other => panic!("nobody said {other:?}"),
            })
            .collect();
        names.dedup();
        names
    };
    assert_eq!(rests("unaided"), ["Loft"]);
    assert_eq!(rests("cannot_use_stairs"), ["Canteen"]);
}

#[test]
fn nobody_expects_less_help_at_a_first_meeting_than_it_begins_with() {
    let case = Case::depot();
    let programme = plan(&case.input()).unwrap();
    let mut rises = false;
    for (_, block) in programme.blocks() {
        let Content::Task { new, .. } = &block.content else { continue };
        assert!(if *new { block.may_see == block.level } else { block.may_see >= block.level }, "{block:?}");
        rises |= block.may_see > block.level;
    }
    assert!(rises, "nothing grows");
}

#[test]
fn new_jobs_are_met_while_somebody_from_school_is_there_where_they_can_be() {
    let alone = |companions: serde_json::Value| {
        let mut profile = profile_json();
        profile["companions"] = companions;
        let case = Case::new(depot_json(), profile, "2026-06-15");
        let programme = plan(&case.input()).unwrap();
        let morning = placewell::domain::time::TimeOfDay::parse("12:30").unwrap();
        let new = |content: &Content| matches!(content, Content::Task { new: true, .. });
        let late = programme.blocks().filter(|(_, block)| new(&block.content) && block.span.to > morning);
        (late.count(), programme.unkept.contains(&WeekRule::NewWhileAccompanied))
    };
    let comes = |hours: serde_json::Value| {
        json!([{ "name": "Mared", "role": "job coach", "weekdays": ["mon", "tue", "wed", "thu", "fri"],
                 "hours": hours, "does": "Shows each new job" }])
    };
    assert_eq!(alone(json!([])), (2, false), "the depot's week brings new work after lunch by itself");
    assert_eq!(alone(comes(json!({ "from": "09:00", "to": "12:30" }))), (0, false));
    let (_, unkept) = alone(comes(json!({ "from": "09:00", "to": "09:20" })));
    assert!(unkept, "what cannot be kept is said");
}

#[test]
fn a_shorter_tour_makes_room_for_a_first_piece_of_work() {
    let (mut offer, mut profile) = (depot_json(), profile_json());
    offer["windows"][0]["hours"] = json!({ "from": "10:00", "to": "15:00" });
    offer["windows"][0]["breaks"] = json!([{ "from": "12:00", "to": "12:30" }]);
    profile["stamina"]["max_continuous_minutes"] = json!(60);
    profile["stamina"]["break_minutes"] = json!(15);
    let case = Case::new(offer, profile, "2026-06-15");
    let programme = plan(&case.input()).unwrap();
    let (day, first) = programme.blocks().find(|(_, block)| block.content.task().is_some()).unwrap();
    assert!(first.span.to.since(day.attended.from) <= 75, "{:?}", first.span);
    let rest = day.blocks.iter().position(|block| block.content.is_rest()).unwrap();
    assert!(
        day.blocks[..rest].iter().any(|block| block.content.task().is_some()),
        "work comes before the first break"
    );
}

#[test]
fn work_stays_where_an_event_sends_the_learner() {
    let mut planned = 0;
    let tasks = depot_json()["tasks"].as_array().unwrap().clone();
    for go_to in tasks.iter().map(|task| task["place"].as_str().unwrap()) {
        let hours = json!({ "from": "11:00", "to": "11:30" });
        let mut offer = depot_json();
        offer["events"] = json!([{
            "id": "visit", "name": "A visit", "kind": "rush", "hours": hours, "go_to": [go_to],
            "weekdays": ["mon", "tue", "wed", "thu", "fri"],
        }]);
        let case = Case::new(offer, profile_json(), "2026-06-15");
        let Ok(programme) = plan(&case.input()) else { continue };
        let visit: Span = serde_json::from_value(hours).unwrap();
        let work = programme.blocks().map(|(_, block)| block).filter(|block| block.content.task().is_some());
        for block in work.filter(|block| block.span.overlaps(visit)) {
            let there = matches!(&block.place, Wording::Said { text } if text.as_str() == go_to);
            assert!(there, "{:?} and not {go_to}", block.place);
            planned += 1;
        }
    }
    assert!(planned > 0, "no place has work from 11:00 to 11:30");
}
