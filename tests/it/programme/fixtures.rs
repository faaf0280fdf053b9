//! A made-up parcel depot and a made-up learner, on which the hand-made cases stand.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use placewell::domain::ids::TaskId;
use placewell::domain::learner::Profile;
use placewell::domain::offer::Offer;
use placewell::domain::window::Window;
use placewell::domain::workload::{HourLimits, WorkInput};
use serde_json::{Value, json};

pub(super) fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn weekdays() -> Value {
    json!(["mon", "tue", "wed", "thu", "fri"])
}

pub(super) fn person(
    id: &str,
    name: &str,
    role: &str,
    hours: (&str, &str),
    lunch: (&str, &str),
    supervises: bool,
) -> Value {
    json!({
        "id": id, "name": name, "role": role, "supervises": supervises,
        "shifts": [{
            "weekdays": weekdays(),
            "hours": { "from": hours.0, "to": hours.1 },
            "lunch": { "from": lunch.0, "to": lunch.1 },
        }],
    })
}

/// A task with everything that a test does not care about filled in.
pub(super) fn task(id: &str, name: &str, hours: (&str, &str), with: &[&str], more: Value) -> Value {
    let mut task = json!({
        "id": id, "name": name, "steps": [{ "does": format!("Start {name}") }],
        "available": [{ "weekdays": weekdays(), "hours": { "from": hours.0, "to": hours.1 } }],
        "place": "Packing bench", "with": with, "pace": "own",
        "load": { "reading": "some", "numbers": "none", "communication": "none", "physical": "some", "challenge": 2 },
        "good_looks_like": format!("{name}: each one right"),
        "visible_finish": format!("{name}: the cage is empty"),
        "if_finished": format!("{name}: fetch the next cage"),
        "if_stuck": format!("{name}: look at the list, then ask"),
    });
    task.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    task
}

/// A parcel depot: vans gone by 09:30, a trailer at 12:10, an alarm test on Wednesday at 11:00.
pub(super) fn depot_json() -> Value {
    json!({
        "title": "Parcels and returns", "summary": "A small depot that sends and takes back parcels.",
        "soc": "9252",
        "site": {
            "name": "Alder Street depot", "address": ["1 Alder Street", "Newport"], "postcode": "NP20 1AA",
            "nation": "wales", "door": "The blue door beside the roller shutter", "ask_for": "Rhian in the office",
        },
        "pattern": { "kind": "block", "days": 5 },
        "windows": [{
            "id": "summer", "dates": { "from": "2026-06-01", "to": "2026-09-30" }, "weekdays": weekdays(),
            "hours": { "from": "09:00", "to": "15:30" },
            "breaks": [{ "from": "10:45", "to": "11:00" }, { "from": "12:30", "to": "13:00" }],
            "capacity": 1,
        }],
        "ages": { "from": 14, "to": 19 },
        "tasks": [
            task("vans", "Check the vans out", ("08:30", "09:30"), &["rhian", "mo"], json!({
                "place": "Yard gate", "minutes_a_day": 30, "themes": ["vehicles"],
                "visible_finish": "Every van on the board has a tick",
            })),
            task("scan", "Scan returned parcels", ("09:00", "15:30"), &["mo", "sue"], json!({
                "themes": ["computers", "sorting"], "visible_finish": "The returns cage is empty",
            })),
            task("labels", "Print and stick labels", ("09:30", "15:00"), &["sue", "mo"], json!({
                "themes": ["office", "computers"], "minutes_a_day": 120,
                "load": { "reading": "some", "numbers": "some", "communication": "none", "physical": "none", "challenge": 3 },
                "visible_finish": "The tray of labels is used up",
            })),
            task("boxes", "Fold boxes", ("09:00", "15:30"), &["sue", "mo", "rhian"], json!({
                "themes": ["making"], "visible_finish": "Forty boxes on the shelf",
                "load": { "reading": "none", "numbers": "some", "communication": "none", "physical": "some", "challenge": 1 },
            })),
            task("bay", "Sort parcels by street", ("10:00", "14:30"), &["mo"], json!({
                "place": "Loading bay", "themes": ["sorting"], "minutes_a_day": 90,
                "visible_finish": "The bay trolley is empty",
            })),
            task("board", "Make the street board", ("09:30", "15:30"), &["rhian", "sue"], json!({
                "place": "Office", "themes": ["art", "making"], "minutes_a_day": 60,
                "load": { "reading": "some", "numbers": "none", "communication": "some", "physical": "none", "challenge": 3 },
                "visible_finish": "One more street is on the board",
                "product": "A board of street names that the drivers use",
            })),
            task("forklift", "Bring pallets in", ("09:00", "15:30"), &["mo"], json!({
                "place": "Loading bay", "hazards": [{ "hazard": "lift_truck" }],
            })),
        ],
        "events": [
            { "id": "trailer", "name": "Trailer from Bristol", "kind": "delivery", "weekdays": weekdays(),
              "hours": { "from": "12:10", "to": "12:30" }, "place": "Loading bay" },
            { "id": "alarm", "name": "Fire alarm test", "kind": "alarm_test", "weekdays": ["wed"],
              "hours": { "from": "11:00", "to": "11:05" } },
        ],
        "people": [
            person("rhian", "Rhian", "Depot manager", ("08:00", "16:00"), ("12:00", "12:30"), true),
            person("mo", "Mo", "Returns lead", ("08:30", "16:30"), ("12:30", "13:00"), true),
            person("sue", "Sue", "Packer", ("09:00", "15:30"), ("12:30", "13:00"), false),
        ],
        "supervisor": "rhian", "deputy": "mo",
        "supervision": {},
        "emergency": { "assembly_point": "The lamp post across the road", "alarm": "A loud bell",
                       "route": "level_exit", "first_aid_box": "On the office wall" },
        "everyday": { "dress": "Sturdy shoes", "lunch": "The kitchen", "toilets": "Beside the kitchen",
                      "phones": "In breaks" },
    })
}

pub(super) fn profile_json() -> Value {
    json!({
        "programme": "work_experience", "interests": ["sorting", "computers"], "own_words": {},
        "stamina": { "max_continuous_minutes": 105, "max_daily_minutes": 360, "break_minutes": 10 },
        "communicates": ["speech"], "instructed_by": ["shown"], "help": "shown_once",
        "capability": { "reading": "some", "numbers": "some", "communication": "some", "physical": "some",
                        "challenge": 2, "stretch": 3 },
        "variety": "some", "evacuation": "unaided",
        "travel": { "modes": ["walk"], "step_free": "not_needed", "speed_mm_s": 1200, "max_walk_metres": 800, "max_total_walk_metres": 1500,
                    "comfortable_minutes": 40, "max_minutes": 60, "max_changes": 1, "change_minutes": 5,
                    "max_wait_minutes": 20 },
    })
}

/// What a case stands on; change it before asking.
pub(super) struct Case {
    pub(super) offer: Offer,
    pub(super) profile: Profile,
    pub(super) days: Vec<NaiveDate>,
    pub(super) carved: BTreeSet<TaskId>,
}

impl Case {
    pub(super) fn new(offer: Value, profile: Value, start: &str) -> Self {
        let offer: Offer = serde_json::from_value(offer).unwrap();
        let profile: Profile = serde_json::from_value(profile).unwrap();
        offer.check().unwrap();
        profile.check().unwrap();
        let days = offer.windows[0].placement_days(offer.pattern, date(start), &[]).unwrap();
        Self { offer, profile, days, carved: BTreeSet::from([TaskId::parse("forklift").unwrap()]) }
    }

    pub(super) fn depot() -> Self {
        Self::new(depot_json(), profile_json(), "2026-06-15")
    }

    pub(super) fn window(&self) -> &Window {
        &self.offer.windows[0]
    }

    pub(super) fn input(&self) -> WorkInput<'_> {
        let window = self.window();
        WorkInput::new(&self.offer, window, &self.days, &self.carved, &self.profile, HourLimits::UNDER_18)
    }
}
