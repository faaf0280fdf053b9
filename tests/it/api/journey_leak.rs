//! A stop of the learner's journey that somebody typed into the pack keeps the pack from leaving.

use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use super::scene::Proposed;
use super::town::{Town, USUAL, buses};
use crate::support::database::Engine;

/// On Wednesdays the bus home goes by Chapel Hill only.
fn with_another_wednesday() -> crate::timetable::feed::Small {
    let times = USUAL.replace("back2,15:55:00,15:55:00,quarry", "back2,15:55:00,15:55:00,chapel");
    let trips = "route_id,service_id,trip_id,trip_headsign\none,week,in1,Town\none,week,in2,Town\n\
        one,but_wednesday,back1,Hills\none,week,back2,Hills\n";
    let calendar = "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n\
        week,1,1,1,1,1,0,0,20260101,20261231\nbut_wednesday,1,1,0,1,1,0,0,20260101,20261231\n";
    buses(&times).with("trips.txt", trips).with("calendar.txt", calendar)
}

struct Pack<'a> {
    town: &'a Town,
    placed: Proposed,
    contact: String,
}

impl Pack<'_> {
    fn path(&self, what: &str) -> String {
        format!("/placements/{}/{what}", self.placed.id)
    }

    /// Has the first block say something; then the preview.
    fn saying(&self, text: &str) -> Value {
        let scene = &self.town.scene;
        let programme = scene.get(Role::Provider, &self.path("programme")).expect(200);
        let block = &programme.body["programme"]["days"][0]["blocks"][0]["id"];
        let reword = json!({"kind": "reword", "block": block, "line": "what", "text": text});
        scene.put(Role::Provider, &self.path("programme"), programme.header("ETag"), &reword).expect(200);
        scene.get(Role::Provider, &self.path("briefing")).expect(200).body
    }

    fn approve(&self, preview: &Value) -> crate::support::app::Answer {
        let approval = json!({"hash": preview["hash"], "send_to": [self.contact]});
        self.town.scene.post(Role::Provider, &self.path("briefings"), &approval)
    }
}

#[rstest]
fn a_stop_that_was_typed_into_the_week_keeps_the_pack_back_until_it_is_out(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(town) = Town::new(engine, &with_another_wednesday(), &json!({}), &json!({})) else { return };
    let scene = &town.scene;
    let pack = Pack { placed: scene.confirmed(), contact: scene.contact("desk@tycoed.example"), town: &town };
    for stop in ["the QUARRY lane stop", "Chapel Hill"] {
        let preview = pack.saying(&format!("Meet her off the bus, {stop}"));
        let leaks = preview["leaks"].to_string();
        let what = "a stop or line on the learner's journey";
        for place in
            ["in the pack at /week/days/0/", "in the HTML text", "in the plain text", "in the pages of the "]
        {
            assert!(leaks.contains(place) && leaks.contains(what), "{stop}: {leaks}");
        }
        assert!(!leaks.to_lowercase().contains(&stop.to_lowercase()), "it is not said again: {leaks}");
        let refused = pack.approve(&preview).expect(409);
        assert_eq!(refused.body["code"], "leak");
        let detail = refused.body["detail"].as_str().unwrap();
        assert!(
            detail.starts_with(&format!("This must not be sent: {what}, in the pack at /week/days/0/")),
            "{detail}"
        );
    }
    scene.work();
    assert_eq!(scene.packs_sent().len(), 0, "no pack waits to be sent");
    assert_eq!(scene.get(Role::Provider, &pack.path("briefings")).expect(200).body, json!([]));

    let clean = pack.saying("Meet her off the bus at Market Square");
    assert_eq!(clean["leaks"], json!([]), "the stop at the site is as public as the site");
    pack.approve(&clean).expect(201);
    assert_eq!((scene.work(), scene.packs_sent().len()), (2, 1));
}

#[rstest]
fn a_stop_in_what_helps_the_learner_keeps_the_pack_back(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(mut town) = Town::new(engine, &buses(USUAL), &json!({}), &json!({})) else { return };
    let (_, learner) = town.scene.sample.learners.iter_mut().find(|(name, _)| name == "carys").unwrap();
    learner.profile.what_helps = vec!["Ask how the bus from Quarry Lane was".to_owned().try_into().unwrap()];
    let placed = town.scene.confirmed();
    let path = format!("/placements/{}/briefing", placed.id);
    let leaks = town.scene.get(Role::Provider, &path).expect(200).body["leaks"].to_string();
    assert!(leaks.contains("a stop or line on the learner's journey"), "{leaks}");
}
