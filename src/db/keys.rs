//! The key file: what seals personal data, and what indexes it blindly.
//!
//! One line a key, `#` begins a comment:
//! ```text
//! index <base64>
//! key 5f0c9a17 <base64>
//! key 91d2e0b4 <base64> active
//! ```
//! Every key is 256 random bits. The active key seals; the others still open what they sealed.
//! The index key is never changed, because every blind index was made with it.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use aws_lc_rs::aead::{AES_256_GCM, RandomizedNonceKey};
use aws_lc_rs::{hmac, rand};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use secrecy::{ExposeSecret, SecretBox};

use crate::domain::digest::hexadecimal;
use crate::files::create_private;

type Secret = SecretBox<[u8; 32]>;

/// Why a key file was refused. It never holds key material.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file cannot be read or written.
    #[error("the key file {path}: {source}")]
    File {
        /// Where it was looked for.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file is not a key file.
    #[error("the key file, line {line}: {why}")]
    Line {
        /// The line, counted from 1.
        line: usize,
        /// What is wrong with it.
        why: &'static str,
    },
    /// The file has no index key, or not exactly one active key.
    #[error("the key file {0}")]
    Incomplete(&'static str),
    /// The system gave no randomness.
    #[error("the system gave no random numbers")]
    NoRandomness,
}

struct SealingKey {
    secret: Secret,
    cipher: RandomizedNonceKey,
}

/// The keys of one installation.
pub struct Keys {
    sealing: BTreeMap<String, SealingKey>,
    active: String,
    index_secret: Secret,
    index: hmac::Key,
}

impl Keys {
    /// Fresh keys from the system's randomness.
    ///
    /// # Errors
    /// [`KeyError::NoRandomness`].
    pub fn generate() -> Result<Self, KeyError> {
        let id = fresh_id()?;
        let sealing = BTreeMap::from([(id.clone(), SealingKey::new(fresh_secret()?)?)]);
        Ok(Self::assemble(sealing, id, fresh_secret()?))
    }

    /// Reads a key file.
    ///
    /// # Errors
    /// [`KeyError`] when it is missing or not a key file.
    pub fn load(path: &Path) -> Result<Self, KeyError> {
        let text = fs::read_to_string(path).map_err(|source| file_error(path, source))?;
        Self::parse(&text)
    }

    /// Reads the text of a key file.
    ///
    /// # Errors
    /// [`KeyError::Line`] or [`KeyError::Incomplete`].
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let (mut sealing, mut active, mut index) = (BTreeMap::new(), Vec::new(), None);
        for (number, line) in text.lines().enumerate() {
            let refuse = |why| KeyError::Line { line: number + 1, why };
            let words: Vec<&str> = line.split('#').next().unwrap_or_default().split_whitespace().collect();
            match words.as_slice() {
                [] => {}
                ["index", secret] => index = Some(read_secret(secret).ok_or(refuse(NOT_256_BITS))?),
                ["key", id, secret, rest @ ..] if matches!(rest, [] | ["active"]) => {
                    let secret = read_secret(secret).ok_or(refuse(NOT_256_BITS))?;
                    if !id.bytes().all(|b| b.is_ascii_alphanumeric()) {
                        return Err(refuse("a key's id is letters and digits"));
                    }
                    if sealing.insert((*id).to_owned(), SealingKey::new(secret)?).is_some() {
                        return Err(refuse("this id stands twice"));
                    }
                    active.extend((!rest.is_empty()).then(|| (*id).to_owned()));
                }
                _ => return Err(refuse("expected `index SECRET` or `key ID SECRET [active]`")),
            }
        }
        let index = index.ok_or(KeyError::Incomplete("has no index key"))?;
        match <[String; 1]>::try_from(active) {
            Ok([active]) => Ok(Self::assemble(sealing, active, index)),
            Err(_) => Err(KeyError::Incomplete("must mark exactly one key as active")),
        }
    }

    fn assemble(sealing: BTreeMap<String, SealingKey>, active: String, index_secret: Secret) -> Self {
        let index = hmac::Key::new(hmac::HMAC_SHA256, index_secret.expose_secret());
        Self { sealing, active, index_secret, index }
    }

    /// The same keys and a fresh one that seals from now on.
    ///
    /// # Errors
    /// [`KeyError::NoRandomness`].
    pub fn rotate(mut self) -> Result<Self, KeyError> {
        self.active = fresh_id()?;
        self.sealing.insert(self.active.clone(), SealingKey::new(fresh_secret()?)?);
        Ok(self)
    }

    /// Writes a key file where none is, readable by its owner only.
    ///
    /// # Errors
    /// [`KeyError::File`], also when a file is there already: a key file is never overwritten.
    pub fn create(&self, path: &Path) -> Result<(), KeyError> {
        write_private(path, &self.to_text()).map_err(|source| file_error(path, source))
    }

    /// Puts these keys in the place of a key file, in one step.
    ///
    /// # Errors
    /// [`KeyError::File`], with the old file untouched and nothing beside it; also while another rotation is under way.
    pub fn replace(&self, path: &Path) -> Result<(), KeyError> {
        let beside = path.with_extension("new");
        write_private(&beside, &self.to_text()).map_err(|source| file_error(&beside, source))?;
        fs::rename(&beside, path).map_err(|source| {
            // It holds keys that nothing uses; the failure to rename says more than one to remove.
            let _ = fs::remove_file(&beside);
            file_error(path, source)
        })
    }

    fn to_text(&self) -> String {
        let encode = |secret: &Secret| STANDARD.encode(secret.expose_secret());
        let keys = self.sealing.iter().map(|(id, key)| {
            let mark = if *id == self.active { " active" } else { "" };
            format!("key {id} {}{mark}\n", encode(&key.secret))
        });
        format!("{HEADER}index {}\n{}", encode(&self.index_secret), keys.collect::<String>())
    }

    /// The id of the key that seals.
    #[must_use]
    pub fn active(&self) -> &str {
        &self.active
    }

    /// The ids of every key in the file, in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.sealing.keys().map(String::as_str)
    }

    pub(super) fn opening(&self, id: &str) -> Option<&RandomizedNonceKey> {
        self.sealing.get(id).map(|key| &key.cipher)
    }

    /// A keyed digest of a value in one column: equal values give equal digests, and without the
    /// key nothing can be told from one. For finding a sealed value by equality.
    #[must_use]
    pub fn blind_index(&self, table: &str, column: &str, value: &str) -> String {
        URL_SAFE_NO_PAD.encode(self.digest([table, column, value]))
    }

    /// 256 secret bits for one purpose, bound to a sealing key: they change when keys are rotated
    /// and are gone when that key leaves the file. `None` when there is no such key.
    #[must_use]
    pub fn derive(&self, purpose: &str, key_id: &str) -> Option<hmac::Tag> {
        self.opening(key_id).map(|_| self.digest(["derived secret", purpose, key_id]))
    }

    fn digest(&self, parts: [&str; 3]) -> hmac::Tag {
        let mut context = hmac::Context::with_key(&self.index);
        for part in parts {
            context.update(&(part.len() as u64).to_be_bytes());
            context.update(part.as_bytes());
        }
        context.sign()
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keys").field("active", &self.active).finish_non_exhaustive()
    }
}

impl SealingKey {
    fn new(secret: Secret) -> Result<Self, KeyError> {
        let cipher = RandomizedNonceKey::new(&AES_256_GCM, secret.expose_secret())
            .map_err(|_| KeyError::NoRandomness)?;
        Ok(Self { secret, cipher })
    }
}

const NOT_256_BITS: &str = "the secret is not 32 bytes in base64";

const HEADER: &str = "# Placewell's keys. Without this file the personal data in the database cannot be read.\n\
    # Keep a copy apart from the database and its backups.\n";

fn fresh_id() -> Result<String, KeyError> {
    let bytes: [u8; 4] =
        rand::generate(&rand::SystemRandom::new()).map_err(|_| KeyError::NoRandomness)?.expose();
    Ok(hexadecimal(&bytes))
}

fn fresh_secret() -> Result<Secret, KeyError> {
    let mut secret = Box::new([0; 32]);
    rand::fill(secret.as_mut_slice()).map_err(|_| KeyError::NoRandomness)?;
    Ok(Secret::new(secret))
}

fn read_secret(text: &str) -> Option<Secret> {
    let bytes: [u8; 32] = STANDARD.decode(text).ok()?.try_into().ok()?;
    Some(Secret::new(Box::new(bytes)))
}

fn write_private(path: &Path, text: &str) -> io::Result<()> {
    let mut file = create_private(path)?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    if written.is_err() {
        // Half a key file is none.
        let _ = fs::remove_file(path);
    }
    written
}

fn file_error(path: &Path, source: io::Error) -> KeyError {
    KeyError::File { path: path.to_owned(), source }
}
