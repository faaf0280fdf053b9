//! The key file and the first user, made at the machine itself.

use std::path::Path;

use clap::Parser;
use placewell::cli::Cli;
use placewell::db::Keys;

use crate::support::database::{Engine, TestAddress};

/// What the program prints, or why it refuses.
fn run(folder: &Path, url: &str, words: &[&str]) -> Result<String, String> {
    let (keys, database) =
        (format!("keys.file={}", folder.join("keys").display()), format!("database.url={url}"));
    let mail = format!("mail.folder={}", folder.join("mail").display());
    let settings = ["placewell", "--set", &keys, "--set", &database, "--set", &mail];
    let cli = Cli::try_parse_from(settings.iter().chain(words)).map_err(|error| error.to_string())?;
    let mut out = Vec::new();
    cli.run(&mut out).map_err(|error| error.to_string())?;
    Ok(String::from_utf8(out).unwrap())
}

#[test]
fn a_key_file_is_made_once_and_rotated_without_losing_a_key() {
    let folder = tempfile::tempdir().unwrap();
    let key = |word: &str| run(folder.path(), "sqlite:unused", &["key", word]);
    assert!(key("rotate").is_err());
    assert!(key("new").unwrap().contains("without it the data cannot be read"));
    let first = Keys::load(&folder.path().join("keys")).unwrap();
    assert!(key("new").is_err());
    key("rotate").unwrap();
    let second = Keys::load(&folder.path().join("keys")).unwrap();
    assert_ne!(first.active(), second.active());
    assert!(second.derive("x", first.active()).is_some());
}

#[test]
fn the_first_user_founds_a_hub_and_the_next_joins_it() {
    let (folder, store) = (tempfile::tempdir().unwrap(), TestAddress::migrated(Engine::Sqlite).unwrap());
    let user = |words: &[&str]| run(folder.path(), &store.url, &[&["user", "add"], words].concat());
    let first =
        ["--email", "ada@hub.example", "--name", "Ada Moss", "--role", "admin", "--new-hub", "Fir Hub"];
    assert!(user(&first).is_err(), "without a key file");
    run(folder.path(), &store.url, &["key", "new"]).unwrap();
    let printed = user(&first).unwrap();
    let value = |label: &str| {
        let line = printed.lines().find(|line| line.starts_with(label)).unwrap();
        line.trim_start_matches(label).trim().to_owned()
    };
    assert_eq!((value("role"), value("password").len()), ("admin".to_owned(), 29));
    let hub = value("organisation");
    let next = |email: &str, role: &str| {
        user(&["--email", email, "--name", "Bea Nash", "--role", role, "--organisation", &hub])
    };
    next("bea@hub.example", "hub").unwrap();
    assert!(next("bea@hub.example", "hub").unwrap_err().contains("email_taken"));
    assert!(next("cal@hub.example", "provider").is_err());
    assert!(next("no address", "hub").unwrap_err().contains("e-mail address"));
}
