//! Access tokens.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use placewell::auth::token::{TokenError, Tokens};
use placewell::auth::{Caller, CallerKind};
use placewell::clock::FixedClock;
use placewell::config::AuthConfig;
use placewell::db::Keys;
use placewell::domain::role::Role;
use serde_json::{Value, json};

use crate::support::app::{home, start, user};

struct Fixture {
    keys: Arc<Keys>,
    clock: Arc<FixedClock>,
    tokens: Tokens,
}

fn fixture() -> Fixture {
    let (keys, clock) = (Arc::new(Keys::generate().unwrap()), Arc::new(FixedClock::at(start())));
    let tokens = Tokens::new(&AuthConfig::default(), keys.clone(), clock.clone());
    Fixture { keys, clock, tokens }
}

impl Fixture {
    fn issue(&self) -> String {
        self.tokens.issue(&user(Role::Provider), &home(Role::Provider), Role::Provider, "s1", false).unwrap()
    }

    /// A token signed with our own secret but saying something else.
    fn forge(&self, algorithm: Algorithm, change: impl Fn(&mut Value)) -> String {
        let now = start().timestamp();
        let mut claims = json!({"iss": "placewell", "aud": "placewell", "sub": user(Role::Provider).as_str(),
            "exp": now + 600, "iat": now, "org": home(Role::Provider).as_str(), "role": "provider", "sid": "s1"});
        change(&mut claims);
        let header = Header { kid: Some(self.keys.active().to_owned()), ..Header::new(algorithm) };
        let secret = self.keys.derive("access tokens", self.keys.active()).unwrap();
        encode(&header, &claims, &EncodingKey::from_secret(secret.as_ref())).unwrap()
    }
}

#[test]
fn a_token_says_who_for_whom_and_in_which_role() {
    let fixture = fixture();
    let expected = Caller {
        kind: CallerKind::User { session: "s1".to_owned(), limited: false },
        user: user(Role::Provider),
        organisation: home(Role::Provider),
        role: Role::Provider,
    };
    assert_eq!(fixture.tokens.verify(&fixture.issue()), Ok(expected));
    assert!(fixture.tokens.verify(&fixture.forge(Algorithm::HS256, |_| {})).is_ok());
}

#[test]
fn a_token_ends_after_ten_minutes_and_half_a_minute_of_patience() {
    let fixture = fixture();
    let token = fixture.issue();
    fixture.clock.advance(TimeDelta::seconds(629));
    assert!(fixture.tokens.verify(&token).is_ok());
    fixture.clock.advance(TimeDelta::seconds(1));
    assert_eq!(fixture.tokens.verify(&token), Err(TokenError::Expired));
}

#[test]
fn a_token_may_come_from_a_clock_that_runs_a_little_ahead() {
    let fixture = fixture();
    let token = fixture.issue();
    fixture.clock.set(start() - TimeDelta::seconds(30));
    assert!(fixture.tokens.verify(&token).is_ok());
    fixture.clock.set(start() - TimeDelta::seconds(31));
    assert_eq!(fixture.tokens.verify(&token), Err(TokenError::Refused));
}

#[test]
fn every_claim_is_needed_and_must_be_ours() {
    let fixture = fixture();
    for claim in ["iss", "aud", "sub", "exp", "iat", "org", "role", "sid"] {
        let token =
            fixture.forge(Algorithm::HS256, |claims| drop(claims.as_object_mut().unwrap().remove(claim)));
        assert_eq!(fixture.tokens.verify(&token), Err(TokenError::Refused), "without {claim}");
    }
    for (claim, value) in [("iss", "other"), ("aud", "other"), ("role", "root"), ("sub", "me")] {
        let token = fixture.forge(Algorithm::HS256, |claims| claims[claim] = json!(value));
        assert_eq!(fixture.tokens.verify(&token), Err(TokenError::Refused), "{claim} {value}");
    }
}

#[test]
fn no_other_algorithm_is_taken_for_the_right_one() {
    let fixture = fixture();
    for algorithm in [Algorithm::HS384, Algorithm::HS512] {
        let token = fixture.forge(algorithm, |_| {});
        assert_eq!(fixture.tokens.verify(&token), Err(TokenError::Refused));
    }
    let whole = fixture.issue();
    let mut parts = whole.split('.');
    let (_, claims) = (parts.next().unwrap(), parts.next().unwrap());
    for name in ["none", "None", "NONE"] {
        let header = json!({"typ": "JWT", "alg": name, "kid": fixture.keys.active()});
        let header = URL_SAFE_NO_PAD.encode(header.to_string());
        for signature in ["", parts.clone().next().unwrap()] {
            let token = format!("{header}.{claims}.{signature}");
            assert_eq!(fixture.tokens.verify(&token), Err(TokenError::Refused));
        }
    }
}

#[test]
fn a_token_of_other_keys_is_refused_and_rotation_keeps_the_old_ones() {
    let fixture = fixture();
    let token = fixture.issue();
    let of = |keys: Keys| Tokens::new(&AuthConfig::default(), Arc::new(keys), fixture.clock.clone());
    assert_eq!(of(Keys::generate().unwrap()).verify(&token), Err(TokenError::UnknownKey));
    let path = tempfile::tempdir().unwrap();
    let file = path.path().join("keys");
    fixture.keys.create(&file).unwrap();
    let rotated = of(Keys::load(&file).unwrap().rotate().unwrap());
    assert!(rotated.verify(&token).is_ok());
    let fresh = rotated.issue(&user(Role::Hub), &home(Role::Hub), Role::Hub, "s2", false).unwrap();
    assert!(rotated.verify(&fresh).is_ok());
    assert_eq!(fixture.tokens.verify(&fresh), Err(TokenError::UnknownKey));
}

#[test]
fn nothing_malformed_is_taken_and_one_changed_letter_is_seen() {
    let fixture = fixture();
    for text in ["", ".", "..", "a.b.c", "eyJhbGciOiJIUzI1NiJ9.e30.x"] {
        assert_eq!(fixture.tokens.verify(text), Err(TokenError::Refused), "{text}");
    }
    let token = fixture.issue();
    let (head, signature) = token.rsplit_once('.').unwrap();
    let flipped = if signature.starts_with('A') { "B" } else { "A" };
    let changed = format!("{head}.{flipped}{}", &signature[1..]);
    assert_eq!(fixture.tokens.verify(&changed), Err(TokenError::Refused));
}
