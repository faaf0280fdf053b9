//! Passwords.

use std::sync::Arc;
use std::time::Instant;

use placewell::auth::password::{NewPassword, PasswordCost, PasswordError, Passwords};
use placewell::clock::RepeatableRandom;

fn passwords(cost: PasswordCost) -> Passwords {
    Passwords::new(cost, 2, Arc::new(RepeatableRandom::seeded(1))).unwrap()
}

const LIGHT: PasswordCost = PasswordCost { memory_kib: 8, passes: 1 };

#[test]
fn the_default_is_what_owasp_asks_for() {
    let hash =
        passwords(PasswordCost::default()).hash(&NewPassword::parse("a long password").unwrap()).unwrap();
    assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
}

#[test]
fn only_the_same_password_fits_and_equal_ones_are_stored_differently() {
    let passwords = passwords(LIGHT);
    let chosen = NewPassword::parse("a long password").unwrap();
    let (one, other) = (passwords.hash(&chosen).unwrap(), passwords.hash(&chosen).unwrap());
    assert_ne!(one, other);
    assert_eq!(passwords.verify(Some(&one), "a long password"), Ok(true));
    assert_eq!(passwords.verify(Some(&one), "a long Password"), Ok(false));
    assert_eq!(passwords.verify(Some("no hash"), "a long password"), Err(PasswordError::Failed));
}

#[test]
fn a_user_that_is_not_there_costs_the_same_work() {
    let passwords = passwords(PasswordCost { memory_kib: 4096, passes: 4 });
    let stored = passwords.hash(&NewPassword::parse("a long password").unwrap()).unwrap();
    let time = |stored: Option<&str>| {
        let begun = Instant::now();
        assert_eq!(passwords.verify(stored, "nobody has this password"), Ok(false));
        begun.elapsed()
    };
    let fastest = |stored: Option<&str>| (0..5).map(|_| time(stored)).min().unwrap();
    assert!(fastest(None) * 3 > fastest(Some(&stored)));
}

#[test]
fn length_is_all_that_is_asked_of_a_password() {
    assert!(NewPassword::parse("elevenchars").is_err());
    assert!(NewPassword::parse("twelve chars").is_ok());
    assert!(NewPassword::parse("œuvre d'été!").is_ok());
    assert!(NewPassword::parse(&"x".repeat(201)).is_err());
}
