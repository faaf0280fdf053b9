//! The tasks of a placement's page: what each form asks, how it is refused, and who is shown it.

use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::json;

use super::browser::{Browser, hidden, html};
use crate::api::notices::a_week_away;
use crate::api::scene::Scene;
use crate::support::app::home;
use crate::support::database::Engine;

/// The form of an agreement, filled in as a careers leader does, with some fields otherwise.
fn agreement<'a>(once: &'a str, otherwise: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let usual = [
        ("once", once),
        ("scope", "placement"),
        ("actor", "parent"),
        ("method", "paper"),
        ("on", "2 March 2026"),
        ("wording", "We have read what the employer is told, and agree."),
        ("aims", "Learn how a library works"),
        ("settled", "yes"),
        ("signed_by", "Hawa Lindqvist, Careers leader"),
    ];
    let kept = usual.into_iter().filter(|(name, _)| otherwise.iter().all(|(other, _)| other != name));
    kept.chain(otherwise.iter().copied()).filter(|(_, value)| !value.is_empty()).collect()
}

#[rstest]
fn an_agreement_is_recorded_with_its_terms_and_withdrawn(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.proposed();
    let page = format!("/staff/placements/{}", placed.id);
    let mut staff = Browser::signed_in(&scene.test, Role::Provider);
    let once = hidden(&html(&staff.get(&page).expect(200)), "once");
    let fields = agreement(&once, &[("first_aid", "Knows when to ask for her inhaler.")]);
    for _ in 0..2 {
        staff.submit(&format!("{page}/agreement"), &fields).expect(303);
    }
    let path = format!("/learners/{}/agreements", placed.learner);
    let recorded = scene.get(Role::Provider, &path).expect(200).body;
    assert_eq!(recorded.as_array().map_or_else(|| recorded["items"].as_array().unwrap().len(), Vec::len), 1);
    let all = recorded.as_array().or_else(|| recorded["items"].as_array()).unwrap();
    assert_eq!(
        all[0]["agreement"]["terms"],
        json!({
            "aims": ["Learn how a library works"],
            "safety": {
                "first_aid": "Knows when to ask for her inhaler.",
                "signed_by": "Hawa Lindqvist, Careers leader"
            }
        })
    );
    let shown = html(&staff.get(&page).expect(200));
    assert!(shown.contains("Aim: Learn how a library works"));
    assert!(shown.contains("settled, signed by Hawa Lindqvist"));
    let given = all[0]["id"].as_str().unwrap();
    staff.submit(&format!("{page}/agreement/withdraw"), &[("agreement", given)]).expect(303);
    assert!(html(&staff.get(&page).expect(200)).contains("Withdrawn since"));
    staff.submit(&format!("{page}/agreement/withdraw"), &[("agreement", given)]).expect(404);
}

#[rstest]
#[case::nobody(&[("actor", "")], "actor", "Select who agreed")]
#[case::no_way(&[("method", "")], "method", "Select how they agreed")]
#[case::no_wording(&[("wording", "")], "wording", "Enter the wording that was shown or read out")]
#[case::no_date(&[("on", "31 February 2026")], "on", "Enter a real date, such as 2 March 2026")]
#[case::to_come(&[("on", "2 March 2027")], "on", "When: must be a date from the year 2000 up to today")]
#[case::four_aims(&[("aims", "a\nb\nc\nd")], "aims", "What the learner wants from this placement: must hold at most 3 items")]
#[case::nobody_signed(&[("signed_by", "")], "signed_by", "Enter who signed off the safety information")]
#[case::half_settled(&[("settled", "")], "settled", "Tick that it is settled")]
#[case::of_the_statement(&[("scope", "statement")], "aims", "This belongs to an agreement to the placement")]
fn an_agreement_that_is_not_whole_is_asked_for_again(
    #[case] otherwise: &[(&str, &str)],
    #[case] field: &str,
    #[case] words: &str,
) {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    let placed = scene.proposed();
    let page = format!("/staff/placements/{}", placed.id);
    let mut staff = Browser::signed_in(&scene.test, Role::Provider);
    let refused = staff.submit(&format!("{page}/agreement"), &agreement("once-1", otherwise)).expect(422);
    let shown = html(&refused);
    assert!(shown.contains("<title>Error: "));
    assert!(shown.contains(&format!("<a href=\"#agreement-{field}\">{words}")), "{shown}");
    assert!(shown.contains(&format!("id=\"agreement-{field}\"")), "{shown}");
    let kept = otherwise.iter().all(|(name, _)| *name != "wording");
    assert_eq!(shown.contains("We have read what the employer is told, and agree.</textarea>"), kept);
}

#[rstest]
fn whoever_may_states_the_insurance(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.proposed();
    let page = format!("/staff/placements/{}", placed.id);
    for role in [Role::Provider, Role::SafeguardingLead] {
        let mut other = Browser::signed_in(&scene.test, role);
        assert!(!html(&other.get(&page).expect(200)).contains("/insurance\""), "{role:?}");
        other
            .submit(&format!("{page}/insurance"), &[("basis", "crown"), ("version", "2")])
            .expect(if role == Role::Provider { 404 } else { 403 });
    }
    let mut hub = Browser::signed_in(&scene.test, Role::Hub);
    let shown = html(&hub.get(&page).expect(200));
    let form = shown.split_once("/insurance\"").unwrap().1;
    let version = hidden(form, "version");
    let policy = |expires| {
        vec![
            ("version", version.as_str()),
            ("basis", "policy"),
            ("insurer", "Mutual of Gwent"),
            ("pounds", "10,000,000"),
            ("expires", expires),
        ]
    };
    let wrong = hub.submit(&format!("{page}/insurance"), &policy("soon")).expect(422);
    assert!(html(&wrong).contains("#insurance-expires\">Enter the last day of cover"));
    hub.submit(&format!("{page}/insurance"), &policy("2026-03-10")).expect(303);
    let stale = hub.submit(&format!("{page}/insurance"), &policy("2027-03-10")).expect(412);
    assert!(html(&stale).contains("value=\"Mutual of Gwent\""), "what was typed is lost");
    let shown = html(&hub.get(&page).expect(200));
    assert!(shown.contains("stands in the way"), "{shown}");
    let path = format!("/organisations/{}", home(Role::Employer));
    let stored = scene.get(Role::Hub, &path).expect(200).body;
    assert_eq!(stored["document"]["employer"]["insurance"]["cover_pounds"], json!(10_000_000));
}

#[test]
fn a_start_that_is_too_near_waits_for_a_reason() {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    let placed = a_week_away(&scene);
    let page = format!("/staff/placements/{}", placed.id);
    let mut staff = Browser::signed_in(&scene.test, Role::Provider);
    assert!(html(&staff.get("/staff").expect(200)).contains("Too close to the first day"));
    assert!(html(&staff.get("/staff/placements?due=short_notice").expect(200)).contains(&placed.id));
    let shown = html(&staff.get(&page).expect(200));
    assert!(shown.contains("It had to be confirmed by Monday 23 February 2026."), "{shown}");
    let form = shown.split_once("/notice\"").unwrap().1;
    let once = hidden(form, "once");
    let refused = staff.submit(&format!("{page}/notice"), &[("once", &once)]).expect(422);
    for wrong in
        ["#notice-working_days\">Enter a number of working days", "#notice-reason\">Enter why that is enough"]
    {
        assert!(html(&refused).contains(wrong), "{wrong}");
    }
    let filled =
        [("once", once.as_str()), ("working_days", "5"), ("reason", "The library has the rota ready.")];
    staff.submit(&format!("{page}/notice"), &filled).expect(303);
    let shown = html(&staff.get(&page).expect(200));
    assert!(shown.contains("agreed to 5 working days. The library has the rota ready."), "{shown}");
    assert!(!shown.contains("/notice\""), "there is nothing left to agree to");
    assert!(!html(&staff.get("/staff").expect(200)).contains("Too close to the first day"));
}

#[test]
fn a_form_is_shown_to_those_only_who_may_send_it() {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    scene.contact("desk@library.example");
    let placed = scene.proposed();
    let page = format!("/staff/placements/{}", placed.id);
    let forms = [
        ("/links/revoke", [Role::Provider].as_slice()),
        ("/link", &[Role::Provider, Role::Hub]),
        ("/agreement", &[Role::Provider]),
        ("/vetting", &[Role::SafeguardingLead]),
        ("/plan", &[Role::Provider]),
    ];
    for role in [Role::Provider, Role::Hub, Role::Employer, Role::SafeguardingLead] {
        let shown = html(&Browser::signed_in(&scene.test, role).get(&page).expect(200));
        for (form, may) in forms {
            let is_shown = shown.contains(&format!("action=\"{page}{form}\""));
            assert_eq!(is_shown, may.contains(&role), "{role:?} {form}");
        }
    }
}

#[test]
fn an_address_that_asks_for_nothing_there_is_answers_with_a_page() {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    let mut staff = Browser::signed_in(&scene.test, Role::Provider);
    let answer = staff.get("/staff/placements?due=nothing").expect(400);
    assert!(html(&answer).contains("<main"), "{}", html(&answer));
}
