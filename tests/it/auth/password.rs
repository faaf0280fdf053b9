//! Passwords.

use std::sync::Arc;
use std::time::Instant;

use placewell::auth::password::{NewPassword, PasswordCost, PasswordError, Passwords};

use crate::support::random::RepeatableRandom;

fn passwords(cost: PasswordCost) -> Passwords {
    Passwords::new(cost, 2, Arc::new(RepeatableRandom::seeded(1))).unwrap()
}

const LIGHT: PasswordCost = PasswordCost { memory_kib: 8, passes: 1 };

#[test]
fn the_default_is_what_owasp_asks_for() {
    let hash = passwords(PasswordCost::default())
        .hash(&NewPassword::parse("a long and honest password", &[]).unwrap())
        .unwrap();
    assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
}

#[test]
fn only_the_same_password_fits_and_equal_ones_are_stored_differently() {
    let passwords = passwords(LIGHT);
    let chosen = NewPassword::parse("a long and honest password", &[]).unwrap();
    let (one, other) = (passwords.hash(&chosen).unwrap(), passwords.hash(&chosen).unwrap());
    assert_ne!(one, other);
    assert_eq!(passwords.verify(Some(&one), "a long and honest password"), Ok(true));
    assert_eq!(passwords.verify(Some(&one), "a long Password"), Ok(false));
    assert_eq!(passwords.verify(Some("no hash"), "a long and honest password"), Err(PasswordError::Failed));
}

#[test]
fn a_user_that_is_not_there_costs_the_same_work() {
    let passwords = passwords(PasswordCost { memory_kib: 4096, passes: 4 });
    let stored = passwords.hash(&NewPassword::parse("a long and honest password", &[]).unwrap()).unwrap();
    let time = |stored: Option<&str>| {
        let begun = Instant::now();
        assert_eq!(passwords.verify(stored, "nobody has this password"), Ok(false));
        begun.elapsed()
    };
    let fastest = |stored: Option<&str>| (0..5).map(|_| time(stored)).min().unwrap();
    assert!(fastest(None) * 3 > fastest(Some(&stored)));
}

#[test]
fn length_counts_and_not_the_mixture() {
    let fits = |text: &str| NewPassword::parse(text, &[]).is_ok();
    assert!(!fits("elevenchars"));
    assert!(fits("twelve chars"));
    assert!(fits("œuvre d'été!"));
    assert!(fits("correct horse battery") && fits("only-for-the-demo"));
    assert!(!fits(&"x".repeat(201)));
}

#[test]
fn what_many_choose_or_anybody_would_expect_is_refused() {
    let common = [
        "password1234",
        "passwordpassword",
        "Password123!",
        "P@ssw0rd12345",
        "123456789012",
        "qwertyuiop12",
        "1qaz2wsx3edc",
        "aaaaaaaaaaaa",
        "abcabcabcabc",
        "iloveyou1234",
        "placewell2026",
    ];
    for password in common {
        assert!(NewPassword::parse(password, &[]).is_err(), "{password}");
    }
    let about = ["Rosalind Achterberg", "r.achterberg@alder-green.example"];
    for password in ["rosalind2026", "achterberg123", "alder-green1", "r.achterberg@alder-green.example"] {
        assert!(NewPassword::parse(password, &about).is_err(), "{password}");
    }
}
