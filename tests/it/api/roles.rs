//! Every operation by every role: 403 exactly where the table says no.

use placewell::auth::Action;
use placewell::auth::operation::{Gate, gate};
use placewell::auth::policy::allowed;
use placewell::domain::role::Role;
use rstest::rstest;

use super::operations::{NOTHING, all};
use super::scene::Scene;
use crate::support::app::ROLES;
use crate::support::database::Engine;

/// Whether the table lets a role take an operation; the step of a path is `accept`.
fn may(role: Role, operation: &str) -> bool {
    match gate(operation).unwrap() {
        Gate::Open => true,
        Gate::Action(action) => allowed(role, action),
        Gate::OneOf(_) => allowed(role, Action::AcceptPlacement),
    }
}

#[rstest]
fn an_operation_is_refused_exactly_to_the_roles_that_can_never_do_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let mut wrong = Vec::new();
    let operations = all(&scene);
    for operation in operations.iter().filter(|operation| operation.id != "end_session") {
        for role in ROLES {
            let answer = operation.call(&scene, NOTHING).by(role).send();
            let refused = answer.status == 403;
            if refused == may(role, &operation.id) || answer.status >= 500 {
                wrong.push(format!("{} by {role:?}: {}", operation.id, answer.status));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(operations.len() > 60);
}

#[rstest]
fn what_is_not_there_is_404_to_every_role_that_may_ask(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let mut wrong = Vec::new();
    for operation in all(&scene).iter().filter(|operation| operation.path.contains("{id}")) {
        for role in ROLES.into_iter().filter(|role| may(*role, &operation.id)) {
            let answer = operation.call(&scene, NOTHING).by(role).send();
            let kind = answer.body["type"].as_str().unwrap_or_default();
            if answer.status != 404 || kind != "/problems/not-found" {
                wrong.push(format!("{} by {role:?}: {}", operation.id, answer.status));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}
