//! Why a command on the store failed.

use crate::app::OpenError;
use crate::db::copy_error::{BackupError, RestoreError};
use crate::db::{DbError, KeyError, KeyringError};

/// Why a command on the store failed, in words for the person at the terminal.
#[derive(Debug, thiserror::Error)]
pub enum MaintenanceError {
    /// The key file or the database does not open.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The key file cannot be read or written.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// The keys are not those of the database.
    #[error(transparent)]
    Keyring(#[from] KeyringError),
    /// A new key file was asked for, and the database holds data sealed with these keys.
    #[error(
        "the database holds data sealed with {}, and a new key file cannot open it.\n\
         Bring back the key file of that database instead, from its backup", .0.join(", ")
    )]
    AlreadySealed(Vec<String>),
    /// A backup cannot be made.
    #[error(transparent)]
    Backup(#[from] BackupError),
    /// A backup cannot be restored.
    #[error(transparent)]
    Restore(#[from] RestoreError),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
}
