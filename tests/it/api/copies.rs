//! Copies of a plan: looked at, approved, and sent each to its own reader.

use placewell::domain::role::Role;
use placewell::mail::Sent;
use rstest::rstest;
use serde_json::{Value, json};

use super::scene::{Proposed, Scene, id, vetting};
use crate::support::app::{Answer, email, user};
use crate::support::database::Engine;
use crate::support::plain::{outline, plain};

const EDITIONS: [&str; 3] = ["learner", "family", "job_coach"];

impl Scene {
    /// Carys at the library, confirmed, with an address of her own, a mother who reads mail, and a job coach.
    pub(crate) fn with_readers(&self) -> Proposed {
        let placed = self.confirmed();
        self.change_home(&placed, |home| {
            home["own_email"] = json!("carys@home.example");
            home["family"][0]["email"] = json!("rhian@home.example");
        });
        let coach = json!({"coach": user(Role::JobCoach)});
        self.post(Role::Provider, &format!("/placements/{}/coaches", placed.id), &coach).expect(201);
        self.work();
        placed
    }

    pub(crate) fn change_home(&self, placed: &Proposed, change: impl Fn(&mut Value)) {
        let path = format!("/learners/{}", placed.learner);
        let known = self.get(Role::Provider, &path).expect(200);
        let mut learner = known.body["learner"].clone();
        change(&mut learner["home"]);
        self.put(Role::Provider, &path, known.header("ETag"), &json!({"learner": learner})).expect(200);
    }

    fn copy(&self, placed: &Proposed, edition: &str) -> Value {
        self.get(Role::Provider, &format!("/placements/{}/copies/{edition}", placed.id)).expect(200).body
    }

    /// The reader of an edition, as the preview names them.
    pub(crate) fn reader(&self, placed: &Proposed, edition: &str) -> Value {
        self.copy(placed, edition)["readers"][0]["reader"].clone()
    }

    fn approve_copy(&self, placed: &Proposed, edition: &str, readers: &[&Value]) -> Answer {
        let hash = self.copy(placed, edition)["hash"].clone();
        let body = json!({"hash": hash, "send_to": readers});
        self.post(Role::Provider, &format!("/placements/{}/copies/{edition}", placed.id), &body)
    }

    fn sendings_of(&self, copy: &str) -> Value {
        self.get(Role::Provider, &format!("/copies/{copy}/deliveries")).expect(200).body
    }

    /// The copies that left.
    fn copies_sent(&self) -> Vec<Sent> {
        let sent = self.memory().sent().into_iter();
        sent.filter(|sent| sent.letter.subject.contains("Placement plan")).collect()
    }
}

#[rstest]
fn each_copy_goes_to_its_own_reader_with_a_receipt_of_its_own(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.with_readers();
    scene.approved(&placed, &[]);
    for (edition, address) in
        EDITIONS.iter().zip(["carys@home.example", "rhian@home.example", email(Role::JobCoach).as_str()])
    {
        let preview = scene.copy(&placed, edition);
        assert_eq!(
            (&preview["leaks"], &preview["agrees_with_pack"]),
            (&json!([]), &json!(true)),
            "{edition}"
        );
        insta::assert_json_snapshot!(format!("a_copy_for_{edition}"), outline(&preview));
        let reader = scene.reader(&placed, edition);
        let copy = id(&scene.approve_copy(&placed, edition, &[&reader]).expect(201));
        assert_eq!(scene.work(), 1);
        let sent = scene.copies_sent().pop().unwrap().letter;
        assert_eq!(sent.to, address, "{edition}");
        let files: Vec<&str> = sent.attachments.iter().map(|file| file.mime.as_str()).collect();
        assert_eq!(files, ["application/pdf", "text/calendar"]);
        assert!(sent.calendar.is_some() && !sent.subject.contains("Carys"));
        let sendings = scene.sendings_of(&copy);
        insta::assert_json_snapshot!(format!("a_sending_of_a_copy_for_{edition}"), plain(&sendings));
        let pages = scene.get(Role::Provider, &format!("/copies/{copy}/pdf")).expect(200);
        assert_eq!(pages.bytes, sent.attachments[0].bytes, "what is handed over is what is sent");
        let read = scene.get(Role::Provider, &format!("/copies/{copy}")).expect(200).body;
        assert_eq!((&read["copy"], &read["hash"]), (&preview["copy"], &preview["hash"]));
    }
    let receipts = scene.get(Role::Provider, &format!("/learners/{}/disclosures", placed.learner));
    let receipts = receipts.expect(200).body;
    let told: Vec<&Value> = receipts.as_array().unwrap().iter().map(|one| &one["edition"]).collect();
    assert_eq!(told, EDITIONS);
    for receipt in receipts.as_array().unwrap() {
        assert!(receipt["reader"].is_string() && receipt["contact"].is_null());
        let journey = receipt["fields"].as_array().unwrap().contains(&json!("journey"));
        assert!(!journey || receipt["edition"] == "family");
    }
    let state = scene.get(Role::Provider, &format!("/placements/{}", placed.id)).expect(200);
    assert_eq!(state.body["state"], "confirmed", "only the employer's pack briefs a placement");
    let held = scene.get(Role::Provider, &format!("/learners/{}/export", placed.learner)).expect(200).body;
    assert_eq!(held["placements"][0]["copies"].as_array().unwrap().len(), 3);
    assert_eq!(held["placements"][0]["briefings"].as_array().unwrap().len(), 1);
}

#[rstest]
fn a_copy_says_what_the_employer_was_told_and_so_comes_after_the_pack(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.with_readers();
    assert_eq!(scene.copy(&placed, "family")["agrees_with_pack"], false);
    assert_eq!(scene.approve_copy(&placed, "family", &[]).expect(409).body["code"], "pack_first");
    let pack = scene.approved(&placed, &[]);
    let copy = id(&scene.approve_copy(&placed, "family", &[]).expect(201));
    let all = format!("/placements/{}", placed.id);
    let packs = scene.get(Role::Provider, &format!("{all}/briefings")).expect(200).body;
    let copies = scene.get(Role::Provider, &format!("{all}/copies")).expect(200).body;
    assert_eq!((packs.as_array().unwrap().len(), &packs[0]["id"]), (1, &json!(pack)));
    assert_eq!((copies.as_array().unwrap().len(), &copies[0]["id"]), (1, &json!(copy)));
    for path in
        [format!("/briefings/{copy}"), format!("/briefings/{copy}/deliveries"), format!("/copies/{pack}")]
    {
        scene.get(Role::Provider, &path).expect(404);
    }
    let edition = scene.get(Role::Provider, &format!("{all}/copies/employer")).expect(422).body;
    assert_eq!(edition["errors"][0]["field"], "edition");
    for path in [format!("{all}/copies"), format!("{all}/copies/family"), format!("/copies/{copy}")] {
        for role in [Role::Employer, Role::Hub, Role::Admin] {
            scene.get(role, &path).expect(403);
        }
        scene.get(Role::JobCoach, &path).expect(200);
    }
}

#[rstest]
fn nothing_is_sent_twice_unless_somebody_asks(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.with_readers();
    scene.approved(&placed, &[]);
    let reader = scene.reader(&placed, "family");
    let first = id(&scene.approve_copy(&placed, "family", &[&reader]).expect(201));
    scene.work();
    let again = scene.approve_copy(&placed, "family", &[&reader]).expect(201);
    assert_eq!((id(&again), scene.work()), (first.clone(), 0), "nothing has changed");
    let path = format!("/copies/{first}/deliveries");
    let send = |body: &Value| scene.post(Role::Provider, &path, body);
    assert_eq!(send(&json!({"reader": reader})).expect(409).body["code"], "sent_before");
    assert_eq!(send(&json!({"reader": "learner"})).expect(422).body["errors"][0]["field"], "reader");
    let repeated = send(&json!({"reader": reader, "again": true})).expect(201).body;
    assert_eq!(repeated["replaces"], scene.sendings_of(&first)[0]["id"]);
    assert_eq!((scene.work(), scene.copies_sent().len()), (1, 2));
    let field = |readers: &[&Value]| {
        scene.approve_copy(&placed, "family", readers).expect(422).body["errors"][0]["field"].clone()
    };
    assert_eq!(
        (field(&[&reader, &reader]), field(&[&json!("learner")])),
        (json!("send_to"), json!("send_to"))
    );
}

#[rstest]
fn who_cannot_be_reached_is_said_with_what_to_do(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.confirmed();
    scene.approved(&placed, &[]);
    for edition in ["learner", "family"] {
        let known = scene.copy(&placed, edition)["readers"][0].clone();
        assert_eq!(known["refused"], "no_address");
        assert!(known["reason"].as_str().unwrap().contains("hand it over"));
        let refused = scene.approve_copy(&placed, edition, &[&known["reader"]]).expect(409);
        assert_eq!(refused.body["code"], "no_address");
    }
    assert_eq!(scene.copy(&placed, "job_coach")["readers"], json!([]));
    let nobody = json!(format!("coach:{}", user(Role::JobCoach)));
    assert_eq!(scene.approve_copy(&placed, "job_coach", &[&nobody]).expect(409).body["code"], "reader_gone");
    assert!(scene.copies_sent().is_empty());
}

#[rstest]
#[case("cancel", "placement_over")]
#[case("agreement", "agreement_withdrawn")]
#[case("address", "no_address")]
fn a_copy_that_must_not_leave_any_more_does_not(
    #[case] how: &str,
    #[case] problem: &str,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.with_readers();
    scene.approved(&placed, &[]);
    let reader = scene.reader(&placed, "family");
    let copy = id(&scene.approve_copy(&placed, "family", &[&reader]).expect(201));
    match how {
        "cancel" => {
            let because = json!({"reason": "The roof leaks."});
            scene.step(Role::Provider, &placed.id, "cancel", &because).expect(200);
        }
        "agreement" => scene.withdraw_scope(&placed, "placement"),
        _ => scene.change_home(&placed, |home| home["family"][0]["email"] = Value::Null),
    }
    scene.work();
    assert!(scene.copies_sent().is_empty());
    let sending = scene.sendings_of(&copy)[0].clone();
    assert_eq!((&sending["state"], &sending["problem"]), (&json!("failed"), &json!(problem)));
    assert!(sending["advice"].is_string());
}

#[rstest]
fn a_copy_of_an_earlier_plan_is_not_sent(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.with_readers();
    scene.approved(&placed, &[]);
    let reader = scene.reader(&placed, "family");
    let first = id(&scene.approve_copy(&placed, "family", &[]).expect(201));
    let programme = format!("/placements/{}/programme", placed.id);
    let planned = scene.get(Role::Provider, &programme).expect(200).body;
    let block = &planned["programme"]["days"][0]["blocks"][0]["id"];
    let reword =
        json!({"kind": "reword", "block": block, "line": "what", "text": "Come in by the front door"});
    scene.put(Role::Provider, &programme, "\"1\"", &reword).expect(200);
    let send = |copy: &str| {
        scene.post(Role::Provider, &format!("/copies/{copy}/deliveries"), &json!({"reader": reader}))
    };
    assert_eq!(send(&first).expect(409).body["code"], "pack_outdated");
    assert_eq!(scene.approve_copy(&placed, "family", &[]).expect(409).body["code"], "pack_first");
    scene.approved(&placed, &[]);
    let second = id(&scene.approve_copy(&placed, "family", &[]).expect(201));
    assert_eq!(send(&first).expect(409).body["code"], "not_approved");
    send(&second).expect(201);
    scene.work();
    assert_eq!(scene.copies_sent().len(), 1);
}

#[rstest]
fn a_material_change_is_told_in_words_and_an_immaterial_one_sends_nothing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.with_readers();
    scene.approved(&placed, &[]);
    let reader = scene.reader(&placed, "family");
    scene.approve_copy(&placed, "family", &[&reader]).expect(201);
    assert_eq!(scene.work(), 1);

    let programme = format!("/placements/{}/programme", placed.id);
    let days = scene.get(Role::Provider, &programme).expect(200).body["programme"]["days"].clone();
    let block = &days[0]["blocks"][0]["id"];
    let reword =
        json!({"kind": "reword", "block": block, "line": "good_looks_like", "text": "Waves from the door"});
    scene.put(Role::Provider, &programme, "\"1\"", &reword).expect(200);
    scene.approved(&placed, &[]);
    scene.approve_copy(&placed, "family", &[&reader]).expect(201);
    assert_eq!(scene.work(), 0, "the family's copy does not print what good looks like at the door");

    let before = scene.moved_somebody(&placed);
    let briefing = format!("/placements/{}/briefing", placed.id);
    let pack = scene.get(Role::Provider, &briefing).expect(200).body["pack"]["issue"]["changes"].clone();
    let line = pack[0].as_str().unwrap();
    assert!(line.contains(" is with ") && line.contains(&format!("not {before}")), "{pack}");
    scene.approved(&placed, &[]);
    scene.approve_copy(&placed, "family", &[&reader]).expect(201);
    assert_eq!(scene.work(), 1);
    let family = scene.copies_sent().pop().unwrap().letter;
    for part in [&family.text, &family.html] {
        assert!(part.contains(line), "{line}");
    }
    assert!(family.subject.contains("changed (version 3)"), "{}", family.subject);
    assert!(family.calendar.as_ref().unwrap().contains("SEQUENCE:3"));
}

#[rstest]
fn a_plan_that_is_put_back_as_it_was_is_sent_again(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.with_readers();
    let reader = scene.reader(&placed, "family");
    let programme = format!("/placements/{}/programme", placed.id);
    let planned = scene.get(Role::Provider, &programme).expect(200).body["programme"]["days"].clone();
    let block = planned[0]["blocks"][0].clone();
    let mut sendings = Vec::new();
    for text in ["Come in by the front door", "Come in by the side door", "Come in by the front door"] {
        let tag = scene.get(Role::Provider, &programme).expect(200).header("ETag").to_owned();
        let reword = json!({"kind": "reword", "block": block["id"], "line": "what", "text": text});
        scene.put(Role::Provider, &programme, &tag, &reword).expect(200);
        scene.approved(&placed, &[]);
        scene.approve_copy(&placed, "family", &[&reader]).expect(201);
        sendings.push(scene.work());
    }
    assert_eq!(sendings, [1, 1, 1], "who reads the side door last has to read the front door again");
}

#[rstest]
fn a_copy_does_not_leave_while_the_employer_has_another_pack(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.with_readers();
    scene.approved(&placed, &[]);
    let reader = scene.reader(&placed, "family");
    let copy = id(&scene.approve_copy(&placed, "family", &[]).expect(201));
    let path = format!("/learners/{}", placed.learner);
    let known = scene.get(Role::Provider, &path).expect(200);
    let mut learner = known.body["learner"].clone();
    learner["profile"]["please_avoid"] = json!(["Two questions at once"]);
    scene.put(Role::Provider, &path, known.header("ETag"), &json!({"learner": learner})).expect(200);
    let briefing = format!("/placements/{}/briefing", placed.id);
    let pack = scene.get(Role::Provider, &briefing).expect(200).body;
    assert_ne!(pack["pack"]["issue"]["changes"], json!([]), "what to avoid is in the pack");
    scene.approved(&placed, &[]);
    let send = scene.post(Role::Provider, &format!("/copies/{copy}/deliveries"), &json!({"reader": reader}));
    assert_eq!(send.expect(409).body["code"], "pack_outdated");
}

#[rstest]
fn the_family_of_an_adult_reads_what_the_adult_agrees_to(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.adult();
    scene.change_home(&placed, |home| home["family"][0]["email"] = json!("rhian@home.example"));
    scene.approved(&placed, &[]);
    let reader = scene.reader(&placed, "family");
    assert_eq!(scene.copy(&placed, "family")["readers"][0]["refused"], "family_not_agreed");
    let refused = scene.approve_copy(&placed, "family", &[&reader]).expect(409);
    assert_eq!(refused.body["code"], "family_not_agreed");
    let parent = json!({"scope": "family_copy", "placement": placed.id, "actor": "parent", "method": "spoken",
        "on": "2026-03-02", "wording": "I have been told, and I agree."});
    scene.post(Role::Provider, &format!("/learners/{}/agreements", placed.learner), &parent);
    let refused = scene.approve_copy(&placed, "family", &[&reader]).expect(409);
    assert_eq!(refused.body["code"], "family_not_agreed", "a parent does not agree for an adult");
    scene.agree_as("learner", &placed, "family_copy");
    let copy = id(&scene.approve_copy(&placed, "family", &[&reader]).expect(201));
    scene.withdraw_scope(&placed, "family_copy");
    scene.work();
    assert!(scene.copies_sent().is_empty());
    assert_eq!(scene.sendings_of(&copy)[0]["problem"], "family_not_agreed");
}

impl Scene {
    /// Puts somebody else beside the learner, where no rule is broken by it; the name of who was there before.
    fn moved_somebody(&self, placed: &Proposed) -> String {
        let path = format!("/placements/{}/programme", placed.id);
        let offer = self.get(Role::Provider, &format!("/offers/{}", placed.offer)).expect(200).body;
        let people = offer["offer"]["people"].as_array().unwrap().clone();
        let planned = self.get(Role::Provider, &path).expect(200).body["programme"]["days"].clone();
        let blocks = planned.as_array().unwrap().iter().flat_map(|day| day["blocks"].as_array().unwrap());
        let put = |block: &Value, person: &Value| {
            let tag = self.get(Role::Provider, &path).expect(200).header("ETag").to_owned();
            let edit = json!({"kind": "move_person", "block": block, "person": person});
            self.put(Role::Provider, &path, &tag, &edit).expect(200).body["breaches"] == json!([])
        };
        for block in blocks.filter(|block| block["content"]["kind"] == "task") {
            for other in people.iter().filter(|other| other["id"] != block["person"]) {
                if put(&block["id"], &other["id"]) {
                    let was = people.iter().find(|one| one["id"] == block["person"]).unwrap();
                    return was["name"].as_str().unwrap().to_owned();
                }
                put(&block["id"], &block["person"]);
            }
        }
        panic!("nobody can stand in for anybody");
    }

    pub(crate) fn agree_as(&self, actor: &str, placed: &Proposed, scope: &str) {
        let body = json!({"scope": scope, "placement": placed.id, "actor": actor, "method": "spoken",
            "on": "2026-03-02", "wording": "I have been told, and I agree."});
        self.post(Role::Provider, &format!("/learners/{}/agreements", placed.learner), &body).expect(201);
    }

    pub(crate) fn withdraw_scope(&self, placed: &Proposed, scope: &str) {
        let path = format!("/learners/{}/agreements", placed.learner);
        let known = self.get(Role::Provider, &path).expect(200).body;
        let standing =
            known.as_array().unwrap().iter().rfind(|one| one["agreement"]["scope"] == scope).unwrap();
        let one = format!("/api/v1{path}/{}", standing["id"].as_str().unwrap());
        self.test.delete(&one).by(Role::Provider).send().expect(204);
    }

    /// Carys as she would be at nineteen, confirmed at the library with her own agreement.
    pub(crate) fn adult(&self) -> Proposed {
        let mut document = self.learner_document("carys");
        document["learner"]["identity"]["date_of_birth"] = json!("2006-10-14");
        let learner = id(&self.post(Role::Provider, "/learners", &document).expect(201));
        let offer = self.offer("library-shelves");
        let proposal = self.proposal(&learner, &offer);
        let id = id(&self.post(Role::Provider, "/placements", &proposal).expect(201));
        let placed = Proposed { id, learner, offer };
        self.agree_as("learner", &placed, "placement");
        self.step(Role::Employer, &placed.id, "accept", &json!({})).expect(200);
        for step in ["agree", "visit_site", "meet"] {
            self.step(Role::Provider, &placed.id, step, &json!({})).expect(200);
        }
        self.post(Role::Provider, &format!("/placements/{}/programme", placed.id), &json!({})).expect(200);
        self.step(Role::Provider, &placed.id, "agree_plan", &json!({})).expect(200);
        self.post(Role::SafeguardingLead, &format!("/placements/{}/vetting", placed.id), &vetting())
            .expect(200);
        self.step(Role::Provider, &placed.id, "confirm", &json!({})).expect(200);
        placed
    }
}
