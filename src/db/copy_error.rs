//! Why a copy of the database was not made, or not put in its place.

use std::io;
use std::path::PathBuf;

use super::pg_tools::ToolError;
use super::{DbError, KeyringError};

/// Why there is no copy. No file is left.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// There is no SQLite file.
    #[error("there is no database at {0}")]
    Missing(String),
    /// The file is there already, or cannot be written.
    #[error("{}: {error}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// PostgreSQL's own program failed.
    #[error(transparent)]
    Tool(#[from] ToolError),
    /// The store refused.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Why a copy was not put in its place. The place is then as it was.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    /// The database at the PostgreSQL server is in use.
    #[error("the database is not empty; make a new one, it is never overwritten")]
    NotEmpty,
    /// PostgreSQL's own program is not there.
    #[error(transparent)]
    Tool(#[from] ToolError),
    /// A database is there already.
    #[error("{} is there; move it away first, it is never overwritten", .0.display())]
    Taken(PathBuf),
    /// A file cannot be read or written.
    #[error("{}: {error}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// The copy is not whole.
    #[error("the copy is damaged: {0}")]
    Damaged(String),
    /// The copy is no database of this program.
    #[error("the copy holds no database of this program")]
    NotOurs,
    /// The key file cannot open the copy.
    #[error(transparent)]
    Keys(#[from] KeyringError),
    /// The store refused.
    #[error(transparent)]
    Db(#[from] DbError),
}
