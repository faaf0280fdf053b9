//! No page and no list asks the store for more, the more rows it shows. Tables of evidence are no lists: they are worked out
//! from whole records, placement by placement.

use placewell::clock::Clock;
use placewell::db::memberships::{self, Membership};
use placewell::db::users::{self, UserIdentity};
use placewell::db::{DbError, placements};
use placewell::domain::ids::{PlacementId, UserId};
use placewell::domain::placement::{Placement, PlacementState};
use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::json;

use super::browser::{Browser, html};
use crate::api::scene::{API, Scene, id};
use crate::support::app::{home, user};
use crate::support::database::Engine;
use crate::support::operator;

const DAY: &str = "2026-03-16";

/// What is there, by how many of each thing.
struct World {
    scene: Scene,
    count: usize,
    learners: Vec<String>,
    offers: Vec<String>,
    cohorts: Vec<String>,
}

impl World {
    fn new(engine: Engine) -> Option<Self> {
        let scene = Scene::new(engine)?;
        let mut world =
            Self { scene, count: 0, learners: Vec::new(), offers: Vec::new(), cohorts: Vec::new() };
        world.grow(5);
        world.scene.test.clock.set(format!("{DAY}T09:15:00Z").parse().unwrap());
        Some(world)
    }

    /// Adds things until there are so many of each.
    fn grow(&mut self, to: usize) {
        let now = self.scene.test.clock.now();
        self.scene.test.clock.set(crate::support::app::start());
        for n in self.count..to {
            self.add(n);
        }
        self.count = to;
        self.scene.test.clock.set(now);
    }

    /// A learner at an offer of their own, expected on the day; with a user, a coach, an employer, a contact, a file, a
    /// key, a webhook and a cohort.
    fn add(&mut self, n: usize) {
        let scene = &self.scene;
        let mut document = scene.learner_document("carys");
        document["learner"]["codes"]["external_id"] = json!(format!("N{n}"));
        document["learner"]["identity"]["known_as"] = json!(format!("Carys{n}"));
        let learner = id(&scene.post(Role::Provider, "/learners", &document).expect(201));
        scene.record_agreement(&learner, None, "hub_sees_matches").expect(201);
        let mut document = scene.offer_document("library-shelves");
        document["offer"]["title"] = json!(format!("Shelves {n}"));
        let offer = id(&scene.post(Role::Employer, "/offers", &document).expect(201));
        let proposal = json!({"learner": learner, "offer": offer, "window": "main", "start": DAY});
        let placement = id(&scene.post(Role::Provider, "/placements", &proposal).expect(201));
        scene.record_agreement(&learner, Some(&placement), "placement").expect(201);
        self.brief(&placement);
        let coach = json!({"coach": user(Role::JobCoach)});
        scene.post(Role::Provider, &format!("/placements/{placement}/coaches"), &coach);
        let waits = json!({"learner": learner, "offer": offer, "window": "main", "start": "2026-04-20"});
        scene.post(Role::Provider, "/placements", &waits).expect(201);
        scene.contact(&format!("desk{n}@library.example"));
        let employer = json!({"employer": {"name": format!("Alder {n}"), "sic": "47110"}});
        scene.post(Role::Hub, "/organisations", &employer).expect(201);
        self.user(n);
        let invited =
            json!({"name": "Kit Moss", "email": format!("kit{n}@elsewhere.example"), "role": "provider"});
        scene.post(Role::Provider, "/users", &invited).expect(202);
        use base64::Engine as _;
        let file = format!("Surname,Forename,Our reference\nMoss,Kit,{n}-0417\nReed,,{n}-0418\n");
        let file = base64::engine::general_purpose::STANDARD.encode(file);
        scene.post(Role::Provider, "/imports", &json!({"kind": "learners", "file": file})).expect(201);
        scene.post(Role::Provider, "/api-keys", &json!({"label": format!("Key {n}")})).expect(201);
        let cohort = json!({"name": format!("Year {n}"), "learners": [learner]});
        self.cohorts.push(id(&scene.post(Role::Hub, "/cohorts", &cohort).expect(201)));
        self.learners.push(learner);
        self.offers.push(offer);
    }

    /// Takes a placement to the state in which its learner is expected.
    fn brief(&self, placement: &str) {
        let (test, now) = (&self.scene.test, self.scene.test.clock.now());
        let placement = PlacementId::parse(placement).unwrap();
        let briefed = test.app.write(&operator(), |c| {
            let found = placements::get(c, &placement)?;
            let mut next =
                Placement { state: PlacementState::Briefed, version: found.version + 1, ..found.clone() };
            next.gates.accepted_at = Some(now);
            next.gates.agreed_at = Some(now);
            placements::save(c, &next, found.version, now)
        });
        briefed.unwrap();
    }

    fn user(&self, n: usize) {
        let (test, now) = (&self.scene.test, self.scene.test.clock.now());
        let app = &test.app;
        let id = UserId::parse(&format!("0d000000-0000-7000-8000-0000000000{n:02}")).unwrap();
        let email = format!("reed{n}@provider.example").try_into().unwrap();
        let identity = UserIdentity { name: "Sam Reed".to_owned().try_into().unwrap(), email };
        let added = app.write(&operator(), |c| {
            users::insert(c, &app.keys, &id, &identity, None, now)?;
            for role in [Role::Provider, Role::Employer] {
                let organisation = home(role);
                memberships::grant(c, &Membership { user: id.clone(), organisation, role }, now)?;
            }
            Ok::<_, DbError>(())
        });
        added.unwrap();
    }

    /// Says of every other learner of the day that they came, so that a tick with its teller stands in the list.
    fn tick(&self) {
        let mut staff = Browser::signed_in(&self.scene.test, Role::Provider);
        let page = html(&staff.get("/staff/today").expect(200));
        let mut fields = super::change::fields(&page);
        let arrivals: Vec<String> = fields
            .iter()
            .filter_map(|(name, value)| {
                Some(name.clone()).filter(|name| name.starts_with("arrival-") && value.is_empty())
            })
            .collect();
        assert!(!arrivals.is_empty(), "{page}");
        for (at, name) in arrivals.iter().enumerate() {
            fields.retain(|(known, _)| known != name);
            fields.push((name.clone(), if at % 2 == 0 { "arrived" } else { "not_arrived" }.to_owned()));
        }
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        staff.post("/staff/today", &fields).expect(303);
    }

    fn statements(&self) -> u64 {
        self.scene.test.app.readings().statements
    }

    /// How many statements each page and each list takes.
    fn counted(&self) -> Vec<(String, u64)> {
        self.tick();
        let test = &self.scene.test;
        let mut found = Vec::new();
        for (role, paths) in self.pages() {
            let mut browser = Browser::signed_in(test, role);
            for path in paths {
                browser.get(&path).expect(200);
                let before = self.statements();
                browser.get(&path).expect(200);
                found.push((format!("{role:?} {path}"), self.statements() - before));
            }
        }
        for (role, path) in LISTS {
            let path = format!("{API}{path}");
            let token = test.token(*role);
            test.get(&path).bearing(&token).send().expect(200);
            let before = self.statements();
            test.get(&path).bearing(&token).send().expect(200);
            found.push((format!("{role:?} {path}"), self.statements() - before));
        }
        found
    }

    fn pages(&self) -> Vec<(Role, Vec<String>)> {
        let own = |role| format!("/staff/organisations/{}", home(role));
        let (learner, offer, cohort) = (&self.learners[0], &self.offers[0], &self.cohorts[0]);
        let all = |paths: &[&str], more: Vec<String>| {
            paths.iter().map(|path| (*path).to_owned()).chain(more).collect::<Vec<_>>()
        };
        let school = ["/staff", "/staff/placements", "/staff/today", "/staff/learners", "/staff/offers"];
        let more = [
            "/staff/placements?due=reply",
            "/staff/learners?search=carys",
            "/staff/offers?search=shelves",
            "/staff/people",
            "/staff/imports",
            "/staff/learner-drafts",
            "/staff/keys",
            "/staff/webhooks",
            "/staff/cohorts",
            "/staff/evidence",
            "/staff/map",
            "/staff/families",
            "/staff/families/people",
            "/staff/lists/learners?format=csv",
            "/staff/lists/placements?format=csv",
            "/staff/lists/offers?format=csv",
        ];
        let provider = vec![
            own(Role::Provider),
            format!("/staff/learners/{learner}"),
            format!("/staff/learners/{learner}/matches"),
            format!("/staff/learners/{learner}/log"),
            format!("/staff/map?learner={learner}"),
            format!("/staff/offers/{offer}"),
        ];
        let hub = [
            "/staff",
            "/staff/placements",
            "/staff/offers",
            "/staff/organisations",
            "/staff/agreed-learners",
            "/staff/cohorts",
        ];
        let hub_more = vec![
            own(Role::Employer),
            format!("/staff/people?organisation={}", home(Role::Employer)),
            format!("/staff/cohorts/{cohort}"),
        ];
        vec![
            (Role::Provider, all(&[&school[..], &more[..]].concat(), provider)),
            (Role::JobCoach, all(&school, Vec::new())),
            (Role::SafeguardingLead, all(&school, Vec::new())),
            (Role::Hub, all(&hub, hub_more)),
            (
                Role::Employer,
                all(&["/staff", "/staff/placements", "/staff/offers"], vec![own(Role::Employer)]),
            ),
            (Role::Admin, all(&["/staff", "/staff/organisations", "/staff/people"], Vec::new())),
        ]
    }
}

/// Lists of the API that are read row by row where a page is not.
const LISTS: &[(Role, &str)] = &[
    (Role::Provider, "/placements?limit=100"),
    (Role::Provider, "/placements?limit=100&q=carys"),
    (Role::Hub, "/placements?limit=100"),
    (Role::Employer, "/placements?limit=100"),
    (Role::Provider, "/offers?limit=100&sort=name"),
    (Role::Provider, "/learners?limit=100&sort=name"),
    (Role::Hub, "/organisations?limit=100&sort=name"),
    (Role::Provider, "/users?limit=100"),
    (Role::Admin, "/users?limit=100"),
    (Role::Provider, "/alerts"),
    (Role::JobCoach, "/alerts"),
    (Role::Provider, "/imports"),
    (Role::Hub, "/cohorts"),
    (Role::Hub, "/agreed-learners"),
];

#[rstest]
fn no_page_asks_for_more_the_more_rows_it_shows(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(mut world) = World::new(engine) else { return };
    let few = world.counted();
    world.grow(25);
    let many = world.counted();
    let grown: Vec<String> = few
        .iter()
        .zip(&many)
        .filter(|((_, few), (_, many))| few != many)
        .map(|((path, few), (_, many))| format!("{path}: {few} with 5 rows, {many} with 25"))
        .collect();
    assert!(grown.is_empty(), "{} of {}:\n{}", grown.len(), few.len(), grown.join("\n"));
    let most = few.iter().max_by_key(|(_, count)| *count).unwrap();
    println!("{engine:?}: {} pages and lists; the most statements: {} for {}", few.len(), most.1, most.0);
}
