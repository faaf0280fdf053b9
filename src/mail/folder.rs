//! Letters as `.eml` files: the default, so that nothing leaves a machine that was not told to.

use std::fs::{self, OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use super::{Fault, MailerError, Receipt, SendError};

/// A folder that letters are filed in, one file a delivery.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// Opens a folder, making it when missing. It is made and put out of others' reach: letters tell
    /// of learners.
    ///
    /// # Errors
    /// [`MailerError::Folder`] when it cannot be made.
    pub fn open(path: &Path) -> Result<Self, MailerError> {
        let unusable = |source| MailerError::Folder { path: path.to_owned(), source };
        let existed = path.is_dir();
        fs::create_dir_all(path).map_err(unusable)?;
        if !existed || holds_letters_only(path).map_err(unusable)? {
            fs::set_permissions(path, Permissions::from_mode(0o700)).map_err(unusable)?;
        }
        Ok(Self { path: path.to_owned() })
    }

    /// The file of a delivery. Its name is the delivery's id only; anything that is no id is filed
    /// under its letters and digits.
    #[must_use]
    pub fn file_of(&self, delivery: &str) -> PathBuf {
        let safe: String = delivery.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        self.path.join(format!("{safe}.eml"))
    }

    /// Files a letter whole or not at all; a second attempt replaces the first.
    pub(super) fn send(&self, delivery: &str, bytes: &[u8]) -> Result<Receipt, SendError> {
        let file = self.file_of(delivery);
        let unwritable = |e: io::Error| SendError::Configuration {
            fault: Fault::Unreachable,
            words: format!("mail.folder: {e}"),
        };
        write_whole(&file, bytes).map_err(unwritable)?;
        Ok(Receipt { words: format!("filed as {}", file.display()), filed: true })
    }
}

fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let partial = path.with_extension("part");
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&partial)?;
    file.set_permissions(Permissions::from_mode(0o600))?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&partial, path)
}

/// Whether a folder is one of ours. Another one, such as a home folder that somebody set by mistake,
/// keeps its permissions; the letters in it have theirs.
fn holds_letters_only(path: &Path) -> io::Result<bool> {
    for entry in fs::read_dir(path)? {
        let file = entry?.path();
        if !file.extension().is_some_and(|kind| kind == "eml" || kind == "part") {
            return Ok(false);
        }
    }
    Ok(true)
}
