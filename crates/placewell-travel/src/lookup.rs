//! The one hashed table of the pure modules, where millions of identifiers are met.

/// Looked up by key; whoever walks it sorts first, so that no order of a hash reaches an answer.
pub(super) type Lookup<K, V> = hashbrown::HashMap<K, V>;
