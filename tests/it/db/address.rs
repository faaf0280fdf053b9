//! Which database addresses are opened and which are refused.

use placewell::db::{Db, DbError, DbOptions};
use rstest::rstest;

#[rstest]
#[case("placewell.db", "must begin with sqlite:")]
#[case("mysql://root@localhost/placewell", "must begin with sqlite:")]
#[case("", "must begin with sqlite:")]
#[case("sqlite:", "needs the path of a file")]
#[case("sqlite::memory:", "in-memory")]
#[case("sqlite:file:x?mode=memory", "plain path")]
#[case("postgres://placewell:secret@db.example.org/placewell?sslmode=disable", "plain text")]
#[case("postgresql://10.0.0.5/placewell?sslmode=disable", "plain text")]
#[case("postgres://localhost,db.example.org/placewell?sslmode=disable", "plain text")]
#[case("postgres:///placewell?host=db.example.org", "name in the address itself")]
#[case("postgres://localhost/placewell?hostaddr=10.0.0.5", "name in the address itself")]
#[case("postgres:///placewell?service=elsewhere", "name in the address itself")]
#[case("postgres://%2Fnowhere,db.example.org/placewell", "name in the address itself")]
#[case("postgres://db.example.org/placewell?sslrootcert=/nowhere/ca.pem", "/nowhere/ca.pem")]
#[case("postgres://db.example.org/placewell?sslkey=own.pem", "sign in with a password")]
#[case("postgres://db.example.org:65536/placewell", "up to 65535")]
fn an_address_is_refused_in_words(#[case] url: &str, #[case] words: &str) {
    let Err(error) = Db::open(url, DbOptions::default()) else { panic!("{url} was opened") };
    assert!(matches!(error, DbError::Address(_)), "{error:?}");
    assert!(error.to_string().contains(words), "{error}");
    assert!(!error.to_string().contains("secret"), "{error}");
}

#[rstest]
#[case("postgres://placewell@127.0.0.1:1/placewell")]
#[case("postgresql://placewell@localhost:1/placewell")]
#[case("postgres://placewell@[::1]:1/placewell")]
#[case("postgres:///placewell?host=/nowhere")]
#[case("postgres://%2Fnowhere/placewell")]
fn a_server_on_this_machine_is_tried(#[case] url: &str) {
    let Err(error) = Db::open(url, DbOptions::default()) else { panic!("{url} was opened") };
    assert!(matches!(error, DbError::Unavailable(_)), "{error:?}");
}

#[rstest]
#[case("postgres://placewell:secret@db.invalid/placewell")]
#[case("postgres://localhost@db.invalid:1/placewell?connect_timeout=9")]
#[case("postgres://127.0.0.1:1,[::1]:1/placewell?sslmode=require")]
#[case("postgres://localhost:1/placewell?sslmode=verify-full&sslrootcert=system")]
fn a_server_elsewhere_is_tried_by_tls(#[case] url: &str) {
    let Err(error) = Db::open(url, DbOptions::default()) else { panic!("{url} was opened") };
    assert!(matches!(error, DbError::Unavailable(_)), "{error:?}");
    assert!(error.to_string().contains("TLS to "), "{error}");
    assert!(!error.to_string().contains("secret"), "{error}");
}

#[test]
fn plain_text_can_be_allowed() {
    let options = DbOptions { allow_plaintext: true, ..DbOptions::default() };
    let Err(error) = Db::open("postgres://placewell.invalid:1/placewell", options) else { panic!() };
    assert!(matches!(error, DbError::Unavailable(_)), "{error:?}");
}

#[test]
fn a_file_in_a_missing_folder_is_said_at_the_start() {
    let Err(error) = Db::open("sqlite:/nowhere/at/all/placewell.db", DbOptions::default()) else { panic!() };
    assert!(matches!(error, DbError::Missing(_)), "{error:?}");
}
