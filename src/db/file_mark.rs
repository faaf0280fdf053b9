//! Which file was opened: a deleted file still answers whoever holds it open.

use std::fs::{self, Metadata};
use std::path::PathBuf;

use super::address::Address;
use super::error::DbError;

/// A SQLite file as it was when the store was opened.
#[derive(Clone, Debug)]
pub(super) struct FileMark {
    path: PathBuf,
    mark: Option<u128>,
}

impl FileMark {
    /// The mark of the file at an address; `None` for a server.
    pub(super) fn of(address: &Address) -> Option<Self> {
        let Address::Sqlite(path) = address else { return None };
        let path = PathBuf::from(path);
        let mark = fs::metadata(&path).ok().and_then(|found| mark(&found));
        Some(Self { path, mark })
    }

    /// Lets pass only while the same file is at the same place.
    pub(super) fn check(&self) -> Result<(), DbError> {
        match fs::metadata(&self.path) {
            Err(_) => Err(DbError::Missing(self.path.display().to_string())),
            Ok(found) if mark(&found) != self.mark => {
                let detail = format!("another file was put at {}; restart", self.path.display());
                Err(DbError::Unavailable(detail))
            }
            Ok(_) => Ok(()),
        }
    }
}

/// What tells a file from another of the same name.
#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems have none")]
fn mark(found: &Metadata) -> Option<u128> {
    use std::os::unix::fs::MetadataExt;
    Some(u128::from(found.dev()) << 64 | u128::from(found.ino()))
}

#[cfg(not(unix))]
fn mark(_: &Metadata) -> Option<u128> {
    None
}
