use placewell::briefing::fingerprint::content_hash;

use super::fixture::pack;

#[test]
fn the_hash_follows_the_content_and_not_the_version_or_the_date() {
    let mut later = pack();
    later.issue.version = 2;
    later.issue.prepared_on = later.issue.prepared_on.succ_opt().unwrap();
    assert_eq!(content_hash(&later), content_hash(&pack()));
    later.arrival.door.push_str(", ring twice");
    assert_ne!(content_hash(&later), content_hash(&pack()));
}

#[test]
fn the_hash_is_64_hexadecimal_characters() {
    let hash = content_hash(&pack()).unwrap();
    assert_eq!(hash.len(), 64);
    assert!(hash.bytes().all(|byte| byte.is_ascii_hexdigit()));
}
