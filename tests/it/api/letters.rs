//! Letters beside the packs: one each to whom it concerns, and nothing to others.

use chrono::TimeDelta;
use placewell::briefing::letter::Letter;
use placewell::clock::Clock;
use placewell::db::letters;
use placewell::domain::ids::LetterId;
use placewell::domain::letter::{LetterKind, Recipient};
use placewell::domain::role::Role;
use placewell::jobs::Retention;
use placewell::mail::{Artefacts, SendError, Sent};
use placewell::services::letters::{Draft, leaks, write};
use rstest::rstest;
use serde_json::{Value, json};

use super::scene::{Proposed, Scene};
use crate::support::app::{email, user};
use crate::support::database::Engine;
use crate::support::operator;

const DESK: &str = "desk@tycoed.example";
const OFFICE: &str = "office@provider.example";

impl Scene {
    /// The letters about placements that left since the last look, to whom and about what.
    fn letters(&self, seen: &mut usize) -> Vec<Sent> {
        self.work();
        let all = self.memory().sent();
        let new = all.iter().skip(*seen).filter(|one| one.letter.subject.contains(": ")).cloned().collect();
        *seen = all.len();
        new
    }

    fn letters_of(&self, placed: &Proposed) -> Vec<Value> {
        let path = format!("/placements/{}/letters", placed.id);
        self.get(Role::Provider, &path).expect(200).body.as_array().unwrap().clone()
    }

    /// Carys's placement with its pack at the desk.
    fn held(&self, seen: &mut usize) -> (Proposed, String) {
        let placed = self.confirmed();
        let contact = self.contact(DESK);
        self.approved(&placed, &[&contact]);
        self.letters(seen);
        assert_eq!(self.packs_sent().len(), 1);
        (placed, contact)
    }
}

fn to(letters: &[Sent]) -> Vec<&str> {
    letters.iter().map(|sent| sent.letter.to.as_str()).collect()
}

/// What a letter must never hold, whoever reads it.
fn tells_nobody(sent: &Sent) {
    let whole = String::from_utf8_lossy(&sent.bytes).to_lowercase();
    let parts = [&sent.letter.subject, &sent.letter.text, &sent.letter.html];
    for word in ["carys", "roof", "autis", "2011", "ehcp"] {
        assert!(parts.iter().all(|part| !part.to_lowercase().contains(word)), "{word}: {parts:?}");
    }
    assert_eq!((whole.matches("\nto: ").count(), whole.contains("\ncc:")), (1, false));
    assert!(whole.contains(&format!("reply-to: {OFFICE}")), "{whole}");
    assert!(whole.contains("from: \"alder green\" <placements@hub.example>"), "{whole}");
}

#[rstest]
fn a_proposal_is_told_to_the_employer_and_names_nobody(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let mut seen = 0;
    scene.proposed();
    let [letter] = scene.letters(&mut seen).try_into().unwrap();
    assert_eq!(letter.letter.to, email(Role::Employer), "without a contact, whoever signs in");
    tells_nobody(&letter);
    insta::assert_snapshot!("a_proposal", hidden(&letter.letter.text));
}

#[rstest]
fn a_proposal_goes_to_contacts_before_users_and_to_a_provider_whose_hub_made_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let mut seen = 0;
    scene.contact(DESK);
    let (learner, offer) = (scene.learner("carys"), scene.offer("library-shelves"));
    scene.record_agreement(&learner, None, "hub_sees_matches").expect(201);
    let proposal = scene.proposal(&learner, &offer);
    scene.post(Role::Hub, "/placements", &proposal).expect(201);
    let letters = scene.letters(&mut seen);
    assert_eq!(to(&letters), [DESK, OFFICE]);
    letters.iter().for_each(tells_nobody);
}

#[rstest]
#[case("cancel", Role::Provider, &[DESK])]
#[case("cancel", Role::Hub, &[DESK, OFFICE])]
#[case("withdraw", Role::Provider, &[DESK])]
#[case("decline", Role::Employer, &[DESK, OFFICE])]
fn whoever_holds_the_pack_is_told_that_it_is_off_and_their_calendar_is_cleared(
    #[case] step: &str,
    #[case] by: Role,
    #[case] told: &[&str],
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let mut seen = 0;
    let (placed, _) = scene.held(&mut seen);
    scene.step(by, &placed.id, step, &json!({"reason": "The roof leaks."})).expect(200);
    let letters = scene.letters(&mut seen);
    assert_eq!(to(&letters), told);
    letters.iter().for_each(tells_nobody);
    let sent = calendar(&scene.packs_sent()[0]);
    let off = calendar(&letters[0]);
    let uids = |text: &str| -> Vec<String> {
        let mut uids: Vec<_> =
            text.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect();
        uids.sort();
        uids
    };
    assert_eq!((uids(&sent).len(), uids(&sent)), (5, uids(&off)));
    for (line, times) in [
        ("METHOD:PUBLISH", 1),
        ("STATUS:CANCELLED", 5),
        ("SEQUENCE:2", 5),
        ("ORGANIZER;CN=Alder Green:mailto:office@provider.example", 5),
    ] {
        assert_eq!(off.lines().filter(|one| *one == line).count(), times, "{line} in {off}");
    }
    if step == "cancel" && by == Role::Provider {
        insta::assert_snapshot!("a_placement_called_off", hidden(&letters[0].letter.text));
        let list = scene.letters_of(&placed);
        let last = list.last().unwrap();
        assert_eq!((&last["kind"], &last["state"]), (&json!("placement_over"), &json!("sent")));
        let path = format!("/placements/{}/letters", placed.id);
        for role in [Role::Hub, Role::Employer, Role::Admin] {
            scene.get(role, &path).expect(403);
        }
        scene.get(Role::JobCoach, &path).expect(404);
    }
    assert_eq!(scene.letters(&mut seen), [], "one letter each");
}

#[rstest]
fn a_placement_that_broke_down_takes_only_the_days_that_are_left_out_of_the_calendar(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let mut seen = 0;
    let (placed, _) = scene.held(&mut seen);
    scene.test.clock.advance(TimeDelta::days(9));
    for step in ["start", "break_down"] {
        scene.step(Role::Provider, &placed.id, step, &json!({"reason": "It was too loud."})).expect(200);
    }
    let [letter] = scene.letters(&mut seen).try_into().unwrap();
    assert_eq!(calendar(&letter).matches("STATUS:CANCELLED").count(), 3, "Wednesday to Friday");
}

#[rstest]
fn a_proposal_that_ends_before_a_pack_went_is_told_to_whoever_was_asked(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let mut seen = 0;
    let placed = scene.proposed();
    scene.step(Role::Provider, &placed.id, "cancel", &json!({"reason": "The roof leaks."})).expect(200);
    let letters = scene.letters(&mut seen);
    assert_eq!(to(&letters), [email(Role::Employer)], "the proposal itself has not gone and does not go");
    assert!(letters[0].letter.subject.ends_with(": cancelled"));
    assert!(letters[0].letter.calendar.is_none() && letters[0].letter.attachments.is_empty());
    let list = scene.letters_of(&placed);
    assert_eq!((&list[0]["state"], &list[0]["problem"]), (&json!("failed"), &json!("placement_over")));
}

#[rstest]
fn an_agreement_that_is_taken_back_puts_the_holder_on_hold(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let mut seen = 0;
    let (placed, _) = scene.held(&mut seen);
    let path = format!("/learners/{}/agreements", placed.learner);
    let also = json!({"scope": "placement", "placement": placed.id, "actor": "learner", "method": "spoken",
        "on": "2026-03-02", "wording": "I want to go."});
    scene.post(Role::Provider, &path, &also).expect(201);
    let standing = scene.get(Role::Provider, &path).expect(200).body;
    for agreement in standing.as_array().unwrap() {
        let one = format!("/api/v1{path}/{}", agreement["id"].as_str().unwrap());
        scene.test.delete(&one).by(Role::Provider).send().expect(204);
    }
    let letters = scene.letters(&mut seen);
    assert_eq!(to(&letters), [DESK]);
    tells_nobody(&letters[0]);
    insta::assert_snapshot!("a_placement_on_hold", hidden(&letters[0].letter.text));
}

#[rstest]
fn changes_of_the_plan_in_a_row_are_told_once_unless_a_new_pack_tells_them(
    #[values(true, false)] new_pack: bool,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let mut seen = 0;
    let (placed, contact) = scene.held(&mut seen);
    let plan = || scene.post(Role::Provider, &format!("/placements/{}/programme", placed.id), &json!({}));
    plan().expect(200);
    plan().expect(200);
    assert_eq!(scene.letters(&mut seen), [], "changes come in rows");
    if new_pack {
        scene.approved(&placed, &[&contact]);
    }
    scene.test.clock.advance(TimeDelta::minutes(15));
    let letters = scene.letters(&mut seen);
    if new_pack {
        assert_eq!((letters, scene.packs_sent().len()), (Vec::new(), 2));
        assert_eq!(scene.letters_of(&placed).last().unwrap()["problem"], "new_pack_sent");
    } else {
        assert_eq!(to(&letters), [DESK]);
        tells_nobody(&letters[0]);
        insta::assert_snapshot!("a_changed_plan", hidden(&letters[0].letter.text));
    }
}

#[rstest]
fn a_provider_is_told_once_what_others_changed_that_stands_in_the_way(
    #[values(true, false)] settled: bool,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let mut seen = 0;
    let (placed, _) = scene.held(&mut seen);
    let days = scene.days(&placed);
    let close = |dates: &[Value]| {
        scene.edit_offer(&placed, &|offer| offer["windows"][0]["closed"] = json!(dates));
    };
    close(&days[2..3]);
    scene.edit_offer(&placed, &|offer| offer["ages"] = json!({"from": 18, "to": 25}));
    assert_eq!(scene.letters(&mut seen), [], "changes come in rows");
    if settled {
        close(&[]);
        scene.edit_offer(&placed, &|offer| offer["ages"] = json!({"from": 14, "to": 25}));
    }
    scene.test.clock.advance(TimeDelta::minutes(15));
    let letters = scene.letters(&mut seen);
    if settled {
        assert_eq!(letters, []);
        assert_eq!(scene.letters_of(&placed).last().unwrap()["problem"], "stands_again");
        return;
    }
    assert_eq!(to(&letters), [OFFICE]);
    tells_nobody(&letters[0]);
    insta::assert_snapshot!("a_change_in_the_way", hidden(&letters[0].letter.text));
    scene.close_school(&days[3]);
    scene.test.clock.advance(TimeDelta::minutes(15));
    assert_eq!(scene.letters(&mut seen), [], "it knows what it did itself");
}

#[rstest]
fn a_coach_is_told_of_the_assignment_and_of_its_end(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let mut seen = 0;
    let placed = scene.proposed();
    scene.letters(&mut seen);
    let coaches = format!("/placements/{}/coaches", placed.id);
    scene.post(Role::Provider, &coaches, &json!({"coach": user(Role::JobCoach)})).expect(201);
    let letters = scene.letters(&mut seen);
    assert_eq!(to(&letters), [email(Role::JobCoach)]);
    tells_nobody(&letters[0]);
    insta::assert_snapshot!("an_assignment", hidden(&letters[0].letter.text));
    scene.step(Role::Provider, &placed.id, "cancel", &json!({"reason": "The roof leaks."})).expect(200);
    assert_eq!(to(&scene.letters(&mut seen)), [email(Role::Employer), email(Role::JobCoach)]);
}

#[rstest]
fn a_letter_with_a_link_is_forgotten_once_it_has_gone(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let app = &scene.test.app;
    let link = "https://placements.example/invitations/4f1d";
    let draft = Draft {
        kind: LetterKind::Account,
        placement: None,
        to: Recipient::User(user(Role::Provider)),
        on_behalf_of: None,
        subject: "Placewell: an invitation".to_owned(),
        letter: Letter {
            heading: "An invitation".to_owned(),
            paragraphs: vec!["You are asked to join <us> & set a password.".to_owned()],
            link: Some(("Set a password", link.to_owned())),
            signed: "A careers hub".to_owned(),
            ..Letter::default()
        },
        unsubscribe: None,
        calendar: None,
        due: scene.test.clock.now(),
    };
    let id = app.write(&operator(), |c| write(c, app, draft.clone())).unwrap();
    let words = || app.read(&operator(), |c| letters::artefacts::<Artefacts>(c, &app.keys, &id)).unwrap();
    scene
        .memory()
        .refuse_next(SendError::Transient { words: "451 later".to_owned(), may_have_arrived: false });
    scene.work();
    assert!(words().is_some(), "it is tried again");
    scene.test.clock.advance(TimeDelta::minutes(2));
    scene.work();
    let [sent] = scene.memory().sent().try_into().unwrap();
    assert_eq!(sent.letter.to, email(Role::Provider));
    assert!(sent.letter.text.contains(link) && sent.letter.html.contains(&format!("href=\"{link}\"")));
    assert!(sent.letter.text.contains("<us> &") && !sent.letter.html.contains("<us>"));
    assert!(words().is_none());
    insta::assert_snapshot!("an_invitation", sent.letter.text);
    let kept = || app.read(&operator(), |c| letters::get(c, &app.keys, &id)).is_ok();
    let retention = Retention::new(app.clone());
    retention.sweep().unwrap();
    assert!(kept());
    scene.test.clock.advance(TimeDelta::days(31));
    retention.sweep().unwrap();
    assert!(!kept());
}

#[rstest]
fn a_letter_that_would_name_the_learner_does_not_leave(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.proposed();
    let id = LetterId::parse(scene.letters_of(&placed)[0]["id"].as_str().unwrap()).unwrap();
    let app = &scene.test.app;
    let read = |change: fn(&mut Artefacts)| {
        app.read(&operator(), |c| {
            let letter = letters::get(c, &app.keys, &id)?;
            let mut words: Artefacts = letters::artefacts(c, &app.keys, &id)?.unwrap();
            change(&mut words);
            leaks(c, app, &letter, &words)
        })
        .unwrap()
        .len()
    };
    assert_eq!(read(|_| ()), 0);
    assert_eq!(read(|words| words.text.push_str("Carys Beynon comes.")), 1);
    assert_eq!(read(|words| words.subject.push_str(" for Carys")), 1);
}

fn calendar(sent: &Sent) -> String {
    sent.letter.calendar.clone().unwrap().replace("\r\n ", "").replace("\r\n", "\n")
}

/// A text with its reference hidden: it is drawn anew in each scene.
fn hidden(text: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    for word in text.split_inclusive([' ', '\n']) {
        match word.starts_with("PW-") {
            true => words.push(
                word.chars().enumerate().map(|(at, c)| if (3..11).contains(&at) { 'X' } else { c }).collect(),
            ),
            false => words.push(word.to_owned()),
        }
    }
    words.concat()
}
