//! API keys of machine clients: 256 random bits, shown once, stored as their SHA-256.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::refresh::fingerprint;
use crate::clock::Random;

/// What every key begins with, so that a scanner for leaked secrets can find it.
pub const PREFIX: &str = "pwk_";

/// A fresh key, and what the store keeps of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewApiKey {
    /// The key; nobody can read it again.
    pub secret: String,
    /// Its fingerprint.
    pub hash: String,
}

impl NewApiKey {
    /// Draws a key.
    #[must_use]
    pub fn draw(random: &dyn Random) -> Self {
        let mut bytes = [0; 32];
        random.fill(&mut bytes);
        let secret = format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(bytes));
        let hash = fingerprint(&secret);
        Self { secret, hash }
    }
}

/// The fingerprint under which a presented key would be stored; `None` for what is no key of ours.
#[must_use]
pub fn lookup(presented: &str) -> Option<String> {
    let secret = presented.strip_prefix(PREFIX)?;
    (secret.len() == 43).then(|| fingerprint(presented))
}
