//! What a thief of the database would read.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::Text;
use placewell::clock::IdSource;
use placewell::db::placements::transitions;
use placewell::db::{Conn, Db, DbError, agreements, backup, idempotency, learners, placements};
use placewell::domain::agreement::{Agreement, AgreementActor, AgreementMethod, AgreementScope};
use placewell::domain::ids::AgreementId;
use placewell::domain::placement::{PlacementAction, PlacementState, Transition};
use placewell::domain::step_details::StepDetails;
use rstest::rstest;

use super::world::{SECRETS, World, at};
use crate::generate::{line, paragraph};
use crate::support::database::{Engine, options};

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// Everything that stands in any column of any table.
fn dump(c: &mut Conn) -> Result<String, DbError> {
    let (tables, columns) = match c {
        Conn::Sqlite(_) => (
            "SELECT name AS line FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
            "SELECT name AS line FROM pragma_table_info('T')",
        ),
        Conn::Postgres(_) => (
            "SELECT table_name::text AS line FROM information_schema.tables WHERE table_schema = 'public'",
            "SELECT column_name::text AS line FROM information_schema.columns WHERE table_name = 'T'",
        ),
    };
    let mut text = String::new();
    for table in sql_query(tables).load::<Line>(c)? {
        for column in sql_query(columns.replace("'T'", &format!("'{}'", table.line))).load::<Line>(c)? {
            let all =
                format!("SELECT coalesce(CAST({} AS TEXT), '') AS line FROM {}", column.line, table.line);
            for value in sql_query(all).load::<Line>(c)? {
                text.push_str(&value.line);
                text.push('\n');
            }
        }
    }
    Ok(text)
}

fn fill(world: &World) -> placewell::domain::placement::Placement {
    let placement = world.add_placement();
    let agreement = agreements::StoredAgreement {
        id: AgreementId::parse(&world.ids.next_id()).unwrap(),
        learner: placement.learner.clone(),
        agreement: Agreement {
            scope: AgreementScope::Placement,
            placement: Some(placement.id.clone()),
            actor: AgreementActor::Learner,
            method: AgreementMethod::Spoken,
            on: crate::generate::monday(),
            wording: paragraph("Myfanwy may go."),
            terms: None,
        },
        recorded_by: world.user.clone(),
        withdrawn_at: None,
        withdrawn_by: None,
        created_at: at(32),
    };
    let step = Transition {
        action: PlacementAction::WaiveVisit,
        from: PlacementState::Proposed,
        to: PlacementState::Proposed,
        by: Some(world.user.clone()),
        by_contact: None,
        at: at(33),
        reason: Some(paragraph("Gwenllian knows the place.")),
        details: StepDetails { who: Some(line("Gwenllian Parry")), ..StepDetails::default() },
    };
    let request =
        idempotency::RequestKey { caller_id: world.user.as_str(), route: "POST /learners", key: "k" };
    let reply = idempotency::Reply { fingerprint: "f".to_owned(), response: "Llewellyn-Secret".to_owned() };
    world
        .write(|c| {
            agreements::insert(c, world.keys(), &agreement)?;
            transitions::add(c, world.keys(), "t1", &placement.id, &step)?;
            idempotency::insert(c, world.keys(), &request, &reply, at(34))
        })
        .unwrap();
    let steps = world.read(|c| transitions::of_placement(c, world.keys(), &placement.id));
    assert_eq!(steps, [step]);
    let found = world.read(|c| idempotency::find::<String>(c, world.keys(), &request));
    assert_eq!(found, Some(reply));
    let stored = world.read(|c| agreements::of_learner(c, world.keys(), &placement.learner));
    assert_eq!(stored, [agreement]);
    placement
}

#[rstest]
fn a_dump_holds_nothing_personal(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::new(engine, 1) else { return };
    fill(&world);
    let dump = world.read(dump);
    assert!(dump.contains("Ysgol y Bryn") && dump.contains("v1."), "the dump sees the tables");
    for secret in SECRETS {
        assert!(!dump.contains(secret), "{secret} stands in the dump");
    }
    let profile = &crate::generate::learner(7, 0).profile;
    for strength in &profile.strengths {
        assert!(!dump.contains(strength.as_str()), "{strength} stands in the dump");
    }
    for person in &world.offer.offer.people {
        assert!(!dump.contains(person.name.as_str()), "{} stands in the dump", person.name);
    }
}

#[test]
fn a_backup_is_whole_and_as_sealed_as_its_source() {
    let Some(world) = World::new(Engine::Sqlite, 1) else { return };
    let placement = fill(&world);
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy");
    backup::write(&world.store.address.url, &options(), &copy).unwrap();
    let again = backup::write(&world.store.address.url, &options(), &copy);
    assert!(again.is_err(), "a backup is never overwritten");
    let copied = Db::open(&format!("sqlite:{}", copy.display()), options()).unwrap();
    let found = copied.read(|c| placements::get(c, &placement.id)).unwrap();
    assert_eq!(found, placement);
    let bytes = std::fs::read(&copy).unwrap();
    for secret in SECRETS {
        let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
        assert!(!found, "{secret} stands in the backup");
    }
}

#[rstest]
fn an_erased_learner_leaves_only_identifiers_in_the_logs(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(world) = World::new(engine, 1) else { return };
    let placement = fill(&world);
    world.write(|c| learners::erase(c, world.keys(), &placement.learner, at(90))).unwrap();
    let gone = world.store.db.read(|c| placements::get(c, &placement.id));
    assert!(matches!(gone, Err(DbError::NotFound)));
    assert!(matches!(
        world.write(|c| learners::erase(c, world.keys(), &placement.learner, at(91))),
        Err(DbError::NotFound)
    ));
    let steps = world.read(|c| transitions::of_placement(c, world.keys(), &placement.id));
    assert_eq!(steps, [], "a reason is words about the learner");
    assert_eq!(world.read(|c| agreements::of_learner(c, world.keys(), &placement.learner)), []);
}

#[test]
fn what_is_erased_is_overwritten_in_the_file() {
    let Some(world) = World::new(Engine::Sqlite, 1) else { return };
    let placement = fill(&world);
    let path = world.store.address.url.strip_prefix("sqlite:").unwrap();
    let identity = "SELECT identity AS line FROM learners";
    let sealed = world.read(|c| Ok(sql_query(identity).get_result::<Line>(c)?.line));
    // From its middle: the whole may stand on two pages.
    let sealed = &sealed[40..100];
    let stands_in_the_file = || {
        let mut conn = SqliteConnection::establish(path).unwrap();
        conn.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
        let bytes = std::fs::read(path).unwrap();
        bytes.windows(sealed.len()).any(|window| window == sealed.as_bytes())
    };
    assert!(stands_in_the_file());
    world.write(|c| learners::erase(c, world.keys(), &placement.learner, at(90))).unwrap();
    assert!(!stands_in_the_file(), "whoever has the key could still open it");
}
