//! Cohorts, through the door.

mod decisions;
mod demand;
pub(crate) mod hub;
mod large;
mod later;
mod looks;
mod whole;

use placewell::domain::digest::sha256;
use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use super::scene::id;
use crate::support::app::ROLES;
use crate::support::database::Engine;
use hub::Hub;

/// A view without the digests, which stand for their content in every byte.
fn plain(view: &Value) -> Value {
    let mut view = view.clone();
    if let Some(proof) = view.get_mut("answer").and_then(|answer| answer.get_mut("proof")) {
        for digest in ["inputs", "answer", "snapshot"] {
            assert!(!proof[digest].is_null());
            proof[digest] = json!("…");
        }
    }
    view
}

#[rstest]
fn a_hub_places_a_cohort_and_everybody_is_told_why(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(hub) = Hub::new(engine) else { return };
    let queued = hub.scene.post(Role::Hub, "/cohorts", &json!({"name": "Year 10 in March"})).expect(201);
    insta::assert_json_snapshot!("a_cohort_that_is_queued", queued.body);
    let cohort = id(&queued);
    let early = hub.scene.get(Role::Hub, &format!("/cohorts/{cohort}/proof")).expect(409).body;
    assert_eq!(early["code"], "not_solved");
    hub.drain();
    let solved = hub.scene.get(Role::Hub, &format!("/cohorts/{cohort}")).expect(200).body;
    insta::assert_json_snapshot!("a_cohort_that_is_solved", plain(&solved));
    let answer = &solved["answer"];
    assert_eq!((&answer["proof"]["holds"], &answer["proof"]["apart"]), (&json!(true), &json!(true)));
    let again = hub.scene.get(Role::Hub, &format!("/cohorts/{cohort}/proof")).expect(200).body;
    assert_eq!(again, json!({"same": true, "holds": true}));
    let parts = hub.parts(Role::Hub, &cohort);
    assert_eq!(parts.len(), hub.learners.len());
    let learners: Vec<&str> = parts.iter().map(|part| part["learner"].as_str().unwrap()).collect();
    let mut worked_out = learners.clone();
    worked_out.sort_by_cached_key(|learner| sha256(format!("{cohort} {learner}").as_bytes()));
    assert_ne!(learners, worked_out, "numbers do not follow from what is stored");
    let placed = parts.iter().filter(|part| part["standing"] == "placed").count();
    assert_eq!(json!(placed), answer["placed"]);
    insta::assert_json_snapshot!("the_parts_of_a_cohort", parts);
    for part in &parts {
        let path = format!("/cohorts/{cohort}/learners/{}", part["learner"].as_str().unwrap());
        assert_eq!(hub.scene.get(Role::Hub, &path).expect(200).body, *part);
    }
    let listed = hub.scene.get(Role::Hub, "/cohorts").expect(200).body;
    assert_eq!(listed["items"][0]["state"], "solved");
    assert!(listed["items"][0].get("answer").is_none());
}

#[rstest]
fn a_provider_reads_the_part_of_its_own_learners_and_no_more(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(hub) = Hub::new(engine) else { return };
    let cohort = hub.solved(&json!({"name": "Year 10"}));
    let path = format!("/cohorts/{cohort}");
    let own = hub.scene.get(Role::Provider, &path).expect(200).body;
    insta::assert_json_snapshot!("a_cohort_as_its_provider_reads_it", own);
    assert_eq!(hub.parts(Role::Provider, &cohort), hub.parts(Role::Hub, &cohort));
    let looks = hub.scene.get(Role::Provider, &format!("/learners/{}/access-log", hub.learner("bee")));
    let looks = looks.expect(200).body["items"].as_array().unwrap().clone();
    let read: Vec<_> = looks.iter().filter(|look| look["action"] == "read_cohort").collect();
    assert_eq!(read.len(), 2, "{looks:?}");
    for role in ROLES.into_iter().filter(|role| !matches!(role, Role::Hub | Role::Provider)) {
        hub.scene.get(role, &path).expect(403);
    }
    for role in [Role::Hub, Role::Provider] {
        let stranger = hub.scene.test.stranger(role);
        for under in ["", "/learners", "/proof", "/demand", "/sheets/answer"] {
            let call = hub.scene.test.get(&format!("/api/v1{path}{under}"));
            let status = call.bearing(&stranger.token).send().status;
            assert!(status == 404 || (role == Role::Provider && status == 403), "{under}: {status}");
        }
        let learner = hub.learner("bee");
        for (under, body) in [
            ("/what-if".to_owned(), json!({"changes": [{"change": "withdraw", "learner": learner}]})),
            ("/proposals".to_owned(), json!({})),
            (format!("/learners/{learner}/decisions"), json!({"choice": "accept"})),
        ] {
            let call = hub.scene.test.post(&format!("/api/v1{path}{under}")).bearing(&stranger.token);
            let status = call.json(&body).send().status;
            assert!(status == 404 || (role == Role::Provider && status == 403), "{under}: {status}");
        }
        let listed = hub.scene.test.get("/api/v1/cohorts").bearing(&stranger.token).send().expect(200);
        assert_eq!(listed.body, json!({"items": []}));
    }
}

#[rstest]
fn who_took_the_agreement_back_is_no_longer_shown_to_the_hub(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(hub) = Hub::new(engine) else { return };
    let cohort = hub.solved(&json!({"name": "Year 10"}));
    let gone = hub.learner("carys");
    let agreement = hub.agreements["carys"].clone();
    let path = format!("/api/v1/learners/{gone}/agreements/{agreement}");
    hub.scene.test.delete(&path).by(Role::Provider).send().expect(204);
    hub.scene.get(Role::Hub, &format!("/cohorts/{cohort}/learners/{gone}")).expect(404);
    hub.scene.get(Role::Provider, &format!("/cohorts/{cohort}/learners/{gone}")).expect(200);
    assert_eq!(hub.parts(Role::Hub, &cohort).len(), hub.learners.len() - 1);
    let refused = json!({"name": "Again", "learners": [gone]});
    let errors = hub.scene.post(Role::Hub, "/cohorts", &refused).expect(422).body["errors"].clone();
    assert_eq!(errors[0]["field"], "learners[0]");
}

#[rstest]
fn what_people_settled_is_kept_and_who_is_kept_apart_never_meets(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(hub) = Hub::new(engine) else { return };
    let free = hub.solved(&json!({"name": "Free", "objective": "total"}));
    let at = |cohort: &str, name: &str| {
        let path = format!("/cohorts/{cohort}/learners/{}", hub.learner(name));
        hub.scene.get(Role::Hub, &path).expect(200).body
    };
    let together = hub.together(&free);
    let (one, other) = (&together[0], &together[1]);
    let (pinned, offer) = (hub.learner("bee"), hub.offers["cafe-kitchen"].clone());
    let ruled_out = at(&free, "maya")["got"]["offer"].clone();
    let settled = json!({"name": "Settled", "objective": "total", "apart": [[one, other]],
        "pins": [{"learner": pinned, "offer": offer}],
        "forbidden": [{"learner": hub.learner("maya"), "offer": ruled_out}],
        "pools": [{"name": "Coach A", "offers": [hub.offers["garden-plants"], hub.offers["animal-care"]], "places": 2}]});
    let cohort = hub.solved(&settled);
    let employer = |learner: &Value| {
        hub.part(&cohort, learner.as_str().unwrap())["got"]["employer"].as_str().expect("placed").to_owned()
    };
    assert_ne!(employer(one), employer(other));
    let bee = at(&cohort, "bee");
    assert_eq!((&bee["standing"], &bee["got"]["offer"]), (&json!("pinned"), &json!(offer)));
    assert_ne!(at(&cohort, "maya")["got"]["offer"], ruled_out);
    let pooled = [&hub.offers["garden-plants"], &hub.offers["animal-care"]];
    let supported = hub
        .parts(Role::Hub, &cohort)
        .iter()
        .filter(|part| pooled.iter().any(|o| part["got"]["offer"] == **o))
        .count();
    assert!(supported <= 2, "{supported}");
    let solved = hub.scene.get(Role::Hub, &format!("/cohorts/{cohort}")).expect(200).body;
    assert_eq!(solved["answer"]["proof"]["holds"], true);
    let suits = |cohort: &str| {
        let answer =
            hub.scene.get(Role::Hub, &format!("/cohorts/{cohort}")).expect(200).body["answer"].clone();
        let slot = answer["offers"].as_array().unwrap().iter().find(|slot| slot["offer"] == ruled_out);
        slot.unwrap()["suits"].as_u64().unwrap()
    };
    assert_eq!(suits(&cohort), suits(&free) - 1, "a pair that is ruled out does not suit");
}

#[rstest]
fn a_request_that_cannot_be_is_refused_with_every_fault(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(hub) = Hub::new(engine) else { return };
    let (nobody, offer) = (super::operations::NOTHING, &hub.offers["library-shelves"]);
    let wrong = json!({"name": "Wrong", "start": "2026-03-02", "outcomes": ["unsuitable"],
        "apart": [[hub.learner("bee")]],
        "pools": [{"name": "A", "offers": [offer], "places": 1}, {"name": "B", "offers": [offer], "places": 1}]});
    let errors = hub.scene.post(Role::Hub, "/cohorts", &wrong).expect(422).body["errors"].clone();
    insta::assert_json_snapshot!("the_faults_of_a_cohort", errors);
    let strangers = json!({"name": "Wrong", "pins": [{"learner": nobody, "offer": offer}],
        "forbidden": [{"learner": nobody, "offer": offer}], "apart": [[nobody, hub.learner("bee")]]});
    let errors = hub.scene.post(Role::Hub, "/cohorts", &strangers).expect(422).body["errors"].clone();
    let fields: Vec<_> = errors.as_array().unwrap().iter().map(|error| error["field"].clone()).collect();
    assert_eq!(fields, ["pins[0].learner", "forbidden[0].learner", "apart[0][0]"]);
    let pin = json!({"name": "Pinned", "pins": [{"learner": hub.learner("bee"), "offer": nobody}]});
    let cohort = hub.solved(&pin);
    let failed = hub.scene.get(Role::Hub, &format!("/cohorts/{cohort}")).expect(200).body;
    assert_eq!(
        (&failed["state"], &failed["problem"]["code"]),
        (&json!("failed"), &json!("pin_not_possible"))
    );
    assert_eq!(failed["problem"]["pins"], pin["pins"], "which pin it is");
    let both = json!([{"learner": hub.learner("maya"), "offer": offer}]);
    let cohort = hub.solved(&json!({"name": "Pinned and ruled out", "pins": both, "forbidden": both}));
    let failed = hub.scene.get(Role::Hub, &format!("/cohorts/{cohort}")).expect(200).body;
    assert_eq!(failed["problem"]["pins"], both);
}

#[rstest]
fn what_is_longer_than_the_document_allows_is_refused(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(hub) = Hub::new(engine) else { return };
    let refused = |request: &Value| {
        let errors = hub.scene.post(Role::Hub, "/cohorts", request).expect(422).body["errors"].clone();
        let fields =
            errors.as_array().unwrap().iter().map(|error| error["field"].as_str().unwrap().to_owned());
        fields.collect::<Vec<_>>()
    };
    let many =
        |count: u32| (0..count).map(|nth| format!("00000000-0000-7000-8000-{nth:012}")).collect::<Vec<_>>();
    let wrong = json!({"name": "Wrong", "providers": many(201),
        "pools": [{"name": "Coach A", "offers": many(501), "places": 1}]});
    assert_eq!(refused(&wrong), ["providers", "pools[0].offers"]);
    assert_eq!(refused(&json!({"name": "Wrong", "sheet": "x".repeat(400_001)})), ["sheet"]);
    let cohort = hub.solved(&json!({"name": "Year 10",
        "pools": [{"name": "Coach A", "offers": [hub.offers["garden-plants"]], "places": 1}]}));
    for (change, field) in [
        (json!({"change": "seats", "offer": hub.offers["garden-plants"], "seats": 1001}), "changes[0].seats"),
        (json!({"change": "places", "pool": "Coach A", "places": 10_001}), "changes[0].places"),
    ] {
        let path = format!("/cohorts/{cohort}/what-if");
        let errors = hub.scene.post(Role::Hub, &path, &json!({"changes": [change]})).expect(422).body;
        assert_eq!(errors["errors"][0]["field"], field);
    }
}

#[rstest]
fn an_erased_learner_leaves_a_number_and_the_answer_can_still_be_found_again(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(hub) = Hub::new(engine) else { return };
    let cohort =
        hub.solved(&json!({"name": "Year 10", "apart": [[hub.learner("bee"), hub.learner("maya")]]}));
    let decisions = format!("/cohorts/{cohort}/learners/{}/decisions", hub.learner("bee"));
    let reject = json!({"choice": "reject", "reason": "Has found a place of her own."});
    hub.scene.post(Role::Provider, &decisions, &reject).expect(200);
    let erase = format!("/learners/{}/erase", hub.learner("bee"));
    let receipt = hub.scene.post(Role::Provider, &erase, &json!({"reason": "requested"})).expect(200).body;
    assert_eq!(receipt["erased"]["decisions"], 1);
    let own = format!("/cohorts/{cohort}/learners/{}", hub.learner("bee"));
    for role in [Role::Hub, Role::Provider] {
        hub.scene.get(role, &own).expect(404);
    }
    assert_eq!(hub.parts(Role::Hub, &cohort).len(), hub.learners.len() - 1);
    let again = hub.scene.get(Role::Hub, &format!("/cohorts/{cohort}/proof")).expect(200).body;
    assert_eq!(again, json!({"same": true, "holds": true}));
    let whole = hub.scene.get(Role::Hub, &format!("/cohorts/{cohort}")).expect(200);
    assert!(!String::from_utf8(whole.bytes).unwrap().contains(&hub.learner("bee")));
}
