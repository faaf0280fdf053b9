//! The sample's people and places in a service: what most tests of the API begin with.

use std::cell::Cell;
use std::path::Path;

use placewell::cli::demo::sample::Sample;
use placewell::domain::role::Role;
use serde_json::{Value, json};

use crate::support::app::{Answer, TestApp, home, start};
use crate::support::database::Engine;

pub(crate) const API: &str = "/api/v1";

/// A service in which the employer is the sample's library. The sample's weeks begin two weeks
/// after the tests do.
pub(crate) struct Scene {
    pub(crate) test: TestApp,
    pub(crate) sample: Sample,
    keys: Cell<u32>,
}

impl Scene {
    pub(crate) fn new(engine: Engine) -> Option<Self> {
        TestApp::new(engine).map(Self::on)
    }

    /// The same in a service that stands already.
    pub(crate) fn on(test: TestApp) -> Self {
        let monday = start().date_naive() + chrono::Days::new(14);
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample");
        let scene = Self { test, sample: Sample::read(&folder, monday).unwrap(), keys: Cell::default() };
        let library = scene.sample.employers.iter().find(|(name, _)| name == "library").unwrap();
        let path = format!("{API}/organisations/{}", home(Role::Employer));
        let document = json!({"employer": library.1.employer});
        scene
            .test
            .put(&path)
            .by(Role::Employer)
            .header("If-Match", "\"1\"")
            .json(&document)
            .send()
            .expect(200);
        scene
    }

    /// A POST with a key of its own.
    pub(crate) fn post(&self, role: Role, path: &str, body: &Value) -> Answer {
        self.test
            .post(&format!("{API}{path}"))
            .by(role)
            .header("Idempotency-Key", &self.key())
            .json(body)
            .send()
    }

    /// A key that was not used before.
    pub(crate) fn key(&self) -> String {
        self.keys.set(self.keys.get() + 1);
        format!("key-{}", self.keys.get())
    }

    pub(crate) fn get(&self, role: Role, path: &str) -> Answer {
        self.test.get(&format!("{API}{path}")).by(role).send()
    }

    pub(crate) fn put(&self, role: Role, path: &str, tag: &str, body: &Value) -> Answer {
        self.test.put(&format!("{API}{path}")).by(role).header("If-Match", tag).json(body).send()
    }

    /// An offer of the sample as the API takes it, open.
    pub(crate) fn offer_document(&self, name: &str) -> Value {
        let offer = &self.sample.offers.iter().find(|(known, _)| known == name).unwrap().1.offer;
        json!({"state": "open", "offer": offer})
    }

    /// A learner of the sample as the API takes it.
    pub(crate) fn learner_document(&self, name: &str) -> Value {
        let learner = &self.sample.learners.iter().find(|(known, _)| known == name).unwrap().1;
        json!({"learner": learner})
    }

    /// The employer's offer of that name; its identifier.
    pub(crate) fn offer(&self, name: &str) -> String {
        id(&self.post(Role::Employer, "/offers", &self.offer_document(name)).expect(201))
    }

    /// The provider's learner of that name; the identifier.
    pub(crate) fn learner(&self, name: &str) -> String {
        id(&self.post(Role::Provider, "/learners", &self.learner_document(name)).expect(201))
    }

    /// A contact of the employer; the identifier.
    pub(crate) fn contact(&self, email: &str) -> String {
        let details = json!({"name": "Sioned Marsh", "role": "Branch librarian", "email": email});
        let body = json!({"employer": home(Role::Employer), "details": details});
        id(&self.post(Role::Employer, "/contacts", &body).expect(201))
    }

    /// A proposal of a learner for the earliest dates of an offer.
    pub(crate) fn proposal(&self, learner: &str, offer: &str) -> Value {
        let found = self.get(Role::Provider, &format!("/learners/{learner}/matches/{offer}")).expect(200);
        let (window, start) = (&found.body["window"], &found.body["days"][0]);
        json!({"learner": learner, "offer": offer, "window": window, "start": start})
    }

    /// Carys at the library, proposed.
    pub(crate) fn proposed(&self) -> Proposed {
        let (learner, offer) = (self.learner("carys"), self.offer("library-shelves"));
        let proposal = self.proposal(&learner, &offer);
        let id = id(&self.post(Role::Provider, "/placements", &proposal).expect(201));
        Proposed { id, learner, offer }
    }

    pub(crate) fn step(&self, role: Role, placement: &str, step: &str, body: &Value) -> Answer {
        self.post(role, &format!("/placements/{placement}/steps/{step}"), body)
    }

    /// A standing agreement of the parent.
    pub(crate) fn agreed(&self, placed: &Proposed, scope: &str) -> String {
        let about = (scope != "hub_sees_matches").then_some(&placed.id);
        id(&self.record_agreement(&placed.learner, about, scope).expect(201))
    }

    pub(crate) fn record_agreement(&self, learner: &str, placement: Option<&String>, scope: &str) -> Answer {
        let mut body = json!({"scope": scope, "actor": "parent", "method": "paper", "on": "2026-03-02",
            "wording": "We have read what the employer is told, and agree."});
        if let Some(placement) = placement {
            body["placement"] = json!(placement);
        }
        self.post(Role::Provider, &format!("/learners/{learner}/agreements"), &body)
    }

    /// A learner of the sample at an offer from a date on, with every step before confirming; the
    /// placement's identifier.
    pub(crate) fn ready_for(&self, learner: &str, offer: &str, start: &str) -> String {
        let learner = self.learner(learner);
        let proposal = json!({"learner": learner, "offer": offer, "window": "main", "start": start});
        let id = id(&self.post(Role::Provider, "/placements", &proposal).expect(201));
        self.prepare(&Proposed { id: id.clone(), learner, offer: offer.to_owned() });
        id
    }

    /// Carys at the library, with every step before confirming.
    pub(crate) fn ready(&self) -> Proposed {
        let placed = self.proposed();
        self.prepare(&placed);
        placed
    }

    /// Every step before confirming.
    pub(crate) fn prepare(&self, placed: &Proposed) {
        self.prepare_undecided(placed);
        self.post(Role::SafeguardingLead, &format!("/placements/{}/vetting", placed.id), &vetting())
            .expect(200);
    }

    /// The same but for the decision on vetting.
    pub(crate) fn prepare_undecided(&self, placed: &Proposed) {
        self.step(Role::Employer, &placed.id, "accept", &json!({})).expect(200);
        self.prepare_accepted(placed);
    }

    /// What the provider does before the decision on vetting, once the employer has accepted.
    pub(crate) fn prepare_accepted(&self, placed: &Proposed) {
        let id = &placed.id;
        self.agreed(placed, "placement");
        for step in ["agree", "visit_site", "meet"] {
            self.step(Role::Provider, id, step, &json!({})).expect(200);
        }
        self.post(Role::Provider, &format!("/placements/{id}/programme"), &json!({})).expect(200);
        self.step(Role::Provider, id, "agree_plan", &json!({})).expect(200);
    }

    /// Carys at the library, confirmed.
    pub(crate) fn confirmed(&self) -> Proposed {
        let placed = self.ready();
        self.step(Role::Provider, &placed.id, "confirm", &json!({})).expect(200);
        placed
    }

    /// The pack that was previewed, approved and queued to these contacts; its identifier.
    pub(crate) fn approved(&self, placed: &Proposed, contacts: &[&str]) -> String {
        let path = format!("/placements/{}/briefing", placed.id);
        let hash = self.get(Role::Provider, &path).expect(200).body["hash"].clone();
        id(&self
            .post(Role::Provider, &format!("{path}s"), &json!({"hash": hash, "send_to": contacts}))
            .expect(201))
    }
}

/// A placement with what it joins.
pub(crate) struct Proposed {
    pub(crate) id: String,
    pub(crate) learner: String,
    pub(crate) offer: String,
}

/// A decision of the safeguarding lead.
pub(crate) fn vetting() -> Value {
    json!({"choice": "two_adults", "on": "2026-03-02", "note": "Two adults are in sight at all times."})
}

/// The identifier of what an answer shows.
pub(crate) fn id(answer: &Answer) -> String {
    answer.body["id"].as_str().unwrap().to_owned()
}
