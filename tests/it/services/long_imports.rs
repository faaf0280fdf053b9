//! Files that are longer than one transaction: written by portions, interrupted, gone on with, and undone by portions.

use placewell::config::Config;
use placewell::domain::role::Role;
use placewell::intake::{ImportKind, SheetAnswers};
use placewell::services::idempotency::Reply;
use placewell::services::imports::{
    self, FileContent, ImportConfirmation, ImportState, NewImport, RowsTaken,
};
use placewell::services::learners::operator_of;
use placewell::services::{Slice, learner_drafts};
use rstest::rstest;

use crate::support::app::{TestApp, home};
use crate::support::database::{Engine, TestDb};

const ROWS: usize = 1_203;

fn file(rows: usize) -> Vec<u8> {
    let row = |at: usize| format!("Moss,Kit,{at:05}\n");
    let rows: String = (0..rows).map(row).collect();
    format!("Surname,Forename,Adno\n{rows}").into_bytes()
}

#[rstest]
fn a_long_file_is_taken_in_and_back_by_portions(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(store) = TestDb::new(engine) else { return };
    let test = TestApp::over(store, Config::default());
    let (app, caller) = (&test.app, operator_of(&test.app, &home(Role::Provider)).unwrap());
    let new = NewImport {
        kind: ImportKind::Learners,
        file: FileContent(file(ROWS)),
        answers: SheetAnswers::default(),
    };
    let Reply::Fresh(made) = imports::create(app, &caller, None, &new).unwrap() else { panic!("it is new") };
    let mut told = Vec::new();
    let how = ImportConfirmation { rows: RowsTaken::All };
    let taken = imports::confirm_telling(app, &caller, &made.id, made.version, how, |done, all| {
        assert_eq!(all, ROWS);
        // Somebody who looks meanwhile is told that it is not in yet.
        let state = imports::read(app, &caller, &made.id).unwrap().state;
        assert_eq!(state == ImportState::Confirmed, done == ROWS);
        told.push(done);
    })
    .unwrap();
    assert_eq!(
        (told, taken.state, taken.counts.drafts),
        (vec![500, 1_000, ROWS], ImportState::Confirmed, ROWS)
    );
    let drafts = || {
        let page = learner_drafts::list(app, &caller, &Slice::first(200)).unwrap();
        (page.items.len(), page.next.is_some())
    };
    assert_eq!(drafts(), (200, true));
    let undone = imports::undo(app, &caller, &taken.id, taken.version).unwrap();
    assert_eq!((undone.state, undone.counts.kept, drafts()), (ImportState::Undone, 0, (0, false)));
}

#[rstest]
fn an_import_that_was_interrupted_goes_on_or_goes_back(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(store) = TestDb::new(engine) else { return };
    let test = TestApp::over(store, Config::default());
    let (app, caller) = (&test.app, operator_of(&test.app, &home(Role::Provider)).unwrap());
    let how = ImportConfirmation { rows: RowsTaken::All };
    for goes_on in [true, false] {
        let new = NewImport {
            kind: ImportKind::Learners,
            file: FileContent(file(ROWS)),
            answers: SheetAnswers::default(),
        };
        let Reply::Fresh(made) = imports::create(app, &caller, None, &new).unwrap() else {
            panic!("it is new")
        };
        let interrupted = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            imports::confirm_telling(app, &caller, &made.id, made.version, how, |done, _| {
                assert!(done < 1_000, "the process ends here");
            })
        }));
        assert!(interrupted.is_err());
        let left = imports::read(app, &caller, &made.id).unwrap();
        assert_eq!((left.state, left.counts.drafts), (ImportState::Importing, ROWS));
        let whole = match goes_on {
            true => imports::confirm(app, &caller, &left.id, left.version, how).unwrap(),
            false => left,
        };
        let undone = imports::undo(app, &caller, &whole.id, whole.version).unwrap();
        assert_eq!((undone.state, undone.counts.kept), (ImportState::Undone, 0), "going on: {goes_on}");
        let page = learner_drafts::list(app, &caller, &Slice::first(200)).unwrap();
        assert_eq!(page.items.len(), 0);
    }
}
