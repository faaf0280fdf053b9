//! A pack's content hash: two packs that tell the employer the same have the same hash, whatever
//! their version and date.

use serde::Serialize;

use crate::domain::digest::sha256;

use super::pack::Pack;

/// SHA-256, in 64 hexadecimal characters, of the pack's JSON with sorted keys and without its
/// [`Issue`](super::pack::Issue). `None` only if the pack cannot be written as JSON.
#[must_use]
pub fn content_hash(pack: &Pack) -> Option<String> {
    hash_of(pack)
}

/// Whether two packs tell the same plan: when somebody rings is no part of what a copy must agree with.
#[must_use]
pub fn tells_same_plan(one: &Pack, other: &Pack) -> bool {
    let plan = |pack: &Pack| {
        let mut pack = pack.clone();
        pack.phones.calls.clear();
        content_hash(&pack)
    };
    plan(one) == plan(other)
}

/// The same of any edition's model that holds its version under `issue`.
pub(super) fn hash_of(model: &impl Serialize) -> Option<String> {
    let mut value = serde_json::to_value(model).ok()?;
    value.as_object_mut()?.remove("issue");
    value.sort_all_objects();
    Some(sha256(&serde_json::to_vec(&value).ok()?))
}
