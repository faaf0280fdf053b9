//! Input that nobody honest sends is refused in words, on both engines alike.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::json;

use super::operations::{Operation, all};
use super::scene::Scene;
use crate::support::app::{ROLES, home};
use crate::support::database::Engine;

#[rstest]
fn a_forged_cursor_is_refused(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let learner = scene.learner("carys");
    let forge = |sort: &str, parts: serde_json::Value| {
        URL_SAFE_NO_PAD.encode(json!({"v": 1, "sort": sort, "parts": parts}).to_string())
    };
    let most = i64::MAX.to_string();
    let cursors = [
        forge("created", json!(["0", "a"])),
        forge("created", json!([most, "a"])),
        forge("created", json!(["-9000000000000000", "a"])),
        forge("created", json!(["8210266876799999999", "a"])),
        forge("created", json!(["1772442000000000", "a\u{0}b"])),
        forge("created", json!(["1772442000000000"])),
        forge("created", json!([])),
        forge("match", json!(["{}"])),
        "!".to_owned(),
    ];
    let employer = home(Role::Employer);
    let lists = [
        "/organisations?",
        "/users?",
        "/api-keys?",
        "/offers?",
        "/learners?",
        "/placements?",
        &format!("/contacts?employer={employer}&"),
        &format!("/learners/{learner}/matches?"),
        &format!("/learners/{learner}/access-log?"),
    ];
    for list in lists {
        for cursor in &cursors {
            let path = format!("{list}cursor={cursor}");
            let answer = scene.get(Role::Provider, &path).expect(422);
            assert_eq!(answer.body["errors"][0]["field"], "cursor", "{path}");
        }
    }
}

#[rstest]
fn identifiers_versions_and_queries_of_any_shape_are_never_a_fault_of_ours(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let ids = ["0", "%00", "..", "%27%3B--", "0C000000-0000-7000-8000-000000000001", "%F0%9F%90%9D"];
    let takes_one =
        |operation: &&Operation| operation.path.contains('{') && !operation.path.contains("{table}");
    for operation in all(&scene).iter().filter(takes_one) {
        for id in ids {
            let status = operation.call(&scene, id).by(Role::Provider).send().status;
            assert!((400..500).contains(&status), "{} {id}: {status}", operation.id);
        }
    }
    let path = format!("/organisations/{}", home(Role::Employer));
    let body = json!({"employer": {"name": "Alder Green", "sic": "47110"}});
    for tag in ["\"0\"", "\"-1\"", "\"9223372036854775807\"", "\"9223372036854775806\"", "\"\""] {
        scene.put(Role::Employer, &path, tag, &body).expect(412);
    }
    for query in
        ["state=%00", "state=open&state=lost", "employer=%00", "limit=-1", "limit=1e9", "limit=1&limit=2"]
    {
        scene.get(Role::Hub, &format!("/offers?{query}")).expect(422);
    }
}

#[rstest]
fn dates_beyond_all_calendars_are_answered(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let (learner, offer) = (scene.learner("carys"), scene.offer("library-shelves"));
    for date in ["%2B262142-12-31", "-262143-01-01", "0000-01-01", "9999-12-31", "2026-02-30"] {
        for path in [
            format!("/learners/{learner}/matches?start={date}"),
            format!("/learners/{learner}/matches/{offer}?start={date}"),
        ] {
            let status = scene.get(Role::Provider, &path).status;
            assert!([200, 422].contains(&status), "{path}: {status}");
        }
    }
    let mut document = scene.learner_document("dewi");
    for born in ["+262142-12-31", "-262143-01-01", "2026-03-02"] {
        document["learner"]["identity"]["date_of_birth"] = json!(born);
        scene.post(Role::Provider, "/learners", &document).expect(422);
    }
    let mut document = scene.offer_document("library-shelves");
    for (from, to) in
        [("-262143-01-01", "+262142-12-31"), ("2026-03-09", "2199-01-01"), ("2026-03-09", "2026-03-08")]
    {
        document["offer"]["windows"][0]["dates"] = json!({"from": from, "to": to});
        scene.post(Role::Employer, "/offers", &document).expect(422);
    }
}

#[rstest]
fn every_list_answers_every_role_within_its_limits(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    for operation in
        all(&scene).iter().filter(|operation| operation.method == "GET" && !operation.path.contains('{'))
    {
        for role in ROLES {
            for query in ["limit=1", "limit=200", "limit=0", "limit=65536", "nonsense=1", "%00=%00", "%FF"] {
                let path = format!("{}?{query}", operation.path);
                let status = scene.test.get(&path).by(role).send().status;
                assert!(status < 500, "{path} by {role:?}: {status}");
            }
        }
    }
}
