//! Memberships, sign-ins, API keys and failed sign-ins.

use chrono::TimeDelta;
use placewell::clock::IdSource;
use placewell::db::api_keys::{self, ApiKey};
use placewell::db::memberships::{self, Membership};
use placewell::db::refresh_families::{self, RefreshFamily};
use placewell::db::{DbError, Slice, login_failures, users};
use placewell::domain::ids::ApiKeyId;
use placewell::domain::role::Role;
use rstest::rstest;

use super::world::{World, at};
use crate::generate::line;
use crate::support::database::Engine;

#[rstest]
fn a_role_is_granted_once_and_taken_away(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::new(engine, 1) else { return };
    let membership =
        |role| Membership { user: world.user.clone(), organisation: world.provider.clone(), role };
    let (provider, coach) = (membership(Role::Provider), membership(Role::JobCoach));
    world.write(|c| memberships::grant(c, &provider, at(1))).unwrap();
    world.write(|c| memberships::grant(c, &coach, at(2))).unwrap();
    let twice = world.write(|c| memberships::grant(c, &coach, at(3)));
    assert!(matches!(twice, Err(DbError::Unique { .. })));
    let both = [provider.clone(), coach.clone()];
    assert_eq!(world.read(|c| memberships::of_user(c, &world.user)), both);
    assert_eq!(world.read(|c| memberships::of_organisation(c, &world.provider)), both);
    let page = world.read(|c| users::list(c, world.keys(), &world.provider, &Slice::first(10)));
    assert_eq!(page.items.len(), 1, "one user with two roles is one user");
    world.write(|c| memberships::revoke(c, &provider)).unwrap();
    assert!(!world.read(|c| memberships::exists(c, &provider)));
    assert!(world.read(|c| memberships::exists(c, &coach)));
    assert!(matches!(world.write(|c| memberships::revoke(c, &provider)), Err(DbError::NotFound)));
}

fn family(world: &World) -> RefreshFamily {
    RefreshFamily {
        id: world.ids.next_id(),
        user: world.user.clone(),
        organisation: world.provider.clone(),
        role: Role::Provider,
        token_hash: "first".to_owned(),
        generation: 0,
        created_at: at(0),
        used_at: at(0),
        expires_at: at(100),
        revoked_at: None,
        revoked_because: None,
        confirmed_at: None,
    }
}

#[rstest]
fn only_the_newest_token_of_a_family_renews(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::new(engine, 1) else { return };
    let family = family(&world);
    world.write(|c| refresh_families::insert(c, &family)).unwrap();
    assert_eq!(world.read(|c| refresh_families::get(c, &family.id)), family);
    let rotate = |generation, hash: &str| {
        world.write(|c| refresh_families::rotate(c, &family.id, generation, hash, at(5), at(105))).unwrap()
    };
    assert!(rotate(0, "second"));
    assert!(!rotate(0, "again"), "the first token is used up");
    let now = world.read(|c| refresh_families::get(c, &family.id));
    assert_eq!((now.generation, now.token_hash.as_str(), now.expires_at), (1, "second", at(105)));
    world.write(|c| refresh_families::revoke(c, &family.id, "reuse", at(6))).unwrap();
    world.write(|c| refresh_families::revoke(c, &family.id, "later", at(7))).unwrap();
    assert!(!rotate(1, "third"), "a revoked family renews no more");
    let ended = world.read(|c| refresh_families::get(c, &family.id));
    assert_eq!((ended.revoked_at, ended.revoked_because.as_deref()), (Some(at(6)), Some("reuse")));
}

#[rstest]
fn every_sign_in_of_a_user_can_be_ended(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::new(engine, 1) else { return };
    for _ in 0..3 {
        let family = family(&world);
        world.write(|c| refresh_families::insert(c, &family)).unwrap();
    }
    let end_all =
        || world.write(|c| refresh_families::revoke_of_user(c, &world.user, "password", at(9))).unwrap();
    assert_eq!((end_all(), end_all()), (3, 0));
    assert_eq!(world.write(|c| refresh_families::prune(c, at(100))).unwrap(), 0);
    assert_eq!(world.write(|c| refresh_families::prune(c, at(101))).unwrap(), 3);
}

#[rstest]
fn an_api_key_is_found_by_its_hash_and_ended_by_its_organisation(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(world) = World::new(engine, 1) else { return };
    let key = ApiKey {
        id: ApiKeyId::parse(&world.ids.next_id()).unwrap(),
        organisation: world.provider.clone(),
        created_by: world.user.clone(),
        role: Role::Provider,
        label: line("the school's own system"),
        secret_hash: "hash".to_owned(),
        created_at: at(0),
        expires_at: Some(at(0) + TimeDelta::days(365)),
        revoked_at: None,
        scopes: None,
    };
    world.write(|c| api_keys::insert(c, &key)).unwrap();
    assert_eq!(world.read(|c| api_keys::find_by_hash(c, "hash")), Some(key.clone()));
    assert_eq!(world.read(|c| api_keys::find_by_hash(c, "hush")), None);
    assert_eq!(
        world.read(|c| api_keys::list(c, &world.provider, &Slice::first(5))).items,
        std::slice::from_ref(&key)
    );
    let revoke = |organisation| world.write(|c| api_keys::revoke(c, organisation, &key.id, at(8)));
    assert!(matches!(revoke(&world.employer), Err(DbError::NotFound)), "not theirs to end");
    revoke(&world.provider).unwrap();
    assert!(matches!(revoke(&world.provider), Err(DbError::NotFound)));
    assert_eq!(world.read(|c| api_keys::find_by_hash(c, "hash")).unwrap().revoked_at, Some(at(8)));
}

#[rstest]
fn failed_sign_ins_are_counted_until_one_succeeds(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(world) = World::new(engine, 1) else { return };
    let memory = TimeDelta::seconds(100);
    let note =
        |index: &str, seconds| world.write(|c| login_failures::note(c, index, at(seconds), memory)).unwrap();
    let tally = |index: &str| {
        let tally = world.read(|c| login_failures::get(c, index));
        tally.map(|tally| (tally.failures, tally.last_at, tally.signed_in_at))
    };
    assert_eq!([note("a", 1), note("a", 2), note("b", 3)], [1, 2, 1]);
    assert_eq!(tally("a"), Some((2, at(2), None)));
    assert_eq!(world.write(|c| login_failures::signed_in(c, "a", at(3))).unwrap(), 2);
    assert_eq!(tally("a"), Some((0, at(3), Some(at(3)))));
    assert_eq!([note("a", 4), note("a", 5), note("a", 6), note("a", 107)], [1, 2, 3, 1]);
    assert_eq!(
        tally("a"),
        Some((1, at(107), Some(at(3)))),
        "what is old is forgotten; the place stays known"
    );
    world.write(|c| login_failures::forgive(c, "a", 5)).unwrap();
    assert_eq!(tally("a"), Some((0, at(107), Some(at(3)))));
    assert_eq!(world.write(|c| login_failures::signed_in(c, "c", at(108))).unwrap(), 0);
    assert_eq!(world.write(|c| login_failures::prune(c, at(4))).unwrap(), 1);
}
