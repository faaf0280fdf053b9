//! A made-up hub through the services: `PLACEWELL_COHORT=800x500 cargo test --test it cohorts::large -- --nocapture`
//! prints how long it takes at full size.

use std::sync::Barrier;
use std::time::Instant;

use placewell::app::App;
use placewell::auth::{Caller, CallerKind};
use placewell::clock::Clock;
use placewell::db::agreements::StoredAgreement;
use placewell::db::learners::StoredLearner;
use placewell::db::offers::StoredOffer;
use placewell::db::organisations::{self, Body};
use placewell::db::{Conn, DbError, agreements, learners, offers};
use placewell::domain::agreement::{Agreement, AgreementActor, AgreementMethod, AgreementScope};
use placewell::domain::ids::{AgreementId, CohortId, LearnerId, OfferId, OrganisationId};
use placewell::domain::offer::OfferState;
use placewell::domain::role::Role;
use placewell::jobs::Worker;
use placewell::services::ServiceError;
use placewell::services::cohorts::{self, ProposalOutcome};
use rstest::rstest;
use serde_json::{Value, json};

use crate::api::scene::{Scene, id};
use crate::generate;
use crate::support::app::{home, user};
use crate::support::database::Engine;
use crate::support::operator;

/// Learners and offers.
fn size() -> (u64, u64) {
    let given = std::env::var("PLACEWELL_COHORT").ok();
    let sizes = given.as_deref().and_then(|text| text.split_once('x'));
    sizes.and_then(|(l, o)| Some((l.parse().ok()?, o.parse().ok()?))).unwrap_or((24, 16))
}

/// The made-up offers, five an employer, and the made-up learners, each with the agreement.
fn lay(c: &mut Conn, scene: &Scene, (people, places): (u64, u64)) -> Result<(), DbError> {
    let (app, now) = (&scene.test.app, scene.test.clock.now());
    let body = scene.sample.employers[0].1.employer.clone();
    let mut employer = None;
    for (nth, facts) in generate::offers(11, 20, places).into_iter().enumerate() {
        if nth % 5 == 0 {
            let id = OrganisationId::parse(&app.ids.next_id()).unwrap();
            organisations::insert(c, &app.keys, &id, None, &Body::Employer(body.clone()), now)?;
            organisations::link(c, &home(Role::Hub), &id, now)?;
            employer = Some(id);
        }
        let stored = StoredOffer {
            id: OfferId::parse(&app.ids.next_id()).unwrap(),
            employer: employer.clone().unwrap(),
            state: OfferState::Open,
            entered_by: user(Role::Hub),
            confirmed_by_employer_at: None,
            offer: facts.offer,
            version: 1,
            created_at: now,
            updated_at: now,
        };
        offers::insert(c, &app.keys, &stored)?;
    }
    for nth in 0..people {
        let facts = generate::learner(nth, 20);
        let mut learner = scene.sample.learners[0].1.clone();
        learner.codes.external_id = None;
        learner.identity.date_of_birth = facts.date_of_birth;
        learner.home.coordinates = facts.home;
        learner.profile = facts.profile;
        let id = LearnerId::parse(&app.ids.next_id()).unwrap();
        let stored = StoredLearner::added(id.clone(), home(Role::Provider), learner, now);
        learners::insert(c, &app.keys, &stored)?;
        let agreement = Agreement {
            scope: AgreementScope::HubSeesMatches,
            placement: None,
            actor: AgreementActor::Parent,
            method: AgreementMethod::Paper,
            on: now.date_naive(),
            wording: generate::paragraph("The hub may see which placements would suit."),
            terms: None,
        };
        let its = StoredAgreement {
            id: AgreementId::parse(&app.ids.next_id()).unwrap(),
            learner: id,
            agreement,
            recorded_by: user(Role::Provider),
            withdrawn_at: None,
            withdrawn_by: None,
            created_at: now,
        };
        agreements::insert(c, &app.keys, &its)?;
    }
    Ok(())
}

fn hub() -> Caller {
    let kind = CallerKind::User { session: "race".to_owned(), limited: false };
    Caller { kind, user: user(Role::Hub), organisation: home(Role::Hub), role: Role::Hub }
}

/// Proposes as a client does: again while the service says that it is busy.
fn propose(app: &App, cohort: &CohortId) -> usize {
    loop {
        match cohorts::propose(app, &hub(), cohort) {
            Err(ServiceError::Busy) => {}
            done => return done.unwrap().proposed,
        }
    }
}

/// Every learner's part.
fn parts(scene: &Scene, cohort: &str) -> Vec<Value> {
    let (mut all, mut cursor) = (Vec::new(), String::new());
    loop {
        let path = format!("/cohorts/{cohort}/learners?limit=200{cursor}");
        let page = scene.get(Role::Hub, &path).expect(200).body;
        all.extend(page["items"].as_array().unwrap().clone());
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return all,
        }
    }
}

#[rstest]
fn two_cohorts_at_once_propose_a_learner_once(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let app = &scene.test.app;
    app.write(&operator(), |c| lay(c, &scene, (24, 40))).unwrap();
    let cohorts = ["One", "Other"].map(|name| {
        let cohort = id(&scene.post(Role::Hub, "/cohorts", &json!({"name": name})).expect(201));
        Worker::of(app).drain().unwrap();
        cohort
    });
    for cohort in &cohorts {
        for part in parts(&scene, cohort).iter().filter(|part| part["standing"] == "placed") {
            let path = format!("/cohorts/{cohort}/learners/{}/decisions", part["learner"].as_str().unwrap());
            scene.post(Role::Hub, &path, &json!({"choice": "accept"})).expect(200);
        }
    }
    let ids = cohorts.map(|cohort| CohortId::parse(&cohort).unwrap());
    let (app, together) = (app.as_ref(), &Barrier::new(ids.len()));
    let proposed: usize = std::thread::scope(|threads| {
        let running = ids.each_ref().map(|cohort| {
            threads.spawn(move || {
                together.wait();
                propose(app, cohort)
            })
        });
        running.into_iter().map(|one| one.join().unwrap()).sum()
    });
    assert!(proposed >= 4, "{proposed}");
    let listed = scene.get(Role::Hub, "/placements?limit=200").expect(200).body;
    let items = listed["items"].as_array().unwrap();
    let learners: std::collections::BTreeSet<_> =
        items.iter().map(|one| one["learner"].to_string()).collect();
    assert_eq!((learners.len(), listed["total"].as_u64()), (items.len(), Some(items.len() as u64)));
}

#[rstest]
fn a_whole_hub_is_placed_asked_overridden_and_proposed(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let app = &scene.test.app;
    app.write(&operator(), |c| lay(c, &scene, size())).unwrap();
    let timed = |what: &str, since: Instant| {
        println!("{engine:?}: {what} took {:.3} s", since.elapsed().as_secs_f64())
    };
    let start = Instant::now();
    let asked = json!({"name": "Everybody", "objective": "fair"});
    let cohort = id(&scene.post(Role::Hub, "/cohorts", &asked).expect(201));
    timed("asking", start);
    let start = Instant::now();
    Worker::of(app).drain().unwrap();
    timed("weighing, solving and explaining", start);
    let solved = scene.get(Role::Hub, &format!("/cohorts/{cohort}")).expect(200).body;
    assert_eq!((&solved["state"], &solved["answer"]["proof"]["holds"]), (&json!("solved"), &json!(true)));
    println!("{engine:?}: {} of {} placed", solved["answer"]["placed"], solved["answer"]["of"]);
    let start = Instant::now();
    let again = scene.get(Role::Hub, &format!("/cohorts/{cohort}/proof")).expect(200).body;
    assert_eq!(again, json!({"same": true, "holds": true}));
    timed("solving again", start);
    let everybody = parts(&scene, &cohort);
    let placed: Vec<&Value> = everybody.iter().filter(|part| part["standing"] == "placed").collect();
    assert!(placed.len() >= 4, "{}", placed.len());
    let (first, second) = (placed[0], placed[1]);
    for change in [
        json!({"change": "withdraw", "learner": first["learner"]}),
        json!({"change": "forbid", "learner": second["learner"], "offer": second["got"]["offer"]}),
        json!({"change": "seats", "offer": first["got"]["offer"], "seats": 5}),
    ] {
        let start = Instant::now();
        let path = format!("/cohorts/{cohort}/what-if");
        scene.post(Role::Hub, &path, &json!({"changes": [change]})).expect(200);
        timed(&format!("a what-if ({})", change["change"]), start);
    }
    let wanting = everybody.iter().filter(|part| part["why_not"]["offer"].is_string()).take(20);
    let (mut decided, mut overridden) = (0, Vec::new());
    for part in wanting {
        let path = format!("/cohorts/{cohort}/learners/{}/decisions", part["learner"].as_str().unwrap());
        let body =
            json!({"choice": "override", "offer": part["why_not"]["offer"], "reason": "Asked for it."});
        scene.post(Role::Hub, &path, &body).expect(200);
        overridden.push(part["learner"].clone());
        decided += 1;
    }
    for part in placed.iter().filter(|part| !overridden.contains(&part["learner"])).take(20) {
        let path = format!("/cohorts/{cohort}/learners/{}/decisions", part["learner"].as_str().unwrap());
        scene.post(Role::Hub, &path, &json!({"choice": "accept"})).expect(200);
        decided += 1;
    }
    let start = Instant::now();
    let cohort_id = CohortId::parse(&cohort).unwrap();
    let (app, together) = (app.as_ref(), &Barrier::new(4));
    let proposed: usize = std::thread::scope(|threads| {
        let race = || {
            together.wait();
            propose(app, &cohort_id)
        };
        let running: Vec<_> = (0..4).map(|_| threads.spawn(race)).collect();
        running.into_iter().map(|one| one.join().unwrap()).sum()
    });
    timed(&format!("proposing {proposed} in four calls at once"), start);
    let settled = cohorts::propose(app, &hub(), &cohort_id).unwrap();
    assert_eq!((settled.proposed, settled.items.len()), (0, decided));
    let there = settled.items.iter().filter(|item| item.outcome == ProposalOutcome::Already).count();
    let listed = scene.get(Role::Hub, "/placements?limit=200").expect(200).body;
    assert_eq!(listed["total"], json!(there), "each is proposed once, however many ask");
    assert_eq!(proposed, there, "and told of by the call that did it");
    assert!(there > 0);
    for item in settled.items.iter().filter(|item| item.outcome == ProposalOutcome::Refused) {
        assert_eq!(item.code.as_deref(), Some("no_seat"), "{item:?}");
    }
}
