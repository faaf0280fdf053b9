//! Lists that a person can work with: what each row says, how a list is narrowed, sorted, searched and walked.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use placewell::clock::Clock;
use placewell::db::learners::{self, StoredLearner};
use placewell::domain::ids::LearnerId;
use placewell::domain::learner::{Codes, Learner, LearnerState};
use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use super::scene::{API, Scene, id};
use crate::support::app::home;
use crate::support::database::Engine;
use crate::support::operator;

/// Four learners, three offers, an employer more, and six placements in four states, at several instants.
fn crowded(engine: Engine) -> Option<Scene> {
    let scene = Scene::new(engine)?;
    let later = || scene.test.clock.advance(TimeDelta::minutes(1));
    let learners = ["carys", "dewi", "kacper", "nesta"].map(|name| scene.learner(name));
    let offer = |title: &str, state: &str| {
        later();
        let mut document = scene.offer_document("library-shelves");
        document["offer"]["title"] = json!(title);
        document["offer"]["windows"][0]["capacity"] = json!(9);
        document["state"] = json!(state);
        id(&scene.post(Role::Employer, "/offers", &document).expect(201))
    };
    let offers =
        [offer("Mending books", "open"), offer("\u{c9}clairs and cakes", "open"), offer("Shelving", "draft")];
    let bakery = json!({"employer": {"name": "Birch Bakery", "sic": "47110"}});
    scene.post(Role::Hub, "/organisations", &bakery).expect(201);
    let starts = ["2026-03-23", "2026-03-16", "2026-03-09", "2026-03-16"];
    let mut placements = Vec::new();
    for (nth, learner) in learners.iter().chain(&learners[..2]).enumerate() {
        if nth % 2 == 0 {
            later();
        }
        let start = starts[nth % 4];
        let proposal =
            json!({"learner": learner, "offer": offers[nth % 2], "window": "main", "start": start});
        placements.push(id(&scene.post(Role::Provider, "/placements", &proposal).expect(201)));
    }
    later();
    scene.step(Role::Hub, &placements[1], "accept", &json!({})).expect(200);
    let off = |nth: usize, step| {
        scene
            .step(Role::Provider, &placements[nth], step, &json!({"reason": "A change of mind."}))
            .expect(200);
    };
    off(0, "withdraw");
    off(2, "cancel");
    Some(scene)
}

fn page(scene: &Scene, role: Role, path: &str) -> Value {
    scene.get(role, path).expect(200).body
}

fn column(list: &Value, name: &str) -> Vec<Value> {
    list["items"].as_array().unwrap().iter().map(|one| one[name].clone()).collect()
}

/// Every row of a list, read in pages of so many.
fn walked(scene: &Scene, role: Role, path: &str, limit: usize) -> Vec<Value> {
    let (mut rows, mut cursor) = (Vec::new(), String::new());
    loop {
        let part = page(scene, role, &format!("{path}&limit={limit}{cursor}"));
        let items = part["items"].as_array().unwrap();
        assert!(items.len() <= limit);
        rows.extend(items.iter().cloned());
        match part["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return rows,
        }
    }
}

#[rstest]
fn whatever_the_order_and_the_filter_walking_the_pages_gives_each_row_once(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = crowded(engine) else { return };
    let named = ["created", "-created", "updated", "-updated", "name", "-name"];
    let dated = ["created", "-created", "updated", "-updated", "first_day", "-first_day"];
    let of_offers = ["", "&state=open", "&state=open,draft", "&q=and", "&from=2026-03-01", "&to=2026-12-31"];
    let of_placements = [
        "",
        "&state=proposed",
        "&state=withdrawn&state=cancelled",
        "&q=books",
        "&from=2026-03-18",
        "&to=2026-03-15",
    ];
    let lists: [(&str, &[&str], &[&str]); 4] = [
        ("/learners", &named, &["", "&state=active", "&q=a", "&q=nobody"]),
        ("/offers", &named, &of_offers),
        ("/organisations", &named, &["", "&kind=employer,hub", "&q=birch"]),
        ("/placements", &dated, &of_placements),
    ];
    for (list, sorts, filters) in lists {
        let role = match list {
            "/offers" => Role::Employer,
            "/organisations" => Role::Hub,
            _ => Role::Provider,
        };
        for (sort, filter) in sorts.iter().flat_map(|sort| filters.iter().map(move |filter| (sort, filter))) {
            let path = format!("{list}?sort={sort}{filter}");
            let whole = page(&scene, role, &path);
            let ids = column(&whole, "id");
            let once: BTreeSet<_> = ids.iter().map(Value::to_string).collect();
            assert_eq!((once.len(), json!(ids.len())), (ids.len(), whole["total"].clone()), "{path}");
            for limit in 1..=3 {
                assert_eq!(json!(walked(&scene, role, &path, limit)), whole["items"], "{path} by {limit}");
            }
            let mut turned = column(&page(&scene, role, &path.replace("sort=-", "sort=")), "id");
            if sort.starts_with('-') {
                turned.reverse();
            }
            assert_eq!(turned, ids, "{path}");
        }
    }
}

#[rstest]
fn the_keys_sort_by_what_they_say(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = crowded(engine) else { return };
    let sorted = |role, path: &str, name: &str| column(&page(&scene, role, path), name);
    let titles = page(&scene, Role::Employer, "/offers?sort=name");
    let titles: Vec<_> =
        titles["items"].as_array().unwrap().iter().map(|one| one["offer"]["title"].clone()).collect();
    assert_eq!(titles, ["\u{c9}clairs and cakes", "Mending books", "Shelving"]);
    let first = sorted(Role::Provider, "/placements?sort=first_day", "first_day");
    assert!(first.is_sorted_by(|a, b| a.as_str() <= b.as_str()), "{first:?}");
    let families = sorted(Role::Provider, "/learners?sort=name", "family_name");
    assert!(families.is_sorted_by(|a, b| a.as_str() <= b.as_str()), "{families:?}");
    let changed = sorted(Role::Provider, "/placements?sort=-updated&limit=1", "state");
    assert_ne!(changed, ["proposed"]);
    let names = sorted(Role::Hub, "/organisations?sort=-name&kind=employer", "name");
    assert!(names.is_sorted_by(|a, b| a.as_str() >= b.as_str()), "{names:?}");
}

#[rstest]
fn filters_narrow_and_total_counts(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = crowded(engine) else { return };
    let total = |role, path: &str| page(&scene, role, path)["total"].as_i64().unwrap();
    let placements = |query: &str| total(Role::Provider, &format!("/placements?limit=1&{query}"));
    assert_eq!(placements(""), 6);
    assert_eq!(placements("state=withdrawn,cancelled"), 2);
    assert_eq!(placements("state=withdrawn&state=cancelled&state=proposed"), 6);
    // The weeks begin on the 9th, the 16th and the 23rd, and none runs into the next.
    assert_eq!((placements("to=2026-03-15"), placements("from=2026-03-21")), (1, 2));
    assert_eq!(placements("from=2026-03-16&to=2026-03-16"), 3);
    let (provider, employer) = (home(Role::Provider), home(Role::Employer));
    assert_eq!(placements(&format!("provider={provider}&employer={employer}")), 6);
    assert_eq!(placements(&format!("provider={employer}")), 0);
    assert_eq!(total(Role::Hub, &format!("/placements?provider={provider}")), 6);
    assert_eq!(total(Role::Employer, &format!("/placements?provider={provider}")), 0);
    assert_eq!(total(Role::Employer, &format!("/placements?employer={employer}")), 6);
    assert_eq!(total(Role::Employer, "/offers?state=open,draft"), 3);
    assert_eq!(total(Role::Provider, "/offers?state=draft"), 2);
    assert_eq!(total(Role::Employer, "/offers?from=2099-01-01"), 0);
    assert_eq!(total(Role::Hub, "/organisations?kind=employer"), 2);
}

#[rstest]
fn a_search_finds_by_names_that_the_caller_reads_and_by_no_others(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = crowded(engine) else { return };
    let found =
        |role, list: &str, q: &str| page(&scene, role, &format!("{list}?q={q}"))["total"].as_i64().unwrap();
    assert_eq!(found(Role::Provider, "/learners", "CARYS"), 1);
    assert_eq!(found(Role::Employer, "/offers", "eclairs+cakes"), 1);
    assert_eq!(found(Role::Provider, "/placements", "carys"), 2);
    assert_eq!(found(Role::Provider, "/placements", "carys+books"), 2);
    assert_eq!(found(Role::Provider, "/placements", "carys+eclairs"), 0);
    let family = page(&scene, Role::Provider, "/learners?q=carys")["items"][0]["family_name"].clone();
    let family = family.as_str().unwrap();
    assert_eq!(found(Role::Provider, "/placements", family), 2);
    for role in [Role::Employer, Role::Hub] {
        assert_eq!(
            (found(role, "/placements", "carys"), found(role, "/placements", family)),
            (0, 0),
            "{role:?}"
        );
        assert_eq!(found(role, "/placements", "books"), 3, "{role:?}");
    }
}

#[rstest]
fn an_employer_finds_the_first_name_that_was_let_go_to_it_and_never_the_family_name(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    scene.confirmed();
    let found = |role, q: &str| page(&scene, role, &format!("/placements?q={q}"))["total"].as_i64().unwrap();
    let family = page(&scene, Role::Provider, "/learners?q=carys")["items"][0]["family_name"].clone();
    let family = family.as_str().unwrap();
    assert_eq!((found(Role::Provider, "carys"), found(Role::Provider, family)), (1, 1));
    assert_eq!((found(Role::Employer, "carys"), found(Role::Employer, family)), (1, 0));
}

#[rstest]
fn rows_carry_names_dates_and_states(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = crowded(engine) else { return };
    let first = |role, path: &str| page(&scene, role, path)["items"][0].clone();
    let placement = first(Role::Provider, "/placements?state=proposed&limit=1&sort=first_day");
    let said =
        ["title", "employer_name", "provider_name", "first_name", "family_name", "first_day", "last_day"];
    assert!(said.iter().all(|name| placement[name].is_string()), "{placement}");
    let of_hub = first(Role::Hub, "/placements?limit=1");
    assert_eq!((&of_hub["provider_name"], &of_hub["family_name"]), (&json!("Alder Green"), &Value::Null));
    let of_employer = first(Role::Employer, "/placements?limit=1");
    assert_eq!((&of_employer["provider"], &of_employer["provider_name"]), (&Value::Null, &Value::Null));
    let offer = first(Role::Provider, "/offers?limit=1");
    assert!(offer["employer_name"].is_string(), "{offer}");
    let learner = first(Role::Provider, "/learners?q=dewi");
    let going = learner["placements"].as_array().unwrap();
    assert_eq!((going.len(), &going[0]["state"]), (2, &json!("proposed")));
    assert!(going[0]["employer_name"].is_string() && going[0]["first_day"].is_string());
}

#[test]
fn one_answer_names_every_parameter_that_is_wrong() {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    let faults = |path: &str| {
        let refused = scene.get(Role::Provider, path).expect(422).body;
        refused["errors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["field"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let path =
        "/placements?state=proposed,lost&learner=x&limit=0&cursor=y&marked=perhaps&colour=red&sort=size&q=";
    let named: BTreeSet<_> = faults(path).into_iter().collect();
    let all = ["colour", "cursor", "learner", "limit", "marked", "q", "sort", "state"];
    assert_eq!(named.iter().map(String::as_str).collect::<Vec<_>>(), all);
    assert_eq!(faults("/placements?from=2026-03-20&to=2026-03-19"), ["to"]);
    assert_eq!(faults("/placements?from=%2B262142-12-31&limit=201"), ["from", "limit"]);
    assert_eq!(faults("/offers?sort=name&sort=created"), ["sort"]);
    assert_eq!(faults("/learners?state=active&state=gone"), ["state"]);
    assert_eq!(faults("/contacts?employer=x&limit=no"), ["employer", "limit"]);
    let learner = scene.learner("carys");
    assert_eq!(
        faults(&format!("/learners/{learner}/matches?outcome=bad&start=soon&limit=0")),
        ["outcome", "start", "limit"]
    );
}

#[test]
fn the_cursor_of_one_order_is_none_of_another() {
    let scene = crowded(Engine::Sqlite).unwrap();
    let next = page(&scene, Role::Provider, "/placements?limit=1&sort=first_day")["next"].clone();
    let other = format!("{API}/placements?sort=-first_day&cursor={}", next.as_str().unwrap());
    let refused = scene.test.get(&other).by(Role::Provider).send().expect(422);
    assert_eq!(refused.body["errors"][0]["field"], "cursor");
    let next =
        page(&scene, Role::Provider, "/learners?limit=1&sort=name")["next"].as_str().unwrap().to_owned();
    scene.get(Role::Provider, &format!("/learners?state=archived&sort=name&cursor={next}")).expect(422);
}

#[test]
fn a_list_too_long_to_be_opened_is_refused_and_says_so() {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    let learner: Learner =
        serde_json::from_value(scene.learner_document("carys")["learner"].clone()).unwrap();
    let learner = Learner { codes: Codes::default(), ..learner };
    let (app, now) = (&scene.test.app, scene.test.clock.now());
    let id = |nth: u32| LearnerId::parse(&format!("0f000000-0000-7000-8000-{nth:012}")).unwrap();
    let one = |nth: u32| StoredLearner {
        id: id(nth),
        provider: home(Role::Provider),
        state: if nth == 0 { LearnerState::Archived } else { LearnerState::Active },
        learner: learner.clone(),
        version: 1,
        created_at: now,
        updated_at: now,
    };
    app.write(&operator(), |c| (0..2_001).try_for_each(|nth| learners::insert(c, &app.keys, &one(nth))))
        .unwrap();
    for (query, field) in [("q=carys", "q"), ("sort=name", "sort")] {
        let refused = scene.get(Role::Provider, &format!("/learners?{query}")).expect(422).body;
        assert_eq!(refused["errors"][0]["field"], field);
        let narrower = page(&scene, Role::Provider, &format!("/learners?{query}&state=active&limit=1"));
        assert_eq!((&narrower["total"], narrower["next"].is_string()), (&json!(2_000), true));
    }
    assert_eq!(page(&scene, Role::Provider, "/learners?sort=-created")["total"], 2_001);
}
