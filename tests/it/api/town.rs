//! A made-up town with buses, in a service of its own: a learner at Quarry Lane, a library at
//! Market Square, five kilometres on.

use placewell::domain::place::Coordinates;
use placewell::domain::role::Role;
use serde_json::{Value, json};

use super::scene::Scene;
use crate::feeds::import;
use crate::support::database::Engine;
use crate::support::operator;
use crate::timetable::feed::Small;

/// Into town before the day and home after it, on weekdays.
pub(crate) const USUAL: &str = "in1,08:50:00,08:50:00,quarry,1\nin1,09:05:00,09:05:00,market,2\n\
    in2,09:20:00,09:20:00,quarry,1\nin2,09:35:00,09:35:00,market,2\n\
    back1,15:10:00,15:10:00,market,1\nback1,15:25:00,15:25:00,quarry,2\n\
    back2,15:40:00,15:40:00,market,1\nback2,15:55:00,15:55:00,quarry,2\n";

/// The town's one bus line, by its stop times, on every weekday of 2026.
pub(crate) fn buses(times: &str) -> Small {
    let stops = "stop_id,stop_name,stop_lat,stop_lon\n\
        quarry,Quarry Lane,51.600000,-3.000000\n\
        chapel,Chapel Hill,51.600000,-2.996000\n\
        market,Market Square,51.645000,-3.000000\n";
    let week = "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n\
        week,1,1,1,1,1,0,0,20260101,20261231\n";
    Small::new(times)
        .with("stops.txt", stops)
        .with("calendar.txt", week)
        .with("feed_info.txt", "feed_version\nof2026\n")
}

/// The service, a learner and an offer.
pub(crate) struct Town {
    pub(crate) scene: Scene,
}

impl Town {
    /// With a timetable, a learner without other needs, and what the learner's travel profile and the offer's window say otherwise.
    pub(crate) fn new(engine: Engine, timetable: &Small, travel: &Value, window: &Value) -> Option<Self> {
        let mut scene = Scene::new(engine)?;
        import(scene.test.app.store(&operator()), "Town", timetable.zip()).unwrap();
        let (_, learner) = scene.sample.learners.iter_mut().find(|(name, _)| name == "carys").unwrap();
        learner.home.coordinates = Coordinates::new(51_600_000, -3_000_000).ok();
        learner.profile.needs.clear();
        let alone = json!({"modes": ["walk", "public_transport"]});
        for said in [&alone, travel] {
            learner.profile.travel = altered(&learner.profile.travel, said);
        }
        let (_, library) =
            scene.sample.offers.iter_mut().find(|(name, _)| name == "library-shelves").unwrap();
        library.offer.site.coordinates = Coordinates::new(51_645_000, -3_000_000).ok();
        library.offer.windows[0] = altered(&library.offer.windows[0], window);
        Some(Self { scene })
    }

    /// The learner's match with the library: listed, and read with its journey.
    pub(crate) fn matched(&self) -> (Value, Value) {
        let (learner, offer) = (self.scene.learner("carys"), self.scene.offer("library-shelves"));
        let path = format!("/learners/{learner}/matches");
        let read = self.scene.get(Role::Provider, &format!("{path}/{offer}")).expect(200).body;
        let outcome = read["assessment"]["outcome"].as_str().unwrap();
        let list = self.scene.get(Role::Provider, &format!("{path}?outcome={outcome}")).expect(200).body;
        (list["items"][0].clone(), read)
    }
}

/// A document with some of its fields said otherwise.
fn altered<T: serde::Serialize + serde::de::DeserializeOwned>(document: &T, said: &Value) -> T {
    let mut value = serde_json::to_value(document).unwrap();
    for (field, said) in said.as_object().unwrap() {
        value[field] = said.clone();
    }
    serde_json::from_value(value).unwrap()
}

/// The note with a code.
#[track_caller]
pub(crate) fn note(notes: &Value, code: &str) -> Value {
    let found = notes.as_array().unwrap().iter().find(|note| note["code"] == code);
    found.unwrap_or_else(|| panic!("no note {code} in {notes}")).clone()
}

/// Whether a list of sentences holds one.
pub(crate) fn says(words: &Value, sentence: &str) -> bool {
    words.as_array().unwrap().iter().any(|said| said == sentence)
}
