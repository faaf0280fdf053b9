//! The sample's hub with ten learners who agreed, and six offers of five employers.

use std::collections::BTreeMap;

use placewell::domain::role::Role;
use placewell::jobs::Worker;
use serde_json::{Value, json};

use crate::api::scene::{Scene, id};
use crate::support::database::Engine;

const LEARNERS: [&str; 10] =
    ["bee", "carys", "dewi", "efa", "idris", "jac", "kacper", "llyr", "maya", "nesta"];

const OFFERS: [(&str, &str); 6] = [
    ("library-shelves", "library"),
    ("garden-plants", "garden-centre"),
    ("animal-care", "animal-rescue"),
    ("charity-sorting", "animal-rescue"),
    ("cafe-kitchen", "cafe"),
    ("bike-workshop", "bikes"),
];

pub(crate) struct Hub {
    pub(crate) scene: Scene,
    pub(crate) learners: BTreeMap<&'static str, String>,
    pub(crate) agreements: BTreeMap<&'static str, String>,
    pub(crate) offers: BTreeMap<&'static str, String>,
}

impl Hub {
    pub(crate) fn new(engine: Engine) -> Option<Self> {
        Scene::new(engine).map(Self::on)
    }

    /// The same in a service that stands already.
    pub(crate) fn on(scene: Scene) -> Self {
        let mut employers: BTreeMap<&str, String> = BTreeMap::new();
        let mut offers = BTreeMap::new();
        for (name, employer) in OFFERS {
            if employer == "library" {
                offers.insert(name, scene.offer(name));
                continue;
            }
            if !employers.contains_key(employer) {
                let known = scene.sample.employers.iter().find(|(known, _)| known == employer).unwrap();
                let document = json!({"employer": known.1.employer});
                employers
                    .insert(employer, id(&scene.post(Role::Hub, "/organisations", &document).expect(201)));
            }
            let mut document = scene.offer_document(name);
            document["employer"] = json!(employers[employer]);
            offers.insert(name, id(&scene.post(Role::Hub, "/offers", &document).expect(201)));
        }
        let (mut learners, mut agreements) = (BTreeMap::new(), BTreeMap::new());
        for name in LEARNERS {
            let learner = scene.learner(name);
            agreements
                .insert(name, id(&scene.record_agreement(&learner, None, "hub_sees_matches").expect(201)));
            learners.insert(name, learner);
        }
        Self { scene, learners, agreements, offers }
    }

    pub(crate) fn learner(&self, name: &str) -> String {
        self.learners[name].clone()
    }

    /// Works on the queue until nothing is due.
    pub(crate) fn drain(&self) {
        Worker::of(&self.scene.test.app).drain().unwrap();
    }

    /// A cohort that was asked for and computed.
    pub(crate) fn solved(&self, request: &Value) -> String {
        let cohort = id(&self.scene.post(Role::Hub, "/cohorts", request).expect(201));
        self.drain();
        cohort
    }

    /// Every learner's part that a role reads, page by page.
    pub(crate) fn parts(&self, role: Role, cohort: &str) -> Vec<Value> {
        let (mut parts, mut cursor) = (Vec::new(), String::new());
        loop {
            let page =
                self.scene.get(role, &format!("/cohorts/{cohort}/learners?limit=3{cursor}")).expect(200).body;
            parts.extend(page["items"].as_array().unwrap().clone());
            match page["next"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return parts,
            }
        }
    }

    /// The part of a learner that the hub reads.
    pub(crate) fn part(&self, cohort: &str, learner: &str) -> Value {
        self.scene.get(Role::Hub, &format!("/cohorts/{cohort}/learners/{learner}")).expect(200).body
    }

    /// Decides about a learner's part, for the hub.
    pub(crate) fn decide(&self, cohort: &str, learner: &str, decision: &Value) {
        let path = format!("/cohorts/{cohort}/learners/{learner}/decisions");
        self.scene.post(Role::Hub, &path, decision).expect(200);
    }

    /// Proposes what was accepted: what became of each.
    pub(crate) fn propose(&self, cohort: &str) -> Vec<Value> {
        let made =
            self.scene.post(Role::Hub, &format!("/cohorts/{cohort}/proposals"), &json!({})).expect(200);
        made.body["items"].as_array().unwrap().clone()
    }

    /// How often a learner was looked at by an action.
    pub(crate) fn looks(&self, learner: &str, action: &str) -> usize {
        let log = self.scene.get(Role::Provider, &format!("/learners/{learner}/access-log?limit=200"));
        let looks = log.expect(200).body["items"].as_array().unwrap().clone();
        looks.iter().filter(|look| look["action"] == action).count()
    }

    /// Two or more learners at one employer.
    pub(crate) fn together(&self, cohort: &str) -> Vec<Value> {
        let mut at: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        for part in self.parts(Role::Hub, cohort) {
            if let Some(employer) = part["got"]["employer"].as_str() {
                at.entry(employer.to_owned()).or_default().push(part["learner"].clone());
            }
        }
        at.into_values().find(|learners| learners.len() > 1).expect("somebody shares an employer")
    }
}
