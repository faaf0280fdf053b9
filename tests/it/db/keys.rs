//! The key file.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use placewell::db::{KeyError, Keys, SealContext, Sealed};
use rstest::rstest;

const SECRET: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

#[test]
fn a_key_file_is_private_and_never_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys");
    let keys = Keys::generate().unwrap();
    keys.create(&path).unwrap();
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(Keys::load(&path).unwrap().active(), keys.active());
    let text = fs::read_to_string(&path).unwrap();
    assert!(matches!(Keys::generate().unwrap().create(&path), Err(KeyError::File { .. })));
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn after_a_rotation_old_values_open_and_new_ones_use_the_new_key() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys");
    let place = SealContext::new("learners", "identity", "1");
    let before = Keys::generate().unwrap();
    before.create(&path).unwrap();
    let old = Sealed::seal(&before, place, &"Cerys").unwrap();
    let index = before.blind_index("users", "email", "cerys@example.org");

    Keys::load(&path).unwrap().rotate().unwrap().replace(&path).unwrap();
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    let after = Keys::load(&path).unwrap();
    assert_ne!(after.active(), before.active());
    assert_eq!(old.open::<String>(&after, place).unwrap(), "Cerys");
    let new = Sealed::seal(&after, place, &"Cerys").unwrap();
    assert_eq!(new.key_id(), Some(after.active()));
    assert!(new.open::<String>(&before, place).is_err());
    assert_eq!(after.blind_index("users", "email", "cerys@example.org"), index);
}

#[rstest]
#[case("", "has no index key")]
#[case("index AAAA", "line 1: the secret is not 32 bytes")]
#[case("# fine\nkeys k1", "line 2: expected")]
#[case("key k-1 S", "a key's id is letters and digits")]
#[case("key k1 S\nkey k1 S", "line 2: this id stands twice")]
#[case("index S\nkey k1 S", "exactly one key as active")]
#[case("index S\nkey k1 S active\nkey k2 S active", "exactly one key as active")]
fn a_broken_key_file_is_refused_in_words(#[case] text: &str, #[case] words: &str) {
    let Err(error) = Keys::parse(&text.replace('S', SECRET)) else { panic!("accepted") };
    assert!(error.to_string().contains(words), "{error}");
    assert!(!error.to_string().contains(SECRET));
}

#[test]
fn a_blind_index_tells_columns_and_keys_apart() {
    let keys = Keys::generate().unwrap();
    let index = keys.blind_index("users", "email", "a@example.org");
    assert_eq!(index, keys.blind_index("users", "email", "a@example.org"));
    assert_ne!(index, keys.blind_index("users", "emaila", "@example.org"));
    assert_ne!(index, keys.blind_index("contacts", "email", "a@example.org"));
    assert_ne!(index, Keys::generate().unwrap().blind_index("users", "email", "a@example.org"));
    assert!(!format!("{keys:?}").contains("secret"));
}

#[test]
fn a_rotation_that_fails_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("placewell.keys");
    let keys = Keys::generate().unwrap();
    // A folder stands where the file should be, so that nothing can be put in its place.
    fs::create_dir_all(path.join("within")).unwrap();
    assert!(keys.replace(&path).is_err());
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["placewell.keys"]);
}
