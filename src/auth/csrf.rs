//! The token that tells a form of ours from one that another site had a browser send.
//!
//! It is computed from the sign-in, so nothing is stored, and a token of one sign-in is worth nothing in another.

use aws_lc_rs::constant_time::verify_slices_are_equal;

use crate::db::Keys;

/// The token of the forms shown within a sign-in.
#[must_use]
pub fn token(keys: &Keys, session: &str) -> String {
    keys.blind_index("refresh_families", "form", session)
}

/// Whether a form was shown within this sign-in.
#[must_use]
pub fn is_ours(keys: &Keys, session: &str, given: &str) -> bool {
    verify_slices_are_equal(token(keys, session).as_bytes(), given.as_bytes()).is_ok()
}
