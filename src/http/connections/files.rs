//! The process's limit of open files.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// As many as anybody needs; some systems allow a thousand million.
const PLENTY: u64 = 65_536;

/// Raises the limit as far as the system lets an ordinary process, and returns what it is.
#[must_use]
pub fn raise() -> u64 {
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    let present = current.unwrap_or(PLENTY);
    let wanted = maximum.unwrap_or(PLENTY).min(PLENTY);
    if present >= wanted {
        return present;
    }
    match setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), maximum }) {
        Ok(()) => wanted,
        Err(_) => present,
    }
}
