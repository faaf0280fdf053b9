//! The page that an employer's contact opens by a link.

mod acts;
mod arrivals;
mod ends;
mod helped;
mod leaks;
pub(super) mod matrix;
mod reminders;
mod replies;
mod tells;

use placewell::jobs::Worker;
use placewell::mail::{Outgoing, Transport};

pub(super) use matrix::stored;

use super::browser::Browser;
use crate::api::scene::{Proposed, Scene};
use crate::support::app::TestApp;
use crate::support::database::Engine;

pub const CONTACT: &str = "sioned@library.example";

/// A placement with the page of the contact who was asked.
pub struct Visit {
    pub scene: Scene,
    pub placed: Proposed,
    pub contact: String,
    /// Where the page is.
    pub path: String,
}

impl Visit {
    /// Carys at the library, proposed.
    pub fn proposed(engine: Engine) -> Option<Self> {
        let scene = Scene::new(engine)?;
        let contact = scene.contact(CONTACT);
        let placed = scene.proposed();
        let path = link_to(&scene.test, CONTACT).unwrap();
        Some(Self { scene, placed, contact, path })
    }

    /// The same, confirmed, with the pack sent, on the first day.
    pub fn first_day(engine: Engine) -> Option<Self> {
        let visit = Self::proposed(engine)?;
        visit.brief();
        let placement = visit.placement();
        let first = placement["days"][0].as_str().unwrap();
        visit.scene.test.clock.set(format!("{first}T10:00:00Z").parse().unwrap());
        Some(visit)
    }

    /// Has the pack sent to the contact.
    pub fn brief(&self) {
        let scene = &self.scene;
        scene.prepare(&self.placed);
        scene
            .step(placewell::domain::role::Role::Provider, &self.placed.id, "confirm", &serde_json::json!({}))
            .expect(200);
        scene.approved(&self.placed, &[&self.contact]);
        Worker::of(&scene.test.app).drain().unwrap();
    }

    pub fn placement(&self) -> serde_json::Value {
        let path = format!("/placements/{}", self.placed.id);
        self.scene.get(placewell::domain::role::Role::Provider, &path).expect(200).body
    }

    pub fn browser(&self) -> Browser<'_> {
        Browser::new(&self.scene.test)
    }
}

/// Everything that was mailed so far.
pub fn mailed(test: &TestApp) -> Vec<Outgoing> {
    Worker::of(&test.app).drain().unwrap();
    let Transport::Memory(memory) = test.app.mailer.transport() else { panic!("not in memory") };
    memory.sent().iter().map(|sent| sent.letter.clone()).collect()
}

/// The path of the newest link that was mailed to somebody.
pub fn link_to(test: &TestApp, to: &str) -> Option<String> {
    let letters = mailed(test);
    let text = letters.iter().rev().filter(|letter| letter.to == to).find_map(|letter| {
        letter.text.split_whitespace().find(|word| word.contains("/visit/")).map(str::to_owned)
    })?;
    Some(format!("/visit/{}", text.split_once("/visit/").unwrap().1))
}
