//! A pack's content hash: two packs that tell the employer the same have the same hash, whatever
//! their version and date.

use crate::domain::digest::sha256;

use super::pack::Pack;

/// SHA-256, in 64 hexadecimal characters, of the pack's JSON with sorted keys and without its
/// [`Issue`](super::pack::Issue). `None` only if the pack cannot be written as JSON.
#[must_use]
pub fn content_hash(pack: &Pack) -> Option<String> {
    let mut value = serde_json::to_value(pack).ok()?;
    value.as_object_mut()?.remove("issue");
    value.sort_all_objects();
    Some(sha256(&serde_json::to_vec(&value).ok()?))
}
