//! What is written reads back, changes rise by version, lists come in pages.

use placewell::clock::IdSource;
use placewell::db::changes::{self, ChangeKind};
use placewell::db::{
    DbError, Order, Page, Run, Slice, Stamped, learners, offers, organisations, placements, postcodes, users,
};
use placewell::domain::code::CodeSet;
use placewell::domain::ids::OrganisationId;
use placewell::domain::learner::LearnerState;
use placewell::domain::offer::OfferState;
use placewell::domain::organisation::OrganisationKind;
use placewell::domain::place::Coordinates;
use rstest::rstest;

use super::world::{World, at, employer_body, hub_body, provider_body};
use crate::generate::line;
use crate::support::bar;
use crate::support::database::Engine;

#[rstest]
fn an_organisation_reads_back_and_changes_by_version(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(world) = World::new(engine, 1) else { return };
    let read = || world.read(|c| organisations::get(c, world.keys(), &world.provider));
    assert_eq!(read().body, provider_body("Ysgol y Bryn"));
    assert_eq!((read().hub, read().version), (Some(world.hub.clone()), 1));
    let change = |expected| {
        let body = provider_body("Ysgol y Cwm");
        world.write(|c| organisations::change(c, world.keys(), &world.provider, expected, &body, at(60)))
    };
    assert_eq!(change(1).unwrap(), 2);
    assert!(matches!(change(1), Err(DbError::Stale)));
    assert_eq!((read().body, read().updated_at), (provider_body("Ysgol y Cwm"), at(60)));
    let other_kind = world
        .write(|c| organisations::change(c, world.keys(), &world.provider, 2, &hub_body("A hub"), at(61)));
    assert!(matches!(other_kind, Err(DbError::Stale)));
    assert_eq!(world.write(|c| organisations::archive(c, &world.provider, 2, at(62))).unwrap(), 3);
    assert_eq!(read().archived_at, Some(at(62)));
}

#[rstest]
fn a_hub_sees_its_own(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::new(engine, 1) else { return };
    let other = |body, hub: Option<&OrganisationId>| {
        let id = OrganisationId::parse(&world.ids.next_id()).unwrap();
        world.write(|c| organisations::insert(c, world.keys(), &id, hub, &body, at(5))).unwrap();
        id
    };
    let elsewhere = other(hub_body("Another hub"), None);
    other(provider_body("Another school"), Some(&elsewhere));
    let employer = other(employer_body("Another shop"), None);
    let names = |kind: Option<OrganisationKind>, hub| {
        let kinds = kind.into_iter().collect();
        let filter = organisations::Filter { kinds, hub, ..Default::default() };
        let order = Order { by: Stamped::Created, descending: false };
        let found = world
            .read(|c| organisations::rows(c, world.keys(), filter, &Run::page(order, &Slice::first(10))));
        found.iter().map(|(_, found)| found.body.name().to_string()).collect::<Vec<_>>()
    };
    assert_eq!(names(None, Some(&world.hub)), ["Cwm Careers Hub", "Ysgol y Bryn", "Siop y Cwm"]);
    let employers = Some(OrganisationKind::Employer);
    assert_eq!(names(employers, Some(&world.hub)), ["Siop y Cwm"]);
    assert_eq!(names(employers, None), ["Siop y Cwm", "Another shop"]);
    world.write(|c| organisations::link(c, &world.hub, &employer, at(6))).unwrap();
    assert_eq!(names(employers, Some(&world.hub)), ["Siop y Cwm", "Another shop"]);
    world.write(|c| organisations::unlink(c, &world.hub, &employer, at(9))).unwrap();
    assert!(!world.read(|c| organisations::linked(c, &world.hub, &employer)));
}

#[rstest]
fn an_offer_keeps_its_windows_in_step(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::new(engine, 2) else { return };
    let (id, keys) = (&world.offer.id, world.keys());
    assert_eq!(world.read(|c| offers::get(c, keys, id)), world.offer);
    let mut changed = world.offer.clone();
    changed.version = 2;
    changed.offer.windows[0].capacity = 5;
    world.write(|c| offers::save(c, keys, &changed, 1)).unwrap();
    assert_eq!(world.read(|c| offers::capacity(c, id, &world.window)), 5);
    assert!(matches!(world.write(|c| offers::save(c, keys, &changed, 1)), Err(DbError::Stale)));

    world.add_placement();
    changed.version = 3;
    changed.offer.windows[0].id = placewell::domain::ids::Slug::parse("another").unwrap();
    let in_use = world.write(|c| offers::save(c, keys, &changed, 2));
    assert!(matches!(in_use, Err(DbError::ForeignKey)), "{in_use:?}");
    assert_eq!(world.read(|c| offers::get(c, keys, id)).version, 2);
}

#[rstest]
fn matching_sees_open_offers_with_their_employers(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(world) = World::new(engine, 1) else { return };
    let keys = world.keys();
    let facts = world.read(|c| offers::open_facts(c, keys)).read;
    assert_eq!(facts.len(), 1);
    assert_eq!((&facts[0].id, facts[0].employer_name.as_str()), (&world.offer.id, "Siop y Cwm"));
    assert_eq!(facts[0], world.read(|c| offers::facts(c, keys, &world.offer.id)));
    let mut paused = world.offer.clone();
    (paused.state, paused.version) = (OfferState::Paused, 2);
    world.write(|c| offers::save(c, keys, &paused, 1)).unwrap();
    assert_eq!(world.read(|c| offers::open_facts(c, keys)).read, []);
    let seen = world.read(|c| changes::above(c, 0));
    let of_offers: Vec<_> = seen.iter().filter(|change| change.kind == ChangeKind::Offer).collect();
    assert_eq!(of_offers.iter().map(|change| change.version).collect::<Vec<_>>(), [1, 2]);
}

#[rstest]
fn a_learner_reads_back_whole_and_in_parts(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::new(engine, 1) else { return };
    let keys = world.keys();
    let stored = world.add_learner("A-1");
    assert_eq!(world.read(|c| learners::get(c, keys, &stored.id)), stored);
    assert_eq!(world.read(|c| learners::identity(c, keys, &stored.id)), stored.learner.identity);
    assert_eq!(world.read(|c| learners::profile(c, keys, &stored.id)), stored.learner.profile);
    assert_eq!(world.read(|c| learners::home(c, keys, &stored.id)), stored.learner.home);
    assert_eq!(world.read(|c| learners::provider_of(c, &stored.id)), world.provider);
    let twice = world.new_learner("A-1");
    match world.write(|c| learners::insert(c, keys, &twice)) {
        Err(DbError::Unique { table, column }) => {
            assert_eq!((table.as_str(), column.as_str()), ("learners", "provider_id, external_index"));
        }
        other => panic!("{other:?}"),
    }
    let mut changed = stored.clone();
    changed.learner.identity.known_as = Some(line("Miff"));
    (changed.state, changed.version) = (LearnerState::Archived, 2);
    world.write(|c| learners::save(c, keys, &changed, 1)).unwrap();
    assert_eq!(world.read(|c| learners::get(c, keys, &stored.id)), changed);
    assert!(matches!(world.write(|c| learners::save(c, keys, &changed, 1)), Err(DbError::Stale)));
    let facts = world.read(|c| learners::facts(c, keys, &stored.id));
    assert_eq!((facts.version, facts.closed.len(), facts.home), (2, 1, None));
    let position = Coordinates::new(51_588_000, -2_998_000).unwrap();
    let places = [(changed.learner.home.postcode.clone(), position)];
    world.write(|c| postcodes::import(c, &places)).unwrap();
    let facts = world.read(|c| learners::facts(c, keys, &stored.id));
    assert_eq!(facts.home, Some(position));
    let of_provider = || world.read(|c| learners::facts_of_provider(c, keys, &world.provider));
    assert_eq!(of_provider(), [], "an archived learner is not matched");
    (changed.state, changed.version) = (LearnerState::Active, 3);
    world.write(|c| learners::save(c, keys, &changed, 2)).unwrap();
    assert_eq!(of_provider(), [placewell::domain::learner::LearnerFacts { version: 3, ..facts }]);
}

#[rstest]
fn a_list_comes_in_pages_without_gaps(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::new(engine, 1) else { return };
    let added: Vec<_> = (0..7).map(|nth| world.add_learner(&format!("A-{nth}")).id).collect();
    let mut slice = Slice::first(3);
    let mut seen = Vec::new();
    let mut sizes = Vec::new();
    loop {
        let order = Order { by: Stamped::Created, descending: false };
        let filter = learners::Filter { provider: &world.provider, coach: None, states: CodeSet::EMPTY };
        let rows = world.read(|c| learners::rows(c, world.keys(), filter, &Run::page(order, &slice)));
        let page = Page::of(rows, slice.limit);
        sizes.push(page.items.len());
        seen.extend(page.items.into_iter().map(|stored| stored.id));
        match page.next {
            Some(next) => slice.after = Some(next),
            None => break,
        }
    }
    assert_eq!((seen, sizes), (added, vec![3, 3, 1]));
}

#[rstest]
fn a_placement_reads_back_and_is_found_by_everyone_whose_it_is(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(world) = World::new(engine, 1) else { return };
    let placement = world.add_placement();
    assert_eq!(world.read(|c| placements::get(c, &placement.id)), placement);
    let found = |filter: placements::Filter<'_>| {
        world.read(|c| placements::list(c, filter, &Slice::first(10))).items.len()
    };
    let all = placements::Filter::default();
    let offer = Some(&placement.offer);
    let (provider, employer, learner) =
        (Some(&placement.provider), Some(&placement.employer), Some(&placement.learner));
    assert_eq!(found(placements::Filter { provider, employer, learner, offer, ..all }), 1);
    assert_eq!(found(placements::Filter { provider: Some(&world.hub), ..all }), 0);
    assert_eq!(found(placements::Filter { coach: Some(&world.user), ..all }), 0);
    let mut next = placement.clone();
    (next.version, next.gates.met_at) = (2, None);
    world.write(|c| placements::save(c, &next, 1, at(99))).unwrap();
    assert_eq!(world.read(|c| placements::get(c, &placement.id)), next);
    assert!(matches!(world.write(|c| placements::save(c, &next, 1, at(99))), Err(DbError::Stale)));
}

#[rstest]
fn a_user_is_found_by_an_address_in_any_case(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::new(engine, 1) else { return };
    let find = |typed: &str| {
        let index = users::email_index(world.keys(), typed);
        world.read(|c| users::find_by_email_index(c, world.keys(), &index))
    };
    assert_eq!(find(" WREN@example.org ").unwrap().id, world.user);
    assert_eq!(find("robin@example.org"), None);
    world.write(|c| users::set_password_hash(c, &world.user, "hash", at(70))).unwrap();
    world.write(|c| bar(c, world.keys(), &world.user, at(71))).unwrap();
    let user = find("wren@example.org").unwrap();
    assert_eq!(user.password_hash.as_deref(), Some("hash"));
    assert_eq!((user.disabled_at, user.version), (Some(at(71)), 3));
}
