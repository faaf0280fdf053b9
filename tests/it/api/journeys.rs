//! Journeys of a match by a timetable, as the API tells them.

use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use super::town::{Town, USUAL, buses, note, says};
use crate::support::app::home;
use crate::support::database::Engine;

fn none() -> Value {
    json!({})
}

#[rstest]
fn a_journey_says_what_it_stands_on_what_comes_next_and_what_walking_would_be(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(town) = Town::new(engine, &buses(USUAL), &none(), &none()) else { return };
    let (listed, read) = town.matched();
    assert_eq!(listed["travel"]["state"], "reachable");
    assert_eq!((&listed["travel"]["changes"], &listed["travel"]["minutes"]), (&json!(0), &json!(15)));
    let days = read["journey"]["days"].as_array().unwrap();
    assert_eq!(days.len(), 1, "every day is alike: {days:?}");
    assert_eq!(days[0]["dates"].as_array().unwrap().len(), 5);
    let (out, back) = (&days[0]["out"], &days[0]["home"]);
    for trip in [out, back] {
        let basis = &trip["basis"];
        assert_eq!((&basis["code"], &basis["feed"]), (&json!("timetable"), &json!("Town")));
        assert_eq!(basis["version"].as_str().unwrap().len(), 12);
        assert_eq!(basis["date"], days[0]["dates"][0]);
        assert_eq!(
            (&trip["walk_only"]["mode"], &trip["walk_only"]["state"]),
            (&json!("walk"), &json!("beyond"))
        );
    }
    assert_eq!(
        (&out["leave"], &out["arrive"], &out["margin_minutes"]),
        (&json!("08:50"), &json!("09:05"), &json!(25))
    );
    assert_eq!(out["if_missed"], json!({"leave": "09:20", "arrive": "09:35"}));
    assert_eq!(out["last_leave"], "08:50");
    assert_eq!((&back["leave"], &back["margin_minutes"]), (&json!("15:10"), &json!(10)));
    assert_eq!(back["if_missed"], json!({"leave": "15:40", "arrive": "15:55"}));
    assert_eq!(back["last_leave"], "15:40");
    let ride = "08:50 line 1 towards Town from Quarry Lane; off at Market Square, 09:05.";
    assert!(says(&out["words"], ride), "{}", out["words"]);
}

#[rstest]
fn every_day_of_the_placement_is_looked_at(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let but_wednesday = "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n\
        week,1,1,0,1,1,0,0,20260101,20261231\n";
    let timetable = buses(USUAL).with("calendar.txt", but_wednesday);
    let Some(town) = Town::new(engine, &timetable, &none(), &none()) else { return };
    let (listed, read) = town.matched();
    assert_eq!(
        (&listed["travel"]["state"], &listed["assessment"]["outcome"]),
        (&json!("not_reachable"), &json!("unsuitable"))
    );
    let days = read["journey"]["days"].as_array().unwrap();
    let told: Vec<_> = days.iter().map(|day| (day["dates"].clone(), day["out"]["state"].clone())).collect();
    let others = json!(["2026-03-09", "2026-03-10", "2026-03-12", "2026-03-13"]);
    assert_eq!(told, [(others, json!("within")), (json!(["2026-03-11"]), json!("beyond"))]);
}

#[rstest]
#[case::ended("20260101", "20260227", "timetable_expired", "until", "2026-02-27", "2026-02-")]
#[case::to_come("20260601", "20260630", "timetable_not_yet_valid", "from", "2026-06-01", "2026-06-")]
fn a_timetable_of_other_dates_is_projected_and_says_so(
    #[case] from: &str,
    #[case] until: &str,
    #[case] code: &str,
    #[case] field: &str,
    #[case] date: &str,
    #[case] read_of: &str,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let info = format!("feed_version,feed_start_date,feed_end_date\nv,{from},{until}\n");
    let timetable = buses(USUAL).with("feed_info.txt", &info);
    let Some(town) = Town::new(engine, &timetable, &none(), &none()) else { return };
    let (listed, read) = town.matched();
    let travel = &listed["travel"];
    assert_eq!(travel["state"], "reachable");
    assert_eq!(note(&travel["notes"], code)[field], date);
    let words = travel["words"]["notes"].to_string();
    assert!(words.contains("the same weekday of its") && words.contains("was read instead"), "{words}");
    let basis = read["journey"]["days"][0]["out"]["basis"]["date"].as_str().unwrap();
    assert!(basis.starts_with(read_of), "{basis}");
}

#[rstest]
fn a_walk_that_the_streets_decide_is_a_question_to_the_provider(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(mut town) = Town::new(engine, &buses(USUAL), &none(), &none()) else { return };
    let (_, learner) = town.scene.sample.learners.iter_mut().find(|(name, _)| name == "carys").unwrap();
    // 600 m from the stop: some 880 m of streets as a rule, over 900 where they are winding.
    learner.home.coordinates = placewell::domain::place::Coordinates::new(51_594_604, -3_000_000).ok();
    let (listed, _) = town.matched();
    let travel = &listed["travel"];
    assert_eq!(
        (&travel["state"], &travel["words"]["state"]),
        (&json!("borderline"), &json!("borderline: look at a map"))
    );
    note(&travel["notes"], "check_on_map");
    assert_eq!(listed["assessment"]["outcome"], "suitable_if_confirmed");
    let question = "Is the way short enough on a map? The straight line leaves it open.";
    assert!(says(&listed["words"]["questions"], question), "{}", listed["words"]["questions"]);
}

#[rstest]
fn the_crowded_hours_bar_a_ride_and_a_later_start_avoids_them(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let later = format!("{USUAL}in3,09:40:00,09:40:00,quarry,1\nin3,09:55:00,09:55:00,market,2\n");
    let peak = json!({"avoid_peak": [{"from": "07:30", "to": "09:30"}]});
    let Some(town) = Town::new(engine, &buses(&later), &peak, &json!({"start_can_move_minutes": 0})) else {
        return;
    };
    let (listed, _) = town.matched();
    let travel = &listed["travel"];
    assert_eq!(travel["state"], "not_reachable");
    assert_eq!(note(&travel["notes"], "if_start_moved")["to"], 9 * 60 + 55);
    assert!(says(&travel["words"]["notes"], "The timetable has no journey within the limits."));
    assert_eq!(travel["unlocks"][0]["what"], json!({"code": "start_later", "minutes": 30}));
}

#[rstest]
fn an_english_pass_is_a_flag_and_its_authority_may_lift_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let pass = json!({"concessionary_pass": true, "pass_authority": "E08000001"});
    let hourly = format!("{USUAL}in3,09:45:00,09:45:00,quarry,1\nin3,10:00:00,10:00:00,market,2\n");
    let Some(town) = Town::new(engine, &buses(&hourly), &pass, &none()) else { return };
    let (learner, offer) = (town.scene.learner("carys"), town.scene.offer("library-shelves"));
    let read = || {
        let path = format!("/learners/{learner}/matches/{offer}");
        town.scene.get(Role::Provider, &path).expect(200).body
    };
    let flagged = read();
    let travel = &flagged["travel"];
    assert_eq!(travel["state"], "reachable");
    assert_eq!(note(&travel["notes"], "pass_not_yet_valid")["from"], 9 * 60 + 30);
    assert!(says(&travel["words"]["notes"], "The pass is free from 09:30, so a fare is paid."));
    assert_eq!(travel["unlocks"][0]["what"], json!({"code": "start_later_for_pass", "minutes": 30}));
    let any_time = json!({"when": "always"});
    let table = json!({"authorities": [{"authority": "E08000001", "name": "Alderley", "weekdays": any_time,
        "weekends": any_time, "source": "The authority's page on passes", "as_at": "2026-02-20"}]});
    let path = format!("/organisations/{}/concessions", home(Role::Hub));
    town.scene.put(Role::Hub, &path, "\"0\"", &table).expect(200);
    let lifted = read();
    assert_eq!((&lifted["travel"]["notes"], &lifted["travel"]["unlocks"]), (&json!([]), &json!([])));
    assert_eq!(lifted["assessment"], flagged["assessment"], "never a bar");
}
