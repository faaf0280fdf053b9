//! Passwords: Argon2id, a bounded number at a time, and the same work for a user that is not there.

use std::sync::Arc;
use std::time::Duration;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};

use crate::clock::Random;
use crate::domain::text::Invalid;
use crate::turns::Turns;

/// How long a login waits for its turn before the service calls itself busy.
const PATIENCE: Duration = Duration::from_secs(3);

/// Why a password could not be hashed or compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Too many others are being hashed.
    #[error("too many passwords are being checked")]
    Busy,
    /// The hash could not be computed.
    #[error("the password could not be hashed")]
    Failed,
}

/// What one hash costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PasswordCost {
    /// Memory, KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
}

impl Default for PasswordCost {
    /// OWASP Password Storage Cheat Sheet: Argon2id with 19 MiB, 2 passes, 1 lane.
    fn default() -> Self {
        Self { memory_kib: 19_456, passes: 2 }
    }
}

/// A password that somebody may choose. NIST SP 800-63B, 3.1.1.2: length counts and no mixture of characters is
/// asked for, but what is commonly used, or expected of this person or this service, is refused.
pub struct NewPassword(String);

/// What anybody would try first here.
const EXPECTED: [&str; 4] = ["placewell", "placement", "work experience", "briefing"];

/// The estimate of guesses that a password must withstand: beyond 100 million.
const LEAST: zxcvbn::Score = zxcvbn::Score::Three;

impl NewPassword {
    /// Reads a password of 12 to 200 characters; `about` is what is known of its owner, such as name and address.
    ///
    /// # Errors
    /// [`Invalid`] when it is shorter or longer, or easily guessed.
    pub fn parse(text: &str, about: &[&str]) -> Result<Self, Invalid> {
        if !(12..=200).contains(&text.chars().count()) {
            return Err(Invalid::new("must be 12 to 200 characters"));
        }
        let words = about.iter().flat_map(|known| known.split(|c: char| !c.is_alphanumeric()));
        let names = about.iter().flat_map(|known| known.split(['@', '.']));
        let known = words.chain(names).filter(|part| part.chars().count() > 2);
        let known: Vec<&str> = known.chain(EXPECTED).chain(about.iter().copied()).collect();
        if zxcvbn::zxcvbn(text, &known).score() < LEAST {
            return Err(Invalid::new(
                "is easily guessed: choose one that is not in common use, a pattern or made from your name",
            ));
        }
        Ok(Self(text.to_owned()))
    }
}

/// Hashes and compares passwords. Blocks its thread.
pub struct Passwords {
    argon: Argon2<'static>,
    random: Arc<dyn Random>,
    nobody: String,
    turns: Turns,
}

impl Passwords {
    /// Passwords at a cost, so many at a time.
    ///
    /// # Errors
    /// [`PasswordError::Failed`] when the cost is out of the algorithm's range.
    pub fn new(cost: PasswordCost, at_once: usize, random: Arc<dyn Random>) -> Result<Self, PasswordError> {
        let params = Params::new(cost.memory_kib, cost.passes, 1, None).map_err(|_| PasswordError::Failed)?;
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let nobody = hash(&argon, random.as_ref(), "nobody has this password")?;
        Ok(Self { argon, random, nobody, turns: Turns::new(at_once, PATIENCE) })
    }

    /// The text to store for a password (PHC string format).
    ///
    /// # Errors
    /// [`PasswordError`].
    pub fn hash(&self, password: &NewPassword) -> Result<String, PasswordError> {
        let hash = || hash(&self.argon, self.random.as_ref(), &password.0);
        self.turns.take(hash).ok_or(PasswordError::Busy)?
    }

    /// Whether a password is the one stored. Without a stored one the same work is done and the
    /// answer is no, so that the time taken does not tell who has an account.
    ///
    /// # Errors
    /// [`PasswordError`], also when what is stored is no password hash.
    pub fn verify(&self, stored: Option<&str>, password: &str) -> Result<bool, PasswordError> {
        let parsed = PasswordHash::new(stored.unwrap_or(&self.nobody)).map_err(|_| PasswordError::Failed)?;
        let is_same = || self.argon.verify_password(password.as_bytes(), &parsed).is_ok();
        let same = self.turns.take(is_same).ok_or(PasswordError::Busy)?;
        Ok(same && stored.is_some())
    }
}

fn hash(argon: &Argon2<'_>, random: &dyn Random, password: &str) -> Result<String, PasswordError> {
    let mut salt = [0; 16];
    random.fill(&mut salt);
    let hashed = argon.hash_password_with_salt(password.as_bytes(), &salt);
    hashed.map(|hash| hash.to_string()).map_err(|_| PasswordError::Failed)
}
