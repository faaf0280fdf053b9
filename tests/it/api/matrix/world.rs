//! One of everything that belongs to somebody.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use placewell::config::Config;
use placewell::domain::code::Code;
use placewell::domain::role::Role;
use placewell::jobs::{Task, watch_arrivals};
use serde_json::{Value, json};

use super::table::Kind;
use crate::api::operations::{NOBODY, NOTHING};
use crate::api::scene::{API, Proposed, Scene, id};
use crate::support::app::{ROLES, TestApp, home, user};
use crate::support::database::Engine;
use crate::web::browser::{Browser, hidden, html};
use crate::web::visit::{CONTACT, link_to};

/// Something that belongs to somebody.
#[derive(Clone, Debug)]
pub(in crate::api) struct Target {
    pub(in crate::api) kind: Kind,
    pub(in crate::api) id: String,
}

/// A service in which one of everything belongs to the test's own people.
pub(in crate::api) struct World {
    pub(in crate::api) scene: Scene,
    pub(in crate::api) targets: Vec<Target>,
    /// What a path names in second place, by the name of its parameter.
    within: Vec<(&'static str, String)>,
}

impl World {
    pub(in crate::api) fn new(engine: Engine) -> Option<Self> {
        let scene = Scene::on(TestApp::with(engine, Config::default())?);
        let mut world = Self { scene, targets: Vec::new(), within: Vec::new() };
        world.people();
        let contact = world.scene.contact(CONTACT);
        let placed = world.placed(&contact);
        world.first_day(&placed);
        world.cohort();
        world.webhook(&placed);
        world.imports();
        world.families();
        world.invitation();
        world.within.push(("step", "accept".to_owned()));
        world.within.push(("sheet", "pairs".to_owned()));
        world.within.push(("edition", "family".to_owned()));
        Some(world)
    }

    fn add(&mut self, kind: Kind, id: impl Into<String>) {
        self.targets.push(Target { kind, id: id.into() });
    }

    /// What stands for a parameter of a path beside its `{id}`.
    pub(in crate::api) fn within(&self, name: &str, target: &Target) -> String {
        match (name, target.kind) {
            ("organisation", Kind::User(role)) => home(role).to_string(),
            ("role", Kind::User(role)) => role.code().to_owned(),
            _ => self.within.iter().find(|(known, _)| *known == name).unwrap().1.clone(),
        }
    }

    /// The identifier of the first thing of a kind.
    pub(in crate::api) fn id(&self, kind: Kind) -> &str {
        &self.targets.iter().find(|target| target.kind == kind).unwrap().id
    }

    fn people(&mut self) {
        for (kind, role) in [
            (Kind::OurHub, Role::Hub),
            (Kind::OurProvider, Role::Provider),
            (Kind::OurEmployer, Role::Employer),
        ] {
            self.add(kind, home(role).as_str());
        }
        for role in ROLES {
            self.add(Kind::User(role), user(role).as_str());
        }
        for role in [Role::Hub, Role::Provider, Role::Employer] {
            let made = self.scene.post(role, "/api-keys", &json!({"label": "Timetable"})).expect(201);
            self.add(Kind::ApiKey(role), id(&made));
        }
    }

    /// Carys at the library, with her pack and her family's copy sent.
    fn placed(&mut self, contact: &str) -> Proposed {
        let placed = self.scene.with_readers();
        let pack = self.scene.approved(&placed, &[contact]);
        let preview = format!("/placements/{}/copies/family", placed.id);
        let preview = (self.scene.get(Role::Provider, &preview).expect(200).body, preview);
        let copy = json!({"hash": preview.0["hash"], "send_to": [preview.0["readers"][0]["reader"]]});
        let copy = id(&self.scene.post(Role::Provider, &preview.1, &copy).expect(201));
        self.scene.work();
        let sent = |path: &str| {
            let path = format!("/{path}/deliveries");
            let sent = self.scene.get(Role::Provider, &path).expect(200).body;
            sent[0]["id"].as_str().unwrap().to_owned()
        };
        let (sent_pack, sent_copy) = (sent(&format!("briefings/{pack}")), sent(&format!("copies/{copy}")));
        let agreements = format!("/learners/{}/agreements", placed.learner);
        let agreement = self.scene.get(Role::Provider, &agreements).expect(200).body;
        self.within.push(("agreement", agreement[0]["id"].as_str().unwrap().to_owned()));
        self.within.push(("offer", placed.offer.clone()));
        self.within.push(("coach", user(Role::JobCoach).to_string()));
        let days = self.scene.days(&placed);
        let call = json!({"contact": contact, "date": days[0], "at": "14:00"});
        let call =
            self.scene.post(Role::Provider, &format!("/placements/{}/calls", placed.id), &call).expect(200);
        self.within.push(("call", id(&call)));
        self.add(Kind::Contact, contact);
        self.add(Kind::Learner, placed.learner.clone());
        self.add(Kind::Offer, placed.offer.clone());
        self.add(Kind::Placement, placed.id.clone());
        self.add(Kind::Pack, pack);
        self.add(Kind::Copy, copy);
        self.add(Kind::PackDelivery, sent_pack);
        self.add(Kind::CopyDelivery, sent_copy);
        placed
    }

    /// Nobody ticks her, and the employer tells of a hazard and of a worry.
    fn first_day(&mut self, placed: &Proposed) {
        let test = &self.scene.test;
        let link = link_to(test, CONTACT).unwrap();
        let first = self.scene.days(placed)[0].as_str().unwrap().to_owned();
        test.clock.set(format!("{first}T12:00:00Z").parse().unwrap());
        let mut browser = Browser::new(test);
        for act in ["hazard", "worry"] {
            let once = hidden(&html(&browser.get(&link).expect(200)), "once");
            let words = [("once", once.as_str()), ("words", "The lift door shuts on people")];
            browser.post(&format!("{link}/{act}"), &words).expect(303);
        }
        watch_arrivals(Arc::clone(&test.app)).begin().unwrap();
        self.scene.work();
        let path = format!("/placements/{}/reports", placed.id);
        let told = self.scene.get(Role::SafeguardingLead, &path).expect(200).body;
        let report = |kind: &str| {
            let told = told.as_array().unwrap().iter().find(|one| one["report"]["kind"] == kind).unwrap();
            told["id"].as_str().unwrap().to_owned()
        };
        let (hazard, worry) = (report("hazard"), report("worry"));
        let alert = self.scene.get(Role::Provider, "/alerts").expect(200).body[0]["id"].clone();
        self.add(Kind::Report, hazard);
        self.add(Kind::Worry, worry);
        self.add(Kind::Alert, alert.as_str().unwrap());
    }

    /// A learner who agreed that the hub sees what suits them, in a cohort.
    fn cohort(&mut self) {
        let agreed = self.scene.learner("kacper");
        self.scene.record_agreement(&agreed, None, "hub_sees_matches").expect(201);
        let asked = json!({"name": "Year 10", "learners": [agreed]});
        let cohort = id(&self.scene.post(Role::Hub, "/cohorts", &asked).expect(201));
        self.scene.work();
        let read = self.scene.get(Role::Hub, &format!("/cohorts/{cohort}")).expect(200).body;
        assert_eq!(read["state"], "solved", "{read}");
        self.within.push(("learner", agreed.clone()));
        self.add(Kind::AgreedLearner, agreed);
        self.add(Kind::Cohort, cohort);
    }

    /// A webhook of the provider with a message that has yet to go.
    fn webhook(&mut self, placed: &Proposed) {
        let hook = json!({"url": "https://records.elsewhere.example/hook"});
        let hook = id(&self.scene.post(Role::Provider, "/webhooks", &hook).expect(201));
        self.scene.step(Role::Provider, &placed.id, "start", &json!({})).expect(200);
        let messages = format!("/webhooks/{hook}/messages");
        let message = self.scene.get(Role::Provider, &messages).expect(200).body["items"][0]["id"].clone();
        self.within.push(("message", message.as_str().unwrap().to_owned()));
        self.add(Kind::Webhook, hook);
    }

    /// A draft of a learner from a file, and a file with a faulty row that was not taken in.
    fn imports(&mut self) {
        let new = |file: &str| json!({"kind": "learners", "file": STANDARD.encode(file)});
        let good = "Surname,Forename,Our reference\nMoss,Kit,0417\n";
        let made = id(&self.scene.post(Role::Provider, "/imports", &new(good)).expect(201));
        let path = format!("/imports/{made}/confirm");
        let call = self.scene.test.post(&format!("{API}{path}")).by(Role::Provider);
        call.header("If-Match", "\"1\"").json(&json!({"rows": "all"})).send().expect(200);
        let drafts = self.scene.get(Role::Provider, "/learner-drafts").expect(200).body;
        let faulty = "Surname,Forename,Our reference\nReed,Sam,0418\nReed,,0419\n";
        let faulty = id(&self.scene.post(Role::Provider, "/imports", &new(faulty)).expect(201));
        self.add(Kind::LearnerDraft, drafts["items"][0]["id"].as_str().unwrap());
        self.add(Kind::Import, faulty);
    }

    /// A message to families that is a draft, and one that went.
    fn families(&mut self) {
        let message = |title: &str| {
            let texts = json!([{"language": "en", "title": title, "body": "We visit every workplace."}]);
            let message = json!({"planned_for": "2026-05", "question": "yes_or_no", "texts": texts});
            id(&self.scene.post(Role::Provider, "/family-messages", &message).expect(201))
        };
        let (draft, sent) = (message("A visit"), message("Another visit"));
        let path = format!("/family-messages/{sent}");
        let whom = self.scene.get(Role::Provider, &format!("{path}/recipients")).expect(200).body;
        let call = self.scene.test.post(&format!("{API}{path}/approve")).by(Role::Provider);
        let call = call.header("Idempotency-Key", &self.scene.key());
        call.json(&json!({"mark": whom["mark"]})).send().expect(200);
        let sendings = self.scene.get(Role::Provider, &format!("{path}/sendings")).expect(200).body;
        self.add(Kind::FamilyMessage, draft);
        self.add(Kind::FamilySending, sendings[0]["id"].as_str().unwrap());
        self.add(Kind::FamilyPerson, whom["recipients"][0]["person"].as_str().unwrap());
    }

    fn invitation(&mut self) {
        let invited = json!({"name": "Kit Moss", "email": "kit@elsewhere.example", "role": "provider"});
        let invited = self.scene.post(Role::Provider, "/users", &invited).expect(202);
        self.add(Kind::Invitation, id(&invited));
    }

    /// Everything of the test's own that a text names.
    pub(in crate::api) fn named_in(&self, text: &str) -> Vec<&Target> {
        self.targets.iter().filter(|target| text.contains(&target.id)).collect()
    }

    /// A text with nothing of the test's own in it: each identifier stands for nothing instead.
    pub(in crate::api) fn unnamed(&self, text: &str) -> String {
        let within = self.within.iter().map(|(_, id)| id).filter(|id| id.len() == 36);
        let nothing = |kind: Kind| if kind == Kind::FamilyPerson { NOBODY } else { NOTHING };
        let ids = self.targets.iter().map(|target| (&target.id, nothing(target.kind)));
        let ids = ids.chain(within.map(|id| (id, NOTHING)));
        ids.fold(text.to_owned(), |text, (id, instead)| text.replace(id.as_str(), instead))
    }

    /// A body that names what is ours, for an operation that can name something of somebody else's.
    pub(in crate::api) fn naming(&self, operation: &str) -> Option<Value> {
        let (learner, offer) = (self.id(Kind::AgreedLearner), self.id(Kind::Offer));
        let employer = self.id(Kind::OurEmployer);
        Some(match operation {
            "create_contact" => json!({"employer": employer,
                "details": {"name": "Kit Moss", "role": "Owner", "email": "kit@elsewhere.example"}}),
            "create_offer" => {
                let mut offer = self.scene.offer_document("library-shelves");
                offer["employer"] = json!(employer);
                offer
            }
            "draft_offer" => json!({"employer": employer, "occupation": "library-assistant",
                "tasks": ["sort-returns"]}),
            "propose_placement" => {
                json!({"learner": learner, "offer": offer, "window": "main", "start": "2026-04-20"})
            }
            "create_cohort" => json!({"name": "Year 10", "learners": [learner]}),
            "record_attendance" => json!({"date": "2026-03-02",
                "rows": [{"placement": self.id(Kind::Placement), "version": 0, "arrival": "arrived"}]}),
            "create_user" => {
                json!({"name": "Kit Moss", "email": "other@elsewhere.example", "role": "provider",
                "organisation": self.id(Kind::OurProvider)})
            }
            _ => return None,
        })
    }
}
