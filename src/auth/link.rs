//! The code in a link that is mailed to one person and good once.
//!
//! Only the key file can compute it, from the name of the row that it belongs to: the worker that writes the letter
//! makes it anew, and the store holds no more than its SHA-256.

use aws_lc_rs::constant_time::verify_slices_are_equal;

use crate::db::Keys;

const PREFIX: &str = "pwl";

/// The code of a link: the row's name, and 256 bits that nobody can guess.
#[must_use]
pub fn reveal(keys: &Keys, id: &str) -> String {
    format!("{PREFIX}.{id}.{}", keys.blind_index("mailed_links", "token", id))
}

/// The name of the row that a code belongs to; `None` unless these keys made the code.
#[must_use]
pub fn read<'a>(keys: &Keys, code: &'a str) -> Option<&'a str> {
    let id = code.trim().split('.').nth(1)?;
    verify_slices_are_equal(reveal(keys, id).as_bytes(), code.trim().as_bytes()).ok().map(|()| id)
}
