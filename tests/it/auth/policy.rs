//! The role x action table.

use std::collections::BTreeSet;

use placewell::auth::policy::allowed;
use placewell::auth::scope::{KeyReach, reach};
use placewell::auth::{Action, Caller, CallerKind, authorise};
use placewell::domain::code::Code;
use placewell::domain::organisation::OrganisationKind;
use placewell::domain::placement::PlacementAction;
use placewell::domain::role::Role;

use crate::support::app::{ROLES, home, user};

/// The table as a person reads it: one line an action, one column a role.
fn matrix() -> String {
    let heading: String = ROLES.iter().map(|role| format!("{:>19}", role.code())).collect();
    let line = |action: &Action| {
        let marks: String = ROLES
            .iter()
            .map(|role| format!("{:>19}", if allowed(*role, *action) { "yes" } else { "." }))
            .collect();
        format!("{:<26}{marks}\n", action.code())
    };
    format!("{:<26}{heading}\n{}", "", Action::ALL.iter().map(line).collect::<String>())
}

#[test]
fn the_table_is_the_one_that_was_agreed() {
    insta::assert_snapshot!(matrix());
}

/// What API keys may be used for: one line an action.
#[test]
fn the_scopes_of_api_keys_are_those_that_were_agreed() {
    let line = |action: &Action| match reach(*action) {
        KeyReach::Any => format!("{:<26}any key\n", action.code()),
        KeyReach::PersonOnly => format!("{:<26}a person only\n", action.code()),
        KeyReach::With(scope) => format!("{:<26}{}\n", action.code(), scope.code()),
    };
    insta::assert_snapshot!(Action::ALL.iter().map(line).collect::<String>());
}

#[test]
fn no_api_key_can_take_an_action_that_changes_a_credential() {
    let changing: Vec<_> = Action::ALL.iter().filter(|action| action.is_credential()).collect();
    assert!(changing.len() >= 8);
    assert!(changing.iter().all(|action| reach(**action) == KeyReach::PersonOnly));
}

#[test]
fn every_action_has_a_code_of_its_own_and_somebody_who_may_take_it() {
    let codes: BTreeSet<_> = Action::ALL.iter().map(|action| action.code()).collect();
    assert_eq!(codes.len(), Action::ALL.len());
    assert!(Action::ALL.iter().all(|action| ROLES.iter().any(|role| allowed(*role, *action))));
}

#[test]
fn a_refusal_names_role_and_action() {
    let caller = |role| Caller {
        kind: CallerKind::User { session: "s".to_owned(), limited: false },
        user: user(role),
        organisation: home(role),
        role,
    };
    assert!(authorise(&caller(Role::Provider), Action::ReadLearner).is_ok());
    let refusal = authorise(&caller(Role::Employer), Action::ReadLearner).unwrap_err();
    assert_eq!((refusal.role, refusal.action), (Role::Employer, Action::ReadLearner));
}

#[test]
fn nobody_but_the_provider_touches_a_learner() {
    let about_learners = [
        Action::CreateLearner,
        Action::ListLearners,
        Action::ReadLearner,
        Action::ChangeLearner,
        Action::ArchiveLearner,
        Action::ListAgreements,
        Action::ListDisclosures,
    ];
    for action in about_learners {
        for role in [Role::Hub, Role::Employer, Role::Admin] {
            assert!(!allowed(role, action), "{} {}", role.code(), action.code());
        }
    }
}

#[test]
fn each_step_of_a_placement_is_an_action_of_its_own() {
    let actions: BTreeSet<Action> = PlacementAction::ALL.iter().map(|step| Action::from(*step)).collect();
    assert_eq!(actions.len(), PlacementAction::ALL.len());
}

#[test]
fn a_role_has_one_kind_of_home() {
    for role in ROLES {
        assert_eq!(OrganisationKind::ALL.iter().filter(|kind| role.fits(**kind)).count(), 1);
    }
}
