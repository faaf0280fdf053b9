//! Placements walked to a sent pack while the world goes on: one fact changes before a random step.
//! Nothing is confirmed, approved or sent that no longer stands, each refusal names what changed, and
//! nothing is refused that still stands.
//!
//! `PLACEWELL_WALKS` sets how many are walked on each engine.

mod change;
mod check;

use std::collections::BTreeMap;

use placewell::domain::role::Role;
use placewell::words::amount;
use rstest::rstest;
use serde_json::{Value, json};

use super::scene::{Proposed, Scene, id, vetting};
use crate::generate::dice::Dice;
use crate::support::app::Answer;
use crate::support::database::Engine;

pub(super) use change::Change;

/// The steps of a walk; a fact can change before any of them but the first.
const STEPS: [Step; 10] = [
    Step::Agree,
    Step::Accept,
    Step::Visit,
    Step::Plan,
    Step::AgreePlan,
    Step::Decide,
    Step::Confirm,
    Step::Preview,
    Step::Approve,
    Step::Work,
];

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Agree,
    Accept,
    Visit,
    Plan,
    AgreePlan,
    Decide,
    Confirm,
    Preview,
    Approve,
    Work,
}

/// One walk.
struct Walk {
    scene: Scene,
    placed: Proposed,
    change: Change,
    before: Step,
    contact: String,
    hash: Value,
}

/// Why a step was not taken: a code, and words where there are any.
type Refused = (String, String);

impl Walk {
    fn new(scene: Scene, dice: &mut Dice, change: Change) -> Self {
        let learner = match change {
            Change::Statement | Change::Capacity => "carys",
            _ => dice.pick(&["carys", "nesta", "kacper"]),
        };
        let start = match change {
            Change::BankHoliday => "2026-03-30",
            _ => dice.pick(&["2026-03-09", "2026-03-16", "2026-03-23"]),
        };
        let mut document = scene.offer_document("library-shelves");
        document["offer"]["windows"][0]["works_bank_holidays"] = json!(change == Change::BankHoliday);
        document["offer"]["windows"][0]["capacity"] = json!(if change == Change::Capacity { 2 } else { 1 });
        let offer = id(&scene.post(Role::Employer, "/offers", &document).expect(201));
        if change == Change::Capacity {
            let rival = scene.ready_for("kacper", &offer, start);
            scene.step(Role::Provider, &rival, "confirm", &json!({})).expect(200);
        }
        let learner = scene.learner(learner);
        let proposal = json!({"learner": learner, "offer": offer, "window": "main", "start": start});
        let placed = id(&scene.post(Role::Provider, "/placements", &proposal).expect(201));
        let placed = Proposed { id: placed, learner, offer };
        if change == Change::Statement {
            scene.agreed(&placed, "statement");
        }
        let contact = scene.contact("desk@tycoed.example");
        let before = dice.pick(&STEPS[1..]);
        Self { scene, placed, change, before, contact, hash: Value::Null }
    }

    /// Takes a step.
    fn take(&mut self, step: Step) -> Result<(), Refused> {
        let Self { scene, placed, .. } = self;
        let id = &placed.id;
        let stepped = |role, name: &str| scene.step(role, id, name, &json!({}));
        let briefing = format!("/placements/{id}/briefing");
        let answer = match step {
            Step::Agree => {
                scene.agreed(placed, "placement");
                stepped(Role::Provider, "agree")
            }
            Step::Accept => stepped(Role::Hub, "accept"),
            Step::Visit => {
                stepped(Role::Provider, "meet").expect(200);
                stepped(Role::Provider, "visit_site")
            }
            Step::Plan => scene.post(Role::Provider, &format!("/placements/{id}/programme"), &json!({})),
            Step::AgreePlan => stepped(Role::Provider, "agree_plan"),
            Step::Decide => {
                scene.post(Role::SafeguardingLead, &format!("/placements/{id}/vetting"), &vetting())
            }
            Step::Confirm => stepped(Role::Provider, "confirm"),
            Step::Preview => scene.get(Role::Provider, &briefing),
            Step::Approve => {
                let body = json!({"hash": self.hash, "send_to": [self.contact]});
                scene.post(Role::Provider, &format!("{briefing}s"), &body)
            }
            Step::Work => return self.work(),
        };
        if step == Step::Preview {
            self.hash = answer.body["hash"].clone();
        }
        answered(&answer)
    }

    fn work(&self) -> Result<(), Refused> {
        self.scene.work();
        let path = format!("/placements/{}/briefings", self.placed.id);
        let pack = self.scene.get(Role::Provider, &path).expect(200).body[0]["id"].clone();
        let path = format!("/briefings/{}/deliveries", pack.as_str().unwrap());
        let sending = self.scene.get(Role::Provider, &path).expect(200).body[0].clone();
        let sent = self.scene.packs_sent().len();
        assert_eq!(sent, usize::from(sending["state"] == "sent"), "{sending}");
        if sent == 1 {
            return Ok(());
        }
        assert!(sending["advice"].is_string(), "{sending}");
        Err((sending["problem"].as_str().unwrap().to_owned(), String::new()))
    }

    /// Whether the change, made when it is made, takes away what a step relies on.
    fn breaks(&self, step: Step) -> bool {
        match self.change {
            Change::Nothing => false,
            Change::Person | Change::Task | Change::Hazard => self.before > Step::Plan,
            Change::Statement => self.before >= Step::Approve,
            Change::Paused => self.before <= Step::Confirm && step <= Step::Confirm,
            _ => true,
        }
    }

    /// Walks to the end, or to the refusal that names the change; whether the pack was sent.
    fn run(mut self) -> bool {
        let mut marker = String::new();
        for step in STEPS {
            if step == self.before {
                marker = self.change.make(&self.scene, &self.placed);
            }
            let told = format!("{:?} before {:?}, at {step:?}", self.change, self.before);
            let stands = self.before > step || !self.breaks(step);
            match self.take(step) {
                Ok(()) => assert!(stands || step < Step::Confirm || step == Step::Preview, "{told}: taken"),
                Err((code, words)) => {
                    assert!(!stands, "{told}: refused for nothing: {code}, {words}");
                    assert_eq!(code, self.change.code(step == Step::Work), "{told}: {words}");
                    assert!(
                        step == Step::Work || words.contains(&marker),
                        "{told}: {words} names no {marker}"
                    );
                    return false;
                }
            }
        }
        check::nothing_is_wrong(&self.scene, &self.placed);
        true
    }
}

fn answered(answer: &Answer) -> Result<(), Refused> {
    match answer.status {
        200 | 201 => Ok(()),
        409 => {
            let text = |name: &str| answer.body[name].as_str().unwrap().to_owned();
            Err((text("code"), text("detail")))
        }
        _ => panic!("{}", String::from_utf8_lossy(&answer.bytes)),
    }
}

/// A date as a refusal names it.
fn named(date: &Value) -> String {
    amount::date(date.as_str().unwrap().parse().unwrap())
}

/// The code with which an act is refused when a change is made just before it.
fn refusal(engine: Engine, change: Change, act: Step) -> Option<String> {
    let mut walk = Walk::new(Scene::new(engine)?, &mut Dice::new(1), change);
    for step in STEPS.into_iter().take_while(|step| *step != act) {
        walk.take(step).unwrap();
    }
    walk.change.make(&walk.scene, &walk.placed);
    Some(walk.take(act).unwrap_err().0)
}

/// Each act that relies on a placement asks by itself, also where an earlier one would have been refused.
#[rstest]
fn every_act_asks_again(
    #[values(
        Step::Agree,
        Step::Plan,
        Step::AgreePlan,
        Step::Confirm,
        Step::Preview,
        Step::Approve,
        Step::Work
    )]
    act: Step,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(code) = refusal(engine, Change::SiteClosed, act) else { return };
    assert_eq!(code, "site_closed");
}

/// What only some of the acts ask. Looking at a pack asks for no agreement, so approving it is the first to notice.
#[rstest]
#[case(Change::Agreement, Step::Approve)]
#[case(Change::Person, Step::Confirm)]
#[case(Change::Person, Step::Work)]
#[case(Change::Task, Step::Confirm)]
#[case(Change::Task, Step::Work)]
#[case(Change::Hazard, Step::Confirm)]
#[case(Change::Hazard, Step::Work)]
fn an_act_notices_what_has_changed_just_before_it(
    #[case] change: Change,
    #[case] act: Step,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(code) = refusal(engine, change, act) else { return };
    assert_eq!(code, change.code(act == Step::Work));
}

#[rstest]
fn a_pack_that_is_sent_or_sent_again_is_asked_about_too(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.confirmed();
    let (desk, office) = (scene.contact("desk@tycoed.example"), scene.contact("office@tycoed.example"));
    let pack = scene.approved(&placed, &[&desk]);
    scene.work();
    Change::SiteClosed.make(&scene, &placed);
    let path = format!("/briefings/{pack}/deliveries");
    let sent = scene.get(Role::Provider, &path).expect(200).body[0]["id"].as_str().unwrap().to_owned();
    for (path, body) in
        [(path, json!({"contact": office})), (format!("/deliveries/{sent}/resend"), json!({}))]
    {
        assert_eq!(scene.post(Role::Provider, &path, &body).expect(409).body["code"], "site_closed");
    }
    scene.work();
    assert_eq!(scene.packs_sent().len(), 1);
}

#[rstest]
fn nothing_leaves_that_no_longer_stands(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let usual = if engine == Engine::Sqlite { Change::ALL.len() } else { 6 };
    let walks = std::env::var("PLACEWELL_WALKS").map_or(usual, |walks| walks.parse().unwrap());
    let mut dice = Dice::new(2026);
    let mut ends: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    for nth in 0..walks {
        let Some(scene) = Scene::new(engine) else { return };
        let change = match engine {
            Engine::Sqlite => Change::ALL[nth % Change::ALL.len()],
            Engine::Postgres => dice.pick(Change::ALL),
        };
        let sent = Walk::new(scene, &mut dice, change).run();
        ends.entry(format!("{change:?}")).or_default()[usize::from(sent)] += 1;
    }
    println!(
        "{engine:?}: {walks} walks; for each change, how many were refused by its name and how many sent:"
    );
    for (change, [refused, sent]) in ends {
        println!("{change:<17} {refused:>4} {sent:>4}");
    }
}
