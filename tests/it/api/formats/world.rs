//! A service in which a document of every kind stands.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::Text;
use placewell::auth::totp::TotpSecret;
use placewell::clock::Clock;
use placewell::db::{Conn, DbError, Keys};
use placewell::domain::ids::{CohortId, DeliveryId, LetterId, OrganisationId, UserId};
use placewell::domain::role::Role;
use serde_json::{Value, json};

use crate::api::matrix::table::Kind;
use crate::api::matrix::world::World as Matrix;
use crate::api::scene::{API, Proposed, Scene};
use crate::support::app::{Answer, PASSWORD, email, home, user};
use crate::support::database::Engine;
use crate::support::operator;

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    id: String,
}

/// Who signs in with a second factor.
pub(super) const WITH_FACTOR: Role = Role::Admin;

pub(super) struct World {
    pub(super) scene: Scene,
    pub(super) placed: Proposed,
    /// A placement that can still be planned.
    pub(super) planned: String,
    pub(super) pack: String,
    pub(super) delivery: DeliveryId,
    pub(super) contact: String,
    pub(super) report: String,
    pub(super) webhook: String,
    pub(super) import: String,
    pub(super) cohort: CohortId,
    pub(super) family_message: String,
    /// The learner of the cohort.
    pub(super) grouped: String,
    /// A letter that a mail server has answered.
    pub(super) letter: LetterId,
    /// A letter that still says what it said.
    pub(super) kept_letter: LetterId,
    secret: TotpSecret,
}

impl World {
    pub(super) fn new(engine: Engine) -> Option<Self> {
        let matrix = Matrix::new(engine)?;
        let id = |kind: Kind| matrix.id(kind).to_owned();
        let placed = Proposed { id: id(Kind::Placement), learner: id(Kind::Learner), offer: id(Kind::Offer) };
        let letter = |column: &str| {
            let of = format!("placement_id = '{}' AND {column} IS NOT NULL", placed.id);
            let find = format!("SELECT id FROM letters WHERE {of} ORDER BY id LIMIT 1");
            let found = |c: &mut Conn| Ok::<Row, DbError>(sql_query(&find).get_result(c)?);
            LetterId::parse(&matrix.scene.test.app.read(&operator(), found).unwrap().id).unwrap()
        };
        let (letter, kept_letter) = (letter("server_words"), letter("artefacts"));
        let planned = matrix.scene.ready_for("nesta", &placed.offer, "2026-04-20");
        let factor = "/api/v1/session/second-factor";
        let test = &matrix.scene.test;
        let begun = test.post(factor).by(WITH_FACTOR).send().expect(200).body;
        let secret = TotpSecret::read(begun["secret"].as_str().unwrap()).unwrap();
        let code = json!({"code": secret.code(test.clock.now().timestamp() / 30)});
        test.put(factor).by(WITH_FACTOR).json(&code).send().expect(200);
        Some(Self {
            pack: id(Kind::Pack),
            delivery: DeliveryId::parse(&id(Kind::PackDelivery)).unwrap(),
            contact: id(Kind::Contact),
            report: id(Kind::Report),
            webhook: id(Kind::Webhook),
            import: id(Kind::Import),
            cohort: CohortId::parse(&id(Kind::Cohort)).unwrap(),
            family_message: id(Kind::FamilyMessage),
            grouped: id(Kind::AgreedLearner),
            placed,
            planned,
            letter,
            kept_letter,
            secret,
            scene: matrix.scene,
        })
    }

    pub(super) fn keys(&self) -> &Keys {
        &self.scene.test.app.keys
    }

    pub(super) fn now(&self) -> DateTime<Utc> {
        self.scene.test.clock.now()
    }

    pub(super) fn provider(&self) -> OrganisationId {
        home(Role::Provider)
    }

    pub(super) fn coach(&self) -> UserId {
        user(Role::JobCoach)
    }

    pub(super) fn of_placement(&self, what: &str) -> String {
        format!("/placements/{}/{what}", self.placed.id)
    }

    pub(super) fn of_learner(&self, what: &str) -> String {
        format!("/learners/{}/{what}", self.placed.learner)
    }

    pub(super) fn get(&self, path: &str) -> Answer {
        self.scene.get(role_of(path), path)
    }

    pub(super) fn hub_get(&self, path: &str) -> Answer {
        self.scene.get(Role::Hub, path)
    }

    /// What it would bring to keep the cohort's learner from the offer.
    pub(super) fn forbid(&self) -> Answer {
        let change = json!({"change": "forbid", "learner": self.grouped, "offer": self.placed.offer});
        self.scene.post(
            Role::Hub,
            &format!("/cohorts/{}/what-if", self.cohort),
            &json!({"changes": [change]}),
        )
    }

    pub(super) fn post(&self, path: &str, body: &Value) -> Answer {
        self.scene.post(role_of(path), path, body)
    }

    /// Reads something and writes it back; the answer to the write.
    pub(super) fn put_back(&self, path: &str, body: impl Fn(&Value) -> Value) -> Answer {
        let role = role_of(path);
        let known = self.scene.get(role, path).expect(200);
        self.scene.put(role, path, known.header("ETag"), &body(&known.body))
    }

    /// Notes that the report was seen.
    pub(super) fn see_report(&self) -> Answer {
        let path = format!("{API}/reports/{}/seen", self.report);
        let call = self.scene.test.post(&path).by(Role::Provider).header("If-Match", "\"1\"");
        call.header("Idempotency-Key", &self.scene.key()).json(&json!({})).send()
    }

    pub(super) fn learner(&self) -> Answer {
        self.get(&format!("/learners/{}", self.placed.learner))
    }

    pub(super) fn put_learner(&self) -> Answer {
        let path = format!("/learners/{}", self.placed.learner);
        self.put_back(&path, |body| json!({"learner": body["learner"]}))
    }

    /// Signs in with the code that the app shows a minute on.
    pub(super) fn sign_in(&self) -> Answer {
        let test = &self.scene.test;
        test.clock.advance(TimeDelta::minutes(1));
        let code = self.secret.code(test.clock.now().timestamp() / 30);
        let body = json!({"email": email(WITH_FACTOR), "password": PASSWORD, "code": code});
        test.post("/api/v1/session").json(&body).send()
    }
}

/// Who asks for what is at a path.
fn role_of(path: &str) -> Role {
    match path.split('/').nth(1) {
        Some("offers" | "contacts") => Role::Employer,
        Some("reports") => Role::SafeguardingLead,
        _ => Role::Provider,
    }
}
