//! Sealed values: what opens them and what does not.

use diesel::prelude::*;
use placewell::db::schema::learners;
use placewell::db::{DbError, Keys, SealContext, SealError, Sealed};
use proptest::prelude::*;
use rstest::rstest;

use super::races::insert_provider;
use crate::support::database::{Engine, TestDb};

#[rstest]
fn a_value_moved_to_another_row_is_refused(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(store) = TestDb::new(engine) else { return };
    let seal = |row: &str, name: &str| {
        Sealed::seal(&store.keys, SealContext::new("learners", "identity", row), &name).unwrap()
    };
    store
        .db
        .write(|c| {
            insert_provider(c, "p1")?;
            for (id, name) in [("l1", "Cerys"), ("l2", "Idris")] {
                let sealed = seal(id, name);
                diesel::insert_into(learners::table)
                    .values((
                        learners::id.eq(id),
                        learners::provider_id.eq("p1"),
                        learners::state.eq("active"),
                        learners::identity.eq(&sealed),
                        learners::profile.eq(&sealed),
                        learners::home.eq(&sealed),
                        learners::version.eq(1_i64),
                        learners::created_at.eq(super::errors::at(0)),
                        learners::updated_at.eq(super::errors::at(0)),
                    ))
                    .execute(c)?;
            }
            let stolen: Sealed = learners::table.find("l1").select(learners::identity).first(c)?;
            diesel::update(learners::table.find("l2")).set(learners::identity.eq(stolen)).execute(c)?;
            Ok::<_, DbError>(())
        })
        .unwrap();
    let read = |id: &str| {
        let found: Sealed = store
            .db
            .read(|c| Ok::<_, DbError>(learners::table.find(id).select(learners::identity).first(c)?))
            .unwrap();
        found.open::<String>(&store.keys, SealContext::new("learners", "identity", id))
    };
    assert_eq!(read("l1").unwrap(), "Cerys");
    assert_eq!(read("l2").unwrap_err(), SealError::Refused);
}

#[test]
fn a_value_opens_only_in_its_table_column_and_row() {
    let keys = Keys::generate().unwrap();
    let place = SealContext::new("learners", "identity", "1");
    let sealed = Sealed::seal(&keys, place, &("Cerys", 2010)).unwrap();
    assert_eq!(sealed.open::<(String, i32)>(&keys, place).unwrap(), ("Cerys".to_owned(), 2010));
    let elsewhere = [
        SealContext { table: "users", ..place },
        SealContext { column: "profile", ..place },
        SealContext { row: "2", ..place },
    ];
    for wrong in elsewhere {
        assert_eq!(sealed.open::<(String, i32)>(&keys, wrong).unwrap_err(), SealError::Refused);
    }
    assert_eq!(sealed.open::<Vec<u8>>(&keys, place).unwrap_err(), SealError::Unreadable);
    let other = Keys::generate().unwrap();
    assert_eq!(sealed.open::<(String, i32)>(&other, place).unwrap_err(), SealError::UnknownKey);
}

proptest! {
    #[test]
    fn any_text_comes_back_and_never_shows(text in "\\PC{4,200}", row in "[a-z0-9-]{1,36}") {
        let keys = Keys::generate().unwrap();
        let place = SealContext::new("learners", "profile", &row);
        let sealed = Sealed::seal(&keys, place, &text).unwrap();
        let shown = format!("{sealed:?}");
        let prefix = format!("v1.{}.", keys.active());
        prop_assert!(shown.contains(&prefix), "{}", shown);
        prop_assert_ne!(&sealed, &Sealed::seal(&keys, place, &text).unwrap());
        prop_assert_eq!(sealed.open::<String>(&keys, place).unwrap(), text);
    }
}
