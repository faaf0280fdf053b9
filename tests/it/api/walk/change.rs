//! One fact that changes, made through the door.

use chrono::TimeDelta;
use placewell::domain::organisation::OrganisationKind;
use placewell::domain::role::Role;
use serde_json::{Value, json};

use super::named;
use crate::api::scene::{API, Proposed, Scene};
use crate::support::app::{Answer, document, home};

/// What changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::api) enum Change {
    Nothing,
    Window,
    Weekday,
    SiteClosed,
    BankHoliday,
    Pattern,
    Capacity,
    Person,
    Task,
    Hazard,
    Insurance,
    Agreement,
    Statement,
    SchoolClosed,
    Paused,
    Archived,
    Late,
    LearnerArchived,
    EmployerArchived,
}

impl Change {
    pub(in crate::api) const ALL: &'static [Self] = &[
        Self::Nothing,
        Self::Window,
        Self::Weekday,
        Self::SiteClosed,
        Self::BankHoliday,
        Self::Pattern,
        Self::Capacity,
        Self::Person,
        Self::Task,
        Self::Hazard,
        Self::Insurance,
        Self::Agreement,
        Self::Statement,
        Self::SchoolClosed,
        Self::Paused,
        Self::Archived,
        Self::Late,
        Self::LearnerArchived,
        Self::EmployerArchived,
    ];

    /// The code of the refusal that it leads to, of an act or of a sending in the worker's hand.
    pub(in crate::api) fn code(self, in_hand: bool) -> &'static str {
        match self {
            Self::Nothing => "",
            Self::Window => "outside_window",
            Self::Weekday => "weekday_dropped",
            Self::SiteClosed => "site_closed",
            Self::BankHoliday => "bank_holiday",
            Self::Pattern => "pattern_changed",
            Self::Capacity => "window_full",
            Self::Person | Self::Task => "programme_broken",
            Self::Hazard | Self::Insurance => "law",
            Self::Agreement if in_hand => "agreement_withdrawn",
            Self::Agreement => "agreement_missing",
            Self::Statement if in_hand => "statement_withdrawn",
            Self::Statement => "pack_changed",
            Self::SchoolClosed => "provider_closed",
            Self::Paused => "offer_not_open",
            Self::Archived => "offer_archived",
            Self::Late => "first_day_past",
            Self::LearnerArchived => "learner_archived",
            Self::EmployerArchived => "employer_archived",
        }
    }

    /// Makes it; the words that a refusal must hold.
    pub(in crate::api) fn make(self, scene: &Scene, placed: &Proposed) -> String {
        let days = scene.days(placed);
        let window = |edit: &dyn Fn(&mut Value)| {
            scene.edit_offer(placed, &|offer| edit(&mut offer["windows"][0]));
        };
        match self {
            Self::Nothing => String::new(),
            Self::Window => {
                window(&|window| window["dates"]["to"] = days[3].clone());
                named(&days[4])
            }
            Self::Weekday => {
                window(&|window| window["weekdays"] = json!(["mon", "tue", "thu", "fri"]));
                named(&days[2])
            }
            Self::SiteClosed => {
                window(&|window| window["closed"] = json!([days[2]]));
                named(&days[2])
            }
            Self::BankHoliday => {
                window(&|window| window["works_bank_holidays"] = json!(false));
                named(&days[4])
            }
            Self::Pattern => {
                scene.edit_offer(placed, &|offer| offer["pattern"]["days"] = json!(3));
                "3 days".to_owned()
            }
            Self::Capacity => {
                window(&|window| window["capacity"] = json!(1));
                named(&days[0])
            }
            Self::Person => person(scene, placed, &days[1]),
            Self::Task => {
                let (task, _) = scene.planned_task(placed, 1);
                let gone = |offer: &mut Value| {
                    offer["tasks"].as_array_mut().unwrap().retain(|one| one["id"] != task.as_str());
                };
                scene.edit_offer(placed, &gone);
                format!("`{task}`")
            }
            Self::Hazard => {
                let (task, name) = scene.planned_task(placed, 1);
                scene.edit_offer(placed, &|offer| {
                    let tasks = offer["tasks"].as_array_mut().unwrap();
                    let found = tasks.iter_mut().find(|one| one["id"] == task.as_str()).unwrap();
                    found["hazards"] = json!([{"hazard": "dangerous_machinery"}]);
                });
                name
            }
            Self::Insurance => {
                insure(scene, &days[2]);
                named(&days[2])
            }
            Self::Agreement => {
                scene.take_back_all(placed, "placement");
                "parent".to_owned()
            }
            Self::Statement => {
                scene.take_back_all(placed, "statement");
                "has changed since".to_owned()
            }
            Self::SchoolClosed => {
                scene.close_school(&days[2]);
                named(&days[2])
            }
            Self::Paused => {
                let mut body = scene.offer_now(placed).0;
                body["state"] = json!("paused");
                scene.put_offer(placed, &body).expect(200);
                "paused".to_owned()
            }
            Self::Archived => {
                scene.archive(
                    Role::Employer,
                    &format!("/offers/{}", placed.offer),
                    &scene.offer_now(placed).1,
                );
                "archived".to_owned()
            }
            Self::Late => {
                let first: chrono::NaiveDate = days[0].as_str().unwrap().parse().unwrap();
                let ahead = first - crate::support::app::start().date_naive() + TimeDelta::days(1);
                scene.test.clock.advance(ahead);
                named(&days[0])
            }
            Self::LearnerArchived => {
                scene.archive(Role::Provider, &format!("/learners/{}", placed.learner), "\"1\"");
                "learner's record".to_owned()
            }
            Self::EmployerArchived => {
                scene.archive(Role::Hub, &format!("/organisations/{}", home(Role::Employer)), "");
                "employer's record".to_owned()
            }
        }
    }
}

/// Whoever is planned to be with the learner on a day is away on it.
fn person(scene: &Scene, placed: &Proposed, day: &Value) -> String {
    let plan = scene.get(Role::Provider, &format!("/placements/{}/programme", placed.id));
    let planned = plan.body["programme"]["days"][1]["blocks"][0]["person"].as_str();
    let person = planned.unwrap_or("dafydd").to_owned();
    scene.edit_offer(placed, &|offer| {
        let people = offer["people"].as_array_mut().unwrap();
        let found = people.iter_mut().find(|one| one["id"] == person.as_str()).unwrap();
        found["days_off"] = json!([day]);
    });
    format!("`{person}`")
}

fn insure(scene: &Scene, expires: &Value) {
    let path = format!("/organisations/{}", home(Role::Employer));
    let read = scene.get(Role::Employer, &path).expect(200);
    let mut body = read.body["document"].clone();
    body["employer"]["insurance"] = json!({"basis": "policy", "insurer": "Made Up Mutual",
        "cover_pounds": 10_000_000, "expires": expires, "insurer_told": true});
    scene.put(Role::Employer, &path, read.header("ETag"), &body).expect(200);
}

impl Scene {
    /// The attended dates of a placement.
    pub(in crate::api) fn days(&self, placed: &Proposed) -> Vec<Value> {
        let read = self.get(Role::Provider, &format!("/placements/{}", placed.id)).expect(200);
        read.body["days"].as_array().unwrap().clone()
    }

    /// An offer as a change takes it, and its tag.
    pub(in crate::api) fn offer_now(&self, placed: &Proposed) -> (Value, String) {
        let read = self.get(Role::Hub, &format!("/offers/{}", placed.offer)).expect(200);
        let tag = read.header("ETag").to_owned();
        (json!({"state": read.body["state"], "offer": read.body["offer"]}), tag)
    }

    pub(in crate::api) fn put_offer(&self, placed: &Proposed, body: &Value) -> Answer {
        self.put(Role::Employer, &format!("/offers/{}", placed.offer), &self.offer_now(placed).1, body)
    }

    /// Changes an offer as its employer; the answer.
    pub(in crate::api) fn edit_offer(&self, placed: &Proposed, edit: &dyn Fn(&mut Value)) -> Value {
        let mut body = self.offer_now(placed).0;
        edit(&mut body["offer"]);
        self.put_offer(placed, &body).expect(200).body
    }

    /// The first task that is planned on a day, or any where nothing is planned yet: its identifier
    /// and its name.
    fn planned_task(&self, placed: &Proposed, day: usize) -> (String, String) {
        let plan = self.get(Role::Provider, &format!("/placements/{}/programme", placed.id)).body;
        let blocks = plan["programme"]["days"][day]["blocks"].as_array().cloned().unwrap_or_default();
        let first = blocks.iter().find_map(|block| block["content"]["task"].as_str());
        let id = first.unwrap_or("stock-list").to_owned();
        let offer = self.offer_now(placed).0;
        let tasks = offer["offer"]["tasks"].as_array().unwrap();
        let found = tasks.iter().find(|task| task["id"] == id.as_str()).unwrap();
        (id, found["name"].as_str().unwrap().to_owned())
    }

    /// Takes back every standing agreement of a scope.
    fn take_back_all(&self, placed: &Proposed, scope: &str) {
        let path = format!("/learners/{}/agreements", placed.learner);
        for one in self.get(Role::Provider, &path).expect(200).body.as_array().unwrap() {
            if one["agreement"]["scope"] == scope && one["withdrawn_at"].is_null() {
                let path = format!("{API}{path}/{}", one["id"].as_str().unwrap());
                self.test.delete(&path).by(Role::Provider).send().expect(204);
            }
        }
    }

    /// The school closes on a date; the answer.
    pub(in crate::api) fn close_school(&self, date: &Value) -> Value {
        let mut body = document(OrganisationKind::Provider, "Alder Green");
        body["provider"]["closed"] = json!([date]);
        self.put(Role::Provider, &format!("/organisations/{}", home(Role::Provider)), "\"1\"", &body)
            .expect(200)
            .body
    }

    pub(crate) fn archive(&self, role: Role, path: &str, tag: &str) -> Value {
        let call = self.test.post(&format!("{API}{path}/archive")).by(role);
        let call = if tag.is_empty() { call } else { call.header("If-Match", tag) };
        call.send().expect(200).body
    }
}
