//! Signing in, second factors, users and keys.

use chrono::TimeDelta;
use placewell::auth::totp::TotpSecret;
use placewell::clock::Clock;
use placewell::domain::role::Role;
use serde_json::{Value, json};

use super::book::{Book, Who};
use crate::api::invitations::{code, letter};
use crate::support::app::{PASSWORD, email, home, user};

const NEW: &str = "a horse of another colour";

/// Everything that people do about their own sign-in.
pub(super) fn sign_in(book: &Book) {
    let test = &book.scene.test;
    let address = email(Role::JobCoach);
    let login = json!({"email": address, "password": PASSWORD});
    let tokens = book.call("create_session", Who::Nobody, &[], &login);
    let refresh = json!({"refresh_token": tokens["refresh_token"]});
    let tokens = book.call("refresh_session", Who::Nobody, &[], &refresh);
    let token = Who::Bearer(tokens["access_token"].as_str().unwrap());
    book.call("confirm_session", token, &[], &json!({"password": PASSWORD}));
    book.call("read_session", token, &[], &Value::Null);
    let change = json!({"old_password": PASSWORD, "new_password": NEW});
    book.call("change_own_password", token, &[], &change);
    let setup = book.call("begin_second_factor", token, &[], &Value::Null);
    let secret = TotpSecret::read(setup["secret"].as_str().unwrap()).unwrap();
    let shown = secret.code(test.clock.now().timestamp() / 30);
    book.call("activate_second_factor", token, &[], &json!({"code": shown}));
    book.call("remove_second_factor", Role::Provider, &[user(Role::JobCoach).as_str()], &Value::Null);
    book.call("request_password_reset", Who::Nobody, &[], &json!({"email": address}));
    let sent = code(&letter(test).unwrap().1);
    book.call("reset_password", Who::Nobody, &[], &json!({"code": sent, "password": PASSWORD}));
    test.clock.advance(TimeDelta::minutes(1));
}

/// Inviting people, their roles, and keys for programs.
pub(super) fn let_in(book: &Book) {
    let invited = json!({"name": "Kim Lowe", "email": "kim@provider.example", "role": "job_coach"});
    let other = json!({"name": "Jo Hale", "email": "jo@provider.example", "role": "provider"});
    for somebody in [&other, &invited] {
        book.call("create_user", Role::Provider, &[], somebody);
        book.scene.work();
    }
    book.call("list_invitations", Role::Provider, &["?limit=1"], &Value::Null);
    let sent = code(&letter(&book.scene.test).unwrap().1);
    book.call("accept_invitation", Who::Nobody, &[], &json!({"code": sent, "password": PASSWORD}));
    let (coach, organisation) = (user(Role::JobCoach), home(Role::Employer));
    let coach = [coach.as_str()];
    book.call("list_users", Role::Provider, &["?limit=1"], &Value::Null);
    book.call("read_user", Role::Provider, &coach, &Value::Null);
    let change = json!({"name": "Kit Moss", "email": email(Role::JobCoach), "disabled": false});
    book.call("change_user", Role::Provider, &coach, &change);
    book.call("set_user_password", Role::Provider, &coach, &json!({"password": NEW}));
    let also = json!({"organisation": organisation, "role": "employer"});
    book.call("grant_membership", Role::Admin, &coach, &also);
    let both = [coach[0], organisation.as_str(), "employer"];
    book.call("revoke_membership", Role::Admin, &both, &Value::Null);
    let policy = json!({"required": false});
    book.call("require_second_factor", Role::Employer, &[organisation.as_str()], &policy);
    for label in ["Timetabling", "Reports"] {
        let key = json!({"label": label, "scopes": ["placements:read"]});
        book.call("create_api_key", Role::Provider, &[], &key);
    }
    book.call("list_api_keys", Role::Provider, &["?limit=1"], &Value::Null);
}
