//! A service with one approved pack and one contact, ready to post.

use std::sync::Arc;

use chrono::TimeDelta;
use diesel::RunQueryDsl;
use placewell::app::{App, Sources};
use placewell::auth::password::PasswordCost;
use placewell::clock::{Clock, CountedIds, FixedClock};
use placewell::config::Config;
use placewell::db::briefings::{self, Briefing};
use placewell::db::contacts;
use placewell::db::deliveries::{self, Delivery};
use placewell::db::jobs::{self, Job, JobState};
use placewell::db::{DbError, Keys, Slice, placements};
use placewell::domain::contact::{ContactDetails, EmailAddress};
use placewell::domain::delivery::{BriefingState, DeliveryState, Edition};
use placewell::domain::ids::{BriefingId, ContactId, DeliveryId, OrganisationId, PlacementId, UserId};
use placewell::domain::placement::PlacementState;
use placewell::domain::text::Line;
use placewell::jobs::{SendBriefing, Worker};
use placewell::mail::{Artefacts, Mailer, Memory, Transport};
use placewell::outbox::Dispatch;
use serde_json::Value;

use super::ground;
use crate::support::database::{Engine, TestDb};
use crate::support::letters::{pack, sender};
use crate::support::random::RepeatableRandom;
use crate::support::{next_due, operator};

pub(super) const ADDRESS: &str = "supervisor@bakery.example";

pub(super) struct Post {
    pub(super) app: Arc<App>,
    pub(super) clock: Arc<FixedClock>,
    pub(super) briefing: BriefingId,
    pub(super) contact: ContactId,
    _store: TestDb,
}

pub(super) fn uuid(last: char) -> String {
    format!("00000000-0000-7000-8000-00000000000{last}")
}

fn details(address: &str) -> ContactDetails {
    ContactDetails {
        name: Line::parse("Sam Pryce").unwrap(),
        role: Line::parse("Bakery supervisor").unwrap(),
        email: EmailAddress::parse(address).unwrap(),
        phone: None,
    }
}

/// What was approved.
pub(super) fn artefacts() -> Artefacts {
    let letter = pack("any");
    Artefacts {
        on_behalf_of: letter.on_behalf_of,
        subject: letter.subject,
        text: letter.text,
        html: letter.html,
        calendar: letter.calendar,
        unsubscribe: letter.unsubscribe,
        attachments: letter.attachments,
    }
}

/// What an approval stores of it, where nothing but the plan was agreed to be told.
fn stored() -> Value {
    let mut pack = crate::briefing::fixture::pack();
    pack.aims.clear();
    pack.safety.agreed_on = None;
    let mut stored = serde_json::to_value(artefacts()).unwrap();
    stored["pack"] = serde_json::to_value(pack).unwrap();
    stored
}

impl Post {
    pub(super) fn new(engine: Engine, transport: Transport) -> Option<Self> {
        let store = TestDb::new(engine)?;
        let clock = Arc::new(FixedClock::at("2026-03-02T09:00:00Z".parse().unwrap()));
        let sources = Sources {
            clock: clock.clone(),
            ids: Arc::new(CountedIds::default()),
            random: Arc::new(RepeatableRandom::seeded(1)),
        };
        let (keys, mailer) = (Keys::generate().unwrap(), Mailer::new(sender(), transport));
        let cost = PasswordCost { memory_kib: 64, passes: 1 };
        let app = App::assemble(Config::default(), store.db.clone(), keys, mailer, sources, cost).unwrap();
        let post = Self {
            app: Arc::new(app),
            clock,
            briefing: BriefingId::parse(&uuid('b')).unwrap(),
            contact: ContactId::parse(&uuid('c')).unwrap(),
            _store: store,
        };
        post.lay_ground();
        Some(post)
    }

    pub(super) fn in_memory(engine: Engine) -> Option<Self> {
        Self::new(engine, Transport::Memory(Memory::default()))
    }

    fn lay_ground(&self) {
        let briefing = self.approved(&self.briefing, 1);
        let (keys, now) = (&self.app.keys, self.clock.now());
        let organisation = OrganisationId::parse(&uuid('d')).unwrap();
        let work = |c: &mut placewell::db::Conn| {
            ground::lay(c, keys, &organisation, &briefing.placement, now)?;
            contacts::insert(c, keys, &self.contact, &organisation, &details(ADDRESS), now)?;
            briefings::insert(c, keys, &briefing, &stored())
        };
        self.app.write(&operator(), work).unwrap();
    }

    fn approved(&self, id: &BriefingId, number: i32) -> Briefing {
        Briefing {
            id: id.clone(),
            placement: PlacementId::parse(&uuid('a')).unwrap(),
            edition: Edition::Employer,
            number,
            state: BriefingState::Approved,
            hash: "-".to_owned(),
            programme_version: 1,
            approved_by: None,
            approved_at: None,
            version: 1,
            created_at: self.clock.now(),
        }
    }

    /// Approves a newer pack, which takes the place of the first.
    pub(super) fn supersede(&self) {
        let id = BriefingId::parse(&uuid('e')).unwrap();
        let draft = Briefing { state: BriefingState::Draft, ..self.approved(&id, 2) };
        let by = UserId::parse(&uuid('f')).unwrap();
        let work = |c: &mut placewell::db::Conn| {
            briefings::insert(c, &self.app.keys, &draft, &stored())?;
            briefings::approve(c, &draft, 1, &by, self.clock.now())
        };
        self.app.write(&operator(), work).unwrap();
    }

    pub(super) fn worker(&self) -> Worker {
        Worker::of(&self.app)
    }

    pub(super) fn memory(&self) -> &Memory {
        match self.app.mailer.transport() {
            Transport::Memory(memory) => memory,
            other => panic!("{other:?}"),
        }
    }

    pub(super) fn queue(&self) -> DeliveryId {
        let app = &self.app;
        self.post(
            Dispatch::first(app.ids.as_ref(), app.mailer.sender(), &self.briefing, &self.contact).unwrap(),
        )
    }

    pub(super) fn resend(&self, earlier: &DeliveryId) -> DeliveryId {
        let earlier = self.delivery(earlier);
        let app = &self.app;
        self.post(Dispatch::again(app.ids.as_ref(), app.mailer.sender(), &earlier).unwrap())
    }

    fn post(&self, dispatch: Dispatch) -> DeliveryId {
        let now = self.clock.now();
        self.app.write(&operator(), |c| dispatch.queue(c, &self.app.keys, now)).unwrap();
        dispatch.delivery
    }

    pub(super) fn delivery(&self, id: &DeliveryId) -> Delivery {
        self.app.read(&operator(), |c| deliveries::get(c, &self.app.keys, id)).unwrap()
    }

    pub(super) fn state(&self, id: &DeliveryId) -> (DeliveryState, Option<String>) {
        let delivery = self.delivery(id);
        (delivery.state, delivery.problem)
    }

    /// Makes the stored pack unreadable.
    pub(super) fn corrupt_pack(&self) {
        let spoil = "UPDATE briefings SET artefacts = 'v1.-'";
        self.app.write(&operator(), |c| Ok::<_, DbError>(diesel::sql_query(spoil).execute(c)?)).unwrap();
    }

    pub(super) fn placement_state(&self) -> PlacementState {
        let id = PlacementId::parse(&uuid('a')).unwrap();
        self.app.read(&operator(), |c| placements::get(c, &id)).unwrap().state
    }

    pub(super) fn contact(&self) -> contacts::Contact {
        self.app.read(&operator(), |c| contacts::get(c, &self.app.keys, &self.contact)).unwrap()
    }

    pub(super) fn correct_address(&self, address: &str) {
        let version = self.contact().version;
        let (keys, now) = (&self.app.keys, self.clock.now());
        self.app
            .write(&operator(), |c| contacts::change(c, keys, &self.contact, version, &details(address), now))
            .unwrap();
    }

    pub(super) fn archive_contact(&self) {
        let version = self.contact().version;
        self.app
            .write(&operator(), |c| contacts::archive(c, &self.contact, version, self.clock.now()))
            .unwrap();
    }

    /// The jobs in a state, oldest first.
    pub(super) fn jobs(&self, state: JobState) -> Vec<Job> {
        self.app.read(&operator(), |c| jobs::list(c, state, &Slice::first(50))).unwrap().items
    }

    /// Moves the clock on until something is due, drains, and gives how many attempts were made.
    pub(super) fn pass_and_drain(&self) -> usize {
        let due = self.app.read(&operator(), next_due).unwrap();
        self.clock.set(due.max(self.clock.now()));
        self.worker().drain().unwrap()
    }

    /// The same when a fault may hold the queue: to when the held one is due, if one is.
    pub(super) fn pass_and_drain_held(&self) {
        if let Some(due) = self.jobs(JobState::Held).iter().map(|held| held.due).max() {
            self.clock.set(due);
        }
        self.worker().drain().unwrap();
    }

    /// Claims the oldest job as a worker does, sends its pack, and dies before writing so.
    pub(super) fn send_and_die(&self) {
        let now = self.clock.now();
        let lease = now + TimeDelta::from_std(self.app.config.jobs.lease()).unwrap();
        let kinds = [placewell::outbox::SEND_BRIEFING];
        let job = self.app.write(&operator(), |c| jobs::claim(c, &kinds, now, lease)).unwrap().unwrap();
        let task = SendBriefing::new(self.app.clone());
        drop(placewell::jobs::Task::run(&task, &job).map_err(|e: DbError| e).unwrap());
        self.clock.set(lease);
    }
}
