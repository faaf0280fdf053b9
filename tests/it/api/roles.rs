//! Every operation by every role: 403 exactly where the table says no.

use placewell::auth::operation::{Gate, gate};
use placewell::auth::policy::allowed;
use placewell::auth::scope::{KeyReach, reach, reading};
use placewell::auth::{Action, Scope};
use placewell::domain::code::{Code, CodeSet};
use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::json;

use super::operations::{NOTHING, all};
use super::scene::Scene;
use crate::support::app::ROLES;
use crate::support::database::Engine;

/// Whether the table lets a role take an operation; the step of a path is `accept`.
pub(super) fn may(role: Role, operation: &str) -> bool {
    match gate(operation).unwrap() {
        Gate::Open => true,
        Gate::Action(action) => allowed(role, action),
        Gate::OneOf(_) => allowed(role, Action::AcceptPlacement),
    }
}

/// Whether a key of a role with these scopes may; one from before there were scopes has none.
pub(super) fn key_may(role: Role, scopes: Option<CodeSet<Scope>>, operation: &str) -> bool {
    let action = match gate(operation).unwrap() {
        Gate::Open => return true,
        Gate::Action(action) => action,
        Gate::OneOf(_) => Action::AcceptPlacement,
    };
    allowed(role, action)
        && match reach(action) {
            // Whose file it is decides: the example is one of learners, which a hub does not bring.
            KeyReach::Any if action == Action::CreateImport && role == Role::Provider => {
                scopes.is_none_or(|held| held.contains(Scope::LearnersWrite))
            }
            KeyReach::Any => true,
            KeyReach::PersonOnly => false,
            KeyReach::With(scope) => scopes.is_none_or(|held| held.contains(scope)),
        }
}

#[rstest]
fn an_api_key_is_refused_exactly_what_its_role_and_scopes_leave_out(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let every: CodeSet<Scope> = Scope::ALL.iter().copied().collect();
    let (mut wrong, mut cells) = (Vec::new(), 0);
    let operations = all(&scene);
    for role in ROLES.into_iter().filter(|role| allowed(*role, Action::CreateApiKey)) {
        let alone = Scope::ALL.iter().map(|scope| (scope.code(), Some(one(*scope))));
        for (label, scopes) in [("default", None), ("every", Some(every))].into_iter().chain(alone) {
            let mut body = json!({"label": label});
            if let Some(scopes) = scopes {
                body["scopes"] = json!(scopes);
            }
            let made = scene.test.post("/api/v1/api-keys").by(role).json(&body).send().expect(201).body;
            let held = scopes.unwrap_or_else(|| reading(role));
            assert_eq!(made["scopes"], json!(held));
            for operation in &operations {
                cells += 1;
                let answer = operation.call(&scene, NOTHING).bearing(made["secret"].as_str().unwrap()).send();
                if (answer.status == 403) == key_may(role, Some(held), &operation.id) || answer.status >= 500
                {
                    wrong.push(format!("{} by a {role:?} key, {label}: {}", operation.id, answer.status));
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    println!("{engine:?}: {cells} cells of an operation and an API key");
    assert!(cells > 7_000, "{cells}");
}

fn one(scope: Scope) -> CodeSet<Scope> {
    [scope].into_iter().collect()
}

#[rstest]
fn an_operation_is_refused_exactly_to_the_roles_that_can_never_do_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let (mut wrong, mut cells) = (Vec::new(), 0);
    let operations = all(&scene);
    for operation in operations.iter().filter(|operation| operation.id != "end_session") {
        for role in ROLES {
            let answer = operation.call(&scene, NOTHING).by(role).send();
            cells += 1;
            let refused = answer.status == 403;
            if refused == may(role, &operation.id) || answer.status >= 500 {
                wrong.push(format!("{} by {role:?}: {}", operation.id, answer.status));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    println!("{engine:?}: {} operations, {} roles, {cells} cells", operations.len(), ROLES.len());
    assert!(operations.len() > 130 && cells > 780);
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
