//! The pack's own sentences: nothing said twice, nothing that nobody said.

use std::path::Path;

use placewell::briefing::pack::{Block, Pack, Told, Work};
use placewell::clock::FixedClock;
use placewell::domain::ids::Reference;
use placewell::services::briefings::offline::{
    LearnerDocument, OfferDocument, Prepared, pack as pack_of, prepare, travel_model,
};
use placewell::words::briefing::{emergency, learner, rest, staff_time, unbroken};
use rstest::rstest;
use serde_json::{Value, json};

use super::fixture::{made, pack, press};

pub(super) fn sample(file: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample").join(file);
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// The pack of two documents of the sample, by the way that the service goes.
pub(super) fn prepared(offer: &str, learner: &str, start: &str, change: impl Fn(&mut Value)) -> Pack {
    prepared_as(offer, learner, start, change, Value::Null)
}

/// The same with what was agreed.
pub(super) fn prepared_as(
    offer: &str,
    learner: &str,
    start: &str,
    change: impl Fn(&mut Value),
    agreed: Value,
) -> Pack {
    composed(documents(offer, learner, change, agreed), start)
}

/// The pack with the copies of its plan.
pub(super) fn prepared_whole(
    offer: &str,
    learner: &str,
    start: &str,
    change: impl Fn(&mut Value),
    agreed: Value,
) -> Prepared {
    let (offer, learner) = documents(offer, learner, change, agreed);
    let travel = travel_model(Vec::new(), &learner);
    let start = start.parse().unwrap();
    prepare(press(), &clock(), &offer, &learner, travel.as_ref(), start, &reference()).unwrap()
}

/// The same for a learner's document that was changed.
pub(super) fn prepared_with(offer: &str, learner: Value, start: &str) -> Pack {
    composed(read(offer, learner, |_| {}, Value::Null), start)
}

fn clock() -> FixedClock {
    FixedClock::at("2026-10-12T09:00:00Z".parse().unwrap())
}

fn reference() -> Reference {
    Reference::parse("PW-7K3M9QTX").unwrap()
}

fn composed((offer, learner): (OfferDocument, LearnerDocument), start: &str) -> Pack {
    let travel = travel_model(Vec::new(), &learner);
    pack_of(&clock(), &offer, &learner, travel.as_ref(), start.parse().unwrap(), &reference()).unwrap()
}

fn documents(
    offer: &str,
    learner: &str,
    change: impl Fn(&mut Value),
    agreed: Value,
) -> (OfferDocument, LearnerDocument) {
    read(offer, sample(&format!("learners/{learner}.json")), change, agreed)
}

fn read(
    offer: &str,
    mut learner: Value,
    change: impl Fn(&mut Value),
    agreed: Value,
) -> (OfferDocument, LearnerDocument) {
    let mut offer = sample(&format!("offers/{offer}.json"));
    let employer = offer["employer"].as_str().unwrap().to_owned();
    offer["employer"] = sample(&format!("employers/{employer}.json"))["employer"].take();
    change(&mut offer);
    let offer: OfferDocument = serde_json::from_value(offer).unwrap();
    learner["provider"] = sample("sample.json")["provider"].take();
    if !agreed.is_null() {
        learner["agreed"] = agreed;
    }
    let learner: LearnerDocument = serde_json::from_value(learner).unwrap();
    (offer, learner)
}

#[test]
fn a_task_that_the_law_bars_is_named_under_not_to_do() {
    let pack = prepared("cafe-kitchen", "carys", "2026-11-09", |_| {});
    let line = "Not this job: Wash and peel vegetables (knives and blades; the law bars it at school age).";
    assert!(pack.do_not.iter().any(|one| one == line), "{:?}", pack.do_not);
}

#[test]
fn what_nobody_said_is_a_question_and_no_sentence() {
    let mut pack = prepared("garden-plants", "bee", "2026-11-09", |_| {});
    let asked = "To be confirmed by 26 October 2026: Hawa Lindqvist, Careers leader.";
    assert_eq!(pack.safety.statement, [asked]);
    assert_eq!(pack.safety.first_aid, [asked]);
    assert_eq!((pack.arrival.comes.take(), pack.safety.agreed_by.take()), (None, None));
    assert_eq!(pack.safety.agreed_on, None, "nobody has agreed");
    let whole = serde_json::to_string(&pack).unwrap();
    for invented in
        ["can wait inside", "Nothing beyond", "quiet place", "ask at the desk", "job coach", "this week"]
    {
        assert!(!whole.contains(invented), "{invented}");
    }
}

#[rstest]
#[case("garden-plants", "bee", "2026-11-09")]
#[case("hotel-internship", "rhun", "2026-11-10")]
fn no_pack_says_what_cannot_be_so(#[case] offer: &str, #[case] learner: &str, #[case] start: &str) {
    let pack = prepared(offer, learner, start, |document| {
        let events = document["offer"]["events"].as_array_mut().unwrap();
        for event in events.iter_mut().filter(|event| event["kind"] == "alarm_test") {
            event["name"] = json!("Bell");
        }
    });
    let (html, text) = super::fixture::mail(&pack);
    let whole = format!("{} {html} {text}", serde_json::to_string(&pack).unwrap());
    for (phrase, because) in [
        ("Alarm test: Bell", "the kind and the name say the same"),
        ("Take a photo", "photographs are forbidden"),
        ("this week", "a placement may last for many"),
        ("about 0 minutes", "nobody is asked for nothing"),
        ("can wait inside", "nobody said so"),
        ("second page", "the plan may have two"),
        ("last page", "nobody counted them"),
    ] {
        assert!(!whole.contains(phrase), "{phrase}: {because}");
    }
}

#[test]
fn the_last_day_has_no_next_time() {
    let pack = prepared("garden-plants", "bee", "2026-11-09", |_| {});
    let finished = |day: Option<&placewell::briefing::pack::Day>| match day.unwrap().blocks.last().unwrap() {
        Block::Work(work) => work.if_finished.clone(),
        Block::Rest(_) => panic!(),
    };
    let first = finished(pack.week.days.first());
    assert!(first.contains("next time") || first.contains("next day"), "{first}");
    let last = finished(pack.week.days.last());
    assert!(!last.contains("next time") && !last.contains("next day"), "{last}");
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
    assert!(!rhun.phones.emergency.contains("cannot be found"), "{}", rhun.phones.emergency);
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

#[test]
fn what_is_not_agreed_to_be_told_is_not_told_in_saying_so() {
    let pack = prepared("garden-plants", "carys", "2026-11-03", |_| {});
    let whole = serde_json::to_string(&pack).unwrap();
    assert!(!whole.contains("startled"), "{:?}", pack.safety);
    assert!(!pack.told.contains(Told::SafetyStatement));
}

#[test]
fn everything_open_has_an_owner_and_a_day_before_the_first() {
    let pack = prepared("cafe-kitchen", "tobi", "2026-11-03", |offer| {
        offer["offer"]["everyday"]["lunch"] = json!("Lunch is cooked and free");
    });
    let open: Vec<(&str, &str)> =
        pack.to_confirm.iter().map(|one| (one.what.as_str(), one.owner.as_str())).collect();
    assert!(open.contains(&("What to call the visitor", "Hawa Lindqvist, Careers leader")), "{open:?}");
    assert!(open.iter().any(|(what, owner)| *what == "Where lunch is eaten" && owner.contains("Huw")));
    assert!(pack.to_confirm.iter().all(|one| one.by.to_string() == "2026-10-20"));
}

#[test]
fn aims_and_the_safety_statement_are_those_of_the_placement() {
    let agreed = json!({"placement": "2026-10-01", "terms": {
        "aims": ["Choose which plants suit me"],
        "safety": {"statement": "Walks off when an alarm sounds: stay on the shop side.", "signed_by": "Peredur Stone"},
    }});
    let pack = prepared_as("garden-plants", "carys", "2026-11-03", |_| {}, agreed);
    assert_eq!(pack.aims, ["Choose which plants suit me."]);
    assert_eq!(pack.safety.statement, ["Walks off when an alarm sounds: stay on the shop side."]);
    assert_eq!(pack.safety.first_aid, ["There is nothing that a first aider needs to know in advance."]);
    assert_eq!(pack.safety.agreed_by.as_deref(), Some("Peredur Stone"));
    let whole = serde_json::to_string(&pack).unwrap();
    assert!(!whole.contains("startled") && !whole.contains("green card."), "the profile's words stay there");
    let goals: Vec<&str> = works(&pack).filter_map(|work| work.goal.as_deref()).collect();
    let aim = "Today’s aim: “Choose which plants suit me”. ";
    let seen: Vec<&str> = goals.iter().filter_map(|goal| goal.strip_prefix(aim)).collect();
    assert_eq!(seen.len(), pack.week.dates().len());
    assert!(seen.iter().any(|when| when.starts_with("Watch for it at ")), "{seen:?}");
    let said = |when: &&str| when.starts_with("Watch for it at ") || when.starts_with("When today: ___");
    assert!(seen.iter().all(said), "{seen:?}");
    assert!(goals.iter().any(|goal| goal.starts_with("Look back at each aim")));
    assert!(!pack.to_confirm.iter().any(|one| one.what.contains("safety") || one.what.contains("aims")));
}

#[test]
fn what_makes_it_worth_having_is_told_in_sentences_without_lists_of_hours() {
    let pack = prepared("garden-plants", "carys", "2026-11-03", |_| {});
    assert!(pack.week.meaning[0].starts_with("Our visitor works with "), "{:?}", pack.week.meaning);
    assert!(pack.week.meaning.iter().all(|line| !line.contains(" more.") && !line.contains("aims")));
    assert!(pack.week.gains.unwrap().contains("plants"));
    let unanswered = pack.phones.unanswered.unwrap();
    assert!(unanswered.ends_with("After 16:30 ring Duty desk (answered until 17:00)."), "{unanswered}");
    assert!(pack.phones.hazard.unwrap().contains("Nia, Yard manager"));
}

#[test]
fn a_refusal_names_each_task_that_is_left_out_and_what_would_let_it_in() {
    let (offer, learner) = documents("print-finishing", "idris", |_| {}, Value::Null);
    let travel = travel_model(Vec::new(), &learner);
    let start = "2026-11-03".parse().unwrap();
    let refused =
        pack_of(&clock(), &offer, &learner, travel.as_ref(), start, &reference()).unwrap_err().lines();
    let left_out: Vec<&String> = refused.iter().filter(|line| line.starts_with('“')).collect();
    assert!(left_out.len() >= 5, "{refused:?}");
    assert!(left_out.iter().all(|line| line.contains("let it in")
        || line.contains("could")
        || line.contains("can")
        || line.contains("decides")));
}

/// Signs that come first, the seconds, what to do first, second and the third time: once, for every job.
#[test]
fn being_stuck_has_one_way_out_in_the_learners_own_terms() {
    let pack = prepared("garden-plants", "carys", "2026-11-03", |_| {});
    let order = "Do these in order: 1. Count to 30 in your head and say nothing. 2. Point to the next line on the list, without \
                 reading it out. 3. Do that step on a piece of your own, where our visitor can see it. 4. If that does not help: Say \
                 \"Quiet place?\" and point the way. Carry on with your own work close by.";
    assert_eq!(
        pack.guidance.stuck,
        [
            "What you may see: Says nothing for longer than a minute. Pulls her sleeves down over her hands.",
            order,
            "Calm, but stuck on the job? Do what the last column of the day sheet says. Stuck a third time? Put the job away without comment.",
        ]
    );
    assert_eq!(pack.guidance.helps[0], format!("Early: {order}"), "one order, told the same in both places");
    assert!(
        !pack.guidance.helps[1..].iter().any(|line| line.starts_with("Early")),
        "{:?}",
        pack.guidance.helps
    );
    for work in works(&pack) {
        assert!(!work.if_stuck.contains("cue") && !work.if_stuck.contains("Step "), "{}", work.if_stuck);
    }
}

#[rstest]
#[case("hospital-linen", "dewi")]
#[case("parcel-returns", "maya")]
fn a_learner_who_answers_in_another_way_is_not_asked_to_speak(#[case] offer: &str, #[case] learner: &str) {
    let pack = prepared(offer, learner, "2026-11-03", |offer| {
        for task in offer["offer"]["tasks"].as_array_mut().unwrap() {
            task["if_stuck"] = json!("Hold it beside the card and say the letter together");
            task["if_finished"] = json!("Read out the next card");
        }
    });
    for work in works(&pack) {
        let lines = format!("{} {}", work.if_stuck, work.if_finished).to_lowercase();
        assert!(!lines.contains("say the letter") && !lines.contains("read out"), "{lines}");
    }
}

#[test]
fn every_row_has_somebody_and_a_place_that_can_be_found() {
    for (offer, learner) in
        [("garden-plants", "carys"), ("cafe-kitchen", "tobi"), ("parcel-returns", "kacper")]
    {
        let pack = prepared(offer, learner, "2026-11-03", |_| {});
        for block in pack.week.days.iter().flat_map(|day| &day.blocks) {
            let (place, with) = match block {
                Block::Work(work) => (&work.place, Some(work.with.as_str())),
                Block::Rest(rest) => (&rest.place, rest.with.as_deref()),
            };
            assert!(with.is_some_and(|with| !with.is_empty()), "{block:?}");
            for nowhere in ["Where the", "All round", "hearing", "learners never go", "confirmed"] {
                assert!(!place.contains(nowhere), "{place}");
            }
        }
    }
}

#[test]
fn a_choice_says_both_halves_and_how_it_is_put() {
    let pack = prepared("garden-plants", "carys", "2026-11-03", |_| {});
    let choices: Vec<_> =
        works(&pack).filter_map(|work| work.or.as_ref().zip(work.choice.as_ref())).collect();
    assert!(!choices.is_empty());
    for (task, choice) in choices {
        assert!(!task.is_empty() && !choice.place.is_empty() && !choice.with.is_empty());
        assert!(choice.amount.is_some() && choice.put.contains("our visitor"), "{choice:?}");
    }
}

#[test]
fn the_step_further_has_a_time_a_person_and_a_way_back() {
    let pack = prepared("garden-plants", "carys", "2026-11-03", |_| {});
    let stretch = pack.week.stretch.unwrap();
    for part in ["Monday 9 November", "is there", "If it is not the day for it", "and that is fine"] {
        assert!(stretch.contains(part), "{stretch}");
    }
}

pub(super) fn works(pack: &Pack) -> impl Iterator<Item = &Work> {
    pack.week.days.iter().flat_map(|day| &day.blocks).filter_map(|block| match block {
        Block::Work(work) => Some(work),
        Block::Rest(_) => None,
    })
}

/// From when each stretch of a day is, and what is said of it.
fn notes(pack: &Pack) -> Vec<(String, &[String])> {
    let blocks = pack.week.days.iter().flat_map(|day| &day.blocks);
    let told = blocks.map(|block| match block {
        Block::Work(work) => (work.from.to_string(), work.notes.as_slice()),
        Block::Rest(rest) => (rest.from.to_string(), rest.notes.as_slice()),
    });
    told.collect()
}

#[rstest]
#[case("13:00", "Mared is here for part of the time, until 13:00.", ("13:00", "Mared has gone."))]
#[case("12:10", "Mared is here for part of the time, until 12:10.", ("12:00", "Mared leaves at 12:10."))]
fn who_comes_along_is_said_to_be_there_no_longer_than_they_are(
    #[case] until: &str,
    #[case] here: &str,
    #[case] ends: (&str, &str),
) {
    let mut learner = sample("learners/carys.json");
    learner["learner"]["profile"]["companions"][0]["hours"] = json!({ "from": "10:00", "to": until });
    let pack = prepared_with("garden-plants", learner, "2026-11-02");
    let (mut begins, mut left) = (0, 0);
    for (from, notes) in notes(&pack) {
        begins += usize::from(from == "10:00" && notes.iter().any(|note| note == here));
        left += usize::from(notes.iter().any(|note| note == ends.1));
        let says_gone = notes.iter().any(|note| note == "Mared has gone." || note.contains("Nobody from"));
        assert!(!says_gone || from.as_str() >= until, "{from}: {notes:?}");
    }
    assert_eq!(begins, 5, "once a day");
    assert!(
        left > 0
            && notes(&pack).iter().any(|(from, notes)| from == ends.0 && notes.iter().any(|n| n == ends.1))
    );
}

#[test]
fn an_alarm_is_awaited_where_the_site_says() {
    let pack = prepared("garden-plants", "carys", "2026-11-02", |_| {});
    let rests = pack.week.days.iter().flat_map(|day| &day.blocks).filter_map(|block| match block {
        Block::Rest(rest) if rest.notes.iter().any(|note| note == "11:00 to 11:10: Fire alarm test.") => {
            Some(rest)
        }
        _ => None,
    });
    let places: Vec<&str> = rests.map(|rest| rest.place.as_str()).collect();
    assert_eq!(places.len(), 1, "on Wednesday");
    assert!(places[0].starts_with("Sit on the bench in the tree rows"), "{places:?}");
}

#[rstest]
#[case("His coach beside him", Some("My coach beside me"))]
#[case("Time in the morning with her coach.", Some("Time in the morning with my coach."))]
#[case("Pictures of each step", Some("Pictures of each step"))]
#[case("A word to her when plans change", Some("A word to me when plans change"))]
#[case("Somebody near them", None)]
#[case("He's told the day before", None)]
#[case("A chair that is his", None)]
#[case("Their own mug", None)]
fn a_support_is_said_in_the_learners_words_or_not_at_all(#[case] support: &str, #[case] mine: Option<&str>) {
    assert_eq!(learner::in_my_words(support).as_deref(), mine);
}
