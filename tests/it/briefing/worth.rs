//! What makes a pack worth reading: names that can be said, ends of rounds that can be seen, breaks with somebody near.

use std::collections::BTreeMap;

use placewell::briefing::pack::{Block, Pack, Rest, Work};
use placewell::domain::code::Code;
use placewell::domain::support::HelpLevel;
use placewell::words::briefing::help;
use serde_json::{Value, json};

use super::words::{prepared, prepared_as, prepared_with, sample, works};

fn rests(pack: &Pack) -> impl Iterator<Item = &Rest> {
    pack.week.days.iter().flat_map(|day| &day.blocks).filter_map(|block| match block {
        Block::Rest(rest) => Some(rest),
        Block::Work(_) => None,
    })
}

#[test]
fn a_name_is_said_in_latin_letters_and_stands_once_in_its_own_script() {
    let pack =
        prepared_as("print-finishing", "salma", "2026-11-09", |_| {}, json!({"placement": "2026-10-01"}));
    assert_eq!((pack.visitor.called.as_str(), pack.visitor.written.as_deref()), ("Salma", Some("سلمى")));
    let whole = serde_json::to_string(&pack).unwrap();
    assert_eq!(whole.matches("سلمى").count(), 1);
}

#[test]
fn a_break_says_who_is_near_or_that_alone_is_fine() {
    let company = |alone: Value| {
        let mut learner = sample("learners/carys.json");
        learner["learner"]["profile"]["breaks_alone"] = alone;
        let pack = prepared_with("garden-plants", learner, "2026-11-09");
        let asked = pack.to_confirm.iter().any(|one| one.what == "Whether breaks may be taken alone");
        let rest = rests(&pack).find(|rest| rest.what == "Rest").unwrap();
        let near = rest.with.clone().unwrap();
        (rest.company.clone().unwrap().replace(&near, "Somebody"), asked)
    };
    assert_eq!(
        company(json!(true)),
        ("Alone is fine; Somebody (or Gwyn) knows where our visitor is.".into(), false)
    );
    assert_eq!(company(json!(false)), ("With Somebody (or Gwyn).".into(), false));
    assert_eq!(company(Value::Null), ("Somebody (or Gwyn) knows where our visitor is.".into(), true));
}

#[test]
fn somebody_who_does_not_react_to_an_alarm_is_fetched_from_a_break() {
    let pack = prepared("cafe-kitchen", "tobi", "2026-11-09", |_| {});
    let alone: Vec<&str> = rests(&pack)
        .filter_map(|rest| rest.company.as_deref())
        .filter(|said| said.contains("Alone"))
        .collect();
    assert!(!alone.is_empty());
    assert!(alone.iter().all(|said| said.contains("If the alarm sounds, ")), "{alone:?}");
}

#[test]
fn a_round_ends_with_its_own_number_and_the_finish_of_its_card() {
    let pack = prepared("print-finishing", "salma", "2026-11-09", |_| {});
    let folding = works(&pack).find(|work| work.task == "Fold and pack leaflets").unwrap();
    let card = pack.cards.iter().find(|card| card.task == folding.task).unwrap();
    assert_eq!(folding.finish, card.finish);
    assert!(folding.goal.as_deref().unwrap().contains("leaflets"), "{:?}", folding.goal);
    let again = works(&pack).filter(|work| work.task == "Fold and pack leaflets").nth(1).unwrap();
    assert_eq!(again.finish, card.finish, "every round ends so");
}

#[test]
fn every_result_that_is_handed_over_gives_something_to_talk_about() {
    let pack = prepared("garden-plants", "carys", "2026-11-09", |_| {});
    assert!(works(&pack).all(|work| work.exchange.is_some() == work.hand_to.is_some()));
    let mut said: BTreeMap<&str, usize> = BTreeMap::new();
    for exchange in works(&pack).filter_map(|work| work.exchange.as_deref()) {
        *said.entry(exchange).or_default() += 1;
    }
    assert!(said.len() >= 3, "three exchanges about work in a week: {said:?}");
    assert!(said.values().all(|times| *times <= 3), "{said:?}");
    let last = works(&pack).find(|work| work.task.starts_with("Show what was made")).unwrap();
    assert_ne!(last.hand_to.as_ref(), Some(&last.with), "it is shown to somebody else");
    assert!(last.hand_to.is_some());
}

#[test]
fn only_jobs_of_which_any_two_can_change_places_are_marked() {
    let pack = prepared("garden-plants", "carys", "2026-11-09", |_| {});
    for day in &pack.week.days {
        let marked: Vec<&Work> = day
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Work(work) if work.swappable => Some(work),
                _ => None,
            })
            .collect();
        assert_ne!(marked.len(), 1, "one mark alone offers nothing");
        // The lorry comes on Tuesday and Thursday, 11:30 to 12:00, and keeps the learner out of the yard.
        let lorry = ["2026-11-10", "2026-11-12"].contains(&day.dates[0].to_string().as_str());
        let in_the_yard = marked.iter().any(|work| work.place == "Plant yard");
        let at_the_lorry = marked
            .iter()
            .any(|work| work.from.to_string().as_str() < "12:00" && work.to.to_string().as_str() > "11:30");
        assert!(!(lorry && in_the_yard && at_the_lorry), "{:?}", day.dates);
    }
}

#[test]
fn a_day_ends_with_what_comes_next_and_the_last_with_a_goodbye() {
    let pack = prepared("garden-plants", "carys", "2026-11-09", |_| {});
    let closes: Vec<&str> = works(&pack)
        .filter(|work| work.task == "Tidy up, then home")
        .filter_map(|work| work.goal.as_deref())
        .collect();
    assert_eq!(closes.len(), 5);
    assert!(
        closes[..3].iter().all(|said| said.contains("Next day: “Water the bedding plants” first")),
        "{closes:?}"
    );
    assert!(closes[3].contains("The next day is the last: “Water the bedding plants” first"), "{closes:?}");
    assert!(closes[4].starts_with("Goodbye to ") && closes[4].contains("Nia"), "{closes:?}");
}

#[test]
fn what_is_needed_and_there_is_said_but_not_what_tells_of_care() {
    let pack = prepared("hospital-linen", "dewi", "2026-11-09", |_| {});
    let there: Vec<&str> =
        pack.kept.iter().filter(|one| one.by.is_none()).map(|one| one.what.as_str()).collect();
    assert!(!there.is_empty());
    assert!(there.iter().all(|one| !one.contains("Changing Places") && !one.contains("alongside")));
    assert!(pack.kept.iter().all(|one| !one.owner.is_empty()), "{:?}", pack.kept);
    assert!(pack.do_not.len() <= 14, "{:?}", pack.do_not);
}

#[test]
fn the_steps_that_were_taken_are_told_with_their_days_and_no_others() {
    let mut learner = sample("learners/carys.json");
    let visit = json!({"action": "visit_site", "on": "2026-10-05"});
    let of = |learner: &Value| prepared_with("garden-plants", learner.clone(), "2026-11-09");
    let asks = |pack: &Pack, what: &str| pack.to_confirm.iter().any(|one| one.what == what);
    learner["steps"] = json!([visit]);
    let pack = of(&learner);
    assert_eq!(pack.agreed, ["The visit to the site: 5 October 2026"]);
    assert!(!asks(&pack, "The visit to the site") && asks(&pack, "Who walked the site, and with whom"));
    assert!(asks(&pack, "The meeting before the first day"));

    learner["steps"][0]["who"] = json!("Hawa Lindqvist with Nia");
    let pack = of(&learner);
    assert_eq!(pack.agreed, ["The visit to the site: 5 October 2026, Hawa Lindqvist with Nia"]);
    assert!(!asks(&pack, "Who walked the site, and with whom"));

    learner["steps"] = json!([{"action": "waive_visit", "on": "2026-10-05"}]);
    let pack = of(&learner);
    assert_eq!(pack.agreed, ["The visit to the site: decided on 5 October 2026 to do without"]);
    assert!(!asks(&pack, "Who walked the site, and with whom"), "nobody did");
}

#[test]
fn who_needs_help_in_an_alarm_has_walked_the_way_out_or_it_is_asked() {
    let mut learner = sample("learners/dewi.json");
    let asked = "The way out in an alarm, walked with the visitor";
    let pack = prepared_with("hospital-linen", learner.clone(), "2026-11-09");
    assert!(pack.to_confirm.iter().any(|one| one.what == asked));
    learner["steps"] = json!([{"action": "meet", "on": "2026-10-06", "who": "Sara Holm with Gwenda",
        "way_out_walked": true}]);
    let pack = prepared_with("hospital-linen", learner, "2026-11-09");
    assert!(!pack.to_confirm.iter().any(|one| one.what == asked));
    let plan = pack.evacuation.personal_plan.last().unwrap();
    assert_eq!(plan, "Way out walked on 6 October 2026, Sara Holm with Gwenda.");
}

#[test]
fn the_plan_is_agreed_by_the_learner_too_or_it_is_asked() {
    let mut learner = sample("learners/carys.json");
    let asked = |pack: &Pack| {
        pack.to_confirm.iter().any(|one| one.what == "The plan, seen and agreed by the visitor")
    };
    learner["steps"] = json!([{"action": "agree_plan", "on": "2026-10-06", "who": "Nia"}]);
    assert!(asked(&prepared_with("garden-plants", learner.clone(), "2026-11-09")));
    learner["steps"][0]["agreed_by_learner"] = json!(true);
    let pack = prepared_with("garden-plants", learner, "2026-11-09");
    assert!(!asked(&pack));
    let seen = pack.agreed.last().unwrap();
    assert!(
        seen.starts_with("The plan, seen and agreed by ") && seen.ends_with(": 6 October 2026"),
        "{seen}"
    );
}

#[test]
fn what_is_asked_is_asked_for_before_the_first_day() {
    let pack = prepared("garden-plants", "carys", "2026-11-09", |_| {});
    assert!(!pack.to_confirm.is_empty());
    assert!(pack.to_confirm.iter().all(|one| one.by < pack.week.days[0].dates[0]));
    assert!(pack.adjustments.iter().all(|one| one.by.unwrap() < pack.week.days[0].dates[0]));
}

#[test]
fn whoever_leads_a_job_is_told_that_it_takes_time() {
    let pack = prepared("scan-office", "kacper", "2026-11-09", |_| {});
    for work in works(&pack) {
        assert!(pack.week.staff_time.iter().any(|one| one.who == work.with), "{}", work.with);
    }
}

#[test]
fn what_goes_on_from_one_block_into_the_next_is_told_once() {
    let pack = prepared("hotel-internship", "zara", "2026-11-10", |_| {});
    for day in &pack.week.days {
        let notes = day.blocks.iter().flat_map(|block| match block {
            Block::Work(work) => &work.notes,
            Block::Rest(rest) => &rest.notes,
        });
        let told: Vec<&String> = notes.filter(|note| note.contains("Alarm test")).collect();
        assert!(told.len() <= 1, "{:?}: {told:?}", day.dates);
    }
}

#[test]
fn a_card_marks_the_step_that_needs_care() {
    let pack = prepared("garden-plants", "carys", "2026-11-09", |_| {});
    for card in &pack.cards {
        assert_eq!(card.steps.iter().filter(|step| step.critical).count(), 1, "{}", card.task);
    }
}

#[test]
fn the_step_further_is_further_than_the_round_before() {
    for (offer, learner) in [("garden-plants", "carys"), ("library-shelves", "idris")] {
        let pack = prepared(offer, learner, "2026-11-09", |_| {});
        let stretch = pack.week.stretch.as_deref().unwrap();
        let step = |work: &&Work| work.notes.iter().any(|note| note.starts_with("The step further"));
        let step = works(&pack).find(step).unwrap();
        let rounds: Vec<&Work> = works(&pack).filter(|work| work.task == step.task).collect();
        let before = rounds.get(rounds.len().saturating_sub(2)).and_then(|work| work.may_see).unwrap();
        let key = HelpLevel::ALL.iter().find(|level| {
            let level = help(**level, pack.week.tool()).to_lowercase();
            stretch.contains(&format!("there is less help this time: {level}."))
        });
        match key {
            Some(level) => assert!(*level > before && Some(*level) > step.may_see, "{stretch}"),
            None => {
                assert!(stretch.contains("checks it first and decides when it is right"), "{stretch}")
            }
        }
    }
}

#[test]
fn every_job_says_how_to_go_back_to_more_help() {
    let pack = prepared("print-finishing", "salma", "2026-11-09", |_| {});
    assert!(pack.week.help.iter().any(|job| job.start == HelpLevel::Together));
    for job in &pack.week.help {
        let together = job.more.as_ref().unwrap().contains("together again");
        assert_eq!(together, job.start == HelpLevel::Together, "{job:?}");
    }
}

#[test]
fn days_with_one_person_are_counted_only_where_a_decision_rests_on_them() {
    let vetting = |decided: Value| {
        let mut learner = sample("learners/carys.json");
        learner["vetting"] = decided;
        let pack = prepared_with("garden-plants", learner, "2026-11-09");
        let lines = pack.terms.lines.into_iter();
        lines.map(|line| line.words).find(|words| words.contains("safeguarding lead")).unwrap()
    };
    let decided = json!({"choice": "no_request", "on": "2026-10-05", "note": "The coach is checked."});
    assert!(vetting(decided).contains("On more than three days of this plan jobs are led by Nia (5 days)"));
    assert!(!vetting(Value::Null).contains("more than three days of this plan"));
    let two = json!({"choice": "two_adults", "on": "2026-10-05", "note": "Seen on the visit."});
    let words = vetting(two);
    assert!(words.contains("Supervision alone does not settle whether a check is needed"), "{words}");
}

#[test]
fn a_decision_for_two_adults_leaves_it_to_its_owner_whether_anybody_is_checked() {
    let asks = |choice: &str| {
        let mut learner = sample("learners/carys.json");
        learner["vetting"] = json!({"choice": choice, "on": "2026-10-05", "note": "Seen on the visit."});
        let pack = prepared_with("garden-plants", learner, "2026-11-09");
        let checks = "Whether a check of anybody who works with the visitor is asked for as well";
        pack.to_confirm.into_iter().find(|one| one.what == checks).map(|one| one.owner)
    };
    let lead = asks("two_adults").unwrap();
    assert!(lead.contains("safeguarding lead"), "{lead}");
    assert_eq!((asks("no_request"), asks("employer_checks")), (None, None));
}
