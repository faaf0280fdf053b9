//! What would bring a journey within reach: a later start, an earlier finish, somebody who comes
//! along, a taxi. Read by the API, by a real timetable.

use rstest::rstest;
use serde_json::{Value, json};

use super::town::{Town, USUAL, buses, note, says};
use crate::support::database::Engine;

/// Twenty minutes too late for a start at half past nine.
const LATE: &str = "in1,09:37:00,09:37:00,quarry,1\nin1,09:52:00,09:52:00,market,2\n\
    back1,15:10:00,15:10:00,market,1\nback1,15:25:00,15:25:00,quarry,2\n";

/// The last bus home is 40 minutes before the day's end.
const EARLY: &str = "in1,09:07:00,09:07:00,quarry,1\nin1,09:22:00,09:22:00,market,2\n\
    back1,14:20:00,14:20:00,market,1\nback1,14:35:00,14:35:00,quarry,2\n";

fn codes(changes: &Value) -> Vec<&str> {
    changes.as_array().unwrap().iter().map(|change| change["what"]["code"].as_str().unwrap()).collect()
}

/// That list and single match say a journey is beyond reach, and that this one change would do.
#[track_caller]
fn unlocked_by(matched: &(Value, Value), first: &Value, sentence: &str) {
    for one in [&matched.0, &matched.1] {
        assert_eq!(one["travel"]["state"], "not_reachable");
        assert_eq!(one["assessment"]["outcome"], "unsuitable");
        assert_eq!(one["assessment"]["blockers"][0]["code"], "journey", "{}", one["assessment"]["blockers"]);
        assert_eq!(&one["assessment"]["unlocks"][0]["what"], first);
        assert_eq!(&one["travel"]["unlocks"][0]["what"], first);
        for words in [&one["words"]["unlocks"], &one["travel"]["words"]["unlocks"]] {
            assert!(says(words, sentence), "{words}");
        }
    }
}

#[rstest]
fn a_start_that_the_window_lets_move_makes_the_match(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let window = json!({"start_can_move_minutes": 60});
    let Some(town) = Town::new(engine, &buses(LATE), &json!({}), &window) else { return };
    let (listed, read) = town.matched();
    let travel = &listed["travel"];
    assert_eq!(travel["state"], "if_start_moved");
    assert_eq!((&travel["starts_later_minutes"], &travel["starts_at"]), (&json!(30), &json!("10:00")));
    assert_eq!(travel["words"]["state"], "reachable if the day begins later, with a start at 10:00");
    assert_eq!(listed["assessment"]["outcome"], "suitable_with_changes");
    assert_eq!(listed["assessment"]["changes"][0]["what"], json!({"code": "start_later", "minutes": 30}));
    let words = "Start 30 minutes later each day (employer; no cost; a word or a few minutes).";
    assert!(says(&listed["words"]["changes"], words), "{}", listed["words"]["changes"]);
    let out = &read["journey"]["days"][0]["out"];
    assert_eq!((&out["arrive"], &out["margin_minutes"]), (&json!("09:52"), &json!(8)));
}

#[rstest]
fn a_start_that_cannot_move_is_named_with_the_time_that_would_do(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let window = json!({"start_can_move_minutes": 0});
    let Some(town) = Town::new(engine, &buses(LATE), &json!({}), &window) else { return };
    let matched = town.matched();
    let travel = &matched.0["travel"];
    assert_eq!(note(&travel["notes"], "if_start_moved")["to"], 9 * 60 + 52);
    assert!(says(&travel["words"]["notes"], "It would work if the day began at 09:52."), "{travel}");
    let words = "Start 30 minutes later each day (employer; no cost; a word or a few minutes).";
    unlocked_by(&matched, &json!({"code": "start_later", "minutes": 30}), words);
}

#[rstest]
fn an_end_that_comes_after_the_last_bus_is_named_with_the_time_that_would_do(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(town) = Town::new(engine, &buses(EARLY), &json!({}), &json!({})) else { return };
    let matched = town.matched();
    let travel = &matched.0["travel"];
    assert_eq!(note(&travel["notes"], "if_end_moved")["to"], 14 * 60 + 20);
    assert!(says(&travel["words"]["notes"], "It would work if the day ended at 14:20."), "{travel}");
    let words = "Finish 45 minutes earlier each day (employer; no cost; a word or a few minutes).";
    unlocked_by(&matched, &json!({"code": "finish_earlier", "minutes": 45}), words);
    assert_eq!(
        matched.1["journey"]["days"][0]["out"]["state"], "within",
        "only the way home stands against it"
    );
}

#[rstest]
fn somebody_who_comes_along_opens_the_bus_to_a_learner_who_only_walks(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let walker = json!({"modes": ["walk"]});
    let Some(town) = Town::new(engine, &buses(USUAL), &walker, &json!({})) else { return };
    let matched = town.matched();
    assert_eq!(codes(&matched.0["travel"]["unlocks"]), ["escort", "taxi"]);
    let words = "Somebody goes along on the journey (school or college; no cost; days, or somebody's time throughout).";
    unlocked_by(&matched, &json!({"code": "escort"}), words);
}

#[rstest]
fn without_a_bus_only_a_taxi_would_do(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let night = "in1,02:00:00,02:00:00,quarry,1\nin1,02:15:00,02:15:00,market,2\n";
    let Some(town) = Town::new(engine, &buses(night), &json!({}), &json!({})) else { return };
    let matched = town.matched();
    assert_eq!(codes(&matched.0["travel"]["unlocks"]), ["taxi"]);
    let words = "A taxi or the provider's minibus there and back (school or college; about £150; an hour or two, once).";
    unlocked_by(&matched, &json!({"code": "taxi"}), words);
}

/// A way that somebody makes possible: what the profile says of it, and what is read.
#[rstest]
#[case::escort("escorted", "escorted_public_transport", "The learner travels with somebody.")]
#[case::taxi("taxi", "taxi", "The learner travels by taxi or minibus.")]
#[case::family("family_car", "family_car", "The family drives.")]
fn a_way_that_is_arranged_has_its_own_room_and_time_ahead(
    #[case] stated: &str,
    #[case] mode: &str,
    #[case] who: &str,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let arranged = json!([{"mode": stated, "lead_days": 4, "capacity": 2}]);
    let profile = json!({"modes": ["walk", stated], "to_be_arranged": arranged});
    let Some(town) = Town::new(engine, &buses(USUAL), &profile, &json!({})) else { return };
    let (listed, read) = town.matched();
    let travel = &listed["travel"];
    assert_eq!((&travel["state"], &travel["mode"]), (&json!("reachable"), &json!(mode)), "{travel}");
    assert_ne!(listed["assessment"]["outcome"], "unsuitable");
    // The placement begins on Monday 9 March.
    let booked = note(&travel["notes"], "book_by");
    assert_eq!((&booked["mode"], &booked["by"]), (&json!(mode), &json!("2026-03-05")));
    assert_eq!(note(&travel["notes"], "takes_at_most")["learners"], 2);
    for sentence in [
        format!("{who} Book it by Thursday 5 March 2026."),
        format!("{who} It takes at most 2 learners together."),
    ] {
        assert!(says(&travel["words"]["notes"], &sentence), "{sentence}: {}", travel["words"]["notes"]);
    }
    assert_eq!(read["journey"]["days"][0]["out"]["mode"], mode);
    assert_eq!(travel["unlocks"], json!([]));
}
