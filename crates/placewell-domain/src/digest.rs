//! Digests, by which one content is told from another.

use aws_lc_rs::digest::{SHA256, digest};

/// Bytes in hexadecimal, lower case: two characters a byte.
#[must_use]
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// SHA-256 (FIPS 180-4) in 64 hexadecimal characters.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(digest(&SHA256, bytes).as_ref())
}
