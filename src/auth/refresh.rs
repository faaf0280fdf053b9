//! Refresh tokens: each is good once, and every one of a sign-in belongs to one family.
//!
//! The tokens of a family are a chain that only the key file can compute, so a token that
//! comes twice at almost the same moment is answered with the same successor, and an old token is
//! known to have been genuine before its family is ended for it. The store holds the SHA-256 of the newest.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;

use crate::db::Keys;

const PREFIX: &str = "pwr";

/// For how long after its use a token may come once more: two tabs, or an answer lost on the way.
pub const GRACE: TimeDelta = TimeDelta::seconds(10);

/// A refresh token of ours, genuine but perhaps spent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefreshToken {
    /// The sign-in that it belongs to.
    pub family: String,
    /// Its place in the chain, from 1.
    pub generation: i32,
}

impl RefreshToken {
    /// The token as it is handed out: the family, the place, and 256 bits that nobody can guess.
    #[must_use]
    pub fn reveal(&self, keys: &Keys) -> String {
        let place = format!("{}.{}", self.family, self.generation);
        format!("{PREFIX}.{place}.{}", keys.blind_index("refresh_families", "token", &place))
    }

    /// Reads a token; `None` unless it is one that was, or will be, handed out by these keys.
    #[must_use]
    pub fn read(keys: &Keys, text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let (prefix, family, generation) = (parts.next()?, parts.next()?, parts.next()?.parse().ok()?);
        let token = Self { family: family.to_owned(), generation };
        let genuine = verify_slices_are_equal(token.reveal(keys).as_bytes(), text.as_bytes()).is_ok();
        (prefix == PREFIX && genuine).then_some(token)
    }

    /// The token that takes its place.
    #[must_use]
    pub fn next(&self) -> Self {
        Self { family: self.family.clone(), generation: self.generation.saturating_add(1) }
    }
}

/// What the store keeps of a random token: its SHA-256 in base64url.
#[must_use]
pub fn fingerprint(token: &str) -> String {
    URL_SAFE_NO_PAD.encode(digest(&SHA256, token.as_bytes()))
}
