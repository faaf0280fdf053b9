//! The pack's own sentences: nothing said twice, nothing that nobody said.

use std::path::Path;

use placewell::briefing::pack::{Block, Pack};
use placewell::clock::FixedClock;
use placewell::domain::ids::Reference;
use placewell::services::briefings::offline::{LearnerDocument, OfferDocument, prepare, travel_model};
use placewell::words::briefing::{emergency, rest, staff_time, unbroken};
use rstest::rstest;
use serde_json::Value;

use super::fixture::{made, pack, press};

fn sample(file: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample").join(file);
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// The pack of two documents of the sample, by the way that the service goes.
fn prepared(offer: &str, learner: &str, start: &str, change: impl Fn(&mut Value)) -> Pack {
    let mut offer = sample(&format!("offers/{offer}.json"));
    let employer = offer["employer"].as_str().unwrap().to_owned();
    offer["employer"] = sample(&format!("employers/{employer}.json"))["employer"].take();
    change(&mut offer);
    let offer: OfferDocument = serde_json::from_value(offer).unwrap();
    let mut learner = sample(&format!("learners/{learner}.json"));
    learner["provider"] = sample("sample.json")["provider"].take();
    let learner: LearnerDocument = serde_json::from_value(learner).unwrap();
    let clock = FixedClock::at("2026-10-12T09:00:00Z".parse().unwrap());
    let travel = travel_model(Vec::new(), &learner);
    let reference = Reference::parse("PW-7K3M9QTX").unwrap();
    let start = start.parse().unwrap();
    prepare(press(), &clock, &offer, &learner, travel.as_ref(), start, &reference).unwrap().pack
}

#[test]
fn a_task_that_the_law_bars_is_named_under_not_to_do() {
    let pack = prepared("cafe-kitchen", "carys", "2026-11-09", |_| {});
    let line = "Not this job: Wash and peel vegetables (knives and blades; the law closes it at school age).";
    assert!(pack.do_not.iter().any(|one| one == line), "{:?}", pack.do_not);
}

#[test]
fn what_nobody_said_is_a_question_and_no_sentence() {
    let mut pack = prepared("garden-plants", "bee", "2026-11-09", |_| {});
    let asked = "Nothing has been recorded. Ask Hawa Lindqvist, Careers leader";
    assert!(pack.safety.statement[0].starts_with(asked), "{:?}", pack.safety);
    assert!(pack.safety.first_aid[0].starts_with(asked));
    assert_eq!((pack.arrival.comes.take(), pack.safety.agreed_by.take()), (None, None));
    assert_eq!(pack.safety.agreed_on, None, "nobody has agreed");
    let whole = serde_json::to_string(&pack).unwrap();
    for invented in
        ["can wait inside", "Nothing beyond", "quiet place", "ask at the desk", "job coach", "this week"]
    {
        assert!(!whole.contains(invented), "{invented}");
    }
}

#[test]
fn the_last_day_has_no_next_time() {
    let pack = prepared("garden-plants", "bee", "2026-11-09", |_| {});
    let finished = |day: Option<&placewell::briefing::pack::Day>| match day.unwrap().blocks.last().unwrap() {
        Block::Work(work) => work.if_finished.clone(),
        Block::Rest(_) => panic!(),
    };
    assert!(finished(pack.week.days.first()).contains("next time"));
    assert!(!finished(pack.week.days.last()).contains("next time"));
}

#[test]
fn adjustments_say_their_cost_once() {
    let pack = prepared("parcel-returns", "dewi", "2026-11-09", |_| {});
    assert!(!pack.adjustments.is_empty());
    assert!(pack.adjustments.iter().all(|one| !one.what.contains("cost")), "{:?}", pack.adjustments);
}

#[test]
fn a_break_is_not_named_twice() {
    assert_eq!(
        rest("Lunch", "Bring lunch; canteen with a quiet end"),
        "Bring lunch; canteen with a quiet end"
    );
    assert_eq!(rest("Lunch", "The staff room"), "Lunch: The staff room");
}

#[rstest]
#[case(20, 0, "about 20 minutes on the first day")]
#[case(0, 15, "about 15 minutes on each later day")]
#[case(20, 15, "about 20 minutes on the first day, 15 on each later day")]
fn nobody_gives_about_0_minutes(#[case] first: u16, #[case] later: u16, #[case] words: &str) {
    assert_eq!(staff_time(first, later), words);
}

#[test]
fn an_adult_who_goes_about_alone_has_not_gone_missing() {
    let rhun = prepared("hotel-internship", "rhun", "2026-11-10", |_| {});
    assert_eq!(rhun.phones.emergency, emergency(true));
    let bee = prepared("garden-plants", "bee", "2026-11-09", |_| {});
    assert_eq!(bee.phones.emergency, emergency(false));
}

#[test]
fn a_telephone_number_stays_in_one_piece() {
    assert_eq!(unbroken("ring 01632 960401 on 2 May"), "ring 01632\u{a0}960401 on 2 May");
    for (at, line) in made().pdf.text.lines().enumerate() {
        let digits = line.chars().filter(char::is_ascii_digit).count();
        let cut = line.trim_end().ends_with("01632") || line.trim_end().ends_with("07700");
        assert!(!cut, "line {at}: {line} ({digits} digits)");
    }
}

#[test]
fn the_mail_names_pages_by_their_mark_and_counts_none() {
    let (html, text) = super::fixture::mail(&pack());
    for part in [html, text] {
        assert!(part.contains("Safe to pin up"));
        for counted in ["second page", "last page", "five questions"] {
            assert!(!part.contains(counted), "{counted}");
        }
    }
    assert!(made().pdf.text.contains("Safe to pin up"));
}
